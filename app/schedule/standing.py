"""When one matter's next update is due, of all that can make it due: pure (PRACTICE D1, D2).

- It is counted from the last update given, from the day of an excused one, or from where the schedule begins.
- Another stage, or a key date that is reached, makes one due two working days later, if that is sooner. As long as the
  date lies ahead, the update after it does too.
- A reopened matter owes one on the day it is reopened.
- In a season of silence nothing is owed. What would have been due in it, or was due before it and never given, is
  owed on the first working day after: the client who asked for silence until a day expects to hear when it ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval, counted, latest_due, next_due, roll_day, state
from app.schedule.words import IntervalUnit, Roll, UpdateState, Why
from app.workdays.calendar import WorkCalendar

AFTER_EVENT = 2
"""Working days until the update about another stage or a key date: as long as other news may wait (D3, E1)."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something at which an update is owed, not given yet: its firm's day."""

    why: Why
    day: date


@dataclass(frozen=True, slots=True)
class Season:
    """Days of silence, the first and the last included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Standing:
    """``latest_on``: overdue after that day. ``event_on``: the day of the event or season that ``why`` names."""

    due_on: date
    latest_on: date
    why: Why = Why.INTERVAL
    event_on: date | None = None


def regular(
    start: date, rhythm: Rhythm, roll: Roll, calendar: WorkCalendar, *, begins: bool = False
) -> Standing:
    """By the interval alone, counted from ``start``: the day of an update, or that on which the schedule ``begins``."""
    due = next_due(start, rhythm.interval, calendar, anchor_day=rhythm.anchor_day, roll=roll, begins=begins)
    longest = Interval(rhythm.at_most_days, IntervalUnit.DAY) if rhythm.at_most_days else None
    return Standing(due, latest_due(start, due, longest, calendar, roll) or due)


def stand(
    plain: Standing,
    events: Iterable[Event],
    seasons: Sequence[Season],
    today: date,
    calendar: WorkCalendar,
) -> Standing:
    """Where the next update stands: ``plain`` by the interval, sooner by ``events``, later by ``seasons``.

    ``seasons`` stand in the order of their first days.
    """
    found = plain
    for event in events:
        found = _sooner(found, event, calendar)
    for season in seasons:
        began = season.first <= found.due_on or season.first <= today
        if began and found.due_on <= season.last:
            after = calendar.on_or_after(season.last + timedelta(days=1))
            found = Standing(after, max(after, found.latest_on), Why.SILENCE, season.last)
    return found


def state_of(standing: Standing, today: date) -> UpdateState:
    """Whether it is to come, due (amber) or overdue (red)."""
    return state(standing.due_on, today, standing.latest_on)


def _sooner(found: Standing, event: Event, calendar: WorkCalendar) -> Standing:
    if event.why is Why.REOPENED:
        due, latest = event.day, calendar.on_or_after(event.day)
    else:
        due = latest = calendar.add_working_days(event.day, AFTER_EVENT)
    latest = min(latest, found.latest_on)
    if due < found.due_on:
        return Standing(due, max(due, latest), event.why, event.day)
    return Standing(found.due_on, max(found.due_on, latest), found.why, found.event_on)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the days to come: where one counts to, and where it falls."""

    counted: date
    due: date


def steps(
    start: date, rhythm: Rhythm, roll: Roll, calendar: WorkCalendar, count: int = 3, *, begins: bool = False
) -> tuple[Step, ...]:
    """The next days by the interval, each counted from the one before, as if every update is given when it is due;
    ``begins``: none was given on ``start``."""
    found: list[Step] = []
    for place in range(count):
        day = counted(start, rhythm.interval, calendar, rhythm.anchor_day, begins=begins and not place)
        start = roll_day(day, start, calendar, roll)
        found.append(Step(day, start))
    return tuple(found)
