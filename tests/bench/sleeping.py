"""How often a process wakes while nothing happens, as Linux counts it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer


def wake_ups(seconds: int) -> float:
    """How often a second a thread of this process slept and woke, with nobody doing anything; 0 where the system does
    not say."""
    before = _slept()
    loop = QEventLoop()
    QTimer.singleShot(seconds * 1000, loop.quit)
    loop.exec()
    return sum(times - before.get(thread, 0) for thread, times in _slept().items()) / seconds


def _slept() -> dict[str, int]:
    """How often each thread that lives has gone to sleep by itself."""
    times = {}
    for status in Path("/proc/self/task").glob("*/status"):
        lines = status.read_text(encoding="ascii").splitlines()
        times[status.parent.name] = next(int(one.split()[1]) for one in lines if one.startswith("voluntary_"))
    return times
