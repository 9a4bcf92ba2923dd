"""Linux: logind tells of locking and sleep on the system bus, desktops of their screen lock on the session bus.

org.freedesktop.login1(5): Manager.PrepareForSleep(true) before sleep, Session.Lock when a lock is asked for, and the
session's LockedHint when the desktop has locked by itself. A "delay" inhibitor holds the sleep up until the window is
covered and the process has let go of its memory (logind waits five seconds at most).
"""

from __future__ import annotations

import os
from typing import cast

from PySide6.QtCore import SLOT, QObject, QTimer, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

from ui.shell.session_lock.watch import SessionWatch

LOGIND = "org.freedesktop.login1"
MANAGER_PATH, MANAGER = "/org/freedesktop/login1", f"{LOGIND}.Manager"
SESSION = f"{LOGIND}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")
HOLD = 2000
"""Milliseconds after the lock in which the machine still waits to sleep."""


def session_path(session_id: str) -> str:
    """Where logind has the session: its id as a D-Bus label (what is no letter or digit, and a leading digit, as
    ``_xx``); "" for an unknown one, which Qt takes for any."""
    if not session_id:
        return ""
    label = "".join(
        chr(byte) if chr(byte).isascii() and chr(byte).isalnum() and not (number == 0 and chr(byte).isdigit())
        else f"_{byte:02x}"
        for number, byte in enumerate(session_id.encode())
    )  # fmt: skip
    return f"{MANAGER_PATH}/session/{label}"


class LinuxWatch(SessionWatch):
    """``system`` and ``session`` are the buses; tests give private ones."""

    def __init__(
        self,
        parent: QObject,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
        session_id: str | None = None,
    ) -> None:
        super().__init__(parent)
        self._system, self._session = system, session
        self._path = session_path(os.environ.get("XDG_SESSION_ID", "") if session_id is None else session_id)
        self._is_listening = self._has_subscribed = False
        self._held: QDBusUnixFileDescriptor | None = None
        self._call: QDBusPendingCallWatcher | None = None
        self._release = QTimer(self)
        self._release.setSingleShot(True)
        self._release.setInterval(HOLD)
        self._release.timeout.connect(self._on_release_timeout)

    @property
    def holds_up_sleep(self) -> bool:
        """Whether the machine waits for us before it sleeps."""
        return self._held is not None

    def start(self) -> None:
        self._is_listening = True
        self._release.stop()
        if not self._has_subscribed:
            self._has_subscribed = True
            self._subscribe()
        self._inhibit()

    def stop(self) -> None:
        self._is_listening = False
        self._release.start()

    def _subscribe(self) -> None:
        system = self._system = self._system or QDBusConnection.systemBus()
        if system.isConnected():
            sleep, lock, hint = "_on_sleep(bool)", "_on_lock()", "_on_session_changed(QDBusMessage)"
            system.connect(LOGIND, MANAGER_PATH, MANAGER, "PrepareForSleep", self, _slot(sleep))
            system.connect(LOGIND, self._path, SESSION, "Lock", self, _slot(lock))
            system.connect(LOGIND, self._path, PROPERTIES, "PropertiesChanged", self, _slot(hint))
        session = self._session = self._session or QDBusConnection.sessionBus()
        if session.isConnected():
            for name in SCREEN_SAVERS:
                session.connect("", "", name, "ActiveChanged", self, _slot("_on_screen_saver(bool)"))

    def _inhibit(self) -> None:
        """Asked for without waiting: a bus that is slow to answer must not hold up the window."""
        system = self._system
        if self._held is not None or self._call is not None or system is None or not system.isConnected():
            return
        ask = QDBusMessage.createMethodCall(LOGIND, MANAGER_PATH, MANAGER, "Inhibit")
        ask.setArguments(["sleep", "Liaison", "Locks the firm's records", "delay"])
        self._call = QDBusPendingCallWatcher(system.asyncCall(ask), self)
        self._call.finished.connect(self._on_call_finished)

    @Slot(QDBusPendingCallWatcher)
    def _on_call_finished(self, call: QDBusPendingCallWatcher) -> None:
        self._call = None
        answer = call.reply().arguments()
        call.deleteLater()
        if answer and isinstance(answer[0], QDBusUnixFileDescriptor):
            self._held = answer[0]

    @Slot()
    def _on_release_timeout(self) -> None:
        self._held = None  # the descriptor is closed with it

    @Slot(bool)
    def _on_sleep(self, begins: bool) -> None:
        self._tell(begins)

    @Slot()
    def _on_lock(self) -> None:
        self._tell(True)

    @Slot(QDBusMessage)
    def _on_session_changed(self, change: QDBusMessage) -> None:
        """What changed comes as a map, which PySide cannot read: so the one property is asked for."""
        system = self._system
        if not self._is_listening or system is None:
            return
        ask = QDBusMessage.createMethodCall(change.service(), change.path(), PROPERTIES, "Get")
        ask.setArguments([SESSION, "LockedHint"])
        QDBusPendingCallWatcher(system.asyncCall(ask), self).finished.connect(self._on_hint_finished)

    @Slot(QDBusPendingCallWatcher)
    def _on_hint_finished(self, call: QDBusPendingCallWatcher) -> None:
        answer = call.reply().arguments()
        call.deleteLater()
        if answer and isinstance(answer[0], QDBusVariant):
            self._tell(answer[0].variant() is True)

    @Slot(bool)
    def _on_screen_saver(self, is_active: bool) -> None:
        self._tell(is_active)

    def _tell(self, begins: bool) -> None:
        if begins and self._is_listening:
            self.told.emit()


def _slot(signature: str) -> bytes:
    """PySide's stubs ask for bytes; what it takes is the text that `SLOT` gives."""
    return cast("bytes", SLOT(signature))
