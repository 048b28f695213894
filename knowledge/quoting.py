"""Quoting: a document in our own words must not share a long run of words with the protected text it is about.

An installation that holds such a text (a standard, a press article) puts it, as `.txt` or `.md`, into its folder of
originals. Those files are compared with and nothing else: they are never indexed, shown or copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.document import Document
from knowledge.errors import KnowledgeError
from knowledge.loaders.source import read_source
from knowledge.metadata import Quoting

# Names of laws, bodies and clauses are nobody's wording and run to eight words ("understanding the needs and
# expectations of interested parties"); nine words in the same order are copied rather than met by chance.
LONG_RUN = 9
ENDINGS = (".txt", ".md")
SHOWN_WORDS = 4  # of a run, so that the editor finds it; never so many that the sentence quotes it

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that a document has in common with an original: how many, the first few, and the original's file."""

    original: str
    length: int
    opening: str

    def sentence(self, name: str) -> str:
        """What is wrong with the document's file of this name."""
        return (
            f"{name} repeats {self.length} words in a row of {self.original} (from “{self.opening} …”) but is marked "
            f"as told in our own words; tell it in others, fewer than {LONG_RUN} in a row the same."
        )


@dataclass(frozen=True, slots=True)
class Original:
    """A protected text, kept only as the hashes of its runs of `LONG_RUN` words."""

    name: str
    runs: frozenset[int]

    @classmethod
    def of(cls, name: str, text: str) -> Original:
        """Read a text."""
        return cls(name, frozenset(_runs(_words(text))))


@dataclass(frozen=True, slots=True)
class Originals:
    """The protected texts of an installation, and the files among them that cannot be read."""

    texts: tuple[Original, ...] = ()
    faults: tuple[tuple[Path, str], ...] = ()

    @classmethod
    def read(cls, folder: Path | None) -> Originals:
        """Read a folder, which need not exist."""
        texts, faults = [], []
        for path in sorted(folder.glob("*")) if folder is not None else ():
            if path.suffix.lower() in ENDINGS and path.is_file() and not path.name.startswith("."):
                try:
                    texts.append(Original.of(path.name, read_source(path).text))
                except KnowledgeError as exc:
                    faults.append((path, str(exc)))
        return cls(tuple(texts), tuple(faults))

    def longest_run(self, document: Document) -> Run | None:
        """The longest run, of `LONG_RUN` words or more, that a document in own words or a summary shares with one."""
        if not self.texts or document.metadata.quoting is Quoting.WHOLE:
            return None
        found = (run for words in _told(document) for original in self.texts for run in _shared(words, original))
        return max(found, key=lambda run: run.length, default=None)


def _told(document: Document) -> Iterator[list[str]]:
    """The words of each section: a run does not go from one into the next."""
    for section in document.walk():
        yield _words(section.text)
        for question in (section.heading, *section.notes.questions):
            yield _words(question)


def _words(text: str) -> list[str]:
    """Words in lower case, without figures: those are facts, and punctuation between them no other wording."""
    return [match[0].lower() for match in _WORD.finditer(text)]


def _runs(words: Sequence[str]) -> Iterator[int]:
    return (hash(tuple(words[start : start + LONG_RUN])) for start in range(len(words) - LONG_RUN + 1))


def _shared(words: Sequence[str], original: Original) -> Iterator[Run]:
    """The runs of words that stand in an original too, each as long as it goes."""
    start: int | None = None
    for place, run in enumerate((*_runs(words), None)):
        if run in original.runs:
            start = place if start is None else start
        elif start is not None:
            yield Run(original.name, place - start + LONG_RUN - 1, " ".join(words[start : start + SHOWN_WORDS]))
            start = None
