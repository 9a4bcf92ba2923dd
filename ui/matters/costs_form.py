"""What the client was told it costs: an estimate, or what has been billed to date (PRACTICE F1)."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.care.commands import NewCostsFigure, state_costs
from app.care.words import CostsKind
from app.kernel.errors import Invalid, Problem
from app.workspace import Workspace
from ui.kit.fields import DateWords, GrowingText, Segmented, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk

translate = QCoreApplication.translate


class CostsForm(FormSheet):
    """A figure and the day the client was told."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk, matter_id: UUID) -> None:
        super().__init__(
            over,
            workspace,
            translate("CostsForm", "Fees told to the client"),
            width=480,
            keep=Keep("costs", matter_id),
        )
        self._desk, self._matter_id = desk, matter_id
        self.kind = Segmented(
            [(CostsKind.ESTIMATE, self.tr("Estimate")), (CostsKind.TO_DATE, self.tr("Billed to date"))],
            name=self.tr("What"),
        )
        self.amount = TextField(self.tr("11,000"))
        self.on = DateWords(desk.parse_back, desk.say, placeholder=self.tr("today, Fri, 6 Nov"))
        self.on.setText(self.tr("today"))
        self.why = GrowingText(self.tr("what it covers, why it changed"), least=2)
        self.form.add(self.tr("What"), self.kind, "kind")
        self.form.add(self.tr("Amount"), self.amount, "amount")
        self.form.add(self.tr("Told on"), self.on, "on")
        self.form.add(self.tr("Note"), self.why, "note")

    def command(self) -> Command:
        amount = read_amount(self.amount.text())
        if amount is None:
            raise Invalid(
                [Problem("amount", "bad-amount", self.tr("Give an amount of money, such as 11,000."))]
            )
        day = day_of(self.on, "on", self.tr("This is no date. Try “today” or “6 Nov”.")) or self._desk.today
        if day > self._desk.today:
            raise Invalid([Problem("on", "in-future", self.tr("That day is still to come."))])
        kind = self.kind.value()
        chosen = kind if isinstance(kind, CostsKind) else CostsKind.ESTIMATE
        new = NewCostsFigure(self._matter_id, chosen, amount, day, self.why.text())
        return lambda tx: state_costs(tx, new)


def read_amount(words: str) -> Decimal | None:
    """The amount in "11,000", "$ 6,400.50" or "6.400,50"; None for anything else."""
    plain = "".join(character for character in words if character.isdecimal() or character in ",.-")
    head, mark, cents = plain.rpartition("," if plain.rfind(",") > plain.rfind(".") else ".")
    if mark and len(cents) in {1, 2}:
        plain = head.replace(",", "").replace(".", "") + "." + cents
    else:
        plain = plain.replace(",", "").replace(".", "")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        return None
    return amount if amount >= 0 else None
