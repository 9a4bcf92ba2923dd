"""Times that the clocks skip or show twice: every one is said, no other is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.clock_turns import doubt_of, odd_time, shown_time
from app.kernel.moments import parse_moment

LOS_ANGELES, LORD_HOWE = ZoneInfo("America/Los_Angeles"), ZoneInfo("Australia/Lord_Howe")
START = datetime(2020, 1, 1, tzinfo=UTC)
NOW = datetime(2027, 3, 20, 11, tzinfo=LOS_ANGELES)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2027-03-14T02:30", "The clocks skip 02:30 on Sun 14 Mar 2027; it is read as 03:30."),
        ("14 Mar 2:30", "The clocks skip 02:30 on Sun 14 Mar 2027; it is read as 03:30."),
        (
            "2026-11-01T01:30",
            (
                "The clocks show 01:30 twice on Sun 1 Nov 2026; it is read as the first of the two. "
                "For the second, give 2026-11-01T01:30-08:00."
            ),
        ),
        ("2026-11-01T01:30-08:00", ""),
        ("2026-11-01T09:30Z", ""),
        ("2027-03-14T01:59", ""),
        ("2027-03-14T03:00", ""),
        ("2026-11-01T02:00", ""),
        ("now", ""),
        ("20 min ago", ""),
        ("nonsense", ""),
    ],
)
def test_a_time_that_is_not_there_once_is_said_with_its_reading(words: str, said: str) -> None:
    assert doubt_of(words, NOW) == said


def test_what_is_offered_for_the_second_is_the_second() -> None:
    first = parse_moment("2026-11-01T01:30", NOW)
    second = parse_moment("2026-11-01T01:30-08:00", NOW)
    assert first is not None
    assert second is not None
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)


def test_half_an_hour_is_enough() -> None:
    assert "it is read as 02:45" in odd_time(datetime.fromisoformat("2026-10-04T02:15"), LORD_HOWE)


@given(
    st.integers(0, 5_000_000).map(lambda minutes: START + timedelta(minutes=minutes)),
    st.sampled_from([LOS_ANGELES, LORD_HOWE, ZoneInfo("Europe/London"), ZoneInfo("UTC")]),
)
def test_every_moment_of_the_world_has_a_plain_time_or_one_that_is_shown_twice(
    moment: datetime, zone: ZoneInfo
) -> None:
    wall = moment.astimezone(zone).replace(tzinfo=None, fold=0)
    there = [
        wall.replace(tzinfo=zone, fold=fold).astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0)
        for fold in (0, 1)
    ]
    assert there == [wall, wall]
    assert "skip" not in odd_time(wall, zone)


@pytest.mark.parametrize(
    ("day", "at", "shown"),
    [
        (date(2027, 3, 14), time(2, 30), time(3, 30)),  # skipped in California
        (date(2027, 3, 14), time(1, 59), time(1, 59)),
        (date(2026, 11, 1), time(1, 30), time(1, 30)),  # shown twice: the first of the two
        (date(2026, 11, 2), None, None),
    ],
)
def test_a_time_that_is_skipped_is_the_one_that_is_shown(
    day: date, at: time | None, shown: time | None
) -> None:
    assert shown_time(day, at, LOS_ANGELES) == shown
