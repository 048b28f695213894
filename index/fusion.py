"""Bringing rankings together: pure functions over candidates found by words and by vectors."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]


def union(*rankings: Rows) -> Rows:
    """Every row of some rankings once, those of the first ranking first."""
    joined = np.concatenate(rankings) if rankings else np.empty(0, dtype=np.int64)
    _, first = np.unique(joined, return_index=True)
    return np.asarray(joined[np.sort(first)], dtype=np.int64)


def fused(shares: NDArray[np.float32], cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    """Shares of the highest BM25 score and cosines in one score: no library changes the scale of either."""
    return np.asarray(2 * shares + cosines, dtype=np.float32)


def agreement(first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
    """1/(1 + worse rank) of each candidate in two score lists, ranks from 0: 1 for one that leads both."""
    worse = np.maximum(_ranks(first), _ranks(second))
    return np.asarray(1 / (1 + worse), dtype=np.float32)


def _ranks(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    ranks = np.empty(len(scores), dtype=np.int64)
    ranks[np.argsort(-scores, kind="stable")] = np.arange(len(scores))
    return ranks
