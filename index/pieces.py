"""Vectors of words, from those of their pieces: what late interaction compares.

A word's vector is the sum of its pieces' vectors, so its inner products are sums too: the similarities of a question's
words with every piece are added up over a word's pieces, and no vector of a passage's word is ever made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.ragged import Ragged, distinct, load_array

Vectors = NDArray[np.float32]


@runtime_checkable
class PieceVectors(Protocol):
    """What a static embedding model offers: pieces of a text, and one vector for each piece of the vocabulary."""

    @property
    def vectors(self) -> Vectors:
        """One row a piece [vocabulary, d]."""

    def token_ids(self, text: str) -> NDArray[np.uint16]:
        """The pieces of a text."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """`pieces` has a row of piece numbers a word, `norms` [words] the length of the sum of their vectors."""

    pieces: Ragged
    norms: NDArray[np.float32]

    @classmethod
    def build(cls, spellings: Sequence[str], model: PieceVectors) -> Pieces:
        """Cut words into pieces."""
        rows = Ragged.of([model.token_ids(word) for word in spellings], np.uint16)
        return cls(rows, np.linalg.norm(_sums(rows, model.vectors), axis=1).astype(np.float32))

    @classmethod
    def load(cls, folder: Path) -> Pieces:
        """Map saved pieces into memory."""
        return cls(Ragged.load(folder, "pieces"), load_array(folder / "piece_norms.npy"))

    def save(self, folder: Path) -> None:
        """Write the pieces as arrays."""
        self.pieces.save(folder, "pieces")
        np.save(folder / "piece_norms.npy", self.norms, allow_pickle=False)

    def similarities(self, query: Vectors, model: PieceVectors, words: NDArray[np.int32]) -> Vectors:
        """Cosines [query words, words] of unit query vectors [query words, d] with words."""
        rows = self.pieces.take(words)
        pieces, places = distinct(rows.values, len(model.vectors))
        by_piece = model.vectors[pieces] @ query.T
        sums = _add(by_piece[places], rows)
        return np.asarray(sums.T / np.maximum(self.norms[words], 1e-6), dtype=np.float32)


def word_sums(spellings: Sequence[str], model: PieceVectors) -> Vectors:
    """Summed vectors of the words' pieces [words, d]; zero where a word has no piece."""
    return _sums(Ragged.of([model.token_ids(word) for word in spellings], np.uint16), model.vectors)


def _sums(rows: Ragged, vectors: Vectors) -> Vectors:
    """Sum of the vectors of each row's pieces, some rows at a time."""
    parts = [np.zeros((0, vectors.shape[1]), np.float32)]
    for first in range(0, len(rows), 1 << 14):
        chosen = rows.take(np.arange(first, min(first + (1 << 14), len(rows))))
        parts.append(_add(vectors[chosen.values], chosen))
    return np.concatenate(parts)


def _add(values: Vectors, rows: Ragged) -> Vectors:
    """Sum vectors [values, k] over each row: [rows, k]."""
    total = np.zeros((len(rows), values.shape[1]), dtype=np.float32)
    full = np.flatnonzero(rows.lengths)
    if len(full):
        total[full] = np.add.reduceat(values, rows.offsets[full], axis=0)
    return total
