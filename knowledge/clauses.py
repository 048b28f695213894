"""A text that follows the clauses of a standard -> a tree of clauses ("Klausul 8.4", "Lampiran A.8")."""

from __future__ import annotations

import re
from itertools import takewhile, zip_longest

from knowledge.document import Section
from knowledge.references import parse_references
from knowledge.regulations import Standard

FEWEST_CLAUSES = 5  # fewer numbered headings are an ordinary list

_CLAUSE = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]*)?(?:(?:Klausul|Clause|Lampiran|Annex)[ \t]+)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[A-F](?:\.\d{1,2}){0,3})\.?[ \t]+(?P<title>[A-Z][^.;:\n]{1,90})$",
    re.MULTILINE,
)


def is_standard(text: str) -> bool:
    """Whether a text is laid out in the clauses of a standard that it names at its beginning."""
    named = any(reference.standard for reference in parse_references(text[:400]))
    return named and len(_clauses(text)) >= FEWEST_CLAUSES


def standard_title(text: str) -> Standard | None:
    """The standard that a text's beginning names."""
    return next((reference.standard for reference in parse_references(text[:400]) if reference.standard), None)


def parse_clauses(text: str) -> tuple[Section, ...]:
    """The clauses of a standard as a tree; what stands before the first one is an opening.

    A number counts as a clause only where it follows the one before it: 8.3 after 8.2, 8 or 8.2.4, so that a numbered
    list inside a clause stays text.
    """
    found = _clauses(text)
    flat: list[Section] = []
    if found and (opening := text[: found[0].start()].strip()):
        flat.append(Section("Pembukaan", 1, opening.lstrip("# ")))
    for match, following in zip_longest(found, found[1:]):
        number = match["number"]
        body = text[match.end() : following.start() if following else len(text)].strip()
        word = "Lampiran" if number[0].isalpha() else "Klausul"
        name = f"{word} {number}"
        flat.append(Section(f"{name} {match['title'].strip()}", number.count(".") + 1, body, unit=name))
    return _nested(flat)


def _clauses(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for match in _CLAUSE.finditer(text):
        previous = found[-1]["number"] if found else None
        if _follows(previous, match["number"]):
            found.append(match)
    return found


def _follows(previous: str | None, number: str) -> bool:
    """Whether a number can come next: the first below, or the next beside one of the levels above."""
    parts = _parts(number)
    if previous is None:
        return len(parts) == 1 and parts[0] in (0, 1, 4)
    before = _parts(previous)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, parts, strict=False)))
    if shared == len(before):
        return len(parts) == shared + 1 and parts[shared] == 1
    step = parts[shared] - before[shared] if shared < len(parts) else 0
    to_annex = before[0] < _ANNEX <= parts[0] and parts[0] == _ANNEX
    return len(parts) == shared + 1 and (step == 1 or (shared == 0 and to_annex))


_ANNEX = 100  # annex A goes behind every numbered clause


def _parts(number: str) -> list[int]:
    return [int(part) if part.isdigit() else _ANNEX + ord(part) - ord("A") for part in number.split(".")]


def _nested(flat: list[Section]) -> tuple[Section, ...]:
    tree: list[Section] = []
    position = 0
    while position < len(flat):
        head = flat[position]
        end = position + 1
        while end < len(flat) and flat[end].level > head.level:
            end += 1
        children = _nested(flat[position + 1 : end])
        tree.append(Section(head.heading, head.level, head.text, unit=head.unit, children=children))
        position = end
    return tuple(tree)
