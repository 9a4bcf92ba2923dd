"""The firm's settings: one row."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import false
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, Id


class Firm(Base):
    """The firm. There is exactly one row."""

    __tablename__ = "firm"

    id: Mapped[Id]
    name: Mapped[str]
    tagline: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    country: Mapped[str]
    subdivision: Mapped[str] = mapped_column(default="")
    time_zone: Mapped[str]
    paper: Mapped[str]
    emergency_contact: Mapped[str] = mapped_column(default="")
    concern_contact: Mapped[str] = mapped_column(default="")
    notices: Mapped[str] = mapped_column(default="")
    logo: Mapped[bytes | None] = mapped_column(deferred=True)
    lead_id: Mapped[UUID | None]
    duplex: Mapped[bool] = mapped_column(default=False, server_default=false())
    letterhead_lines: Mapped[str] = mapped_column(default="", server_default="")
    file_names: Mapped[str] = mapped_column(default="", server_default="")
    language: Mapped[str] = mapped_column(default="", server_default="")
