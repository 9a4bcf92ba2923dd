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
from PySide6.QtWidgets import QWidget

from app.kernel.errors import Invalid, LiaisonError, Problem
from ui.kit import tasks
from ui.kit.fields import DateWords
from ui.kit.form import Form
from ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from datetime import date

    from app.bootstrap import Workspace
    from app.storage.transaction import Transaction

Command = Callable[["Transaction"], object]


class FormSheet(Sheet):
    """``saved(result)`` comes after the commit, before ``finished(True)``."""

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
        self.form = Form(label_width=label_width)
        self.body.addWidget(self.form)
        self.add_buttons(save or self.tr("Save"), keys="Ctrl+Return")

    def command(self) -> Command:
        """What saving does. Override."""
        raise NotImplementedError

    def apply(self, button: str) -> None:
        self.form.clear_problems()
        try:
            command = self.command()
        except LiaisonError as error:
            self.form.show_error(error)
            return
        self.accept_button.setEnabled(False)

        def work() -> object:
            with self.workspace.write() as tx:
                return command(tx)

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
