"""Windows: screenshots, recordings and shared screens show nothing of our windows, unless it is settled otherwise.

SetWindowDisplayAffinity(WDA_EXCLUDEFROMCAPTURE), for each top-level window when it is shown (learn.microsoft.com,
winuser.h; before Windows 10 2004 the window is black there instead). Qt has no property for it. macOS lets capture
programs past its own (NSWindow.sharingType) since version 15, so nothing is promised there; Wayland asks the user
each time; X11 hides nothing from anybody.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit import machine

ANYBODY, NOBODY = 0x00, 0x11  # WDA_NONE, WDA_EXCLUDEFROMCAPTURE
_WHEN = frozenset({QEvent.Type.Show, QEvent.Type.WinIdChange})


def set_affinity(handle: int, affinity: int) -> None:
    """The system's call. A refusal (a window that is just going) leaves it as it is."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        call = ctypes.WinDLL("user32").SetWindowDisplayAffinity
        call.argtypes = (wintypes.HWND, wintypes.DWORD)
        call.restype = wintypes.BOOL
        call(handle, affinity)


class CaptureShield(QObject):
    """Sees each window that is shown from now on, and those there are. Tests give ``tell``."""

    def __init__(self, application: QApplication, tell: Callable[[int, int], object] = set_affinity) -> None:
        super().__init__(application)
        self._tell = tell
        application.installEventFilter(self)
        machine.rules().changed.connect(self._on_rules_changed)
        self._on_rules_changed()

    def _on_rules_changed(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if widget.internalWinId():
                self._cover(widget)

    def _cover(self, widget: QWidget) -> None:
        self._tell(
            int(widget.internalWinId()), ANYBODY if machine.rules().get(machine.MAY_CAPTURE) else NOBODY
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(watched, QWidget)
            and watched.isWindow()
            and event.type() in _WHEN
            and watched.internalWinId()
        ):
            self._cover(watched)
        return False
