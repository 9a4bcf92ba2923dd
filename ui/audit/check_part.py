"""Checking the whole trail: how far it is, a way to stop it, what came of it; accepting an older state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.kernel.errors import LiaisonError
from app.vault.checks import Check
from app.verification import accept_older, check_trail, older_state
from app.workspace import Workspace
from ui.audit.event_rows import said
from ui.kit import tasks, theme
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.fields import GrowingText
from ui.kit.formsheet import FormSheet
from ui.kit.labels import Label


class CheckPart(QWidget):
    """`check()`; `checked` when it is over, `accepted` when somebody said that an older state is on purpose."""

    checked = Signal()
    accepted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._task: tasks.Task | None = None
        self.older = Banner(kind="late")
        self.older.set_link(self.tr("It is on purpose…"), self.ask_why)
        self.good = Banner(kind="done")
        self.bad = Banner(kind="late")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(6))
        self.bar.setAccessibleName(self.tr("Checking the audit trail"))
        self.stop_button = Button(self.tr("Stop"), self.stop)
        self._under_way = QWidget()
        row = QHBoxLayout(self._under_way)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        self._under_way.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for part in (self.older, self._under_way, self.good, self.bad):
            column.addWidget(part)

    @property
    def is_under_way(self) -> bool:
        """Whether a check runs."""
        return self._task is not None

    def look(self) -> None:
        """Whether the trail is the one that this machine remembers: quick, at every visit."""
        workspace = self._workspace
        tasks.run(lambda: older_state(workspace), owner=self, done=self._show_older)

    def check(self) -> None:
        """Every event, from the first to the last, beside what one goes on doing."""
        if self._task is not None:
            return
        self.good.say("", "")
        self.bad.say("", "")
        self.bar.setRange(0, 0)
        self._under_way.show()
        workspace = self._workspace
        self._task = tasks.run_pool(
            lambda task: check_trail(workspace, task.tell),
            owner=self,
            done=self._on_checked,
            failed=self._on_failed,
        )
        self._task.progressed.connect(self._on_task_progressed)

    def stop(self) -> None:
        """Give up the check."""
        if self._task is not None:
            self._task.cancel()
            self._end()
            self.checked.emit()

    def ask_why(self) -> None:
        """Have somebody say why an older copy is in place."""
        sheet = AcceptSheet(self, self._workspace)
        sheet.saved.connect(self._on_accepted)
        sheet.open()

    def _show_older(self, found: str | None) -> None:
        self.older.say(self.tr("This is not the vault of last time.") if found else "", found or "")

    def _on_task_progressed(self, done: int, total: int, _words: str) -> None:
        if self._task is not None:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def _on_checked(self, found: Check) -> None:
        self._end()
        if found.ok:
            self.good.say(self.tr("The trail is whole."), found.detail)
        else:
            what = self.tr("Ask who keeps your backups; the newest one that is sound can be restored.")
            self.bad.say(self.tr("The trail is not as it was written."), f"{found.detail} {what}")
        self.checked.emit()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.checked.emit()
        if not isinstance(error, LiaisonError):
            raise error
        self.bad.say(error.message, "")

    def _end(self) -> None:
        self._task = None
        self._under_way.hide()

    def _on_accepted(self, _what: object) -> None:
        self.older.say("", "")
        self.bad.say("", "")
        self.accepted.emit()


class AcceptSheet(FormSheet):
    """An older copy was put in place on purpose: why. `saved(what was lost)`."""

    def __init__(self, over: QWidget, workspace: Workspace) -> None:
        super().__init__(
            over, workspace, said("An older copy, on purpose"), width=520, save=said("Accept"), label_width=60
        )
        words = self.tr(
            "If a disk was restored or a copy was put back, say so here. What was done after that copy was made is "
            "lost. The reason stands in the audit trail, and nobody is warned of it again."
        )
        self.body.insertWidget(0, Label(words, wrap=True))
        self.reason = GrowingText(self.tr("the disk failed on Monday; Sunday's copy was put back"), least=2)
        self.form.add(self.tr("Why"), self.reason, "reason")

    def errand(self) -> Callable[[], object]:
        workspace, reason = self.workspace, self.reason.text()
        return lambda: accept_older(workspace, reason)
