"""The firm's plain words in the window: read at the unlocking and after each change; one key takes the offered one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.kernel.events import Changed
from app.plain.jargon import WordList
from app.plain.queries import word_list
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.plain_marks import marks_of
from ui.kit.plain_words import plain_words
from ui.shell.change_bridge import ChangeBridge


class Plainly(QObject):
    """Lives as long as the vault is open; ``owner`` goes at the lock."""

    def __init__(self, workspace: Workspace, owner: QObject) -> None:
        super().__init__(owner)
        self._workspace = workspace
        self._bridge = ChangeBridge(workspace.announcer, self)
        self._bridge.changed.connect(self._on_changed)
        self._read()

    def end(self) -> None:
        """The vault is being locked: the firm's words go with it."""
        self._bridge.stop()
        plain_words().set_words(None)

    def _read(self) -> None:
        workspace = self._workspace

        def work() -> WordList:
            with workspace.read() as reader:
                return word_list(reader)

        tasks.run(work, owner=self, done=plain_words().set_words)

    def _on_changed(self, changes: Sequence[Changed]) -> None:
        # The firm may write in another language now.
        if any(one.is_of({"plain_word", "firm"}) for one in changes):
            self._read()


def take_plainer_word() -> str:
    """Put the plainer word into the field with the keyboard; why not, in a sentence, else ""."""
    marks = marks_of(QApplication.focusWidget())
    if marks is None:
        return QApplication.translate(
            "Plainly", "Go into words for a client first: there a plainer word is offered."
        )
    if not marks.take():
        return QApplication.translate("Plainly", "No word of lawyers is underlined here.")
    return ""
