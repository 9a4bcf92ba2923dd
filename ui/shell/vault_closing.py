"""The end of a lock: the vault is closed at once, or a little later where a save or a draft waits for the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from ui.shell.desk import Desk
    from ui.shell.gates import Gates

A_MOMENT = 400
"""Milliseconds that locking holds the window up, when it is covered already."""
LOOK_EVERY = 50
FOR_OTHER_WORK = 2000
"""Milliseconds in which reports and checks that were stopped have to end."""


class VaultClosing(QObject):
    """`ended()` when one that was begun is over. The gate stands meanwhile, says so, and lets nobody in."""

    ended = Signal()

    def __init__(self, desk: Desk, gates: Gates, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._gates = desk, gates
        self._waited: int | None = None  # milliseconds, while the vault's worker ends its work
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def is_under_way(self) -> bool:
        """Whether the vault is still open behind the gate, as something is saved to its end."""
        return self._waited is not None

    def begin(self) -> None:
        """Close the vault; where a save is not done in a moment, when it is."""
        self._waited = 0
        if self._is_work_done(A_MOMENT):
            self.finish()
        else:
            self._gates.set_waiting(True)
            self._timer.start()

    def finish(self) -> None:
        """Close it now."""
        has_waited, was_under_way = self._timer.isActive(), self.is_under_way
        self._timer.stop()
        self._waited = None
        try:
            self._desk.lock()
        finally:
            self._tell_of_drafts()
            if has_waited:
                self._gates.set_waiting(False)
            if was_under_way:
                self.ended.emit()

    def _is_work_done(self, milliseconds: int) -> bool:
        from ui.kit import tasks

        self._waited = (self._waited or 0) + max(milliseconds, LOOK_EVERY)
        saves_only = self._waited > FOR_OTHER_WORK
        return tasks.ended(milliseconds, saves_only=saves_only) or self._waited > tasks.PATIENCE

    def _on_timer_timeout(self) -> None:
        if self._is_work_done(0):
            self.finish()

    def _tell_of_drafts(self) -> None:
        """A form that could not be kept, because the disk was full: the unlock page says so."""
        from ui.kit.keeper import forget_unkept

        if forget_unkept():
            self._gates.tell_unkept()
