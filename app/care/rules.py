"""How much of an estimate is used, and when costs are to be told again (PRACTICE F2). Values in, values out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.care.words import FeeLevel
from app.kernel.days import add_months
from app.kernel.money import in_mills


@dataclass(frozen=True, slots=True)
class FeeRule:
    """The firm's: from how many percent on a matter is ``amber`` and ``red``, whether totals are compared ``with_tax``,
    after how many months costs are told again at the latest, and in which ``currency`` ("": that of its country)."""

    amber: int = 75
    red: int = 100
    with_tax: bool = True
    update_months: int = 6
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``amount``: fees, of a range its upper end; ``tax`` and ``disbursements`` None: not said apart;
    ``covers`` and ``reason`` are for the client, ``note`` is not.
    ``lines``: how many lines of work from elsewhere are in it; ``in_all``: tax and disbursements are in the amount."""

    amount: Decimal
    on: date
    note: str = ""
    currency: str = "USD"
    low: Decimal | None = None
    tax: Decimal | None = None
    disbursements: Decimal | None = None
    covers: str = ""
    reason: str = ""
    told: bool = True
    lines: int = 0
    in_all: bool = False

    def total(self, *, with_tax: bool) -> Decimal:
        """What it comes to at most."""
        return self.amount + (self.disbursements or 0) + ((self.tax or 0) if with_tax else 0)


@dataclass(frozen=True, slots=True)
class FeeStanding:
    """What is used of an estimate: two totals of one currency, both with tax or both without it."""

    used: Decimal
    of: Decimal
    currency: str
    with_tax: bool
    percent: int
    """Full percents: 99.9 % is 99, so that no figure says that a limit is reached before it is."""
    level: FeeLevel


def standing(estimate: Figure | None, to_date: Figure | None, rule: FeeRule) -> FeeStanding | None:
    """How much of the estimate's upper end is used; None where there is nothing to compare, or two currencies.

    Like is compared with like: tax counts on both sides or on none, so only where both figures say it. Out of what all
    of it cost nobody can take the tax: it is held against the estimate with its tax, whatever the firm compares.
    """
    if estimate is None or to_date is None or estimate.currency != to_date.currency:
        return None
    with_tax = estimate.tax is not None and (to_date.in_all or (rule.with_tax and to_date.tax is not None))
    of, used = estimate.total(with_tax=with_tax), to_date.total(with_tax=with_tax)
    if not of:  # told that it costs nothing: the first cent is too much
        return FeeStanding(used, of, estimate.currency, with_tax, 100, FeeLevel.RED) if used else None
    percent = in_mills(used) * 100 // in_mills(of)
    return FeeStanding(used, of, estimate.currency, with_tax, percent, level_of(used, of, rule))


def level_of(used: Decimal, of: Decimal, rule: FeeRule) -> FeeLevel:
    """Amber and red begin at their percentage exactly, reckoned in whole thousandths."""
    share, whole = in_mills(used) * 100, in_mills(of)
    if share >= whole * rule.red:
        return FeeLevel.RED
    return FeeLevel.AMBER if share >= whole * rule.amber else FeeLevel.WITHIN


def tell_again_by(
    told_on: date, rule: FeeRule, on_or_before: Callable[[date], date], came_on: date | None = None
) -> date:
    """The day by which costs are told again: so many calendar months on (31 August → 28 February), on a working day not
    after it (``on_or_before``), for a promise is not stretched; never before the day after they were told.

    ``came_on``: the day on which fees came into a vault that was older. What would have been due by then is not owed:
    it is the next day of the same rhythm that lies after it, so that thousands of matters do not owe at once, neither
    on that day nor six months on.
    """
    months = rule.update_months
    due = _due(told_on, months, on_or_before)
    while came_on is not None and due <= came_on:
        months += rule.update_months
        due = _due(told_on, months, on_or_before)
    return due


def _due(told_on: date, months: int, on_or_before: Callable[[date], date]) -> date:
    return max(on_or_before(add_months(told_on, months)), told_on + timedelta(days=1))
