"""Days and months as the calendar has them."""

from __future__ import annotations

from datetime import date

from app.kernel.language import tr
from app.kernel.said import say_long, say_month, say_short, say_short_date, weekday_name


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
        words = tr("{first} – {last} {month}", "days of a month")
        return words.format(first=first.day, last=last.day, month=month_of(first))
    return f"{say_short(first, last)} – {say_short_date(last)}"
