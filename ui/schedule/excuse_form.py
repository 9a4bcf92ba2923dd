"""An update that will not be given, with the reason (PRACTICE D2)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.kernel.said import say_long
from app.schedule.commands import excuse_update
from app.schedule.queries import UpdateDue
from app.schedule.standing import steps
from app.workspace import Workspace
from ui.kit.fields import GrowingText
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk

translate = QCoreApplication.translate


class ExcuseForm(FormSheet):
    """The schedule goes on from the day that is excused."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk, due: UpdateDue) -> None:
        super().__init__(
            over,
            workspace,
            translate("ExcuseForm", "Excuse an update"),
            width=480,
            save=translate("ExcuseForm", "Excuse"),
            keep=Keep("excuse", due.matter_id),
        )
        self._desk, self._due = desk, due
        words = self.tr("The update due {day} will not be given; the next one counts from then.")
        after = steps(due.due_on, due.rhythm, due.roll, desk.calendar, 1)[0].due
        words = words.format(day=say_long(due.due_on, desk.today))
        words += " " + self.tr("The next update would be {day}.").format(day=say_long(after, desk.today))
        self.body.insertWidget(0, Label(words, wrap=True))
        self.reason = GrowingText(self.tr("the client asked to hear only of the judgment"), least=2)
        self.form.add(self.tr("Why"), self.reason, "reason")

    def command(self) -> Command:
        due, calendar, reason = self._due, self._desk.calendar, self.reason.text()
        return lambda tx: excuse_update(tx, due.matter_id, due.due_on, reason, calendar)
