"""A new recovery key: printed and typed back first, and only then put in the place of the old one."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

from app.kernel.errors import LiaisonError
from app.people import users
from app.vault.recovery import RecoveryKey
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.banner import Banner
from ui.kit.labels import Label
from ui.kit.sheet import Sheet
from ui.kit.showing import show_if
from ui.shell.recovery import RecoveryKeyPart


class RecoverySheet(Sheet):
    """The old key holds until the new one was typed back from the paper and the vault has it."""

    def __init__(self, over: QWidget, workspace: Workspace, firm: str) -> None:
        super().__init__(over, over.tr("A new recovery key"), width=560)
        self._workspace = workspace
        self._key = RecoveryKey.new()
        self._task: tasks.Task | None = None
        self._done = False
        self.words = Label(
            self.tr(
                "Print it, and keep it where the firm keeps its wills. Until this is done, the old sheet still opens "
                "the vault. Backups made before today always open with the old sheet: keep it as long as you keep one "
                "of them, then shred it."
            ),
            wrap=True,
        )
        self.part = RecoveryKeyPart(self._key.groups, firm)
        self.part.entered.connect(lambda: self.apply(""))
        self.step = Label(
            self.tr("Making a new key for the vault. The old recovery key still holds."), wrap=True
        )
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(theme.px(6))
        self.bar.setAccessibleName(self.tr("Making the new key"))
        self.result, self.trouble = Banner(kind="done"), Banner(kind="late")
        for widget in (self.words, self.part, self.step, self.bar, self.result, self.trouble):
            self.body.addWidget(widget)
        for widget in (self.step, self.bar):
            widget.hide()
        self.add_buttons(self.tr("Use this key"), cancel=self.tr("Cancel"))

    def apply(self, button: str) -> None:
        if self._done:
            self.accept()
            return
        if self._task is not None or not self.part.is_read():
            return
        self.trouble.say("", "")
        self._show_working(working=True)
        workspace, key = self._workspace, self._key
        self._task = tasks.run_long(
            lambda task: users.new_recovery_key(
                workspace, key, progress=lambda done, whole: task.tell(done, whole)
            ),
            owner=self,
            done=self._on_made,
            failed=self._on_failed,
        )
        self._task.progressed.connect(self._on_task_progressed)
        self._task.finished.connect(self._on_task_finished)

    def _show_working(self, *, working: bool) -> None:
        before: tuple[QWidget, ...] = (self.words, self.part)
        meanwhile: tuple[QWidget, ...] = (self.step, self.bar)
        for widget in before:
            widget.setVisible(not working)
        for widget in meanwhile:
            widget.setVisible(working)
        self.bar.setRange(0, 0)
        self.accept_button.setEnabled(not working)
        self._place()

    def _on_task_progressed(self, done: int, whole: int, _words: str) -> None:
        self.bar.setRange(0, whole)
        self.bar.setValue(done)

    def _on_task_finished(self) -> None:
        was, self._task = self._task, None
        if was is not None and was.cancelled and not self.isHidden():
            self._finish(accepted=False)

    def _on_made(self, _: object) -> None:
        self._done = True
        self._show_working(working=False)
        self.words.hide()
        self.part.hide()
        self.result.say(
            self.tr("The vault has a new recovery key."),
            self.tr("The old sheet opens only older backups and copies. Make a backup now."),
        )
        self.accept_button.setText(self.tr("Close"))
        if self.box is not None:
            for button in self.box.buttons():
                show_if(button, button is self.accept_button)
        self.accept_button.setFocus()
        self._place()

    def _on_failed(self, error: Exception) -> None:
        self._show_working(working=False)
        if not isinstance(error, LiaisonError):
            raise error
        self.trouble.say(self.tr("The old key still holds."), error.message)
        self._place()

    def may_close(self) -> bool:
        if self._task is None:
            return True
        self._task.cancel()
        self.step.setText(self.tr("Taking everything back…"))
        return False

    def _focus_first(self) -> None:
        self.part.typed[0].setFocus()
