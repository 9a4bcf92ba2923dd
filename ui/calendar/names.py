"""Days and months as the calendar has them."""

from __future__ import annotations

from datetime import date

from app.kernel.said import month_name, say_long, say_month, weekday_name


def weekday(number: int) -> str:
    """The short name of a weekday, 0 for Monday: "Mon"."""
    return weekday_name(number, short=True)


def month_of(day: date) -> str:
    """As in "November 2026"."""
    return say_month(day)


def long_day(day: date, today: date) -> str:
    """As in "Thursday 26 November"; with the year where it is another."""
    return say_long(day, today)


def from_to(first: date, last: date) -> str:
    """As in "23 – 29 November 2026", "30 Nov – 6 Dec 2026"."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} – {last.day} {month_of(first)}"
    year = "" if first.year == last.year else f" {first.year:04}"
    return f"{first.day} {_short(first)}{year} – {last.day} {_short(last)} {last.year:04}"


def _short(day: date) -> str:
    return month_name(day.month, short=True)
