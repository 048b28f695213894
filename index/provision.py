"""Going down inside an article: the passages of one ayat, huruf or angka, or what stands there instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.document import Passage
from knowledge.references import Reference
from knowledge.units import Unit, UnitKind, missing_units, parse_units


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands where a unit was asked for that does not.

    `known` are the labels of the units on its level; `damaged` says that the scan may have lost it.
    """

    existing: Reference
    known: tuple[str, ...]
    damaged: bool


def narrowed(passages: Sequence[Passage], reference: Reference) -> tuple[Passage, ...] | None:
    """Those passages of an article that hold the paragraph, letter and item asked for; None when it has none such."""
    text, starts = _joined(passages)
    unit = _descend(parse_units(text), _steps(reference))
    if unit is None:
        return None
    ends = [*starts[1:], len(text)]
    return tuple(
        passage
        for passage, start, end in zip(passages, starts, ends, strict=True)
        if start < unit.end and unit.start < end
    )


def surroundings(passages: Sequence[Passage], reference: Reference) -> Surroundings:
    """How far a reference leads into an article, and what stands at the place where it leads no further."""
    text, _ = _joined(passages)
    steps = _steps(reference)
    reached = replace(reference, paragraph=None, letter=None, item=None)
    units = parse_units(text)
    unit = Unit(UnitKind.ITEM, "0", 0, len(text), units)
    for step in steps:
        following = _descend(unit.children, [step])
        if following is None:
            level = unit.children
            damaged = _damaged(text[unit.start : unit.end], level, step)
            return Surroundings(reached, tuple(one.label for one in level), damaged)
        unit = following
        reached = _deeper(reached, step)
    return Surroundings(reached, (), damaged=False)


@dataclass(frozen=True, slots=True)
class _Step:
    kind: UnitKind
    number: str


_NEXT_SENTENCE = re.compile(r"[a-z)]\.\s+[A-Z][a-z]+\s")
_FIELDS = {UnitKind.PARAGRAPH: "paragraph", UnitKind.LETTER: "letter", UnitKind.ITEM: "item"}


def _steps(reference: Reference) -> list[_Step]:
    return [_Step(kind, number) for kind, field in _FIELDS.items() if (number := getattr(reference, field)) is not None]


def _deeper(reference: Reference, step: _Step) -> Reference:
    if step.kind is UnitKind.PARAGRAPH:
        return replace(reference, paragraph=step.number)
    if step.kind is UnitKind.LETTER:
        return replace(reference, letter=step.number)
    return replace(reference, item=step.number)


def _joined(passages: Sequence[Passage]) -> tuple[str, list[int]]:
    """The text of an article's passages, and where each begins in it."""
    text, starts = "", []
    for passage in passages:
        if text and not text[-1].isspace() and not passage.text[:1].isspace():
            text += "\n"
        starts.append(len(text))
        text += passage.text
    return text, starts


def _descend(units: Sequence[Unit], steps: Sequence[_Step]) -> Unit | None:
    """The unit at the end of some steps; a level that was not named is passed through ("Pasal 5 huruf a")."""
    whole = Unit(UnitKind.ITEM, "0", 0, max((unit.end for unit in units), default=1), tuple(units))
    if not steps:
        return replace(whole, end=10**9)
    for unit in _breadth_first(units):
        if unit.kind is steps[0].kind and unit.number.lower() == steps[0].number.lower():
            if len(steps) == 1:
                return unit
            if (inner := _descend(unit.children, steps[1:])) is not None:
                return inner
    # "angka 5 huruf a" nests the other way round than "huruf a angka 5".
    return (
        _descend(units, steps[::-1])
        if len(steps) == 2 and steps[0].kind is UnitKind.LETTER and steps[1].kind is UnitKind.ITEM
        else None
    )


def _breadth_first(units: Sequence[Unit]) -> Iterator[Unit]:
    level = list(units)
    while level:
        yield from level
        level = [child for unit in level for child in unit.children]


def _damaged(text: str, level: Sequence[Unit], step: _Step) -> bool:
    """Whether a scan can have lost a unit: its list has holes, its marker stands unread, or no marker is left."""
    if missing_units(level) or any(unit.repaired for unit in level) or _stands_unread(text, step):
        return True
    return step.kind is UnitKind.PARAGRAPH and _lost_its_marks(text, level)


def _stands_unread(text: str, step: _Step) -> bool:
    """Whether the marker stands somewhere in the text where the numbering did not expect it."""
    number = re.escape(step.number)
    if step.kind is UnitKind.PARAGRAPH:
        return re.search(rf"(?<!ayat )(?<!ayat)\({number}\)", text) is not None
    return re.search(rf"(?:^|[\s;:]){number}\.\s", text) is not None


def _lost_its_marks(text: str, level: Sequence[Unit]) -> bool:
    """Whether an article without paragraphs has several sentences: each would be one, so a scan lost the marks."""
    return not any(unit.kind is UnitKind.PARAGRAPH for unit in level) and _NEXT_SENTENCE.search(text) is not None
