"""What a row of work costs: price times quantity, or the whole of it, as the file says. Pure rules."""

from __future__ import annotations

import re
from decimal import Decimal

from app.care.words import LineKind
from app.exchange.csv_cells import Cells
from app.exchange.csv_records import Charge
from app.exchange.csv_values import in_quotes, read_yes
from app.kernel.language import tr

OF_TIME = {"", "time", "timeentry", "time entry", "hourly", "hours"}
"""What a file calls work by the hour."""
_MONEY = re.compile(
    r"(-?)\s*(?:[$£€]|[A-Z]{3})?\s*(-?)(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(\.\d{1,4})?(?:\s*/\s*h\w*)?",
    re.ASCII,
)
_COMMA = re.compile(
    r"(-?)(?:[$£€]|[A-Z]{3})?\s*(\d{1,12}|\d{1,3}(?:\.\d{3}){1,3}),(\d{1,2})(?:\s*€)?", re.ASCII
)
_GROUPED = re.compile(r"(?<![\d,.])\d{1,3},\d{3}(?![\d,.])", re.ASCII)
"""One comma before three digits: thousands, or the parts of a dinar."""
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?|[.,]\d{1,6}", re.ASCII)
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)", re.ASCII)


def read_charge(cells: Cells) -> Charge | None:
    """The cost of one row; None for one that is not billed or says no price. A price below nothing is a credit.
    Raises RowError for a price or quantity that cannot be read."""
    if read_yes(cells.text("non_billable")):
        return None
    kind = LineKind.TIME if cells.text("kind").casefold() in OF_TIME else LineKind.EXPENSE
    two_ways = any(_GROUPED.search(cells.text(name)) for name in ("total", "price"))
    if cells.text("total"):
        return _charge(kind, _money(cells, "total"), two_ways=two_ways)
    if not cells.text("price"):
        return None
    return _charge(kind, _money(cells, "price") * _quantity(cells, kind), two_ways=two_ways)


def _charge(kind: LineKind, amount: Decimal, *, two_ways: bool) -> Charge | None:
    return Charge(kind, amount, two_ways) if amount else None


def _money(cells: Cells, target: str) -> Decimal:
    words = cells.text(target)
    if found := _MONEY.fullmatch(words):
        amount = Decimal(found[3].replace(",", "") + (found[4] or ""))
        return -amount if found[1] or found[2] else amount
    if found := _COMMA.fullmatch(words):
        amount = Decimal(f"{found[2].replace('.', '')}.{found[3]}")
        return -amount if found[1] else amount
    raise cells.refuse(
        target,
        tr("{cell} is no amount of money, such as 250.00.").format(
            cell=f"{cells.header(target)} {in_quotes(words[:40])}"
        ),
    )


def _quantity(cells: Cells, kind: LineKind) -> Decimal:
    """Hours, or how many; one of it where nothing is said of an expense, none of time."""
    words = cells.text("hours")
    if not words:
        return Decimal(kind is LineKind.EXPENSE)
    if found := _CLOCK.fullmatch(words):
        return Decimal(int(found[1]) * 60 + int(found[2])) / 60
    if _NUMBER.fullmatch(words):
        return Decimal(words.replace(",", "."))
    cell = f"{cells.header('hours')} {in_quotes(words[:40])}"
    raise cells.refuse("hours", tr("{cell} is no quantity, such as 0.4.").format(cell=cell))
