"""Matters, developments, key dates."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.matters.words import DevelopmentKind, KeyDateKind, MatterStatus
from app.storage.base import Base, Id, JsonText

_KEY_IS_ROW: Final = {"sqlite_with_rowid": False}
"""The key is all of the row: one tree holds both."""


class Matter(Base):
    """One piece of work for one or more clients."""

    __tablename__ = "matters"
    __table_args__ = (
        Index(None, "status", "id"),  # which matters run, without reading the matters
        Index(None, "closed_on"),  # which were closed long ago (J5)
    )

    id: Mapped[Id]
    number: Mapped[str]
    number_key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    title_key: Mapped[str]
    """Folded, for the type-ahead filter."""
    practice_area: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(default="")
    status: Mapped[MatterStatus]
    court: Mapped[str] = mapped_column(default="")
    court_number: Mapped[str] = mapped_column(default="")
    court_country: Mapped[str] = mapped_column(default="", server_default="")
    court_subdivision: Mapped[str] = mapped_column(default="", server_default="")
    """The place whose holidays the court keeps, as ISO codes; empty for the firm's own."""
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    responsible_id: Mapped[UUID | None] = mapped_column(ForeignKey("colleagues.id"))
    point_of_contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("colleagues.id"))
    supervisor_id: Mapped[UUID | None] = mapped_column(ForeignKey("colleagues.id"))
    """Who watches over the matter; none: the firm's lead."""
    emergency_contact: Mapped[str] = mapped_column(default="")
    priorities: Mapped[str] = mapped_column(default="")
    """What the client wants first, in the client's words (D5)."""
    key_point: Mapped[str] = mapped_column(default="")
    """The most important point of the next report, where it is none that a date or an action tells (K1)."""
    options: Mapped[str] = mapped_column(default="")
    """Options and risks as the next report tells them (K1)."""
    decision_asked: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    external_id: Mapped[str | None] = mapped_column(index=True)
    added_at: Mapped[datetime]


class MatterClient(Base):
    """Whom a matter is for; position 0 is the client that letters go to."""

    __tablename__ = "matter_clients"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), primary_key=True, index=True)
    position: Mapped[int]


class _Correctable:
    """What can be corrected and withdrawn. The row says what counts now; what it said stands in a `_Version`."""

    written_at: Mapped[datetime]
    author_id: Mapped[UUID]
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime | None]
    """When the version that counts was written; none for what was never moved or corrected."""
    withdrawn_at: Mapped[datetime | None]
    """Since when it counts for nothing; why stands in the audit trail and in ``withdrawn_reason``."""
    withdrawn_reason: Mapped[str] = mapped_column(default="")


class _Version:
    """How a thing read from one writing to the next; kept from its first correction or move on."""

    version: Mapped[int] = mapped_column(primary_key=True)
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]
    reason: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any]] = mapped_column(JsonText)


class Development(_Correctable, Base):
    """Something that happened in the matter that the client has to hear of (D3)."""

    __tablename__ = "developments"
    __table_args__ = (UniqueConstraint("matter_id", "origin"),)

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), index=True)
    kind: Mapped[DevelopmentKind]
    occurred_at: Mapped[datetime]
    text: Mapped[str]
    """What happened; of a court's docket entry what the court itself wrote, without the filer's words in italics."""
    whole_text: Mapped[str] = mapped_column(default="")
    """The docket entry whole, where ``text`` leaves words out."""
    plain_words: Mapped[str] = mapped_column(default="")
    """The same in words for the client; the letter says these where there are any (D6)."""
    document_number: Mapped[str] = mapped_column(default="")
    essential: Mapped[bool] = mapped_column(default=True)
    urgent: Mapped[bool] = mapped_column(default=False)
    origin: Mapped[str | None]
    """Where it came from, so that it never comes twice; none for one that was typed."""


class DevelopmentVersion(_Version, Base):
    """One writing of a development."""

    __tablename__ = "development_versions"

    of_id: Mapped[UUID] = mapped_column(ForeignKey("developments.id"), primary_key=True)


class KeyDate(_Correctable, Base):
    """Hearing, appointment, deadline, limitation date or milestone. ``at`` is the firm's local time,
    none for a whole day."""

    __tablename__ = "key_dates"
    # Deadlines that nobody has met yet, among all that were.
    __table_args__ = (Index(None, "kind", "done_at"),)

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), index=True)
    kind: Mapped[KeyDateKind]
    on: Mapped[date] = mapped_column(index=True)
    at: Mapped[time | None]
    title: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    client_attends: Mapped[bool] = mapped_column(default=False)
    who_acts: Mapped[str] = mapped_column(default="")
    done_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    """Since when it is known that it does not take place; ``done_at`` is the same, for it is not ahead any more."""


class KeyDateVersion(_Version, Base):
    """One writing of a key date."""

    __tablename__ = "key_date_versions"

    of_id: Mapped[UUID] = mapped_column(ForeignKey("key_dates.id"), primary_key=True)


class MatterWall(Base):
    """The matter exists for the people of `MatterPerson` alone; `app.storage.walls` holds the rest off (J2)."""

    __tablename__ = "matter_walls"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    restricted_by: Mapped[UUID]
    since: Mapped[datetime]
    reason: Mapped[str]


class MatterPerson(Base):
    """Somebody for whom a restricted matter exists."""

    __tablename__ = "matter_people"
    __table_args__ = _KEY_IS_ROW

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matter_walls.matter_id"), primary_key=True)
    colleague_id: Mapped[UUID] = mapped_column(ForeignKey("colleagues.id"), primary_key=True)
