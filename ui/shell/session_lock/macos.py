"""macOS: the distributed notification of the screen lock, and the power notifications of IOKit.

Both are plain C and come to the run loop of the main thread, which is Qt's (developer.apple.com: Core Foundation,
CFNotificationCenter; IOKit, IORegisterForSystemPower). Whoever hears "will sleep" has to answer, or sleep waits 30 s.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_long, c_uint32, c_void_p

from PySide6.QtCore import QObject

from ui.shell.session_lock.watch import SessionWatch

SCREEN_LOCKED = b"com.apple.screenIsLocked"
CAN_SLEEP = 0xE0000270  # kIOMessageCanSystemSleep
WILL_SLEEP = 0xE0000280  # kIOMessageSystemWillSleep
_UTF8 = 0x08000100  # kCFStringEncodingUTF8
_AT_ONCE = 4  # CFNotificationSuspensionBehaviorDeliverImmediately
_FRAMEWORKS = "/System/Library/Frameworks"

_Heard = CFUNCTYPE(None, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
"""(center, observer, name, object, userInfo)"""
_PowerHeard = CFUNCTYPE(None, c_void_p, c_uint32, c_uint32, c_void_p)
"""(refcon, service, messageType, messageArgument)"""


def answer_to_power(message: int, tell: Callable[[], None]) -> bool:
    """What a power message means: tell before sleep. Whether it must be answered with IOAllowPowerChange."""
    if message == WILL_SLEEP:
        tell()
    return message in (CAN_SLEEP, WILL_SLEEP)


class MacWatch(SessionWatch):
    """Keeps its callbacks: the system calls them as long as the process lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_listening = False
        self._kept: list[object] = []
        self._root = 0

    def start(self) -> None:
        self._is_listening = True
        if not self._kept:
            self._kept = [self]
            self._watch_screen(ctypes.CDLL(f"{_FRAMEWORKS}/CoreFoundation.framework/CoreFoundation"))
            self._watch_power(
                ctypes.CDLL(f"{_FRAMEWORKS}/CoreFoundation.framework/CoreFoundation"),
                ctypes.CDLL(f"{_FRAMEWORKS}/IOKit.framework/IOKit"),
            )

    def stop(self) -> None:
        self._is_listening = False

    def hear(self) -> None:
        """The screen is locked, or the machine goes to sleep."""
        if self._is_listening:
            self.told.emit()

    def _watch_screen(self, foundation: ctypes.CDLL) -> None:
        def heard(_center: int, _observer: int, _name: int, _object: int, _info: int) -> None:
            self.hear()

        callback = _Heard(heard)
        foundation.CFStringCreateWithCString.restype = c_void_p
        foundation.CFStringCreateWithCString.argtypes = (c_void_p, c_char_p, c_uint32)
        foundation.CFNotificationCenterGetDistributedCenter.restype = c_void_p
        foundation.CFNotificationCenterGetDistributedCenter.argtypes = ()
        add = foundation.CFNotificationCenterAddObserver
        add.restype = None
        add.argtypes = (c_void_p, c_void_p, _Heard, c_void_p, c_void_p, c_long)
        name = foundation.CFStringCreateWithCString(None, SCREEN_LOCKED, _UTF8)
        add(foundation.CFNotificationCenterGetDistributedCenter(), None, callback, name, None, _AT_ONCE)
        self._kept.append(callback)

    def _watch_power(self, foundation: ctypes.CDLL, kit: ctypes.CDLL) -> None:
        kit.IOAllowPowerChange.restype = c_int
        kit.IOAllowPowerChange.argtypes = (c_uint32, c_long)

        def heard(_refcon: int, _service: int, message: int, argument: int) -> None:
            if answer_to_power(message, self.hear):
                kit.IOAllowPowerChange(self._root, argument or 0)

        callback = _PowerHeard(heard)
        register = kit.IORegisterForSystemPower
        register.restype = c_uint32
        register.argtypes = (c_void_p, POINTER(c_void_p), _PowerHeard, POINTER(c_uint32))
        port, notifier = c_void_p(), c_uint32()
        self._root = register(None, ctypes.byref(port), callback, ctypes.byref(notifier))
        self._kept.append(callback)
        if not self._root:
            return  # refused: after sleep the clocks tell
        kit.IONotificationPortGetRunLoopSource.restype = c_void_p
        kit.IONotificationPortGetRunLoopSource.argtypes = (c_void_p,)
        foundation.CFRunLoopGetMain.restype = c_void_p
        foundation.CFRunLoopGetMain.argtypes = ()
        foundation.CFRunLoopAddSource.restype = None
        foundation.CFRunLoopAddSource.argtypes = (c_void_p, c_void_p, c_void_p)
        common = c_void_p.in_dll(foundation, "kCFRunLoopCommonModes")
        source = kit.IONotificationPortGetRunLoopSource(port)
        foundation.CFRunLoopAddSource(foundation.CFRunLoopGetMain(), source, common)
