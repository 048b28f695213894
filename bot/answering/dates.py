"""Reads the day that a message names, in Indonesian or English: "3 Desember", "3/12", "kemarin", "last Monday"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "pebruari", "feb"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agust", "agt", "ags", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_WEEKDAYS = (
    ("senin", "monday"),
    ("selasa", "tuesday"),
    ("rabu", "wednesday"),
    ("kamis", "thursday"),
    ("jumat", "jum'at", "friday"),
    ("sabtu", "saturday"),
    ("minggu", "ahad", "sunday"),
)
_WEEKDAY_NUMBER = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_NUMBERS = {
    **dict.fromkeys(("se", "a", "an", "one", "satu"), 1),
    **dict.fromkeys(("dua", "two"), 2),
    **dict.fromkeys(("tiga", "three"), 3),
    **dict.fromkeys(("empat", "four"), 4),
    **dict.fromkeys(("lima", "five"), 5),
    **dict.fromkeys(("enam", "six"), 6),
    **dict.fromkeys(("tujuh", "seven"), 7),
}
_UNIT_DAYS = {"hari": 1, "day": 1, "minggu": 7, "pekan": 7, "week": 7, "bulan": 30, "month": 30}
_MONTH = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_WEEKDAY = "|".join(_WEEKDAY_NUMBER)
_NUMBER = "|".join(sorted((*_NUMBERS, r"\d{1,3}"), key=len, reverse=True))
_YEAR = r"(?:[\s,]+(?:tahun\s+)?(?P<year>(?:19|20)\d\d))?"
_ISO = re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_DAY_MONTH = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name>{_MONTH})\b\.?{_YEAR}")
_MONTH_DAY = re.compile(rf"\b(?P<name>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d){_YEAR}")
# With a slash the year may be missing; with a point or a hyphen it must stand, or "1.5 juta" would be a day in May.
_FIGURES = re.compile(r"(?<![\d/.,])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>(?:20)?\d\d))?(?![\d/])")
_POINTED = re.compile(
    r"(?<![\d/.,])(?P<day>\d{1,2})(?P<mark>[.-])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:20)?\d\d)(?![\d/.-])"
)
_AGO = re.compile(
    rf"\b(?P<count>{_NUMBER})\s*(?P<unit>hari|minggu|pekan|bulan|day|week|month)s?\s+(?:yang\s+)?(?:lalu|kemarin|ago|back)\b"
)
_LAST_UNIT = re.compile(r"\b(?:(?P<id>minggu|pekan|bulan)\s+(?:lalu|kemarin)|last\s+(?P<en>week|month))\b")
_LAST_WEEKDAY = re.compile(
    rf"\b(?:last\s+|hari\s+|on\s+)?(?P<name>{_WEEKDAY})(?:\s+(?:lalu|kemarin|yang lalu|tadi))?\b"
)
_DAY_ONLY = re.compile(
    r"\b(?:tanggal|tgl|on the)\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?![/.-]\d)"
    r"(?:\s+bulan\s+(?P<which>ini|lalu|kemarin))?"
)
_RELATIVE = (
    (re.compile(r"\b(?:kemarin (?:lusa|dulu)|lusa kemarin|(?:the )?day before yesterday)\b"), 2),
    (re.compile(r"\b(?:kemarin|semalam|tadi malam|yesterday|last night)\b"), 1),
    (
        re.compile(
            r"\b(?:hari ini|tadi(?: pagi| siang| sore)?|barusan|baru saja|(?:pagi|siang|sore) ini"
            r"|today|this (?:morning|afternoon)|just now)\b"
        ),
        0,
    ),
)


@dataclass(frozen=True, slots=True)
class MentionedDate:
    """A day that a message names; `year_assumed` when it left the year open, `rough` when only about that day."""

    day: date
    year_assumed: bool = False
    rough: bool = False


def mentioned_date(text: str, today: date) -> MentionedDate | None:
    """The first kind of date found, explicit before relative; never later than today unless its year is given."""
    lowered = text.lower().replace("’", "'")
    for read in _READERS:
        found = read(lowered, today)
        if found is not None:
            return found
    return None


def _explicit(text: str, today: date) -> MentionedDate | None:
    for pattern in (_ISO, _DAY_MONTH, _MONTH_DAY, _FIGURES, _POINTED):
        for found in pattern.finditer(text):
            groups = found.groupdict()
            month = _MONTH_NUMBER[groups["name"]] if groups.get("name") else int(groups["month"])
            year = int(groups["year"]) if groups["year"] else None
            made = _made(int(groups["day"]), month, year if year is None or year > 99 else 2000 + year, today)
            if made is not None:
                return made
    return None


def _made(day: int, month: int, year: int | None, today: date) -> MentionedDate | None:
    """A date; without a year the latest one that is not in the future."""
    for candidate in (year,) if year else (today.year, today.year - 1, today.year - 2, today.year - 3, today.year - 4):
        try:
            made = date(candidate, month, day)
        except ValueError:
            continue
        if year or made <= today:
            return MentionedDate(made, year_assumed=year is None)
    return None


def _ago(text: str, today: date) -> MentionedDate | None:
    found = _AGO.search(text)
    if found:
        count = _NUMBERS.get(found["count"]) or int(found["count"])
        days = count * _UNIT_DAYS[found["unit"]]
        return MentionedDate(today - timedelta(days=days), rough=found["unit"] not in ("hari", "day"))
    last = _LAST_UNIT.search(text)
    if last:
        return MentionedDate(today - timedelta(days=_UNIT_DAYS[last["id"] or last["en"]]), rough=True)
    return None


def _weekday(text: str, today: date) -> MentionedDate | None:
    for found in _LAST_WEEKDAY.finditer(text):
        bare = found[0] == found["name"]
        if found["name"] == "minggu" and bare:
            continue  # "minggu" alone is a week
        back = (today.weekday() - _WEEKDAY_NUMBER[found["name"]]) % 7
        return MentionedDate(today - timedelta(days=back or 7))
    return None


def _relative(text: str, today: date) -> MentionedDate | None:
    for pattern, days in _RELATIVE:
        if pattern.search(text):
            return MentionedDate(today - timedelta(days=days))
    return None


def _day_only(text: str, today: date) -> MentionedDate | None:
    """A day alone, "tanggal 3": of this month, or of the last one when that day is still to come."""
    found = _DAY_ONLY.search(text)
    if found is None:
        return None
    first = today.replace(day=1)
    previous = (first - timedelta(days=1)).replace(day=1)
    months = (previous,) if found["which"] in ("lalu", "kemarin") else (first, previous)
    for month in months:
        try:
            made = month.replace(day=int(found["day"]))
        except ValueError:
            continue
        if made <= today:
            return MentionedDate(made, year_assumed=True)
    return None


_READERS: tuple[Callable[[str, date], MentionedDate | None], ...] = (_explicit, _ago, _day_only, _weekday, _relative)
