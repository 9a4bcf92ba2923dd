"""The firm's dates into a file for other calendars: from when to when, whose, and whether clients are named."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from app.exchange.calendar_out import AHEAD, SavedCalendar, save_calendar
from app.kernel.errors import Invalid, LiaisonError, Problem
from app.kernel.language import counted
from app.kernel.numbers import say_number
from app.kernel.rights import Right
from app.owed.calendar.day_items import Among
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.chips import Tone
from ui.kit.day_picker import DayPicker
from ui.kit.fields import DateWords
from ui.kit.form import Form
from ui.kit.labels import Label
from ui.kit.rights import needs
from ui.kit.sheet import Sheet
from ui.schedule.desk import Desk


class ExportCalendarSheet(Sheet):
    """`said(words)`: the file is there."""

    said = Signal(str)

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk, among: Among) -> None:
        super().__init__(over, over.tr("Export the calendar"), width=560)
        self._workspace, self._among, self._desk = workspace, among, desk
        self.form = Form(label_width=80)
        self.first = DateWords(desk.parse_ahead, desk.say)
        self.last = DateWords(desk.parse_ahead, desk.say)
        self.first.set_value(desk.today)
        self.last.set_value(desk.today + AHEAD - timedelta(days=1))
        for field in (self.first, self.last):
            DayPicker(field, workspace)
        self.names = QCheckBox(self.tr("Name clients and matters"))
        self.form.add(self.tr("From"), self.first, "from")
        self.form.add(self.tr("Until"), self.last, "to")
        self.form.add("", self.names, "clients")
        needs(self.names, workspace, Right.EXPORT)
        self.body.addWidget(self._words(among))
        self.body.addWidget(self.form)
        self.body.addWidget(
            Label(
                self.tr(
                    "Without names an event says “Key date, 00012”. The file lies outside the vault, and anybody who "
                    "opens it can read it; the audit trail keeps that you took it out."
                ),
                tone=Tone.DIM,
                wrap=True,
            )
        )
        self.add_buttons(self.tr("&Save…"))

    def apply(self, button: str) -> None:
        """Ask where to."""
        self.form.clear_problems()
        problems = [
            Problem(name, "no-date", self.tr("Say the day: “8 Dec”, “next Tue”, “in 3 weeks”."))
            for name, field in (("from", self.first), ("to", self.last))
            if field.value() is None
        ]
        if problems:
            self.form.show_error(Invalid(problems))
            return
        dialog = QFileDialog(self, self.tr("Save the calendar outside the vault"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Calendar (*.ics)"))
        dialog.setDefaultSuffix("ics")
        dialog.selectFile(f"liaison-{self._desk.today.isoformat()}.ics")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def save_to(self, file: Path) -> None:
        """Write the calendar to ``file``."""
        workspace, among = self._workspace, self._among
        first, last, shows = self.first.value(), self.last.value(), self.names.isChecked()
        self.accept_button.setEnabled(False)

        def work() -> SavedCalendar:
            return save_calendar(workspace, file, first=first, last=last, among=among, show_clients=shows)

        tasks.run_pool(lambda _: work(), owner=self, done=self._on_saved, failed=self._on_failed)

    def _words(self, among: Among) -> Label:
        """What goes into it."""
        said = self.tr(
            "Updates owed, key dates, follow-ups and absences, for Outlook, Google or Apple calendars. A later file "
            "moves what an earlier one brought."
        )
        if among != Among():
            said += " " + self.tr("Only what the page is filtered for goes into it.")
        return Label(said, wrap=True)

    def _on_saved(self, saved: SavedCalendar) -> None:
        self.accept()
        events = counted(saved.events, "1 event", "{n} events").format(n=say_number(saved.events))
        self.said.emit(self.tr("Saved: {events}.").format(events=events))

    def _on_failed(self, error: Exception) -> None:
        self.accept_button.setEnabled(True)
        if not isinstance(error, LiaisonError):
            raise error
        self.form.show_error(error)
