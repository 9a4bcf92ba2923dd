"""A new recovery key: printed and typed back first, and only then put in the place of the old one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.kernel.errors import LiaisonError
from app.people import users
from app.vault.recovery import RecoveryKey
from app.workspace import Workspace
from ui.kit.labels import Label
from ui.kit.showing import show_if
from ui.settings.new_key_sheet import NewKeySheet
from ui.shell.recovery import RecoveryKeyPart


class RecoverySheet(NewKeySheet):
    """The old key holds until the new one was typed back from the paper and the vault has it."""

    def __init__(self, over: QWidget, workspace: Workspace, firm: str) -> None:
        super().__init__(over, over.tr("A new recovery key"))
        self._workspace = workspace
        self._key = RecoveryKey.new()
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
        self.body.addWidget(self.words)
        self.body.addWidget(self.part)
        self._add_long_part()
        self.add_buttons(self.tr("Use this key"), cancel=self.tr("Cancel"))

    def apply(self, button: str) -> None:
        if self._done:
            self.accept()
            return
        if self._task is not None or not self.part.is_read():
            return
        workspace, key = self._workspace, self._key
        self._show_working(working=True)
        self._start(
            lambda task: users.new_recovery_key(workspace, key, progress=task.tell),
            done=self._on_made,
            failed=self._on_failed,
        )

    def _show_working(self, *, working: bool) -> None:
        self.words.setVisible(not working)
        self.part.setVisible(not working)
        making = self.tr("Making a new key for the vault. The old recovery key still holds.")
        self._show_long_part(making if working else "")
        self._place()

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

    def _focus_first(self) -> None:
        self.part.typed[0].setFocus()
