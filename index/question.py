"""A question as the shelves see it: its distinct terms with their weights, its words' vectors, its own vector."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder
from index.lexicon import key, shape, term, words
from index.pieces import PieceVectors, word_vectors
from knowledge.references import Reference, parse_references

Vectors = NDArray[np.float32]

_MOST_WORDS: Final = 64
"""Distinct terms looked at: a question is a sentence or two, and what comes after them only costs time."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question read once, for all shelves.

    :param terms: distinct terms in their order [m].
    :param spellings: for each its word as written first [m].
    :param shapes: their shapes [m].
    :param vector: unit vector of the whole question [d].
    :param references: the regulations that it names.
    :param word_vectors: unit vectors of the words [m, d of the pieces].
    """

    text: str
    terms: tuple[str, ...]
    spellings: tuple[str, ...]
    shapes: NDArray[np.uint8]
    vector: Vectors
    word_vectors: Vectors
    references: tuple[Reference, ...]

    @classmethod
    def read(cls, text: str, embedder: Embedder, piece_vectors: PieceVectors) -> Question:
        """Read a question."""
        spelt: dict[str, str] = {}
        for word in words(text):
            name = term(word)
            if name and len(spelt) < _MOST_WORDS:
                spelt.setdefault(name, word)
        spellings = tuple(spelt.values())
        return cls(
            text=text,
            terms=tuple(spelt),
            spellings=spellings,
            shapes=np.array([shape(word) for word in spellings], dtype=np.uint8),
            vector=np.asarray(embedder.encode_queries([text])[0], dtype=np.float32),
            word_vectors=word_vectors(spellings, piece_vectors),
            references=tuple(reference for reference in parse_references(text) if reference.regulation is not None),
        )

    @property
    def keys(self) -> NDArray[np.uint64]:
        """The keys of the terms."""
        return np.array([key(name) for name in self.terms], dtype=np.uint64)
