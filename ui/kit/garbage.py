"""Python's collector stays on the main thread while workers run.

It runs on whichever thread happens to allocate. On a worker it would destroy dialogs and pages that only a cycle
still holds, while the main thread works with them: the process dies now and then, and nobody knows why. So it is
off as long as a worker has work, and the main thread looks after what has piled up meanwhile.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY = 500
"""Milliseconds."""


class GarbageKeeper(QObject):
    """`pause()` before work is given to another thread, `resume()` on the main thread when none is left."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._on_timer_timeout)

    def pause(self) -> None:
        """From now on nothing is collected but by us."""
        gc.disable()
        self._timer.start()

    def resume(self) -> None:
        """Collect as usual again."""
        self._timer.stop()
        gc.enable()

    def _on_timer_timeout(self) -> None:
        """What the collector would have done by itself: a generation whose count is over its threshold."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return
