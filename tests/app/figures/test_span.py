"""Which time is looked at, and the one before it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.figures.span import Days, Time, days_of

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ("2026-07-01", "2026-09-30", ("2026-04-01", "2026-06-30")),
        ("2026-01-01", "2026-12-31", ("2025-01-01", "2025-12-31")),
        ("2024-02-01", "2024-02-29", ("2024-01-01", "2024-01-31")),
        ("2026-10-01", "2026-11-23", ("2026-08-08", "2026-09-30")),
        ("2026-03-02", "2026-03-02", ("2026-03-01", "2026-03-01")),
        ("2026-01-01", "2026-11-23", ("2025-01-01", "2025-11-23")),
        ("2026-01-01", "2026-06-30", ("2025-01-01", "2025-06-30")),
        ("2026-01-01", "2026-02-15", ("2025-01-01", "2025-02-15")),
        ("2028-01-01", "2028-02-29", ("2027-11-01", "2027-12-31")),
        ("2026-01-01", "2026-03-31", ("2025-10-01", "2025-12-31")),
    ],
)
def test_the_time_before(first: str, last: str, before: tuple[str, str]) -> None:
    days = Days(date.fromisoformat(first), date.fromisoformat(last)).before()
    assert (days.first.isoformat(), days.last.isoformat()) == before


@given(DAYS, st.integers(0, 800))
def test_the_time_before_is_before_it_and_its_months_are_all(first: date, more: int) -> None:
    days = Days(first, first + timedelta(days=more))
    months = list(days.months())
    assert months[0] <= first
    assert all(month.day == 1 for month in months)
    assert {(day.year, day.month) for day in (days.first, days.last)} <= {(m.year, m.month) for m in months}
    before = days.before()
    assert before.first <= before.last < first
    if days.whole_months:
        assert before.whole_months == days.whole_months
    if (before.first.month, before.first.day) == (first.month, first.day) == (1, 1):
        assert before.first.year == first.year - 1
        return
    assert before.last == first - timedelta(days=1)
    if not days.whole_months:
        assert before.last - before.first == days.last - days.first


@given(DAYS)
def test_the_times_that_are_asked_for(today: date) -> None:
    quarter, last = days_of(Time.QUARTER, today), days_of(Time.LAST_QUARTER, today)
    assert quarter.last == today
    assert (last.whole_months, last.last) == (3, quarter.first - timedelta(days=1))
    year, before = days_of(Time.YEAR, today), days_of(Time.LAST_YEAR, today)
    assert (year.first.month, year.first.day, year.last) == (1, 1, today)
    assert (before.whole_months, before.last) == (12, year.first - timedelta(days=1))


def test_days_in_short() -> None:
    assert Days(date(2026, 7, 1), date(2026, 9, 30)).short() == "1 Jul to 30 Sep 2026"
    assert Days(date(2025, 12, 1), date(2026, 1, 31)).short() == "1 Dec 2025 to 31 Jan 2026"
