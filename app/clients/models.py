"""Clients and their contact points."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.clients.words import ClientKind, PointKind
from app.storage.base import Base, Id


class Client(Base):
    """A person or an organisation the firm acts for, and how they want to be treated (A1, A2)."""

    __tablename__ = "clients"

    id: Mapped[Id]
    kind: Mapped[ClientKind]
    name: Mapped[str]
    """As one says it: "Nora Whitcombe", "Larkspur Catering, Inc."."""
    name_key: Mapped[str] = mapped_column(index=True)
    """Folded, for comparing and filtering."""
    salutation: Mapped[str] = mapped_column(default="")
    first_name: Mapped[str] = mapped_column(default="")
    last_name: Mapped[str] = mapped_column(default="")
    company: Mapped[str] = mapped_column(default="")
    job_title: Mapped[str] = mapped_column(default="")
    preferred_channel: Mapped[str] = mapped_column(default="")
    preferred_times: Mapped[str] = mapped_column(default="")
    never_channels: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[bool] = mapped_column(default=False)
    accessibility: Mapped[str] = mapped_column(default="")
    technology_limits: Mapped[str] = mapped_column(default="")
    vulnerability: Mapped[str] = mapped_column(default="")
    may_decide: Mapped[str] = mapped_column(default="")
    do_not_tell: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    external_id: Mapped[str | None] = mapped_column(index=True)
    archived: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime]


class ContactPoint(Base):
    """One way to reach a client. A changed one is retired, not overwritten (A3)."""

    __tablename__ = "contact_points"

    id: Mapped[Id]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), index=True)
    kind: Mapped[PointKind]
    value: Mapped[str]
    match_key: Mapped[str] = mapped_column(index=True)
    """An e-mail address in lower case, a phone's digits, a folded address."""
    label: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    verified_on: Mapped[date | None]
    verified_by: Mapped[UUID | None]
    added_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
