"""Update plans and excused updates."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.schedule.words import IntervalUnit, UpdateFormat
from app.storage.base import Base


class UpdatePlan(Base):
    """How often a matter's client is updated, in what format and by whom.

    A plan is never changed: another is set after it, so that what counted at an earlier moment can still be read.
    """

    __tablename__ = "update_plans"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int]
    unit: Mapped[IntervalUnit]
    counted_from: Mapped[date]
    """As if the last update was given that day, until one is."""
    at_most_days: Mapped[int | None]
    format: Mapped[UpdateFormat | None]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("colleagues.id"))
    set_at: Mapped[datetime]
    set_by: Mapped[UUID]
    dropped_at: Mapped[datetime | None]
    """When the schedule was taken away without another in its place."""


class UpdateExcuse(Base):
    """An update that was owed and is not given, with the reason (D2)."""

    __tablename__ = "update_excuses"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    reason: Mapped[str]
    excused_at: Mapped[datetime]
    excused_by: Mapped[UUID]
