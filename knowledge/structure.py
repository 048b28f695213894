"""A law's text -> a tree of sections: BAB, Bagian, Paragraf, Pasal; its explanation (Penjelasan) stands apart.

An article's section keeps its whole text; `knowledge.units` reads the ayat, huruf and angka in it. What the text lacks,
and every number read from a damaged print, is reported as a `Gap`: nothing is guessed, no number silently changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.articles import Article, Mark, article_of, key, marks, sequence
from knowledge.document import Section
from knowledge.outline import CHAPTER, OWN_ARTICLES, body_tree, explanation_tree
from knowledge.references import parse_regulation
from knowledge.regulations import Regulation

FEWEST_ARTICLES = 2  # a text with fewer article headings is about law, it is none

LONGEST_INSTRUCTION = 1200  # characters: a longer sentence is a provision that happens to speak of a change

_EXPLANATION = re.compile(r"^#{1,6}[ \t]*Penjelasan\b.*$|\bPENJELASAN\s+ATAS\b|\bPASAL\s*DEMI\s*PASAL\b", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]*#{0,6}[ \t]*(?:Pasal|PASAL)[ \t]+(?:\d{1,3}[A-Z]?|I{1,3})[ \t]*$", re.MULTILINE)
_TITLE = re.compile(r"\A\s*#?\s*(?P<line>\S.*)")
_ABOUT = re.compile(r"\btentang\b\s*(?P<subject>.+)", re.IGNORECASE)
_CLOSES = re.compile(r"\bini\s+mu\wai\s+ber\w+\s+(?:pada|sejak|setelah|\d|dalam)", re.IGNORECASE)
_SIGNED = re.compile(r"\b(?:Disahkan|Ditetapkan|Diundangkan)\s+di\b|\bpengundangan\b|\bpenempatannya\b")
_CHANGED = re.compile(r"\b[Pp]asal\s+(\d{1,3})(?![\dOI])\s?([A-Z](?![\w.]))?")
_INSERTED = re.compile(r"\b[Pp]asal\s+([\dIOl]{1,3})\s?([A-Z])(?![\w.])")
_BETWEEN = re.compile(r"\b(?:di\s+antara|setelah|sesudah)\s+[Pp]asal\s+\w+(?:\s+dan\s+[Pp]asal\s+\w+)?", re.IGNORECASE)
_SCANNED = str.maketrans("IOl", "101")
_INSTRUCTION = re.compile(r"(?:diubah|disisipkan|ditambah\w*|dihapus|dipecah|berbunyi)")


class GapKind(StrEnum):
    """What is wrong at a place."""

    MISSING = "missing"  # numbering demands the article, the text does not hold it
    REPAIRED = "repaired"  # its number was damaged in print; numbering tells which it is
    INLINE = "inline"  # its heading stands inside a sentence
    END = "end"  # the article that says when the law begins is not there: the end may be lost


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a reader must know about a place: `unit` names it, `printed` is what the text has instead."""

    unit: str
    kind: GapKind
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """A law's sections, and what is to be said against them."""

    sections: tuple[Section, ...]
    gaps: tuple[Gap, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The articles that must be there and are not."""
        return tuple(gap.unit for gap in self.gaps if gap.kind is GapKind.MISSING)

    def walk(self) -> Iterator[Section]:
        """All sections, in reading order."""
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class LawTitle:
    """What the first line of a law says: "Undang-Undang Nomor 20 Tahun 2001 tentang …"."""

    regulation: Regulation
    title: str
    subject: str


def law_title(text: str) -> LawTitle | None:
    """The law that a text's first line names; None when it names none at its beginning."""
    first = _TITLE.match(text)
    if first is None:
        return None
    line = " ".join(first["line"].split())
    about = _ABOUT.search(line)
    name = line[: about.start()] if about else line
    regulation = parse_regulation(name)
    if regulation is None or regulation.year is None or len(name) > 160:
        return None
    return LawTitle(regulation, line, about["subject"].strip() if about else "")


def is_legal(text: str) -> bool:
    """Whether a text is a law: its articles stand as headings of their own, from the first on."""
    headings = [match[0].split()[-1] for match in _HEADING.finditer(text)]
    named = law_title(text) is not None
    return len(headings) >= FEWEST_ARTICLES and (named or bool({"1", "I"} & set(headings[:3])))


def parse_legal(text: str) -> Structure:
    """Read a law.

    The sections are the opening, the chapters (or articles, where there are no chapters) and the explanation.
    """
    found = marks(text)
    amending = _amending(text, found)
    body_end = _explanation_start(text, found)
    body = [mark for mark in found if mark.start < body_end]
    articles, gaps = _amending_articles(text, body, body_end) if amending else _articles(text, body, body_end)
    explanation = [mark for mark in found if mark.start >= body_end]
    explained = sequence(explanation, tail=False)
    if not amending:
        gaps += _explained_only(articles, explained)
    first = articles[0].start if articles else body_end
    first = min([first, *(match.start() for match in CHAPTER.finditer(text, 0, body_end))])
    sections = [
        *_opening(text[:first]),
        *body_tree(text, articles, first, body_end),
        *explanation_tree(text, explained, body_end),
    ]
    return Structure(tuple(sections), tuple(gaps))


def _amending(text: str, found: Sequence[Mark]) -> bool:
    """Whether a law's own articles are I and II."""
    first = next((mark for mark in found if mark.own_line and mark.begins), None)
    return first is not None and first.raw.number == "I"


def _explanation_start(text: str, found: Sequence[Mark]) -> int:
    """Where the explanation begins: at its heading, else at the first heading after the last article of the body."""
    begun = next((mark.start for mark in found if mark.own_line), len(text))
    marker = _EXPLANATION.search(text, begun)
    limit = marker.start() if marker else len(text)
    headings = [mark for mark in found if mark.own_line and mark.begins and mark.start < limit]
    closing = next((m.end() for m in _CLOSES.finditer(text, begun, limit)), None)
    row = sequence(headings, tail=False)
    if closing is not None and row:
        after = [mark.start for mark in headings if mark.start > row[-1].start and mark.start > closing]
        closed = [m.end() for m in _CLOSES.finditer(text, row[-1].start, after[0] if after else row[-1].start)]
        if after and closed:
            return after[0]
    return limit


def closes(text: str) -> bool:
    """Whether a last article's text is a law's end: it says when the law begins, or signatures follow."""
    return bool(_CLOSES.search(text) or _SIGNED.search(text))


def _articles(text: str, body: Sequence[Mark], body_end: int) -> tuple[list[Article], list[Gap]]:
    articles = sequence(body)
    gaps = [gap for article in articles for gap in _remarks(article)]
    numbers = {article.number for article in articles}
    last = max((key(article.number)[0] for article in articles), default=0)
    gaps += [Gap(f"Pasal {number}", GapKind.MISSING) for number in range(1, last + 1) if str(number) not in numbers]
    if articles and not closes(text[articles[-1].body : body_end]):
        gaps.append(Gap(f"Pasal {last + 1}", GapKind.END))
    return articles, gaps


def _remarks(article: Article) -> Iterator[Gap]:
    if article.repaired:
        yield Gap(f"Pasal {article.number}", GapKind.REPAIRED, article.printed)
    if not article.own_line:
        yield Gap(f"Pasal {article.number}", GapKind.INLINE)


def _explained_only(articles: Iterable[Article], explained: Sequence[Article]) -> list[Gap]:
    """Articles beyond the end of the body that the explanation speaks of: the end of the body is lost."""
    last = max((key(article.number) for article in articles), default=(0, ""))
    return [
        Gap(f"Pasal {one.number}", GapKind.MISSING) for one in explained if key(one.number) > last and not one.repaired
    ]


def _amending_articles(text: str, body: Sequence[Mark], body_end: int) -> tuple[list[Article], list[Gap]]:
    """The articles I, II … and within I those that it rewrites or inserts."""
    own = _own_articles(body)
    inner_end = own[1].start if len(own) > 1 else body_end
    inner = [mark for mark in body if own[0].start < mark.start < inner_end]
    announced = _announced(text[own[0].body : inner_end])
    rewritten = sequence(inner, announced=announced)
    articles = [own[0], *rewritten, *own[1:]]
    gaps = [gap for article in articles for gap in _remarks(article)]
    numbers = {article.number for article in rewritten}
    lacking = sorted((number for number in announced - numbers if not number.isdigit()), key=key)
    gaps += [Gap(f"Pasal {number}", GapKind.MISSING) for number in lacking]
    if len(own) < 2:
        gaps.append(Gap("Pasal II", GapKind.MISSING))
    return articles, gaps


def _own_articles(body: Sequence[Mark]) -> list[Article]:
    own: list[Article] = []
    for roman in OWN_ARTICLES:
        after = own[-1].start if own else -1
        candidates = [m for m in body if m.start > after and m.begins and any(r.number == roman for r in m.readings)]
        candidates = [m for m in candidates if m.raw.number == roman and (m.own_line or roman != "I")]
        if not candidates:
            break
        own.append(replace(article_of(candidates[0]), number=roman))
    return own


def _announced(text: str) -> set[str]:
    """The articles that an amending law says it rewrites, inserts or splits."""
    announced: set[str] = set()
    for sentence in re.split(r"(?<=[:.])\s+", text):
        sentence = _BETWEEN.sub("", sentence)
        if _INSTRUCTION.search(sentence) and len(sentence) < LONGEST_INSTRUCTION:
            announced.update(number + (letter or "") for number, letter in _CHANGED.findall(sentence))
            inserted = _INSERTED.findall(sentence)
            announced.update(number.translate(_SCANNED) + letter for number, letter in inserted)
    return announced


def _opening(text: str) -> Iterator[Section]:
    title = law_title(text)
    lines = text.strip().partition("\n")
    opening = lines[2] if title else text
    if opening.strip():
        yield Section("Pembukaan", 2, opening.strip())
