"""The tray: messages that wait to be placed by hand."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from app.exchange.models import TrayItem
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class TrayRow:
    """A message that waits."""

    id: UUID
    arrived_at: datetime
    sent_at: datetime | None
    sender: str
    recipients: str
    subject: str
    text: str
    reason: str


def tray(reader: Reader) -> tuple[TrayRow, ...]:
    """What waits, newest first."""
    query = (
        select(*(getattr(TrayItem, one.name) for one in fields(TrayRow)))
        .where(TrayItem.placed_at.is_(None))
        .order_by(TrayItem.arrived_at.desc(), TrayItem.id.desc())
    )
    return tuple(TrayRow(*row) for row in reader.session.execute(query))


def count_tray(reader: Reader) -> int:
    """How many messages wait."""
    return reader.session.scalar(select(func.count()).where(TrayItem.placed_at.is_(None))) or 0
