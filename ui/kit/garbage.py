"""Python's collector stays on the main thread while workers run.

It runs on whichever thread happens to allocate. On a worker it would destroy dialogs and pages that only a cycle
still holds, while the main thread works with them: the process dies now and then, and nobody knows why. So it is
off as long as a worker has work, and the main thread looks after what has piled up meanwhile: little at a time, for
the window stands still while it does. A worker that makes objects by the hundred thousand (an import) is left alone
until it is done; nearly all of them go by themselves.

All that there is is looked through when nobody is there: with everything that is imported it takes up to half a
second, and the window stands still for as long.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from app.kernel.collector import hold_collector, release_collector

LOOK_EVERY = 500
"""Milliseconds."""
AT_MOST = 10_000
"""Objects looked through at once: some thousandths of a second. Beside a worker that computes they take several times
as long, and the window has a frame to paint."""


_NEVER, _WORTH_IT = 1_000_000_000, 10
"""Looks at what is middling before one at all there is, as far as Python is concerned; and as far as we are, its own
rule."""


def let_whole_looks_wait() -> None:
    """From now on Python does not begin by itself to look through all that there is."""
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _NEVER)


def look_through_all() -> None:
    """Nobody has touched anything for a while: look through all that there is, unless a worker works or little was made
    since. What is still needed is left alone until the next time, however often little is collected meanwhile."""
    if gc.isenabled() and gc.get_count()[2] >= _WORTH_IT:
        gc.unfreeze()
        gc.collect()
        gc.freeze()


class GarbageKeeper(QObject):
    """`pause()` before work is given to another thread, `resume()` on the main thread when none is left."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._holds = False
        self._middle = 0  # objects that outlived a look since the middle generation was looked through

    def pause(self) -> None:
        """From now on nothing is collected but by us."""
        if not self._holds:
            self._holds = True
            hold_collector()
        self._timer.start()

    def resume(self) -> None:
        """Collect as usual again."""
        self._timer.stop()
        if self._holds:
            self._holds = False
            release_collector()

    def _on_timer_timeout(self) -> None:
        """What the collector would have done by itself, where it is quick. All that there is is never looked through
        while a worker works: that waits until nobody is there."""
        young, middle, _ = gc.get_count()
        most_young, most_middle, _ = gc.get_threshold()
        if not most_young < young <= AT_MOST:
            return
        older = middle > most_middle and self._middle <= AT_MOST
        gc.collect(1 if older else 0)
        self._middle = 0 if older else self._middle + young
