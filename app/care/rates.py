"""What an hour of somebody's costs, as people type it and read it: "Partner: 450 per hour"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from app.care.queries import Rate
from app.kernel.errors import Invalid, Problem
from app.kernel.language import spoken, tr
from app.kernel.money import read_amount, written
from app.kernel.numbers import in_signs
from app.kernel.typed import LONGEST, plain

_UNITS: Final = {
    "hour": "hour",
    "day": "day",
    "page": "page",
    "month": "month",
    "copy": "copy",
    "kilometre": "kilometre",
}
"""What is usually paid for, as it is kept and as it is said; another is kept as it was typed."""
_PER: Final = ("per", "an", "a", "each", "/")


def read_rates(words: str, currency: str) -> tuple[Rate, ...]:
    """A rate a line: "Partner: 450 per hour", "Paralegal $140", "Copies 0.20 a page". Raises Invalid, field "rates"."""
    typed = spoken().typed
    line_of, units = _line((*_PER, *typed.written("rates", "per"))), typed.spelled("rates")
    rates = []
    for line in filter(None, (one.strip() for one in words.splitlines())):
        found = line_of.fullmatch(line) if len(line) <= LONGEST else None
        amount = read_amount(found[2], currency) if found else None
        if found is None or amount is None:
            message = tr("Write a rate a line, such as “Partner: 450 per hour”.")
            raise Invalid([Problem("rates", "bad-rate", message)])
        per = found[3] or "hour"
        rates.append(Rate(found[1].rstrip(":, "), amount, units.get(plain(per).rstrip("."), per)))
    return tuple(rates)


def rate_lines(rates: Iterable[Rate], currency: str) -> str:
    """What `read_rates` reads back."""
    return "\n".join(
        tr("{who}: {amount} per {unit}").format(
            who=one.who, amount=in_signs(written(one.amount, currency, grouped=True)), unit=say_unit(one.per)
        )
        for one in rates
    )


def say_unit(per: str) -> str:
    """What is paid for, as people read it."""
    return tr(_UNITS[per]) if per in _UNITS else per


@cache
def _line(per: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(one) + (r"\b" if one[-1:].isalpha() else "") for one in per)
    amount = r"[^\s\d]{0,3}\s?[\d.,’']*\d(?:\s?[€$£]|\s[A-Z]{3}\b)?"
    return re.compile(rf"(.*?\S)[ :,]*?[ :,]\s*({amount})\s*(?:(?:{words})\s*(\S.*))?", re.IGNORECASE)
