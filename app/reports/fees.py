"""Costs against the estimate, as a client reads them (PRACTICE F1, K1)."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from app.care.queries import Figure, costs
from app.kernel.said import say_date
from app.reports.content import FeeLine
from app.storage.transaction import Reader

_SIGNS = {
    "US": "$",
    "CA": "$",
    "AU": "$",
    "NZ": "$",
    "GB": "£",
    "IE": "€",
    "DE": "€",
    "FR": "€",
    "AT": "€",
    "NL": "€",
}


def fee_lines(reader: Reader, matter_id: UUID, country: str) -> tuple[FeeLine, ...]:
    """The estimate, whether it changed, and what has been billed of it; nothing where nothing was told."""
    stated = costs(reader, matter_id)
    lines = []
    if stated.estimate is not None:
        before = stated.estimate_before
        changed = f"; before that {money(before, country)}" if before is not None else "; unchanged"
        text = f"{money(stated.estimate, country)}, given on {say_date(stated.estimate.on)}{changed}"
        share = stated.share_used
        lines.append(FeeLine("Estimate", text, f"{round(share * 100)} % used" if share is not None else ""))
    if stated.to_date is not None:
        lines.append(
            FeeLine("To date", f"{money(stated.to_date, country)}, as of {say_date(stated.to_date.on)}")
        )
    return tuple(lines)


def money(figure: Figure, country: str) -> str:
    """An amount in the firm's currency; whole amounts without cents."""
    return say_amount(figure.amount, country)


def say_amount(amount: Decimal, country: str) -> str:
    """An amount in the currency of ``country`` (two letters); whole amounts without cents."""
    said = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return f"{_SIGNS.get(country, '')}{said}"
