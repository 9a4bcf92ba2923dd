"""Something done at once, with a way back for some seconds: "Done – Undo"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from ui.kit import tasks
from ui.kit.bars import MessageBar
from ui.kit.page import Page

if TYPE_CHECKING:
    from uuid import UUID

    from app.storage.transaction import Transaction
    from app.workspace import Workspace

Command = Callable[["Transaction", "UUID"], object]


class Undoable(QObject):
    """Runs a command on one thing for a page, says so at its foot, and takes it back when asked."""

    def __init__(self, page: Page, workspace: Workspace) -> None:
        super().__init__(page)
        self._page, self._workspace = page, workspace
        self.messages = MessageBar(page)

    def run(self, thing_id: UUID, command: Command, undo: Command, words: str) -> None:
        """Do ``command``; ``words`` stand beside "Undo"."""
        self._write(thing_id, command, lambda _: self.offer(thing_id, undo, words))

    def offer(self, thing_id: UUID, undo: Command, words: str) -> None:
        """Something was done: say so, with the way back."""
        take_back = QCoreApplication.translate("Undo", "Undo")
        self._page.mark_stale()
        self.messages.say(words, take_back, lambda: self._write(thing_id, undo, self._undone))

    def _write(self, thing_id: UUID, command: Command, done: Callable[[object], object]) -> None:
        def work() -> None:
            with self._workspace.write() as tx:
                command(tx, thing_id)

        tasks.run(work, owner=self._page, done=done, failed=self._page.errors.show_error)

    def _undone(self, _: object) -> None:
        self._page.mark_stale()
