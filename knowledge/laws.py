"""A law's file becomes a document: number and title from its first line, articles with what is known of their force."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from knowledge.document import Document, Section
from knowledge.force import ForceRegister, Status, bundled_register
from knowledge.metadata import Basis, Force, Kind, Metadata, Notes, Quoting
from knowledge.references import parse_reference
from knowledge.structure import Gap, LawTitle, is_legal, law_title, parse_legal

_SMALL_WORDS = frozenset("atas bagi dalam dan dari dengan di ke kepada oleh pada serta tentang untuk yang".split())


@dataclass(frozen=True, slots=True)
class Law:
    """A law as a document, and what is to be said against its text."""

    document: Document
    gaps: tuple[Gap, ...]


def read_law(metadata: Metadata, text: str, *, on: date, register: ForceRegister | None = None) -> Law | None:
    """Read a law; None when the text is none.

    :param metadata: what the file says about itself; the law's first line and the register fill in the rest.
    :param on: the day whose force is noted: today, when a library is read.
    """
    if not is_legal(text):
        return None
    structure = parse_legal(text)
    described = _described(metadata, law_title(text))
    register = register or bundled_register()
    if described.number not in register.entries:
        return Law(Document(described, structure.sections), structure.gaps)
    whole = register.status(described.number, on=on)
    known = _noted(described, whole, register)
    sections = tuple(_with_force(section, described.number, known, register, on) for section in structure.sections)
    return Law(Document(known, sections), structure.gaps)


def force_notes(status: Status, began: date | None) -> Notes:
    """What a section says of its force: a text that no longer holds as printed is history, whoever changed it."""
    force = Force.REVOKED if status.superseded else status.force
    until = max(status.until, began) if status.until and began else status.until
    return Notes(force=force, since=began, until=until)


def _described(metadata: Metadata, title: LawTitle | None) -> Metadata:
    update: dict[str, object] = {"kind": Kind.LAW, "quoting": Quoting.WHOLE, "basis": Basis.PRIMARY}
    if title is not None:
        update |= {"title": _cased(title.title), "number": metadata.number or title.regulation.label}
        update |= {"source": metadata.source or title.regulation.label}
    return metadata.model_copy(update=update)


def _noted(metadata: Metadata, status: Status, register: ForceRegister) -> Metadata:
    """A law's metadata with what the register knows, where the file itself says nothing."""
    entry = register.entries[metadata.number or ""]
    update: dict[str, object] = {
        "checked": metadata.checked or register.checked,
        "since": metadata.since or entry.since,
    }
    if metadata.force is Force.UNKNOWN:
        update |= {
            "force": Force.REVOKED if status.superseded else status.force,
            "until": metadata.until or status.until,
        }
    return metadata.model_copy(update=update)


def _with_force(section: Section, number: str, law: Metadata, register: ForceRegister, on: date) -> Section:
    children = tuple(_with_force(child, number, law, register, on) for child in section.children)
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
