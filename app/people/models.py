"""Colleagues."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import false
from sqlalchemy.orm import Mapped, mapped_column

from app.people.words import Role
from app.storage.base import Base, Id


class Colleague(Base):
    """Somebody of the firm. One who signs in has a slot of the same id in the vault's header."""

    __tablename__ = "colleagues"

    id: Mapped[Id]
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role]
    job_title: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    added_at: Mapped[datetime]
    is_admin: Mapped[bool] = mapped_column(default=False, server_default=false())
    """May do what keeps the vault going, whatever the role."""
    left_at: Mapped[datetime | None]
    """When somebody was removed: the name stays in what they wrote."""
