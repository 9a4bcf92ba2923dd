"""The rules of update schedules once more, slow and obvious: days are walked one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from app.schedule.rhythm import Rhythm
from app.schedule.standing import Event, Season
from app.schedule.words import IntervalUnit, Roll, Why
from app.workdays.calendar import WorkCalendar

_DAY = timedelta(days=1)


def _months_on(day: date, months: int, wanted: int) -> date:
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in range(wanted, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def _count(
    start: date,
    count: int,
    unit: IntervalUnit,
    anchor: int | None,
    calendar: WorkCalendar,
    *,
    begins: bool,
) -> date:
    if unit is IntervalUnit.WORKING_DAY:
        day = start
        while count:
            day += _DAY
            count -= calendar.is_working_day(day)
        return day
    if unit in {IntervalUnit.DAY, IntervalUnit.WEEK}:
        return start + count * (7 if unit is IntervalUnit.WEEK else 1) * _DAY
    months = count * {IntervalUnit.MONTH: 1, IntervalUnit.QUARTER: 3, IntervalUnit.YEAR: 12}[unit]
    if anchor is None:
        return _months_on(start, months, start.day)
    for away in range(0 if begins else 8):  # the nearest promised day within a week is the one that was meant
        for day in (start - away * _DAY, start + away * _DAY):
            if day == _months_on(day, 0, anchor):
                return _months_on(day, months, anchor)
    day = plain = _months_on(start, months, start.day)
    while day > start:  # out of turn: the last promised day within the interval
        if day == _months_on(day, 0, anchor):
            return day
        day -= _DAY
    while plain != _months_on(plain, 0, anchor):  # none is: the first after it
        plain += _DAY
    return plain


def _roll(day: date, start: date, roll: Roll, calendar: WorkCalendar) -> date:
    if roll is Roll.NONE:
        return day
    moved = day
    while not calendar.is_working_day(moved):
        moved += -_DAY if roll is Roll.BEFORE else _DAY
    while moved <= start or not calendar.is_working_day(moved):
        moved += _DAY
    return moved


def due_days(
    start: date,
    rhythm: Rhythm,
    roll: Roll,
    events: Sequence[Event],
    seasons: Sequence[Season],
    today: date,
    calendar: WorkCalendar,
    *,
    begins: bool = False,
) -> tuple[date, date]:
    """(due, the last day on which it is not overdue)."""
    interval = rhythm.interval
    day = _count(start, interval.count, interval.unit, rhythm.anchor_day, calendar, begins=begins)
    due = _roll(day, start, roll, calendar)
    latest = due
    if rhythm.at_most_days:
        latest = max(due, _roll(start + rhythm.at_most_days * _DAY, start, roll, calendar))
    for event in events:
        by = event.day
        last = event.day
        if event.why is Why.REOPENED:
            while not calendar.is_working_day(last):
                last += _DAY
        else:
            left = 2
            while left:
                by += _DAY
                left -= calendar.is_working_day(by)
            last = by
        due, latest = min(due, by), min(latest, last)
    latest = max(due, latest)
    for season in sorted(seasons, key=lambda one: one.first):
        days = {season.first + n * _DAY for n in range((season.last - season.first).days + 1)}
        waits = due < season.first <= today
        if due in days or waits:
            due = season.last + _DAY
            while not calendar.is_working_day(due):
                due += _DAY
            latest = max(due, latest)
    return due, latest
