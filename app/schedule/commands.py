"""Setting how often a client is updated, and excusing an update that is not given."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.contactlog.queries import last_updates
from app.kernel.errors import NotFound, Refused
from app.kernel.text import clean
from app.matters.models import Matter
from app.people.models import Colleague
from app.people.queries import who_left
from app.schedule.models import UpdateExcuse, UpdatePlan
from app.schedule.queries import update_dues
from app.schedule.rules import LONGEST
from app.schedule.words import IntervalUnit, UpdateFormat
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


def set_plan(tx: Transaction, new: NewPlan) -> None:
    """Give a matter its update schedule, instead of the one it had.

    Without ``counted_from`` it counts from where the one before did, so that nothing owed is forgiven; the first one
    from the last update given, or else from today.
    """
    if tx.session.get(Matter, new.matter_id) is None:
        raise NotFound("no-matter", "That matter is not in the vault.", field="matter")
    if new.by_id is not None and tx.session.get(Colleague, new.by_id) is None:
        raise NotFound("no-colleague", "That person is not on the firm's list.", field="by")
    before = _newest(tx, new.matter_id)
    if new.by_id != (before.by_id if before else None) and who_left(tx.session, [new.by_id]):
        raise Refused(
            "has-left", "That person is not at the firm any more. Please choose somebody else.", field="by"
        )
    if new.counted_from is not None and new.counted_from > tx.today:
        raise Refused(
            "from-future", "The schedule cannot count from a day that is still to come.", field="from"
        )
    if new.at_most_days is not None and not 1 <= new.at_most_days <= LONGEST:
        raise Refused("bad-interval", "The longest interval is from one day to ten years.", field="at_most")
    running = before if before is not None and before.dropped_at is None else None
    start = new.counted_from or (running.counted_from if running else _last_given(tx, new.matter_id))
    values = {**asdict(new), "counted_from": start}
    version = before.version + 1 if before else 1
    tx.session.add(UpdatePlan(version=version, set_at=tx.now, set_by=tx.actor, **values))
    tx.session.flush()
    tx.record("set", "update_plan", new.matter_id, **values)
    tx.touch("matter", new.matter_id)


def drop_plan(tx: Transaction, matter_id: UUID) -> None:
    """Take the schedule away; the matter then counts as forgotten unless something else is dated."""
    plan = _newest(tx, matter_id)
    if plan is not None and plan.dropped_at is None:
        plan.dropped_at = tx.now
        tx.record("dropped", "update_plan", matter_id)
        tx.touch("matter", matter_id)


def excuse_update(
    tx: Transaction, matter_id: UUID, due_on: date, reason: str, calendar: WorkCalendar
) -> None:
    """The update due that day will not be given; the schedule goes on from there (D2)."""
    reason = clean(reason, lines=False)
    if not reason:
        raise Refused("no-reason", "Please say why the update is not given.", field="reason")
    due = update_dues(tx.reader(), calendar, matter_id).get(matter_id)
    if due is None:
        raise Refused("no-plan", "This matter has no update schedule.", field="matter")
    if due.due_on != due_on:
        message = (
            f"No update is due on {due_on.isoformat()}; the next one is due on {due.due_on.isoformat()}."
        )
        raise Refused("not-due", message, field="excuse")
    tx.session.add(
        UpdateExcuse(
            matter_id=matter_id, due_on=due_on, reason=reason, excused_at=tx.now, excused_by=tx.actor
        )
    )
    tx.session.flush()
    tx.record("excused", "update", matter_id, due_on=due_on, reason=reason)
    tx.touch("matter", matter_id)


def _last_given(tx: Transaction, matter_id: UUID) -> date:
    given = last_updates(tx.reader(), matter_id).get(matter_id)
    return tx.today if given is None else given.astimezone(tx.zone).date()


def _newest(tx: Transaction, matter_id: UUID) -> UpdatePlan | None:
    query = select(UpdatePlan).where(UpdatePlan.matter_id == matter_id).order_by(UpdatePlan.version.desc())
    return tx.session.scalars(query.limit(1)).first()
