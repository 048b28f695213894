"""Groups of phrases, kept as data and compiled once: the word knowledge of understanding and sensitivity.

A phrase is written in lower case and in standard spelling; `*` is the rest of a word ("lapor*"), `#` a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from bot.errors import BotError

Phrase = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^A-Z]+$")]


class LexiconError(BotError):
    """A lexicon file of the package is missing or malformed."""


class _LexiconFile(BaseModel):
    """The schema of a lexicon file: named groups of phrases."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    groups: dict[str, tuple[Phrase, ...]]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase stands in a text: character offsets."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Named groups of phrases, each compiled to one pattern."""

    patterns: Mapping[str, re.Pattern[str]]
    phrases: Mapping[str, tuple[str, ...]]

    @classmethod
    def load(cls, name: str) -> Lexicon:
        """Read `bot/answering/data/<name>.yaml`.

        :raises LexiconError: when the file is missing or breaks the schema.
        """
        try:
            return cls.compile(_LexiconFile.model_validate(read_data(name)).groups)
        except ValidationError as exc:
            problem = exc.errors(include_input=False)[0]
            place = ".".join(str(part) for part in problem["loc"])
            raise LexiconError(f"{name}.yaml breaks its schema at {place}: {problem['msg']}") from exc

    @classmethod
    def compile(cls, groups: Mapping[str, Iterable[str]]) -> Lexicon:
        """Compile groups given in code or read from a file."""
        phrases = {name: tuple(entries) for name, entries in groups.items()}
        return cls(patterns={name: compile_phrases(entries) for name, entries in phrases.items()}, phrases=phrases)

    def has(self, group: str, text: str) -> bool:
        """Whether a phrase of the group stands in the text."""
        return self.patterns[group].search(text) is not None

    def find(self, group: str, text: str) -> list[Match]:
        """Every place where a phrase of the group stands."""
        return [Match(found.start(), found.end()) for found in self.patterns[group].finditer(text)]

    def words(self) -> frozenset[str]:
        """Every whole word that the phrases are made of, for repairing typing errors against."""
        return frozenset(
            word
            for entries in self.phrases.values()
            for phrase in entries
            for word in re.findall(r"[a-z]+(?![a-z*])", phrase)
        )


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all phrases, longest first, matching whole words only."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    alternatives = [r"\s+".join(_word_pattern(word) for word in phrase.split()) for phrase in ordered]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives)})(?![\w])")


def _word_pattern(word: str) -> str:
    return re.escape(word).replace(r"\*", r"[\w'-]*").replace(r"\#", r"\d[\d.,]*")


def read_data(name: str) -> object:
    """The parsed content of `bot/answering/data/<name>.yaml`.

    :raises LexiconError: when the file is missing or is no YAML.
    """
    resource = files("bot.answering") / "data" / f"{name}.yaml"
    try:
        # The base loader makes text of everything, so that the words "no" and "on" stay words.
        return yaml.load(resource.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506
    except (OSError, yaml.YAMLError) as exc:
        raise LexiconError(
            f"the lexicon {name}.yaml of this installation cannot be read; reinstall the package"
        ) from exc
