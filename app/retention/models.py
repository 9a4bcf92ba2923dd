"""Rules for keeping closed matters, holds, originals that the firm keeps, and what reviews decided (PRACTICE J5)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.retention.words import DocumentKind, RetentionEvent
from app.storage.base import Base, Id
from app.storage.versions import Version

_STANDS = text("lifted_at IS NULL")


class RetentionRuleVersion(Version):
    """One version of a rule of the firm's: how long after an event matters of a practice area are kept."""

    __tablename__ = "retention_rules"
    __table_args__ = (UniqueConstraint("area_key", "event", "number"),)

    practice_area: Mapped[str]
    area_key: Mapped[str]
    """Folded; empty for every practice area."""
    event: Mapped[RetentionEvent]
    months: Mapped[int]
    in_force: Mapped[bool]
    """False: from this version on there is no such rule."""


class RetentionSettingVersion(Version):
    """One version of what else the firm says of retention."""

    __tablename__ = "retention_settings"

    majority_age: Mapped[int]
    keep_number: Mapped[bool]
    """Whether a certificate of destruction keeps the matter's number."""
    keep_name: Mapped[bool]
    """Whether it keeps the client's name."""


class LegalHold(Base):
    """What stops the destruction of a matter, or of all that is held on a client, until somebody lifts it."""

    __tablename__ = "legal_holds"
    __table_args__ = (
        Index(None, "matter_id", sqlite_where=_STANDS, postgresql_where=_STANDS),
        Index(None, "client_id", sqlite_where=_STANDS, postgresql_where=_STANDS),
    )

    id: Mapped[Id]
    matter_id: Mapped[UUID | None] = mapped_column(ForeignKey("matters.id"))
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("clients.id"))
    """One of the two is there."""
    reason: Mapped[str]
    set_at: Mapped[datetime]
    set_by: Mapped[UUID]
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[UUID | None]
    lifted_reason: Mapped[str] = mapped_column(default="")


class KeptDocument(Base):
    """An original that the firm keeps for a client: its matter is kept as long as that lasts."""

    __tablename__ = "kept_documents"

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), index=True)
    kind: Mapped[DocumentKind]
    title: Mapped[str]
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]
    ended_on: Mapped[date | None]
    """When it was given back, or its life ended otherwise."""
    ended_how: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]


class RetentionReview(Base):
    """Somebody with the right looked at a matter that was due, and it is kept longer."""

    __tablename__ = "retention_reviews"

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), index=True)
    keep_until: Mapped[date]
    """The first day on which it is due again."""
    reason: Mapped[str]
    reviewed_at: Mapped[datetime]
    reviewed_by: Mapped[UUID]
