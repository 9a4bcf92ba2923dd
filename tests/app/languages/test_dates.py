"""Dates and times as the lawyers of a country write them."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from app.hours.typed import say_hours
from app.kernel.language import speaking
from app.kernel.said import say_date, say_day, say_exact, say_long, say_moment, say_short, say_time
from app.languages.offered import catalogue_of
from app.languages.po import Entry
from tests.languages.catalogues import broken

MONDAY = date(2026, 11, 23)
EARLY = date(2027, 1, 4)
NOW = datetime(2026, 11, 23, 15, 30, 5, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "en-US",
            ("Mon, Nov 23", "Mon, Jan 4, 2027", "Nov 23", "Jan 4, 2027", "Mon, Nov 23, 3:30 PM", "3:30:05 PM",
             "Nov 23, 2026, 3:30 PM CET", "Monday, November 23", "Monday, January 4, 2027", "November 23, 2026",
             "9:00 AM–12:30 PM, 1:00 PM–midnight"),
        ),
        (
            "en-GB",
            ("Mon 23 Nov", "Mon 4 Jan 2027", "23 Nov", "4 Jan 2027", "Mon 23 Nov, 15:30", "15:30:05",
             "23 Nov 2026, 15:30 CET", "Monday 23 November", "Monday 4 January 2027", "23 November 2026",
             "9:00–12:30, 13:00–24:00"),
        ),
        (
            "de",
            ("Mo., 23.11.", "Mo., 04.01.2027", "23.11.", "04.01.2027", "Mo., 23.11., 15:30 Uhr", "15:30:05",
             "23.11.2026, 15:30 Uhr CET", "Montag, 23. November", "Montag, 4. Januar 2027", "23. November 2026",
             "9:00–12:30, 13:00–24:00"),
        ),
        (
            "es",
            ("lun 23 nov", "lun 4 ene 2027", "23 nov", "4 ene 2027", "lun 23 nov, 15:30", "15:30:05",
             "23 nov 2026, 15:30 CET", "lunes 23 de noviembre", "lunes 4 de enero de 2027", "23 de noviembre de 2026",
             "9:00–12:30, 13:00–24:00"),
        ),
    ],
)  # fmt: skip
def test_what_is_said(code: str, said: tuple[str, ...]) -> None:
    hours = ((time(9), time(12, 30)), (time(13), time()))
    with speaking(catalogue_of(code)):
        assert (
            say_day(MONDAY, MONDAY),
            say_day(EARLY, MONDAY),
            say_short(MONDAY),
            say_short(EARLY, MONDAY),
            say_moment(NOW, MONDAY),
            say_time(NOW, seconds=True),
            say_exact(NOW),
            say_long(MONDAY),
            say_long(EARLY, MONDAY),
            say_date(MONDAY),
            say_hours(hours),
        ) == said


@pytest.mark.parametrize(
    ("hour", "said"), [(0, "12:05 AM"), (1, "1:05 AM"), (11, "11:05 AM"), (12, "12:05 PM"), (23, "11:05 PM")]
)
def test_twice_twelve_hours(hour: int, said: str) -> None:
    with speaking(catalogue_of("en-US")):
        assert say_time(NOW.replace(hour=hour, minute=5)) == said


def test_a_pattern_has_only_fields_that_are_filled() -> None:
    assert not list(broken(Entry("{hour}:{minute}", ("{hour12}:{minute} {half}",), "time of day")))
    assert list(broken(Entry("{hour}:{minute}", ("{hours}:{minute}",), "time of day")))
    assert list(broken(Entry("{hour}:{minute}", ("{hour12}:{minute} {half}",))))
