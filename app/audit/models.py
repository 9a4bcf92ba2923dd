"""The audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, LargeBinary, and_, text
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base

_ASKED = "object_kind IN ('follow_up', 'colleague')"
"""The kinds that are looked up one by one: few among the events, so that a save pays nothing for the index."""

GIVING = ("handed over", "taken back")
"""Acts that give what was agreed to somebody else, among what they list."""


class AuditEvent(Base):
    """One link of the chain. Triggers refuse to change, delete or skip one."""

    __tablename__ = "audit_events"
    __table_args__ = (
        Index("ix_audit_events_asked", "object_kind", "action", "object_id", sqlite_where=text(_ASKED)),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[UUID]
    action: Mapped[str]
    object_kind: Mapped[str]
    object_id: Mapped[UUID | None]
    body_hash: Mapped[bytes] = mapped_column(LargeBinary)
    previous: Mapped[bytes] = mapped_column(LargeBinary)
    mac: Mapped[bytes] = mapped_column(LargeBinary)


class AuditKey(Base):
    """The key that sealed the chain up to ``last_seq``, from one rotation of the vault's key back to the one before.

    That of the present epoch is derived from the database key and stands nowhere. Triggers refuse to change one.
    """

    __tablename__ = "audit_keys"

    epoch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_seq: Mapped[int]
    key: Mapped[bytes] = mapped_column(LargeBinary)


class AuditBody(Base):
    """What an event says in detail. Apart from the chain, which holds its hash, so that what must be destroyed one
    day (J5) can be without breaking the chain."""

    __tablename__ = "audit_bodies"

    seq: Mapped[int] = mapped_column(ForeignKey("audit_events.seq"), primary_key=True)
    body: Mapped[str]


class AuditCut(Base):
    """That the details of an event were destroyed with what they spoke of (J5); the chain keeps their hash.

    ``left`` is the SHA-256 of what is left of a body that speaks of other things, too. The event of the destruction
    vouches for its cuts (`app.audit.cuts`). Triggers refuse to change or delete one, and to delete a body without one.
    """

    __tablename__ = "audit_cuts"

    seq: Mapped[int] = mapped_column(ForeignKey("audit_events.seq"), primary_key=True)
    certificate: Mapped[int] = mapped_column(primary_key=True)
    """The number of the certificate; of several the last one counts."""
    left: Mapped[bytes | None] = mapped_column(LargeBinary)


def by_kind(kind: Literal["follow_up", "colleague"]) -> ColumnElement[bool]:
    """Events of a kind, by the index: SQLite takes a partial one only where its own words stand in the question."""
    return and_(text(_ASKED), AuditEvent.object_kind == kind)
