"""Update plans, the firm's defaults of them, excused updates, seasons of silence."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column

from app.schedule.words import IntervalUnit, Roll, UpdateFormat
from app.storage.base import Base, Id


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
    anchor_day: Mapped[int | None]
    """The day of the month that was promised, 1 to 31."""
    at_stages: Mapped[bool] = mapped_column(default=False, server_default=false())
    at_dates: Mapped[bool] = mapped_column(default=False, server_default=false())
    roll: Mapped[Roll | None]
    """None: as the firm has it."""


class ScheduleDefault(Base):
    """The firm's schedule for matters of a practice area, of a stage, of both or of all, that have none of their own.

    It is never changed: it ends and another begins, so that what counted at an earlier moment can still be read.
    """

    __tablename__ = "schedule_defaults"

    id: Mapped[Id]
    practice_area: Mapped[str]
    area_key: Mapped[str]
    """Folded; empty for every practice area."""
    stage: Mapped[str]
    stage_key: Mapped[str]
    count: Mapped[int]
    unit: Mapped[IntervalUnit]
    at_most_days: Mapped[int | None]
    format: Mapped[UpdateFormat | None]
    anchor_day: Mapped[int | None]
    at_stages: Mapped[bool] = mapped_column(default=False, server_default=false())
    at_dates: Mapped[bool] = mapped_column(default=False, server_default=false())
    roll: Mapped[Roll | None]
    since: Mapped[date]
    """Matters opened before count from this day: since when the firm has a default for them."""
    set_at: Mapped[datetime]
    set_by: Mapped[UUID]
    ended_at: Mapped[datetime | None]


class ScheduleRule(Base):
    """The firm's rule for due days that are no working day, each time it was set; the usual one where it never was."""

    __tablename__ = "schedule_rules"

    id: Mapped[Id]
    roll: Mapped[Roll]
    set_at: Mapped[datetime]
    set_by: Mapped[UUID]


class UpdateExcuse(Base):
    """An update that was owed and is not given, with the reason (D2). The schedule goes on from its day, unless a
    change had ``dropped`` it before: then that change counts."""

    __tablename__ = "update_excuses"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    reason: Mapped[str]
    excused_at: Mapped[datetime]
    excused_by: Mapped[UUID]
    dropped: Mapped[bool] = mapped_column(default=False, server_default=false())


class UpdateSilence(Base):
    """A season in which a matter's client needs no updates, first and last day included, with the reason."""

    __tablename__ = "update_silences"

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), index=True)
    first: Mapped[date]
    last: Mapped[date]
    reason: Mapped[str]
    agreed_with: Mapped[str] = mapped_column(default="", server_default="")
    """Who of the client's agreed to it, and how; "" of one that was written down before this was asked."""
    said_on: Mapped[date | None]
    """The day on which they said so."""
    agreed_at: Mapped[datetime]
    """When it was written down."""
    agreed_by: Mapped[UUID]
    ended_at: Mapped[datetime | None]
    """When it was ended before its time."""
    ended_by: Mapped[UUID | None]
    ended_on: Mapped[date | None]
    """The day from which updates are owed again then."""
