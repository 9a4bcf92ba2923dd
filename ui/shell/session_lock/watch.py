"""The one interface to what the system says of the session, and who speaks it here."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class SessionWatch(QObject):
    """`told()` when the system locks the session or is about to sleep. This one hears nothing; systems have theirs."""

    told = Signal()

    def start(self) -> None:
        """Listen from now on: a vault is open. Never raises; where the system refuses, idle time alone locks."""

    def stop(self) -> None:
        """It is locked; nothing is told any more."""


def session_watch(window: QWidget) -> SessionWatch:
    """The watch for this system; ``window`` owns it, and on Windows gets its messages."""
    if sys.platform == "win32":
        from ui.shell.session_lock.windows import WindowsWatch

        return WindowsWatch(window)
    if sys.platform == "darwin":
        from ui.shell.session_lock.macos import MacWatch

        return MacWatch(window)
    from ui.shell.session_lock.linux import LinuxWatch

    return LinuxWatch(window)
