"""The reranker: a fitted score over the features of candidates. Weights are data (`model/reranker.json`)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexingError
from index.features import NAMES

_WEIGHTS: Final = Path(__file__).parent / "model" / "reranker.json"


@dataclass(frozen=True, slots=True)
class Reranker:
    """A weighted sum of features; higher is better, and the value does not depend on the library or the other candidates."""

    weights: NDArray[np.float32]

    @classmethod
    @cache
    def bundled(cls) -> Reranker:
        """The weights that ship with the package, fitted by `scripts/fit_reranker.py`."""
        return cls.load(_WEIGHTS)

    @classmethod
    def load(cls, path: Path) -> Reranker:
        """Read weights by the names of their features.

        :raises IndexingError: when a name is missing or unknown.
        """
        try:
            named = json.loads(path.read_text(encoding="utf-8"))["weights"]
            weights = np.array([named.pop(name) for name in NAMES], dtype=np.float32)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexingError(f"{path.name} holds no reranker for the features {', '.join(NAMES)}") from error
        if named:
            raise IndexingError(f"{path.name} weighs features that are not measured: {', '.join(named)}")
        return cls(weights)

    def scores(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Scores [candidates] of features [candidates, names]."""
        return np.asarray(features @ self.weights, dtype=np.float32)
