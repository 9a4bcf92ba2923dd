"""A new conflict check: names, numbers and addresses to look for."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.conflicts.commands import Looked, NewCheck, keep_check, look_for_conflicts
from app.kernel.numbers import say_share
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.chips import Tone
from ui.kit.fields import GrowingText, TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep

translate = QCoreApplication.translate


def open_check(
    over: QWidget,
    workspace: Workspace,
    new: NewCheck | None = None,
    checked: Callable[[UUID], object] | None = None,
) -> CheckForm:
    """Show the form, filled in as far as whoever opens it knows; what was found is shown after it. ``checked`` hears
    of the check when it is made, and again when its sheet is left: it may be concluded then."""
    form = CheckForm(over, workspace, new or NewCheck())

    def show(check_id: object) -> None:
        from ui.conflicts.check_sheet import open_check_sheet

        if isinstance(check_id, UUID):
            if checked is not None:
                checked(check_id)
            open_check_sheet(
                over, workspace, check_id, None if checked is None else lambda: checked(check_id)
            )

    form.saved.connect(show)
    form.open()
    return form


class CheckForm(FormSheet):
    """One name a line; what is looked for is kept with what is found."""

    def __init__(self, over: QWidget, workspace: Workspace, new: NewCheck) -> None:
        super().__init__(
            over,
            workspace,
            translate("CheckForm", "Check for conflicts"),
            width=600,
            save=translate("CheckForm", "Check"),
            keep=Keep("conflicts"),
        )
        self._matter_id = new.matter_id
        self._task: tasks.Task | None = None
        self._looked: Looked | None = None
        said = self.tr(
            "Clients, also former and merged ones, people around them, parties and titles of matters and who took part "
            "in contacts are searched: other spellings, other orders of the words, other names. The check is kept."
        )
        self.body.insertWidget(0, Label(said, wrap=True, tone=Tone.DIM))
        self.names = GrowingText(
            self.tr("one a line: the client, the other side, companies behind them"), least=3
        )
        self.phones = TextField(self.tr("several with a comma between"))
        self.emails = TextField(self.tr("several with a comma between"))
        self.about = TextField(self.tr("e.g. new matter: lease of the pier"))
        self.form.add(self.tr("Names"), self.names, "names")
        self.form.add(self.tr("Phones"), self.phones, "phones")
        self.form.add(self.tr("E-mails"), self.emails, "emails")
        self.form.add(self.tr("What for"), self.about, "about")
        self.names.setText("\n".join(new.names))
        self.phones.setText(", ".join(new.phones))
        self.emails.setText(", ".join(new.emails))
        self.about.setText(new.about)

    def apply(self, button: str) -> None:
        """Look beside whoever writes, then keep what was found: a large log takes a second or two."""
        self.form.clear_problems()
        workspace, new = self.workspace, self._new()

        def look(task: tasks.Task) -> Looked:
            with workspace.read() as reader:
                return look_for_conflicts(reader, new, task.tell)

        self.hold_still(stoppable=True)
        self.accept_button.setEnabled(False)
        self.note.setText(self.tr("Looking"))
        self._task = tasks.run_pool(look, owner=self, done=self._on_looked_through, failed=self._on_failed)
        self._task.progressed.connect(self._on_task_progressed)

    def may_close(self) -> bool:
        """While it looks, closing first stops that; nothing is kept."""
        if self._task is not None and self._task.running and not self._task.cancelled:
            self._task.cancel()
            self._go_on()
            self.note.setText(self.tr("Stopped; nothing was checked."))
            return False
        return super().may_close()

    def _go_on(self) -> None:
        self.accept_button.setEnabled(True)
        self.let_go()

    def drop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        super().drop()

    def _on_task_progressed(self, done: int, total: int, _words: str) -> None:
        if self._task is not None and not self._task.cancelled:
            share = say_share(done / total) if total else ""
            self.note.setText(self.tr("Looking, {share}").format(share=share))

    def _on_looked_through(self, looked: Looked) -> None:
        self._looked = looked
        super().apply("")

    def _on_failed(self, error: Exception) -> None:
        self._go_on()
        self.note.setText("")
        super()._on_failed(error)

    def command(self) -> Command:
        looked = self._looked
        if looked is None:
            raise RuntimeError("what was found is kept after it was looked for")
        return lambda tx: keep_check(tx, looked)

    def _new(self) -> NewCheck:
        return NewCheck(
            tuple(self.names.text().splitlines()),
            _several(self.phones.text()),
            _several(self.emails.text()),
            self.about.text(),
            self._matter_id,
        )


def _several(text: str) -> tuple[str, ...]:
    return tuple(part for one in text.replace(";", ",").split(",") if (part := one.strip()))
