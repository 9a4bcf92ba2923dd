"""The desk on a real vault: one window for each, and nothing stays open that was given up."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.kernel.clock import FixedClock
from app.kernel.errors import CannotUnlock
from app.settings.commands import FirmDetails
from app.vault import kdf, place
from app.vault.lock import NAME, WindowLock
from app.workspace import Workspace
from tests.support import PASSWORD, USER
from ui.desk import WorkspaceDesk, make_desk
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


def test_the_next_start_finds_the_vault_that_was_made_elsewhere(
    vault_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who chose another folder for it was offered to set up a firm at the next start."""
    monkeypatch.setattr(place, "_home", lambda: tmp_path / "home")

    def opened_at(folder: Path) -> None:
        desk = make_desk(None)
        desk.choose(folder)
        desk.unlock(USER, PASSWORD)
        desk.lock()

    opened_at(vault_folder)
    assert make_desk(None).folder == vault_folder
    copied = shutil.copytree(vault_folder, tmp_path / "an-older-one")
    opened_at(copied)
    assert make_desk(None).folder == vault_folder, "a look at another one changes nothing"
    moved = vault_folder.rename(tmp_path / "moved")
    assert make_desk(None).was_there(), "the usual one is missed, and not what the platform's place has"
    opened_at(moved)
    assert make_desk(None).folder == moved


def test_another_vault_does_not_take_the_place_of_one_that_may_come_back(
    vault_folder: Path, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "_home", lambda: tmp_path / "home")
    first = make_desk(None)
    first.choose(vault_folder)
    first.unlock(USER, PASSWORD)
    first.lock()
    other = tmp_path / "archive"
    made, _ = bootstrap.create_workspace(
        other,
        PASSWORD,
        firm=FirmDetails("Another Firm", "US", "America/Los_Angeles", "CA"),
        user=USER,
        clock=clock,
        cost=kdf.CHEAP,
    )
    made.lock()
    away = vault_folder.rename(tmp_path / "away")
    desk = make_desk(None)
    assert desk.was_there()
    desk.choose(other)
    desk.unlock(USER, PASSWORD)
    desk.lock()
    assert make_desk(None).folder == vault_folder
    named = WorkspaceDesk(away, clock)
    named.unlock(USER, PASSWORD)
    named.lock()
    assert make_desk(None).folder == vault_folder, "who names a folder means that one now"
