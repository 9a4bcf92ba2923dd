"""A quiet word once a day, at a time of the user's choosing: how many things are late and due, and nothing else.

No client and no matter is named, because a notification stands on locked screens and in the system's own history. While
Liaison is locked there is none: how much is owed is then unknown, and nobody's business. Who looks at Today just then
is not told what they see.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.kernel.language import counted
from app.kernel.numbers import say_number
from ui.kit import machine
from ui.shell.desk import Status
from ui.shell.main_window import MainWindow
from ui.shell.tray import can_tell, tray_of

LOOK_EVERY = 60_000


def is_time(chosen: str, now: datetime, last: str) -> bool:
    """Whether to remind: ``chosen`` is "HH:MM" or "" for never, ``last`` the day of the last reminder, ISO 8601."""
    return bool(chosen) and now.time() >= time.fromisoformat(chosen) and last != now.date().isoformat()


def reminder_words(late: int, due: int) -> str:
    """As in "3 things are late, 5 are due today."; "" where nothing is."""

    def said(words: str) -> str:
        return QCoreApplication.translate("Reminder", words)

    if late and due:
        first = counted(late, "1 thing is late", "{late} things are late").format(late=say_number(late))
        return said("{first}, {due} due today.").format(first=first, due=say_number(due))
    if late:
        return counted(late, "1 thing is late.", "{late} things are late.").format(late=say_number(late))
    if due:
        return counted(due, "1 thing is due today.", "{due} things are due today.").format(
            due=say_number(due)
        )
    return ""


class Reminding(QObject):
    """Lives with the workbench, and so goes at the lock."""

    def __init__(self, window: MainWindow, owner: QObject, now: Callable[[], datetime]) -> None:
        super().__init__(owner)
        self._window, self._now = window, now
        self._status: Status | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_EVERY)

    def hear(self, status: Status) -> None:
        """How much is owed now."""
        self._status = status
        self.look()

    def look(self) -> None:
        """Remind where it is time and something is owed; once a day, whether or not."""
        rules, now = machine.rules(), self._now()
        if self._status is None or not is_time(
            rules.get(machine.REMIND_AT), now, rules.get(machine.REMINDED_ON)
        ):
            return
        rules.put(machine.REMINDED_ON, _day(now))
        words = reminder_words(self._status.late, self._status.due)
        if words and not self._sees_today():
            self.show_words(words)

    def _sees_today(self) -> bool:
        window = self._window.windows.front()
        return (
            window.isActiveWindow() and window.workbench is not None and window.workbench.here[0] == "today"
        )

    def show_words(self, words: str) -> None:
        """By the system's notification; where it has none the window's place in the task bar asks for a look."""
        if can_tell():
            tray_of(self._window).tell(words, lambda: self._window.windows.front().navigate("today"))
        else:
            window = self._window.windows.front()
            QApplication.alert(window)
            window.say(words)


def _day(now: datetime) -> str:
    today: date = now.date()
    return today.isoformat()
