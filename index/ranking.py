"""Documents ranked by their passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from index.retriever import Hit

_WORDS: Final = 45.0
_COVERAGE: Final = 4.0
_LIKENESS: Final = 8.0
_SENTENCE: Final = 3.0
_PROXIMITY: Final = 6.0


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document found, its score (higher is better), and its hits, best first."""

    document: str
    score: float
    hits: tuple[Hit, ...]


def by_document(hits: Sequence[Hit]) -> list[DocumentHit]:
    """Documents by what their hits show together: the best counts most, others add up.

    A regulation that the question names comes first, then those that amend it.
    """
    grouped: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        grouped[hit.passage.document].append(hit)
    found = [
        DocumentHit(document, float(np.logaddexp.reduce([_evidence(hit) for hit in own])), tuple(own))
        for document, own in grouped.items()
    ]
    return sorted(found, key=lambda hit: (-max(one.named for one in hit.hits), -hit.score))


def _evidence(hit: Hit) -> float:
    """What a hit says for its document: its score, and its words, their nearness and its likeness once more.

    The score was fitted to tell apart passages of different topics; passages of one law share theirs, and there plain
    shares tell more (MRR@10 of documents on legal questions that name no law: .66 without, .70).
    """
    shown = hit.features
    shares = _WORDS * shown.lexical_share + _COVERAGE * shown.coverage + _LIKENESS * shown.dense
    return hit.score + shares + _SENTENCE * shown.sentence + _PROXIMITY * shown.proximity
