"""Which time is looked at, the one before it to compare with, and the months in it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from app.kernel.days import add_months
from app.kernel.language import tr
from app.kernel.said import say_date, say_short

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """From ``first`` to ``last``, both included: days of the firm."""

    first: date
    last: date

    @property
    def whole_months(self) -> int:
        """How many calendar months it is, 0 where it begins or ends within one."""
        if self.first.day != 1 or (self.last + _DAY).day != 1:
            return 0
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def _is_year_so_far(self) -> bool:
        """Whether it begins with a year and ends in it; whole months of its first quarter are a month or a quarter."""
        begins = (self.first.month, self.first.day) == (1, 1) and self.first.year == self.last.year
        return begins and not 1 <= self.whole_months <= 3

    def before(self) -> Days:
        """What it is compared with. Of a year so far it is the same part of the year before; of any other time one as
        long, right before: as many calendar months where it is whole ones, else as many days."""
        if self._is_year_so_far:
            return Days(add_months(self.first, -12), add_months(self.last, -12))
        if self.whole_months:
            return Days(add_months(self.first, -self.whole_months), self.first - _DAY)
        return Days(self.first - (self.last - self.first) - _DAY, self.first - _DAY)

    def months(self) -> Iterator[date]:
        """The first day of each calendar month it has a part of."""
        month = self.first.replace(day=1)
        while month <= self.last:
            yield month
            month = add_months(month, 1)

    def quarters(self, *, at_least: int) -> Iterator[Days]:
        """The calendar quarters it has a part of, and so many before them that they are ``at_least`` so many; the last
        ends where it ends."""
        last = _quarter(self.last)
        begin = min(_quarter(self.first), add_months(last, -3 * (at_least - 1)))
        while begin <= last:
            yield Days(begin, min(add_months(begin, 3) - _DAY, self.last))
            begin = add_months(begin, 3)

    def said(self) -> str:
        """As in "1 July 2026 to 30 September 2026"."""
        return tr("{first} to {last}").format(first=say_date(self.first), last=say_date(self.last))

    def short(self) -> str:
        """As in "1 Jul to 30 Sep 2026"."""
        last = say_short(self.last, date.min)  # with its year
        return tr("{first} to {last}").format(first=say_short(self.first, self.last), last=last)


class Time(Enum):
    """A time that partners ask for."""

    QUARTER = "quarter"
    LAST_QUARTER = "last quarter"
    YEAR = "year"
    LAST_YEAR = "last year"


def days_of(time: Time, today: date) -> Days:
    """Its days, up to today."""
    quarter = _quarter(today)
    year = today.replace(month=1, day=1)
    return {
        Time.QUARTER: Days(quarter, today),
        Time.LAST_QUARTER: Days(add_months(quarter, -3), quarter - _DAY),
        Time.YEAR: Days(year, today),
        Time.LAST_YEAR: Days(add_months(year, -12), year - _DAY),
    }[time]


def _quarter(day: date) -> date:
    """The first day of its calendar quarter."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
