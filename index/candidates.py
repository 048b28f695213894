"""Candidates: the passages of a shelf that may answer, found by words and by vectors, with what they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.features import measure
from index.fusion import fused, union
from index.lexical import K1, best
from index.lexicon import term
from index.pieces import PieceVectors
from index.question import Question
from index.resolution import Naming
from index.scope import Scope
from index.shelf import Shelf

_BY_WORDS: Final = 80
_BY_VECTORS: Final = 40
_RERANKED: Final = 28
"""Candidates looked at closely: the best by both scores. More take longer and rank no better, 16 rank worse."""
_COMMON: Final = 0.15
"""Terms with less than this share of the rarest one's idf find no candidates: they stand almost everywhere."""
_CHANGE: Final = term("perubahan")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages at `rows` of a shelf before they are ordered: features by name, each [rows], and their `Naming`."""

    shelf: Shelf
    rows: NDArray[np.int64]
    features: dict[str, NDArray[np.float32]]
    naming: NDArray[np.int8]


def gather(
    question: Question, shelf: Shelf, scope: Scope, named: Mapping[str, Naming], model: PieceVectors
) -> Candidates | None:
    """Candidates of one shelf inside a scope; None when there are none.

    :param named: the documents of regulations that the question names: their passages are looked at before all others.
    """
    visible = shelf.passages.visible(scope)
    naming = _naming(question, shelf, named)
    if visible is not None:
        naming[~visible] = Naming.NOT
    terms = shelf.lexicon.find(question.terms)
    idf = shelf.lexical.idf(terms)
    lexical = shelf.lexical.scores(terms[idf >= _COMMON * idf.max()])
    if visible is not None:
        lexical[~visible] = 0
    inside = np.flatnonzero(naming) if named else np.empty(0, dtype=np.int64)
    inside = inside[best(lexical[inside], _BY_WORDS)]
    rows = union(inside, best(lexical, _BY_WORDS), shelf.nearest(question.vector, _BY_VECTORS, visible))
    share = lexical[rows] / max(float(idf.sum()) * (K1 + 1), 1e-9)
    cosines = shelf.similarities(question.vector, rows)
    first = fused(share, cosines) + (naming[rows] > 0)
    chosen = np.argsort(-first, kind="stable")[:_RERANKED]
    rows, cosines = rows[chosen], cosines[chosen]
    if not len(rows):
        return None
    return Candidates(shelf, rows, measure(question, terms, shelf, rows, cosines, model), naming[rows])


def _naming(question: Question, shelf: Shelf, named: Mapping[str, Naming]) -> NDArray[np.int8]:
    """How far each passage of a shelf belongs to the regulations that a question names [passages]."""
    degrees = np.full(len(shelf), Naming.NOT, dtype=np.int8)
    asks_for_change = _CHANGE in question.terms  # "apa yang diubah dari PP 12/2001": the amending text is asked for
    for document, degree in named.items():
        degrees[shelf.passages.of_documents([document])] = Naming.ITSELF if asks_for_change else degree
    return degrees
