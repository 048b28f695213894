"""The units inside an article: ayat "(1)", huruf "a.", angka "1.", nested as the text nests them.

A marker counts when the numbering asks for it, so "ayat (1)" in a sentence opens nothing. A scan's "(l)" or "(21 " is
read as the number that must come there and is marked as repaired; the text itself is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class UnitKind(StrEnum):
    """The units inside an article, by the word that cites them."""

    PARAGRAPH = "ayat"
    LETTER = "huruf"
    ITEM = "angka"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: `start` and `end` are offsets in the article's text, marker included.

    `repaired` says that its marker was damaged in the scan and its number follows from the numbering.
    """

    kind: UnitKind
    number: str
    start: int
    end: int
    children: tuple[Unit, ...] = ()
    repaired: bool = False

    @property
    def label(self) -> str:
        """How it is cited: "ayat (2)", "huruf b", "angka 3"."""
        return f"ayat ({self.number})" if self.kind is UnitKind.PARAGRAPH else f"{self.kind} {self.number}"


@dataclass(frozen=True, slots=True)
class _Marker:
    start: int
    readings: tuple[str, ...]  # the plain reading first
    plain: bool


LONGEST_JUMP = 3  # a list that lacks more markers than this is not read on: what follows is another list

_BOUNDARY = r"(?:\A|(?<=\n)|(?<=[.;:]\s)|(?<=[.;:])|(?<=[a-z]\.{3}\s))\s*"
_MARKERS = {
    UnitKind.PARAGRAPH: re.compile(
        rf"{_BOUNDARY}(?P<mark>[(\[]\s?(?P<number>[\dlIiOSZT]{{1,3}}[a-zA-Z]?)\s?(?P<close>[)\]}}I]?))(?=\s*\S)"
    ),
    UnitKind.LETTER: re.compile(
        r"(?:\A|(?<=\n)|(?<=[;:,.]\s)|(?<=[;:])|(?<=dan\s)|(?<=atau\s))\s*(?P<mark>(?P<number>[a-z]{1,2})(?P<close>[.)]))(?=\s)"
    ),
    UnitKind.ITEM: re.compile(
        r"(?:\A|(?<=\n)|(?<=[;:,.]\s)|(?<=[;:])|(?<=dan\s)|(?<=atau\s))\s*(?P<mark>(?P<number>\d{1,3})(?P<close>[.)]))(?=\s)"
    ),
}
_SCANNED_DIGITS = str.maketrans({"l": "1", "I": "1", "i": "1", "O": "0", "S": "5", "Z": "2", "T": "7"})


def parse_units(text: str) -> tuple[Unit, ...]:
    """The units of an article, outermost first; empty when it is one plain sentence or more."""
    return tuple(_units(text, 0, len(text), tuple(UnitKind)))


def missing_units(units: Sequence[Unit]) -> tuple[str, ...]:
    """The labels that the numbering of a list demands but the text lacks: ayat (2) between (1) and (3)."""
    missing: list[str] = []
    expected = 1
    for unit in units:
        ordinal = _ordinal(unit.kind, unit.number)
        missing += [Unit(unit.kind, _name(unit.kind, gap), 0, 0).label for gap in range(expected, ordinal)]
        expected = ordinal + 1
    return tuple(missing)


def _units(text: str, start: int, end: int, kinds: Sequence[UnitKind]) -> Iterator[Unit]:
    lists = {kind: _listed(text, start, end, kind) for kind in kinds}
    begun = {kind: markers for kind, markers in lists.items() if markers}
    if not begun:
        return
    outermost = min(begun, key=lambda kind: (kind is not UnitKind.PARAGRAPH, begun[kind][0][0].start))
    inner = tuple(kind for kind in kinds if kind is not outermost)
    markers = begun[outermost]
    ends = [marker.start for marker, _ in markers[1:]] + [end]
    for (marker, number), stop in zip(markers, ends, strict=True):
        children = tuple(_units(text, marker.start + len(number) + 1, stop, inner))
        yield Unit(
            outermost, number, marker.start, stop, children, repaired=not marker.plain or marker.readings[0] != number
        )


def _listed(text: str, start: int, end: int, kind: UnitKind) -> list[tuple[_Marker, str]]:
    """The markers of one list, in the order that numbering demands; a repeated one is a page's catchword."""
    listed: list[tuple[_Marker, str]] = []
    last = 0
    for marker in _markers(text, start, end, kind):
        expected = _name(kind, last + 1)
        if expected in marker.readings:
            listed.append((marker, expected))
            last += 1
            continue
        plain = marker.readings[0]
        base = re.match(r"\d+|[a-z]+", plain)
        if kind is UnitKind.PARAGRAPH and listed and base and base[0] == str(last) and plain != base[0]:
            listed.append((marker, plain.lower()))  # "(1a)" was inserted after "(1)"
        elif (
            marker.plain and listed and 0 < _ordinal(kind, plain) - last <= LONGEST_JUMP and _begins_line(text, marker)
        ):
            listed.append((marker, plain))
            last = _ordinal(kind, plain)
    single = len(listed) == 1 and kind is not UnitKind.PARAGRAPH
    return [] if single else listed


def _markers(text: str, start: int, end: int, kind: UnitKind) -> Iterator[_Marker]:
    for match in _MARKERS[kind].finditer(text, start, end):
        number, closed = match["number"], match["close"] in (")", "]", ".")
        if kind is not UnitKind.PARAGRAPH:
            yield _Marker(match.start("mark"), (number,), plain=True)
            continue
        digits = number.translate(_SCANNED_DIGITS)
        plain = bool(re.fullmatch(r"\d{1,2}[a-z]?", number)) and closed
        readings = [number if plain else digits]
        if not closed and len(digits) > 1 and digits[-1] in "1t":
            readings = [digits[:-1], digits]  # "(21 " is "(2)" with a damaged bracket
        yield _Marker(match.start("mark"), tuple(readings), plain)


def _begins_line(text: str, marker: _Marker) -> bool:
    """Whether a marker stands where a list goes on, so that it can be believed though the one before it is lost."""
    before = text[: marker.start].rstrip(" ")
    return not before or before[-1] in "\n;"


def _name(kind: UnitKind, ordinal: int) -> str:
    if kind is not UnitKind.LETTER:
        return str(ordinal)
    letters = ""
    while ordinal:
        ordinal, rest = divmod(ordinal - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _ordinal(kind: UnitKind, number: str) -> int:
    if kind is not UnitKind.LETTER:
        digits = re.match(r"\d+", number)
        return int(digits[0]) if digits else 0
    value = 0
    for letter in number:
        value = value * 26 + ord(letter) - ord("a") + 1
    return value
