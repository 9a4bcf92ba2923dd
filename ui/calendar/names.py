"""The names of days and months on the calendar, from one place: another language is another set of them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from app.kernel.datewords import MONTHS, WEEKDAYS
from app.kernel.said import say_long

translate = QCoreApplication.translate


def weekday(number: int) -> str:
    """The short name of a weekday, 0 for Monday: "Mon"."""
    return translate("Calendar", WEEKDAYS[number][:3])


def month_of(day: date) -> str:
    """As in "November 2026"."""
    return f"{translate('Calendar', MONTHS[day.month - 1])} {day.year:04}"


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
    return translate("Calendar", MONTHS[day.month - 1][:3])
