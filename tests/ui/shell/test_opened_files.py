"""A file that the system hands to the running program: its own vault comes forward, another gets its own window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from app.kernel.program import window_command
from app.vault.shortcut import write_shortcut
from ui.__main__ import led_to, parse
from ui.shell.main_window import MainWindow
from ui.shell.opened_files import OpenedFiles


def _vault(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "header.json").write_text("{}", encoding="utf-8")
    return folder


class Heard:
    """What the window did."""

    def __init__(self, window: MainWindow) -> None:
        self.forward: list[MainWindow] = []
        self.started: list[Sequence[str]] = []
        self.files = OpenedFiles(window, self.forward.append, self.started.append)

    def open(self, file: Path) -> None:
        """As macOS does."""
        assert self.files.eventFilter(QApplication.instance(), QFileOpenEvent(QUrl.fromLocalFile(str(file))))


@pytest.fixture
def heard(open_window: MainWindow) -> Heard:
    return Heard(open_window)


def test_the_own_vault_comes_forward(heard: Heard, open_window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "own.liaison"
    folder = open_window.desk.folder
    if not folder.exists():
        _vault(folder)
    write_shortcut(file, folder)
    heard.open(file)
    assert heard.forward == [open_window]
    assert heard.started == []


def test_another_vault_gets_a_window_of_its_own(heard: Heard, tmp_path: Path) -> None:
    file, folder = tmp_path / "other.liaison", _vault(tmp_path / "other")
    write_shortcut(file, folder)
    heard.open(file)
    assert heard.started == [[*window_command(), "--vault", str(folder)]]
    assert heard.forward == []


def test_what_leads_nowhere_is_said(heard: Heard, open_window: MainWindow, tmp_path: Path) -> None:
    heard.open(tmp_path / "gone.liaison")
    assert heard.started == []
    assert open_window.messages.isVisible()


def test_on_the_command_line(tmp_path: Path) -> None:
    file, folder = tmp_path / "a.liaison", _vault(tmp_path / "vault")
    write_shortcut(file, folder)
    assert led_to(parse([str(file)]).file) == (folder, "")
    nowhere, why = led_to(parse([str(tmp_path / "none.liaison")]).file)
    assert nowhere is None
    assert "does not lead to a vault" in why
