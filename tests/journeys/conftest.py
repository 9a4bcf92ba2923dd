"""The whole window, unlocked."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.kernel.clock import FixedClock
from app.vault import kdf
from tests.journeys.hands import Hands
from tests.support import MONDAY, PASSWORD, USER
from tests.ui import pauses
from tests.ui.busy_firm import Busy, busy_vault
from ui.desk import WorkspaceDesk
from ui.kit import machine, tasks
from ui.shell.main_window import MainWindow


@pytest.fixture(autouse=True)
def _own_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a journey settles for this computer is not found by the next one."""
    monkeypatch.setattr(machine, "_rules", [])


@pytest.fixture(autouse=True)
def _short_pauses() -> Iterator[None]:
    """What follows from what is typed comes almost at once."""
    with pauses.short():
        yield


@pytest.fixture(scope="session")
def firm_made(made_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Busy]:
    """A firm with eight matters in every state that Today knows, made once; journeys begin with copies."""
    return busy_vault(made_vault, tmp_path_factory.mktemp("firm") / "vault")


@pytest.fixture
def firm(firm_made: tuple[Path, Busy], tmp_path: Path) -> tuple[Path, Busy]:
    """A copy of its own."""
    folder = tmp_path / "firm"
    shutil.copytree(firm_made[0], folder)
    return folder, firm_made[1]


@pytest.fixture
def hands_at(qtbot: QtBot) -> Iterator[Callable[[Path, FixedClock], Hands]]:
    """Somebody before the window at the gate of the vault in a folder."""
    windows: list[MainWindow] = []

    def sit_down(folder: Path, clock: FixedClock) -> Hands:
        made = MainWindow(WorkspaceDesk(folder, clock, cost=kdf.CHEAP))
        qtbot.addWidget(made)
        windows.append(made)
        made.resize(1280, 800)
        made.show()
        return Hands(qtbot, made)

    yield sit_down
    for one in windows:
        one.lock()
    tasks.finish()


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
