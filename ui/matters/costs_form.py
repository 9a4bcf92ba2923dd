"""What the client was told it costs: an estimate with its range, or what it has cost to date (PRACTICE F1)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.care.commands import NewCostsFigure, must_say_why, state_costs
from app.care.estimate import say_sums
from app.care.words import CostsKind
from app.kernel.errors import Invalid, Problem
from app.matters.queries import MatterRow
from app.matters.sheet import matter_sheet
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.care.sums_fields import SumsFields
from ui.kit import tasks
from ui.kit.check import Check
from ui.kit.fields import DateWords, GrowingText, Segmented
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.sheet_draft import Keep
from ui.matters.fees_view import FeesView, read_fees
from ui.schedule.desk import Desk, load_desk

translate = QCoreApplication.translate


def open_costs_form(over: QWidget, workspace: Workspace, matter_id: UUID) -> None:
    """Read what was told so far, then show the form for what it has cost."""

    def read() -> tuple[Desk, FeesView, MatterRow]:
        with workspace.read() as reader:
            return load_desk(reader), read_fees(reader, matter_id), matter_sheet(reader, matter_id).row

    def show(found: tuple[Desk, FeesView, MatterRow]) -> None:
        desk, fees, matter = found
        form = CostsForm(over, workspace, desk, fees, matter_id, CostsKind.TO_DATE)
        form.say_whose(matter.client, matter.title)
        form.open()

    tasks.run(read, owner=over, done=show)


class CostsForm(FormSheet):
    """A figure, what belongs to it, and the day the client was told."""

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        desk: Desk,
        fees: FeesView,
        matter_id: UUID,
        kind: CostsKind = CostsKind.ESTIMATE,
    ) -> None:
        super().__init__(over, workspace, _title(kind), width=560, keep=Keep("costs", matter_id))
        self._desk, self._fees, self._matter_id = desk, fees, matter_id
        self._make_fields(kind)
        self._place_fields()
        self.kind.changed.connect(self._on_kind_changed)
        self.told.toggled.connect(self._on_told_toggled)
        self._on_kind_changed()

    def _make_fields(self, kind: CostsKind) -> None:
        desk, before = self._desk, self._fees.costs.estimate
        self.kind = Segmented(
            [(one, _title(one)) for one in (CostsKind.ESTIMATE, CostsKind.TO_DATE)],
            kind,
            name=self.tr("What"),
        )
        self.sums = SumsFields(self._fees.currency)
        self.sums.currency.setText(before.currency if before is not None else "")
        self.on = DateWords(desk.parse_back, desk.say, placeholder=self.tr("today, Fri, 6 Nov"))
        self.on.setText(self.tr("today"))
        # Whether the client was told is for a person to say: a tick that nobody set would record a telling that never
        # happened, and settle the costs update (PRACTICE F2). Too much reminding is the smaller harm.
        self.told = Check(self.tr("the client was told on that day"))
        self.covers = GrowingText(self.tr("what is included and what is not; the client reads it"), least=1)
        self.reason = GrowingText(self.tr("why it is revised; the client reads it"), least=1)
        self.why = GrowingText(self.tr("for the firm alone"), least=1)

    def _place_fields(self) -> None:
        form = self.form
        form.add(self.tr("What"), self.kind, "kind", term="estimate")
        self.sums.place(form, self.tr("Amount"))
        form.add(self.tr("On"), self.on, "on")
        form.add("", self.told, "told")
        form.add(self.tr("Covers"), self.covers, "covers")
        form.add(self.tr("Why"), self.reason, "reason")
        form.add(self.tr("Note"), self.why, "note")

    def _on_kind_changed(self, *_: object) -> None:
        is_estimate, before = self.kind.value() is CostsKind.ESTIMATE, self._fees.costs.estimate
        self.sums.up_to.setVisible(is_estimate)
        self.form.show_row("covers", is_estimate)
        self.form.show_row("reason", is_estimate and before is not None)
        title = _title(CostsKind.ESTIMATE if is_estimate else CostsKind.TO_DATE)
        self.title.setText(title)
        for named in (self, self.card):
            named.setAccessibleName(title)
        self._say()

    def _on_told_toggled(self, _is_told: bool) -> None:
        self._say()

    def _say(self) -> None:
        """What was estimated so far; of costs to date, that saving the figure alone is no telling."""
        before, next_on, words = self._fees.costs.estimate, self._fees.next_on, ""
        if before is not None:
            figure = say_sums(before, self._fees.currency)
            words = self.tr("Estimated so far: {figure}.").format(figure=figure)
        if self.kind.value() is CostsKind.TO_DATE and next_on is not None and not self.told.isChecked():
            words = self.tr("Not told: a costs update stays due by {day}.").format(
                day=self._desk.say(next_on)
            )
        self.note.setText(words)

    def command(self) -> Command:
        kind = self.kind.value()
        of = kind if isinstance(kind, CostsKind) else CostsKind.ESTIMATE
        is_estimate = of is CostsKind.ESTIMATE
        said = self.sums.read(ranged=is_estimate)
        if said is None:
            message = self.tr("Give an amount of money, such as 11,000.")
            raise Invalid([Problem("amount", "bad-amount", message)])
        day = day_of(self.on, "on", self.tr("This is no date. Try “today” or “6 Nov”.")) or self._desk.today
        if day > self._desk.today:
            raise Invalid([Problem("on", "in-future", self.tr("That day is still to come."))])
        new = NewCostsFigure(
            self._matter_id,
            of,
            said.amount,
            day,
            note=self.why.text(),
            low=said.low,
            tax=said.tax,
            disbursements=said.disbursements,
            currency=said.currency,
            covers=self.covers.text() if is_estimate else "",
            reason=self.reason.text() if is_estimate else "",
            told=self.told.isChecked(),
        )
        return _stating(new)


def _title(kind: CostsKind) -> str:
    if kind is CostsKind.ESTIMATE:
        return translate("CostsForm", "Estimate")
    return translate("CostsForm", "Costs to date")


def _stating(new: NewCostsFigure) -> Callable[[Transaction], object]:
    def state(tx: Transaction) -> object:
        must_say_why(tx.reader(), new)
        return state_costs(tx, new)

    return state
