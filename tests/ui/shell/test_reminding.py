"""Once a day, at the chosen time, numbers alone; never while locked, and not to who looks at Today."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit import machine
from ui.shell.desk import Status
from ui.shell.reminding import Reminding, is_time, reminder_words

MORNING = datetime(2026, 11, 23, 8, 59, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _chosen(_own_rules: None) -> None:
    machine.rules().put(machine.REMIND_AT, "09:00")


@pytest.mark.parametrize(
    ("late", "due", "words"),
    [
        (0, 0, ""),
        (1, 0, "1 thing is late."),
        (3, 0, "3 things are late."),
        (0, 1, "1 thing is due today."),
        (0, 5, "5 things are due today."),
        (1, 5, "1 thing is late, 5 due today."),
        (1200, 1, "1,200 things are late, 1 due today."),
    ],
)
def test_words(late: int, due: int, words: str) -> None:
    assert reminder_words(late, due) == words


def test_the_time_is_the_users() -> None:
    assert not is_time("", MORNING, "")
    assert not is_time("09:00", MORNING, "")
    assert is_time("08:30", MORNING, "")
    assert is_time("08:30", MORNING, "2026-11-22")
    assert not is_time("08:30", MORNING, "2026-11-23")


def test_nonsense_in_the_settings_file_is_never() -> None:
    machine.rules().put(machine.REMIND_AT, "25:99")
    assert machine.rules().get(machine.REMIND_AT) == ""


class _Window(QWidget):
    """As much of the window as is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.workbench = None
        self.windows = self
        self.said: list[str] = []

    def front(self) -> _Window:
        return self

    def say(self, words: str) -> None:
        self.said.append(words)


def test_it_is_said_once_a_day_when_it_is_time(qtbot: QtBot) -> None:
    window, owner = _Window(), QObject()
    qtbot.addWidget(window)
    now = [MORNING]
    reminding = Reminding(window, owner, lambda: now[0])  # type: ignore[arg-type] # as much of a window as is asked
    reminding.hear(Status({}, "", 3, 5))
    assert window.said == [], "it is not nine yet"
    now[0] += timedelta(minutes=1)
    reminding.look()
    reminding.look()
    assert window.said == ["3 things are late, 5 due today."]
    now[0] += timedelta(days=1)
    reminding.hear(Status({}, "", 0, 0))
    now[0] += timedelta(hours=1)
    reminding.hear(Status({}, "", 1, 0))
    assert window.said == ["3 things are late, 5 due today."], "in the morning nothing was owed"
