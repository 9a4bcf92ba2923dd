"""The schedule that counts for each matter: its own, or the firm's for its practice area and stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.matters.models import Matter
from app.matters.turning import stood_then
from app.schedule.defaults import Defaults
from app.schedule.models import UpdatePlan
from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval
from app.schedule.scope import Scope
from app.schedule.words import IntervalUnit, Roll, UpdateFormat


@dataclass(frozen=True, slots=True)
class Plan:
    """``began_at``: what happened on the day ``counted_from`` before that moment was before the schedule."""

    matter_id: UUID
    rhythm: Rhythm
    format: UpdateFormat | None
    by_id: UUID | None
    counted_from: date
    began_at: datetime
    by_default: str = ""


_COLUMNS = (
    UpdatePlan.matter_id,
    UpdatePlan.set_at,
    UpdatePlan.dropped_at,
    UpdatePlan.counted_from,
    UpdatePlan.format,
    UpdatePlan.by_id,
    UpdatePlan.count,
    UpdatePlan.unit,
    UpdatePlan.anchor_day,
    UpdatePlan.at_stages,
    UpdatePlan.at_dates,
    UpdatePlan.roll,
    UpdatePlan.at_most_days,
)


def plans_in_force(scope: Scope) -> dict[UUID, Plan]:
    """The own schedules that counted at the reader's moment."""
    query = scope.narrow(select(*_COLUMNS), UpdatePlan.matter_id)
    if scope.reader.known_by is not None:
        query = query.where(UpdatePlan.set_at <= scope.reader.known_by)
    query = query.order_by(UpdatePlan.matter_id, UpdatePlan.version)
    rows = scope.reader.session.execute(query)
    found = {}
    for matter_id, versions in groupby(rows, key=itemgetter(0)):
        if (row := _in_force(scope, versions)) is not None:
            _, set_at, _, counted_from, form, by_id, *rhythm = row
            found[matter_id] = Plan(matter_id, _rhythm(*rhythm), form, by_id, counted_from, set_at)
    return found


def by_default(
    scope: Scope, firms: Defaults, own: Mapping[UUID, Plan], given: Mapping[UUID, datetime]
) -> dict[UUID, Plan]:
    """For matters without a schedule of their own, the firm's for their area and their stage at the moment.

    It counts from the last update given; before one was, from the day the matter was opened here, or since when the
    firm has such a schedule.
    """
    reader = scope.reader
    query = scope.narrow(
        select(Matter.id, Matter.practice_area, Matter.stage, Matter.opened_on, Matter.added_at), Matter.id
    )
    if reader.known_by is not None:
        query = query.where(Matter.added_at <= reader.known_by)
    then = stood_then(reader, None if scope.matter_id is None else [scope.matter_id])
    found = {}
    for matter_id, area, stage, opened_on, added_at in reader.session.execute(query):
        if matter_id in own:
            continue
        row = firms.of(area, then[matter_id][0] if matter_id in then else stage)
        if row is None:
            continue
        if matter_id in given:
            start = given[matter_id].astimezone(reader.zone).date()
        else:
            start = max(added_at.astimezone(reader.zone).date(), row.since, opened_on or row.since)
        if start <= reader.today:
            found[matter_id] = Plan(matter_id, row.rhythm, row.format, None, start, added_at, row.name)
    return found


def _in_force(scope: Scope, versions: Iterator[Any]) -> Any:
    """The plan that counted at the reader's moment, of those known, oldest first.

    The first one counts from the day it was counted from, though it was written down later ("as known now").
    """
    found: Any = None
    for first, plan in enumerate(versions):
        if plan.set_at <= scope.moment or (not first and plan.counted_from <= scope.reader.today):
            found = plan
    if found is None or (found.dropped_at is not None and found.dropped_at <= scope.moment):
        return None
    return found


@lru_cache(maxsize=1024)
def _rhythm(
    count: int,
    unit: IntervalUnit,
    anchor_day: int | None,
    at_stages: bool,
    at_dates: bool,
    roll: Roll | None,
    at_most_days: int | None,
) -> Rhythm:
    """Many matters have the same one, and one of each is quicker to look up by."""
    return Rhythm(Interval(count, unit), anchor_day, at_stages, at_dates, roll, at_most_days)
