"""A section tree becomes passages: cut at headings first, by length second.

The texts of a section's passages, joined, are the section's text again, to the character.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from knowledge.cutting import Piece, cut
from knowledge.document import Document, Locator, Passage, Section
from knowledge.hierarchy import rank_of
from knowledge.metadata import Kind, Metadata

SUBSECTION = re.compile(r"^\((\d+[a-z]?)\)", re.MULTILINE)
ARTICLE = re.compile(r"Pasal (\d+\s?[A-Z]{0,2}|[IVX]+)")
# A law is cited by its article; the chapter around it helps nobody to find it.
CHAPTER = re.compile(r"(BUKU|BAB|Bagian|Paragraf)\b", re.IGNORECASE)


def passages(document: Document) -> Iterator[Passage]:
    """The passages of a document, in reading order; each inherits what its section and document say of themselves."""
    seen: Counter[str] = Counter()
    for section, path in _with_paths(document):
        for number, piece in enumerate(cut(section.text)):
            locator = Locator(section.notes.edition or document.metadata.edition, _exact(path, section.text, piece))
            passage = _passage(document.metadata, section, locator, piece)
            seen[passage.id] += 1
            if seen[passage.id] > 1:  # the same words twice under the same heading are two places
                passage = replace(passage, id=_identity(passage, occurrence=seen[passage.id]))
            yield passage if number == 0 else replace(passage, questions=())


def _with_paths(document: Document) -> Iterator[tuple[Section, tuple[str, ...]]]:
    """Every section with the headings that lead to it; the document's own title is left out where more follows."""

    def walk(section: Section, above: tuple[str, ...]) -> Iterator[tuple[Section, tuple[str, ...]]]:
        name = section.unit or section.heading
        article = ARTICLE.fullmatch(name) is not None
        said = [place for place in above if not name.startswith(place) and not (article and CHAPTER.match(place))]
        path = (*said, name)
        yield section, path
        inner = () if section.level == 1 and section.heading == document.metadata.title else path
        for child in section.children:
            yield from walk(child, inner)

    for section in document.sections:
        yield from walk(section, ())


def _exact(path: tuple[str, ...], whole: str, piece: Piece) -> tuple[str, ...]:
    """The path, down to the ayat when a long article was cut."""
    if not ARTICLE.fullmatch(path[-1]) or piece.text == whole:
        return path
    before = SUBSECTION.findall(whole, 0, piece.start)
    inside = SUBSECTION.findall(piece.text)
    numbers = inside if SUBSECTION.match(piece.text) else [*before[-1:], *inside]
    if not numbers:
        return path
    last = "" if numbers[0] == numbers[-1] else f"–({numbers[-1]})"
    return (*path, f"ayat ({numbers[0]}){last}")


def _passage(metadata: Metadata, section: Section, locator: Locator, piece: Piece) -> Passage:
    notes = section.notes
    dated = metadata.kind is Kind.LAW  # a guide tells of many rules; its own dates are not theirs
    passage = Passage(
        id="",
        document=metadata.id,
        title=metadata.title,
        heading=section.heading,
        locator=locator,
        text=piece.text,
        language=metadata.language,
        audience=metadata.audience,
        kind=metadata.kind,
        quoting=metadata.quoting,
        force=notes.force or metadata.force,
        basis=notes.basis or metadata.basis,
        source=notes.source or metadata.source,
        url=notes.url or (None if notes.source else metadata.url),  # another source's address would mislead
        checked=metadata.checked,
        review_by=notes.review_by or metadata.review_by,
        since=notes.since or (metadata.since if dated else None),
        until=notes.until or (metadata.until if dated else None),
        questions=notes.questions,
        number=metadata.number,
        rank=rank_of(metadata.number),
        lead_in=piece.lead_in,
        translation_of=metadata.translation_of,
    )
    return replace(passage, id=_identity(passage))


def _identity(passage: Passage, occurrence: int = 1) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of document, locator and text: the same content, the same id."""
    locator = passage.locator
    content = [passage.document, locator.edition, locator.path, locator.page, passage.text, occurrence]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]
