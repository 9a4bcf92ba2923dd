"""What follows from what somebody types comes after a pause, not with every key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

LONGEST = 700
"""Milliseconds of the longest pause: whoever has stopped typing does not wait longer for anything."""


def after_typing(owner: QObject, milliseconds: int, do: Callable[[], object]) -> QTimer:
    """A timer that does not run yet. Each ``start()`` begins the pause anew, and ``do()`` follows once when nobody
    began it again for so long."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(min(milliseconds, LONGEST))
    timer.timeout.connect(do)
    return timer


def nothing_follows(part: QObject) -> None:
    """From what was typed in ``part``: it is let go of as the vault is locked, and its pauses may be over before it is
    gone."""
    for pause in part.findChildren(QTimer):
        pause.stop()
