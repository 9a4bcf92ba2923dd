"""What locks an open vault, all in one: nobody at the desk, the key that locks, the system's own lock and sleep."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit import machine
from ui.kit.garbage import look_through_all
from ui.shell.inactivity import Inactivity
from ui.shell.lock_key import LockKey
from ui.shell.session_lock.watch import SessionWatch, session_watch


class Watching(SessionWatch):
    """`told()` when the vault is to be locked. Runs from the opening of a vault to its lock."""

    def __init__(self, window: QWidget, keys: QKeySequence) -> None:
        super().__init__(window)
        application = QApplication.instance() or window
        self.key = LockKey(keys, self)
        self.inactivity = Inactivity(application, machine.rules().get(machine.LOCK_AFTER), lock_key=self.key)
        self.session = session_watch(window)
        self.inactivity.idled.connect(self.told)
        self.inactivity.slept.connect(self.told)
        self.inactivity.rested.connect(look_through_all)
        self.key.pressed.connect(self.told)
        self.session.told.connect(self.told)
        machine.rules().changed.connect(self._on_rules_changed)

    def start(self) -> None:
        self.inactivity.start()
        self.session.start()

    def stop(self) -> None:
        self.inactivity.stop()
        self.key.forget()
        self.session.stop()

    def _on_rules_changed(self) -> None:
        self.inactivity.minutes = machine.rules().get(machine.LOCK_AFTER)
