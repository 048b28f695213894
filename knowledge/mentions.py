"""The parts of a reference as they stand in a text: a regulation here, an article there, a paragraph behind it.

Reading goes from the surest pattern to the loosest; what one has read is masked for the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from knowledge.lexicon import ALSO, COUNTED, Lexicon, lexicon, pattern
from knowledge.regulations import Nomenclature, Regulation, Standard

MASK = "\x00"

_ARTICLE_NUMBER = (
    r"(?:(?P<number>\d{1,3})(?:(?P<letter>[a-z])\b|\s(?P<spaced>[a-z])(?![\w'’]|[./]\s?d\b)|(?![\da-z]))"
    r"|(?P<roman>[ivx]+)\b)"
)
_JOINER = r"\s*(?:,|/|&|dan\b|and\b|atau\b|or\b|serta\b|,\s*(?:dan|and)\b)\s*"
_RANGE = r"\s*(?:-|–|s\.?\s?/?d\.?|sampai(?:\s+dengan)?|hingga|to)\s*"
_CLAUSE_NUMBER = r"(?P<clause>\d{1,2}(?:\.\d{1,2}){0,3})(?![\d.]*\d)"

LONGEST_RANGE = 30  # "Pasal 10-19" means each of them; a longer range is a chapter, not a list of articles


class Part(Enum):
    """Which part of a reference a mention is."""

    REGULATION = auto()
    STANDARD = auto()
    EXPLANATION = auto()
    ARTICLE = auto()
    CLAUSE = auto()
    PARAGRAPH = auto()
    LETTER = auto()
    ITEM = auto()
    NUMBER = auto()  # "12B", "8.4": means something only beside a law, a standard or in a conversation about one


@dataclass(frozen=True, slots=True)
class Mention:
    """One part of a reference.

    `unsure` marks an article read from "12 b", which can also mean letter b of article 12. `beside` marks names that
    count only beside an article or clause; `popular` marks laws that were named, not numbered.
    """

    part: Part
    start: int
    end: int
    value: str | Regulation | Standard
    unsure: bool = False
    beside: bool = False
    popular: bool = False


_EXPLANATION = pattern(r"\bpenjelasan(?:\s+(?:atas|dari))?(?=\s+(?:pasal|psl|ps)\b)")
_CLAUSE = pattern(
    rf"\b(?:(?:sub[\s-]?)?(?:klausula|klausul|klausa|clauses?)\b\.?\s*{_CLAUSE_NUMBER}"
    r"|(?:pasal|section|cl|kl)\b\.?\s*(?P<dotted>\d{1,2}(?:\.\d{1,2})+)(?![\d.]*\d)"
    r"|(?:klausul\s+|clause\s+)?(?:annex|lampiran)\s+(?P<annex>[a-f](?:\.\d{1,2})*)(?![\w.]*\w))"
)
_ARTICLE = pattern(rf"\b(?P<word>pasal2|pasal|pasl|psl|ps|articles?|arts?)(?![a-z])\.?\s*{_ARTICLE_NUMBER}")
_MORE_ARTICLES = pattern(
    rf"(?:(?P<range>{_RANGE})|{_JOINER})(?:pasal\s*)?{_ARTICLE_NUMBER}{COUNTED}(?!\s*(?:\.\s*\d|/\s*\d{{4}}))(?!\))"
)
_PARAGRAPH = pattern(r"(?:\b(?:ayat|ay|paragraph|para)\b\.?\s*\(?|\()\s*(\d{1,2}[a-z]?)\b\s*\)?")
_MORE_CLAUSES = pattern(rf"{_JOINER}{_CLAUSE_NUMBER}{COUNTED}")
_MORE_LETTERS = pattern(rf"{_JOINER}([a-z])(?![\w'’.)])")
_MORE_ITEMS = pattern(rf"{_JOINER}(\d{{1,3}})(?![\w.,/)-]){COUNTED}")
_LETTER = pattern(r"\b(?:huruf|hrf|letter)\b\.?\s*\(?([a-z]{1,2})\b\)?")
_ITEM = pattern(r"\b(?:angka|butir|item)\b\.?\s*\(?(\d{1,3})\b\)?")
_EDITION = pattern(r"\b(?:edisi|versi|edition|version)\s+(?:tahun\s+)?((?:19|20)\d\d)\b")
_DOTTED = pattern(r"(?<![\d.])\d{1,2}(?:\.\d{1,2}){1,3}(?![\d.]*\d)")
_BARE = pattern(
    rf"(?<![\w.,/:-])(?P<number>\d{{1,3}})(?:(?P<letter>[a-z])|\s(?P<spaced>[a-z])|)(?![\w'’%]|[.,/:-]\d){COUNTED}"
)


def mentions(text: str, names: Nomenclature) -> list[Mention]:
    """All parts of references in a text, in reading order."""
    words = lexicon(names)
    found: list[Mention] = []
    for read in (_regulations, _standards, _nicknames, _articles, _details, _numbers):
        for mention in read(text, words):
            found.append(mention)
            text = text[: mention.start] + MASK * (mention.end - mention.start) + text[mention.end :]
    return sorted(found, key=lambda mention: mention.start)


def _regulations(text: str, words: Lexicon) -> Iterator[Mention]:
    lowered = text.lower()
    for word, spelling, regulation in words.names:
        for match in spelling.finditer(text) if word in lowered else ():
            number, year = match["number"], match["year"]
            if number and year:  # "UU Tipikor No. 31 Tahun 1999": the number is surer than the name
                numbered = Regulation(regulation.type, _plain(number), int(year))
                yield Mention(Part.REGULATION, *match.span(), numbered)
            else:
                yield Mention(Part.REGULATION, *match.span(), regulation, popular=True)
            text = _masked(text, match)
    if not any(character.isdigit() for character in text):
        return
    for match in (found for spelling in words.regulations for found in spelling.finditer(text)):
        named = _regulation(match, words)
        if named is None:
            continue
        yield Mention(Part.REGULATION, *match.span(), named)
        end = match.end()
        while more := ALSO.match(text, end):
            further = Regulation(named.type, _plain(more["number"]), int(more["year"]))
            yield Mention(Part.REGULATION, more.start("number"), more.end(), further)
            end = more.end()


def _nicknames(text: str, words: Lexicon) -> Iterator[Mention]:
    for spelling, owner in words.nicknames:
        part = Part.REGULATION if isinstance(owner, Regulation) else Part.STANDARD
        for match in spelling.finditer(text):
            yield Mention(part, *match.span(), owner, beside=True)


def _regulation(match: re.Match[str], words: Lexicon) -> Regulation | None:
    digits = match["year"] or match["full"]
    year = _full_year(digits) if digits else None
    if match["generic"]:
        name = " ".join(word.capitalize() for word in match["generic"].split())
        return Regulation(name.replace("Peraturan Menteri", "Permen"), _plain(match["number"]), year) if year else None
    group = next(name for name, value in match.groupdict().items() if value and re.fullmatch(r"t\d+_\d+", name))
    row = words.types[int(group.split("_")[1])]
    if year is None and match[group].lower() in {"law", "act"}:  # English words first of all
        return None
    series = re.sub(r"\s", "", match["series"]).upper() if row.series else ""
    place = _place(match["place"]) if row.regional else None
    return Regulation(row.type, _plain(match["number"]) + series, year, place)


def _standards(text: str, words: Lexicon) -> Iterator[Mention]:
    apart = {int(year) for year in _EDITION.findall(text)}
    for match in words.standard.finditer(text):
        name = f"ISO {match['name']}" if match["name"] else words.bare_standards[match["bare"]]
        edition = int(match["edition"]) if match["edition"] else next(iter(apart)) if len(apart) == 1 else None
        yield Mention(Part.STANDARD, *match.span(), Standard(name, edition))


def _articles(text: str, _: Lexicon) -> Iterator[Mention]:
    for match in _EXPLANATION.finditer(text):
        yield Mention(Part.EXPLANATION, *match.span(), match[0])
    clauses = list(_CLAUSE.finditer(text))
    for match in clauses:
        number = match["clause"] or match["dotted"] or match["annex"].upper()
        yield Mention(Part.CLAUSE, *match.span(), number)
        end = match.end()
        while more := _MORE_CLAUSES.match(text, end):
            yield Mention(Part.CLAUSE, more.start("clause"), more.end(), more["clause"])
            end = more.end()
    taken = {match.start() for match in clauses}
    for match in _ARTICLE.finditer(text):
        if match.start() in taken:
            continue
        article, unsure = _article(match, english=match["word"].lower().startswith("art"))
        end = match.end() if article[-1].isalpha() or not match["spaced"] else match.end("number")
        yield Mention(Part.ARTICLE, match.start(), end, article, unsure)
        yield from _further_articles(text, end, article)


def _further_articles(text: str, end: int, previous: str) -> Iterator[Mention]:
    while more := _MORE_ARTICLES.match(text, end):
        article, unsure = _article(more)
        if (
            more["range"]
            and previous.isdigit()
            and article.isdigit()
            and 0 < int(article) - int(previous) <= LONGEST_RANGE
        ):
            for between in range(int(previous) + 1, int(article)):
                yield Mention(Part.ARTICLE, end, end, str(between))
        yield Mention(Part.ARTICLE, end, more.end(), article, unsure)
        end, previous = more.end(), article


def _article(match: re.Match[str], *, english: bool = False) -> tuple[str, bool]:
    """The article's number, and whether its letter stood apart."""
    if match["roman"]:
        return match["roman"].upper(), False
    number = _plain(match["number"])
    if match["letter"]:
        return number + match["letter"].upper(), False
    if match["spaced"] and not (english and match["spaced"] in "ai"):
        return number + match["spaced"].upper(), True
    return number, False


def _details(text: str, _: Lexicon) -> Iterator[Mention]:
    for match in _PARAGRAPH.finditer(text):
        yield Mention(Part.PARAGRAPH, *match.span(), match[1].lower(), unsure=match[0].startswith("("))
    for part, first, further in ((Part.LETTER, _LETTER, _MORE_LETTERS), (Part.ITEM, _ITEM, _MORE_ITEMS)):
        for match in first.finditer(text):
            yield Mention(part, *match.span(), match[1].lower())
            end = match.end()
            while more := further.match(text, end):
                yield Mention(part, more.start(1), more.end(), more[1].lower())
                end = more.end()


def _numbers(text: str, _: Lexicon) -> Iterator[Mention]:
    for match in _DOTTED.finditer(text):
        yield Mention(Part.NUMBER, *match.span(), match[0])
    for match in _BARE.finditer(text):
        number = _plain(match["number"]) + (match["letter"] or match["spaced"] or "").upper()
        yield Mention(Part.NUMBER, *match.span(), number, unsure=match["spaced"] is not None)


def _masked(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + MASK * len(match[0]) + text[match.end() :]


def _plain(number: str) -> str:
    return number.lstrip("0") or "0"


def _full_year(digits: str) -> int:
    """Two digits mean the years since independence: 45-99 the last century, others this one."""
    year = int(digits)
    if year > 99:
        return year
    return 1900 + year if year >= 45 else 2000 + year


def _place(text: str) -> str | None:
    words = ["Kabupaten" if word.rstrip(".") == "kab" else word for word in text.lower().split()]
    return " ".join(word.capitalize() for word in words) or None
