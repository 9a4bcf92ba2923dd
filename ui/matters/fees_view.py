"""What a matter's page shows of fees, read in one go, and as rows: arrangements, every figure, what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.care.duties import next_costs_update
from app.care.estimate import say_sums
from app.care.firm_rule import fee_rule, firm_currency
from app.care.queries import ArrangementRow, Costs, FigureRow, arrangements, costs, figures
from app.care.rules import FeeRule
from app.care.words import CostsKind, FeeLevel
from app.contactlog.queries import untold_developments
from app.kernel.money import say_money
from app.kernel.numbers import say_number
from app.kernel.said import say_day
from app.matters.words import DevelopmentKind
from app.reports.status.fees import say_arrangement
from app.storage.transaction import Reader
from ui.kit import chips
from ui.kit.chips import Chip, Tone
from ui.kit.row_model import Group, Row
from ui.schedule.desk import Desk

translate = QCoreApplication.translate
TONES = {FeeLevel.WITHIN: Tone.ACCENT, FeeLevel.AMBER: Tone.SOON, FeeLevel.RED: Tone.LATE}
"""The colours of the levels; a word and a sign say the same beside them."""


@dataclass(frozen=True, slots=True)
class FeesView:
    """Where the costs stand, every figure and arrangement, the firm's rule and currency, and by when costs are told
    again (None: never); ``to_warn``: the client has not heard yet of news about costs."""

    costs: Costs
    figures: tuple[FigureRow, ...]
    arrangements: tuple[ArrangementRow, ...]
    rule: FeeRule
    currency: str
    next_on: date | None
    to_warn: bool = False

    def due_soon(self, today: date) -> bool:
        """Whether a costs update is due by now or within a month."""
        return self.next_on is not None and (self.next_on - today).days <= 31


def read_fees(reader: Reader, matter_id: UUID) -> FeesView:
    """All of one matter."""
    return FeesView(
        costs(reader, matter_id),
        figures(reader, matter_id),
        arrangements(reader, matter_id),
        fee_rule(reader),
        firm_currency(reader),
        next_costs_update(reader, matter_id),
        any(one.kind is DevelopmentKind.COSTS for one in untold_developments(reader, matter_id)),
    )


def fees_sentence(fees: FeesView, today: date) -> str:
    """How much of the estimate is used, and by when the client hears of costs again."""
    stands, said = fees.costs.standing, []
    if stands is not None:
        words = translate("Fees", "{used} of {estimate}: {percent} % of the estimate is used{tax}.")
        tax = translate("Fees", ", tax included") if stands.with_tax else ""
        used, of = (say_money(one, stands.currency, fees.currency) for one in (stands.used, stands.of))
        said.append(words.format(used=used, estimate=of, percent=stands.percent, tax=tax))
    elif fees.costs.estimate is not None and fees.costs.to_date is not None:
        said.append(translate("Fees", "Estimate and costs are in two currencies and cannot be compared."))
    if fees.next_on is not None:
        by = translate("Fees", "Tell the client of the costs again by {day}.")
        said.append(by.format(day=say_day(fees.next_on, today)))
    return " ".join(said)


def level_chip(fees: FeesView) -> Chip | None:
    """Amber and red in a word and a sign; None while the estimate holds."""
    stands = fees.costs.standing
    if stands is None or stands.level is FeeLevel.WITHIN:
        return None
    words = translate("Fees", "{percent} % used")
    if stands.used > stands.of:
        words = translate("Fees", "estimate passed")
    knows = translate("Fees", "tell the client") if fees.to_warn else translate("Fees", "the client knows")
    said = f"{words.format(percent=stands.percent)}: {knows}"
    return chips.urgent(said) if stands.level is FeeLevel.AMBER else chips.late(said)


def fee_groups(fees: FeesView, desk: Desk) -> list[Group]:
    """What was arranged, and every figure the client was told: the newest first."""
    estimates = [row for row in fees.figures if row.kind is CostsKind.ESTIMATE]
    bills = [row for row in fees.figures if row.kind is CostsKind.TO_DATE]
    return [
        Group(translate("Fees", "Arrangement"), tuple(_arrangements(fees, desk))),
        Group(translate("Fees", "Estimates"), tuple(_estimates(fees, estimates, desk))),
        Group(
            translate("Fees", "Costs to date"),
            (*_lines(fees, desk), *(_bill(fees, row, desk) for row in bills)),
        ),
    ]


def _arrangements(fees: FeesView, desk: Desk) -> list[Row]:
    rows = []
    holds = next((one.id for one in fees.arrangements if one.holds_from <= desk.today), None)
    for one in fees.arrangements:
        day = say_day(one.holds_from, desk.today)
        if one.holds_from > desk.today:
            chip = chips.plain(translate("Fees", "from {day}").format(day=day))
        elif one.id == holds:
            chip = chips.done(translate("Fees", "since {day}").format(day=day))
        else:
            chip = chips.plain(translate("Fees", "earlier, from {day}").format(day=day))
        kind, _, rates = say_arrangement(one, fees.currency).partition(": ")
        words = " · ".join(filter(None, (rates, one.words, one.reason))) or " "
        rows.append(Row(("arrangement", one.id), kind, "", "file-text", words, (chip,), tip=words.strip()))
    return rows


def _estimates(fees: FeesView, rows: list[FigureRow], desk: Desk) -> list[Row]:
    found = []
    for number, row in enumerate(rows):
        one = row.figure
        words = " · ".join(filter(None, (one.covers, one.reason, one.note))) or " "
        told = translate("Fees", "told {day}") if one.told else translate("Fees", "not told, {day}")
        chip = chips.plain(told.format(day=say_day(one.on, desk.today)))
        version = (
            translate("Fees", "revision") if number < len(rows) - 1 else translate("Fees", "first estimate")
        )
        found.append(
            Row(
                ("figure", row.id),
                say_sums(one, fees.currency),
                version,
                "dollar-sign",
                words,
                (chip,),
                tip=f"{words}\n{desk.name_of(row.author_id)}".strip(),
            )
        )
    return found


def _bill(fees: FeesView, row: FigureRow, desk: Desk) -> Row:
    one = row.figure
    day = say_day(one.on, desk.today)
    told = translate("Fees", "told {day}") if one.told else translate("Fees", "up to {day}, not told")
    return Row(
        ("figure", row.id),
        say_sums(one, fees.currency),
        translate("Fees", "typed in"),
        "dollar-sign",
        one.note or " ",
        (chips.plain(told.format(day=day)),),
        tip=desk.name_of(row.author_id),
    )


def _lines(fees: FeesView, desk: Desk) -> tuple[Row, ...]:
    """What the lines of another system come to with the figure typed before them."""
    one = fees.costs.to_date
    if one is None or not one.lines:
        return ()
    words = translate("Fees", "with {count} lines of work brought in").format(count=say_number(one.lines))
    chip = chips.plain(translate("Fees", "up to {day}, not told").format(day=say_day(one.on, desk.today)))
    return (
        Row(
            ("lines",),
            say_sums(one, fees.currency),
            translate("Fees", "brought in"),
            "dollar-sign",
            words,
            (chip,),
        ),
    )
