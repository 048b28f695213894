"""Cuts a message into clauses and tells, for each, up to where it asserts.

A question ends with its clause ("apa yang harus saya lakukan, petugas minta uang": the second clause asserts); a case
thought of goes on to the full stop ("kalau petugas minta uang, lalu saya bayar": nothing is asserted).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.answering.lexicon import Lexicon

_SENTENCE = re.compile(r"[^.!?\n]*(?:[.,](?=\d)[^.!?\n]*)*[.!?\n]*")
_CLAUSE = re.compile(r"(?:[^,;:]|(?<=\d)[,:](?=\d))+[,;:]?")
_BEFORE_OPENING = re.compile(r"\s*(?:(?:hi|hello|hey|so|and|but|please|excuse me|sir|admin)[\s,]+)*")
# After a clause that asks, one of these goes on asking.
_CONJUNCTION = re.compile(r"\s*(?:and|or|nor|dan|atau|serta|maupun|yang|who|which|when|while)\b")
_CONDITION_OF_THE_DEMAND = re.compile(r"\b(?:unless|otherwise)\b")
_REPORTED_WITHIN = 40  # characters: "petugas bilang kalau …" reports, "… katanya, kalau …" no longer


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its text, the offset up to which it asserts, and whether it asks."""

    text: str
    asserted_until: int
    asks: bool


@dataclass(frozen=True, slots=True)
class Clauses:
    """All clauses of a message, and whether a case is only thought of in it."""

    clauses: tuple[Clause, ...]
    hypothetical: bool

    def plainly(self, group: str, lexicon: Lexicon) -> bool:
        """Whether a phrase of the group stands in a clause that asks nothing and imagines nothing."""
        return any(
            lexicon.has(group, clause.text)
            for clause in self.clauses
            if not clause.asks and clause.asserted_until >= len(clause.text)
        )

    def told(self, group: str, lexicon: Lexicon) -> list[str]:
        """The rest of each clause from a phrase of the group on, where that phrase is asserted."""
        return [
            clause.text[match.start :]
            for clause in self.clauses
            for match in lexicon.find(group, clause.text)
            if match.start < clause.asserted_until
        ]


def read_clauses(text: str, lexicon: Lexicon) -> Clauses:
    """Cut a text in lower case into clauses."""
    sentences = [found[0] for found in _SENTENCE.finditer(text) if found[0].strip()]
    clauses: list[Clause] = []
    hypothetical = False
    for sentence in sentences:
        imagined = _imagined_from(sentence, lexicon)
        hypothetical = hypothetical or imagined < len(sentence)
        asks = False
        for found in _CLAUSE.finditer(sentence):
            goes_on = asks and _CONJUNCTION.match(found[0]) is not None
            asked = 0 if goes_on else _asked_from(found[0], lexicon)
            asks = asked < len(found[0])
            asserted = min(asked, max(0, imagined - found.start()))
            clauses.append(Clause(found[0], asserted, asks=asks))
    return Clauses(tuple(clauses), hypothetical)


def _asked_from(clause: str, lexicon: Lexicon) -> int:
    """The offset from which a clause asks; its length when it does not."""
    cues = [match.start for match in lexicon.find("question", clause)]
    opening = _BEFORE_OPENING.match(clause)
    if opening and lexicon.patterns["question_opening"].match(clause, opening.end()):
        cues.append(opening.end())
    return min(cues, default=len(clause))


def _imagined_from(sentence: str, lexicon: Lexicon) -> int:
    """The offset from which a sentence tells a case thought of; its length when it does not."""
    cues = (match.start for match in lexicon.find("hypothetical", sentence))
    return min((start for start in cues if not _reports(sentence, start, lexicon)), default=len(sentence))


def _reports(sentence: str, position: int, lexicon: Lexicon) -> bool:
    """Whether "kalau" here only means "that": "petugas bilang kalau saya harus bayar"."""
    before = sentence[max(0, position - _REPORTED_WITHIN) : position]
    return lexicon.has("said", before) or _CONDITION_OF_THE_DEMAND.search(before) is not None
