"""Which articles of which regulation stand in which passages: the columns behind an exact look-up."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from index.errors import IndexingError
from knowledge.document import Passage
from knowledge.metadata import Kind, Quoting
from knowledge.references import Reference, parse_references, parse_regulation
from knowledge.regulations import Regulation
from knowledge.structure import closes

FILE = "lookup.json"

Rows = dict[str, list[int]]
"""Article -> numbers of the passages that hold it, in reading order."""

_ARTICLE = re.compile(r"(?P<explained>Penjelasan\s+)?Pasal\s+(?P<number>\d{1,3}[A-Z]{0,2}|[IVX]+)(?![\w.])")
_INSERTED = re.compile(r"\bPasal\s+(\d{1,3}\s?[A-Z])\b(?!\.)")
_AMENDS = re.compile(r"\bperubahan\s+(?:\w+\s+){0,2}?atas\s+(?P<target>.+)", re.IGNORECASE)
_CITED_PART = re.compile(r"\s*;\s*")


@dataclass(slots=True)
class HeldText:
    """A regulation's text in a document.

    `numbers` are the regulations it is (labels), `amends` those that it changes, `announced` the inserted articles that
    it speaks of, whether or not their text is there; `closed` says that its closing article is.
    """

    document: str
    numbers: tuple[str, ...]
    amends: tuple[str, ...] = ()
    articles: Rows = field(default_factory=dict)
    explanations: Rows = field(default_factory=dict)
    announced: set[str] = field(default_factory=set)
    closed: bool = False

    @property
    def amending(self) -> bool:
        """Whether it only changes another text: its articles are I and II, and those that it rewrites."""
        return bool(self.amends) or "I" in self.articles or "II" in self.articles

    @property
    def last(self) -> int:
        """The highest article number in the text itself."""
        return max((int(article) for article in self.articles if article.isdigit()), default=0)


class Catalog:
    """The texts of regulations, and which sections of guides cite which provision (`cited`: key -> rows)."""

    def __init__(self, texts: Sequence[HeldText], cited: Rows) -> None:
        self.texts = texts
        self.cited = cited
        self._numbers: dict[str, list[HeldText]] = defaultdict(list)
        self._targets: dict[str, list[HeldText]] = defaultdict(list)
        for text in texts:
            for label in text.numbers:
                self._numbers[label.rpartition(" ")[2]].append(text)
                self._numbers[label.rpartition(" ")[2].rpartition("/")[0]].append(text)
            for label in text.amends:
                self._targets[label].append(text)

    @classmethod
    def build(cls, passages: Sequence[Passage]) -> Catalog:
        """Read passages; their numbers are their places in the sequence."""
        texts: dict[str, HeldText] = {}
        cited: dict[str, list[tuple[bool, int, int]]] = defaultdict(list)
        for row, passage in enumerate(passages):
            if is_law_text(passage):
                text = texts.get(passage.document)
                if text is None:
                    text = texts[passage.document] = _held_text(passage)
                _enter(text, passage, row)
            else:
                found = {key: None for reference in _cited_by(passage) for key in keys_of(reference)}
                for key in found:
                    cited[key].append((passage.heading == passage.title, len(found), row))
        for text in texts.values():
            ends = text.articles.get(str(text.last), ()) if not text.amending else text.articles.get("II", ())
            text.closed = any(closes(passages[row].text) for row in ends)
        # A section on one provision says more of it than an overview of ten, and both more than an introduction,
        # whose heading ("clauses 4 to 10") is only the title of its document.
        return cls(list(texts.values()), {key: [row for *_, row in sorted(rows)] for key, rows in cited.items()})

    def named(self, regulation: Regulation) -> list[HeldText]:
        """The texts of a regulation; a year or a place that was not said fits any."""
        number = f"{regulation.number}/{regulation.year}" if regulation.year else regulation.number
        return [
            text
            for text in self._numbers.get(number, ())
            if any(_same(regulation, label) and label.rpartition(" ")[2].startswith(number) for label in text.numbers)
        ]

    def amending(self, label: str) -> list[HeldText]:
        """The texts whose title says that they amend a regulation."""
        return self._targets.get(label, [])

    def save(self, folder: Path) -> None:
        """Write the columns as JSON."""
        rows = [
            [t.document, t.numbers, t.amends, t.articles, t.explanations, sorted(t.announced), t.closed]
            for t in self.texts
        ]
        (folder / FILE).write_text(json.dumps({"texts": rows, "cited": self.cited}), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Catalog:
        """Read saved columns.

        :raises IndexingError: when the file is missing or damaged.
        """
        try:
            columns = json.loads((folder / FILE).read_text(encoding="utf-8"))
            texts = [
                HeldText(document, tuple(numbers), tuple(amends), articles, explanations, set(announced), closed)
                for document, numbers, amends, articles, explanations, announced, closed in columns["texts"]
            ]
            return cls(texts, columns["cited"])
        except (OSError, ValueError, KeyError, TypeError) as exc:
            raise IndexingError(f"{FILE} of the index is missing or damaged; rebuild it with `tanya reindex`") from exc


def _same(regulation: Regulation, label: str) -> bool:
    """Whether a label is of a regulation's kind, and of its place where both say one."""
    kind = label.rpartition(" ")[0]
    if regulation.place is None:
        return kind == regulation.type or kind.startswith(regulation.type + " ")
    return kind in (regulation.type, f"{regulation.type} {regulation.place}")


def is_law_text(passage: Passage) -> bool:
    """Whether a passage is a law's own text, not something said about it."""
    return passage.kind is Kind.LAW and passage.quoting is Quoting.WHOLE


def keys_of(reference: Reference) -> list[str]:
    """Under which keys a citation is found: its article or clause, and its paragraph too; editions do not matter."""
    owner = (
        reference.regulation.label if reference.regulation else reference.standard.name if reference.standard else None
    )
    unit = reference.article or reference.clause
    if owner is None or unit is None:
        return []
    deeper = [f"{owner}|{unit}({reference.paragraph})"] if reference.paragraph else []
    return [f"{owner}|{unit}", *deeper]


def article_of(passage: Passage) -> re.Match[str] | None:
    """The article that a passage belongs to: the innermost that its path names, else its heading's."""
    for place in (*reversed(passage.locator.path), passage.heading):
        if match := _ARTICLE.match(place):
            return match
    return None


def _held_text(passage: Passage) -> HeldText:
    title = passage.title[:400]
    found = parse_references(passage.number or "") or parse_references(title[:120])
    numbers = tuple(r.regulation.label for r in found if r.regulation)
    amends = _AMENDS.search(title)
    target = parse_regulation(amends["target"]) if amends else None
    return HeldText(passage.document, numbers if passage.number else numbers[:1], (target.label,) if target else ())


def _enter(text: HeldText, passage: Passage, row: int) -> None:
    match = article_of(passage)
    explained = any(place.lower().startswith("penjelasan") for place in passage.locator.path)
    if match is not None:
        explained = explained or bool(match["explained"])
        rows = text.explanations if explained else text.articles
        rows.setdefault(match["number"], []).append(row)
    if text.amends and not explained:
        text.announced.update(found.replace(" ", "") for found in _INSERTED.findall(passage.text))


def _cited_by(passage: Passage) -> Iterable[Reference]:
    whole = parse_references(passage.locator.edition)[:1] if passage.locator.edition else ()
    yield from parse_references(passage.heading, context=whole[0] if whole else None)
    for part in _CITED_PART.split(passage.source):
        yield from _parsed(part)


@cache
def _parsed(source: str) -> tuple[Reference, ...]:
    return parse_references(source)
