"""In which matters something changed that decides what is owed there: since somebody looked, on whatever desk.

Triggers note it in the transaction of the change (migration 0024). Nothing is decided by what stands here: it only says
what has to be derived anew (`app.owed.kept`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.base import Base, same_id
from app.storage.rows import all_rows


class OwedChange(Base):
    """Something changed in a matter, or in any (None). ``latest``: of all moments written so far from which something
    counts."""

    __tablename__ = "owed_changes"

    number: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[UUID | None]
    latest: Mapped[datetime]


_ALL = "SELECT number, matter_id, latest FROM main.owed_changes ORDER BY number"


@dataclass(frozen=True, slots=True)
class Changes:
    """The last changes there were, the earliest first: number and the digits of the matter, None for any."""

    rows: Sequence[tuple[int, str | None]]
    latest: str
    """The latest moment ever written, as the database spells it: at no earlier one is anything settled."""

    @property
    def number(self) -> int:
        """Of the last one."""
        return self.rows[-1][0]

    def since(self, number: int) -> set[UUID] | None:
        """The matters in which something changed after that change; None where it may be any, or too much did."""
        if number < self.rows[0][0]:
            return None
        found = {matter for one, matter in self.rows if one > number}
        return None if None in found else {same_id(one) for one in found if one is not None}


def changes(session: Session) -> Changes:
    """As the transaction sees them; those of hidden matters, too: what is derived of them is nothing."""
    rows = cast("list[tuple[int, str | None, str]]", all_rows(session, _ALL))
    return Changes([row[:2] for row in rows], rows[-1][2])
