"""Articles and headings in reading order -> a tree of sections: BAB, Bagian, Paragraf, Pasal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from knowledge.articles import Article
from knowledge.document import Section

CHAPTER_LEVEL, PART_LEVEL, PARAGRAPH_LEVEL, ARTICLE_LEVEL = 2, 3, 4, 5
OWN_ARTICLES = ("I", "II", "III", "IV", "V")  # of an amending law; the others are those of the law it changes

EXPLANATION, GENERAL, INSTRUCTION = "Penjelasan", "Penjelasan Umum", "Petunjuk perubahan"
LONGEST_TITLE = 400  # characters between a chapter's number and its first article; more is text

CHAPTER = re.compile(r"^[ \t]*(?:#{1,6}[ \t]*)?BAB\s+(?P<number>[IVXLC]+[A-Z]?)\b[ \t]*(?P<title>.*)$", re.MULTILINE)
_TAIL = re.compile(
    r"(?:(?<=[.;:\"”…])|\A|(?<=\n)|(?<=\s)(?=BAB\s+[IVXLC]+\s))\s*"
    r"(?P<chapter>BAB\s+(?P<roman>[IVXLC]+[A-Z]?)\b(?P<chapter_title>[^a-z.;]{0,160}))?\s*"
    r"(?P<part>Bagian\s+(?P<ordinal>Ke\w+|Pertama)\b(?P<part_title>[^.;:()]{0,160}?))?\s*"
    r"(?P<paragraph>Paragra\w\s+(?P<number>\d{1,2})\b(?P<paragraph_title>[^.;:()]{0,160}))?\s*\Z"
)
_CATCHWORD = re.compile(r"\s*(?:\bPasal\s+[\dI ]{1,5}|\b[\w.()]{1,20})?\s*(?:\.\s?\.\s?\.|…)[\s.]*\Z")
# A page's foot repeats on a line of its own the article that the next page begins with.
_FOOT = re.compile(r"\n[ \t]*#{0,6}[ \t]*Pas\S{1,3}[ \t]+[\dIlOT ]{1,5}[.… \t]*\n[^a-z]*\Z")
_BROKEN = re.compile(r"\n+[ \t]*#{1,6}[ \t]*(?=Pas)", re.MULTILINE)
_INNER = re.compile(r"\b(?:Bagian\s+(?:Ke\w+|Pertama)|Paragra\w\s+\d)\b")
# "6. Ketentuan Pasal 12 diubah sehingga berbunyi sebagai berikut:" belongs to the amending law, not to the article.
_INSTRUCTION = re.compile(
    r"(?:(?<=[.;:\"”])|(?<=\n))\s*"
    r"(?P<text>\d{1,3}\.\s+(?:Ketentuan|Di antara|Di dalam|Judul|Penjelasan|Setelah|Pasal|BAB|Bab)\b"
    r"[^\n]{0,900}?(?:berikut|dihapus|sebagaimana tercantum[^.]{0,80})\s*[.:]?"
    r"(?:\s*[“\"‘’]*\s*(?:BAB[^a-z]{0,80}|Pasal\s?\w{0,4})?[.…\s]*)?)\Z"
)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of the tree and the text under it."""

    level: int
    name: str
    unit: str | None
    text: str = ""


def body_tree(text: str, articles: Sequence[Article], start: int, end: int) -> tuple[Section, ...]:
    """The sections of a law's body, which stands from `start` to `end`."""
    places: list[tuple[int, Article | re.Match[str]]] = [(article.start, article) for article in articles]
    places += [(chapter.start(), chapter) for chapter in CHAPTER.finditer(text, start, end)]
    places.sort(key=lambda pair: pair[0])
    amending = any(article.number in OWN_ARTICLES for article in articles)
    headings: list[_Heading] = []
    for (_, place), following in zip_longest(places, places[1:]):
        stop = following[0] if following else end
        if isinstance(place, Article):
            headings += _article(place, text[place.body : stop], inner=amending and place.number not in OWN_ARTICLES)
        else:
            headings += _chapter(place["number"], text[place.start("title") : stop])
    return _nested(headings)


def explanation_tree(text: str, explained: Sequence[Article], start: int) -> tuple[Section, ...]:
    """The explanation, from `start` on: its general part and what it says of single articles."""
    if start >= len(text):
        return ()
    first = explained[0].start if explained else len(text)
    general = re.sub(r"^#{1,6}[ \t]*Penjelasan[ \t]*", "", text[start:first].strip()).strip()
    children = [Section(GENERAL, 3, general, unit=GENERAL)] if general else []
    for one, following in zip_longest(explained, explained[1:]):
        end = following.start if following else len(text)
        name = f"{EXPLANATION} Pasal {one.number}"
        children.append(Section(name, 3, _BROKEN.sub(" ", text[one.body : end]).strip(), unit=name))
    return (Section(EXPLANATION, CHAPTER_LEVEL, "", children=tuple(children)),)


def _article(article: Article, text: str, *, inner: bool) -> list[_Heading]:
    """An article, and behind it the headings and instructions that a scan left at its end."""
    text = _BROKEN.sub(" ", _FOOT.sub("", text)).strip()
    if text.startswith(("…", "...")):
        text = text.strip(".… \t\n")
    text, below = _split_tail(text)
    instruction = _INSTRUCTION.search(text) if inner else None
    if instruction:
        text = text[: instruction.start()].strip()
        below.insert(0, _Heading(ARTICLE_LEVEL + 1, INSTRUCTION, None, instruction["text"].strip()))
    name = f"Pasal {article.number}"
    return [_Heading(ARTICLE_LEVEL + 1 if inner else ARTICLE_LEVEL, name, name, text), *below]


def _split_tail(text: str) -> tuple[str, list[_Heading]]:
    """A text without the headings at its end, and those headings."""
    match = next((m for m in _TAIL.finditer(text) if m["chapter"] or m["part"] or m["paragraph"]), None)
    below: list[_Heading] = []
    if match is not None:
        text = text[: match.start()]
        if match["chapter"]:
            below += _chapter(match["roman"], match["chapter_title"])
        if match["part"]:
            below.append(_Heading(PART_LEVEL, f"Bagian {match['ordinal']} {match['part_title'].strip()}".strip(), None))
        if match["paragraph"]:
            name = f"Paragraf {match['number']} {match['paragraph_title'].strip()}".strip()
            below.append(_Heading(PARAGRAPH_LEVEL, name, None))
    return _CATCHWORD.sub("", text).strip(), below


def _chapter(number: str, rest: str) -> list[_Heading]:
    """A chapter's heading, with the part and paragraph that begin on the same line, and text that no article holds."""
    title, _, text = rest.partition("\n") if len(rest) > LONGEST_TITLE else (rest, "", "")
    name = " ".join(f"BAB {number} {title.replace('#', ' ')}".split())
    inner = _INNER.search(name)
    if inner is None:
        return [_Heading(CHAPTER_LEVEL, name, None, text.strip())]
    _, below = _split_tail(name[inner.start() :])
    return [_Heading(CHAPTER_LEVEL, name[: inner.start()].strip(), None, text.strip()), *below]


def _nested(headings: Sequence[_Heading]) -> tuple[Section, ...]:
    """Headings in reading order -> a tree by their levels."""
    tree: list[Section] = []
    position = 0
    while position < len(headings):
        head = headings[position]
        end = position + 1
        while end < len(headings) and headings[end].level > head.level:
            end += 1
        children = _nested(headings[position + 1 : end])
        tree.append(Section(head.name, head.level, head.text, unit=head.unit, children=children))
        position = end
    return tuple(tree)
