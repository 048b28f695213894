"""A long text becomes pieces: cut where it hurts least, never between a list and its lead-in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from knowledge.sentences import sentences

LIMIT = 1200  # characters; with its citation it still fits a Telegram message, and it holds two or three thoughts
REMAINDER = 6  # no piece is shorter than a sixth of the limit: it would say nothing on its own

FENCE = re.compile(r" {0,3}(```|~~~)")
ITEM = re.compile(r"(\s*)(\(\d+[a-z]?\)|\d+[.)]|[a-z]{1,2}[.)]|[-*•–])\s")
ROW = re.compile(r"\s*\|")
WHITESPACE = re.compile(r"\s+")


class Strength(IntEnum):
    """How good a place to cut is."""

    WORD = 0
    SENTENCE = 1
    LINE = 2
    ITEM = 3
    PARAGRAPH = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: where it starts, and the lead-in that its list has further up (empty when it needs none)."""

    start: int
    text: str
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: where it starts, how good a cut before it is (None: never), the lead-in of its list."""

    start: int
    strength: Strength | None
    lead_in: str


@dataclass(frozen=True, slots=True)
class OpenList:
    """A list being read: how its items are marked, and the sentence that led into it."""

    marker: str
    lead_in: str


def cut(text: str, limit: int = LIMIT) -> list[Piece]:
    """Cut a text into pieces of at most `limit` characters (trailing white space aside), in linear time.

    Best is between paragraphs, then list items, lines, sentences, words; a word longer than the limit is cut anywhere.
    A text of white space has no piece.
    """
    if not text.strip():
        return []
    if len(text) <= limit:
        return [Piece(0, text)]
    lines = list(_lines(text))
    places = _places(text, lines)
    starts = [0, *_cuts(text, places, limit)]
    line_starts = [line.start for line in lines]
    return [
        Piece(start, text[start:end], lines[bisect_right(line_starts, start) - 1].lead_in if start else "")
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    ]


def _cuts(text: str, places: dict[int, Strength], limit: int) -> Iterator[int]:
    """Where the pieces after the first one start."""
    order = sorted(places)
    start, end = 0, len(text.rstrip())
    while end - start > limit:
        begin = _after_space(text, start)
        earliest, latest = begin + max(limit // 3, 1), min(begin + limit, end - limit // REMAINDER)
        window = order[bisect_left(order, earliest) : bisect_right(order, latest)]
        # Among equally good places the last: fewer, fuller pieces.
        start = max(window, key=lambda place: (places[place], place)) if window else _after_space(text, begin + limit)
        if start >= end:
            return
        yield start


def _after_space(text: str, position: int) -> int:
    match = WHITESPACE.match(text, position)
    return match.end() if match else position


def _places(text: str, lines: list[Line]) -> dict[int, Strength]:
    """Where the text may be cut and how well; a cut goes right before the next thing to read, or before its line."""
    places = {match.end(): Strength.WORD for match in WHITESPACE.finditer(text)}
    places |= {sentence.start: Strength.SENTENCE for sentence in sentences(text)}
    for line in lines:
        places.pop(_after_space(text, line.start), None)  # else the indentation would stay behind
        if line.strength is not None:
            places[line.start] = line.strength
    return places


def _lines(text: str) -> Iterator[Line]:
    """The lines that hold something, with what they mean for a cut."""
    lists: list[OpenList] = []
    start, previous, waiting, fenced, blank = 0, "", "", False, False
    for line in text.split("\n"):
        if line.strip():
            lists = _continued(lists, line, waiting)
            held = fenced or bool(waiting) or (ROW.match(line) and ROW.match(previous) and "---" in line + previous)
            kind = Strength.PARAGRAPH if blank else Strength.ITEM if ITEM.match(line) else Strength.LINE
            yield Line(start, None if held else kind, lists[-1].lead_in if lists else "")
            fenced = fenced != bool(FENCE.match(line))
            previous, waiting = line, _leading(line)
        blank = not line.strip()
        start += len(line) + 1


def _continued(lists: list[OpenList], line: str, waiting: str) -> list[OpenList]:
    """The lists that are open in this line; `waiting` is the lead-in right before it."""
    item = ITEM.match(line)
    if item is None:
        return lists if line[:1].isspace() else []
    marker = item[1] + re.sub(r"[a-z]+", "a", re.sub(r"\d+[a-z]?", "1", item[2]))
    for depth, known in enumerate(lists):
        if known.marker == marker:
            return lists[: depth + 1]
    return [*lists, OpenList(marker, waiting)]


def _leading(line: str) -> str:
    """The sentence with which a line leads into what follows, or an empty text."""
    if not line.rstrip().rstrip("*_").endswith(":"):
        return ""
    return list(sentences(line))[-1].text
