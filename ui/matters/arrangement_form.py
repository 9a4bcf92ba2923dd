"""What a client pays for and at which rates, and a costs update that is not given (PRACTICE F1, F2)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.care.commands import NewArrangement, arrange_fees, excuse_costs_update
from app.care.rates import rate_lines, read_rates
from app.care.words import Arrangement
from app.kernel.said import say_long
from app.workspace import Workspace
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep
from ui.matters.fees_view import FeesView
from ui.schedule.desk import Desk

translate = QCoreApplication.translate


class ArrangementForm(FormSheet):
    """From a day on; what was arranged before holds until then."""

    def __init__(
        self, over: QWidget, workspace: Workspace, desk: Desk, fees: FeesView, matter_id: UUID
    ) -> None:
        title = translate("ArrangementForm", "Fee arrangement and rates")
        super().__init__(over, workspace, title, keep=Keep("arrangement", matter_id))
        self._desk, self._matter_id = desk, matter_id
        before = fees.arrangements[0] if fees.arrangements else None
        self.kind: Choice[Arrangement] = Choice(
            [(one, one.label) for one in Arrangement],
            name=self.tr("Arrangement"),
        )
        self.rates = GrowingText(self.tr("one a line: Partner 450 per hour"), least=2)
        self.words = GrowingText(self.tr("in words, as the client was told"), least=2)
        self._home = fees.currency
        self.currency = TextField(fees.currency, before.currency if before is not None else "")
        self.since = DateWords(desk.parse_ahead, desk.say, placeholder=self.tr("today"))
        self.reason = TextField(self.tr("why it changes"))
        if before is not None:
            self.kind.set_value(before.kind)
            self.rates.setText(rate_lines(before.rates, before.currency))
            self.words.setText(before.words)
        self.form.add(self.tr("Client pays"), self.kind, "kind")
        self.form.add(self.tr("Rates"), self.rates, "rates")
        self.form.add(self.tr("Words"), self.words, "words")
        self.form.add(self.tr("Currency"), self.currency, "currency")
        self.form.add(self.tr("From", "valid from"), self.since, "holds_from")
        self.form.add(self.tr("Why"), self.reason, "reason")
        self.form.show_row("reason", before is not None)

    def command(self) -> Command:
        message = self.tr("This is no date. Try “today” or “1 Jan”.")
        since = day_of(self.since, "holds_from", message) or self._desk.today
        new = NewArrangement(
            self._matter_id,
            self.kind.value(),
            since,
            self.words.text(),
            read_rates(self.rates.text(), self.currency.text().strip().upper() or self._home),
            self.currency.text(),
            self.reason.text(),
        )
        return lambda tx: arrange_fees(tx, new)


class ExcuseCostsForm(FormSheet):
    """The costs update due next will not be given; the one after it counts from its day."""

    def __init__(
        self, over: QWidget, workspace: Workspace, desk: Desk, due_on: date, matter_id: UUID
    ) -> None:
        super().__init__(
            over,
            workspace,
            translate("ExcuseCostsForm", "Excuse a costs update"),
            width=480,
            save=translate("ExcuseCostsForm", "Excuse"),
            keep=Keep("excuse-costs", matter_id),
        )
        self._matter_id = matter_id
        words = self.tr("The costs update due {day} will not be given; the next one counts from then.")
        self.body.insertWidget(0, Label(words.format(day=say_long(due_on, desk.today)), wrap=True))
        self.reason = GrowingText(self.tr("a fixed fee was agreed, and nothing has changed"), least=2)
        self.form.add(self.tr("Why"), self.reason, "reason")

    def command(self) -> Command:
        matter_id, reason = self._matter_id, self.reason.text()
        return lambda tx: excuse_costs_update(tx, matter_id, reason)
