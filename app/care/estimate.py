"""What something is said to cost, whole: a range, tax and disbursements beside it, its currency, what it covers (F1).

Fees tell it, engagement terms agree to it: both check and say it here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from app.care.firm_rule import firm_currency
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.money import fit_amount, fit_currency, say_money
from app.kernel.text import clean
from app.storage.transaction import Reader

PARTS = ("low", "tax", "disbursements")
"""What an estimate may say beside its amount."""


class Sums(Protocol):
    """The money of an estimate, or of a figure."""

    @property
    def amount(self) -> Decimal:
        """Fees; of a range the upper end."""
        ...

    @property
    def low(self) -> Decimal | None:
        """The lower end of a range."""
        ...

    @property
    def tax(self) -> Decimal | None:
        """Beside it; None: not said apart."""
        ...

    @property
    def disbursements(self) -> Decimal | None:
        """Beside it; None: not said apart."""
        ...

    @property
    def currency(self) -> str:
        """Of all of it."""
        ...


@dataclass(frozen=True, slots=True)
class Estimate:
    """``amount``: fees, of a range from ``low`` its upper end; ``tax`` and ``disbursements`` beside it, where they are
    said apart; ``currency`` "": the firm's; ``covers`` is for the client."""

    amount: Decimal
    low: Decimal | None = None
    tax: Decimal | None = None
    disbursements: Decimal | None = None
    currency: str = ""
    covers: str = ""


def sums_of(one: Sums) -> tuple[Decimal, Decimal | None, Decimal | None, Decimal | None, str]:
    """What is compared where two are said to be the same."""
    return one.amount, one.low, one.tax, one.disbursements, one.currency


def fit_estimate(reader: Reader, new: Estimate) -> Estimate:
    """The estimate as it is kept. Raises `Refused` ("bad-amount", "bad-currency", "bad-range"), for the part that is
    wrong."""
    currency = fit_currency(new.currency) if new.currency.strip() else firm_currency(reader)
    amount = fit_amount(new.amount, currency)
    low, tax, disbursements = (
        None if (part := getattr(new, name)) is None else fit_amount(part, currency, name) for name in PARTS
    )
    if low is not None and low > amount:
        raise Refused("bad-range", tr("The lower end of a range is not above its upper end."), field="low")
    return replace(
        new,
        amount=amount,
        low=None if low == amount else low,
        tax=tax,
        disbursements=disbursements,
        currency=currency,
        covers=clean(new.covers),
    )


def say_sums(one: Sums, home: str) -> str:
    """As in "$11,000", "$9,000 to $11,000", "£4,000 plus disbursements of £350 and tax of £870"; ``home``: the firm's
    currency."""
    said = say_money(one.amount, one.currency, home)
    if one.low is not None:
        said = tr("{low} to {high}").format(low=say_money(one.low, one.currency, home), high=said)
    words = {
        (True, True): tr("{sum} plus disbursements of {disbursements} and tax of {tax}"),
        (True, False): tr("{sum} plus disbursements of {disbursements}"),
        (False, True): tr("{sum} plus tax of {tax}"),
        (False, False): "{sum}",
    }[bool(one.disbursements), bool(one.tax)]
    beside = {
        name: say_money(part, one.currency, home) if part else ""
        for name, part in (("disbursements", one.disbursements), ("tax", one.tax))
    }
    return words.format(sum=said, **beside)
