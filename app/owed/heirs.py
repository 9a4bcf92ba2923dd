"""Who could take over, and how much each has to do already."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select

from app.hours.queries import away_on
from app.matters.models import Matter
from app.matters.words import MatterStatus
from app.owed.items import OwedState
from app.owed.queries import owed
from app.people.models import Colleague
from app.people.queries import colleagues
from app.people.words import Role
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Heir:
    """Somebody who could take over. ``matters`` they answer for, or are the point of contact in; what they owe within
    a week, and what of it is late."""

    id: UUID
    name: str
    role: Role
    matters: int
    owed: int
    late: int

    @property
    def load(self) -> str:
        """As in "12 matters, 5 owed, 2 late"."""
        matters = "1 matter" if self.matters == 1 else f"{self.matters} matters"
        late = f", {self.late} late" if self.late else ""
        return f"{matters}, {self.owed} owed{late}"


def heirs(
    reader: Reader, from_id: UUID, on: date | None = None, *, away_too: bool = False
) -> tuple[Heir, ...]:
    """Who could take over from somebody on a day (None: today), by name.

    Not who has left, who reads only, or who is away on that day, but where nobody else may (``away_too``).
    """
    away = {} if away_too else away_on(reader, on or reader.today)
    items = owed(reader).items
    owing = Counter(item.person_id for item in items)
    late = Counter(item.person_id for item in items if item.state is OwedState.OVERDUE)
    matters = _matters(reader)
    return tuple(
        Heir(one.id, one.name, one.role, matters.get(one.id, 0), owing[one.id], late[one.id])
        for one in colleagues(reader)
        if one.id not in away and one.id != from_id and one.role is not Role.READ_ONLY
    )


def _matters(reader: Reader) -> dict[UUID, int]:
    named = or_(Matter.responsible_id == Colleague.id, Matter.point_of_contact_id == Colleague.id)
    query = (
        select(Colleague.id, func.count())
        .join(Matter, named)
        .where(Matter.status != MatterStatus.CLOSED, Colleague.active)
        .group_by(Colleague.id)
    )
    return {one: int(count) for one, count in reader.session.execute(query)}
