"""The front-matter schema: what is said about a document, and about one section of it."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from knowledge.errors import MetadataError

SLUG = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")


class Language(StrEnum):
    """The languages a document can be written in."""

    ID = "id"
    EN = "en"


class Audience(StrEnum):
    """Who may see a document."""

    PUBLIC = "public"
    STAFF = "staff"


class Kind(StrEnum):
    """What sort of text a document is; hierarchy of law looks at laws only."""

    GUIDE = "guide"
    LAW = "law"
    STANDARD = "standard"
    PRESS = "press"
    PROCEDURE = "procedure"


class Basis(StrEnum):
    """How well a statement is founded, from the law itself down to what nobody has confirmed."""

    PRIMARY = "primary"  # the primary text was read
    PAGE = "page"  # an official or specialist page was read
    SECONDARY = "secondary"  # only press, a blog or a vendor was read
    EXPLANATION = "explanation"  # general knowledge, never the basis of a number or a date
    UNCONFIRMED = "unconfirmed"  # says what is not known; a reply that rests on it abstains


class Force(StrEnum):
    """Whether a text is the law (or the current edition) on a date."""

    IN_FORCE = "in_force"
    AMENDED = "amended"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class Quoting(StrEnum):
    """How much of the text may be shown."""

    WHOLE = "whole"  # laws carry no copyright (UU 28/2014 art. 42)
    OWN_WORDS = "own_words"  # about a protected text (ISO, SNI), never its wording
    SUMMARY = "summary"  # press: our summary and a link


def _as_text(value: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever YAML held
    """YAML reads an unquoted fact id such as 5.10 as a number; only text keeps the last zero."""
    if isinstance(value, float | int):
        raise ValueError(f"{value} must stand in quotes, as text")
    return value


FactId = Annotated[str, BeforeValidator(_as_text), Field(pattern=r"^(\d\.\d{2}[a-z]?|T-\d{2})$")]


class Notes(BaseModel):
    """What the comment under a heading says about its section; nothing said is inherited from the document."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    facts: tuple[FactId, ...] = ()
    basis: Basis | None = None
    source: str | None = None
    url: str | None = None
    force: Force | None = None
    since: date | None = None
    until: date | None = None
    edition: str | None = None
    questions: tuple[str, ...] = ()
    review_by: date | None = None


class Metadata(BaseModel):
    """The front matter of a document."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str = Field(min_length=1)
    language: Language = Language.ID
    kind: Kind = Kind.GUIDE
    number: str | None = None
    edition: str | None = None
    force: Force = Force.UNKNOWN
    since: date | None = None
    until: date | None = None
    audience: Audience = Audience.PUBLIC
    quoting: Quoting = Quoting.WHOLE
    basis: Basis = Basis.PAGE
    source: str = ""
    url: str | None = None
    checked: date | None = None
    review_by: date | None = None
    translation_of: str | None = None

    @model_validator(mode="after")
    def _check(self) -> Metadata:
        if not SLUG.fullmatch(self.id):
            raise ValueError(f"id {self.id!r} must be lower-case words joined by hyphens, such as 'pp-2021-94'")
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"until {self.until} lies before since {self.since}")
        return self


def parse_metadata(values: dict[str, Any], origin: str) -> Metadata:
    """Validate front matter.

    :param origin: the file's name, for the message.
    :raises MetadataError: with the first thing that is wrong and where.
    """
    try:
        return Metadata.model_validate(values)
    except ValidationError as exc:
        raise MetadataError(f"{origin}: {_first_problem(exc)}") from exc


def parse_notes(values: dict[str, Any], origin: str) -> Notes:
    """Validate the comment under a heading.

    :raises MetadataError: with the first thing that is wrong and where.
    """
    try:
        return Notes.model_validate(values)
    except ValidationError as exc:
        raise MetadataError(f"{origin}: {_first_problem(exc)}") from exc


def _first_problem(exc: ValidationError) -> str:
    problem = exc.errors()[0]
    place = ".".join(str(part) for part in problem["loc"])
    return f"{place}: {problem['msg']}" if place else str(problem["msg"])
