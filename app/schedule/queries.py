"""When the next update of each matter is due, derived from the plan, the log and the calendar on reading."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from app.kernel.localdays import local_days
from app.kernel.rows import quick_row
from app.schedule.events import events_of
from app.schedule.known import Known, known_at
from app.schedule.plans import BEGINS, RHYTHM, OwnPlan, Plan, format_of, person_of, plan_of, rhythm_of
from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval
from app.schedule.scope import Scope
from app.schedule.silences import SilenceRow
from app.schedule.standing import Season, Standing, regular, stand, state_of
from app.schedule.words import Roll, UpdateFormat, UpdateState, Why
from app.storage.base import as_moment, same_id
from app.storage.rows import spelled_moment
from app.storage.transaction import Reader
from app.workdays.calendar import WorkCalendar


@quick_row
class UpdateDue:
    """The next update of one matter.

    ``last_given`` is None until one was; ``latest_on``: overdue after that day, where the schedule has a maximum;
    ``by_default``: the name of the firm's schedule that counts, empty for the matter's own; ``event_on``: the day of
    what ``why`` names; ``silent``: the season of silence that runs today.
    """

    matter_id: UUID
    rhythm: Rhythm
    format: UpdateFormat | None
    by_id: UUID | None
    counted_from: date
    last_given: datetime | None
    due_on: date
    latest_on: date | None
    state: UpdateState
    roll: Roll = Roll.BEFORE
    by_default: str = ""
    why: Why = Why.INTERVAL
    event_on: date | None = None
    silent: SilenceRow | None = None
    begins: bool = False
    """It counts from the day on which it was set, as no update was given yet."""

    @property
    def interval(self) -> Interval:
        """The ideal interval."""
        return self.rhythm.interval

    @property
    def at_most_days(self) -> int | None:
        """The maximum interval."""
        return self.rhythm.at_most_days


def update_dues(
    reader: Reader,
    calendar: WorkCalendar,
    matter_id: UUID | None = None,
    *,
    closed: bool = True,
    among: Collection[UUID] | None = None,
) -> dict[UUID, UpdateDue]:
    """For each matter that had a schedule at the reader's moment, its own or by default, its next update; ``closed``
    matters, too, or not: they owe none, whatever the day says.

    ``among`` looks at these alone.
    """
    return dues_known(known_at(Scope(reader, matter_id, closed, among)), calendar)


def dues_known(known: Known, calendar: WorkCalendar) -> dict[UUID, UpdateDue]:
    """The same of what is known already."""
    return _Reckoning(known, calendar).dues(date.max)


def dues_until(
    reader: Reader,
    calendar: WorkCalendar,
    until: date,
    matter_id: UUID | None = None,
    *,
    closed: bool = False,
) -> tuple[dict[UUID, UpdateDue], Collection[str]]:
    """The updates that are due by ``until``, and which matters have a schedule at all, by the digits of their ids: the
    rest of thousands is not made. ``closed`` as in `update_dues`."""
    reckoning = _Reckoning(known_at(Scope(reader, matter_id, closed=closed)), calendar)
    return reckoning.dues(until), reckoning.scheduled()


def due_if_given(reader: Reader, calendar: WorkCalendar, matter_id: UUID) -> date | None:
    """When the next update of a matter is due once one is given now: what an update itself promises. As the schedule
    will say it afterwards, with agreed silence, stages and key dates. None without a schedule."""
    known = known_at(Scope(reader, matter_id))
    known.given = {**known.given, matter_id.hex: spelled_moment(reader.now)}
    reckoning = _Reckoning(known, calendar)
    due = reckoning.dues(date.max).get(matter_id)
    return None if due is None else due.due_on


class _Plain(NamedTuple):
    """What is the same for all matters of one rhythm last updated on one day, where nothing else counts."""

    rhythm: Rhythm
    roll: Roll
    standing: Standing
    state: UpdateState
    latest_on: date | None


class _Reckoning:
    """What is the same for many matters is read and reckoned once."""

    def __init__(self, known: Known, calendar: WorkCalendar) -> None:
        self._known, self._reader, self._calendar = known, known.reader, calendar
        self._today, self._days = known.reader.today, local_days(known.reader.zone)
        others = (known.excused, known.seasons, known.reopened, known.stages, known.dates)
        self._apart = {matter_id.hex for some in others for matter_id in some}
        self._plain: dict[tuple[str, tuple[Any, ...], bool], _Plain] = {}
        self._regular: dict[tuple[date, Rhythm, bool], Standing] = {}

    def scheduled(self) -> Collection[str]:
        """The matters that have a schedule."""
        return self._known.own.keys() | {one.hex for one in self._known.firms}

    def dues(self, until: date) -> dict[UUID, UpdateDue]:
        """The updates due by a day."""
        found, last_given = {}, self._known.given
        for digits, row in self._known.own.items():
            given = last_given.get(digits)
            if digits in self._apart:
                due = self._due(plan_of(row), as_moment(given), until)
            else:
                due = self._plain_due(row, given, until)
            if due is not None:
                found[due.matter_id] = due
        for matter_id, plan in self._known.firms.items():
            if (due := self._due(plan, as_moment(last_given.get(matter_id.hex)), until)) is not None:
                found[matter_id] = due
        return found

    def _plain_due(self, row: OwnPlan, given: str | None, until: date) -> UpdateDue | None:
        """By the interval alone: nothing else counts in this matter."""
        start, begins = row[3], row[BEGINS]
        if given is not None and (day := self._days.of(given)) >= start:
            start, begins = day, False
        key = (start, row[RHYTHM], begins)
        plain = self._plain.get(key)
        if plain is None:
            rhythm = rhythm_of(*row[RHYTHM])
            plain = self._plain[key] = self._counted(date.fromisoformat(start), rhythm, begins=begins)
        rhythm, roll, standing, state, latest_on = plain
        if standing.due_on > until:
            return None
        return UpdateDue(
            same_id(row[0]),
            rhythm,
            format_of(row[4]),
            person_of(row[5]),
            date.fromisoformat(row[3]),
            as_moment(given),
            standing.due_on,
            latest_on,
            state,
            roll,
            begins=begins,
        )

    def _counted(self, start: date, rhythm: Rhythm, *, begins: bool) -> _Plain:
        roll = rhythm.roll or self._known.roll
        found = self._regular_from(start, rhythm, begins=begins)
        latest_on = found.latest_on if rhythm.at_most_days else None
        return _Plain(rhythm, roll, found, state_of(found, self._today), latest_on)

    def _regular_from(self, start: date, rhythm: Rhythm, *, begins: bool) -> Standing:
        found = self._regular.get((start, rhythm, begins))
        if found is None:
            roll = rhythm.roll or self._known.roll
            found = regular(start, rhythm, roll, self._calendar, begins=begins)
            self._regular[start, rhythm, begins] = found
        return found

    def _due(self, plan: Plan, given: datetime | None, until: date) -> UpdateDue | None:
        matter_id, rhythm = plan.matter_id, plan.rhythm
        roll, excused = rhythm.roll or self._known.roll, self._known.excused.get(matter_id)
        start, begins = plan.counted_from, plan.begins
        if given is not None and (day := given.astimezone(self._reader.zone).date()) >= start:
            start, begins = day, False
        if excused is not None and excused >= start:
            start, begins = excused, False
        silences = self._known.seasons.get(matter_id, ())
        standing = stand(
            self._regular_from(start, rhythm, begins=begins),
            events_of(
                self._reader,
                plan,
                given,
                excused,
                reopened_at=self._known.reopened.get(matter_id),
                stages=self._known.stages.get(matter_id, ()) if rhythm.at_stages else (),
                dates=self._known.dates.get(matter_id, ()) if rhythm.at_dates else (),
            ),
            [Season(one.first, one.last) for one in silences],
            self._today,
            self._calendar,
        )
        if standing.due_on > until:
            return None
        return UpdateDue(
            matter_id,
            rhythm,
            plan.format,
            plan.by_id,
            plan.counted_from,
            given,
            standing.due_on,
            standing.latest_on if rhythm.at_most_days else None,
            state_of(standing, self._today),
            roll,
            plan.by_default,
            standing.why,
            standing.event_on,
            next((one for one in silences if one.first <= self._today <= one.last), None),
            begins,
        )
