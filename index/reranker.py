"""The reranker: a small fitted network over the features of candidates. Its numbers are data (`model/reranker.json`).

score = linear · z + output · relu(hidden · z + bias), z = (features − mean) / deviation. It was fitted so that the
passage that answers has the highest score of its list (softmax cross-entropy), on questions that the embedding model
had not seen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexingError

Floats = NDArray[np.float32]

BUNDLED_RERANKER: Final = Path(__file__).parent / "model" / "reranker.json"
_REACH: Final = 6.0
"""Deviations from the mean beyond which a feature says nothing more: nothing further out was seen while fitting."""


@dataclass(frozen=True, slots=True)
class Reranker:
    """f features, h hidden units; higher scores are better.

    :param features: their names, in the order of the weights.
    :param hidden: [h, f]; `bias` and `output` are [h], all others [f].
    """

    features: tuple[str, ...]
    mean: Floats
    deviation: Floats
    linear: Floats
    hidden: Floats
    bias: Floats
    output: Floats

    @classmethod
    @cache
    def bundled(cls) -> Reranker:
        """The one that ships with the package, fitted by `scripts/fit_reranker`."""
        return cls.load(BUNDLED_RERANKER)

    @classmethod
    def load(cls, path: Path) -> Reranker:
        """Read what `save` wrote.

        :raises IndexingError: when the file is missing or its parts do not fit each other.
        """
        try:
            read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            names = tuple(str(name) for name in read["features"])
            parts = {name: np.array(read[name], dtype=np.float32) for name in _SHAPES}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexingError(f"{path.name} holds no reranker; fit it again with scripts/fit_reranker") from error
        sizes = {"f": len(names), "h": len(parts["bias"])}
        for name, letters in _SHAPES.items():
            if parts[name].shape != tuple(sizes[letter] for letter in letters):
                raise IndexingError(f"{path.name}: {name} has shape {parts[name].shape}, which fits no {sizes}")
        return cls(names, **parts)

    def save(self, path: Path) -> None:
        """Write the numbers as JSON, to five digits."""
        parts = {name: [_rounded(row) for row in getattr(self, name)] for name in _SHAPES}
        path.write_text(json.dumps({"features": self.features, **parts}, indent=1) + "\n", encoding="utf-8")

    def scores(self, features: Mapping[str, Floats]) -> Floats:
        """Scores [candidates] of features by name, each [candidates].

        :raises IndexingError: when one that has weights is not measured.
        """
        try:
            columns = np.stack([features[name] for name in self.features], axis=1)
        except KeyError as error:
            raise IndexingError(
                f"the reranker needs the feature {error}; fit it again with scripts/fit_reranker"
            ) from error
        z = np.clip((columns - self.mean) / self.deviation, -_REACH, _REACH)
        active = np.maximum(z @ self.hidden.T + self.bias, 0)
        return np.asarray(z @ self.linear + active @ self.output, dtype=np.float32)


_SHAPES: Final = {"mean": "f", "deviation": "f", "linear": "f", "hidden": "hf", "bias": "h", "output": "h"}


def _rounded(value: Any) -> Any:  # noqa: ANN401 - a number or a row of them
    return [float(f"{one:.5g}") for one in value] if np.ndim(value) else float(f"{value:.5g}")
