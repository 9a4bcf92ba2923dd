"""What happened in the matter, as the client has to hear it (PRACTICE D3)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from app.bootstrap import Workspace
from app.kernel.errors import Invalid, Problem
from app.matters.commands import NewDevelopment, add_development
from app.matters.words import DevelopmentKind, is_urgent
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, TextField
from ui.kit.formsheet import Command, FormSheet
from ui.schedule.desk import Desk

translate = QCoreApplication.translate


class DevelopmentForm(FormSheet):
    """Kind, when, what; urgent or not, essential or not."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk, matter_id: UUID) -> None:
        super().__init__(over, workspace, translate("DevelopmentForm", "Development"))
        self._desk, self._matter_id = desk, matter_id
        self.kind: Choice[DevelopmentKind] = Choice([(kind, kind.label) for kind in DevelopmentKind])
        self.when = DateWords(
            desk.parse_past_moment, self._say, placeholder=self.tr("now, yesterday 14:00, Fri")
        )
        self.text = GrowingText(self.tr("In words the client understands"), least=3)
        self.document = TextField(self.tr("number on the docket"))
        self.urgent = QCheckBox(self.tr("Urgent: the client hears of it within hours"))
        self.extra = QCheckBox(self.tr("Supplementary: it can wait for the next update"))
        self.form.add(self.tr("What kind"), self.kind, "kind")
        self.form.add(self.tr("When"), self.when, "occurred_at")
        self.form.add(self.tr("What happened"), self.text, "text")
        self.form.add(self.tr("Document"), self.document, "document_number")
        self.form.add("", self.urgent, "urgent")
        self.form.add("", self.extra, "essential")
        self.when.setText("now")
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        self.urgent.toggled.connect(self._on_urgent_toggled)

    def command(self) -> Command:
        moment = self.when.value()
        if not isinstance(moment, datetime):
            message = self.tr("Say when it happened: “now”, “yesterday 14:00”, “13 Nov 9:30”.")
            raise Invalid([Problem("occurred_at", "no-time", message)])
        new = NewDevelopment(
            self._matter_id,
            self.kind.value(),
            moment,
            self.text.text(),
            self.document.text().strip(),
            essential=not self.extra.isChecked(),
            urgent=self.urgent.isChecked(),
        )
        return lambda tx: add_development(tx, new)

    def _say(self, moment: date) -> str:
        return self._desk.say_moment(moment) if isinstance(moment, datetime) else self._desk.say(moment)

    def _on_kind_changed(self, _index: int) -> None:
        always = is_urgent(self.kind.value(), marked=False)  # offers and our own errors (D3)
        self.urgent.setEnabled(not always)
        if always:
            self.urgent.setChecked(True)

    def _on_urgent_toggled(self, on: bool) -> None:
        self.extra.setEnabled(not on)
        if on:
            self.extra.setChecked(False)
