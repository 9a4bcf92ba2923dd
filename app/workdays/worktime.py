"""Working time: how long a promise has run, and when it is due.

The firm's local days are turned into spans of UTC, and spans are added up; so a day of 23 or 25 hours counts
as what it is, and nothing drifts over a change of the clocks. All moments are aware; answers are in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.kernel.errors import Refused
from app.workdays.calendar import WorkCalendar

_DAY = timedelta(days=1)
_NONE = timedelta(0)
_FURTHEST = 3660
"""Days without a working minute before giving up: ten years."""

OpeningTimes = Mapping[int, Sequence[tuple[time, time]]]
"""Weekday (0 is Monday) → opened from, to, in local time; "to" 00:00 is the end of the day."""

Pause = tuple[datetime, datetime]
"""From, to: the clock stands still (PRACTICE E3)."""

OFFICE_HOURS: OpeningTimes = {weekday: ((time(9), time(17)),) for weekday in range(5)}
"""Nine to five from Monday to Friday, until the firm says otherwise."""


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
    opening: OpeningTimes | None = None
    """None for ``OFFICE_HOURS``."""

    def spans(self, unit: PromiseUnit, start: datetime) -> Iterator[tuple[datetime, datetime] | None]:
        """The counted spans of UTC from ``start`` on, ascending and apart; None for a day without any."""
        start = start.astimezone(UTC)
        if unit is PromiseUnit.CLOCK_HOURS:
            yield start, datetime.max.replace(tzinfo=UTC)
            return
        counted_to = start
        day = start.astimezone(self.zone).date()
        while True:
            empty = True
            for opened, closed in self._of_day(unit, day):
                opened = max(opened, counted_to)
                if opened < closed:
                    yield opened, closed
                    counted_to, empty = closed, False
            if empty:
                yield None
            day += _DAY

    def _of_day(self, unit: PromiseUnit, day: date) -> Iterable[tuple[datetime, datetime]]:
        if not self.calendar.is_working_day(day):
            return ()
        if unit is PromiseUnit.WORKING_DAY_HOURS:
            return ((self._utc(day, time()), self._utc(day + _DAY, time())),)
        times = sorted((OFFICE_HOURS if self.opening is None else self.opening).get(day.weekday(), ()))
        return (
            (self._utc(day, opens), self._utc(day + _DAY if closes == time() else day, closes))
            for opens, closes in times
        )

    def _utc(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, tzinfo=self.zone).astimezone(UTC)


def due_at(start: datetime, promise: Promise, where: WorkTime, pauses: Iterable[Pause] = ()) -> datetime:
    """The first moment, in UTC, at which the promised hours are counted from ``start``, pauses left out.

    Raises Refused where the firm's calendar or opening times leave nothing to count.
    """
    return advance(start, promise.span, promise.unit, where, pauses)


def advance(
    start: datetime, span: timedelta, unit: PromiseUnit, where: WorkTime, pauses: Iterable[Pause] = ()
) -> datetime:
    """As ``due_at``, for any ``span`` of counted time; a span of zero or less is due at ``start``."""
    start = start.astimezone(UTC)
    if span <= _NONE:
        return start
    left, barren = span, 0
    stops = _joined(pauses)
    for piece in where.spans(unit, start):
        if piece is None:
            barren += 1
            if barren > _FURTHEST:
                break
            continue
        barren = 0
        for begin, end in _without(piece, stops):
            if end - begin >= left:
                return begin + left
            left -= end - begin
    raise Refused(
        "no-working-time",
        "The firm's calendar leaves no working time. Check closed days and opening hours in the settings.",
    )


def worked_between(
    start: datetime, end: datetime, unit: PromiseUnit, where: WorkTime, pauses: Iterable[Pause] = ()
) -> timedelta:
    """The counted time from ``start`` to ``end``, pauses left out; negative where ``end`` is earlier."""
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    if end < start:
        return -worked_between(end, start, unit, where, pauses)
    total, stops, barren = _NONE, _joined(pauses), 0
    local_end = end.astimezone(where.zone).date()
    days = (local_end - start.astimezone(where.zone).date()).days + 1
    for piece in where.spans(unit, start):
        if piece is None:
            barren += 1
            if barren > days:
                break
            continue
        if piece[0] >= end:
            break
        total += sum((b - a for a, b in _without((piece[0], min(piece[1], end)), stops)), _NONE)
    return total


def left_until(now: datetime, due: datetime, unit: PromiseUnit, where: WorkTime) -> timedelta:
    """The counted time left until ``due``; negative once it is late."""
    return worked_between(now, due, unit, where)


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


def _without(piece: tuple[datetime, datetime], stops: Sequence[Pause]) -> Iterator[tuple[datetime, datetime]]:
    """What remains of ``piece`` when the ``stops`` are cut out."""
    begin, end = piece
    for stop, resume in stops:
        if resume <= begin:
            continue
        if stop >= end:
            break
        if begin < stop:
            yield begin, stop
        begin = resume
    if begin < end:
        yield begin, end
