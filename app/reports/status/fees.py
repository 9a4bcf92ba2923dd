"""Costs against the estimate, as a client reads them (PRACTICE F1, K1)."""

from __future__ import annotations

from uuid import UUID

from app.care.estimate import say_sums
from app.care.firm_rule import firm_currency
from app.care.queries import ArrangementRow, Costs, arrangement, costs
from app.care.rules import Figure
from app.kernel.language import tr
from app.kernel.money import say_money
from app.kernel.said import say_date
from app.reports.content import FeeLine
from app.reports.stationery import on_paper
from app.storage.transaction import Reader

_PER = {"hour": "hour", "day": "day"}
"""What a rate is for, where it is one of these; else as it was typed."""


@on_paper
def fee_lines(reader: Reader, matter_id: UUID) -> tuple[FeeLine, ...]:
    """The estimate, whether it changed and why, and what it has cost of it; nothing where nothing was told."""
    return costs_lines(costs(reader, matter_id), firm_currency(reader))


def costs_lines(stated: Costs, home: str) -> tuple[FeeLine, ...]:
    """The same of figures that were read; ``home``: the firm's currency."""
    lines = []
    if stated.estimate is not None:
        right = ""
        if stated.standing is not None:
            before_tax = stated.estimate.tax is not None and not stated.standing.with_tax
            words = tr("{percent} % used before tax") if before_tax else tr("{percent} % used")
            right = words.format(percent=stated.standing.percent)
        lines.append(FeeLine(tr("Estimate", "of costs"), _estimate(stated, stated.estimate, home), right))
        if stated.estimate.covers:
            lines.append(FeeLine(tr("It covers", "an estimate"), stated.estimate.covers))
    if stated.to_date is not None:
        words = tr("{sums} in all, as of {day}") if stated.to_date.in_all else tr("{sums}, as of {day}")
        said = words.format(sums=say_sums(stated.to_date, home), day=say_date(stated.to_date.on))
        lines.append(FeeLine(tr("To date", "costs"), said))
    return tuple(lines)


def _estimate(stated: Costs, estimate: Figure, home: str) -> str:
    if stated.estimate_before is None:
        words, before = tr("{sums}, given on {day}; unchanged"), ""
    else:
        words = tr("{sums}, given on {day}; before that {before}")
        before = say_sums(stated.estimate_before, home)
        if estimate.reason:
            before += f" ({estimate.reason.rstrip('.')})"
    return words.format(sums=say_sums(estimate, home), day=say_date(estimate.on), before=before)


def say_arrangement(found: ArrangementRow, home: str) -> str:
    """As in "By the hour: partner $450 an hour, paralegal $140 an hour. Travel is not charged."."""
    rates = ", ".join(
        tr("{who} {amount} per {unit}").format(
            who=rate.who,
            amount=say_money(rate.amount, found.currency, home),
            unit=tr(_PER[rate.per], "for each") if rate.per in _PER else rate.per,
        )
        for rate in found.rates
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
