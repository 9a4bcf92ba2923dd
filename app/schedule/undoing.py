"""How a change of a matter's update schedule is taken back (`app.storage.undoing`)."""

from __future__ import annotations

from dataclasses import fields
from uuid import UUID

from sqlalchemy import select

from app.matters.sheet import matter_sheet
from app.schedule.commands import NewPlan, drop_plan, set_plan
from app.schedule.models import UpdatePlan
from app.storage.transaction import Reader, Transaction
from app.storage.undoing import Way


def plan_way(matter_id: UUID) -> Way:
    """The matter's own schedule; None where it has the firm's or none."""

    def state(reader: Reader) -> NewPlan | None:
        matter_sheet(reader, matter_id)  # who may not see the matter reads nothing of its schedule
        query = select(UpdatePlan).where(UpdatePlan.matter_id == matter_id)
        plan = reader.session.scalars(query.order_by(UpdatePlan.version.desc()).limit(1)).first()
        if plan is None or plan.dropped_at is not None:
            return None
        return NewPlan(**{one.name: getattr(plan, one.name) for one in fields(NewPlan)})

    def put(tx: Transaction, wanted: NewPlan | None, _why: str) -> None:
        if wanted is None:
            drop_plan(tx, matter_id)
        else:
            set_plan(tx, wanted)

    return Way(state, put)
