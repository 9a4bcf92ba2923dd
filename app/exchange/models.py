"""Messages that were imported, those that wait to be placed by hand, and what was learned from placing and matching."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, Id, JsonText


class ImportedMessage(Base):
    """A message that came in once and never comes in again (C5). Key: Message-ID and fingerprint, "#" between."""

    __tablename__ = "imported_messages"

    key: Mapped[str] = mapped_column(primary_key=True)
    imported_at: Mapped[datetime]
    imported_by: Mapped[UUID]
    twin: Mapped[str | None] = mapped_column(index=True)
    """Message-ID, sender, time and subject, hashed, with "msg:" or "eml:" before: Outlook writes the same message with
    another body than the internet does."""


class EntryMessage(Base):
    """The messages that an entry made of a mail is, or answers, by Message-ID or Outlook's conversation, and its
    thread: messages that name one another have the same."""

    __tablename__ = "entry_messages"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  # as SQLAlchemy declares it

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("contact_entries.id"), primary_key=True)
    message_id: Mapped[str] = mapped_column(primary_key=True, index=True)
    thread_id: Mapped[UUID] = mapped_column(index=True)
    is_own: Mapped[bool]
    """Whether it is the entry's own message, not one it refers to."""


class CalendarEvent(Base):
    """The event of a calendar that a key date was made of, so that it comes in once and its changes are followed."""

    __tablename__ = "calendar_events"

    key_date_id: Mapped[UUID] = mapped_column(ForeignKey("key_dates.id"), primary_key=True)
    uid: Mapped[str] = mapped_column(index=True)
    recurrence: Mapped[str] = mapped_column(default="")
    """Which occurrence of an event that repeats; "" for one that does not."""
    sequence: Mapped[int] = mapped_column(default=0)
    is_cancelled: Mapped[bool] = mapped_column(default=False)
    """Whether the calendar cancelled it; a date that somebody finished is left alone."""


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
    address: Mapped[str] = mapped_column(default="", server_default="", index=True)
    """The sender's address alone, in lower case."""
    aside_reason: Mapped[str] = mapped_column(default="", server_default="")
    """Why it was put aside."""


class CsvMapping(Base):
    """Which column is what, in files whose headers no system of ours writes: used again for the same headers."""

    __tablename__ = "csv_mappings"

    id: Mapped[Id]
    fingerprint: Mapped[str] = mapped_column(unique=True)
    """Of the headers, folded and in no order (`remembered.fingerprint`)."""
    headers: Mapped[list[str]] = mapped_column(JsonText)
    record: Mapped[str]
    columns: Mapped[list[list[str]]] = mapped_column(JsonText)
    """Pairs of our field and their header."""
    month_first: Mapped[bool | None]
    remembered_at: Mapped[datetime]
    remembered_by: Mapped[UUID]


class PlaceRule(Base):
    """What comes from this address belongs to this matter: somebody said so when a message was placed."""

    __tablename__ = "place_rules"
    __table_args__ = (UniqueConstraint("address", "matter_id"),)

    id: Mapped[Id]
    address: Mapped[str]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), index=True)
    learned_at: Mapped[datetime]
    learned_by: Mapped[UUID]
