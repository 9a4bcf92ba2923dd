"""Days and months as the calendar has them."""

from __future__ import annotations

from datetime import date

from app.kernel.said import say_long, say_month, weekday_name
from app.kernel.text import capital


def weekday(number: int) -> str:
    """The short name of a weekday, 0 for Monday: "Mon"."""
    return weekday_name(number, short=True)


def month_of(day: date) -> str:
    """As in "November 2026": a title."""
    return capital(say_month(day))


def long_day(day: date, today: date) -> str:
    """As in "Thursday 26 November"; with the year where it is another: a title."""
    return capital(say_long(day, today))
