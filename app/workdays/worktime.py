"""Working time: how long a promise has run, and when it is due.

Answers come from tables of the firm's year (`app.workdays.timeline`), which are made once for each value of a calendar
with its hours; so a day of 23 or 25 hours counts as what it is, and nothing drifts over a change of the clocks. All
moments are aware; answers are in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.kernel.errors import Refused
from app.kernel.language import tr
from app.workdays.calendar import WorkCalendar
from app.workdays.own_days import Span
from app.workdays.timeline import Timeline

_NONE = timedelta(0)
_MIDNIGHT = time()
_ALL_DAY: tuple[Span, ...] = ((_MIDNIGHT, _MIDNIGHT),)

OpeningTimes = Mapping[int, Sequence[Span]]
"""Weekday (0 is Monday) → opened from, to, in local time; "to" 00:00 is the end of the day."""

Week = tuple[tuple[Span, ...], ...]
"""The same as a value: of each of the seven days its hours, ascending and apart."""

Pause = tuple[datetime, datetime]
"""From, to: the clock stands still (PRACTICE E3)."""

USUAL_HOURS: tuple[Span, ...] = ((time(9), time(17)),)
"""Nine to five on each working day, until the firm says otherwise."""


class PromiseUnit(StrEnum):
    """What the hours of a promise are counted in (PRACTICE E1)."""

    CLOCK_HOURS = "clock_hours"
    WORKING_DAY_HOURS = "working_day_hours"
    """All 24 hours of days that are no weekend and no holiday."""
    OPENING_HOURS = "opening_hours"


@dataclass(frozen=True, slots=True)
class Promise:
    """So many hours of a unit."""

    number: int
    unit: PromiseUnit

    @property
    def span(self) -> timedelta:
        """The hours as a span of counted time."""
        return timedelta(hours=self.number)


@dataclass(frozen=True, slots=True)
class WorkTime:
    """Where time is counted: the firm's calendar, its zone and its opening times."""

    calendar: WorkCalendar
    zone: ZoneInfo
    opening: OpeningTimes | None = field(default=None, compare=False)
    """None for ``USUAL_HOURS`` of each working day."""
    week: Week | None = field(init=False, repr=False)
    """What ``opening`` says, as a value."""
    _lines: dict[PromiseUnit, Timeline] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "week", None if self.opening is None else week_of(self.opening))

    def hours_on(self, day: date) -> tuple[Span, ...]:
        """From when to when the firm is open on a day; nothing where it does not work.

        An opened day, or a weekend that is worked by law, has the hours of its weekday, or else of the first that has
        any.
        """
        calendar = self.calendar
        if not calendar.is_working_day(day):
            return ()
        hours = calendar.hours_on(day)
        if hours is not None:
            hours = joined_hours(hours)
        elif self.week is None:
            hours = USUAL_HOURS
        else:
            hours = self.week[day.weekday()]
            if not hours and calendar.is_extra(day):
                hours = next((some for some in self.week if some), ())
        closes = calendar.closes_at(day)
        return hours if closes is None else cut_short(hours, closes)

    def usual_hours(self, weekday: int) -> tuple[Span, ...]:
        """The hours of a weekday in a week without holidays, closed or opened days; 0 is Monday."""
        if self.week is not None:
            return self.week[weekday]
        return USUAL_HOURS if self.calendar.works_on(weekday) else ()

    def is_open(self, moment: datetime) -> bool:
        """Whether the firm is open at a moment."""
        local = moment.astimezone(self.zone)
        at = local.time()
        return any(
            opens <= at and (at < closes or closes == _MIDNIGHT)
            for opens, closes in self.hours_on(local.date())
        )

    def line(self, unit: PromiseUnit) -> Timeline:
        """The table of a unit that does not count every hour; the same for every equal value."""
        found = self._lines.get(unit)
        if found is None:
            found = self._lines[unit] = _line(self, unit)
        return found

    def all_of(self, day: date) -> tuple[Span, ...]:
        """All of a working day, and nothing of another."""
        return _ALL_DAY if self.calendar.is_working_day(day) else ()


@lru_cache(maxsize=32)
def _line(where: WorkTime, unit: PromiseUnit) -> Timeline:
    hours = where.all_of if unit is PromiseUnit.WORKING_DAY_HOURS else where.hours_on
    return Timeline(where.zone, hours)


def week_of(opening: OpeningTimes) -> Week:
    """Opening times as a value: equal hours are equal, however they were written."""
    return tuple(joined_hours(opening.get(weekday, ())) for weekday in range(7))


def joined_hours(hours: Iterable[Span]) -> tuple[Span, ...]:
    """Hours of a day ascending and apart; what ends before it begins is left out."""
    joined: list[Span] = []
    for opens, closes in sorted(hours, key=lambda span: (span[0], _end(span[1]))):
        if _end(closes) <= (opens.hour, opens.minute, opens.second, opens.microsecond):
            continue
        if joined and (opens.hour, opens.minute, opens.second, opens.microsecond) <= _end(joined[-1][1]):
            joined[-1] = joined[-1][0], max(joined[-1][1], closes, key=_end)
        else:
            joined.append((opens, closes))
    return tuple(joined)


def cut_short(hours: Iterable[Span], until: time) -> tuple[Span, ...]:
    """What of a day's hours lies before ``until``."""
    return tuple((opens, min(closes, until, key=_end)) for opens, closes in hours if opens < until)


def _end(closes: time) -> tuple[int, int, int, int]:
    """A closing time to compare: midnight is the end of the day."""
    return (
        (24, 0, 0, 0)
        if closes == _MIDNIGHT
        else (closes.hour, closes.minute, closes.second, closes.microsecond)
    )


def due_at(start: datetime, promise: Promise, where: WorkTime, pauses: Iterable[Pause] = ()) -> datetime:
    """The first moment, in UTC, at which the promised hours are counted from ``start``, pauses left out.

    Raises Refused where the firm's calendar or opening times leave nothing to count.
    """
    return advance(start, promise.span, promise.unit, where, pauses)


def advance(
    start: datetime, span: timedelta, unit: PromiseUnit, where: WorkTime, pauses: Iterable[Pause] = ()
) -> datetime:
    """As ``due_at``, for any ``span`` of counted time; a span of zero or less is due at ``start``."""
    if start.tzinfo is not UTC:
        start = start.astimezone(UTC)
    if span <= _NONE:
        return start
    line = None if unit is PromiseUnit.CLOCK_HOURS else where.line(unit)
    due = _later(start, span, line)
    if not pauses:
        return due
    for begin, end in _joined(pauses):
        if begin >= due:
            break
        if end > start:
            span += _counted(max(begin, start), end, line)
            due = _later(start, span, line)
    return due


def moved_on(
    moment: datetime, since: datetime, unit: PromiseUnit, where: WorkTime, pauses: Iterable[Pause]
) -> datetime:
    """A moment that was named at ``since``, moved on by the counted time of pauses that began before it (E3).

    What of a pause does not count (a weekend) does not move it. Where a pause lay over a moment at which nothing
    counts, it keeps the time by the clock that was left: nothing falls due while the client's answer is awaited.
    """
    line = None if unit is PromiseUnit.CLOCK_HOURS else where.line(unit)
    due, since = moment.astimezone(UTC), since.astimezone(UTC)
    for begin, end in _joined(pauses):
        begin = max(begin, since)
        if begin >= due or end <= begin:
            continue
        waited = _counted(begin, end, line)
        moved = _later(due, waited, line) if waited > _NONE else due
        due = moved if moved >= end else end + (due - begin)
    return due


def worked_between(
    start: datetime, end: datetime, unit: PromiseUnit, where: WorkTime, pauses: Iterable[Pause] = ()
) -> timedelta:
    """The counted time from ``start`` to ``end``, pauses left out; negative where ``end`` is earlier."""
    if start.tzinfo is not UTC:
        start = start.astimezone(UTC)
    if end.tzinfo is not UTC:
        end = end.astimezone(UTC)
    if end < start:
        return -worked_between(end, start, unit, where, pauses)
    line = None if unit is PromiseUnit.CLOCK_HOURS else where.line(unit)
    total = _counted(start, end, line)
    for begin, stop in _joined(pauses) if pauses else ():
        if begin < end and stop > start:
            total -= _counted(max(begin, start), min(stop, end), line)
    return total


def _later(start: datetime, span: timedelta, line: Timeline | None) -> datetime:
    if line is not None:
        return line.after(start, span)
    try:
        return start + span
    except OverflowError:
        raise Refused("too-far", tr("That is too far ahead. Please give a shorter time.")) from None


def _counted(start: datetime, end: datetime, line: Timeline | None) -> timedelta:
    return end - start if line is None else line.between(start, end)


def _joined(pauses: Iterable[Pause]) -> list[Pause]:
    """In UTC, ascending and apart; a pause that ends before it begins is none."""
    joined: list[Pause] = []
    for begin, end in sorted((a.astimezone(UTC), b.astimezone(UTC)) for a, b in pauses):
        if end <= begin:
            continue
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined
