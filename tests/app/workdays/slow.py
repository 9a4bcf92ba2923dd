"""A slow, obvious model of working time: every day is asked by itself, every minute looks at the clock on the wall."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays

from app.workdays.calendar import WorkCalendar
from app.workdays.own_days import DayKind, OwnDay, Span
from app.workdays.worktime import Pause, PromiseUnit, WorkTime

_DAY = timedelta(days=1)


@cache
def place(country: str, subdivision: str | None) -> HolidayBase:
    return country_holidays(country, subdiv=subdivision)


def covers(own: OwnDay, day: date) -> bool:
    """Whether one of the firm's own days is this one."""
    if not own.yearly:
        return own.first <= day <= own.last
    for year in (day.year - 1, day.year):
        if year >= own.first.year:
            leap = (own.first.month, own.first.day) == (2, 29) and not isleap(year)
            begins = date(year, 2, 28) if leap else own.first.replace(year=year)
            if begins <= day <= begins + (own.last - own.first):
                return True
    return False


def works(calendar: WorkCalendar, day: date) -> bool:
    """Whether the firm works on a day, by the words of `WorkCalendar` alone."""
    if day in calendar.closed:
        return False
    single = {own.kind for own in calendar.own if not own.yearly and covers(own, day)}
    if DayKind.CLOSED in single:
        return False
    if DayKind.OPENED in single or day in calendar.opened:
        return True
    yearly = {own.kind for own in calendar.own if own.yearly and covers(own, day)}
    if DayKind.CLOSED in yearly:
        return False
    if DayKind.OPENED in yearly:
        return True
    if not calendar.country:
        weekend, holiday, moved = day.weekday() >= 5, False, False
    else:
        known = place(calendar.country, calendar.subdivision)
        weekend, holiday = known.is_weekend(day), day in known
        moved = weekend and known.is_working_day(day)
    if calendar.weekdays is not None:
        weekend = day.weekday() not in calendar.weekdays
    return moved if weekend else not holiday


def is_extra(calendar: WorkCalendar, day: date) -> bool:
    """Whether it works on a day on which others of its weekday, or of its place, do not."""
    plain = WorkCalendar("", weekdays=calendar.weekdays)
    if calendar.weekdays is None and calendar.country:
        usual = not place(calendar.country, calendar.subdivision).is_weekend(day)
    else:
        usual = works(plain, day)
    holiday = bool(calendar.country) and day in place(calendar.country, calendar.subdivision)
    return works(calendar, day) and (holiday or not usual)


def hours(where: WorkTime, day: date) -> Iterable[Span]:
    """From when to when the firm is open."""
    if not works(where.calendar, day):
        return ()
    ruling = [own for own in where.calendar.own if own.kind is DayKind.OPENED and covers(own, day)]
    if where.opening is None:
        return ((time(9), time(17)),)
    assert not any(own.hours for own in ruling), "the model knows no hours of opened days"
    own_hours = where.opening.get(day.weekday(), ())
    if not own_hours and is_extra(where.calendar, day):
        own_hours = next((where.opening[n] for n in range(7) if where.opening.get(n)), ())
    return own_hours


def runs(moment: datetime, unit: PromiseUnit, where: WorkTime, stops: Iterable[Pause] = ()) -> bool:
    """Whether the clock runs at ``moment``."""
    if any(begin <= moment < end for begin, end in stops):
        return False
    if unit is PromiseUnit.CLOCK_HOURS:
        return True
    local = moment.astimezone(where.zone)
    if unit is PromiseUnit.WORKING_DAY_HOURS:
        return works(where.calendar, local.date())
    at = local.time()
    halves = [
        own.until
        for own in where.calendar.own
        if own.kind is DayKind.HALF and own.until is not None and covers(own, local.date())
    ]
    if any(at >= until for until in halves):
        return False
    return any(a <= at and (at < b or b == time()) for a, b in hours(where, local.date()))


def count(
    start: datetime, end: datetime, step: timedelta, unit: PromiseUnit, where: WorkTime, stops: list[Pause]
) -> timedelta:
    """What runs from ``start`` to ``end``, looked at every ``step``."""
    steps = (end - start) // step
    return step * sum(runs(start + n * step, unit, where, stops) for n in range(steps))


def due(start: datetime, span: timedelta, step: timedelta, unit: PromiseUnit, where: WorkTime) -> datetime:
    """When ``span`` has run, looked at every ``step``."""
    moment = start.astimezone(UTC)
    while span > timedelta(0):
        if runs(moment, unit, where):
            span -= step
        moment += step
    return moment


def add_days(calendar: WorkCalendar, day: date, count: int) -> date:
    """The working day so many later, or earlier, one step after the other."""
    step = _DAY if count > 0 else -_DAY
    while count:
        day += step
        if works(calendar, day):
            count -= 1 if count > 0 else -1
    return day
