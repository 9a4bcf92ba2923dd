"""The whole window, unlocked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.kernel.clock import FixedClock
from tests.support import MONDAY, PASSWORD, USER
from ui.desk import WorkspaceDesk
from ui.kit import machine, tasks
from ui.shell.main_window import MainWindow


@pytest.fixture(autouse=True)
def _own_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a journey settles for this computer is not found by the next one."""
    monkeypatch.setattr(machine, "_rules", [])


@pytest.fixture
def window(qtbot: QtBot, vault_folder: Path) -> Iterator[MainWindow]:
    """The main window on a vault of its own, on Monday."""
    made = MainWindow(WorkspaceDesk(vault_folder, FixedClock(MONDAY)))
    qtbot.addWidget(made, before_close_func=lambda _: made.lock())
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    made.gates.unlock(USER, PASSWORD)
    qtbot.waitUntil(lambda: made.workbench is not None and not tasks.busy(), timeout=20_000)
    yield made
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)
