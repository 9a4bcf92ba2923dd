"""Days on which a firm keeps to no calendar but its own."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

Span = tuple[time, time]
"""From, to, in local time; "to" 00:00 is the end of the day."""


class DayKind(StrEnum):
    """What the firm does on a day of its own."""

    CLOSED = "closed"
    HALF = "half"
    """It closes early; the day stays a working day."""
    OPENED = "opened"
    """It works, though the day is a weekend or a holiday."""


@dataclass(frozen=True, slots=True)
class OwnDay:
    """One day or several in a row, both ends included.

    ``yearly``: every year again from ``first`` on; 29 February stands for the 28th in other years.
    ``until``: when a half day closes. ``hours``: of an opened day; none for those of its weekday.
    """

    kind: DayKind
    first: date
    last: date
    name: str = ""
    yearly: bool = False
    until: time | None = None
    hours: tuple[Span, ...] = ()

    def in_year(self, year: int) -> Iterator[date]:
        """Its days that lie in ``year``, ascending."""
        if not self.yearly:
            yield from _between(max(self.first, date(year, 1, 1)), min(self.last, date(year, 12, 31)))
            return
        length = self.last - self.first
        for begins in (year - 1, year):  # one that begins in December may end in January
            if begins >= self.first.year:
                there = _same_day(self.first, begins)
                yield from (day for day in _between(there, _later(there, length)) if day.year == year)


def _between(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _later(day: date, length: timedelta) -> date:
    return day + min(length, date.max - day)


def _same_day(day: date, year: int) -> date:
    if (day.month, day.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return day.replace(year=year)
