"""How near a question is to those that a section says it answers, and whether it speaks of what is counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from index.retriever import Retriever
from index.shelfmark import Shelfmark
from index.tokenization import tokenize
from knowledge.document import Passage
from knowledge.metadata import Audience

_COUNTED = re.compile(
    r"\b(?:berapa(?:kah)?|how (?:much|many)|jumlah|what is the (?:number|price|cost|salary|budget) of)\s+"
    r"(?:besar |banyak |jumlah |total )?(\w+)",
    re.IGNORECASE,
)


_REMEMBERED: Final = 1 << 15
"""Headings and listed questions whose weights are kept: those of guides, and of the laws asked about lately."""


def misses_what_is_counted(question: str, passage: Passage) -> bool:
    """Whether a question asks how much or how many of something that the passage never speaks of."""
    counted = _COUNTED.search(question)
    if counted is None:
        return False
    told = _stems(" ".join((passage.heading, *passage.questions, passage.text)))
    return not _stems(counted[1]) <= told


class _Weighed(NamedTuple):
    """The stems of a text with their weights, and the sum of these."""

    weights: Mapping[str, float]
    total: float


class Asking:
    """Compares questions by their stems, each counting by its rarity among the public guides: these list questions."""

    def __init__(self, retriever: Retriever) -> None:
        self._shelf = retriever.shelves[Shelfmark(Audience.PUBLIC, laws=False)]
        self._weights: dict[str, float] = {}
        self._listed: dict[str, _Weighed] = {}

    def likeness(self, question: str, passage: Passage) -> float:
        """The likeness of a question to the nearest of a passage's heading and listed questions, 0 to 1.

        Dice's coefficient of their sets of stems, weighted by idf: what the listed question says and the other does not
        counts as well.
        """
        wanted = self._weighed(question)
        return max((_dice(wanted, self._known(text)) for text in (passage.heading, *passage.questions)), default=0.0)

    def _known(self, text: str) -> _Weighed:
        """A heading or listed question, weighed once."""
        weighed = self._listed.get(text)
        if weighed is None:
            if len(self._listed) >= _REMEMBERED:
                self._listed.clear()
            weighed = self._listed[text] = self._weighed(text)
        return weighed

    def _weighed(self, text: str) -> _Weighed:
        weights = {stem: self._weight(stem) for stem in _stems(text)}
        return _Weighed(weights, sum(weights.values()))

    def _weight(self, stem: str) -> float:
        weight = self._weights.get(stem)
        if weight is None:
            weight = float(self._shelf.lexical.idf(self._shelf.lexicon.find([stem]))[0])
            self._weights[stem] = weight
        return weight


@lru_cache(maxsize=2)
def asking(retriever: Retriever) -> Asking:
    """The comparison for an index."""
    return Asking(retriever)


def _dice(one: _Weighed, other: _Weighed) -> float:
    total = one.total + other.total
    return 2 * sum(weight for stem, weight in one.weights.items() if stem in other.weights) / total if total else 0.0


@lru_cache(maxsize=1 << 16)
def _stems(text: str) -> frozenset[str]:
    return frozenset(tokenize(text))
