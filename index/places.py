"""Places of candidate passages where an answer may stand, and what stands around each: the reader's view of a passage.

A place is a word that is not the question's own. Whether it answers is seen from its looks and its neighbours' ("Pasal
5 (lima)"), from how near the question's terms stand, and on which side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.evidence import Evidence, Floats, closeness
from index.lexicon import Shape
from index.question import ASKED, Question

Columns = dict[str, NDArray[Any]]

_LOOKS: Final = {
    0: ("digit", "year", "month", "upper", "preposition", "copula"),
    -1: ("capital", "digit", "month", "mark", "comma", "bracket", "preposition", "copula"),
    -2: ("comma", "bracket", "copula"),
    1: ("capital", "digit", "month", "mark"),
}
"""Which looks of the word itself and of its neighbours count."""
_BESIDE: Final = (-1, -2, 1, 2)
"""Neighbours that may be terms of the question."""
_LONG_SENTENCE: Final = 30
_RAREST: Final = 10.0
"""An idf that counts as 1."""


@dataclass(frozen=True, slots=True)
class Places:
    """P places of k candidates.

    :param at: their places among all words of the candidates [P].
    :param offsets: candidate i has the places `offsets[i]` to `offsets[i + 1]`.
    :param columns: features by name, each [P], about 0 to 1.
    :param asked: what kind of answer the question asks for, by name: 0 or 1.
    """

    at: NDArray[np.int64]
    offsets: NDArray[np.int64]
    columns: dict[str, Floats]
    asked: dict[str, float]

    @classmethod
    def find(cls, question: Question, seen: Evidence, weights: Floats, sentences: Columns) -> Places:
        """Describe the places.

        :param sentences: `sentence` and `sentence_late` of every word [T]: what its sentence has of the question.
        """
        at = np.flatnonzero(~seen.shows(Shape.MARK) & ~seen.here.any(axis=0))
        offsets = np.searchsorted(at, seen.words.offsets)
        columns = {
            **_near(seen, weights, at),
            "sentence": sentences["sentence"][at],
            "sentence_late": sentences["sentence_late"][at],
            **_beside(seen, weights, at),
            **_looks(seen, at),
            **_focus(question, seen, at),
        }
        asked = {f"asks_{kind}": float(shown) for kind, shown in zip(ASKED, question.kinds, strict=True)}
        return cls(
            at, offsets, {name: column.astype(np.float32, copy=False) for name, column in columns.items()}, asked
        )

    def __len__(self) -> int:
        return len(self.at)

    def best(self, values: Floats, missing: float = 0.0) -> Floats:
        """The highest value in each candidate: [P] -> [k]; `missing` where it has no place."""
        out = np.full(len(self.offsets) - 1, missing, dtype=np.float32)
        full = np.flatnonzero(np.diff(self.offsets))
        if len(full):
            out[full] = np.maximum.reduceat(values, self.offsets[full])
        return out


def _near(seen: Evidence, weights: Floats, at: NDArray[np.int64]) -> Columns:
    """How close the terms stand before it, after it, and on any side, near and farther."""
    before, after = seen.before[:, at], seen.after[:, at]
    around = np.minimum(before, after)
    return {
        "terms_before": weights @ closeness(before, 4),
        "terms_after": weights @ closeness(after, 4),
        "terms_near": weights @ closeness(around, 8),
        "terms_around": weights @ closeness(around, 20),
    }


def _beside(seen: Evidence, weights: Floats, at: NDArray[np.int64]) -> Columns:
    """The weight of the term that stands beside it."""
    heavy = weights @ seen.here
    return {f"term_at_{step:+}": _neighbour(heavy, seen, step)[at] for step in _BESIDE}


def _looks(seen: Evidence, at: NDArray[np.int64]) -> Columns:
    """What the word and its neighbours look like, how rare it is and where in its sentence it stands."""
    capital, begins = seen.shows(Shape.CAPITAL), seen.sentence_place == 0
    columns: Columns = {"capital": (capital & ~begins)[at], "capital_first": (capital & begins)[at]}
    for step, looks in _LOOKS.items():
        shapes = (_neighbour(seen.shapes, seen, step) if step else seen.shapes)[at]
        inside = _neighbour(~begins, seen, step)[at]
        for look in looks:
            shown = (shapes & Shape[look.upper()]) > 0
            columns[f"{look}_at_{step:+}" if step else look] = shown & inside if look == "capital" else shown
    columns["rarity"] = seen.rarity[at] / np.float32(_RAREST)
    columns["place"] = np.minimum(seen.sentence_place[at], _LONG_SENTENCE) / np.float32(_LONG_SENTENCE)
    return columns


def _focus(question: Question, seen: Evidence, at: NDArray[np.int64]) -> Columns:
    """Where the word stands that the question word goes with: "provinsi" of "di provinsi manakah"."""
    columns: Columns = {}
    for side, terms in (("after", question.said_after), ("before", question.said_before)):
        named = f"said_{side}"
        if not terms:
            columns |= {
                f"{named}{what}": np.zeros(len(at), dtype=np.float32) for what in ("", "_near", "_near_after", "_like")
            }
            continue
        term = terms[0]
        columns[named] = np.ones(len(at), dtype=np.float32)
        columns[f"{named}_near"] = closeness(seen.before[term, at], 3)
        columns[f"{named}_near_after"] = closeness(seen.after[term, at], 3)
        columns[f"{named}_like"] = seen.alike[term, at]
    return columns


def _neighbour(values: NDArray[Any], seen: Evidence, step: int) -> NDArray[Any]:
    """For each place the value of the one `step` further, 0 beyond the passage's ends [T]."""
    moved = np.zeros_like(values)
    if not step:
        return values
    begins, ends = seen.words.offsets[:-1][seen.full], seen.words.offsets[1:][seen.full]
    if step < 0:
        moved[-step:] = values[:step]
        for outside in range(-step):
            moved[np.minimum(begins + outside, ends - 1)] = 0
    else:
        moved[:-step] = values[step:]
        for outside in range(step):
            moved[np.maximum(ends - 1 - outside, begins)] = 0
    return moved
