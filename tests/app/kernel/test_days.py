"""Days as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.kernel.days import Look, Order, add_months, parse_day
from app.kernel.said import say_date, say_day, say_long

MONDAY = date(2026, 11, 23)

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
        ("end of next week", date(2026, 12, 4)),
        ("end of next month", date(2026, 12, 31)),
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
    assert parse_day("12/5/2027", MONDAY, order="mdy") == date(2027, 12, 5)
    assert parse_day("13/5/2027", MONDAY, order="mdy") == date(2027, 5, 13)
    assert parse_day("5/13/2027", MONDAY, order="dmy") == date(2027, 5, 13)


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


def test_looking_back_finds_the_latest() -> None:
    assert parse_day("Fri", MONDAY, look="back") == date(2026, 11, 20)
    assert parse_day("Mon", MONDAY, look="back") == MONDAY
    assert parse_day("15 Dec", MONDAY, look="back") == date(2025, 12, 15)
    assert parse_day("29 Feb", MONDAY, look="back") == date(2024, 2, 29)
