"""The text of a file, and what can be known of a document that says nothing about itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.document import Document, Section
from knowledge.errors import LoadingError
from knowledge.metadata import Language, Metadata

# A long law has half a megabyte of text; far more than that is a dump or a log, and would block the bot.
SIZE_LIMIT = 8 * 1024 * 1024
TITLE_LENGTH = 300  # characters; a longer first line is a paragraph, not a title

ENGLISH = frozenset("the of and to is in for that be by with on as are or not which this it from".split())
INDONESIAN = frozenset(
    "yang dan di untuk dengan dari pada adalah ini dalam tidak atau oleh ke sebagai itu dapat".split()
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name (without its folder) and its whole text, lines ended by a line feed."""

    name: str
    text: str

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return Path(self.name).stem


def read_source(path: Path) -> Source:
    """Read a text file strictly: what is not clean UTF-8 is refused rather than repaired, so that nothing gets lost.

    :raises LoadingError: naming the file, the fault and the remedy.
    """
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as exc:
        raise LoadingError(f"{path.name}: cannot be read ({exc.strerror or exc}).") from exc
    if len(data) > SIZE_LIMIT:
        raise LoadingError(f"{path.name}: larger than {SIZE_LIMIT // 1024**2} MB; split it into several files.")
    try:
        text = data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as exc:
        raise LoadingError(
            f"{path.name}: byte 0x{data[exc.start]:02x} at position {exc.start} is not UTF-8 text; save it as UTF-8."
        ) from exc
    if (position := text.find("\0")) >= 0:
        raise LoadingError(f"{path.name}: holds a NUL character at position {position}; it is not a text file.")
    if not text.strip():
        raise LoadingError(f"{path.name}: the file is empty.")
    return Source(path.name, text.replace("\r\n", "\n").replace("\r", "\n"))


def default_metadata(source: Source, title: str) -> Metadata:
    """What a file that says nothing about itself is taken to be: named after itself, its force unchecked.

    :raises LoadingError: when the file's name holds no letter or digit to make an id of.
    """
    identity = slug(source.stem)
    if not identity:
        raise LoadingError(f"{source.name}: give the file a name with letters or digits, it becomes the document's id.")
    return Metadata(id=identity, title=title, language=guess_language(source.text))


def first_line_title(source: Source) -> str:
    """The first line when it looks like a title, else the file's name in words."""
    first = source.text.strip().partition("\n")[0].strip()
    if not first or len(first) > TITLE_LENGTH or first.endswith((".", ";", ",", ":")):
        return re.sub(r"[_-]+", " ", source.stem).strip()
    return first


def finished(metadata: Metadata, sections: Sequence[Section], source: Source) -> Document:
    """A document of these sections.

    :raises LoadingError: when none of them holds text.
    """
    document = Document(metadata, tuple(sections))
    if not any(section.text for section in document.walk()):
        raise LoadingError(f"{source.name}: there are headings but no text under them.")
    return document


def slug(name: str) -> str:
    """Lower-case words joined by hyphens: "UU 20 Tahun 2001" -> "uu-20-tahun-2001"."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def guess_language(text: str) -> Language:
    """The language whose commonest words occur more often at the start of the text; Indonesian when in doubt."""
    words = re.findall(r"[a-z]+", text[:20_000].lower())
    english = sum(word in ENGLISH for word in words)
    return Language.EN if english > sum(word in INDONESIAN for word in words) else Language.ID
