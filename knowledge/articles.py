"""Where the articles of a law begin: headings first, then what numbering demands and the text holds inside a sentence.

A scan writes "Pasa1 3", "Pasal 2 1" or "PasaJ22O"; each mark keeps all readings of its number, and numbering chooses. A
number that was not printed plainly is marked as repaired.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, zip_longest

Key = tuple[int, str]

_WORD = r"\b(?P<word>[Pp]as(?:[aep][.\-]?[lIJ\]17td]?|[ld])|PASAL)\s{0,2}"
_DIGITS = r"[\dlLIJOoTUSZ+]"
_NUMBER = (
    rf"(?P<number>{_DIGITS}{{1,4}}(?:[ ]{_DIGITS}{{1,2}}(?![\w]))*(?:E[lI1](?!\w)|[ ]?[A-Z](?![\w.]))?|[IVX]{{1,4}})"
)
_MARK = re.compile(rf"(?P<line>^[ \t]*(?P<hashes>\#{{1,6}})?[ \t]*)?{_WORD}{_NUMBER}(?P<rest>[ \t.…]*$)?", re.MULTILINE)
_ROMAN = re.compile(r"[IVX]{1,4}")
# After "### Pasal 2" the rest of a torn number can open the next line: "I 1 Pengembangan kompetensi …" is article 211.
_TORN = re.compile(rf"\s+(?P<rest>{_DIGITS}(?:[ ]{_DIGITS})?)[ ](?=[A-Z][a-z])")
_SCANNED = str.maketrans(
    {"l": "1", "L": "1", "I": "1", "J": "1", "O": "0", "o": "0", "T": "7", "U": "0", "S": "5", "Z": "2", "+": "4"}
)
_SCANNED_LETTERS = {"8": "B", "4": "A"}  # "458" for 45B, "474" for 47A; believed only where 45B is announced

_CITING = (
    r"(?:dalam|dimaksud|ketentuan|dan|atau|dengan|pada|sampai|huruf|angka|jo|oleh|dari|berdasarkan|kecuali|melanggar|"
    r"antara|menjadi|yakni|yaitu|penghasilan|ayat|menurut|serta|terhadap|atas|setelah|keseluruhan|sesuai|bunyi|judul|"
    r"sehingga|bahwa|rumusan)"
)
_CITED_BEFORE = re.compile(rf"\b{_CITING}\s*$", re.IGNORECASE)
_CITED_INLINE = re.compile(rf"(?:\b{_CITING}|\bpenjelasan|,)\s*$", re.IGNORECASE)
_ENDED_BEFORE = re.compile(
    r"(?:^|[.;:…\"”“’'\])}_\-–]|\b[A-Z]{3,}|[.;:]\s*\S{1,4}|(?:Bag\W?i?an|Paragra\w+|BAB)\s+\S[^.;:]{0,160})\s*[\"“”‘’']*\s*$"
)
_BEGINS = re.compile(r"[\s.…\"“”‘’'\-]*(?:[(\[{]\s?\S|[A-Z][\w’']|[A-Z]\s(?=[a-z])|[a-z0-9]{1,2}[.)]\s|$)")
_CITED_AFTER = re.compile(
    r"\s*(?:[A-Z]\s+(?:dengan|dan|yang)\b|(?:Undang-?\s?[Uu]ndang|Peraturan\s+\w+|Penetapan\s+\w+)\s+(?:Nomor|No\b|Dasar))"
)
_NUMBERED_PARAGRAPH = re.compile(r"\s*[(\[][1lI]\s?[)\]]")
_FIRST_PARAGRAPH = re.compile(r"\s*[(\[][1lI]\s?[)\]]\s+[A-Z][a-z]")

CATCHWORD = 60  # characters: an "article" shorter than this before the same number comes again is a page's catchword


@dataclass(frozen=True, slots=True)
class Reading:
    """One number that a mark can mean, and where it then ends; `plain` when it is printed so."""

    number: str
    end: int
    plain: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that may be an article's heading; `own_line` when it stands alone on its line or is marked as one.

    `begins` says that what follows looks like the beginning of a provision and what stands before does not cite it.
    """

    start: int
    readings: tuple[Reading, ...]
    own_line: bool
    begins: bool

    @property
    def raw(self) -> Reading:
        """The number as printed."""
        return self.readings[0]


@dataclass(frozen=True, slots=True)
class Article:
    """An article that was found: its number, and its text from `start` (the heading) and `body` (after it) on."""

    number: str
    start: int
    body: int
    own_line: bool
    repaired: bool
    printed: str


def key(number: str) -> Key:
    """Articles in order: 12, 12A, 12B, 13."""
    digits = re.match(r"\d+", number)
    return (int(digits[0]), number[digits.end() :]) if digits else (0, number)


def marks(text: str) -> list[Mark]:
    """All places where the word and a number stand, in reading order."""
    found = []
    for match in _MARK.finditer(text):
        heading = match["hashes"] is not None or (match["line"] is not None and match["rest"] is not None)
        readings = tuple(_readings(match, text, heading=heading))
        if readings:
            begins = _begins(
                text, match.start("word"), readings[-1].end if not heading else match.end(), heading=heading
            )
            found.append(Mark(match.start(), readings, heading, begins))
    return _without_catchwords(found, text)


def sequence(found: Sequence[Mark], *, announced: Collection[str] | None = None, tail: bool = True) -> list[Article]:
    """Choose the marks that make a law's articles: the heaviest rising row of headings, then what it lacks.

    :param announced: for an amending law, the articles that it says it changes or inserts; without it every number
        between the first and the last is demanded.
    :param tail: whether numbers right after the last heading are looked for too.
    """
    headings = [mark for mark in found if mark.own_line and mark.begins]
    row = _rising(headings, lambda mark, reading: 10.0 if reading.plain else 0.0, None)
    chosen: list[Article] = []
    for before, after in pairwise([None, *row, None]):
        if before is not None:
            chosen.append(before)
        if after is None and (not tail or before is None):
            continue
        low, high = (key(before.number) if before else (0, "")), (key(after.number) if after else None)
        demanded = _demanded(low, high, announced)
        start, end = (before.body if before else 0), (after.start if after else None)
        between = [mark for mark in found if mark.start >= start and (end is None or mark.start < end)]
        between = [mark for mark in between if mark.begins or (mark.own_line and after is not None)]
        chosen += _rising(between, _weight, demanded)
    return chosen


def _demanded(low: Key, high: Key | None, announced: Collection[str] | None) -> set[str]:
    if announced is not None:
        following = f"{low[0]}{chr(ord(low[1]) + 1)}" if low[1] else ""  # 45B after 45A, though nothing announces it
        announced = {*announced, following} - {""}
        return {number for number in announced if low < key(number) and (high is None or key(number) < high)}
    last = high[0] if high else low[0] + 4
    return {str(number) for number in range(low[0] + 1, last)}


def _weight(mark: Mark, reading: Reading) -> float:
    """How much a mark says that the demanded article begins there, rather than being spoken of."""
    if not mark.begins:
        return 1.0 if reading.plain else 0.0
    whole = 0.5 if reading.end == mark.readings[-1].end else 0.0
    return (5.0 if mark.own_line else 3.0) - (0.0 if reading.plain else 1.0) + whole


def _rising(
    found: Sequence[Mark], weight: Callable[[Mark, Reading], float], demanded: Collection[str] | None
) -> list[Article]:
    """The heaviest strictly rising row of readings; with `demanded` only those numbers count."""
    tails: list[tuple[Key, float, tuple[Mark, Reading], int | None]] = []
    best: list[tuple[Key, float, int]] = []  # rising keys with rising totals: (key, total, position in tails)
    for mark in found:
        additions = []
        for reading in mark.readings:
            gain = weight(mark, reading)
            if (
                gain <= 0
                or _ROMAN.fullmatch(reading.number)
                or (demanded is not None and reading.number not in demanded)
            ):
                continue
            place = bisect_left(best, (key(reading.number),)) - 1
            total = gain + (best[place][1] if place >= 0 else 0.0)
            additions.append((key(reading.number), total, (mark, reading), best[place][2] if place >= 0 else None))
        for addition in additions:
            tails.append(addition)
            _enter(best, (addition[0], addition[1], len(tails) - 1))
    row: list[Article] = []
    position = best[-1][2] if best else None
    while position is not None:
        _, _, (mark, reading), position = tails[position]
        row.append(_article(mark, reading))
    return row[::-1]


def _enter(best: list[tuple[Key, float, int]], entry: tuple[Key, float, int]) -> None:
    """Keep the front of keys and totals; of equals the earlier stays."""
    place = bisect_left(best, (entry[0],))
    if place < len(best) and best[place][0] == entry[0]:
        if best[place][1] >= entry[1]:
            return
        del best[place]
    if place > 0 and best[place - 1][1] >= entry[1]:
        return
    best.insert(place, entry)
    while place + 1 < len(best) and best[place + 1][1] <= entry[1]:
        del best[place + 1]


def article_of(mark: Mark) -> Article:
    """The article of a mark as it is printed."""
    return _article(mark, mark.raw)


def _article(mark: Mark, reading: Reading) -> Article:
    return Article(reading.number, mark.start, reading.end, mark.own_line, not reading.plain, mark.raw.number)


def _readings(match: re.Match[str], text: str, *, heading: bool) -> Iterator[Reading]:
    raw, start = match["number"], match.start("number")
    plain_word = match["word"] in ("Pasal", "PASAL")
    if _ROMAN.fullmatch(raw):
        yield Reading(raw, match.end("number"), plain_word)
    pieces = list(re.finditer(r"\S+", raw))
    torn = _TORN.match(text, match.end()) if heading else None
    joined = ""
    for number, piece in enumerate(pieces):
        joined += piece[0]
        for value in _numbers(joined):
            plain = plain_word and value == joined and (number == 0 or not piece[0].isdigit())
            yield Reading(value, start + piece.end(), plain)
    if torn and joined.isdigit():
        for value in _numbers(joined + torn["rest"].replace(" ", "")):
            yield Reading(value, torn.end("rest"), plain=False)


@cache
def _numbers(joined: str) -> tuple[str, ...]:
    """What a printed number can be, the plain reading first: "2T" is 2T or 27, "7OA" 70A, "458" 458 or 45B."""
    found = []
    if re.fullmatch(r"[1-9]\d{0,2}[A-Z]?", joined):
        found.append(joined)
    joined = re.sub(r"E[lI1]$", "B", joined)
    body, letter = (joined[:-1], joined[-1]) if re.fullmatch(r".+[A-Z]", joined) else (joined, "")
    for digits, suffix in ((body, letter), (joined, "")):
        value = digits.translate(_SCANNED)
        if re.fullmatch(r"[1-9]\d{0,2}", value):
            found.append(value + suffix)
    if re.fullmatch(r"\d{2,3}", joined) and joined[-1] in _SCANNED_LETTERS:
        found.append(joined[:-1] + _SCANNED_LETTERS[joined[-1]])
    return tuple(dict.fromkeys(found))


def _begins(text: str, start: int, end: int, *, heading: bool) -> bool:
    """Whether a provision can begin here: nothing before cites the article, and a beginning follows."""
    before = text[max(0, start - 200) : start].rstrip("# \t\n")
    after = text[end : end + 80]
    if _FIRST_PARAGRAPH.match(after) or (heading and _TORN.match(after)):
        return True  # "Pasal 17 (1) Dalam hal …" is never cited so, however the column before it was torn
    cited = _CITED_BEFORE if heading else _CITED_INLINE
    if cited.search(before) or _CITED_AFTER.match(after):
        return False
    if not _BEGINS.match(after):
        return False
    return heading or _ENDED_BEFORE.search(before) is not None or _NUMBERED_PARAGRAPH.match(after) is not None


def _without_catchwords(found: list[Mark], text: str) -> list[Mark]:
    """Drop the number that a page's foot repeats before the next page begins with it."""
    kept: list[Mark] = []
    for mark, following in zip_longest(found, found[1:]):
        if following is not None and following.begins and following.start - mark.raw.end < CATCHWORD:
            shared = {r.number for r in mark.readings} & {r.number for r in following.readings}
            junk = text[mark.raw.end : following.start]
            if shared and not re.search(r"[a-z]{4,}\s+[a-z]{4,}", junk):
                kept.append(replace(mark, begins=False))
                continue
        kept.append(mark)
    return kept
