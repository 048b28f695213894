"""How good a ranking is: recall@k and MRR@k over the ranks of the right answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray


def rank_of(found: Iterable[str], right: Sequence[str]) -> int | None:
    """The place, from 1, of the first right one; None when there is none."""
    return next((place for place, name in enumerate(found, start=1) if name in right), None)


def recall_at(ranks: Sequence[int | None], k: int) -> float:
    """Share of questions whose right answer is among the first k."""
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks) if ranks else 0.0


def mrr_at(ranks: Sequence[int | None], k: int) -> float:
    """Mean of 1/rank, 0 beyond k; Voorhees, "The TREC-8 question answering track report", 1999."""
    return sum(1 / rank for rank in ranks if rank is not None and rank <= k) / len(ranks) if ranks else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the values lie, by the nearest rank."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def translations_found(texts: NDArray[np.float32], translations: NDArray[np.float32]) -> float:
    """Share of unit rows [n, d] whose nearest row of the others [n, d] is the one in the same place."""
    return float(((texts @ translations.T).argmax(axis=1) == np.arange(len(texts))).mean())
