"""Costs, read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Select, select

from app.care.models import CostsFigure
from app.care.words import CostsKind
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it was told."""

    amount: Decimal
    on: date
    note: str


@dataclass(frozen=True, slots=True)
class Costs:
    """Where a matter's costs stand. ``estimate_before``: what was told before it was revised; None if it never was."""

    estimate: Figure | None
    estimate_before: Figure | None
    to_date: Figure | None

    @property
    def share_used(self) -> Decimal | None:
        """What part of the estimate is used, 1 being all of it; None without both figures."""
        if self.estimate is None or self.to_date is None or not self.estimate.amount:
            return None
        return self.to_date.amount / self.estimate.amount


def costs(reader: Reader, matter_id: UUID) -> Costs:
    """The figures that counted at the reader's moment."""
    query = _told(reader, matter_id).order_by(CostsFigure.on, CostsFigure.written_at, CostsFigure.id)
    found: dict[CostsKind, list[Figure]] = {kind: [] for kind in CostsKind}
    for row in reader.session.scalars(query):
        found[row.kind].append(Figure(row.amount, row.on, row.note))
    estimates, billed = found[CostsKind.ESTIMATE], found[CostsKind.TO_DATE]
    return Costs(
        estimates[-1] if estimates else None,
        next((one for one in reversed(estimates) if one.amount != estimates[-1].amount), None),
        billed[-1] if billed else None,
    )


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of a matter's costs, of either kind."""

    id: UUID
    kind: CostsKind
    amount: Decimal
    on: date
    note: str


def figures(reader: Reader, matter_id: UUID) -> tuple[FigureRow, ...]:
    """Every figure that was told, newest first (F1: every change)."""
    query = _told(reader, matter_id).order_by(
        CostsFigure.on.desc(), CostsFigure.written_at.desc(), CostsFigure.id.desc()
    )
    return tuple(
        FigureRow(row.id, row.kind, row.amount, row.on, row.note) for row in reader.session.scalars(query)
    )


def _told(reader: Reader, matter_id: UUID) -> Select[CostsFigure]:
    """The figures of days up to the reader's, as far as they had been written down."""
    query = select(CostsFigure).where(CostsFigure.matter_id == matter_id, CostsFigure.on <= reader.today)
    return query if reader.known_by is None else query.where(CostsFigure.written_at <= reader.known_by)
