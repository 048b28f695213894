"""Until when a gratification must be reported: working days counted from the day it was received.

Ten working days through the agency's UPG, thirty to KPK (UU 20/2001 Pasal 12C). Where anything is in doubt, the earlier
date: the day of receipt counts when it is a working day, holidays only estimated and unknown joint leave do not stop
the count, and of two years that a date can mean the past one is taken.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from bot.answering.dates import MentionedDate, mentioned_date

UPG_DAYS = 10
KPK_DAYS = 30
_NEARLY_A_YEAR = timedelta(days=270)
_SATURDAY = 5
_WESTERN_INDONESIA = ZoneInfo("Asia/Jakarta")
_ESTIMATED = "(estimated)"
_BY_THE_MOON = (
    "Eid al-",
    "Islamic New Year",
    "Prophet's Birthday",
    "Isra' and Mi'raj",
)  # settled by sighting, year by year


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that is no working day although it falls between Monday and Friday; `name` in Indonesian."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class _PublicHoliday:
    name: str
    by_the_moon: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that are not worked: public holidays, and the joint leave that an administrator entered.

    Holidays that follow the moon are only settled up to the year `settled_until`; later ones do not count.
    """

    joint_leave: frozenset[date] = frozenset()
    settled_until: int = date.max.year

    def holiday_on(self, day: date) -> Holiday | None:
        """The holiday on a day, if it is one for sure."""
        if day in self.joint_leave:
            return Holiday(day, "Cuti Bersama")
        public = _public_holidays(day.year).get(day)
        if public is None or (public.by_the_moon and day.year > self.settled_until):
            return None
        return Holiday(day, public.name)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a count of working days; `skipped` are the holidays on the way."""

    working_days: int
    last_day: date
    skipped: tuple[Holiday, ...]

    def has_passed(self, today: date) -> bool:
        """Whether it is too late."""
        return today > self.last_day


@dataclass(frozen=True, slots=True)
class ReportingDeadlines:
    """Both deadlines of one receipt, the earlier first, with what was assumed.

    `otherwise` are those for the day that is still to come, where the message named no year and that day is near.
    """

    received: MentionedDate
    first_counted: date
    upg: Deadline
    kpk: Deadline
    otherwise: ReportingDeadlines | None = None

    @property
    def in_order(self) -> tuple[Deadline, Deadline]:
        """The earlier deadline first."""
        return self.upg, self.kpk


def reporting_deadlines(text: str, today: date, joint_leave: Collection[date] = ()) -> ReportingDeadlines | None:
    """The deadlines for a receipt on the day a message names; None when it names none.

    :param today: the day the message came, at the asker's place.
    :param joint_leave: days of joint leave that an administrator entered.
    """
    received = mentioned_date(text, today)
    if received is None:
        return None
    calendar = Calendar(frozenset(joint_leave), settled_until=today.year)
    deadlines = deadlines_from(received, calendar)
    coming = _coming(received, today)
    return replace(deadlines, otherwise=deadlines_from(coming, calendar)) if coming else deadlines


def deadlines_from(received: MentionedDate, calendar: Calendar) -> ReportingDeadlines:
    """Both deadlines, counted from one day."""
    first = next_working_day(received.day, calendar)
    upg, kpk = (count_working_days(first, days, calendar) for days in (UPG_DAYS, KPK_DAYS))
    return ReportingDeadlines(received, first, upg, kpk)


def _coming(received: MentionedDate, today: date) -> MentionedDate | None:
    """The same day of the year when it lies ahead and near, so that it may be the one meant."""
    if not received.year_assumed or today - received.day < _NEARLY_A_YEAR:
        return None
    try:
        coming = received.day.replace(
            year=today.year if received.day.replace(year=today.year) > today else today.year + 1
        )
    except ValueError:  # 29 February
        return None
    return MentionedDate(coming, year_assumed=True)


def local_day(moment: datetime) -> date:
    """The day it is in western Indonesia at a moment."""
    return moment.astimezone(_WESTERN_INDONESIA).date()


def count_working_days(first: date, working_days: int, calendar: Calendar) -> Deadline:
    """The day that is the `working_days`-th working day when `first` is the first one, or the next after it."""
    day, counted = first, 0
    skipped: list[Holiday] = []
    while True:
        holiday = calendar.holiday_on(day)
        if day.weekday() < _SATURDAY and holiday is None:
            counted += 1
            if counted == working_days:
                return Deadline(working_days, day, tuple(skipped))
        elif holiday is not None and day.weekday() < _SATURDAY:
            skipped.append(holiday)
        day += timedelta(days=1)


def next_working_day(day: date, calendar: Calendar) -> date:
    """`day` itself when it is a working day, else the first after it."""
    return count_working_days(day, 1, calendar).last_day


@lru_cache(maxsize=16)
def _public_holidays(year: int) -> dict[date, _PublicHoliday]:
    english = holidays.country_holidays("ID", years=year, language="en_US")
    indonesian = holidays.country_holidays("ID", years=year, language="id")
    return {
        day: _PublicHoliday(indonesian[day], by_the_moon=any(sign in name for sign in _BY_THE_MOON))
        for day, name in english.items()
        if _ESTIMATED not in name
    }
