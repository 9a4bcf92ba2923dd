"""Windows: the messages of terminal services and of power management, which a window of ours gets.

WM_WTSSESSION_CHANGE comes to windows that asked with WTSRegisterSessionNotification; WM_POWERBROADCAST comes to every
top-level window (learn.microsoft.com: wtsapi32, WM_WTSSESSION_CHANGE, WM_POWERBROADCAST).
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

from ui.shell.session_lock.watch import SessionWatch

WM_POWERBROADCAST = 0x0218
PBT_APMSUSPEND = 0x0004
WM_WTSSESSION_CHANGE = 0x02B1
WTS_CONSOLE_DISCONNECT = 0x2  # another user was switched to
WTS_REMOTE_DISCONNECT = 0x4
WTS_SESSION_LOGOFF = 0x6
WTS_SESSION_LOCK = 0x7
NOTIFY_FOR_THIS_SESSION = 0
_LEAVING = frozenset({WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK})


def means_leaving(message: int, wparam: int) -> bool:
    """Whether this window message says that nobody is at the desk any more."""
    if message == WM_WTSSESSION_CHANGE:
        return wparam in _LEAVING
    return message == WM_POWERBROADCAST and wparam == PBT_APMSUSPEND


class _Filter(QAbstractNativeEventFilter):
    """Sees every message of the thread: so it does little with each."""

    def __init__(self, watch: WindowsWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int, /
    ) -> tuple[bool, int]:
        seen = wintypes.MSG.from_address(int(message))
        if means_leaving(seen.message, seen.wParam or 0):
            self._watch.hear()
        return False, 0


class WindowsWatch(SessionWatch):
    """Registers the window's handle; where Qt makes the window anew, the new one is registered, too."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._filter = _Filter(self)
        self._registered = 0
        self._is_listening = False
        window.installEventFilter(self)

    def start(self) -> None:
        self._is_listening = True
        application = QCoreApplication.instance()
        if application is not None and not self._registered:
            application.installNativeEventFilter(self._filter)
        self._register()

    def stop(self) -> None:
        self._is_listening = False

    def hear(self) -> None:
        """The session is locked or left, or the machine goes to sleep."""
        if self._is_listening:
            self.told.emit()

    def _register(self) -> None:
        handle = int(self._window.winId())
        if handle != self._registered and sys.platform == "win32":
            register = ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification
            register.argtypes = (wintypes.HWND, wintypes.DWORD)
            register.restype = wintypes.BOOL
            register(handle, NOTIFY_FOR_THIS_SESSION)
        self._registered = handle

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_listening and event.type() == QEvent.Type.WinIdChange:
            self._register()
        return False
