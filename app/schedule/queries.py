"""When the next update of each matter is due, derived from the plan, the log and the calendar on reading."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from app.contactlog.queries import last_updates
from app.schedule.defaults import defaults, firm_roll
from app.schedule.events import DatesAhead, events_of, key_dates_reached, reopened, stages_begun
from app.schedule.models import UpdateExcuse
from app.schedule.plans import Plan, by_default, plans_in_force
from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval
from app.schedule.scope import Scope
from app.schedule.silences import SilenceRow, seasons
from app.schedule.standing import Season, Standing, regular, stand, state_of
from app.schedule.words import Roll, UpdateFormat, UpdateState, Why
from app.storage.transaction import Reader
from app.workdays.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
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
    reckoning = _Reckoning(Scope(reader, matter_id, closed, among), calendar)
    return reckoning.dues(date.max)


def dues_until(
    reader: Reader, calendar: WorkCalendar, until: date, matter_id: UUID | None = None
) -> tuple[dict[UUID, UpdateDue], Collection[UUID]]:
    """Of the matters that are not closed those updates that are due by ``until``, and which matters have a schedule at
    all: the rest of thousands is not made."""
    reckoning = _Reckoning(Scope(reader, matter_id, closed=False), calendar)
    return reckoning.dues(until), reckoning.plans.keys()


class _Reckoning:
    """What is the same for many matters is read and reckoned once."""

    def __init__(self, scope: Scope, calendar: WorkCalendar) -> None:
        self._reader, self._calendar = scope.reader, calendar
        plans = self.plans = plans_in_force(scope)
        self._given = last_updates(scope.reader, scope.matter_id, closed=scope.closed, among=scope.among)
        if firms := defaults(scope.reader):
            plans |= by_default(scope, firms, plans, self._given)
        self._excused = _excused(scope)
        self._today = scope.reader.today
        self._roll = firm_roll(scope.reader)
        self._seasons = seasons(scope)
        self._reopened = reopened(scope)
        at_stages = [one for one, plan in plans.items() if plan.rhythm.at_stages]
        at_dates = [one for one, plan in plans.items() if plan.rhythm.at_dates]
        self._stages = stages_begun(scope, at_stages) if at_stages else {}
        self._dates: DatesAhead = key_dates_reached(scope, at_dates) if at_dates else {}
        self._regular: dict[tuple[date, Rhythm], Standing] = {}

    def dues(self, until: date) -> dict[UUID, UpdateDue]:
        """The updates due by a day."""
        found = {}
        for matter_id, plan in self.plans.items():
            due = self._due(plan, self._given.get(matter_id), self._excused.get(matter_id), until)
            if due is not None:
                found[matter_id] = due
        return found

    def _due(self, plan: Plan, given: datetime | None, excused: date | None, until: date) -> UpdateDue | None:
        matter_id, rhythm = plan.matter_id, plan.rhythm
        roll = rhythm.roll or self._roll
        start = plan.counted_from
        if given is not None:
            start = max(start, given.astimezone(self._reader.zone).date())
        if excused is not None:
            start = max(start, excused)
        plain = self._regular.get((start, rhythm))
        if plain is None:
            plain = self._regular[start, rhythm] = regular(start, rhythm, roll, self._calendar)
        silences = self._seasons.get(matter_id, ())
        reopened_at = self._reopened.get(matter_id)
        if silences or reopened_at or rhythm.at_stages or rhythm.at_dates:
            events = events_of(
                self._reader,
                plan,
                given,
                excused,
                reopened_at=reopened_at,
                stages=self._stages.get(matter_id, ()) if rhythm.at_stages else (),
                dates=self._dates.get(matter_id, ()) if rhythm.at_dates else (),
            )
            days = [Season(one.first, one.last) for one in silences]
            standing = stand(plain, events, days, self._today, self._calendar)
        else:
            standing = plain
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
        )


def _excused(scope: Scope) -> dict[UUID, date]:
    query = (
        select(UpdateExcuse.matter_id, func.max(UpdateExcuse.due_on))
        .where(UpdateExcuse.excused_at <= scope.moment)
        .group_by(UpdateExcuse.matter_id)
    )
    query = scope.few(query, UpdateExcuse.matter_id)
    return {row[0]: row[1] for row in scope.reader.session.execute(query)}
