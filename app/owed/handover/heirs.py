"""Who could take over, and how much each has to do already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.hours.queries import away_on
from app.kernel.language import counted, tr
from app.matters.keepers import KeeperRole
from app.owed.handover.who_was_named import named_in, running_then
from app.owed.items import OwedState
from app.owed.queries import owed
from app.people.queries import ColleagueRow, colleagues
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
        matters = counted(self.matters, "1 matter", "{count} matters").format(count=self.matters)
        words = tr("{matters}, {owed} owed, {late} late") if self.late else tr("{matters}, {owed} owed")
        return words.format(matters=matters, owed=self.owed, late=self.late)


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
        Heir(one.id, one.name, one.role, matters[one.id], owing[one.id], late[one.id])
        for one in colleagues(reader, active_only=False)
        if was_here(reader, one)
        and one.id not in away
        and one.id != from_id
        and one.role is not Role.READ_ONLY
    )


def was_here(reader: Reader, one: ColleagueRow) -> bool:
    """Whether somebody was at the firm at the reader's moment."""
    if reader.known_by is not None and one.added_at > reader.known_by:
        return False
    return one.active or (one.left_at is not None and one.left_at > reader.now)


def _matters(reader: Reader) -> Mapping[UUID | None, int]:
    named = named_in(reader, running_then(reader)).values()
    both = ({one[KeeperRole.RESPONSIBLE], one[KeeperRole.CONTACT]} for one in named)
    return Counter(who for several in both for who in several)
