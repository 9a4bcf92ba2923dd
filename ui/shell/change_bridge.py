"""From a commit on any thread to a signal on the main one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.kernel.events import Announcer, Changed


class ChangeBridge(QObject):
    """`changed(tuple of Changed)`, delivered on the thread this object lives on."""

    changed = Signal(object)

    def __init__(self, announcer: Announcer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = announcer.listen(self._on_commit)
        self._listening = True

    def _on_commit(self, changes: tuple[Changed, ...]) -> None:
        self.changed.emit(changes)

    def stop(self) -> None:
        """Listen no more: before the vault is locked."""
        if self._listening:
            self._listening = False
            self._stop()
