"""Nobody at the desk: no key or mouse for some minutes, or the machine has slept. Either locks."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
LOOK_EVERY = 5  # seconds
SLEPT_OVER = 30  # seconds that the wall clock ran ahead of ours (STACK.md, session lock)


class Inactivity(QObject):
    """`idled()` after ``minutes`` without input (0: never), `slept()` after the wall clock jumped.

    ``wall`` is the wall clock in seconds: the only one that runs on while the machine sleeps. Tests give
    theirs.
    """

    idled = Signal()
    slept = Signal()

    def __init__(
        self,
        application: QObject,
        minutes: float,
        *,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(application)
        self._wall = wall
        self.minutes = minutes
        self._last_input = wall()
        self._last_look = wall()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY * 1000)
        self._timer.timeout.connect(self.look)
        self._application = application

    def start(self) -> None:
        """Begin to watch: the vault is open."""
        self._last_input = self._last_look = self._wall()
        self._application.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Stop watching: it is locked."""
        self._application.removeEventFilter(self)
        self._timer.stop()

    @property
    def is_watching(self) -> bool:
        """Whether it would tell."""
        return self._timer.isActive()

    def look(self) -> None:
        """What the timer does: a look at the clocks."""
        now = self._wall()
        gap, self._last_look = now - self._last_look, now
        if gap > LOOK_EVERY + SLEPT_OVER or gap < -SLEPT_OVER:
            self.slept.emit()
        elif self.minutes and now - self._last_input >= self.minutes * 60:
            self.idled.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in INPUT:
            self._last_input = self._wall()
        return False
