"""An update that a change dropped when it was late: why there was none, or it is given now (PRACTICE D2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.kernel.said import say_long
from app.owed.slipped.dropped import say_why_not_given
from app.workspace import Workspace
from ui.kit.buttons import Button
from ui.kit.fields import GrowingText
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk

translate = QCoreApplication.translate

DROPPED = "excuse-dropped:"
"""What its draft is called, before the day."""


class DroppedForm(FormSheet):
    """``due``: the matter, and the day it was due; ``write`` opens the update."""

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        desk: Desk,
        due: tuple[UUID, date],
        write: Callable[[], None],
    ) -> None:
        matter_id, due_on = due
        super().__init__(
            over,
            workspace,
            translate("DroppedForm", "An update that was never given"),
            width=480,
            keep=Keep(f"{DROPPED}{due_on.isoformat()}", matter_id),
        )
        self._desk, self._due, self._write = desk, due, write
        words = self.tr(
            "The update due {day} was dropped by a change when it was late. An update given now counts as this one, "
            "given late. If there will be none, say why."
        )
        self.body.insertWidget(0, Label(words.format(day=say_long(due_on, desk.today)), wrap=True))
        self.reason = GrowingText(self.tr("the client had all of it in the meeting of 3 March"), least=2)
        self.form.add(self.tr("Why"), self.reason, "reason")
        self.write_button = Button(self.tr("Write the update"), self._on_write_clicked)
        self.form.add("", self.write_button)

    def command(self) -> Command:
        (matter_id, due_on), calendar, reason = self._due, self._desk.calendar, self.reason.text()
        return lambda tx: say_why_not_given(tx, matter_id, due_on, reason, calendar)

    def _on_write_clicked(self) -> None:
        """What was typed stays kept: the update may yet not be given."""
        self.leave_kept()
        self._write()
