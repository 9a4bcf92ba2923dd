"""A form over the window that writes one command: problems by their field, closed when it is written.

class KeyDateForm(FormSheet):
    def __init__(self, over, workspace, …): super().__init__(over, workspace, "Key date"); self.form.add(…)
    def command(self):                 # main thread: read the fields, raise Invalid for what makes no sense
        new = NewKeyDate(…)
        return lambda tx: add_key_date(tx, new)      # the vault's worker
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.kernel.errors import Invalid, LiaisonError, Problem
from ui.kit import tasks
from ui.kit.dialogs import confirm
from ui.kit.fields import DateWords
from ui.kit.form import Form
from ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from datetime import date

    from app.bootstrap import Workspace
    from app.storage.transaction import Transaction

Command = Callable[["Transaction"], object]


class FormSheet(Sheet):
    """``saved(result)`` comes after the commit, before ``finished(True)``.

    Escape asks first once something was typed.
    """

    saved = Signal(object)

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        title: str,
        *,
        width: int = 560,
        save: str = "",
        label_width: int = 120,
    ) -> None:
        super().__init__(over, title, width=width)
        self.workspace = workspace
        self._touched = False
        self.form = Form(label_width=label_width)
        self.body.addWidget(self.form)
        self.add_buttons(save or self.tr("Save"), keys="Ctrl+Return")

    def may_close(self) -> bool:
        if not self._touched:
            return True
        confirm(
            self,
            self.tr("Leave without saving?"),
            self.tr("What you typed here is not saved yet."),
            self.tr("Leave"),
            self._leave,
        )
        return False

    def _leave(self) -> None:
        self._touched = False
        self.reject()

    def _on_touched(self, *_: object) -> None:
        self._touched = True

    def open(self) -> None:
        super().open()
        inside = self.form
        for line in inside.findChildren(QLineEdit):
            line.textEdited.connect(self._on_touched)
        for text in inside.findChildren(QPlainTextEdit):
            text.textChanged.connect(self._on_touched)
        for choice in inside.findChildren(QComboBox):
            choice.activated.connect(self._on_touched)
        for button in inside.findChildren(QAbstractButton):
            button.clicked.connect(self._on_touched)

    def command(self) -> Command:
        """What saving does. Override."""
        raise NotImplementedError

    def errand(self) -> Callable[[], object]:
        """What the vault's worker does: the command, in one transaction. Override for what is more than one."""
        command, workspace = self.command(), self.workspace

        def work() -> object:
            with workspace.write() as tx:
                return command(tx)

        return work

    def apply(self, button: str) -> None:
        self.form.clear_problems()
        try:
            work = self.errand()
        except LiaisonError as error:
            self.form.show_error(error)
            return
        self.accept_button.setEnabled(False)
        tasks.run(work, owner=self, done=self._on_written, failed=self._on_failed)

    def _on_written(self, result: object) -> None:
        self.saved.emit(result)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self.accept_button.setEnabled(True)
        self.form.show_error(error)


def day_of(field: DateWords, name: str, message: str) -> date | None:
    """The date in a field; Invalid, by the field's ``name``, where the words are no date."""
    if field.is_nonsense():
        raise Invalid([Problem(name, "no-date", message)])
    return field.value()
