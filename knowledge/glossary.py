"""The terms of the field, from `glossary.yaml`: their names, their acronyms, and what people say instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from knowledge.errors import ReferenceDataError
from knowledge.metadata import Language
from knowledge.table import read_table

BUNDLED = Path(__file__).with_name("glossary.yaml")
_SHORTEST_WORD = 3


class Term(BaseModel):
    """One concept and its names."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    indonesian: str = Field(alias="id", min_length=1)
    english: str = Field(alias="en", min_length=1)
    acronyms: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()

    def name(self, language: Language) -> str:
        """What the concept is called in a language."""
        return self.indonesian if language is Language.ID else self.english

    @property
    def names(self) -> tuple[str, ...]:
        """Every way to say it."""
        return (self.indonesian, self.english, *self.acronyms, *self.also, *self.everyday)


class GlossaryTable(BaseModel):
    """The file as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """An everyday word and the term it was understood as; worth saying, because the meaning changed."""

    word: str
    term: Term


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """All terms, with one pattern that finds any of their names in a text."""

    terms: tuple[Term, ...]
    by_name: Mapping[str, Term]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, terms: tuple[Term, ...]) -> Glossary:
        """A glossary of these terms.

        :raises ReferenceDataError: when one name stands for two terms.
        """
        by_name: dict[str, Term] = {}
        for term in terms:
            for name in dict.fromkeys(name.lower() for name in term.names):
                if name in by_name:
                    both = f"{by_name[name].indonesian!r} and {term.indonesian!r}"
                    raise ReferenceDataError(f"the glossary gives {name!r} to both {both}; keep one")
                by_name[name] = term
        ordered = sorted(by_name, key=lambda name: (-len(name), name))
        alternatives = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in ordered)
        return cls(terms, by_name, re.compile(rf"(?<![\w-])(?:{alternatives})(?:nya)?(?![\w-])", re.IGNORECASE))

    @classmethod
    def bundled(cls) -> Glossary:
        """The glossary that ships with the project."""
        return _bundled()

    def extended(self, terms: tuple[Term, ...]) -> Glossary:
        """This glossary with further terms; one of the same Indonesian name takes the old one's place.

        :raises ReferenceDataError: when one name would stand for two terms.
        """
        replaced = {term.indonesian.lower() for term in terms}
        return Glossary.of((*(term for term in self.terms if term.indonesian.lower() not in replaced), *terms))

    @property
    def words(self) -> frozenset[str]:
        """Every single word of every name, in lower case."""
        return frozenset(
            word for name in self.by_name for word in re.findall(r"[^\W\d_]+", name) if len(word) >= _SHORTEST_WORD
        )

    def find(self, text: str) -> list[Reading]:
        """The terms named in a text, in order, each once, with the word that named it."""
        found: dict[str, Reading] = {}
        for match in self.pattern.finditer(text):
            word = re.sub(r"\s+", " ", match[0].lower())
            term = self.by_name.get(word) or self.by_name.get(word.removesuffix("nya"))
            if term is not None:
                found.setdefault(
                    term.indonesian, Reading(word.removesuffix("nya") if word not in self.by_name else word, term)
                )
        return list(found.values())

    def readings(self, text: str) -> tuple[Reading, ...]:
        """The everyday words of a text whose meaning a reply should say: "amplop" as "pemberian uang"."""
        named = self.find(text)
        return tuple(reading for reading in named if reading.word in {word.lower() for word in reading.term.everyday})


@cache
def _bundled() -> Glossary:
    return Glossary.of(read_table(BUNDLED, GlossaryTable).terms)
