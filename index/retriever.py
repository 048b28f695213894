"""Finding: a question and its scope -> the passages that answer it, best first.

Candidates come from BM25 and from the vectors, inside the scope; the reranker orders them by what they show of the
question.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import faiss
import numpy as np
from numpy.typing import NDArray

from index.dense import DensePlan
from index.embedding import Embedder, load_embedder
from index.errors import IndexingError
from index.features import Features, measure
from index.fusion import agreement, fused, union
from index.lexical import K1, best
from index.lexicon import term
from index.pieces import PieceVectors
from index.question import Question
from index.reranker import Reranker
from index.scope import Scope
from index.shelf import Naming, Progress, Shelf, quiet
from knowledge.document import Passage
from knowledge.metadata import Audience

FORMAT: Final = 3
"""Version of what `save` writes; another one is refused."""
_MANIFEST: Final = "retriever.json"
_BY_WORDS: Final = 80
_BY_VECTORS: Final = 40
_RERANKED: Final = 28
"""Candidates looked at closely: the best by both scores. More take longer and rank no better, 16 rank worse."""
_COMMON: Final = 0.15
"""Terms with less than this share of the rarest one's idf find no candidates: they stand almost everywhere."""
_CHANGE: Final = term("perubahan")
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


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages at `rows` of a shelf before they are ordered: features by name, each [rows], and their `Naming`."""

    shelf: Shelf
    rows: NDArray[np.int64]
    features: dict[str, NDArray[np.float32]]
    naming: NDArray[np.int8]


class Retriever:
    """The shelves of a library, searched together as far as the scope reaches."""

    def __init__(self, shelves: dict[Audience, Shelf], embedder: Embedder, piece_vectors: PieceVectors) -> None:
        self.shelves = shelves
        self.embedder = embedder
        self._piece_vectors = piece_vectors

    @classmethod
    def build(
        cls, passages: Sequence[Passage], embedder: Embedder, progress: Progress = quiet, reuse: Retriever | None = None
    ) -> Retriever:
        """Index passages.

        :param reuse: an earlier retriever: passages whose content is unchanged keep their words and vectors.
        """
        pieces = _piece_vectors(embedder)
        earlier = reuse.shelves if reuse is not None and reuse.embedder.id == embedder.id else {}
        shelves = {
            audience: Shelf.build(
                [passage for passage in passages if passage.audience is audience],
                embedder,
                pieces,
                progress,
                earlier.get(audience),
            )
            for audience in Audience
        }
        return cls(shelves, embedder, pieces)

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
            shelves = {
                audience: Shelf.load(folder / audience.value, DensePlan.read(manifest["shelves"][audience.value]))
                for audience in Audience
            }
        except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
            raise IndexingError("the index is incomplete or damaged; run `tanya reindex`") from error
        return cls(shelves, embedder, _piece_vectors(embedder))

    def save(self, folder: Path) -> None:
        """Write all shelves into a folder, which is made."""
        for audience, shelf in self.shelves.items():
            (folder / audience.value).mkdir(parents=True, exist_ok=True)
            shelf.save(folder / audience.value)
        (folder / _MANIFEST).write_text(json.dumps(self.manifest(), indent=1), encoding="utf-8")

    def manifest(self) -> dict[str, Any]:
        """What a reader must know to open what was saved."""
        return {
            "format": FORMAT,
            "embedder": self.embedder.id,
            "dimension": self.embedder.dimension,
            "shelves": {audience.value: shelf.dense.plan.manifest() for audience, shelf in self.shelves.items()},
        }

    def __len__(self) -> int:
        return sum(len(shelf) for shelf in self.shelves.values())

    def search(self, query: str, scope: Scope, top_k: int = 10) -> list[Hit]:
        """The best hits inside a scope, best first."""
        faiss.omp_set_num_threads(
            1
        )  # a team of threads for one small scan costs more than the scan; it holds per thread
        question = Question.read(query, self.embedder, self._piece_vectors)
        if not question.terms:
            return []
        gathered = [
            self._gather(question, self.shelves[audience], scope)
            for audience in Audience
            if (audience is Audience.PUBLIC or scope.audience is Audience.STAFF) and len(self.shelves[audience])
        ]
        found = [candidates for candidates in gathered if candidates is not None]
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

    def candidates(self, query: str, audience: Audience, scope: Scope) -> Candidates | None:
        """What the reranker sees of a question on one shelf; None when there is nothing to see."""
        question = Question.read(query, self.embedder, self._piece_vectors)
        shelf = self.shelves[audience]
        return self._gather(question, shelf, scope) if question.terms and len(shelf) else None

    def _gather(self, question: Question, shelf: Shelf, scope: Scope) -> Candidates | None:
        """Candidates of one shelf with what they show; None when there are none."""
        visible = shelf.passages.visible(scope)
        naming = shelf.named(question.references, scope)
        if _CHANGE in question.terms:  # "apa yang diubah dari PP 12/2001": the amending text is what is asked for
            naming[naming == Naming.AMENDS] = Naming.ITSELF
        if visible is not None:
            naming[~visible] = Naming.NOT
        named = np.flatnonzero(naming) if question.references else np.empty(0, dtype=np.int64)
        terms = shelf.lexicon.find(question.terms)
        idf = shelf.lexical.idf(terms)
        lexical = shelf.lexical.scores(terms[idf >= _COMMON * idf.max()])
        if visible is not None:
            lexical[~visible] = 0
        inside = named[best(lexical[named], _BY_WORDS)]
        rows = union(inside, best(lexical, _BY_WORDS), shelf.nearest(question.vector, _BY_VECTORS, visible))
        share = lexical[rows] / max(float(idf.sum()) * (K1 + 1), 1e-9)
        cosines = shelf.similarities(question.vector, rows)
        first = fused(share, cosines) + (naming[rows] > 0)
        chosen = np.argsort(-first, kind="stable")[:_RERANKED]
        rows, cosines = rows[chosen], cosines[chosen]
        if not len(rows):
            return None
        return Candidates(
            shelf, rows, measure(question, terms, shelf, rows, cosines, self._piece_vectors), naming[rows]
        )

    def _scored(self, candidates: Candidates, scope: Scope) -> NDArray[np.float32]:
        """The reranker's scores, with what the preferred language adds."""
        scores = Reranker.bundled().scores(candidates.features)
        if scope.language is not None:
            scores += (
                np.float32(_LANGUAGE_BONUS) * candidates.shelf.passages.in_language(scope.language)[candidates.rows]
            )
        return scores


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
