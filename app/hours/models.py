"""Opening hours, the firm's own days, and who is away."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, Id
from app.workdays.own_days import DayKind


class OpeningSpan(Base):
    """The firm is open from ``opens`` to ``closes`` (00:00 is midnight at the end) on a weekday; 0 is Monday.

    Without any row the firm keeps the usual hours of its place's working days.
    """

    __tablename__ = "opening_hours"

    weekday: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    opens: Mapped[time] = mapped_column(primary_key=True)
    closes: Mapped[time]


class FirmDay(Base):
    """Days on which the firm keeps to no calendar but its own; see `app.workdays.own_days.OwnDay`."""

    __tablename__ = "firm_days"

    id: Mapped[Id]
    kind: Mapped[DayKind]
    first: Mapped[date]
    last: Mapped[date]
    name: Mapped[str] = mapped_column(default="")
    yearly: Mapped[bool] = mapped_column(default=False)
    opens: Mapped[time | None]
    """Of an opened day, where it has hours of its own."""
    closes: Mapped[time | None]
    """When a half day ends, or an opened one."""
    added_at: Mapped[datetime]


class AbsenceRow(Base):
    """Somebody is away, both days included. One taken back stays, so that what was known before can be told."""

    __tablename__ = "absences"

    id: Mapped[Id]
    colleague_id: Mapped[UUID] = mapped_column(ForeignKey("colleagues.id"), index=True)
    first: Mapped[date]
    last: Mapped[date] = mapped_column(index=True)
    stand_in_id: Mapped[UUID | None] = mapped_column(ForeignKey("colleagues.id"))
    note: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
