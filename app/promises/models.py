"""Terms of firm, client and matter, as they were written; what of a breach was shown to whom."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.promises.rules import ClockKind
from app.promises.terms import EscalationTo
from app.storage.base import Base, Id


class PromiseTermsVersion(Base):
    """Terms are never changed: others are written after them, which hold for contacts from a moment on.

    Neither client nor matter: the firm's own. A promise is spelled "48 working_day_hours", "" where it is inherited.
    """

    __tablename__ = "promise_terms"
    __table_args__ = (
        Index("ix_promise_terms_client_id", "client_id", sqlite_where=text("client_id IS NOT NULL")),
        Index("ix_promise_terms_matter_id", "matter_id", sqlite_where=text("matter_id IS NOT NULL")),
    )

    id: Mapped[Id]
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("clients.id"))
    matter_id: Mapped[UUID | None] = mapped_column(ForeignKey("matters.id"))
    acknowledge: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    urgent_acknowledge: Mapped[str] = mapped_column(default="")
    urgent_answer: Mapped[str] = mapped_column(default="")
    steps: Mapped[str] = mapped_column(default="")
    """Of the firm alone: one step a line, "responsible 24 working_day_hours"; "" for the usual ones."""
    holds_from: Mapped[datetime]
    """For contacts from this moment on."""
    reason: Mapped[str] = mapped_column(default="")
    set_at: Mapped[datetime]
    set_by: Mapped[UUID]


class EscalationShown(Base):
    """That a step of a breach was shown to somebody: once for each step and person (E4)."""

    __tablename__ = "escalation_shown"
    __table_args__ = (UniqueConstraint("entry_id", "clock", "step", "colleague_id"),)

    id: Mapped[Id]
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("contact_entries.id"))
    """The contact that was not acknowledged or answered."""
    clock: Mapped[ClockKind]
    step: Mapped[EscalationTo]
    colleague_id: Mapped[UUID] = mapped_column(ForeignKey("colleagues.id"))
    due_at: Mapped[datetime]
    """When it had been due, as it was shown."""
    shown_at: Mapped[datetime]
