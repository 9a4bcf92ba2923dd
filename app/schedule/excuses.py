"""Updates that were not given, and why (PRACTICE D2)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.schedule.models import UpdateExcuse
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class ExcuseRow:
    """One that was excused: the day it was due on, why, when and by whom that was said."""

    due_on: date
    reason: str
    excused_at: datetime
    excused_by: UUID


def excuses(reader: Reader, matter_id: UUID) -> tuple[ExcuseRow, ...]:
    """Those of a matter by the reader's moment, the latest first."""
    query = (
        select(*(getattr(UpdateExcuse, one.name) for one in fields(ExcuseRow)))
        .where(
            UpdateExcuse.matter_id == matter_id,
            UpdateExcuse.excused_at <= min(reader.now, reader.known_by or reader.now),
        )
        .order_by(UpdateExcuse.due_on.desc())
    )
    return tuple(ExcuseRow(*row) for row in reader.session.execute(query))
