"""At what updates are owed besides the interval: another stage, a key date, the reopening of a matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from app.matters.key_date_queries import key_dates
from app.matters.models import KeyDate
from app.matters.turning import MatterTurn
from app.matters.words import KeyDateKind, MatterStatus
from app.schedule.plans import Plan
from app.schedule.scope import Scope
from app.schedule.standing import Event
from app.schedule.words import Why
from app.storage.transaction import Reader

DatesAhead = Mapping[UUID, Sequence[tuple[date, time | None]]]


class TellingDate(NamedTuple):
    """A key date after which a client is updated."""

    matter_id: UUID
    on: date
    at: time | None
    done_at: datetime | None
    withdrawn_at: datetime | None


TELLING = frozenset(KeyDateKind) - {KeyDateKind.LIMITATION}
"""After these a client is updated. When a limitation date passes nothing has happened."""


def stages_begun(scope: Scope, ids: Collection[UUID]) -> dict[UUID, list[datetime]]:
    """When other stages began in the matters of these ``ids``, the earliest first."""
    query = (
        select(MatterTurn.matter_id, MatterTurn.at)
        .where(MatterTurn.at <= scope.moment, MatterTurn.stage != MatterTurn.was_stage)
        .order_by(MatterTurn.at)
    )
    found: dict[UUID, list[datetime]] = defaultdict(list)
    for matter_id, at in scope.reader.session.execute(scope.of(query, MatterTurn.matter_id, ids)):
        found[matter_id].append(at)
    return found


def reopened(scope: Scope) -> dict[UUID, datetime]:
    """When matters that had been closed were opened again, last."""
    to_open = (MatterTurn.status == MatterStatus.OPEN) & (MatterTurn.was_status != MatterStatus.OPEN)
    query = (
        select(MatterTurn.matter_id, MatterTurn.at, MatterTurn.was_status, MatterTurn.status)
        .where(MatterTurn.at <= scope.moment, to_open | (MatterTurn.was_status == MatterStatus.CLOSED))
        .order_by(MatterTurn.at, MatterTurn.id)
    )
    rows = scope.reader.session.execute(scope.few(query, MatterTurn.matter_id))
    return last_reopened((matter_id, at, before, now) for matter_id, at, before, now in rows)


def last_reopened(
    turns: Iterable[tuple[UUID, datetime, MatterStatus, MatterStatus]],
) -> dict[UUID, datetime]:
    """The same of turns: matter, moment, status before and after, the earliest first."""
    found: dict[UUID, datetime] = {}
    was_closed = set()
    for matter_id, at, before, now in turns:
        if before is MatterStatus.CLOSED:
            was_closed.add(matter_id)
        if now is MatterStatus.OPEN and matter_id in was_closed:
            found[matter_id] = at
            was_closed.discard(matter_id)
    return found


def key_dates_reached(scope: Scope, ids: Collection[UUID]) -> DatesAhead:
    """(day, local time or None) of key dates in the matters of these ``ids``: those that are over, and that lie ahead.

    One that was ticked off or called off early was reached on that day.
    """
    return reached(scope.reader, scope.moment, telling_dates(scope, ids, scope.moment))


def reached(reader: Reader, moment: datetime, dates: Iterable[TellingDate]) -> DatesAhead:
    """The same of key dates, as they stood at a moment."""
    found: dict[UUID, list[tuple[date, time | None]]] = defaultdict(list)
    for matter_id, on, at, done_at, withdrawn_at in dates:
        if withdrawn_at is not None and withdrawn_at <= moment:
            continue
        if done_at is not None and done_at <= moment and (done := reader.local(done_at)).date() < on:
            found[matter_id].append((done.date(), done.time()))
        else:
            found[matter_id].append((on, at))
    return found


def telling_dates(scope: Scope, ids: Collection[UUID], since: datetime) -> Iterable[TellingDate]:
    """Key dates in the matters of these ``ids`` that stood at some moment from ``since`` on, to the scope's."""
    if scope.reader.known_by is not None:  # as they read then
        known = key_dates(scope.reader, scope.matter_id)
        return [
            TellingDate(one.matter_id, one.on, one.at, one.done_at, None)
            for one in known
            if one.kind in TELLING
        ]
    stands = KeyDate.withdrawn_at.is_(None) | (KeyDate.withdrawn_at > since)
    query = select(*(getattr(KeyDate, name) for name in TellingDate._fields)).where(
        KeyDate.kind.in_(sorted(TELLING)), stands
    )
    rows = scope.reader.session.execute(scope.of(query, KeyDate.matter_id, ids))
    return [TellingDate(*row) for row in rows]


def events_of(
    reader: Reader,
    plan: Plan,
    given: datetime | None,
    excused: date | None,
    *,
    reopened_at: datetime | None,
    stages: Sequence[datetime],
    dates: Sequence[tuple[date, time | None]],
) -> Iterator[Event]:
    """What of these no update was given about yet, excused, or is from before the schedule."""
    if reopened_at is not None:
        day = reader.local(reopened_at).date()
        told = given is not None and given >= reopened_at
        if not told and plan.counted_from <= day and (excused is None or excused < day):
            yield Event(Why.REOPENED, day)
    for at in stages:
        day = reader.local(at).date()
        if _open(plan, day, at, given, excused):
            yield Event(Why.STAGE, day)
    for day, clock in dates:
        begins = datetime.combine(day, clock or time.min, tzinfo=reader.zone)
        if _open(plan, day, begins, given, excused):
            yield Event(Why.KEY_DATE, day)


def _open(plan: Plan, day: date, at: datetime, given: datetime | None, excused: date | None) -> bool:
    if given is not None and given >= at:
        return False
    before = day < plan.counted_from or (day == plan.counted_from and at < plan.began_at)
    return not before and (excused is None or excused < day)
