"""At the lock a fresh process takes the window's place, and this one ends: nothing of a client is left in memory.

Measured (tests/faults/lock_memory.py, "stay"): with the vault closed, its pages destroyed, every cache emptied and
freed memory given back, 826 of 991 copies of clients' words were still in the process, and the password: Python
keeps its small blocks, Qt what it has laid out, and no order of clearing reaches all of it. A process that has ended
keeps none.

The window is covered and the vault locked before; the next process shows its gate in the same place, says so, and this
one ends then. Where none can be started, this window stays, locked, and gives back what it can.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from app.kernel.program import is_installed, window_command
from ui.shell.handover import HandOver, Stand
from ui.shell.tray import tray_of

if TYPE_CHECKING:
    from ui.shell.main_window import MainWindow
    from ui.shell.preferences import Preferences
    from ui.shell.single import SingleInstance

LONGEST = 1500
"""Milliseconds until this process ends though the next one has not shown its window yet, as long as it lives: the
words have to be gone two seconds after the lock."""
LOOK_EVERY = 50


def command(folder: Path) -> list[str]:
    """How this program is started on the vault in ``folder``: as a bundle, or by its interpreter."""
    return [*window_command(), "--vault", str(folder.absolute())]


class Relaunch(QObject):
    """Waits for `window.locked` of a vault that was open. ``spawn`` and ``end`` are the process's own; tests give
    theirs."""

    def __init__(
        self,
        window: MainWindow,
        single: SingleInstance,
        preferences: Preferences,
        *,
        end: Callable[[], object] = lambda: os._exit(0),
        arguments: Callable[[Path], Sequence[str]] = command,
    ) -> None:
        super().__init__(window)
        self._window, self._single, self._preferences = window, single, preferences
        self._end, self._arguments = end, arguments
        self._has_secrets = False
        self._is_closing = False
        self._next: subprocess.Popen[bytes] | None = None
        self._waited = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._on_timer_timeout)
        window.opened.connect(self._on_window_opened)
        window.gates.key_shown.connect(self._on_window_opened)
        window.gates.begun.connect(self._on_window_opened)
        window.closing.connect(self._on_window_closing)
        window.locked.connect(self._on_window_locked)
        single.taken_over.connect(self._on_single_taken_over)

    def _on_window_opened(self) -> None:
        """From now on there is something to be forgotten: a password, a key, a client's words."""
        self._has_secrets = True
        self._is_closing = False

    def _on_window_closing(self) -> None:
        self._is_closing = True

    def _on_window_locked(self) -> None:
        """When the lock is through, whatever loop it came in."""
        ends_anyway = self._is_closing and sys.platform != "darwin"  # a closed window ends the program
        if self._has_secrets and not ends_anyway and self._next is None:
            QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        self._has_secrets = False
        self._window.gates.hold(True)
        self._preferences.keep_place(self._window)
        folder = self._window.desk.folder
        try:
            self._next = subprocess.Popen(  # noqa: S603  # this very program
                self._arguments(folder), env=self._environment(), stdin=subprocess.DEVNULL
            )
        except OSError:
            self._stay()
            return
        _let_come_forward()
        self._waited = 0
        self._timer.start()

    def _environment(self) -> dict[str, str]:
        page, arg, whom = self._window.return_to
        gates = self._window.gates
        of = arg if isinstance(arg, UUID) else None
        beside = tuple(
            (one.page, one.arg if isinstance(one.arg, UUID) else None, one.view)
            for one in self._window.windows.left
        )
        over = HandOver(page, of, self._stand(), not gates.last_person, gates.is_unkept, whom, beside)
        environment = over.environment()
        if is_installed():
            # An instance of its own, not a part of this one.
            environment["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
        else:
            root = str(Path(__file__).parents[2])
            environment["PYTHONPATH"] = os.pathsep.join(filter(None, (root, environment.get("PYTHONPATH"))))
        return environment

    def _stand(self) -> Stand:
        window = self._window
        if self._is_closing or window.isHidden():
            return "hidden"
        if window.isMinimized():
            return "minimized"
        return "front" if window.isActiveWindow() or window.windows.was_in_front else "behind"

    def _on_single_taken_over(self) -> None:
        if self._next is not None:
            self._leave()

    def _on_timer_timeout(self) -> None:
        self._waited += LOOK_EVERY
        if self._next is None or self._next.poll() is not None:
            self._stay()
        elif self._waited >= LONGEST:
            self._leave()

    def _leave(self) -> None:
        """Everything is saved and closed: no more is to be done in order."""
        self._timer.stop()
        self._window.hide()
        tray_of(self._window).end()
        self._single.close()
        self._end()

    def _stay(self) -> None:
        """There is no other process: the window goes on here, locked."""
        self._timer.stop()
        self._next = None
        _give_back()
        self._window.gates.hold(False)


def _let_come_forward() -> None:
    """Windows lets a process come to the front only where the one in front allows it: any, since an interpreter of
    a virtual environment starts another one, whose number nobody knows."""
    if sys.platform == "win32":
        import ctypes

        ctypes.WinDLL("user32").AllowSetForegroundWindow(ctypes.c_uint32(0xFFFFFFFF))  # ASFW_ANY


def _give_back() -> None:
    """What can be done without ending: collect, drop pictures, give freed memory back."""
    import gc

    from PySide6.QtGui import QPixmapCache

    from app.vault.unlocked import trim_memory

    gc.unfreeze()  # what was left alone may have client words in it, too
    gc.collect()
    QPixmapCache.clear()
    trim_memory()
