"""Moments as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.days import Look
from app.kernel.moments import parse_moment, parse_time
from app.kernel.said import say_moment

MONDAY = date(2026, 11, 23)
PACIFIC = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 23, 15, 30, tzinfo=PACIFIC)

days = st.dates(date(1990, 1, 1), date(2150, 12, 31))
looks: st.SearchStrategy[Look] = st.sampled_from(["ahead", "back"])


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("now", "2026-11-23T15:30"),
        ("today 15:05", "2026-11-23T15:05"),
        ("15:05", "2026-11-23T15:05"),
        ("yesterday 9:30", "2026-11-22T09:30"),
        ("3pm", "2026-11-23T15:00"),
        ("3 p.m.", "2026-11-23T15:00"),
        ("1pm", "2026-11-23T13:00"),
        ("23:59", "2026-11-23T23:59"),
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
    [
        "",
        "13pm",
        "24:00",
        "25:00",
        "10:60",
        "0am",
        "15:60",
        "yesterday",
        "15 Dec 2026",
        "soon 15:00",
        "0pm",
        "2026-02-30T10:00",
    ],
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
