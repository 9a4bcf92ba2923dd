"""Messages that were imported, and those that wait to be placed by hand."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, Id


class ImportedMessage(Base):
    """A message that came in once and never comes in again (C5). Key: Message-ID and fingerprint, "#" between."""

    __tablename__ = "imported_messages"

    key: Mapped[str] = mapped_column(primary_key=True)
    imported_at: Mapped[datetime]
    imported_by: Mapped[UUID]


class TrayItem(Base):
    """A message that names no client and no matter of ours, waiting to be placed by hand."""

    __tablename__ = "tray_items"

    id: Mapped[Id]
    message_key: Mapped[str] = mapped_column(ForeignKey("imported_messages.key"), unique=True)
    arrived_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    sender: Mapped[str]
    recipients: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    reason: Mapped[str]
    raw: Mapped[bytes] = mapped_column(deferred=True)
    cases_placed: Mapped[str] = mapped_column(default="")
    """The cases of a court's notice that have their matter, a `case_key` a line; the others wait."""
    placed_at: Mapped[datetime | None]
    placed_by: Mapped[UUID | None]
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact_entries.id"))
