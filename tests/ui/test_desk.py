"""The desk on a real vault: one window for each, and nothing stays open that was given up."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.kernel.clock import FixedClock
from app.kernel.errors import CannotUnlock
from app.vault import kdf
from app.vault.lock import NAME, WindowLock
from app.workspace import Workspace
from tests.support import PASSWORD, USER
from ui.desk import WorkspaceDesk
from ui.kit.labels import Label
from ui.shell.desk import NewFirm
from ui.shell.main_window import MainWindow
from ui.shell.unlock import UnlockPage


def test_a_vault_given_up_while_its_key_is_derived_is_locked(
    vault_folder: Path, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, begun, go = WorkspaceDesk(vault_folder, clock), threading.Event(), threading.Event()
    opened: list[Workspace] = []
    refused: list[Exception] = []
    really = bootstrap.open_workspace

    def slow(folder: Path, password: str, *, user: str | None = None, clock: FixedClock) -> Workspace:
        begun.set()
        assert go.wait(20)
        opened.append(really(folder, password, user=user, clock=clock))
        return opened[0]

    def unlock() -> None:
        try:
            desk.unlock(USER, PASSWORD)
        except CannotUnlock as error:
            refused.append(error)

    monkeypatch.setattr(bootstrap, "open_workspace", slow)
    thread = threading.Thread(target=unlock)
    thread.start()
    assert begun.wait(20)
    desk.choose(tmp_path / "another")
    go.set()
    thread.join(20)
    assert len(refused) == 1
    assert opened[0].vault.is_locked
    with pytest.raises(CannotUnlock):
        _ = desk.workspace
    assert desk.folder == tmp_path / "another"
    WindowLock.take(vault_folder, clock).release()  # it is free again


def test_choosing_another_folder_locks_the_vault_that_is_open(
    vault_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    desk = WorkspaceDesk(vault_folder, clock)
    desk.unlock(USER, PASSWORD)
    vault = desk.workspace.vault
    desk.choose(tmp_path / "another")
    assert vault.is_locked
    WindowLock.take(vault_folder, clock).release()


@pytest.fixture
def unlocking(
    qtbot: QtBot, vault_folder: Path, clock: FixedClock, settled: Callable[[], None]
) -> Callable[[], str]:
    """Type the right password into a window on the vault; what its page says then."""

    def unlock() -> str:
        window = MainWindow(WorkspaceDesk(vault_folder, clock))
        qtbot.addWidget(window)
        window.show()
        settled()
        gate = window.gate
        assert isinstance(gate, UnlockPage)
        gate.password.setText(PASSWORD)
        gate.submit()
        settled()
        assert window.workbench is None
        assert gate.button.isEnabled()
        return " ".join(label.text() for label in gate.findChildren(Label) if label.isVisible())

    return unlock


def test_the_unlock_page_says_that_another_window_has_the_vault(
    unlocking: Callable[[], str], vault_folder: Path, clock: FixedClock
) -> None:
    with WindowLock.take(vault_folder, clock):
        assert "already open in another Liaison window" in unlocking()


def test_the_unlock_page_names_the_computer_that_has_the_vault(
    unlocking: Callable[[], str], vault_folder: Path, clock: FixedClock
) -> None:
    record = {"host": "front-desk", "pid": 4711, "since": clock.now().isoformat()}
    (vault_folder / NAME).write_text(json.dumps(record))
    said = unlocking()
    assert "open on the computer “front-desk”" in said
    assert "Close Liaison there first" in said


def test_a_vault_given_up_before_its_recovery_key_was_seen_is_none(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "new"
    desk = WorkspaceDesk(folder, clock, cost=kdf.CHEAP)
    new = NewFirm(folder, "Harbour & Finch LLP", "US", "CA", "America/Los_Angeles", USER, PASSWORD)
    really = bootstrap.create_workspace

    def locked_meanwhile(*arguments: object, **named: object) -> object:
        made = really(*arguments, **named)  # type: ignore[arg-type]  # passed through
        desk.lock()
        return made

    with monkeypatch.context() as patched:
        patched.setattr(bootstrap, "create_workspace", locked_meanwhile)
        with pytest.raises(CannotUnlock):
            desk.create(new)
    assert not desk.exists()
    _, groups = desk.create(new)
    assert len(groups) == 8
    desk.lock()
