"""Fees told: figures, arrangements, lines of work from elsewhere, costs updates excused, the firm's rule."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, false, true
from sqlalchemy.orm import Mapped, mapped_column

from app.care.words import Arrangement, CostsKind, LineKind
from app.storage.base import Base, Id, JsonText
from app.storage.versions import Version


class CostsFigure(Base):
    """One figure: an estimate as it was told, or what it has cost to date. Revisions are new rows."""

    __tablename__ = "costs_figures"
    __table_args__ = (Index("ix_costs_figures_told", "matter_id", "on", "told"),)

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), index=True)
    kind: Mapped[CostsKind]
    amount: Mapped[Decimal]
    """Fees; of a range its upper end. Tax, and disbursements where they are said apart, are not in it."""
    on: Mapped[date]
    """The day it was told, or up to which it counts."""
    note: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]
    currency: Mapped[str] = mapped_column(default="", server_default="")
    low: Mapped[Decimal | None]
    tax: Mapped[Decimal | None]
    disbursements: Mapped[Decimal | None]
    covers: Mapped[str] = mapped_column(default="", server_default="")
    """What is included and what is not, as the client reads it."""
    reason: Mapped[str] = mapped_column(default="", server_default="")
    """Why it was revised, as the client reads it."""
    told: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Whether the client was told of it on that day."""
    in_all: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether tax and disbursements are in the amount: what all of it cost, as an ending has it."""


class FeeArrangement(Base):
    """What a client pays for, and at which rates, from a day on. It is never changed: another is agreed after it."""

    __tablename__ = "fee_arrangements"

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"))
    kind: Mapped[Arrangement]
    words: Mapped[str]
    rates: Mapped[list[Any]] = mapped_column(JsonText)
    """[who or what, amount as text, for what ("hour")] each, in its order."""
    currency: Mapped[str]
    holds_from: Mapped[date]
    reason: Mapped[str]
    set_at: Mapped[datetime]
    set_by: Mapped[UUID]

    __table_args__ = (Index("ix_fee_arrangements_matter_id_holds_from", "matter_id", "holds_from"),)


class CostsLine(Base):
    """What one piece of work costs, from the file of another system; what was done stands in the log."""

    __tablename__ = "costs_lines"
    __table_args__ = (Index("ix_costs_lines_matter_id_on", "matter_id", "on"),)

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"))
    key: Mapped[str] = mapped_column(unique=True)
    """The same line comes in once."""
    kind: Mapped[LineKind]
    on: Mapped[date]
    mills: Mapped[int]
    """Thousandths of the currency's unit, so that sums are exact."""
    currency: Mapped[str]
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]


class CostsExcuse(Base):
    """A costs update that was owed and is not given, with the reason; the next is counted from its day."""

    __tablename__ = "costs_excuses"
    __table_args__ = (Index("ix_costs_excuses_matter_id", "matter_id"),)

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"))
    due_on: Mapped[date]
    reason: Mapped[str]
    excused_at: Mapped[datetime]
    excused_by: Mapped[UUID]


class CostsCounting(Base):
    """When fees came into a vault that had figures: what was to be told again before then is not owed. One row, or
    none."""

    __tablename__ = "costs_counting"

    id: Mapped[Id]
    came_at: Mapped[datetime]


class FeeRuleVersion(Version):
    """When the firm warns, by which total, and how often costs are told."""

    __tablename__ = "fee_rules"

    amber: Mapped[int]
    red: Mapped[int]
    with_tax: Mapped[bool]
    update_months: Mapped[int]
    currency: Mapped[str]
