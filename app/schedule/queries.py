"""When the next update of each matter is due, derived from the plan, the log and the calendar on reading."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import func, select

from app.contactlog.queries import last_updates
from app.matters.queries import running
from app.schedule.models import UpdateExcuse, UpdatePlan
from app.schedule.rules import Interval, latest_due, next_due, state
from app.schedule.words import IntervalUnit, UpdateFormat, UpdateState
from app.settings.queries import firm
from app.storage.transaction import Reader
from app.workdays.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class UpdateDue:
    """The next update of one matter. ``last_given`` is None until one was; ``latest_on``: overdue after that day."""

    matter_id: UUID
    interval: Interval
    format: UpdateFormat | None
    by_id: UUID | None
    at_most_days: int | None
    counted_from: date
    last_given: datetime | None
    due_on: date
    latest_on: date | None
    state: UpdateState


def firm_calendar(reader: Reader) -> WorkCalendar:
    """The working days of the firm's place."""
    details = firm(reader).details
    return WorkCalendar(details.country, details.subdivision or None)


def update_dues(
    reader: Reader,
    calendar: WorkCalendar,
    matter_id: UUID | None = None,
    *,
    closed: bool = True,
    among: Collection[UUID] | None = None,
) -> dict[UUID, UpdateDue]:
    """For each matter that had a schedule at the reader's moment, its next update; ``closed`` matters, too, or not.

    ``among`` looks at these alone.
    """
    query = select(UpdatePlan).order_by(UpdatePlan.matter_id, UpdatePlan.version)
    moment = reader.now if reader.known_by is None else min(reader.now, reader.known_by)
    excuses = (
        select(UpdateExcuse.matter_id, func.max(UpdateExcuse.due_on))
        .where(UpdateExcuse.excused_at <= moment)
        .group_by(UpdateExcuse.matter_id)
    )
    if matter_id is not None:
        query = query.where(UpdatePlan.matter_id == matter_id)
        excuses = excuses.where(UpdateExcuse.matter_id == matter_id)
    if not closed:
        query = query.where(UpdatePlan.matter_id.in_(running()))
    if among is not None:
        query = query.where(UpdatePlan.matter_id.in_(among))
    if reader.known_by is not None:
        query = query.where(UpdatePlan.set_at <= reader.known_by)
    excused = {row[0]: row[1] for row in reader.session.execute(excuses)}
    given = last_updates(reader, matter_id, closed=closed, among=among)
    plans = groupby(reader.session.scalars(query), key=lambda plan: plan.matter_id)
    return {
        one: _due(reader, calendar, plan, given.get(one), excused.get(one))
        for one, versions in plans
        if (plan := _in_force(reader, moment, list(versions))) is not None
    }


def _in_force(reader: Reader, moment: datetime, versions: Sequence[UpdatePlan]) -> UpdatePlan | None:
    """The plan that counted at the reader's moment, of those known, oldest first.

    The first one counts from the day it was counted from, though it was written down later ("as known now").
    """
    first = versions[0]
    found = first if first.counted_from <= reader.today else None
    for plan in versions:
        if plan.set_at <= moment:
            found = plan
    if found is None or (found.dropped_at is not None and found.dropped_at <= moment):
        return None
    return found


def _due(
    reader: Reader, calendar: WorkCalendar, plan: UpdatePlan, given: datetime | None, excused: date | None
) -> UpdateDue:
    interval = Interval(plan.count, plan.unit)
    starts = [plan.counted_from]
    if given is not None:
        starts.append(reader.local(given).date())
    if excused is not None:
        starts.append(excused)
    start = max(starts)
    due_on = next_due(start, interval, calendar)
    longest = Interval(plan.at_most_days, IntervalUnit.DAY) if plan.at_most_days else None
    latest_on = latest_due(start, due_on, longest, calendar)
    return UpdateDue(
        plan.matter_id,
        interval,
        plan.format,
        plan.by_id,
        plan.at_most_days,
        plan.counted_from,
        given,
        due_on,
        latest_on,
        state(due_on, reader.today, latest_on),
    )
