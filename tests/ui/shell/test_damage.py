"""Damage found at opening: a page says what, lists the backups, restores into a new folder, deletes nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.backups.routine import back_up_now
from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.kernel.clock import FixedClock
from app.storage.engine import writer
from app.vault.machine import remember_place
from app.vault.place import COPY, NAME
from tests.support import PASSWORD, USER
from ui.desk import WorkspaceDesk
from ui.kit import tasks
from ui.kit.banner import Banner
from ui.shell.damage import DamagePage
from ui.shell.main_window import MainWindow
from ui.shell.restore import RestorePage
from ui.shell.unlock import UnlockPage
from ui.shell.welcome import WelcomePage

Settle = Callable[[], None]


@pytest.fixture
def backup(vault_folder: Path, clock: FixedClock) -> Path:
    """A backup with a client in it; a second client came later."""
    workspace = open_workspace(vault_folder, PASSWORD, clock=clock)
    with workspace.write() as tx:
        add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
    made = back_up_now(workspace).made
    with workspace.write() as tx:
        add_client(tx, ClientDetails(first_name="Silas", last_name="Vance"))
    workspace.lock()
    assert made is not None
    return made.file


@pytest.fixture
def shown(
    qtbot: QtBot, vault_folder: Path, backup: Path, clock: FixedClock, settle: Settle
) -> Iterator[Callable[[Path], MainWindow]]:
    windows: list[MainWindow] = []

    def show(folder: Path = vault_folder) -> MainWindow:
        window = MainWindow(WorkspaceDesk(folder, clock))
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(1280, 800)
        window.show()
        settle()
        if isinstance(window.gate, UnlockPage):
            window.gates.unlock(USER, PASSWORD)
            settle()
        return window

    yield show
    for window in windows:
        window.lock()
    tasks.finish()


def listing(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.suffix != ".lock"
    }


def break_tables(folder: Path, clock: FixedClock) -> None:
    workspace = open_workspace(folder, PASSWORD, clock=clock)
    with writer(workspace.vault.engine).begin() as connection:
        connection.execute(text("DROP TABLE firm"))
    workspace.vault.lock()


DAMAGES: dict[str, Callable[[Path, FixedClock], object]] = {
    "header damaged": lambda folder, _: (folder / NAME).write_bytes(b"{}"),
    "header missing": lambda folder, _: (folder / NAME).unlink(),
    "header and copy missing": lambda folder, _: [(folder / name).unlink() for name in (NAME, COPY)],
    "data missing": lambda folder, _: (folder / "data-1.db").unlink(),
    "data cut": lambda folder, _: (folder / "data-1.db").write_bytes(
        (folder / "data-1.db").read_bytes()[:5000]
    ),
    "data empty": lambda folder, _: (folder / "data-1.db").write_bytes(b""),
    "data unreadable": lambda folder, _: (folder / "data-1.db").write_bytes(b"\1" * 40_000),
    "tables broken": break_tables,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_it_says_what_is_damaged_and_offers_the_newest_backup(
    damage: str, shown: Callable[[], MainWindow], vault_folder: Path, backup: Path, clock: FixedClock
) -> None:
    DAMAGES[damage](vault_folder, clock)
    before = listing(vault_folder)
    window = shown()
    page = window.gate
    assert isinstance(page, DamagePage)
    assert len(page.what.text()) > 55
    assert "None" not in page.what.text()
    assert "23 November 2026" in page.second.text()
    assert page.newest == backup
    assert page.rows.isHidden(), "one button for the newest, a list only of what is older"
    assert page.button.isVisible()
    after = listing(vault_folder)
    assert {name: after[name] for name in before} == before, "nothing was changed or deleted"


def test_from_there_a_vault_is_open_again(
    shown: Callable[[], MainWindow], vault_folder: Path, clock: FixedClock, settle: Settle
) -> None:
    (vault_folder / "data-1.db").unlink()
    before = listing(vault_folder)
    window = shown()
    page = window.gate
    assert isinstance(page, DamagePage)
    page.button.click()
    settle()
    page = window.gate
    assert isinstance(page, RestorePage)
    panel = page.panel
    assert panel.backup.count() == 1
    panel.password.setText("guess")
    panel.submit()
    settle()
    assert "does not open this backup" in str(panel.form.problem_texts())
    panel.password.setText(PASSWORD)
    panel.submit()
    settle()
    assert isinstance(window.gate, UnlockPage)
    anew = window.desk.folder
    assert anew == vault_folder.with_name("vault-2026-11-23")
    assert listing(vault_folder) == before
    window.gates.unlock(USER, PASSWORD)
    settle()
    assert window.workbench is not None


def test_a_damaged_backup_is_named_and_the_next_one_chosen(
    shown: Callable[[], MainWindow], vault_folder: Path, backup: Path, tmp_path: Path, settle: Settle
) -> None:
    older = backup.with_name("2026-11-22-120000.liaison-backup")
    older.write_bytes(backup.read_bytes())
    content = bytearray(backup.read_bytes())
    content[-9000] ^= 1
    backup.write_bytes(content)
    (vault_folder / NAME).write_bytes(b"")
    window = shown()
    window.gates.show_restore()
    settle()
    page = window.gate
    assert isinstance(page, RestorePage)
    panel = page.panel
    panel.password.setText(PASSWORD)
    panel.submit()
    settle()
    assert "(damaged)" in panel.backup.itemText(0)
    assert panel.backup.currentData() == older
    panel.password.setText(PASSWORD)
    panel.submit()
    settle()
    assert isinstance(window.gate, UnlockPage)


def test_it_can_be_stopped_and_leaves_nothing(
    shown: Callable[[], MainWindow], backup: Path, vault_folder: Path, settle: Settle
) -> None:
    window, page = _restoring(shown, backup, vault_folder, settle)
    panel = page.panel
    restore, stopped = panel._restore, threading.Event()

    def begin_when_stopped(*asked: Any) -> None:
        assert stopped.wait(60)
        restore(*asked)

    panel._restore = begin_when_stopped
    panel.submit()
    panel.back.click()
    stopped.set()
    settle()
    assert window.gate is page
    assert not list(vault_folder.parent.glob("vault-*/header.json"))
    panel.back.click()
    settle()
    assert isinstance(window.gate, UnlockPage)


def test_who_stops_it_when_all_of_it_is_there_goes_on_with_it(
    shown: Callable[[], MainWindow], backup: Path, vault_folder: Path, settle: Settle
) -> None:
    """Else a second vault of the firm would lie there, and nobody would know of it."""
    window, page = _restoring(shown, backup, vault_folder, settle)
    panel = page.panel
    restore, restored = panel._restore, threading.Event()

    def restore_and_tell(*asked: Any) -> None:
        restore(*asked)
        restored.set()

    panel._restore = restore_and_tell
    panel.submit()
    assert restored.wait(60)
    panel.back.click()
    settle()
    assert isinstance(window.gate, UnlockPage)
    (header,) = vault_folder.parent.glob("vault-*/header.json")
    assert window.desk.folder == header.parent


def _restoring(
    shown: Callable[[], MainWindow], backup: Path, vault_folder: Path, settle: Settle
) -> tuple[MainWindow, RestorePage]:
    """A window whose vault lost its data, where the password of a backup is typed."""
    (vault_folder / "data-1.db").unlink()
    window = shown()
    window.gates.show_restore(backup)
    settle()
    page = window.gate
    assert isinstance(page, RestorePage)
    page.panel.password.setText(PASSWORD)
    return window, page


def test_without_a_backup_it_says_so(
    shown: Callable[[], MainWindow], vault_folder: Path, backup: Path
) -> None:
    backup.unlink()
    (vault_folder / NAME).write_bytes(b"")
    page = shown().gate
    assert isinstance(page, DamagePage)
    assert "No backup was found" in page.found.text()
    assert not page.button.isVisible()
    assert page.choose.isVisible()


def test_the_second_place_is_known_without_the_vault(
    shown: Callable[[], MainWindow], vault_folder: Path, backup: Path, tmp_path: Path, clock: FixedClock
) -> None:
    away = tmp_path / "stick"
    away.mkdir()
    workspace = open_workspace(vault_folder, PASSWORD, clock=clock)
    remember_place(workspace.vault.id, away)
    workspace.vault.lock()
    moved = backup.rename(away / backup.name)
    (vault_folder / "data-1.db").write_bytes(b"")
    page = shown().gate
    assert isinstance(page, DamagePage)
    assert page.newest == moved


def test_on_a_new_machine_a_backup_becomes_the_vault(
    shown: Callable[[Path], MainWindow], backup: Path, tmp_path: Path, settle: Settle
) -> None:
    window = shown(tmp_path / "new" / "vault")
    page = window.gate
    assert isinstance(page, WelcomePage)
    page.restore_chosen.emit()
    settle()
    page = window.gate
    assert isinstance(page, RestorePage)
    panel = page.panel
    assert not panel.button.isEnabled()
    panel.set_file(backup)
    panel.password.setText(PASSWORD)
    panel.submit()
    settle()
    assert isinstance(window.gate, UnlockPage)
    assert window.desk.folder == tmp_path / "new" / "vault"


def test_a_vault_that_is_away_is_missed_and_found_again(
    shown: Callable[[], MainWindow], vault_folder: Path, settle: Settle
) -> None:
    """Its folder was renamed, or its disk taken away, while it was open: nobody is to set up a second one."""
    window = shown()
    away = vault_folder.with_name("away")
    vault_folder.rename(away)
    window.lock()
    settle()
    page = window.gate
    assert isinstance(page, WelcomePage)
    (missing,) = page.findChildren(Banner)
    assert missing.accessibleName().startswith("Your firm's vault is not there. It was in ")
    assert str(vault_folder) in missing.accessibleName()
    assert missing.isAncestorOf(page.focusWidget()), "a key pressed in haste begins nothing"
    away.rename(vault_folder)
    page.again_chosen.emit()
    settle()
    assert isinstance(window.gate, UnlockPage)
    window.gates.unlock(USER, PASSWORD)
    settle()
    assert window.vault is not None


def test_where_there_never_was_one_none_is_missed(
    shown: Callable[[Path], MainWindow], tmp_path: Path
) -> None:
    page = shown(tmp_path / "new").gate
    assert isinstance(page, WelcomePage)
    assert page.findChildren(Banner) == []
