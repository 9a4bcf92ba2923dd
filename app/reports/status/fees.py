"""Costs against the estimate, as a client reads them (PRACTICE F1, K1)."""

from __future__ import annotations

from uuid import UUID

from app.care.estimate import say_sums
from app.care.firm_rule import firm_currency
from app.care.queries import ArrangementRow, Costs, arrangement, costs
from app.care.rules import Figure
from app.kernel.money import say_money
from app.kernel.said import say_date
from app.reports.content import FeeLine
from app.storage.transaction import Reader


def fee_lines(reader: Reader, matter_id: UUID) -> tuple[FeeLine, ...]:
    """The estimate, whether it changed and why, and what it has cost of it; nothing where nothing was told."""
    return costs_lines(costs(reader, matter_id), firm_currency(reader))


def costs_lines(stated: Costs, home: str) -> tuple[FeeLine, ...]:
    """The same of figures that were read; ``home``: the firm's currency."""
    lines = []
    if stated.estimate is not None:
        right = ""
        if stated.standing is not None:
            right = f"{stated.standing.percent} % used"
            if stated.estimate.tax is not None and not stated.standing.with_tax:
                right += " before tax"
        lines.append(FeeLine("Estimate", _estimate(stated, stated.estimate, home), right))
        if stated.estimate.covers:
            lines.append(FeeLine("It covers", stated.estimate.covers))
    if stated.to_date is not None:
        whole = " in all" if stated.to_date.in_all else ""
        said = f"{say_sums(stated.to_date, home)}{whole}, as of {say_date(stated.to_date.on)}"
        lines.append(FeeLine("To date", said))
    return tuple(lines)


def _estimate(stated: Costs, estimate: Figure, home: str) -> str:
    said = f"{say_sums(estimate, home)}, given on {say_date(estimate.on)}"
    if stated.estimate_before is None:
        return f"{said}; unchanged"
    why = f" ({estimate.reason.rstrip('.')})" if estimate.reason else ""
    return f"{said}; before that {say_sums(stated.estimate_before, home)}{why}"


def say_arrangement(found: ArrangementRow, home: str) -> str:
    """As in "By the hour: partner $450 an hour, paralegal $140 an hour. Travel is not charged."."""
    rates = ", ".join(
        f"{rate.who} {say_money(rate.amount, found.currency, home)} per {rate.per}" for rate in found.rates
    )
    said = found.kind.label[:1].upper() + found.kind.label[1:]
    return f"{said}: {rates}" if rates else said


def arrangement_said(reader: Reader, matter_id: UUID) -> str:
    """What the client pays for, on the reader's day; "" where nothing was arranged."""
    found = arrangement(reader, matter_id)
    if found is None:
        return ""
    said = say_arrangement(found, firm_currency(reader))
    return f"{said}. {found.words}" if found.words else f"{said}."
