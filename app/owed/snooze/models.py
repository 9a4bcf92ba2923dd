"""What was put off, until when and why."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, Id


class Snooze(Base):
    """Somebody put one thing that is owed off. It changes nothing about when the thing is due.

    A later one for the same thing stands in its place; taking it up again ends it. Nothing is deleted.
    """

    __tablename__ = "snoozes"
    __table_args__ = (Index("ix_snoozes_until_on", "until_on"),)

    id: Mapped[Id]
    kind: Mapped[str]
    """A word of `app.owed.items.OwedKind`."""
    source_id: Mapped[UUID]
    """The entry, development, follow-up or key date; the matter for an update."""
    matter_id: Mapped[UUID | None] = mapped_column(ForeignKey("matters.id"))
    for_due: Mapped[date | None]
    """Of an update: the day on which that one was due. Another one is not put off with it."""
    until_on: Mapped[date]
    """It is back on this day."""
    until_at: Mapped[datetime | None]
    """Back at this moment of that day: of what may be put off within the day alone."""
    reason: Mapped[str]
    set_at: Mapped[datetime]
    set_by: Mapped[UUID]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]
