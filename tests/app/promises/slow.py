"""A slow, obvious model of a contact's clocks: it walks through the time in quarters of an hour and looks.

It shares no code with the program but the calendar's "is this a working day".
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from app.contactlog.rows import Receipt
from app.workdays.worktime import Promise, PromiseUnit, WorkTime

QUARTER = timedelta(minutes=15)
OPEN, CLOSED = time(9), time(17)


def counts(moment: datetime, unit: PromiseUnit, where: WorkTime) -> bool:
    """Whether the quarter that begins at ``moment`` counts."""
    if unit is PromiseUnit.CLOCK_HOURS:
        return True
    local = moment.astimezone(where.zone)
    if not where.calendar.is_working_day(local.date()):
        return False
    return unit is PromiseUnit.WORKING_DAY_HOURS or OPEN <= local.time() < CLOSED


def is_paused(moment: datetime, receipts: list[Receipt], stop: datetime) -> bool:
    """Whether the client's answer is awaited in that quarter."""
    return any(one.awaits_client and one.at <= moment < min(one.heard_at or stop, stop) for one in receipts)


def due(
    start: datetime, promise: Promise, where: WorkTime, receipts: list[Receipt], stop: datetime
) -> datetime:
    """Quarter by quarter until the promised ones are used up."""
    return _walk(
        start, promise.number * 4, lambda moment: counts(moment, promise.unit, where), receipts, stop
    )


def promised(
    made: datetime, by: datetime, unit: PromiseUnit, where: WorkTime, receipts: list[Receipt], stop: datetime
) -> datetime:
    """A promised moment, put off by the quarters that were waited for the client before it and that count; by all of
    them where it would be over before the client was heard."""
    moment, due = made.astimezone(UTC), by.astimezone(UTC)
    while moment < due:
        if not is_paused(moment, receipts, stop):
            moment += QUARTER
            continue
        begin, counted = moment, 0
        while is_paused(moment, receipts, stop):
            counted += counts(moment, unit, where)
            moment += QUARTER
        moved = due
        while counted:
            counted -= counts(moved, unit, where)
            moved += QUARTER
        due = moved if moved >= moment else moment + (due - begin)
    return due


def last_pause(now: datetime, receipts: list[Receipt]) -> datetime:
    """Since when without a break the client's answer is awaited that is awaited ``now``."""
    moment = now
    while is_paused(moment - QUARTER, receipts, now + QUARTER):
        moment -= QUARTER
    return moment


def _walk(
    start: datetime, left: int, fits: Callable[[datetime], bool], receipts: list[Receipt], stop: datetime
) -> datetime:
    moment = start.astimezone(UTC)
    while left > 0:
        if fits(moment) and not is_paused(moment, receipts, stop):
            left -= 1
        moment += QUARTER
    return moment
