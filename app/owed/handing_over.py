"""Whoever leaves hands over: matters, update schedules and agreed actions get another person, as one act."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from app.contactlog.follow_up_commands import give_follow_up
from app.contactlog.queries import follow_ups
from app.kernel.errors import Refused
from app.kernel.rights import Right
from app.matters.commands import edit_matter
from app.matters.queries import matter_sheet
from app.owed.left_with import LeftMatter, LeftWith, left_with
from app.people.queries import colleague
from app.schedule.commands import NewPlan, set_plan
from app.schedule.models import UpdatePlan
from app.storage.transaction import Transaction


def hand_over(tx: Transaction, from_id: UUID, to_id: UUID) -> LeftWith:
    """Put ``to_id`` in the place of ``from_id`` in all that is not closed or done; what that was. Needs `Right.WRITE`.

    Only what the actor may see is handed over (J2). Raises `NotFound`, `Refused` ("has-left").
    """
    tx.need(Right.WRITE)
    reader = tx.reader()
    heir = colleague(reader, to_id)
    if not heir.active:
        raise Refused(
            "has-left", f"{heir.name} is no longer at the firm. Please choose somebody else.", field="heir"
        )
    left = left_with(reader, from_id)
    with tx.as_one("handed over", "colleague", from_id, to=to_id):
        for matter in left.matters:
            _matter(tx, matter, to_id)
        for one in follow_ups(reader, open_only=True):
            if one.colleague_id == from_id:
                give_follow_up(tx, one.id, to_id)
    return left


def _matter(tx: Transaction, left: LeftMatter, to_id: UUID) -> None:
    if left.as_responsible or left.as_contact:
        details = matter_sheet(tx.reader(), left.id).details
        responsible = to_id if left.as_responsible else details.responsible_id
        contact = to_id if left.as_contact else details.point_of_contact_id
        edit_matter(tx, left.id, replace(details, responsible_id=responsible, point_of_contact_id=contact))
    if left.gives_updates:
        query = select(UpdatePlan).where(UpdatePlan.matter_id == left.id).order_by(UpdatePlan.version.desc())
        plan = tx.session.scalars(query.limit(1)).one()
        set_plan(
            tx,
            NewPlan(left.id, plan.count, plan.unit, None, plan.at_most_days, plan.format, to_id),
        )
