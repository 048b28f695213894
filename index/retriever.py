"""Finding: a question and its scope -> the passages that answer it, best first.

Candidates come from BM25 and from the vectors, inside the scope; the reranker orders them by what they show of the
question.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

import faiss
import numpy as np
from numpy.typing import NDArray

from index.candidates import Candidates, gather
from index.dense import DensePlan
from index.embedding import Embedder, load_embedder
from index.errors import IndexingError
from index.features import Features
from index.fusion import agreement
from index.lookup import Lookup
from index.pieces import PieceVectors
from index.question import Question
from index.reranker import Reranker
from index.resolution import Naming
from index.scope import Scope
from index.shelf import Progress, Shelf, quiet
from index.shelfmark import SHELFMARKS, Shelfmark
from knowledge.document import Passage
from knowledge.metadata import Audience

FORMAT: Final = 4
"""Version of what `save` writes; another one is refused."""
_MANIFEST: Final = "retriever.json"
_SHOWN: Final = tuple(field.name for field in fields(Features) if field.name not in ("agreement", "margin"))
_LANGUAGE_BONUS: Final = 0.5
"""What a passage in the preferred language gains: enough to win between a text and its translation, not more."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its score (higher is better) and what it shows of the question.

    `named` says whether it belongs to a regulation that the question names, or to one that amends it (both stand before
    all others); it is false when it does not.
    """

    passage: Passage
    score: float
    features: Features
    named: Naming = Naming.NOT


class Retriever:
    """The shelves of a library, searched together as far as the scope reaches, and a look-up for each audience."""

    def __init__(
        self,
        shelves: dict[Shelfmark, Shelf],
        lookups: dict[Audience, Lookup],
        embedder: Embedder,
        piece_vectors: PieceVectors,
    ) -> None:
        self.shelves = shelves
        self.lookups = lookups
        self.embedder = embedder
        self._piece_vectors = piece_vectors

    @classmethod
    def build(
        cls, passages: Sequence[Passage], embedder: Embedder, progress: Progress = quiet, reuse: Retriever | None = None
    ) -> Retriever:
        """Index passages.

        :param reuse: an earlier retriever: passages whose content is unchanged keep their words and vectors.
        """
        earlier = reuse.shelves if reuse is not None and reuse.embedder.id == embedder.id else {}
        pieces = _piece_vectors(embedder)
        held = {mark: [passage for passage in passages if mark.holds(passage)] for mark in SHELFMARKS}
        shelves = {mark: Shelf.build(held[mark], embedder, pieces, progress, earlier.get(mark)) for mark in held}
        lookups = {}
        for audience in Audience:
            together = [passage for mark, part in held.items() if mark.audience is audience for passage in part]
            lookups[audience] = replace(Lookup.build(together), passage=_by_number(shelves, audience))
        return cls(shelves, lookups, embedder, pieces)

    @classmethod
    def load(cls, folder: Path, embedder: Embedder) -> Retriever:
        """Map a saved retriever into memory.

        :raises IndexingError: when it is damaged, of another format, or made with another embedder.
        """
        manifest = _read_manifest(folder)
        if manifest.get("format") != FORMAT:
            raise IndexingError(
                f"the index has format {manifest.get('format')}, this program reads {FORMAT}; run `tanya reindex`"
            )
        made_with = (manifest.get("embedder"), manifest.get("dimension"))
        if made_with != (embedder.id, embedder.dimension):
            raise IndexingError(
                f"the index was made with {made_with[0]} ({made_with[1]} dimensions), "
                f"not {embedder.id} ({embedder.dimension}); run `tanya reindex`"
            )
        try:
            plans = {mark: DensePlan.read(manifest["shelves"][str(mark)]) for mark in SHELFMARKS}
            shelves = {mark: Shelf.load(folder / str(mark), plan) for mark, plan in plans.items()}
            lookups = {audience: Lookup.load(folder / audience, _by_number(shelves, audience)) for audience in Audience}
        except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
            raise IndexingError("the index is incomplete or damaged; run `tanya reindex`") from error
        return cls(shelves, lookups, embedder, _piece_vectors(embedder))

    def save(self, folder: Path) -> None:
        """Write everything into a folder, which is made."""
        for mark, shelf in self.shelves.items():
            (folder / str(mark)).mkdir(parents=True, exist_ok=True)
            shelf.save(folder / str(mark))
        for audience, lookup in self.lookups.items():
            lookup.save(folder / audience)
        (folder / _MANIFEST).write_text(json.dumps(self.manifest(), indent=1), encoding="utf-8")

    def manifest(self) -> dict[str, Any]:
        """What a reader must know to open what was saved."""
        return {
            "format": FORMAT,
            "embedder": self.embedder.id,
            "dimension": self.embedder.dimension,
            "shelves": {str(mark): shelf.dense.plan.manifest() for mark, shelf in self.shelves.items()},
        }

    def __len__(self) -> int:
        return sum(len(shelf) for shelf in self.shelves.values())

    def search(self, query: str, scope: Scope, top_k: int = 10) -> list[Hit]:
        """The best hits inside a scope, best first; those of regulations that the question names before all others."""
        # A team of threads for one small scan costs more than the scan; the number holds per thread.
        faiss.omp_set_num_threads(1)
        question = Question.read(query, self.embedder, self._piece_vectors)
        hits = [hit for laws in (False, True) for hit in self._ranked(question, scope, top_k, laws=laws)]
        return sorted(hits, key=lambda hit: (hit.named is Naming.NOT, -hit.score))[:top_k]

    def candidates(self, query: str, mark: Shelfmark, scope: Scope) -> Candidates | None:
        """What the reranker sees of a question on one shelf; None when there is nothing to see."""
        return self._gather(Question.read(query, self.embedder, self._piece_vectors), mark, scope)

    def _ranked(self, question: Question, scope: Scope, top_k: int, *, laws: bool) -> list[Hit]:
        """The best hits among guides, or among laws: what a hit's lead and agreement are measured against."""
        marks = [mark for mark in SHELFMARKS if mark.laws is laws and scope.reaches(mark.audience)]
        found = [candidates for mark in marks if (candidates := self._gather(question, mark, scope)) is not None]
        if not found:
            return []
        features = {name: np.concatenate([one.features[name] for one in found]) for name in _SHOWN}
        scores = np.concatenate([self._scored(candidates, scope) for candidates in found])
        naming = np.concatenate([candidates.naming for candidates in found])
        order = np.lexsort((-scores, naming == Naming.NOT))[: top_k + 1].tolist()
        features["agreement"] = agreement(features["lexical_share"], features["dense"])
        owners = [(candidates.shelf, row) for candidates in found for row in candidates.rows.tolist()]
        hits = []
        for place, number in enumerate(order[:top_k]):
            shelf, row = owners[number]
            following = order[min(place + 1, len(order) - 1)]
            shown = {name: float(column[number]) for name, column in features.items()}
            margin = max(0.0, float(scores[number] - scores[following]))
            passage = shelf.passages.passage(row)
            hits.append(Hit(passage, float(scores[number]), Features(**shown, margin=margin), Naming(naming[number])))
        return hits

    def _gather(self, question: Question, mark: Shelfmark, scope: Scope) -> Candidates | None:
        shelf = self.shelves[mark]
        if not question.terms or not len(shelf):
            return None
        named = self.lookups[mark.audience].naming(question.references, scope) if mark.laws else {}
        return gather(question, shelf, scope, named, self._piece_vectors)

    def _scored(self, candidates: Candidates, scope: Scope) -> NDArray[np.float32]:
        """The reranker's scores, with what the preferred language adds."""
        scores = Reranker.bundled().scores(candidates.features)
        if scope.language is not None:
            scores += (
                np.float32(_LANGUAGE_BONUS) * candidates.shelf.passages.in_language(scope.language)[candidates.rows]
            )
        return scores


def _by_number(shelves: dict[Shelfmark, Shelf], audience: Audience) -> Callable[[int], Passage]:
    """What makes a passage of an audience by its number: all its shelves count on, one after the other."""
    stores = [shelf.passages for mark, shelf in shelves.items() if mark.audience is audience]

    def passage(number: int) -> Passage:
        for store in stores:
            if number < len(store):
                return store.passage(number)
            number -= len(store)
        raise IndexError(number)

    return passage


def _piece_vectors(embedder: Embedder) -> PieceVectors:
    """The vectors that late interaction compares: the embedder's own, or the bundled model's where it has none."""
    if isinstance(embedder, PieceVectors):
        return embedder
    bundled = load_embedder(None)
    if not isinstance(bundled, PieceVectors):
        raise IndexingError("the bundled embedding model has no token vectors; retrain it with scripts/train_embedder")
    return bundled


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IndexingError("there is no readable index; run `tanya reindex`") from error
    if not isinstance(manifest, dict):
        raise IndexingError("the index manifest is damaged; run `tanya reindex`")
    return manifest
