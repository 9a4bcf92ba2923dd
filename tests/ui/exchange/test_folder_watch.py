"""What is put into the import folder is offered, quietly, and comes in by a click alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.clients.queries import list_clients
from app.vault import attempts
from app.workspace import Workspace
from tests.ui.exchange.samples import CONTACTS
from ui.exchange.folder_watch import FolderWatch, ImportBar
from ui.exchange.import_sheet import ImportSheet
from ui.kit import machine
from ui.kit.sheet import sheets_in
from ui.shell.main_window import MainWindow
from ui.shell.trail import Place

Settled = Callable[[], None]


@pytest.fixture(autouse=True)
def _own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "state_folder", lambda: tmp_path / "state")


@pytest.fixture
def watch(window: MainWindow, post: Callable[..., Path]) -> FolderWatch:
    (found,) = window.findChildren(FolderWatch)
    machine.rules().put(machine.IMPORT_FOLDER, str(post("keep.txt", "").parent))
    post("keep.txt", "").unlink()
    return found


def _look(watch: FolderWatch, settled: Settled, times: int = 2) -> None:
    for _ in range(times):
        watch.look()
        settled()


def _clients(window: MainWindow) -> int:
    assert isinstance(window.vault, Workspace)
    with window.vault.read() as reader:
        return len(list_clients(reader))


def test_nothing_is_said_until_something_is_there(
    watch: FolderWatch, post: Callable[..., Path], settled: Settled
) -> None:
    _look(watch, settled)
    assert watch.bar.isHidden()
    post("clients.csv", CONTACTS)
    _look(watch, settled)
    assert not watch.bar.isHidden()
    assert watch.bar.words.text() == "1 file waits in the import folder “post”."


def test_a_click_shows_what_would_happen_and_what_is_in_is_not_offered_again(
    window: MainWindow, watch: FolderWatch, post: Callable[..., Path], settled: Settled
) -> None:
    file = post("clients.csv", CONTACTS)
    before = _clients(window)
    _look(watch, settled)
    assert _clients(window) == before, "never by itself"
    QTest.mouseClick(watch.bar.link, Qt.MouseButton.LeftButton)
    settled()
    (sheet,) = window.findChildren(ImportSheet)
    assert _clients(window) == before
    QTest.keyClick(sheet.accept_button, Qt.Key.Key_Space)
    settled()
    sheet.accept()
    assert _clients(window) > before
    assert watch.bar.isHidden()
    _look(watch, settled)
    assert watch.bar.isHidden()
    assert file.exists(), "it stays where it is"
    post("again.csv", CONTACTS.replace("example", "exemple"))
    _look(watch, settled)
    assert not watch.bar.isHidden(), "what is new is offered"


def test_not_now_is_quiet_until_something_else_is_put_there(
    watch: FolderWatch, post: Callable[..., Path], settled: Settled
) -> None:
    post("clients.csv", CONTACTS)
    _look(watch, settled)
    QTest.mouseClick(watch.bar.later, Qt.MouseButton.LeftButton)
    _look(watch, settled)
    assert watch.bar.isHidden()
    post("more.csv", CONTACTS + "\n")
    _look(watch, settled)
    assert watch.bar.words.text().startswith("2 files wait")


def test_what_is_refused_stays_offered_and_no_folder_is_no_bar(
    window: MainWindow, watch: FolderWatch, post: Callable[..., Path], settled: Settled
) -> None:
    post("empty.csv", "")
    _look(watch, settled)
    sheet = watch.open()
    assert sheet is not None
    settled()
    sheet.reject()
    _look(watch, settled)
    assert not watch.bar.isHidden()
    machine.rules().put(machine.IMPORT_FOLDER, "")
    assert watch.bar.isHidden()
    window.lock()
    machine.rules().put(machine.IMPORT_FOLDER, "/nowhere")


@pytest.mark.qt_log_ignore("This plugin does not support")  # of the screenless platform
def test_each_window_has_the_bar_and_one_sheet_is_for_all(
    window: MainWindow, watch: FolderWatch, post: Callable[..., Path], settled: Settled
) -> None:
    post("clients.csv", CONTACTS)
    _look(watch, settled)
    beside = window.windows.open(Place("calendar"))
    assert beside is not None
    settled()
    (bar,) = beside.findChildren(ImportBar)
    assert bar.isVisible(), "it is offered there as well, at once"
    QTest.mouseClick(bar.link, Qt.MouseButton.LeftButton)
    settled()
    (sheet,) = sheets_in(beside)
    assert isinstance(sheet, ImportSheet)
    QTest.mouseClick(watch.bar.link, Qt.MouseButton.LeftButton)
    settled()
    assert sheets_in(window) == []
    assert window.windows.front() is beside
    sheet.reject()
    settled()
    QTest.mouseClick(watch.bar.later, Qt.MouseButton.LeftButton)
    assert bar.isHidden(), "put off in one, put off in all"
    beside.close()
    settled()
    post("more.csv", CONTACTS + "\n")
    _look(watch, settled)
    assert not watch.bar.isHidden(), "the other one goes on"
    window.lock()
    settled()
