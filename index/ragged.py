"""Rows of different lengths in one flat array: what a list of lists is to Python, without an object per row."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Row i is `values[offsets[i]:offsets[i + 1]]`."""

    values: Array
    offsets: NDArray[np.int64]

    @classmethod
    def of(cls, rows: list[Array], dtype: type[np.generic]) -> Ragged:
        """Lay rows end to end."""
        lengths = np.fromiter((len(row) for row in rows), dtype=np.int64, count=len(rows))
        values = np.concatenate(rows).astype(dtype, copy=False) if rows else np.empty(0, dtype)
        return cls(values, starts(lengths))

    @classmethod
    def load(cls, folder: Path, name: str) -> Ragged:
        """Map the rows saved under a name into memory; only what is touched is read."""
        return cls(load_array(folder / f"{name}.npy"), load_array(folder / f"{name}.offsets.npy"))

    def save(self, folder: Path, name: str) -> None:
        """Write the rows as two arrays."""
        np.save(folder / f"{name}.npy", self.values, allow_pickle=False)
        np.save(folder / f"{name}.offsets.npy", self.offsets, allow_pickle=False)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Length of each row."""
        return np.diff(self.offsets)

    def row(self, number: int) -> Array:
        """One row, not copied."""
        return self.values[self.offsets[number] : self.offsets[number + 1]]

    def take(self, rows: NDArray[np.integer[Any]], longest: int | None = None) -> Ragged:
        """The given rows in the given order, each cut after `longest` values."""
        begin = self.offsets[rows]
        lengths = self.offsets[np.asarray(rows) + 1] - begin
        if longest is not None:
            lengths = np.minimum(lengths, longest)
        offsets = starts(lengths)
        places = np.arange(offsets[-1]) + np.repeat(begin - offsets[:-1], lengths)
        return Ragged(np.asarray(self.values[places]), offsets)

    def owners(self) -> NDArray[np.int64]:
        """The row number of each value."""
        return np.repeat(np.arange(len(self)), self.lengths)


def starts(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Offsets of rows with these lengths, the end of the last one included."""
    offsets = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def distinct(values: NDArray[np.integer[Any]], size: int) -> tuple[Array, Array]:
    """Distinct values below `size` in rising order, and the place of each value among them; without sorting."""
    present = np.zeros(size, dtype=bool)
    present[values] = True
    found = np.flatnonzero(present)
    places = np.zeros(size, dtype=np.int32)
    places[found] = np.arange(len(found), dtype=np.int32)
    return found, places[values]


def load_array(path: Path) -> Array:
    """Map an array file into memory, read-only."""
    if path.stat().st_size <= _SMALL:
        return np.asarray(np.load(path, allow_pickle=False))
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


_SMALL = 1 << 16
"""Files up to this size (bytes) are read at once: a mapping would cost more than it saves."""
