"""Dates in messages, and working days counted from them; in doubt, the earlier day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.dates import mentioned_date
from bot.answering.deadlines import (
    KPK_DAYS,
    UPG_DAYS,
    Calendar,
    count_working_days,
    local_day,
    next_working_day,
    reporting_deadlines,
)

TODAY = date(2026, 11, 22)  # a Sunday
USUAL = Calendar()
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2028, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Saya terima parsel tanggal 3 Desember 2025", date(2025, 12, 3)),
        ("parsel tanggal 3 November, kapan lapor?", date(2026, 11, 3)),
        ("tgl 3 Des", date(2025, 12, 3)),
        ("diterima 3/11", date(2026, 11, 3)),
        ("diterima 03-11-2026", date(2026, 11, 3)),
        ("received on 2026-11-03", date(2026, 11, 3)),
        ("on November 3rd, 2026", date(2026, 11, 3)),
        ("the 3rd of November", date(2026, 11, 3)),
        ("saya terima tanggal 5", date(2026, 11, 5)),
        ("saya terima tanggal 25", date(2026, 10, 25)),
        ("kemarin saya dapat kue", date(2026, 11, 21)),
        ("semalam ada yang antar", date(2026, 11, 21)),
        ("tadi pagi dapat hampers", date(2026, 11, 22)),
        ("kemarin lusa", date(2026, 11, 20)),
        ("tiga hari yang lalu", date(2026, 11, 19)),
        ("seminggu lalu", date(2026, 11, 15)),
        ("Senin lalu", date(2026, 11, 16)),
        ("I got it last Friday", date(2026, 11, 20)),
        ("two weeks ago", date(2026, 11, 8)),
    ],
)
def test_days_in_messages(text: str, day: date) -> None:
    found = mentioned_date(text, TODAY)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "text",
    ["paling lambat 30 hari kerja?", "nilainya 1.5 juta", "UU 20/2001", "pasal 12", "minggu ini 31 Februari", ""],
)
def test_what_is_no_day(text: str) -> None:
    assert mentioned_date(text, TODAY) is None


def test_a_day_without_a_year_is_the_past_one_and_says_so() -> None:
    found = mentioned_date("tanggal 3 Desember", TODAY)
    assert found is not None
    assert (found.day, found.year_assumed) == (date(2025, 12, 3), True)


def test_both_deadlines_the_earlier_first_and_the_other_year_too() -> None:
    deadlines = reporting_deadlines("Saya terima parsel tanggal 3 Desember, paling lambat lapor kapan?", TODAY)
    assert deadlines is not None
    assert [deadline.working_days for deadline in deadlines.in_order] == [UPG_DAYS, KPK_DAYS]
    assert deadlines.upg.last_day == date(2025, 12, 16)
    assert deadlines.kpk.last_day == date(2026, 1, 15)
    assert [holiday.day for holiday in deadlines.kpk.skipped] == [date(2025, 12, 25), date(2026, 1, 1)]
    assert deadlines.otherwise is not None
    assert deadlines.otherwise.received.day == date(2026, 12, 3)


def test_no_day_no_deadline() -> None:
    assert reporting_deadlines("paling lambat lapor kapan?", TODAY) is None


def test_the_day_of_receipt_counts_when_it_is_a_working_day() -> None:
    assert count_working_days(date(2026, 11, 2), 1, USUAL).last_day == date(2026, 11, 2)
    assert next_working_day(date(2026, 11, 1), USUAL) == date(2026, 11, 2)


def test_joint_leave_counts_as_work_unless_it_was_entered() -> None:
    leave = date(2026, 11, 6)
    assert count_working_days(date(2026, 11, 2), 5, USUAL).last_day == leave
    assert count_working_days(date(2026, 11, 2), 5, Calendar(frozenset({leave}))).last_day == date(2026, 11, 9)


def test_a_holiday_by_the_moon_stops_the_count_only_in_years_that_are_settled() -> None:
    settled = Calendar(settled_until=2026)
    assert settled.holiday_on(date(2026, 12, 25)) is not None
    assert settled.holiday_on(date(2026, 8, 25)) is not None  # Maulid, this year
    assert settled.holiday_on(date(2027, 1, 1)) is not None
    assert settled.holiday_on(date(2027, 1, 5)) is None  # Isra Mikraj, next year
    assert Calendar().holiday_on(date(2027, 1, 5)) is not None


@given(DAYS, st.integers(1, 60))
@settings(deadline=None)
def test_a_count_ends_on_a_working_day_and_holds_that_many(first: date, working_days: int) -> None:
    deadline = count_working_days(first, working_days, USUAL)
    days = [first + timedelta(days=n) for n in range((deadline.last_day - first).days + 1)]
    worked = [day for day in days if day.weekday() < 5 and USUAL.holiday_on(day) is None]
    assert len(worked) == working_days
    assert worked[-1] == deadline.last_day


@given(DAYS, st.integers(1, 60))
@settings(deadline=None)
def test_a_later_receipt_never_has_an_earlier_deadline(first: date, working_days: int) -> None:
    later = first + timedelta(days=1)
    earlier = count_working_days(first, working_days, USUAL).last_day
    assert earlier <= count_working_days(later, working_days, USUAL).last_day


@given(st.text(max_size=120), DAYS)
@settings(deadline=None)
def test_any_text_is_read_and_no_year_left_open_lies_ahead(text: str, today: date) -> None:
    found = mentioned_date(text, today)
    assert found is None or not found.year_assumed or found.day <= today


def test_the_day_is_the_one_in_western_indonesia() -> None:
    assert local_day(datetime(2026, 11, 22, 18, tzinfo=UTC)) == date(2026, 11, 23)
