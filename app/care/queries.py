"""Costs, read: where matters stand, every figure, arrangements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.care.brought import Brought, brought_in
from app.care.estimate import sums_of
from app.care.firm_rule import fee_rule, firm_currency
from app.care.models import CostsFigure, FeeArrangement
from app.care.rules import FeeRule, FeeStanding, Figure, standing
from app.care.words import Arrangement, CostsKind, FeeLevel
from app.kernel.money import from_mills
from app.storage.rows import among
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Costs:
    """Where a matter's costs stand. ``estimate_before``: what was told before it was revised; None if it never was."""

    estimate: Figure | None
    estimate_before: Figure | None
    to_date: Figure | None
    standing: FeeStanding | None = None
    estimate_id: UUID | None = None

    @property
    def level(self) -> FeeLevel:
        """How much of the estimate is used; within it where there is nothing to compare."""
        return self.standing.level if self.standing is not None else FeeLevel.WITHIN

    @property
    def is_compared(self) -> bool:
        """Whether there is an estimate and what it cost in its currency: else it is not known how much is used."""
        estimate, to_date = self.estimate, self.to_date
        return estimate is not None and to_date is not None and estimate.currency == to_date.currency


NONE_TOLD = Costs(None, None, None)


def costs(reader: Reader, matter_id: UUID) -> Costs:
    """The figures that counted at the reader's moment."""
    return costs_of(reader, [matter_id]).get(matter_id, NONE_TOLD)


def matters_currency(reader: Reader, matter_id: UUID) -> str:
    """In which currency it is said what a matter has cost, unless another is named: its estimate's, else the firm's."""
    estimate = costs(reader, matter_id).estimate
    return estimate.currency if estimate is not None else firm_currency(reader)


def costs_of(reader: Reader, matters: Collection[UUID] | None = None) -> Mapping[UUID, Costs]:
    """The same of several matters, or (None) of all that have figures."""
    query = select(CostsFigure).where(*_known(reader))
    if matters is not None:
        query = query.where(among(CostsFigure.matter_id, matters))
    told: dict[UUID, list[CostsFigure]] = defaultdict(list)
    for row in reader.session.scalars(query.order_by(CostsFigure.on, CostsFigure.written_at, CostsFigure.id)):
        told[row.matter_id].append(row)
    lines: dict[UUID, list[Brought]] = defaultdict(list)
    for one in brought_in(reader, matters):
        lines[one.matter_id].append(one)
    rule = fee_rule(reader)
    return {one: _costs(told.get(one, ()), lines.get(one, ()), rule) for one in {*told, *lines}}


def _costs(rows: Iterable[CostsFigure], lines: Iterable[Brought], rule: FeeRule) -> Costs:
    found: dict[CostsKind, list[Figure]] = {kind: [] for kind in CostsKind}
    newest: UUID | None = None
    for row in rows:
        found[row.kind].append(_figure(row))
        newest = row.id if row.kind is CostsKind.ESTIMATE else newest
    estimates, typed = found[CostsKind.ESTIMATE], found[CostsKind.TO_DATE]
    estimate = estimates[-1] if estimates else None
    to_date = with_lines(estimate, typed, lines)
    before = next((one for one in reversed(estimates) if sums_of(one) != sums_of(estimates[-1])), None)
    return Costs(estimate, before, to_date, standing(estimate, to_date, rule), newest)


def with_lines(estimate: Figure | None, figures: Sequence[Figure], lines: Iterable[Brought]) -> Figure | None:
    """What it has cost to date: the figure that was typed last, and the lines of work of later days, in one currency:
    the estimate's if there is one. What is typed in another says nothing of it: it is shown where there is nothing
    else, and never compared. Lines are without tax, so what has some is compared without it."""
    lines = sorted(lines, key=lambda one: one.last)
    last = figures[-1] if figures else None
    figure = estimate or last
    currency = figure.currency if figure is not None else lines[-1].currency if lines else ""
    counted = [one for one in lines if one.currency == currency]
    typed = next((one for one in reversed(figures) if one.currency == currency), None)
    if not counted:
        return typed or last
    time, expenses = (sum(getattr(one, name) for one in counted) for name in ("time", "expenses"))
    base = typed.amount if typed is not None else Decimal(0)
    spent = typed.disbursements if typed is not None else None
    return Figure(
        amount=max(base + from_mills(time), Decimal(0)),
        on=counted[-1].last,
        note=typed.note if typed is not None else "",
        currency=currency,
        disbursements=_with(spent, expenses),
        told=False,
        lines=sum(one.count for one in counted),
        in_all=typed is not None and typed.in_all,
    )


def _with(spent: Decimal | None, mills: int) -> Decimal | None:
    """Disbursements with those of the lines; None where neither says any."""
    if spent is None and not mills:
        return None
    return max((spent or Decimal(0)) + from_mills(mills), Decimal(0))


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of a matter's costs, of either kind."""

    id: UUID
    kind: CostsKind
    figure: Figure
    written_at: datetime
    author_id: UUID


def figures(reader: Reader, matter_id: UUID) -> tuple[FigureRow, ...]:
    """Every figure that was written down, newest first (F1: every change)."""
    query = (
        select(CostsFigure)
        .where(CostsFigure.matter_id == matter_id, *_known(reader))
        .order_by(CostsFigure.on.desc(), CostsFigure.written_at.desc(), CostsFigure.id.desc())
    )
    return tuple(
        FigureRow(row.id, row.kind, _figure(row), row.written_at, row.author_id)
        for row in reader.session.scalars(query)
    )


@dataclass(frozen=True, slots=True)
class Rate:
    """What an hour of somebody's, or one of something, costs."""

    who: str
    amount: Decimal
    per: str = "hour"


@dataclass(frozen=True, slots=True)
class ArrangementRow:
    """What the client pays for from a day on."""

    id: UUID
    kind: Arrangement
    words: str
    rates: tuple[Rate, ...]
    currency: str
    holds_from: date
    reason: str
    set_at: datetime
    set_by: UUID


def arrangements(reader: Reader, matter_id: UUID) -> tuple[ArrangementRow, ...]:
    """Every arrangement of a matter, those to come, too: the newest first."""
    query = select(FeeArrangement).where(FeeArrangement.matter_id == matter_id)
    if reader.known_by is not None:
        query = query.where(FeeArrangement.set_at <= reader.known_by)
    order = (FeeArrangement.holds_from.desc(), FeeArrangement.set_at.desc(), FeeArrangement.id.desc())
    return tuple(
        ArrangementRow(
            row.id,
            row.kind,
            row.words,
            tuple(Rate(who, Decimal(amount), per) for who, amount, per in row.rates),
            row.currency,
            row.holds_from,
            row.reason,
            row.set_at,
            row.set_by,
        )
        for row in reader.session.scalars(query.order_by(*order))
    )


def arrangement(reader: Reader, matter_id: UUID) -> ArrangementRow | None:
    """The one that holds on the reader's day."""
    return next((one for one in arrangements(reader, matter_id) if one.holds_from <= reader.today), None)


def _figure(row: CostsFigure) -> Figure:
    return Figure(
        amount=row.amount,
        on=row.on,
        note=row.note,
        currency=row.currency,
        low=row.low,
        tax=row.tax,
        disbursements=row.disbursements,
        covers=row.covers,
        reason=row.reason,
        told=row.told,
        in_all=row.in_all,
    )


def _known(reader: Reader) -> list[ColumnElement[bool]]:
    """The figures of days up to the reader's, as far as they had been written down."""
    known = [CostsFigure.on <= reader.today]
    return known if reader.known_by is None else [*known, CostsFigure.written_at <= reader.known_by]
