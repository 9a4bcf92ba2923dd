"""Dates, moments and spans as people read them: weekday first, the year only when it is another (LOOK.md)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from app.kernel.datewords import MONTHS, WEEKDAYS

_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def say_day(day: date, today: date, *, near: bool = False) -> str:
    """As in "Mon 23 Nov", or "Mon 4 Jan 2027" in another year; ``near``: "today", "tomorrow", "yesterday"."""
    day, today = _day_of(day), _day_of(today)
    if near and (day - today).days in _NEAR:
        return _NEAR[(day - today).days]
    year = "" if day.year == today.year else f" {day.year:04}"
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}{year}"


def say_moment(moment: datetime, now: datetime | date, *, near: bool = False) -> str:
    """As in "Wed 25 Nov, 10:00"; with ``near`` "today 15:05". Both are in the firm's zone already."""
    said = say_day(moment, now, near=near)
    return f"{said}{' ' if said in _NEAR.values() else ', '}{say_time(moment)}"


def say_exact(moment: datetime) -> str:
    """As in "23 Nov 2026, 10:05 EST": with year and zone, for what is read long after, or elsewhere."""
    month = MONTHS[moment.month - 1][:3]
    return f"{moment.day} {month} {moment.year:04}, {say_time(moment)} {moment.tzname() or ''}".rstrip()


def say_by(moment: datetime, now: datetime | date, *, near: bool = False) -> str:
    """A moment by which something is due: "Wed 25 Nov, 10:00", at midnight "end of Tue 24 Nov". As `say_moment`."""
    if (moment.hour, moment.minute) == (0, 0):
        return f"end of {say_day(moment.date() - timedelta(days=1), now, near=near)}"
    return say_moment(moment, now, near=near)


def say_time(moment: datetime) -> str:
    """As in "09:05"."""
    return f"{moment.hour:02}:{moment.minute:02}"


def say_long(day: date, today: date | None = None) -> str:
    """As in "Friday 4 December"; with ``today`` of another year "Friday 4 December 2027"."""
    year = "" if today is None or day.year == today.year else f" {day.year:04}"
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def say_date(day: date) -> str:
    """As in "23 November 2026", for the head of a letter."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year:04}"


def say_span(span: timedelta) -> str:
    """As in "40 min", "21 h", "1 day", "3 days": whole units, rounded down; the sign is left out."""
    minutes = int(abs(span).total_seconds()) // 60
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 24 * 60:
        return f"{minutes // 60} h"
    return _days(minutes // (24 * 60))


def say_late(due: datetime | date, now: datetime | date) -> str:
    """How late or how long left: "3 h late", "1 day late", "21 h left"; for a day also "today", "tomorrow".

    A ``due`` moment needs a ``now`` moment in the firm's zone, both aware. A day is late from the next day on. From 24
    hours on a moment's days are those of the calendar, so that what was due on one day is equally late: a moment at
    midnight belongs to the day that it ends, as `say_by` says it.
    """
    if isinstance(due, datetime):
        if not isinstance(now, datetime):
            raise TypeError("a moment is late by a moment, not by a day")
        late = now.astimezone(UTC) - due.astimezone(UTC)
        said = say_span(late)
        if abs(late) >= timedelta(days=1):
            last = due.astimezone(now.tzinfo) - timedelta(microseconds=1)
            said = _days(abs((_day_of(now) - last.date()).days))
        return f"{said} {'late' if late > timedelta(0) else 'left'}"
    days = (due - _day_of(now)).days
    if days in {0, 1}:
        return _NEAR[days]
    return f"{_days(abs(days))} {'late' if days < 0 else 'left'}"


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def _day_of(day: date | datetime) -> date:
    return day.date() if isinstance(day, datetime) else day
