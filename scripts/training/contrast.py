"""The contrastive loss: each row must find its partner among all partners of its batch."""

from __future__ import annotations

from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

_NEVER: Final = -1e4


def contrast(left: torch.Tensor, right: torch.Tensor, temperature: float, same: torch.Tensor) -> torch.Tensor:
    """InfoNCE (van den Oord et al. 2018) from left to right over cosines divided by the temperature.

    :param left: one row an example [n, dimension].
    :param right: its partner in the same row, and any number of further wrong partners below [n + m, dimension].
    :param same: where a wrong partner is a right one by chance and must not count [n, n + m].
    """
    return _lost(_logits(left, right, temperature, same))


def both_ways(left: torch.Tensor, right: torch.Tensor, temperature: float, same: torch.Tensor) -> torch.Tensor:
    """The mean of the loss from left to right and from right to left, `n` rows each."""
    logits = _logits(left, right, temperature, same)
    return (_lost(logits) + _lost(logits.T)) / 2


def _logits(left: torch.Tensor, right: torch.Tensor, temperature: float, same: torch.Tensor) -> torch.Tensor:
    cosines = functional.normalize(left, dim=-1) @ functional.normalize(right, dim=-1).T
    return (cosines / temperature).masked_fill(same, _NEVER)


def _lost(logits: torch.Tensor) -> torch.Tensor:
    return functional.cross_entropy(logits, torch.arange(len(logits)))


def same_by_chance(left: NDArray[np.int64], right: NDArray[np.int64] | None = None) -> torch.Tensor:
    """Where two rows carry the same key although they are not partners [left, right]."""
    right = left if right is None else right
    same = torch.from_numpy(left[:, None] == right[None, :])
    same.fill_diagonal_(fill_value=False)
    return same
