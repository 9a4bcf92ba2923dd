"""Keeps the search up to date while somebody works: what was saved is read into the index when nobody waits for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from app.kernel.errors import LiaisonError
from app.kernel.events import Changed
from app.search.indexing import catch_up
from app.workspace import Workspace
from ui.kit import tasks
from ui.shell.change_bridge import ChangeBridge

SOON_AFTER = 700
"""Milliseconds after a change, so that several saves in a row are read at once."""
ENTRIES = frozenset({"entry", "matter", "client", "attachment", "import"})


class Catching(QObject):
    """`told(left)` while many wait; 0 when the search knows all."""

    told = Signal(int)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._task: tasks.Task | None = None
        self._again = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_AFTER)
        self._soon.timeout.connect(self.start)
        self._bridge = ChangeBridge(workspace.announcer, self)
        self._bridge.changed.connect(self._on_changed)
        self._soon.start()

    def start(self) -> None:
        """Read what waits, unless that is under way."""
        if self._task is not None and self._task.running:
            self._again = True
            return
        self._again = False
        workspace = self._workspace

        def work(task: tasks.Task) -> int:
            return catch_up(workspace, told=task.tell, cancelled=lambda: task.cancelled)

        self._task = tasks.run_pool(work, owner=self, done=self._on_done, failed=self._on_failed)
        self._task.progressed.connect(self._on_progressed)

    def end(self) -> None:
        """The vault is being locked."""
        self._soon.stop()
        self._bridge.stop()
        if self._task is not None:
            self._task.cancel()

    def _on_changed(self, changes: Sequence[Changed]) -> None:
        if any(change.is_of(ENTRIES) for change in changes):
            self._soon.start()

    def _on_progressed(self, done: int, total: int, _words: str) -> None:
        self.told.emit(max(total - done, 0))

    def _on_done(self, read: int) -> None:
        if self._again:
            self.start()
        elif read:
            self.told.emit(0)

    def _on_failed(self, error: Exception) -> None:
        """A disk that is full, another program that writes: the next search says how much is missing."""
        if not isinstance(error, LiaisonError):
            raise error
