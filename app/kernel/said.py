"""Dates, moments and spans as people read them: weekday first, the year only when it is another (LOOK.md).

The order of day, month and year, what stands between them, and how a time of day is written are the language's:
patterns in its catalogue, of the meanings in `PATTERNS`, from whichever of these fields it needs.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from app.kernel.datewords import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS
from app.kernel.language import counted, tr

_OF_DAYS: Final = frozenset({"weekday", "day", "month", "year", "day2", "month2"})
_OF_TIMES: Final = frozenset({"hour", "hour1", "hour12", "minute", "second", "half"})
_OF_SPANS: Final = frozenset({"first", "last", "month", "year"})
PATTERNS: Final = {
    "date": _OF_DAYS,
    "long date": _OF_DAYS,
    "time of day": _OF_TIMES,
    "days of a month": _OF_SPANS,
}
"""Meanings in catalogues whose texts are patterns, and the fields that each may have, more or fewer than English:
"day2" is "06", "month2" "11", "hour1" "9", "hour12" "9" for 21:00, "half" "PM"."""


def weekday_name(number: int, *, short: bool = False) -> str:
    """As in "Monday" or "Mon" for 0."""
    return tr(SHORT_WEEKDAYS[number], "short weekday") if short else tr(WEEKDAYS[number], "weekday")


def month_name(number: int, *, short: bool = False) -> str:
    """As in "November" or "Nov" for 11."""
    return tr(SHORT_MONTHS[number - 1], "short month") if short else tr(MONTHS[number - 1], "month")


def say_month(month: date, *, short: bool = False) -> str:
    """As in "November 2026", "Nov 2026"."""
    return tr("{month} {year}").format(month=month_name(month.month, short=short), year=f"{month.year:04}")


def say_day(day: date, today: date, *, near: bool = False) -> str:
    """As in "Mon 23 Nov", or "Mon 4 Jan 2027" in another year; ``near``: "today", "tomorrow", "yesterday"."""
    day, today = _day_of(day), _day_of(today)
    if near and (word := _near(day, today)):
        return word
    return _written(
        day,
        tr("{weekday} {day} {month}", "date")
        if day.year == today.year
        else tr("{weekday} {day} {month} {year}", "date"),
    )


def say_short(day: date, today: date | None = None) -> str:
    """As in "23 Nov", where the weekday is known or of no use; with ``today`` of another year "23 Nov 2025"."""
    if today is None or day.year == today.year:
        return _written(day, tr("{day} {month}", "date"))
    return _written(day, tr("{day} {month} {year}", "date"))


def say_short_date(day: date) -> str:
    """As in "23 Nov 2026"."""
    return _written(day, tr("{day} {month} {year}", "date"))


def say_moment(moment: datetime, now: datetime | date, *, near: bool = False) -> str:
    """As in "Wed 25 Nov, 10:00"; with ``near`` "today 15:05". Both are in the firm's zone already."""
    words = tr("{day} {time}") if near and _near(_day_of(moment), _day_of(now)) else tr("{day}, {time}")
    return words.format(day=say_day(moment, now, near=near), time=say_time(moment))


def say_exact(moment: datetime) -> str:
    """As in "23 Nov 2026, 10:05 EST": with year and zone, for what is read long after, or elsewhere."""
    day = _written(moment, tr("{day} {month} {year}", "date"))
    return (
        tr("{day}, {time} {zone}").format(day=day, time=say_time(moment), zone=moment.tzname() or "").rstrip()
    )


def say_by(moment: datetime, now: datetime | date, *, near: bool = False) -> str:
    """A moment by which something is due: "Wed 25 Nov, 10:00", at midnight "end of Tue 24 Nov". As `say_moment`."""
    if (moment.hour, moment.minute) == (0, 0):
        return tr("end of {day}").format(day=say_day(moment.date() - timedelta(days=1), now, near=near))
    return say_moment(moment, now, near=near)


def say_time(moment: datetime | time, *, seconds: bool = False) -> str:
    """As in "09:05", with ``seconds`` "09:05:30"; where the day has twice twelve hours "9:05 AM"."""
    words = tr("{hour}:{minute}:{second}", "time of day") if seconds else tr("{hour}:{minute}", "time of day")
    return words.format(**time_fields(moment if isinstance(moment, time) else moment.time()))


def time_fields(at: time) -> dict[str, str]:
    """What the pattern of a time of day may be made of."""
    return {
        "hour": f"{at.hour:02}",
        "hour1": f"{at.hour}",
        "hour12": f"{(at.hour - 1) % 12 + 1}",
        "minute": f"{at.minute:02}",
        "second": f"{at.second:02}",
        "half": "AM" if at.hour < 12 else "PM",
    }


def say_long(day: date, today: date | None = None) -> str:
    """As in "Friday 4 December"; with ``today`` of another year "Friday 4 December 2027"."""
    return _written(
        day,
        tr("{weekday} {day} {month}", "long date")
        if today is None or day.year == today.year
        else tr("{weekday} {day} {month} {year}", "long date"),
        short=False,
    )


def say_long_date(day: date) -> str:
    """As in "Friday 4 December 2026", for what is read long after, or must be kept."""
    return _written(day, tr("{weekday} {day} {month} {year}", "long date"), short=False)


def say_day_month(day: date) -> str:
    """As in "23 November", where the year is known."""
    return _written(day, tr("{day} {month}", "long date"), short=False)


def say_date(day: date) -> str:
    """As in "23 November 2026", for the head of a letter."""
    return _written(day, tr("{day} {month} {year}", "long date"), short=False)


def say_days(first: date, last: date) -> str:
    """As in "23 – 29 November 2026", "30 Nov – 6 Dec 2026"."""
    if (first.year, first.month) != (last.year, last.month):
        return f"{say_short(first, last)} – {say_short_date(last)}"
    words = tr("{first} – {last} {month} {year}", "days of a month")
    return words.format(first=first.day, last=last.day, month=month_name(last.month), year=f"{last.year:04}")


def say_span(span: timedelta) -> str:
    """As in "40 min", "21 h", "1 day", "3 days": whole units, rounded down; the sign is left out."""
    minutes = int(abs(span).total_seconds()) // 60
    if minutes < 60:
        return tr("{count} min").format(count=minutes)
    if minutes < 24 * 60:
        return tr("{count} h").format(count=minutes // 60)
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
        return (tr("{span} late") if late > timedelta(0) else tr("{span} left")).format(span=said)
    today = _day_of(now)
    if due >= today and (word := _near(due, today)):
        return word
    return (tr("{span} late") if due < today else tr("{span} left")).format(
        span=_days(abs((due - today).days))
    )


def _written(day: date, pattern: str, *, short: bool = True) -> str:
    return pattern.format(
        weekday=weekday_name(day.weekday(), short=short),
        day=day.day,
        month=month_name(day.month, short=short),
        year=f"{day.year:04}",
        day2=f"{day.day:02}",
        month2=f"{day.month:02}",
    )


def _near(day: date, today: date) -> str:
    away = (day - today).days
    if away not in {-1, 0, 1}:
        return ""
    return {-1: tr("yesterday"), 0: tr("today"), 1: tr("tomorrow")}[away]


def _days(count: int) -> str:
    return counted(count, "1 day", "{count} days").format(count=count)


def _day_of(day: date | datetime) -> date:
    return day.date() if isinstance(day, datetime) else day
