"""Nobody at the desk: no key or mouse for some minutes, or the machine has slept. Either locks.

Two clocks are asked, and the one that says more counts: the wall clock, which anybody may set, and a steady one,
which nobody can set and which goes on while the machine sleeps. A wall clock set back prolongs nothing.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QDropEvent, QInputEvent, QInputMethodEvent, QMouseEvent

from ui.shell.lock_key import LockKey

INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,  # a key that turns out to be a shortcut is never a key press
        QEvent.Type.InputMethod,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.NativeGesture,
        QEvent.Type.DragMove,
    }
)
_OF_INPUT = (QInputEvent, QInputMethodEvent, QDropEvent)
"""The classes of those: every event of the program comes by, and to ask for its type costs more than all the rest."""
LOOK_EVERY = 1  # seconds
LOOK_AT_REST, REST_AFTER = 2, 60
"""Seconds between two looks once nobody has touched anything for so many: every look wakes the machine."""
SLEPT_OVER = 30  # seconds that a clock ran ahead of our timer (STACK.md, session lock)

if sys.platform == "linux":
    _STEADY: int | None = time.CLOCK_BOOTTIME  # CLOCK_MONOTONIC stands still while the machine sleeps
elif sys.platform == "darwin":
    _STEADY = time.CLOCK_MONOTONIC  # goes on during sleep there; Python's time.monotonic() does not
else:
    _STEADY = None


def steady() -> float:
    """Seconds of a clock that nobody can set and that goes on while the machine sleeps."""
    return time.monotonic() if _STEADY is None or sys.platform == "win32" else time.clock_gettime(_STEADY)


class _Moment(NamedTuple):
    wall: float
    steady: float

    def since(self, then: _Moment) -> tuple[float, float]:
        return self.wall - then.wall, self.steady - then.steady


class Inactivity(QObject):
    """`idled()` after ``minutes`` without input (0: never), `slept()` after a clock jumped, `rested()` at each look
    while nobody has touched anything for a minute.

    ``wall`` and ``steady`` are clocks in seconds; tests give theirs. ``lock_key`` is asked about each key here, so
    that one filter sees the events and not two.
    """

    idled = Signal()
    slept = Signal()
    rested = Signal()

    def __init__(
        self,
        application: QObject,
        minutes: float,
        *,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = steady,
        lock_key: LockKey | None = None,
    ) -> None:
        super().__init__(application)
        self._wall, self._steady = wall, steady
        self.minutes = minutes
        self._lock_key = lock_key
        self._last_input = self._last_look = self._now()
        self._last_place = QPoint()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY * 1000)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._application = application

    def _now(self) -> _Moment:
        return _Moment(self._wall(), self._steady())

    def start(self) -> None:
        """Begin to watch: the vault is open."""
        self._last_input = self._last_look = self._now()
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

    def _on_timer_timeout(self) -> None:
        if self.look():
            return
        rests = max(self._now().since(self._last_input)) >= REST_AFTER
        self._look_every(LOOK_AT_REST if rests else LOOK_EVERY)
        if rests:
            self.rested.emit()

    def look(self) -> bool:
        """A look at the clocks. Whether it told something."""
        now = self._now()
        gaps, self._last_look = now.since(self._last_look), now
        idle = max(now.since(self._last_input))
        if max(gaps) > LOOK_EVERY + SLEPT_OVER or min(gaps) < -SLEPT_OVER:
            self.slept.emit()
        elif self.minutes and idle >= self.minutes * 60:
            self.idled.emit()
        else:
            return False
        return True

    def _look_every(self, seconds: int) -> None:
        if self._timer.interval() != seconds * 1000:
            self._timer.setInterval(seconds * 1000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first key after a long absence must not reach the pages: it locks before the timer does."""
        if not isinstance(event, _OF_INPUT) or event.type() not in INPUT or not self._is_by_hand(event):
            return False
        if self._timer.isActive() and self.look():
            return True
        self._last_input = self._now()
        self._look_every(LOOK_EVERY)
        return self._lock_key is not None and self._lock_key.takes(event)

    def _is_by_hand(self, event: QEvent) -> bool:
        """A mouse that is said to have moved to where it is was moved by nobody: windows that open say so."""
        if not isinstance(event, QMouseEvent) or event.type() != QEvent.Type.MouseMove:
            return True
        place = event.globalPosition().toPoint()
        moved, self._last_place = place != self._last_place, place
        return moved
