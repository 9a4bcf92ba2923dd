"""Setting how often a client is updated, and excusing an update that is not given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.contactlog.queries import last_updates
from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.matters.able import must_be_able_in
from app.matters.models import Matter
from app.people.duties import must_be_able
from app.people.models import Colleague
from app.schedule.defaults import check_rhythm, columns_of
from app.schedule.models import UpdateExcuse, UpdatePlan
from app.schedule.queries import update_dues
from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval
from app.schedule.words import IntervalUnit, Roll, UpdateFormat
from app.storage.rows import among
from app.storage.transaction import Transaction
from app.workdays.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class NewPlan:
    """How often, in what format and by whom. ``counted_from``: as if the last update was given that day."""

    matter_id: UUID
    count: int
    unit: IntervalUnit
    counted_from: date | None = None
    at_most_days: int | None = None
    format: UpdateFormat | None = None
    by_id: UUID | None = None
    anchor_day: int | None = None
    at_stages: bool = False
    at_dates: bool = False
    roll: Roll | None = None

    @property
    def rhythm(self) -> Rhythm:
        """The same as one value."""
        return Rhythm(
            Interval(self.count, self.unit),
            self.anchor_day,
            self.at_stages,
            self.at_dates,
            self.roll,
            self.at_most_days,
        )


def new_plan(
    matter_id: UUID,
    rhythm: Rhythm,
    by: UpdateFormat | None = None,
    by_id: UUID | None = None,
    counted_from: date | None = None,
) -> NewPlan:
    """A plan of a rhythm."""
    return NewPlan(
        matter_id,
        rhythm.interval.count,
        rhythm.interval.unit,
        counted_from,
        rhythm.at_most_days,
        by,
        by_id,
        rhythm.anchor_day,
        rhythm.at_stages,
        rhythm.at_dates,
        rhythm.roll,
    )


def set_plan(tx: Transaction, new: NewPlan) -> None:
    """Give a matter its own update schedule, instead of the one it had, or had by default.

    Without ``counted_from`` it counts from where the one before did, so that nothing owed is forgiven; the first one
    from the last update given, or else from today.
    """
    if tx.session.get(Matter, new.matter_id) is None:
        raise NotFound("no-matter", tr("That matter is not in the vault."), field="matter")
    if new.by_id is not None and tx.session.get(Colleague, new.by_id) is None:
        raise NotFound("no-colleague", tr("That person is not on the firm's list."), field="by")
    before = _newest(tx, new.matter_id)
    if new.by_id != (before.by_id if before else None):
        must_be_able_in(tx.reader(), new.matter_id, new.by_id, "by")
    if new.counted_from is not None and new.counted_from > tx.today:
        raise Refused(
            "from-future", tr("The schedule cannot count from a day that is still to come."), field="from"
        )
    check_rhythm(new.rhythm)
    values = {
        **columns_of(new.rhythm),
        "matter_id": new.matter_id,
        "format": new.format,
        "by_id": new.by_id,
        "counted_from": new.counted_from or _counts_from(tx, new.matter_id, before),
    }
    version = before.version + 1 if before else 1
    tx.session.add(UpdatePlan(version=version, set_at=tx.now, set_by=tx.actor, **values))
    tx.session.flush()
    tx.record("set", "update_plan", new.matter_id, **values)
    tx.touch("matter", new.matter_id)


def give_plans(tx: Transaction, heirs: Mapping[UUID, UUID]) -> None:
    """Somebody else keeps the update schedules of these matters; all else in them stays. In one statement.

    That who takes over may see each matter is for who gives to look at. Raises `Refused` ("has-left", "reads-only"),
    `NotFound` ("no-plan").
    """
    tx.need(Right.WRITE)
    for who in set(heirs.values()):
        must_be_able(tx.session, who, "by")
    query = select(UpdatePlan).where(among(UpdatePlan.matter_id, heirs)).order_by(UpdatePlan.version)
    newest = {plan.matter_id: plan for plan in tx.session.scalars(query)}
    if newest.keys() != heirs.keys():
        raise NotFound("no-plan", tr("That matter has no update schedule."), field="matter")
    rows = []
    for matter_id, plan in newest.items():
        said = {one.name: getattr(plan, one.name) for one in fields(NewPlan)} | {"by_id": heirs[matter_id]}
        rows.append({**said, "version": plan.version + 1, "set_at": tx.now, "set_by": tx.actor})
        tx.record("set", "update_plan", matter_id, **said)
        tx.touch("matter", matter_id)
    tx.insert(UpdatePlan, *rows)


def drop_plan(tx: Transaction, matter_id: UUID) -> None:
    """Take the matter's own schedule away. It then has the firm's for its area and stage; where there is none, it
    counts as forgotten unless something else is dated."""
    plan = _newest(tx, matter_id)
    if plan is not None and plan.dropped_at is None:
        plan.dropped_at = tx.now
        tx.record("dropped", "update_plan", matter_id)
        tx.touch("matter", matter_id)


def excuse_update(
    tx: Transaction, matter_id: UUID, due_on: date, reason: str, calendar: WorkCalendar
) -> None:
    """The update due that day will not be given; the schedule goes on from there (D2)."""
    due = update_dues(tx.reader(), calendar, matter_id).get(matter_id)
    if due is None:
        raise Refused("no-plan", tr("This matter has no update schedule."), field="matter")
    if due.due_on != due_on:
        message = tr("No update is due on {isoformat}; the next one is due on {isoformat_2}.").format(
            isoformat=due_on.isoformat(), isoformat_2=due.due_on.isoformat()
        )
        raise Refused("not-due", message, field="excuse")
    record_excuse(tx, matter_id, due_on, reason)


def record_excuse(
    tx: Transaction, matter_id: UUID, due_on: date, reason: str, *, dropped: bool = False
) -> None:
    """Write down why an update was not given; that it was due that day is for who calls to know. ``dropped``: a
    change had dropped it, and nothing is counted from its day."""
    reason = given_reason(reason, "Please say why the update is not given.")
    tx.session.add(
        UpdateExcuse(
            matter_id=matter_id,
            due_on=due_on,
            reason=reason,
            excused_at=tx.now,
            excused_by=tx.actor,
            dropped=dropped,
        )
    )
    tx.session.flush()
    tx.record("excused", "update", matter_id, due_on=due_on, reason=reason)
    tx.touch("matter", matter_id)


def _counts_from(tx: Transaction, matter_id: UUID, before: UpdatePlan | None) -> date:
    """Where a schedule counts from that does not say it."""
    if before is not None and before.dropped_at is None:
        return before.counted_from
    reader = tx.reader()
    given = last_updates(reader, matter_id).get(matter_id)
    if given is not None:
        return reader.local(given).date()
    now = update_dues(reader, WorkCalendar(), matter_id).get(matter_id)  # by default: from the same day on
    return tx.today if now is None else now.counted_from


def _newest(tx: Transaction, matter_id: UUID) -> UpdatePlan | None:
    query = select(UpdatePlan).where(UpdatePlan.matter_id == matter_id).order_by(UpdatePlan.version.desc())
    return tx.session.scalars(query.limit(1)).first()
