"""Flags of what something costs: an amount, and what is said beside it, in the currency that counts."""

from __future__ import annotations

import argparse
from decimal import Decimal
from typing import Final

from app.cli.flags import amount
from app.kernel.errors import Refused
from app.kernel.money import places, to_the_cent

_FINEST: Final = 3
"""Places of the currencies with the smallest parts."""


def add_beside(parser: argparse.ArgumentParser, *, ranged: bool = True) -> None:
    """Add ``--low`` (of a range), ``--tax``, ``--disbursements`` and ``--currency``."""
    if ranged:
        parser.add_argument("--low", type=amount, metavar="AMOUNT", help="the lower end of a range")
    parser.add_argument("--tax", metavar="AMOUNT|PERCENT", help='beside it: 2200, or "20 %%" of all else')
    parser.add_argument("--disbursements", type=amount, metavar="AMOUNT", help="beside it")
    parser.add_argument("--currency", default="", metavar="CODE")


def exact(given: Decimal | None, currency: str, field: str) -> Decimal | None:
    """An amount that was given, in its currency: 1.250 is one and a quarter of a dinar, and of a dollar nobody knows
    whether a thousand more was meant. Raises `Refused` ("bad-amount")."""
    if given is not None and given.as_tuple().exponent == -_FINEST and places(currency) != _FINEST:
        message = f"An amount in {currency} has two places after the point at most, such as 6,400.50."
        raise Refused("bad-amount", message, field=field)
    return given


def read_tax(words: str | None, net: Decimal, currency: str) -> Decimal | None:
    """An amount, or percents of ``net``, which is fees and disbursements. Raises `Refused` ("bad-amount")."""
    if words is None:
        return None
    try:
        if not words.strip().endswith("%"):
            return exact(amount(words), currency, "tax")
        percent = amount(words.strip().removesuffix("%").strip())
    except argparse.ArgumentTypeError:
        raise Refused("bad-amount", "Please give the tax as 2200 or as “20 %”.", field="tax") from None
    return to_the_cent(net * percent / 100, currency)
