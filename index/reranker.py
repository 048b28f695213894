"""The reranker: small fitted networks over what a passage shows of a question. Their numbers are data.

The reader looks at every place where an answer may stand: place = output · relu(hidden · x + asked · kinds + bias). The
best place of a passage, and by how far it is behind the best of all, join the passage's own features; then
score = linear · z + output · relu(hidden · z + bias), z = (features − mean) / deviation.

All was fitted at once so that the passage that answers has the highest score of its list and its answer the highest
place (softmax cross-entropy; places of all passages of a list compete, as in Clark and Gardner, "Simple and effective
multi-paragraph reading comprehension", 2018), on questions that the embedding model had not seen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexingError
from index.features import Measured
from index.places import Places

Floats = NDArray[np.float32]

BUNDLED_RERANKER: Final = Path(__file__).parent / "model" / "reranker.json"
REACH: Final = 6.0
"""Deviations from the mean beyond which a feature says nothing more: nothing further out was seen while fitting."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How much a place looks like the answer, in the eyes of r members with h hidden units in all.

    :param features: f names of a place's columns; `kinds` q names of what the question asks for.
    :param hidden: [h, f]; `asked` is [h, q], `bias` [h], `output` [r, h].
    """

    features: tuple[str, ...]
    kinds: tuple[str, ...]
    hidden: Floats
    asked: Floats
    bias: Floats
    output: Floats

    def scores(self, places: Places) -> Floats:
        """Scores of places [r, P]."""
        columns = np.stack(_columns(places.columns, self.features))
        kinds = np.array([places.asked[kind] for kind in self.kinds], dtype=np.float32)
        active = self.hidden @ columns
        active += (self.asked @ kinds + self.bias)[:, None]
        return np.asarray(self.output @ np.maximum(active, 0, out=active), dtype=np.float32)

    def answers(self, places: Places) -> dict[str, Floats]:
        """The best place of each passage, and its distance from the best of all; one pair a member, each [k].

        A passage without any place counts like the worst place there is.
        """
        columns: dict[str, Floats] = {}
        for member, scores in enumerate(self.scores(places)):
            best = places.best(scores, missing=float(scores.min(initial=0)))
            columns |= {f"answer_{member}": best, f"answer_lead_{member}": best - best.max()}
        return columns


@dataclass(frozen=True, slots=True)
class Network:
    """f features, h hidden units.

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

    def scores(self, columns: Mapping[str, Floats]) -> Floats:
        """Scores [k] of features by name, each [k]."""
        z = np.stack(_columns(columns, self.features), axis=1)
        z = np.clip((z - self.mean) / self.deviation, -REACH, REACH)
        active = np.maximum(z @ self.hidden.T + self.bias, 0)
        return np.asarray(z @ self.linear + active @ self.output, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Reranker:
    """Scores passages; higher is better."""

    reader: Reader
    network: Network

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
            return cls(_part(Reader, read["reader"], path.name), _part(Network, read["network"], path.name))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexingError(f"{path.name} holds no reranker; fit it again with scripts/fit_reranker") from error

    def save(self, path: Path) -> None:
        """Write the numbers as JSON, to five digits."""
        parts = {"reader": _plain(self.reader), "network": _plain(self.network)}
        path.write_text(json.dumps(parts, indent=1) + "\n", encoding="utf-8")

    def scores(self, measured: Measured) -> Floats:
        """Scores of passages [k].

        :raises IndexingError: when a feature that has weights is not measured.
        """
        return self.network.scores({**measured.passages, **self.reader.answers(measured.places)})


_SHAPES: Final[dict[type[Reader] | type[Network], dict[str, str]]] = {
    Reader: {"features": "f", "kinds": "q", "hidden": "hf", "asked": "hq", "bias": "h", "output": "rh"},
    Network: {
        "features": "f",
        "mean": "f",
        "deviation": "f",
        "linear": "f",
        "hidden": "hf",
        "bias": "h",
        "output": "h",
    },
}
_NAMES: Final = ("features", "kinds")

Part = TypeVar("Part", Reader, Network)


def _part(kind: type[Part], read: dict[str, Any], file: str) -> Part:
    """One of the networks from plain values.

    :raises IndexingError: when its parts do not fit each other.
    """
    sizes: dict[str, int] = {}
    parts: dict[str, Any] = {}
    for name, letters in _SHAPES[kind].items():
        parts[name] = tuple(map(str, read[name])) if name in _NAMES else np.array(read[name], dtype=np.float32)
        shape = np.shape(parts[name])
        if len(shape) != len(letters) or any(
            sizes.setdefault(*pair) != pair[1] for pair in zip(letters, shape, strict=True)
        ):
            raise IndexingError(f"{file}: {name} has shape {shape}, which fits no {sizes}")
    return kind(**parts)


def _plain(part: Reader | Network) -> dict[str, Any]:
    return {
        name: list(getattr(part, name)) if name in _NAMES else _rounded(getattr(part, name))
        for name in _SHAPES[type(part)]
    }


def _columns(columns: Mapping[str, Floats], names: tuple[str, ...]) -> list[Floats]:
    try:
        return [columns[name] for name in names]
    except KeyError as error:
        raise IndexingError(
            f"the reranker needs the feature {error}; fit it again with scripts/fit_reranker"
        ) from error


def _rounded(values: Floats) -> list[Any]:
    return [_rounded(row) if np.ndim(row) else float(f"{row:.5g}") for row in values]
