"""The audit trail."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base


class AuditEvent(Base):
    """One link of the chain. Triggers refuse to change, delete or skip one."""

    __tablename__ = "audit_events"

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
