"""Contact entries with their versions, participants, follow-ups, attachments and tags."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome, Telling
from app.storage.base import Base, Id, JsonText

_KEY_IS_ROW: Final = {"sqlite_with_rowid": False}
"""The key is nearly all of the row: one tree holds both."""


class ContactEntry(Base):
    """One contact with or about a client, as it reads now; ``EntryVersion`` keeps how it read before (C1, C2)."""

    __tablename__ = "contact_entries"
    __table_args__ = (
        Index("ix_contact_entries_matter_id_occurred_at", "matter_id", "occurred_at"),
        Index("ix_contact_entries_client_id_occurred_at", "client_id", "occurred_at"),
        Index("ix_contact_entries_occurred_at", "occurred_at"),
        # Most entries answer nothing and stand: those stay out, and a save touches fewer pages.
        Index(
            "ix_contact_entries_acknowledges_id",
            "acknowledges_id",
            sqlite_where=text("acknowledges_id IS NOT NULL"),
            postgresql_where=text("acknowledges_id IS NOT NULL"),
        ),
        Index(
            "ix_contact_entries_answers_id",
            "answers_id",
            "withdrawn_at",
            "occurred_at",
            sqlite_where=text("answers_id IS NOT NULL"),
            postgresql_where=text("answers_id IS NOT NULL"),
        ),
        Index(
            "ix_contact_entries_answered",
            "occurred_at",
            "answers_id",
            sqlite_where=text("answers_id IS NOT NULL"),
            postgresql_where=text("answers_id IS NOT NULL"),
        ),
        Index(
            "ix_contact_entries_withdrawn_at",
            "withdrawn_at",
            "id",
            sqlite_where=text("withdrawn_at IS NOT NULL"),
            postgresql_where=text("withdrawn_at IS NOT NULL"),
        ),
        # What "last updated", "last heard from" and "unanswered" ask of every matter, without reading the whole log.
        Index(
            "ix_contact_entries_updates",
            "matter_id",
            "occurred_at",
            sqlite_where=text("is_update = 1 AND withdrawn_at IS NULL"),
            postgresql_where=text("is_update AND withdrawn_at IS NULL"),
        ),
        # What the calendar counts of each day, from the index alone.
        Index(
            "ix_contact_entries_given",
            "occurred_at",
            "matter_id",
            "is_update",
            "withdrawn_at",
            sqlite_where=text("is_update = 1 AND withdrawn_at IS NULL"),
            postgresql_where=text("is_update AND withdrawn_at IS NULL"),
        ),
        Index(
            "ix_contact_entries_with_client",
            "matter_id",
            "occurred_at",
            sqlite_where=text("with_client = 1 AND withdrawn_at IS NULL"),
            postgresql_where=text("with_client AND withdrawn_at IS NULL"),
        ),
        # Where costs were spoken of, so that it is known when a client last heard of them.
        Index(
            "ix_contact_entries_costs",
            "matter_id",
            "occurred_at",
            sqlite_where=text("costs <> '' AND withdrawn_at IS NULL"),
            postgresql_where=text("costs <> '' AND withdrawn_at IS NULL"),
        ),
        Index(
            "ix_contact_entries_needs_reply",
            "occurred_at",
            "id",
            sqlite_where=text("needs_reply = 1 AND withdrawn_at IS NULL"),
            postgresql_where=text("needs_reply AND withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    matter_id: Mapped[UUID | None] = mapped_column(ForeignKey("matters.id"))
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("clients.id"))
    occurred_at: Mapped[datetime]
    written_at: Mapped[datetime]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("colleagues.id"))
    channel: Mapped[Channel]
    direction: Mapped[Direction]
    outcome: Mapped[Outcome | None]
    duration_minutes: Mapped[int | None]
    reached_at: Mapped[str] = mapped_column(default="")
    """The number or address used."""
    summary: Mapped[str]
    """What was said: information given and received."""
    advice: Mapped[str] = mapped_column(default="")
    """Options, risks, likely outcomes, uncertainty."""
    advice_declined: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default="")
    """Instructions and decisions of the client."""
    for_client: Mapped[str] = mapped_column(default="")
    """What the next letter says of this contact; where it is empty, only that it took place."""
    costs: Mapped[str] = mapped_column(default="")
    identity_checked: Mapped[bool] = mapped_column(default=False)
    interpreter: Mapped[str] = mapped_column(default="")
    """Interpreter or adjustment used."""
    confidentiality: Mapped[str] = mapped_column(default="")
    billable: Mapped[bool] = mapped_column(default=False)
    with_client: Mapped[bool] = mapped_column(default=True)
    """Whether it was contact with the client (C4); a court's notice or an internal note was not."""
    is_update: Mapped[bool] = mapped_column(default=False)
    needs_reply: Mapped[bool] = mapped_column(default=False)
    urgent: Mapped[bool] = mapped_column(default=False)
    acknowledges_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact_entries.id"))
    promised_by: Mapped[datetime | None]
    """When the answer will come, as the acknowledgement said (E2)."""
    answers_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact_entries.id"))
    message_key: Mapped[str | None]
    """Message-ID and fingerprint, "#" between, of the message it was made from."""
    received: Mapped[str] = mapped_column(default="")
    """Information received, where it is kept apart from what was said."""
    declined_confirmed_on: Mapped[date | None]
    """When it was confirmed in writing that advice was declined."""
    held_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("colleagues.id"))
    """Who held the contact, where it was not the author."""
    kind: Mapped[str] = mapped_column(default="")
    """The kind of contact as it was called then ("settlement offer conveyed")."""
    wish_reason: Mapped[str] = mapped_column(default="")
    """Why it went against the client's wishes or the firm's rules for channels (A5)."""
    awaits_client: Mapped[bool] = mapped_column(default=False)
    """Of an acknowledgement: nothing can be answered until the client has; the clocks pause (E3)."""
    version: Mapped[int] = mapped_column(default=1)
    withdrawn_at: Mapped[datetime | None]


class EntryVersion(Base):
    """An entry as it read from one writing to the next. Version 1, the entry as first written, is kept here from the
    first amendment on; until then the entry's own row says it."""

    __tablename__ = "entry_versions"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("contact_entries.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]
    reason: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any]] = mapped_column(JsonText)


class Participant(Base):
    """Somebody who took part, with a role ("client", "interpreter", "opposing counsel")."""

    __tablename__ = "participants"
    __table_args__ = _KEY_IS_ROW

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("contact_entries.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="")


class EntryAnswer(Base):
    """A contact that an entry answers beside the one of ``answers_id``: one reply to several letters."""

    __tablename__ = "entry_answers"
    __table_args__ = _KEY_IS_ROW

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("contact_entries.id"), primary_key=True)
    asked_id: Mapped[UUID] = mapped_column(ForeignKey("contact_entries.id"), primary_key=True, index=True)


class SeveredLink(Base):
    """What an entry was linked to and what is destroyed since (J5): the id alone, without which the entry would not be
    the one that the trail vouches for (`app.contactlog.vouched`)."""

    __tablename__ = "severed_links"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("contact_entries.id"), primary_key=True)
    field: Mapped[str] = mapped_column(String(32), primary_key=True)
    """As the content of an entry calls it: "answers_id", "tells" …"""
    target_id: Mapped[UUID] = mapped_column(primary_key=True)


class EntryTag(Base):
    """A tag on an entry."""

    __tablename__ = "entry_tags"
    __table_args__ = _KEY_IS_ROW

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("contact_entries.id"), primary_key=True)
    tag: Mapped[str] = mapped_column(primary_key=True)


class EntryDevelopment(Base):
    """How an entry and a development belong together: it told the client of it, or it brought the news (C4)."""

    __tablename__ = "entry_developments"
    __table_args__ = (Index("ix_entry_developments_development_id", "development_id", "telling"), _KEY_IS_ROW)

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("contact_entries.id"), primary_key=True)
    development_id: Mapped[UUID] = mapped_column(ForeignKey("developments.id"), primary_key=True)
    telling: Mapped[Telling]


class FollowUp(Base):
    """An agreed action: who, what, by when."""

    __tablename__ = "follow_ups"
    # What is open in which matter, without reading the rest.
    __table_args__ = (Index(None, "done_at", "matter_id"),)

    id: Mapped[Id]
    matter_id: Mapped[UUID | None] = mapped_column(ForeignKey("matters.id"), index=True)
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("clients.id"))
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact_entries.id"), index=True)
    who: Mapped[str]
    side: Mapped[FollowUpSide]
    colleague_id: Mapped[UUID | None] = mapped_column(ForeignKey("colleagues.id"))
    """Which colleague is meant, where it is one."""
    text: Mapped[str]
    due_on: Mapped[date | None] = mapped_column(index=True)
    agreed_at: Mapped[datetime]
    written_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[UUID | None]


class StoredFile(Base):
    """A large file in pieces, in the database before the entry is saved that it belongs to. It is whole when it has
    its SHA-256; one that no attachment names is a form's, and only who chose it may have it."""

    __tablename__ = "stored_files"

    id: Mapped[Id]
    by_id: Mapped[UUID]
    stored_at: Mapped[datetime]
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(default="")


class StoredPiece(Base):
    """A stretch of a large file: neither saving nor opening holds much more than one of them."""

    __tablename__ = "stored_pieces"

    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_files.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes]


class ContactKind(Base):
    """A kind of contact of the firm's own, or its edition of one that comes with the program (``key``)."""

    __tablename__ = "contact_kinds"

    id: Mapped[Id]
    key: Mapped[str]
    name: Mapped[str]
    position: Mapped[int]
    body: Mapped[dict[str, Any]] = mapped_column(JsonText)
    retired_at: Mapped[datetime | None]


class Attachment(Base):
    """A file that belongs to an entry, in the database and so encrypted. A large one has its content in pieces."""

    __tablename__ = "attachments"
    __table_args__ = (
        Index(
            "ix_attachments_stored_id",
            "stored_id",
            sqlite_where=text("stored_id IS NOT NULL"),
            postgresql_where=text("stored_id IS NOT NULL"),
        ),
    )

    id: Mapped[Id]
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("contact_entries.id"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(deferred=True)
    written_at: Mapped[datetime]
    stored_id: Mapped[UUID | None] = mapped_column(ForeignKey("stored_files.id"))
