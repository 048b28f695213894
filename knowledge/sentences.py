"""Sentences of Indonesian and English prose, also where abbreviations, amounts and lists would fool a simple rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Abbreviations that end in a full stop without ending a sentence: law, addresses, titles, English Latin.
ABBREVIATIONS = frozenset(
    "no nomor ps psl hlm hal jl kav dr drs dra ir prof sdr bp st tbk pt cv rt rw kab kec kel prov telp tel hp"
    " a.n u.p d.a s.d jo art vs mr mrs ms inc ltd cf e.g i.e fig vol rev".split()
)
# A boundary: sentence punctuation, maybe closing marks, then space and something that can open a sentence.
_BOUNDARY = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9À-Ý(*•–-])|[.!?…]+[\"'”’)\]]*(?=\s*\Z)|\n+")
_LAST_WORD = re.compile(r"(\S+?)[.!?…]+[\"'”’)\]]*\Z")
_NAMES = ("LAPOR!",)  # names that end in a mark of their own
_LIST_MARK = re.compile(r"\s*(?:[-*•–]|\(?[0-9]{1,3}[.)]|\(?[a-z][.)])\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its place in the text it comes from; `is_item` when it opens as an item of a list."""

    start: int
    end: int
    text: str
    is_item: bool = False


def sentences(text: str) -> Iterator[Sentence]:
    """Cut a text into sentences; every character that is not white space belongs to exactly one of them."""
    start = 0
    for match in _BOUNDARY.finditer(text):
        end = match.end()
        if "\n" not in match[0] and _is_abbreviation(text[start:end]):
            continue
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def _is_abbreviation(candidate: str) -> bool:
    """Whether the text up to here ends in an abbreviation or a list mark rather than in a sentence."""
    if _LIST_MARK.fullmatch(candidate + " "):
        return True
    if candidate.endswith(_NAMES):
        return True
    last = _LAST_WORD.search(candidate)
    word = last[1].strip("\"'“”‘’()[]").casefold() if last else ""
    return word in ABBREVIATIONS or (len(word) == 1 and word.isalpha() and not candidate.endswith(("!", "?")))


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + piece.index(stripped)
        yield Sentence(first, first + len(stripped), stripped, bool(_LIST_MARK.match(stripped)))
