"""Access requests, what happened to them, what was decided about each item, and what was given."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from app.access.words import Decision, Ending, Ground, TurnKind
from app.channels.words import Channel
from app.storage.base import Base, Id, JsonText
from app.storage.versions import Version

_OPEN = text("closed_on IS NULL")


class AccessRequest(Base):
    """Somebody asks for all that is held about them."""

    __tablename__ = "access_requests"
    __table_args__ = (Index(None, "received_on", sqlite_where=_OPEN, postgresql_where=_OPEN),)

    id: Mapped[Id]
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("clients.id"), index=True)
    """Where who asks is a client."""
    name: Mapped[str]
    """Whom it is about, as they are called."""
    other_names: Mapped[list[str]] = mapped_column(JsonText)
    phones: Mapped[list[str]] = mapped_column(JsonText)
    emails: Mapped[list[str]] = mapped_column(JsonText)
    asked_by: Mapped[str] = mapped_column(default="")
    """Who asks in their name, and by what authority, where they do not ask themselves."""
    wanted: Mapped[str] = mapped_column(default="")
    """What they ask for, in their words; empty: everything."""
    received_on: Mapped[date]
    channel: Mapped[Channel]
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact_entries.id"), index=True)
    """The contact in which it came."""
    handler_id: Mapped[UUID] = mapped_column(ForeignKey("colleagues.id"))
    rule: Mapped[dict[str, Any]] = mapped_column(JsonText)
    """By which law there is how long, as the firm had it when the request was opened."""
    closed_on: Mapped[date | None]
    """Of a closed one the day of its last closing."""
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]


class AccessTurn(Base):
    """Something that happened to a request."""

    __tablename__ = "access_turns"

    id: Mapped[Id]
    request_id: Mapped[UUID] = mapped_column(ForeignKey("access_requests.id"), index=True)
    kind: Mapped[TurnKind]
    on: Mapped[date]
    ending: Mapped[Ending | None]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("colleagues.id"))
    note: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]


class AccessDecision(Base):
    """What was decided about an item; of each item the highest number counts. Behind the wall of the item's matter."""

    __tablename__ = "access_decisions"
    __table_args__ = (UniqueConstraint("request_id", "item_id", "number"),)

    id: Mapped[Id]
    request_id: Mapped[UUID] = mapped_column(ForeignKey("access_requests.id"))
    matter_id: Mapped[UUID | None] = mapped_column(ForeignKey("matters.id"), index=True)
    item_id: Mapped[UUID]
    number: Mapped[int]
    decision: Mapped[Decision]
    ground: Mapped[Ground | None]
    note: Mapped[str] = mapped_column(default="")
    """Why, for the firm; it is not given."""
    given_text: Mapped[str] = mapped_column(default="")
    """What is given instead, of a redacted item."""
    digest: Mapped[str]
    """SHA-256 of what the item said when it was decided: where it says something else since, it is decided anew."""
    taken_back: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether this takes back the decision before it: nothing is decided then."""
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]


class AccessExport(Base):
    """What was given, as one file."""

    __tablename__ = "access_exports"

    id: Mapped[Id]
    request_id: Mapped[UUID] = mapped_column(ForeignKey("access_requests.id"), index=True)
    made_at: Mapped[datetime]
    made_by: Mapped[UUID]
    file: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    sealed: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it asks for a password."""
    part: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether there was more that who made it must not see."""


class AccessGiven(Base):
    """A line of the index of an export, as it left. Behind the wall of the item's matter."""

    __tablename__ = "access_given"

    export_id: Mapped[UUID] = mapped_column(ForeignKey("access_exports.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[UUID | None] = mapped_column(ForeignKey("matters.id"), index=True)
    item_id: Mapped[UUID]
    what: Mapped[str]
    title: Mapped[str]
    day: Mapped[date | None]
    decision: Mapped[Decision]
    ground: Mapped[Ground | None]
    digest: Mapped[str]


class AccessRuleVersion(Version):
    """How long the firm gives itself, by one law, where it differs from what comes with the program."""

    __tablename__ = "access_rules"
    __table_args__ = (UniqueConstraint("law", "number"),)

    law: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JsonText)
