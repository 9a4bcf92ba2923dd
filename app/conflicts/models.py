"""Conflict checks that were made: what was searched, what was found, what was concluded."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.conflicts.words import Conclusion, Match, Source
from app.storage.base import Base, Id, JsonText


class ConflictCheck(Base):
    """One check, kept as evidence that it was made."""

    __tablename__ = "conflict_checks"

    id: Mapped[Id]
    asked_at: Mapped[datetime]
    asked_by: Mapped[UUID]
    about: Mapped[str] = mapped_column(default="")
    """What the check was for: "New matter: Lease of the pier"."""
    names: Mapped[list[str]] = mapped_column(JsonText)
    phones: Mapped[list[str]] = mapped_column(JsonText)
    emails: Mapped[list[str]] = mapped_column(JsonText)
    matter_id: Mapped[UUID | None] = mapped_column(ForeignKey("matters.id"), index=True)
    """The matter it was made for, where there was one already."""
    searched: Mapped[dict[str, int]] = mapped_column(JsonText)
    """How many records of each source were looked through, those that may be seen."""
    more: Mapped[int] = mapped_column(default=0)
    """How many matches there were beyond those that are kept."""
    restricted: Mapped[bool] = mapped_column(default=False)
    """Whether something matched that who asked must not see."""
    conclusion: Mapped[Conclusion] = mapped_column(default=Conclusion.OPEN)
    note: Mapped[str] = mapped_column(default="")
    concluded_at: Mapped[datetime | None]
    concluded_by: Mapped[UUID | None]


class ConflictHit(Base):
    """One match of a check, as it read then. Those of a restricted matter are seen by whom it exists for."""

    __tablename__ = "conflict_hits"

    check_id: Mapped[UUID] = mapped_column(ForeignKey("conflict_checks.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[Source]
    asked: Mapped[str]
    found: Mapped[str]
    match: Mapped[Match]
    detail: Mapped[str] = mapped_column(default="")
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("clients.id"))
    matter_id: Mapped[UUID | None] = mapped_column(ForeignKey("matters.id"))
