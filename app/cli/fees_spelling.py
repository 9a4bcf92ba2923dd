"""How fees are spelled in JSON: every amount a text with its currency, exact. These keys are a contract."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from app.care.duties import next_costs_update
from app.care.firm_rule import fee_rule, firm_currency
from app.care.queries import ArrangementRow, Costs, FigureRow, arrangement, arrangements, costs, figures
from app.care.rules import FeeRule, FeeStanding, Figure
from app.kernel.money import written
from app.people.queries import colleagues
from app.storage.transaction import Reader

Json = dict[str, object]


def money(amount: Decimal | None, currency: str) -> Json | None:
    """``{"amount": "11000.00", "currency": "USD"}``; null for what is not said."""
    return None if amount is None else {"amount": written(amount, currency), "currency": currency}


def figure(one: Figure) -> Json:
    """A figure; of a range ``amount`` is the upper end, ``low`` the lower."""
    return {
        "amount": money(one.amount, one.currency),
        "low": money(one.low, one.currency),
        "tax": money(one.tax, one.currency),
        "disbursements": money(one.disbursements, one.currency),
        "total": money(one.total(with_tax=True), one.currency),
        "on": one.on,
        "covers": one.covers,
        "reason": one.reason,
        "note": one.note,
        "told": one.told,
        "in_all": one.in_all,
        "lines": one.lines,
    }


def standing(one: FeeStanding | None) -> Json | None:
    """How much of the estimate is used; null where there is nothing to compare."""
    if one is None:
        return None
    return {
        "used": money(one.used, one.currency),
        "of": money(one.of, one.currency),
        "with_tax": one.with_tax,
        "percent": one.percent,
        "level": one.level,
    }


def costs_said(found: Costs) -> Json:
    """Where a matter's costs stand."""
    return {
        "estimate": figure(found.estimate) if found.estimate else None,
        "estimate_before": figure(found.estimate_before) if found.estimate_before else None,
        "to_date": figure(found.to_date) if found.to_date else None,
        "standing": standing(found.standing),
    }


def arranged(one: ArrangementRow, names: Mapping[UUID, str]) -> Json:
    """What the client pays for from a day on."""
    return {
        "id": one.id,
        "kind": one.kind,
        "words": one.words,
        "rates": [
            {"who": rate.who, "rate": money(rate.amount, one.currency), "per": rate.per} for rate in one.rates
        ],
        "holds_from": one.holds_from,
        "reason": one.reason,
        "set_at": one.set_at,
        "set_by": names.get(one.set_by),
    }


def history(row: FigureRow, names: Mapping[UUID, str]) -> Json:
    """One figure as it was written down."""
    said = {"id": row.id, "kind": row.kind, **figure(row.figure)}
    del said["lines"]
    return {**said, "written_at": row.written_at, "author": names.get(row.author_id)}


def of_matter(reader: Reader, matter_id: UUID, number: str) -> Json:
    """All that `fees show` says of a matter."""
    names = {one.id: one.name for one in colleagues(reader, active_only=False)}
    holds = arrangement(reader, matter_id)
    return {
        "matter": number,
        **costs_said(costs(reader, matter_id)),
        "next_update_due": next_costs_update(reader, matter_id),
        "arrangement": arranged(holds, names) if holds else None,
        "arrangements": [arranged(one, names) for one in arrangements(reader, matter_id)],
        "figures": [history(one, names) for one in figures(reader, matter_id)],
    }


def rule(reader: Reader) -> Json:
    """The firm's rule; ``currency`` is the one that counts."""
    found: FeeRule = fee_rule(reader)
    return {
        "amber": found.amber,
        "red": found.red,
        "with_tax": found.with_tax,
        "update_months": found.update_months,
        "currency": firm_currency(reader),
    }
