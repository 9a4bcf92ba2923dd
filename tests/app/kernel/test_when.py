"""Dates and moments, typed and read."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.kernel.when import (
    Look,
    Order,
    add_months,
    parse_day,
    parse_moment,
    parse_time,
    say_date,
    say_day,
    say_late,
    say_long,
    say_moment,
    say_span,
)

MONDAY = date(2026, 11, 23)
PACIFIC = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 23, 15, 30, tzinfo=PACIFIC)

days = st.dates(date(1990, 1, 1), date(2150, 12, 31))
looks: st.SearchStrategy[Look] = st.sampled_from(["ahead", "back"])


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", date(2026, 11, 23)),
        ("Tomorrow", date(2026, 11, 24)),
        ("yesterday", date(2026, 11, 22)),
        ("day after tomorrow", date(2026, 11, 25)),
        ("tue", date(2026, 11, 24)),
        ("Mon", date(2026, 11, 30)),
        ("Friday", date(2026, 11, 27)),
        ("by Friday", date(2026, 11, 27)),
        ("next Tue", date(2026, 12, 1)),
        ("this Sunday", date(2026, 11, 29)),
        ("last fri", date(2026, 11, 20)),
        ("last Monday", date(2026, 11, 16)),
        ("Fri week", date(2026, 12, 4)),
        ("in 3 days", date(2026, 11, 26)),
        ("in 2 weeks", date(2026, 12, 7)),
        ("in a fortnight", date(2026, 12, 7)),
        ("two weeks from today", date(2026, 12, 7)),
        ("+3d", date(2026, 11, 26)),
        ("-1w", date(2026, 11, 16)),
        ("3 weeks ago", date(2026, 11, 2)),
        ("in 3 months", date(2027, 2, 23)),
        ("in a year", date(2027, 11, 23)),
        ("next week", date(2026, 11, 30)),
        ("end of week", date(2026, 11, 27)),
        ("next month", date(2026, 12, 1)),
        ("end of month", date(2026, 11, 30)),
        ("end of the year", date(2026, 12, 31)),
        ("15 Dec", date(2026, 12, 15)),
        ("15th of December", date(2026, 12, 15)),
        ("Dec 15th", date(2026, 12, 15)),
        ("December 15, 2027", date(2027, 12, 15)),
        ("the 15th", date(2026, 12, 15)),
        ("15 nov", date(2027, 11, 15)),
        ("29 Feb", date(2028, 2, 29)),
        ("2026-12-15", date(2026, 12, 15)),
        ("1 Feb 2027", date(2027, 2, 1)),
        ("3-Dec-26", date(2026, 12, 3)),
        ("Mon, 4 Jan 2027", date(2027, 1, 4)),
        ("Thu 19 Nov", date(2026, 11, 19)),
        ("15/12", date(2026, 12, 15)),
        ("12/15", date(2026, 12, 15)),
        ("3.12.", date(2026, 12, 3)),
        ("31/12/1968", date(1968, 12, 31)),
        ("31/12/99", date(1999, 12, 31)),
    ],
)
def test_days_as_people_type_them_on_a_monday(words: str, day: date) -> None:
    assert parse_day(words, MONDAY) == day


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "soon",
        "by",
        "next",
        "in 3",
        "31 Apr",
        "30/2",
        "13/13",
        "0 Dec",
        "Sat 23 Nov",
        "Tue Wed",
        "2026-13-01",
        "9999-12-32",
        "12 Dec 1530",
        "5 working days",
        "in 99999 days",
        "in 9999 years",
        "in 3 days ago",
        "-3 days ago",
    ],
)
def test_what_names_no_day_is_not_guessed(words: str) -> None:
    assert parse_day(words, MONDAY) is None


def test_the_firms_order_decides_only_what_is_open() -> None:
    assert parse_day("3/4/2027", MONDAY, order="dmy") == date(2027, 4, 3)
    assert parse_day("3/4/2027", MONDAY, order="mdy") == date(2027, 3, 4)


def test_looking_back_finds_the_latest() -> None:
    assert parse_day("Fri", MONDAY, look="back") == date(2026, 11, 20)
    assert parse_day("Mon", MONDAY, look="back") == MONDAY
    assert parse_day("15 Dec", MONDAY, look="back") == date(2025, 12, 15)
    assert parse_day("29 Feb", MONDAY, look="back") == date(2024, 2, 29)


def test_working_days_need_the_firms_calendar() -> None:
    def add(day: date, count: int) -> date:
        return day + timedelta(days=count + 2)

    assert parse_day("in 5 working days", MONDAY, add_working_days=add) == date(2026, 11, 30)
    assert parse_day("5 business days", MONDAY, add_working_days=add) == date(2026, 11, 30)


@given(days, days, st.sampled_from(["dmy", "mdy"]), looks)
@example(date(2027, 1, 1), date(2026, 12, 31), "dmy", "ahead")
@example(date(2028, 2, 29), date(2028, 3, 1), "mdy", "ahead")
def test_a_day_that_was_said_is_understood(day: date, today: date, order: Order, look: Look) -> None:
    for said in (say_day(day, today), say_long(day, today), say_date(day), day.isoformat()):
        assert parse_day(said, today, order=order, look=look) == day


@given(st.integers(-1, 1), days)
def test_near_days_are_said_as_such_and_understood(distance: int, today: date) -> None:
    day = today + timedelta(days=distance)
    said = say_day(day, today, near=True)
    assert said == ("yesterday", "today", "tomorrow")[distance + 1]
    assert parse_day(said, today) == day


@given(st.sampled_from(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]), days)
def test_a_weekday_is_ahead_within_a_week_and_next_is_in_the_next_week(name: str, today: date) -> None:
    bare, following, latest = (parse_day(words, today) for words in (name, f"next {name}", f"last {name}"))
    assert bare is not None
    assert following is not None
    assert latest is not None
    assert today < bare <= today + timedelta(days=7)
    assert today - timedelta(days=7) <= latest < today
    assert following.isocalendar()[1] == (today + timedelta(days=7)).isocalendar()[1]
    assert {say_day(day, today)[:3] for day in (bare, following, latest)} == {name}


@given(st.text(alphabet="0123456789/.-+ adefhijnorstuvwy'", max_size=14) | st.text(max_size=20), days, looks)
def test_nothing_typed_raises(words: str, today: date, look: Look) -> None:
    found = parse_day(words, today, look=look, add_working_days=lambda day, count: day)
    assert found is None or type(found) is date


@given(days, st.integers(-500, 500), st.none() | st.integers(1, 31))
def test_months_stay_in_their_month(day: date, months: int, anchor: int | None) -> None:
    there = add_months(day, months, anchor)
    assert (there.year - day.year) * 12 + there.month - day.month == months
    assert there.day <= (anchor or day.day)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("now", "2026-11-23T15:30"),
        ("today 15:05", "2026-11-23T15:05"),
        ("15:05", "2026-11-23T15:05"),
        ("yesterday 9:30", "2026-11-22T09:30"),
        ("3pm", "2026-11-23T15:00"),
        ("3 p.m.", "2026-11-23T15:00"),
        ("12am", "2026-11-23T00:00"),
        ("Fri 14:00", "2026-11-20T14:00"),
        ("Fri at 2pm", "2026-11-20T14:00"),
        ("2pm Fri", "2026-11-20T14:00"),
        ("Mon 15:00", "2026-11-23T15:00"),
        ("Mon 17:00", "2026-11-16T17:00"),
        ("Thu 19 Nov, 17:40", "2026-11-19T17:40"),
        ("12 Dec 1530", "2025-12-12T15:30"),
        ("9.30", "2026-11-23T09:30"),
        ("noon", "2026-11-23T12:00"),
        ("10 min ago", "2026-11-23T15:20"),
        ("an hour ago", "2026-11-23T14:30"),
        ("2026-11-20T15:05", "2026-11-20T15:05"),
        ("2026-11-20 15:05:30", "2026-11-20T15:05:30"),
        ("2026-11-20T15:05:00Z", "2026-11-20T07:05"),
        ("2026-11-20T15:05+01:00", "2026-11-20T06:05"),
    ],
)
def test_moments_as_people_type_them(words: str, moment: str) -> None:
    found = parse_moment(words, NOW)
    assert found == datetime.fromisoformat(moment).replace(tzinfo=PACIFIC)
    assert found is not None
    assert found.tzinfo is PACIFIC


@pytest.mark.parametrize(
    "words",
    ["", "13pm", "25:00", "15:60", "yesterday", "15 Dec 2026", "soon 15:00", "0pm", "2026-02-30T10:00"],
)
def test_what_names_no_moment_is_not_guessed(words: str) -> None:
    assert parse_moment(words, NOW) is None


def test_a_day_alone_takes_the_time_it_is_given() -> None:
    assert parse_moment("yesterday", NOW, default_time=time(9)) == datetime(2026, 11, 22, 9, tzinfo=PACIFIC)


def test_looking_ahead_finds_the_coming_one() -> None:
    assert parse_moment("Fri 14:00", NOW, look="ahead") == datetime(2026, 11, 27, 14, tzinfo=PACIFIC)
    assert parse_moment("in 2 hours", NOW, look="ahead") == datetime(2026, 11, 23, 17, 30, tzinfo=PACIFIC)


def test_a_skipped_hour_is_moved_on() -> None:
    spring = datetime(2026, 3, 8, 12, tzinfo=PACIFIC)
    found = parse_moment("today 2:30", spring)
    assert found is not None
    assert found.astimezone(UTC) == datetime(2026, 3, 8, 10, 30, tzinfo=UTC)
    assert say_moment(found, spring) == "Sun 8 Mar, 03:30"


def test_an_hour_ago_is_an_hour_even_when_the_clocks_change() -> None:
    autumn = datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=PACIFIC)
    found = parse_moment("an hour ago", autumn)
    assert found is not None
    assert autumn.astimezone(UTC) - found.astimezone(UTC) == timedelta(hours=1)


def test_a_moment_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        parse_moment("now", datetime(2026, 11, 23))  # noqa: DTZ001 - the naive moment is the point


@given(st.datetimes(datetime(1990, 1, 1), datetime(2150, 1, 1)), days)  # noqa: DTZ001 - hypothesis takes naive bounds
def test_a_moment_that_was_said_is_understood(naive: datetime, today: date) -> None:
    moment = naive.replace(second=0, microsecond=0, tzinfo=UTC)
    now = datetime.combine(today, time(12), tzinfo=UTC)
    assert parse_moment(say_moment(moment, now), now) == moment
    assert parse_moment(say_moment(moment, now, near=True), now) == moment


@given(st.text(max_size=20), looks)
def test_no_moment_typed_raises(words: str, look: Look) -> None:
    parse_moment(words, NOW, look=look, default_time=time(9))
    parse_time(words)


def test_days_and_moments_as_people_read_them() -> None:
    assert say_day(MONDAY, MONDAY) == "Mon 23 Nov"
    assert say_day(date(2027, 1, 4), MONDAY) == "Mon 4 Jan 2027"
    assert say_moment(datetime(2026, 11, 25, 10, tzinfo=PACIFIC), NOW) == "Wed 25 Nov, 10:00"
    assert say_moment(NOW, NOW, near=True) == "today 15:30"
    assert say_long(date(2026, 12, 4)) == "Friday 4 December"
    assert say_date(MONDAY) == "23 November 2026"


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
