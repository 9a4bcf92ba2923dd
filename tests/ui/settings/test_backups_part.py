"""Backups on the firm's page: how it stands, one more, a check, restoring, rule and second place; and by themselves."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.backups.queries import backup_state, own_shelf
from app.backups.routine import Outcome, daily
from app.bootstrap import open_workspace
from app.kernel.clock import FixedClock
from app.kernel.errors import MachineTrouble
from app.vault.progress import Progress
from app.workspace import Workspace
from tests.support import PASSWORD, USER
from ui.desk import WorkspaceDesk
from ui.kit.sheet import sheets_in
from ui.settings import backup_job
from ui.settings.backup_job import job_of
from ui.settings.backups_part import BackupsPart
from ui.settings.page import FirmPage
from ui.settings.rule_form import RuleForm
from ui.shell.main_window import MainWindow
from ui.shell.restore import RestoreSheet
from ui.shell.unlock import UnlockPage
from ui.today.counting import Counting
from ui.today.page import TodayPage

Settled = Callable[[], None]


@pytest.fixture
def part(qtbot: QtBot, workspace: Workspace, settled: Settled) -> BackupsPart:
    made = BackupsPart(workspace)
    qtbot.addWidget(made)
    made.resize(720, 600)
    made.show()
    settled()
    return made


def test_before_the_first_there_is_none(part: BackupsPart) -> None:
    assert part.newest.text().startswith("None yet.")
    assert part.second.text().startswith("None: if this computer is lost")
    assert "last 7 days, 4 weeks and 12 months" in part.rule.text()
    assert part.rows.isHidden()
    assert part.drop_place.isHidden()


def test_one_is_made_read_back_and_listed(part: BackupsPart, workspace: Workspace, settled: Settled) -> None:
    QTest.mouseClick(part.backup_button, Qt.MouseButton.LeftButton)
    assert not part.backup_button.isEnabled()
    assert part.stop_button.isVisible()
    settled()
    (made,) = own_shelf(workspace.vault).iterdir()
    assert part.result.accessibleName() == "Backed up. Read back and compared."
    assert part.newest.text().startswith("Today 11:00 · ")
    assert part.newest.text().endswith(" · 0 entries · opened again and compared")
    assert part.rows.keys() == [made]
    assert part.backup_button.isEnabled()
    assert part.stop_button.isHidden()


def test_a_check_says_that_it_is_whole_or_what_is_wrong(
    part: BackupsPart, workspace: Workspace, settled: Settled
) -> None:
    part.back_up()
    settled()
    (made,) = own_shelf(workspace.vault).iterdir()
    part.rows.acted.emit(made)
    settled()
    assert part.result.accessibleName().startswith(
        "This backup is whole: it would be restored as it was on Mon 23 Nov"
    )
    content = bytearray(made.read_bytes())
    content[-9999] ^= 1
    made.write_bytes(content)
    part.check(made)
    settled()
    assert part.trouble.accessibleName().startswith("This backup is damaged")
    assert part.result.isHidden()


def test_it_can_be_stopped(
    part: BackupsPart, workspace: Workspace, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def slow(_: Workspace, progress: Progress) -> Outcome:
        begun.set()
        while True:
            progress(1, 2)

    monkeypatch.setattr(backup_job, "back_up_now", slow)
    part.back_up()
    assert begun.wait(20)
    part.stop()
    settled()
    assert not part.is_busy
    assert part.backup_button.isEnabled()
    assert part.result.isHidden()


def test_the_second_place_is_set_and_gets_the_newest(
    part: BackupsPart, workspace: Workspace, tmp_path: Path, settled: Settled
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    part.back_up()
    settled()
    part.use_place(disk)
    settled()
    (within,) = disk.iterdir()
    assert [path.name for path in within.iterdir()] == [
        path.name for path in own_shelf(workspace.vault).iterdir()
    ]
    assert str(within) in part.second.text()
    assert "Last brought there today 11:00." in part.second.text()
    part.use_place(workspace.vault.folder)
    settled()
    assert "lies in the vault's own" in part.trouble.accessibleName()
    part.drop_place.click()
    settled()
    assert part.second.text().startswith("None")


def test_the_rule_is_changed(part: BackupsPart, settled: Settled) -> None:
    part.change_rule.click()
    form = sheets_in(part)[-1]
    assert isinstance(form, RuleForm)
    form.daily.setValue(3)
    form.apply("")
    settled()
    assert "last 3 days" in part.rule.text()


def test_today_and_the_navigation_say_how_it_stands(
    qtbot: QtBot, workspace: Workspace, clock: FixedClock, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = TodayPage(workspace)
    qtbot.addWidget(page)
    page.show()
    settled()
    assert page.backups.isHidden()
    assert Counting(workspace)().backup_line == "No backup yet"
    daily(workspace)
    assert Counting(workspace)().backup_line == "Backed up today 11:00, checked"
    clock.advance(timedelta(days=4))
    page.mark_stale()
    settled()
    assert page.backups.accessibleName().startswith("The newest backup is 4 days old.")
    daily(workspace)
    page.mark_stale()
    settled()
    assert page.backups.isHidden()
    clock.advance(timedelta(days=1))

    def full(*_: object, **__: object) -> None:
        raise MachineTrouble("disk-full", "The disk is full.")

    monkeypatch.setattr("app.vault.backup.backup", full)
    daily(workspace)
    page.mark_stale()
    settled()
    assert page.backups.accessibleName() == "The last backup failed. The disk is full."


@pytest.fixture
def window(
    qtbot: QtBot, vault_folder: Path, clock: FixedClock, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    monkeypatch.setattr("ui.errands.DAILY_AFTER", 10)
    made = MainWindow(WorkspaceDesk(vault_folder, clock))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    settled()
    made.gates.unlock(USER, PASSWORD)
    settled()
    return made


def test_it_makes_itself_after_the_unlocking(
    window: MainWindow, qtbot: QtBot, vault_folder: Path, settled: Settled
) -> None:
    qtbot.waitUntil(lambda: bool(list((vault_folder / "backups").glob("*.liaison-backup"))), timeout=20_000)
    settled()
    window.lock()


def test_a_restored_vault_is_turned_to(
    window: MainWindow, qtbot: QtBot, vault_folder: Path, clock: FixedClock, settled: Settled
) -> None:
    qtbot.waitUntil(lambda: bool(list((vault_folder / "backups").glob("*.liaison-backup"))), timeout=20_000)
    settled()
    window.navigate("firm")
    settled()
    page = window.current_page()
    assert isinstance(page, FirmPage)
    page.vault.backups.restore_button.click()
    settled()
    sheet = sheets_in(window)[-1]
    assert isinstance(sheet, RestoreSheet)
    sheet.panel.password.setText(PASSWORD)
    sheet.panel.submit()
    settled()
    sheets_in(window)[-1].apply("")
    qtbot.waitUntil(lambda: window.workbench is None, timeout=20_000)
    settled()
    assert window.desk.folder == vault_folder.with_name("vault-2026-11-23")
    assert isinstance(window.gate, UnlockPage)
    restored = open_workspace(window.desk.folder, PASSWORD, clock=clock)
    with restored.read() as reader:
        assert backup_state(reader, restored.vault).newest is None, "its own folder of backups is empty"
    restored.lock()


def test_a_restore_in_a_window_that_is_closed_leaves_no_vault_that_nobody_knows_of(
    qtbot: QtBot, tmp_path: Path, settled: Settled
) -> None:
    window, begun, closed = QWidget(), threading.Event(), threading.Event()
    qtbot.addWidget(window)
    window.show()

    def restore(file: Path, folder: Path, secret: str, told: Callable[[int, int], None]) -> None:
        begun.set()
        closed.wait(30)
        told(1, 2)
        folder.mkdir()

    folder = tmp_path / "restored"
    sheet = RestoreSheet(window, folder, tmp_path / "old.liaison-backup", restore=restore)
    sheet.open()
    sheet.panel.password.setText(PASSWORD)
    sheet.panel.submit()
    begun.wait(30)
    sheet.drop()
    closed.set()
    settled()
    assert not folder.exists()


def test_there_is_one_job_for_a_vault(workspace: Workspace) -> None:
    assert job_of(workspace) is job_of(workspace)
