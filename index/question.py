"""A question as the shelves see it: its distinct terms, what kind of answer it asks for, its vectors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder
from index.lexicon import NO_TERM, Shape, shape, term, words
from index.pieces import PieceVectors, word_sums
from knowledge.references import Reference, parse_references

Vectors = NDArray[np.float32]

ASKED: Final = {
    "number": frozenset("berapa berapakah".split()),
    "time": frozenset("kapan kapankah tahun tanggal when".split()),
    "person": frozenset("siapa siapakah who".split()),
    "place": frozenset("mana manakah dimana dimanakah letak terletak lokasi where".split()),
    "what": frozenset("apa apakah what".split()),
    "how": frozenset("bagaimana bagaimanakah mengapa kenapa jelaskan sebutkan how why".split()),
    "name": frozenset("nama namanya bernama dinamakan name named".split()),
}
"""Words that tell what kind of answer is asked for; a question can show several."""
_NOUNS: Final = ASKED["name"] | {"tahun", "tanggal", "letak", "terletak", "lokasi"}
_ASKING: Final = frozenset.union(*ASKED.values(), {"which"}) - _NOUNS
_MOST_TERMS: Final = 48
"""Distinct terms looked at: a question is a sentence or two, and what comes after them only costs time."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question read once, for all shelves; m distinct terms.

    :param terms: distinct terms in their order.
    :param order: the terms' places in `terms`, word by word as they were said.
    :param names: whether a term is a name or a number [m]: it begins with a digit, or with a capital inside.
    :param kinds: for each key of `ASKED`, whether the question shows it.
    :param emphasis: logarithm of how much a term counts beside its idf [m], from its looks and its vector's length.
    :param vector: unit vector of the whole question [d].
    :param word_vectors: unit vectors of the terms' words [m, d of the pieces].
    :param references: the regulations that it names.
    """

    terms: tuple[str, ...]
    order: tuple[int, ...]
    names: NDArray[np.bool_]
    kinds: NDArray[np.bool_]
    emphasis: NDArray[np.float64]
    vector: Vectors
    word_vectors: Vectors
    references: tuple[Reference, ...]

    @classmethod
    def read(cls, text: str, embedder: Embedder, piece_vectors: PieceVectors) -> Question:
        """Read a question."""
        spoken = words(text)
        stems = [term(word) for word in spoken]
        first: dict[str, int] = {}
        for place, name in enumerate(stems):
            if name and len(first) < _MOST_TERMS:
                first.setdefault(name, place)
        rows = {name: row for row, name in enumerate(first)}
        told = [rows.get(name, NO_TERM) for name in stems]
        spellings = [spoken[place] for place in first.values()]
        places = np.array(list(first.values()), dtype=np.int64)
        sums = word_sums(spellings, piece_vectors)
        lengths = np.linalg.norm(sums, axis=1)
        shapes = np.array([shape(word) for word in spellings], dtype=np.uint16)
        lowered = [word.lower() for word in spoken]
        return cls(
            terms=tuple(first),
            order=tuple(row for row in told if row != NO_TERM),
            names=(shapes & Shape.DIGIT > 0) | ((shapes & Shape.CAPITAL > 0) & (places > 0)),
            kinds=np.array([not said.isdisjoint(lowered) for said in ASKED.values()]),
            emphasis=_emphasis(spellings, tuple(first), shapes, places / max(len(spoken), 1), lengths),
            vector=np.asarray(embedder.encode_queries([text])[0], dtype=np.float32),
            word_vectors=np.asarray(sums / np.maximum(lengths, 1e-6)[:, None], dtype=np.float32),
            references=tuple(reference for reference in parse_references(text) if reference.regulation is not None),
        )

    def only(self, kept: NDArray[np.bool_]) -> Question:
        """The question without the terms that are not kept [m]."""
        rows = np.cumsum(kept) - 1
        return replace(
            self,
            terms=tuple(name for name, keep in zip(self.terms, kept, strict=True) if keep),
            order=tuple(int(rows[row]) for row in self.order if kept[row]),
            names=self.names[kept],
            emphasis=self.emphasis[kept],
            word_vectors=self.word_vectors[kept],
        )

    def weights(self, idf: NDArray[np.float64], count: int) -> NDArray[np.float32]:
        """How much each term counts [m], summing to 1: its idf times its emphasis; the rarest are held back a little.

        :param idf: inverse document frequencies of the terms on a shelf of `count` passages.
        """
        rarity = idf / np.log(max(count, 3))
        raw = idf * np.exp(self.emphasis + _RARITY * rarity + _RARITY_SQUARED * rarity**2)
        return np.asarray(raw / max(float(raw.sum()), 1e-9), dtype=np.float32)


# How a term's looks change its weight: fitted on training questions with BM25 alone as the score. Acronyms matter more,
# numbers and short words less, question words hardly at all.
_RARITY: Final = -0.235
_RARITY_SQUARED: Final = -0.346
_UPPER: Final = 0.27
_CAPITAL: Final = 0.026
_DIGIT: Final = -0.35
_ASKS: Final = -1.27
_SHORT: Final = -0.27
_LATE: Final = -0.076
_VECTOR_LENGTH: Final = 1.12


def _emphasis(
    spellings: list[str],
    terms: tuple[str, ...],
    shapes: NDArray[np.uint16],
    places: NDArray[np.float64],
    lengths: NDArray[np.floating[Any]],
) -> NDArray[np.float64]:
    """The logarithm of each term's emphasis [m]; `places` run from 0 to 1, `lengths` are the vectors'."""
    asks = np.array([word.lower() in _ASKING for word in spellings], dtype=np.float64)
    short = np.array([len(name) <= 3 for name in terms], dtype=np.float64)
    return np.asarray(
        _UPPER * (shapes & Shape.UPPER > 0)
        + _CAPITAL * ((shapes & Shape.CAPITAL > 0) & (places > 0))
        + _DIGIT * (shapes & Shape.DIGIT > 0)
        + _ASKS * asks
        + _SHORT * short
        + _LATE * places
        + _VECTOR_LENGTH * np.log(lengths + 1e-3),
        dtype=np.float64,
    )
