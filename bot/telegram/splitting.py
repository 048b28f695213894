"""Splitting: styled text is cut into messages, at paragraphs before lines before words, never inside a character."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

TEXT_UNITS = 4096  # Telegram's limit for a message, in UTF-16 units after parsing
ENTITIES = 100  # Telegram silently drops what comes after
WHOLE_UNITS = 1024  # a styled stretch up to this size is not cut when it can start the next message
_JOINERS = {"\u200d", "\ufe0e", "\ufe0f"}


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of text looks."""

    bold: bool = False
    italic: bool = False
    quote: bool = False
    url: str | None = None

    @property
    def entities(self) -> int:
        """How many of Telegram's entities it takes."""
        return self.bold + self.italic + self.quote + (self.url is not None)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style."""

    text: str
    style: Style = Style()


def split(spans: Sequence[Span], limit: int = TEXT_UNITS) -> list[tuple[Span, ...]]:
    """Cut styled text into messages of at most `limit` UTF-16 units and Telegram's number of entities.

    The parts together hold every character in order but the white space at the cuts.
    """
    spans = [span for span in spans if span.text]
    text = "".join(span.text for span in spans)
    starts = [0, *accumulate(len(span.text) for span in spans)]
    parts = []
    start = _skip_space(text, 0)
    while start < len(text):
        furthest = min(_within_units(text, start, limit), _within_entities(spans, starts, start))
        end = len(text) if furthest == len(text) else _best_cut(text, start, furthest, spans, starts)
        parts.append(tuple(_between(spans, starts, start, start + len(text[start:end].rstrip()))))
        start = _skip_space(text, end)
    return parts


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text) + sum(character > "\uffff" for character in text)


def _skip_space(text: str, position: int) -> int:
    return len(text) - len(text[position:].lstrip())


def _within_units(text: str, start: int, limit: int) -> int:
    """The furthest end at which a part from `start` still fits."""
    end = min(len(text), start + limit)
    excess = units(text[start:end]) - limit
    while excess > 0:
        end -= 1
        excess -= 2 if text[end] > "\uffff" else 1
    return end


def _within_entities(spans: Sequence[Span], starts: Sequence[int], start: int) -> int:
    """The furthest end at which a part from `start` still has few enough entities."""
    taken = 0
    for number in range(bisect_right(starts, start) - 1, len(spans)):
        taken += spans[number].style.entities
        if taken > ENTITIES:
            return starts[number]
    return starts[-1]


def _best_cut(text: str, start: int, furthest: int, spans: Sequence[Span], starts: Sequence[int]) -> int:
    """The best place to end a part: a paragraph or line end in its second half, else a space, else any character."""
    middle = start + (furthest - start) // 2
    window = text[: furthest + 1] if text[furthest : furthest + 1].isspace() else text[:furthest]
    for mark, earliest in (("\n\n", middle), ("\n", middle), (" ", start + 1), ("\n", start + 1)):
        cut = window.rfind(mark, earliest)
        if cut > start:
            return _outside_span(cut, start, spans, starts)
    return _outside_span(_between_characters(text, start, furthest), start, spans, starts)


def _outside_span(cut: int, start: int, spans: Sequence[Span], starts: Sequence[int]) -> int:
    """The cut, or the beginning of the short styled stretch that it would tear apart."""
    number = bisect_right(starts, cut) - 1
    span = spans[number]
    torn = starts[number] > start and starts[number] < cut
    return starts[number] if torn and span.style != Style() and units(span.text) <= WHOLE_UNITS else cut


def _between_characters(text: str, start: int, furthest: int) -> int:
    """The last cut that parts no character from its accents and joiners."""
    cut = furthest
    while cut > start + 1 and (
        text[cut] in _JOINERS or text[cut - 1] == "\u200d" or unicodedata.combining(text[cut]) != 0
    ):
        cut -= 1
    return cut if cut > start + 1 else furthest


def _between(spans: Sequence[Span], starts: Sequence[int], start: int, end: int) -> Iterator[Span]:
    """The styled text between two positions."""
    for number, span in enumerate(spans):
        begin = starts[number]
        piece = span.text[max(start - begin, 0) : max(end - begin, 0)]
        if piece:
            yield replace(span, text=piece)
