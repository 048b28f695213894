"""Searches what a process may have written for words that must not be there, in the forms they may have taken."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_SHORTEST_WORD = 6  # letters; shorter parts of a name are also ordinary words
_SHORTEST_CODE = 8  # characters of base64; fewer turn up by chance in a few megabytes


@dataclass(frozen=True, slots=True)
class Trace:
    """A planted word, and the file that holds it."""

    word: str
    place: str


def with_parts(planted: str) -> set[str]:
    """A planted text, its longer words alone and the digits of a large sum, for nobody stores whole phrases."""
    words = {word for word in planted.split() if word.isalpha() and len(word) >= _SHORTEST_WORD}
    digits = "".join(filter(str.isdigit, planted))
    return {planted, *words, *([digits] if len(digits) >= _SHORTEST_WORD else [])}


def plain_forms(word: str) -> set[bytes]:
    """The bytes of a word in small letters, as UTF-8 and UTF-16."""
    small = word.lower()
    return {small.encode(), small.encode("utf-16-le"), small.encode("utf-16-be")}


def coded_forms(word: str) -> set[bytes]:
    """What is left of a word in base64, as it is spelled and in small and capital letters."""
    return {code for spelling in (word, word.lower(), word.upper()) for code in _in_base64(spelling.encode())}


def find_traces(words: Iterable[str], places: Iterable[Path]) -> list[Trace]:
    """Where planted words stand: in files, gzipped ones and names of files under some folders, case aside."""
    searched = [(word, plain_forms(word), coded_forms(word)) for word in words]
    found = []
    for path, content in _contents(places):
        small = content.lower()
        for word, plain, coded in searched:
            if any(form in small for form in plain) or any(form in content for form in coded):
                found.append(Trace(word, str(path)))
    return found


def fingerprint(folder: Path) -> dict[str, str]:
    """The files of a folder with the hash of each: two that are equal hold the same to the last bit."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _in_base64(content: bytes) -> Iterator[bytes]:
    """What stays the same in base64 wherever in a longer text the content begins."""
    for before in range(3):
        code = b64encode(b"\0" * before + content)
        sure = code[(8 * before + 5) // 6 : (8 * (before + len(content))) // 6]
        if len(sure) >= _SHORTEST_CODE:
            yield sure


def _contents(places: Iterable[Path]) -> Iterator[tuple[Path, bytes]]:
    """Every file with its name and its bytes, unpacked where it is gzipped."""
    for place in places:
        for path in [place, *sorted(place.rglob("*"))] if place.is_dir() else [place]:
            content = path.read_bytes() if path.is_file() else b""
            yield path, path.name.encode() + b"\n" + content + _unpacked(content)


def _unpacked(content: bytes) -> bytes:
    try:
        return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else b""
    except (OSError, EOFError, zlib.error):
        return b""
