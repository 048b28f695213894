"""The rows of the register of force: regulations, and what one text does to another, down to single provisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from knowledge.metadata import Basis
from knowledge.references import Reference

_PROVISION = re.compile(r"(?P<article>\d{1,3}[A-Z]{0,2}|[IVX]+)(?:\((?P<paragraph>\d{1,2}[a-z]?)\))?(?P<letter>[a-z])?")
RULING = "Putusan"  # a court strikes or re-reads words; it makes no articles
YEAR = re.compile(r"/(\d{4})$")


class Change(StrEnum):
    """What one text does to another."""

    AMENDS = "amends"
    REPLACES = "replaces"
    REVOKES = "revokes"
    CONFIRMS = "confirms"  # names a provision as untouched


def _provision(text: str) -> str:
    if not _PROVISION.fullmatch(text):
        raise ValueError(f"{text!r} is no provision such as '12B', '7(3)' or '37B(1)b'")
    return text


Provision = Annotated[str, AfterValidator(_provision)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(_Row):
    """A regulation that the register knows; `since` is when it came into force, where a source says it still is."""

    number: str
    since: date | None = None
    basis: Basis = Basis.SECONDARY


class Relation(_Row):
    """One text changes another, wholly or in the `articles` named."""

    kind: Change
    by: str
    target: str
    articles: tuple[Provision, ...] = ()
    inserted: tuple[Provision, ...] = ()
    kept: tuple[Provision, ...] = ()
    redirect: str | None = None
    part: bool = False
    since: date | None = None
    basis: Basis
    source: str = Field(min_length=1)

    @property
    def subject(self) -> tuple[str, ...]:
        """What it is about: the kind of change, both texts and the articles."""
        return (self.kind, self.by, self.target, *self.articles)

    @property
    def effective(self) -> date:
        """The day from which it holds; where only the year is known, that year's first day."""
        return self.since or date(int(self.by[-4:]), 1, 1)


class Register(_Row):
    """The file as it is written."""

    checked: date
    regulations: tuple[Entry, ...] = ()
    relations: tuple[Relation, ...] = ()


def asked_provision(provision: Reference | str | None) -> re.Match[str] | None:
    """A provision read as the register writes it; None where only the whole text was asked for."""
    if isinstance(provision, Reference):
        if provision.article is None:
            return None
        paragraph = f"({provision.paragraph})" if provision.paragraph else ""
        provision = f"{provision.article}{paragraph}{provision.letter or ''}"
    return _PROVISION.fullmatch(provision) if provision else None


def is_named(asked: re.Match[str], provisions: Sequence[str]) -> bool:
    """Whether any of some provisions is the one asked for, holds it, or is a part of it."""
    return any(_overlaps(asked, provision) for provision in provisions)


def _overlaps(asked: re.Match[str], provision: str) -> bool:
    """Whether a named provision is the one asked for, holds it, or is a part of it."""
    named = _PROVISION.fullmatch(provision)
    if named is None or named["article"] != asked["article"]:
        return False
    return all(not named[part] or not asked[part] or named[part] == asked[part] for part in ("paragraph", "letter"))


def _covers(asked: re.Match[str], provision: str) -> bool:
    """Whether a named provision is all of what was asked for."""
    named = _PROVISION.fullmatch(provision)
    return named is not None and all(
        not named[part] or named[part] == asked[part] for part in ("article", "paragraph", "letter")
    )


def concerns_all(relation: Relation) -> bool:
    """Whether a relation is worth saying for every article of its target: an amendment, the end of the whole."""
    if relation.kind is Change.AMENDS:
        return not relation.part and not relation.by.startswith(RULING)
    return not relation.articles


def ends(relation: Relation, asked: re.Match[str] | None) -> bool:
    """Whether a relation ends what is printed: all of what was asked for, not a part or some words of it."""
    if relation.part or relation.kind is Change.CONFIRMS:
        return False
    if asked is None:
        return relation.kind is not Change.AMENDS and not relation.articles
    if not (relation.articles or relation.inserted):
        return relation.kind is not Change.AMENDS
    return any(_covers(asked, provision) for provision in relation.articles)
