"""What still stands in the name of somebody of the firm: what needs a new person when they leave."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from app.contactlog.queries import follow_ups
from app.matters.models import Matter
from app.matters.words import MatterStatus
from app.schedule.models import UpdatePlan
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class LeftMatter:
    """A matter that is not closed and needs somebody else: as its lawyer, as the client's point of contact, or to give
    its updates."""

    id: UUID
    number: str
    title: str
    as_responsible: bool
    as_contact: bool
    gives_updates: bool


@dataclass(frozen=True, slots=True)
class LeftWith:
    """The matters by number, and how many agreed actions are not done (of any matter)."""

    matters: tuple[LeftMatter, ...]
    follow_ups: int

    @property
    def update_plans(self) -> int:
        """How many update schedules name this person."""
        return sum(matter.gives_updates for matter in self.matters)

    @property
    def nothing(self) -> bool:
        """Whether nobody else is needed."""
        return not self.matters and not self.follow_ups


def left_with(reader: Reader, colleague_id: UUID) -> LeftWith:
    """What stands in somebody's name, as far as who looks may see it (J2)."""
    plan, later = aliased(UpdatePlan), aliased(UpdatePlan)
    newest = select(func.max(later.version)).where(later.matter_id == plan.matter_id).scalar_subquery()
    plans = select(plan.matter_id).where(
        plan.by_id == colleague_id, plan.dropped_at.is_(None), plan.version == newest
    )
    planned = frozenset(reader.session.scalars(plans))
    query = (
        select(Matter)
        .where(
            Matter.status != MatterStatus.CLOSED,
            or_(
                Matter.responsible_id == colleague_id,
                Matter.point_of_contact_id == colleague_id,
                Matter.id.in_(plans),
            ),
        )
        .order_by(Matter.number_key)
    )
    agreed = [one for one in follow_ups(reader, open_only=True) if one.colleague_id == colleague_id]
    return LeftWith(
        tuple(
            LeftMatter(
                matter.id,
                matter.number,
                matter.title,
                matter.responsible_id == colleague_id,
                matter.point_of_contact_id == colleague_id,
                matter.id in planned,
            )
            for matter in reader.session.scalars(query)
        ),
        len(agreed),
    )
