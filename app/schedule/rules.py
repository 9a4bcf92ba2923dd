"""When the next update of a client is due (PRACTICE D1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.kernel.datewords import NUMBER_OF
from app.kernel.days import add_months
from app.kernel.errors import Invalid, Problem
from app.kernel.language import counted as in_words
from app.kernel.language import spoken, tr
from app.schedule.words import IntervalUnit, Roll, UpdateState
from app.workdays.calendar import WorkCalendar

_MONTHS = {IntervalUnit.MONTH: 1, IntervalUnit.QUARTER: 3, IntervalUnit.YEAR: 12}
_DAYS = {IntervalUnit.DAY: 1, IntervalUnit.WEEK: 7}
LONGEST = 3660
"""An interval counts no further: ten years of days."""
NEAR = 7
"""An update given so many days before or after the promised day of the month is the one promised for that day."""

_SPELLED = {
    "daily": (1, IntervalUnit.DAY),
    "weekly": (1, IntervalUnit.WEEK),
    "fortnight": (2, IntervalUnit.WEEK),
    "fortnightly": (2, IntervalUnit.WEEK),
    "biweekly": (2, IntervalUnit.WEEK),
    "bi-weekly": (2, IntervalUnit.WEEK),
    "monthly": (1, IntervalUnit.MONTH),
    "quarterly": (1, IntervalUnit.QUARTER),
    "yearly": (1, IntervalUnit.YEAR),
}
_EVERY = {
    IntervalUnit.DAY: ("every day", "every {count} days"),
    IntervalUnit.WORKING_DAY: ("every working day", "every {count} working days"),
    IntervalUnit.WEEK: ("every week", "every {count} weeks"),
    IntervalUnit.MONTH: ("every month", "every {count} months"),
    IntervalUnit.QUARTER: ("every quarter", "every {count} quarters"),
    IntervalUnit.YEAR: ("every year", "every {count} years"),
}
_SO_MANY = {
    IntervalUnit.DAY: "{count}-day",
    IntervalUnit.WORKING_DAY: "{count}-working-day",
    IntervalUnit.WEEK: "{count}-week",
    IntervalUnit.MONTH: "{count}-month",
    IntervalUnit.QUARTER: "{count}-quarter",
    IntervalUnit.YEAR: "{count}-year",
}
_ADVERBS = {value: key for key, value in _SPELLED.items() if key.endswith("ly") and not key.startswith("bi")}


@dataclass(frozen=True, slots=True)
class Interval:
    """So many of a unit; at least one."""

    count: int
    unit: IntervalUnit

    def __post_init__(self) -> None:
        if not 1 <= self.count <= LONGEST:
            raise ValueError("an interval counts from 1 to 3660")


def read_interval(words: str) -> Interval | None:
    """The interval that ``words`` name, or None: "week", "every fortnight", "monthly", "5 working days"."""
    return spoken().typed.understood(words, "rhythms", interval_in_english)


def interval_in_english(words: str) -> Interval | None:
    """As `read_interval`, of words that are English already."""
    text = " ".join(words.casefold().replace("_", " ").replace("business day", "working day").split())
    text = text.removeprefix("every ").removeprefix("each ")
    if text in _SPELLED:
        return Interval(*_SPELLED[text])
    first, _, rest = text.partition(" ")
    if first in NUMBER_OF and rest:
        text = f"{NUMBER_OF[first]} {rest}"
    elif first in {"other", "second"} and rest:
        text = f"2 {rest}"
    found = re.fullmatch(r"(?:(\d{1,4}) ?)?(working day|day|week|fortnight|month|quarter|year)s?", text)
    if not found:
        return None
    count = int(found[1] or 1)
    if found[2] == "fortnight":
        count, unit = count * 2, IntervalUnit.WEEK
    else:
        unit = IntervalUnit(found[2].replace(" ", "_"))
    return Interval(count, unit) if 1 <= count <= LONGEST else None


def parse_interval(words: str, field: str = "every") -> Interval:
    """As ``read_interval``; raises Invalid, for ``field``, where nothing is understood."""
    interval = read_interval(words)
    if interval is None:
        message = tr('Say how often: week, fortnight, month, quarter, "10 days" or "5 working days".')
        raise Invalid([Problem(field, "unknown-interval", message)])
    return interval


def interval_words(interval: Interval) -> str:
    """The words that ``parse_interval`` reads back: "fortnight" (in the USA "two weeks"), "month", "10 days"."""
    return say_interval(interval).removeprefix("every ")


def say_interval(interval: Interval) -> str:
    """As in "every fortnight", "every 10 days"."""
    if (interval.count, interval.unit) == _SPELLED["fortnight"]:
        return tr("every fortnight")
    one, many = _EVERY[interval.unit]
    return in_words(interval.count, one, many).format(count=interval.count)


def say_adverb(interval: Interval) -> str:
    """As in "Fortnightly update", "10-day update": before a noun, in lower case."""
    plain = _ADVERBS.get((interval.count, interval.unit))
    return tr(plain) if plain else tr(_SO_MANY[interval.unit]).format(count=interval.count)


def say_update(interval: Interval) -> str:
    """As in "Fortnightly update", at the beginning of a sentence."""
    said = tr("{how_often} update").format(how_often=say_adverb(interval))
    return said[:1].upper() + said[1:]


def next_due(
    last_given: date,
    interval: Interval,
    calendar: WorkCalendar,
    *,
    anchor_day: int | None = None,
    roll: Roll = Roll.BEFORE,
    begins: bool = False,
) -> date:
    """The day the next update is due, always after ``last_given``.

    Counted from the day of the last update given, month by calendar month: 31 January → 28 February.
    ``anchor_day`` (1 to 31) is the day of the month that the client was promised: an update given within a week of
    where it fell counts for it (28 February → 31 March, not 28); after one given out of turn it is the last promised
    day within the interval (the 31st, 22 November → 30 November, not 22 December). So it is where the schedule
    ``begins`` on that day and none was given, however near it is: set on 25 November, the first is due on the 30th.
    A due day that is no working day moves as ``roll`` says, but never to ``last_given`` or
    before: then it moves on.
    """
    return roll_day(
        counted(last_given, interval, calendar, anchor_day, begins=begins), last_given, calendar, roll
    )


def latest_due(
    last_given: date,
    ideal: date,
    maximum: Interval | None,
    calendar: WorkCalendar,
    roll: Roll = Roll.BEFORE,
) -> date | None:
    """The last day on which an update is not overdue, by the ``maximum`` interval; not before ``ideal``."""
    return None if maximum is None else max(ideal, next_due(last_given, maximum, calendar, roll=roll))


def state(due: date, today: date, latest: date | None = None) -> UpdateState:
    """Upcoming before the ``due`` day, due from it on (amber), overdue after ``latest`` (red).

    ``latest`` is the day of the maximum interval; without one an update is overdue the day after it was due.
    """
    if today < due:
        return UpdateState.UPCOMING
    return UpdateState.OVERDUE if today > max(due, latest or due) else UpdateState.DUE


def counted(
    last_given: date,
    interval: Interval,
    calendar: WorkCalendar,
    anchor_day: int | None = None,
    *,
    begins: bool = False,
) -> date:
    """The day that one counts oneself, before it is moved to a working day."""
    if interval.unit is IntervalUnit.WORKING_DAY:
        return calendar.add_working_days(last_given, interval.count)
    if interval.unit in _DAYS:
        return last_given + timedelta(days=_DAYS[interval.unit] * interval.count)
    meant = None if anchor_day is None or begins else _meant(last_given, anchor_day)
    months = _MONTHS[interval.unit] * interval.count
    if meant is not None:
        return add_months(meant, months, anchor_day)
    plain = add_months(last_given, months)
    if anchor_day is None:
        return plain
    last, before = (add_months(plain.replace(day=1), back, anchor_day) for back in (0, -1))
    return before if plain < last and last_given < before else last


def roll_day(day: date, last_given: date, calendar: WorkCalendar, roll: Roll) -> date:
    """``day`` where the firm works then, else where it moves to; always after ``last_given``."""
    if roll is Roll.NONE:
        return day
    moved = calendar.on_or_before(day) if roll is Roll.BEFORE else calendar.on_or_after(day)
    return moved if moved > last_given else calendar.on_or_after(day)


def _meant(day: date, anchor_day: int) -> date | None:
    """The promised day of a month that an update given on ``day`` counts for; None where it was out of turn."""
    first = day.replace(day=1)
    near = (add_months(first, months, anchor_day) for months in (-1, 0, 1))
    return next((one for one in near if abs((one - day).days) <= NEAR), None)
