"""What is done for a client's needs, and since when (PRACTICE A1)."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.clients.adjustments import NewAdjustment, end_adjustment, make_adjustment
from app.clients.profile import AdjustmentRow
from app.clients.words import NeedKind
from app.workspace import Workspace
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk

translate = QCoreApplication.translate


class AdjustmentForm(FormSheet):
    """What is done, for which need, since when."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk, client_id: UUID) -> None:
        super().__init__(
            over,
            workspace,
            translate("AdjustmentForm", "Accommodation made"),
            width=540,
            keep=Keep("client-adjustment", client_id),
        )
        self._client_id = client_id
        self.text = GrowingText(self.tr("e.g. letters in 18 point; calls with an interpreter"), least=2)
        self.kind: Choice[NeedKind] = Choice(
            [
                (NeedKind.ACCESS, self.tr("For what they need")),
                (NeedKind.INTERPRETER, self.tr("For the language")),
                (NeedKind.TECHNOLOGY, self.tr("For technology")),
                (NeedKind.CARE, self.tr("For their situation")),
            ],
            name=self.tr("What for"),
        )
        self.on = DateWords(desk.parse_back, desk.say, placeholder=self.tr("today, Fri, 6 Nov"))
        self.on.setText(self.tr("today"))
        self.form.add(self.tr("What is done"), self.text, "text")
        self.form.add(self.tr("What for"), self.kind, "kind")
        self.form.add(self.tr("Since"), self.on, "on")

    def command(self) -> Command:
        day = day_of(self.on, "on", self.tr("This is no date. Try “today” or “6 Nov”."))
        new, client_id = NewAdjustment(self.text.text(), self.kind.value(), day), self._client_id
        return lambda tx: make_adjustment(tx, client_id, new)


class EndAdjustmentForm(FormSheet):
    """It is done no more."""

    def __init__(
        self, over: QWidget, workspace: Workspace, desk: Desk, adjustment: AdjustmentRow, words: str
    ) -> None:
        super().__init__(
            over,
            workspace,
            translate("AdjustmentForm", "Accommodation"),
            width=540,
            save=translate("AdjustmentForm", "It ended"),
            keep=Keep("client-adjustment-end", adjustment.id),
        )
        self._id = adjustment.id
        self.words = Label(words, wrap=True, selectable=True)
        self.on = DateWords(desk.parse_back, desk.say, placeholder=self.tr("today, Fri, 6 Nov"))
        self.on.setText(self.tr("today"))
        self.form.add_wide(self.words)
        self.form.add(self.tr("Ended"), self.on, "on")

    def command(self) -> Command:
        day = day_of(self.on, "on", self.tr("This is no date. Try “today” or “6 Nov”."))
        adjustment_id = self._id
        return lambda tx: end_adjustment(tx, adjustment_id, day)
