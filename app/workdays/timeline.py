"""Counted time as a table: for each year the spans of UTC in which a clock runs, and how much ran before each.

A question is then two looks into sorted lists, however long the time between. The spans are made from what clocks on
the wall show: a minute counts where its local time lies within the hours, so that an hour that is shown twice counts
twice and one that is skipped counts nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.kernel.errors import Refused
from app.kernel.language import tr
from app.workdays.own_days import Span

_DAY = timedelta(days=1)
_NONE = timedelta(0)
_FURTHEST = 10
"""Years without a working minute before giving up."""

HoursOf = Callable[[date], Sequence[Span]]
"""The hours of a local day, ascending and apart."""


@dataclass(frozen=True, slots=True)
class _Year:
    """The spans of one year of UTC; ``before`` and ``after``: what ran in the year when each begins and ends."""

    begins: tuple[datetime, ...]
    ends: tuple[datetime, ...]
    before: tuple[timedelta, ...]
    after: tuple[timedelta, ...]
    whole: timedelta

    def run_by(self, moment: datetime) -> timedelta:
        """What ran from the beginning of the year to a moment in it."""
        at = bisect_right(self.begins, moment) - 1
        if at < 0:
            return _NONE
        ran = self.before[at] + (moment - self.begins[at])
        return min(ran, self.after[at])

    def moment(self, ran: timedelta) -> datetime:
        """The first moment at which so much, more than nothing and no more than the whole, has run."""
        at = bisect_left(self.after, ran)
        return self.ends[at] - (self.after[at] - ran)


class Timeline:
    """Where a clock runs. Moments are aware and in UTC."""

    def __init__(self, zone: ZoneInfo, hours_of: HoursOf) -> None:
        self._zone, self._hours_of = zone, hours_of
        self._years: dict[int, _Year] = {}

    def after(self, start: datetime, span: timedelta) -> datetime:
        """The first moment at which ``span``, which is more than nothing, has run since ``start``.

        Raises Refused ("no-working-time") where nothing runs for ten years.
        """
        number, empty = start.year, 0
        year = self._year(number)
        ran = year.run_by(start) + span
        while ran > year.whole:
            ran -= year.whole
            empty = empty + 1 if not year.whole else 0
            number += 1
            if empty > _FURTHEST:
                raise _never()
            year = self._year(number)
        return year.moment(ran)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """What runs from ``start`` to ``end``, which is no earlier."""
        ran = self._year(end.year).run_by(end) - self._year(start.year).run_by(start)
        for number in range(start.year, end.year):
            ran += self._year(number).whole
        return ran

    def _year(self, number: int) -> _Year:
        found = self._years.get(number)
        if found is None:  # two threads may both make it: they make the same
            found = self._years[number] = self._made(number)
        return found

    def _made(self, number: int) -> _Year:
        begins: list[datetime] = []
        ends: list[datetime] = []
        before: list[timedelta] = []
        after: list[timedelta] = []
        ran = _NONE
        for begin, end in self._spans(number):
            begins.append(begin.replace(tzinfo=UTC))
            ends.append(end.replace(tzinfo=UTC))
            before.append(ran)
            ran += end - begin
            after.append(ran)
        return _Year(tuple(begins), tuple(ends), tuple(before), tuple(after), ran)

    def _spans(self, number: int) -> Iterator[tuple[datetime, datetime]]:
        """The spans of a year, in UTC without a zone."""
        for begin, end, offset in _stretches(self._zone, number):
            day = (begin + offset).date()
            while datetime.combine(day, time()) < end + offset:
                for opens, closes in self._hours_of(day):
                    until = datetime.combine(day, closes) + (_DAY if closes == time() else _NONE)
                    first = max(begin, datetime.combine(day, opens) - offset)
                    last = min(end, until - offset)
                    if first < last:
                        yield first, last
                day += _DAY


@lru_cache(maxsize=128)
def _stretches(zone: ZoneInfo, year: int) -> tuple[tuple[datetime, datetime, timedelta], ...]:
    """A year of UTC in stretches, in each of which the zone's clocks keep their distance from UTC.

    Looked at day by day: no zone changes its clocks twice within one.
    """
    if not date.min.year < year < date.max.year:
        raise _never()
    begin, end = (datetime.combine(date(one, 1, 1), time()) for one in (year, year + 1))
    found: list[tuple[datetime, datetime, timedelta]] = []
    moment, offset = begin, _offset(zone, begin)
    while moment < end:
        following = min(moment + _DAY, end)
        other = _offset(zone, following)
        if other != offset:
            change = _change(zone, moment, following, offset)
            if change > begin:
                found.append((begin, change, offset))
            begin, offset = change, other
        moment = following
    return (*found, (begin, end, offset)) if begin < end else tuple(found)


def _change(zone: ZoneInfo, before: datetime, after: datetime, offset: timedelta) -> datetime:
    """The first second of UTC at which the distance is not ``offset`` any more, as it still is at ``before``."""
    second = timedelta(seconds=1)
    while after - before > second:
        middle = before + (after - before) // 2 // second * second
        before, after = (middle, after) if _offset(zone, middle) == offset else (before, middle)
    return after


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.replace(tzinfo=UTC).astimezone(zone).utcoffset() or _NONE


def _never() -> Refused:
    return Refused(
        "no-working-time",
        tr(
            "The firm's calendar leaves no working time. Check closed days and opening hours in the settings."
        ),
    )
