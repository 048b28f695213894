"""Which of several hits to answer with: what speaks for and against a passage beyond its score."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.answering.asking import Asking, misses_what_is_counted
from bot.answering.named_laws import NamedLaws, regulations
from index.retriever import Hit
from knowledge.force import force_register
from knowledge.metadata import Basis, Force, Kind
from knowledge.references import parse_references

# By how much a hit may score less and still go before one that has the fault. Never a text's age.
PENALTY = {Force.IN_FORCE: 0.0, Force.AMENDED: 0.0, Force.UNKNOWN: 0.3, Force.REVOKED: 2.5}
_ASKS_FORCE = re.compile(
    r"\b(?:masih(?:kah)? (?:berlaku|sah|dipakai|digunakan|menjadi dasar)"
    r"|(?:sudah|telah) (?:dicabut|diganti|tidak berlaku)"
    r"|still (?:in force|valid|appl(?:y|ies)|hold|used)|(?:been|was|is) (?:repealed|revoked|replaced))",
    re.IGNORECASE,
)
"""Whoever asks whether a text still holds may ask for its end: there history is no fault."""
INTRODUCTION = 2.0  # an introduction only says what a document is about
SAYS_NOTHING = 8.0  # "Cukup jelas.": an explanation that explains nothing never leads
_ALL_CLEAR = re.compile(r"\s*cukup jelas\.*\s*", re.IGNORECASE)
PREAMBLES = ("Pembukaan", "Penjelasan Umum")
OTHER_TEXT = 4.0  # a section on another standard or law than the one that the question names
KIN_TEXT = 1.0  # a section on what amends or replaces the law named: that law's own section goes first
UNCONFIRMED = 2.0  # what is known goes before what is not
# A guide is written to answer, and knows what became of a law since: the text of a law is for whoever asks for it by
# its place, and for what no guide answers.
LAW_TEXT = 2.0
LOWER_LAW = 0.05  # for each step down the hierarchy of law: between texts that score alike, the higher one
UNCOUNTED = 1.0  # a guide that never speaks of what is to be counted: "berapa biaya …?"
OVERDUE = 0.3  # what should have been reviewed goes behind its equals, as what nobody checked does
ASKED = 7.0  # what a section gains that lists this very question; in part where it lists a similar one
CITED = 2.0  # what a section gains that rests on the very article which the question names with its law


@dataclass(frozen=True, slots=True)
class Preference:
    """What a question prefers.

    :param cited: ids of the sections that rest on a provision which the question names.
    :param today: the day of the question; what should have been reviewed before it is never first among equals.
    """

    question: str
    asking: Asking
    cited: Collection[str] = frozenset()
    today: date | None = None

    def ordered(self, hits: Collection[Hit]) -> list[Hit]:
        """Hits, the fittest first; scores themselves stay as they are."""
        standards, laws = _standards(self.question), NamedLaws.of(self.question)
        forces = {} if self._asks_for_an_end() else PENALTY

        def fitness(hit: Hit) -> float:
            return hit.score + self._bonus(hit) - self._penalty(hit, forces) - _other_text(hit, standards, laws)

        return sorted(hits, key=fitness, reverse=True)

    def _asks_for_an_end(self) -> bool:
        """Whether the question is whether a text still holds, and none is named that is known to hold on that day.

        "Is PP 43/2018 still in force?" must not be answered with the end of what PP 43/2018 replaced.
        """
        if not _ASKS_FORCE.search(self.question):
            return False
        register, on = force_register(), self.today or date.max
        named = parse_references(self.question)
        labels = [(found.regulation.label, found) for found in named if found.regulation is not None]
        known = [register.status(label, place, on=on) for label, place in labels if label in register.entries]
        return not known or any(status.superseded for status in known)

    def _bonus(self, hit: Hit) -> float:
        likeness = self.asking.likeness(self.question, hit.passage)
        return ASKED * likeness + CITED * (hit.passage.id in self.cited)

    def _penalty(self, hit: Hit, forces: Mapping[Force, float]) -> float:
        passage = hit.passage
        penalty = forces.get(passage.force, 0.0)
        penalty += INTRODUCTION * (passage.heading in (passage.title, *PREAMBLES))
        penalty += SAYS_NOTHING * bool(_ALL_CLEAR.fullmatch(passage.text))
        penalty += UNCONFIRMED * (passage.basis is Basis.UNCONFIRMED)
        if passage.kind is Kind.LAW:
            penalty += LAW_TEXT + LOWER_LAW * passage.rank
        else:
            penalty += UNCOUNTED * misses_what_is_counted(self.question, passage)
        return penalty + OVERDUE * passage.is_overdue(self.today)


def _other_text(hit: Hit, standards: frozenset[str], laws: NamedLaws) -> float:
    """What it costs that a section is, by its headings, on another standard or law than those that are named."""
    passage = hit.passage
    penalty = 0.0
    if standards:
        about = _standards(f"{passage.heading} {passage.title}")
        penalty += OTHER_TEXT * bool(about and not about & standards)
    if laws.labels and passage.kind is not Kind.LAW:
        about = regulations(passage.heading)
        if about and not about & laws.labels:
            penalty += KIN_TEXT if about & laws.family else OTHER_TEXT
    return penalty


@lru_cache(maxsize=1 << 14)
def _standards(text: str) -> frozenset[str]:
    return frozenset(found.standard.name for found in parse_references(text) if found.standard is not None)
