"""How near a question is to those that a section says it answers."""

from __future__ import annotations

from functools import lru_cache

from index.tokenization import tokenize
from knowledge.document import Passage


def asked(question: str, passage: Passage) -> float:
    """The similarity of a question with the nearest of a passage's heading and listed questions, 0 to 1.

    Dice's coefficient of their sets of stems: words that the listed question has and the other lacks count as well.
    """
    wanted = _stems(question)
    return max((_dice(wanted, _stems(listed)) for listed in (passage.heading, *passage.questions)), default=0.0)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


@lru_cache(maxsize=1 << 16)
def _stems(text: str) -> frozenset[str]:
    return frozenset(tokenize(text))
