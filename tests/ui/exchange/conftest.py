"""A folder of what came in, and the window it is dropped on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.kernel.clock import FixedClock
from tests.support import PASSWORD
from ui.desk import WorkspaceDesk
from ui.kit import tasks
from ui.shell.main_window import MainWindow


@pytest.fixture
def post(tmp_path: Path) -> Callable[..., Path]:
    """Write a file into the folder of what came in."""
    folder = tmp_path / "post"
    folder.mkdir()

    def write(name: str, content: str | bytes) -> Path:
        file = folder / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return write


@pytest.fixture
def window(
    qtbot: QtBot, vault_folder: Path, clock: FixedClock, settled: Callable[[], None]
) -> Iterator[MainWindow]:
    """The window, unlocked by Maria Ortega."""
    made = MainWindow(WorkspaceDesk(vault_folder, clock))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    settled()
    gate = made.gate
    assert gate is not None
    gate.password.setText(PASSWORD)  # type: ignore[attr-defined] # the gate of a vault that is there
    gate.submit()  # type: ignore[attr-defined] # as above
    settled()
    yield made
    made.lock()
    tasks.finish()
