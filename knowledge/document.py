"""The values that flow through the house: Document, Section, Locator, Passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from knowledge.metadata import Audience, Basis, Force, Kind, Language, Metadata, Notes, Quoting


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the text under it.

    `text` is the section's own text, without its heading and without its children's; `unit` is the legal or
    standard unit it stands for ("Pasal 12B", "Klausul 8.4"), when it stands for one.
    """

    heading: str
    level: int
    text: str
    notes: Notes = field(default_factory=Notes)
    unit: str | None = None
    children: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is known about it.

    `gaps` are the articles that the numbering of a law demands and its text lacks, as a scan loses them.
    """

    metadata: Metadata
    sections: tuple[Section, ...]
    gaps: tuple[str, ...] = ()

    def walk(self) -> Iterator[Section]:
        """All sections, in reading order."""
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a document a passage stands, in terms that a person can follow.

    `path` goes from the outermost heading or unit to the innermost; `page` counts from 1.
    """

    edition: str | None = None
    path: tuple[str, ...] = ()
    page: int | None = None

    def __str__(self) -> str:
        parts = [*([self.edition] if self.edition else []), *self.path]
        if self.page is not None:
            parts.append(f"hlm. {self.page}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is found and cited.

    `id` comes from the content (document, locator, text). `rank` is the place of the text in the hierarchy of law,
    0 highest. `questions` are questions the passage answers, as people ask them. `lead_in` is the sentence that a list
    cut off from it would lack; it belongs to the text before, so it is shown but not part of `text`.
    """

    id: str
    document: str
    title: str
    heading: str
    locator: Locator
    text: str
    language: Language = Language.ID
    audience: Audience = Audience.PUBLIC
    kind: Kind = Kind.GUIDE
    quoting: Quoting = Quoting.WHOLE
    force: Force = Force.UNKNOWN
    basis: Basis = Basis.PAGE
    source: str = ""
    url: str | None = None
    checked: date | None = None
    review_by: date | None = None
    since: date | None = None
    until: date | None = None
    questions: tuple[str, ...] = ()
    number: str | None = None
    rank: int = 9
    lead_in: str = ""
    translation_of: str | None = None

    def translates(self, other: Passage) -> bool:
        """Whether one of the two is of a document that translates the other's."""
        return self.document == other.translation_of or other.document == self.translation_of

    def is_overdue(self, today: date | None) -> bool:
        """Whether it should have been reviewed before a day; never, where the day is not known."""
        return self.review_by is not None and today is not None and self.review_by < today
