"""Days, moments and spans as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.language import speaking
from app.kernel.said import say_date, say_day, say_days, say_late, say_long, say_moment, say_span
from app.languages.offered import catalogue_of

MONDAY = date(2026, 11, 23)
PACIFIC = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 23, 15, 30, tzinfo=PACIFIC)


def test_days_and_moments_as_people_read_them() -> None:
    assert say_day(MONDAY, MONDAY) == "Mon 23 Nov"
    assert say_day(date(2027, 1, 4), MONDAY) == "Mon 4 Jan 2027"
    assert say_moment(datetime(2026, 11, 25, 10, tzinfo=PACIFIC), NOW) == "Wed 25 Nov, 10:00"
    assert say_moment(NOW, NOW, near=True) == "today 15:30"
    assert say_long(date(2026, 12, 4)) == "Friday 4 December"
    assert say_date(MONDAY) == "23 November 2026"


@pytest.mark.parametrize(
    ("code", "week", "over_months"),
    [
        ("en-GB", "22 – 28 November 2026", "29 Nov – 5 Dec 2026"),
        ("en-US", "November 22 – 28, 2026", "Nov 29 – Dec 5, 2026"),
        ("de", "22. – 28. November 2026", "29.11. – 05.12.2026"),
        ("es", "22 – 28 de noviembre de 2026", "29 nov – 5 dic 2026"),
    ],
)
def test_a_week_is_said_in_the_order_of_its_language(code: str, week: str, over_months: str) -> None:
    with speaking(catalogue_of(code)):
        assert say_days(date(2026, 11, 22), date(2026, 11, 28)) == week
        assert say_days(date(2026, 11, 29), date(2026, 12, 5)) == over_months


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (-3.5, "3 h late"),
        (-26, "1 day late"),
        (-50, "2 days late"),
        (21.2, "21 h left"),
        (0.5, "30 min left"),
        (0, "0 min left"),
    ],
)
def test_how_late_a_moment_is(hours: float, said: str) -> None:
    assert say_late(NOW + timedelta(hours=hours), NOW) == said


@pytest.mark.parametrize(
    ("days_off", "said"),
    [(-1, "1 day late"), (-3, "3 days late"), (0, "today"), (1, "tomorrow"), (2, "2 days left")],
)
def test_how_late_a_day_is(days_off: int, said: str) -> None:
    assert say_late(MONDAY + timedelta(days=days_off), NOW) == said
    assert say_late(MONDAY + timedelta(days=days_off), MONDAY) == said


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (datetime(2026, 11, 20, 17, 40, tzinfo=PACIFIC), "3 days late"),
        (datetime(2026, 11, 21, tzinfo=PACIFIC), "3 days late"),  # the end of Friday
        (datetime(2026, 11, 22, 15, 30, tzinfo=PACIFIC), "1 day late"),
        (datetime(2026, 11, 22, 15, 31, tzinfo=PACIFIC), "23 h late"),
        (datetime(2026, 11, 25, 9, tzinfo=PACIFIC), "2 days left"),
    ],
)
def test_days_late_are_those_of_the_calendar_as_for_a_day(due: datetime, said: str) -> None:
    assert say_late(due, NOW) == said
    assert say_late(due.astimezone(UTC), NOW) == said
    friday = NOW.date() - timedelta(days=3)
    assert say_late(friday, NOW) == "3 days late"


def test_lateness_counts_real_hours_over_a_change_of_the_clocks() -> None:
    due = datetime(2026, 10, 31, 20, tzinfo=PACIFIC)
    assert say_late(due, datetime(2026, 11, 1, 18, 30, tzinfo=PACIFIC)) == "23 h late"


def test_a_moment_is_not_late_by_a_day() -> None:
    with pytest.raises(TypeError):
        say_late(NOW, MONDAY)


@given(st.timedeltas(timedelta(0), timedelta(days=9999)))
def test_a_span_loses_its_sign_and_never_reads_longer_than_it_is(span: timedelta) -> None:
    number, unit = say_span(span).split()
    seconds = {"min": 60, "h": 3600, "day": 86400, "days": 86400}[unit] * int(number)
    assert seconds <= span.total_seconds() < seconds + {"min": 60, "h": 3600}.get(unit, 86400)
    assert say_span(-span) == say_span(span)
