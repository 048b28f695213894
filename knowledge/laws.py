"""A law's file becomes a document: number and title from its first line, articles with what is known of their force."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from knowledge.document import Document, Section
from knowledge.force import ForceRegister, Status, force_register
from knowledge.metadata import Basis, Force, Kind, Metadata, Notes, Quoting
from knowledge.references import parse_reference
from knowledge.register import Entry
from knowledge.structure import Gap, LawTitle, is_legal, law_title, parse_legal

_SMALL_WORDS = frozenset("atas bagi dalam dan dari dengan di ke kepada oleh pada serta tentang untuk yang".split())


@dataclass(frozen=True, slots=True)
class Law:
    """A law as a document, and what is to be said against its text."""

    document: Document
    gaps: tuple[Gap, ...]


def read_law(metadata: Metadata, text: str) -> Law | None:
    """Read a law; None when the text is none.

    :param metadata: what the file says about itself; the law's first line fills in the rest.
    """
    if not is_legal(text):
        return None
    structure = parse_legal(text)
    return Law(Document(described(metadata, law_title(text)), structure.sections, structure.missing), structure.gaps)


def with_force(document: Document, *, on: date, register: ForceRegister | None = None) -> Document:
    """A law with what the register knows of each article on a day; what the file says of itself stands.

    Any other document, and a law that the register does not list, stays as it is.
    """
    register = register or force_register()
    number = document.metadata.number
    if document.metadata.kind is not Kind.LAW or number not in register.entries:
        return document
    if document.metadata.force is not Force.UNKNOWN:  # the file speaks for the whole of its text
        return document
    metadata = _noted(document.metadata, register.status(number, on=on), register.entries[number], register.checked)
    sections = tuple(_noted_section(section, number, metadata, register, on) for section in document.sections)
    return replace(document, metadata=metadata, sections=sections)


def force_notes(status: Status, began: date | None) -> Notes:
    """What a section says of its force: a text that no longer holds as printed is history, whoever changed it."""
    force = Force.REVOKED if status.superseded else status.force
    until = max(status.until, began) if status.until and began else status.until
    return Notes(force=force, since=began, until=until)


def described(metadata: Metadata, title: LawTitle | None) -> Metadata:
    """What a file says about itself, and what a law's first line adds: its kind, number and title."""
    update: dict[str, object] = {"kind": Kind.LAW, "quoting": Quoting.WHOLE, "basis": Basis.PRIMARY}
    if title is not None:
        update |= {"title": _cased(title.title), "number": metadata.number or title.regulation.label}
        update |= {"source": metadata.source or title.regulation.label}
    return metadata.model_copy(update=update)


def _noted(metadata: Metadata, status: Status, entry: Entry, checked: date) -> Metadata:
    update: dict[str, object] = {
        "force": Force.REVOKED if status.superseded else status.force,
        "since": metadata.since or entry.since,
        "until": metadata.until or status.until,
        "checked": metadata.checked or checked,
    }
    return metadata.model_copy(update=update)


def _noted_section(section: Section, number: str, law: Metadata, register: ForceRegister, on: date) -> Section:
    children = tuple(_noted_section(child, number, law, register, on) for child in section.children)
    provision = parse_reference(section.unit) if section.unit else None
    if provision is None or provision.article is None:
        return replace(section, children=children)
    notes = force_notes(register.status(number, provision, on=on), law.since)
    return replace(section, notes=notes, children=children)


def _cased(title: str) -> str:
    """A title in ordinary letters, where a law prints its subject in capitals."""
    name, about, subject = title.partition(" tentang ")
    if not subject.isupper():
        return title
    words = [word.lower() if word.lower() in _SMALL_WORDS else word.title() for word in subject.split()]
    return name + about + " ".join(words)
