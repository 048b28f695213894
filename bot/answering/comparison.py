"""Comparisons: the two sides of "beda A dan B", and whether a passage compares them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.tokenization import tokenize
from knowledge.document import Passage
from knowledge.metadata import Language

_AND = r"\s+(?:dan|dengan|sama|vs\.?|versus|and|from|or)\s+"
_SIDES = rf"(?P<one>.+?){_AND}(?P<other>.+?)"
_END = r"\s*(?:itu\s+)?(?:apa|di\s?mana|gimana|bagaimana)?\s*[?.!]*$"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"\b(?:beda|bedanya|perbedaan|perbedaannya|membedakan|bandingkan)\s+(?:antara\s+)?{_SIDES}{_END}",
        rf"\b(?:difference|differences|compare|distinction)\s+(?:between\s+)?{_SIDES}{_END}",
        rf"^(?:apa\s+)?{_SIDES}\s+(?:itu\s+)?(?:apa\s+)?(?:beda|bedanya|perbedaannya)\b",
        rf"^(?P<one>.+?)\s+(?:vs\.?|versus)\s+(?P<other>.+?){_END}",
    )
)
_DEFINITION = {Language.ID: "Apa itu {side}?", Language.EN: "What is {side}?"}
_MOST_WORDS = 6  # a longer side is a clause, not a thing


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two things that a question wants told apart."""

    one: str
    other: str

    def told_by(self, passage: Passage) -> bool:
        """Whether a passage compares the two: in its heading, or in a question that it lists."""
        wanted = set(tokenize(f"{self.one} {self.other}"))
        listed = (question for question in passage.questions if comparison(question) is not None)
        return any(wanted <= set(tokenize(text)) for text in (passage.heading, *listed))

    def definitions(self, language: Language) -> dict[str, str]:
        """For each side the question that tells it by itself."""
        return {side: _DEFINITION[language].format(side=side) for side in (self.one, self.other)}


def comparison(question: str) -> Comparison | None:
    """The two sides of a question that compares, if it names two things."""
    for shape in _SHAPES:
        found = shape.search(question.strip())
        if found is not None:
            one, other = found["one"].strip(" ,"), found["other"].strip(" ,")
            if 0 < len(one.split()) <= _MOST_WORDS and 0 < len(other.split()) <= _MOST_WORDS:
                return Comparison(one, other)
    return None
