"""Locking fails closed: whatever goes wrong or takes long, the screen is covered and the vault is locked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.kernel.errors import MachineTrouble
from ui.kit import tasks
from ui.kit.sheet import Sheet, sheets_in
from ui.shell.desk import NewFirm
from ui.shell.main_window import MainWindow
from ui.shell.recovery import RecoverPage, RecoveryPage
from ui.shell.unlock import UnlockPage


class StubbornSheet(Sheet):
    """A sheet that cannot keep its draft."""

    def drop(self) -> None:
        raise MachineTrouble("disk-full", "The disk is full.")


def test_a_draft_that_cannot_be_kept_does_not_keep_the_vault_open(open_window: MainWindow, desk: Any) -> None:
    StubbornSheet(open_window, "Under").open()
    StubbornSheet(open_window, "Over").open()
    with pytest.raises(MachineTrouble):
        open_window.lock()
    assert desk.locks == 1
    assert isinstance(open_window.gate, UnlockPage)
    assert open_window.workbench is None
    assert sheets_in(open_window) == []
    assert open_window.windowTitle() == "Liaison"


def test_a_page_that_cannot_say_its_part_is_covered_all_the_same(
    open_window: MainWindow, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one was is asked of the pages; one that fails must not stay on the screen for it."""

    def part_shown() -> str:
        raise MachineTrouble("disk-full", "The disk is full.")

    monkeypatch.setattr(open_window.current_page(), "part_shown", part_shown)
    with pytest.raises(MachineTrouble):
        open_window.lock()
    assert desk.locks == 1
    assert isinstance(open_window.gate, UnlockPage)
    assert open_window.workbench is None
    assert open_window.vault is None


def test_a_save_that_takes_long_is_waited_for_behind_the_gate(
    open_window: MainWindow, desk: Any, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    go, saved = threading.Event(), []

    def save() -> None:
        go.wait(20)
        saved.append(desk.locks)

    tasks.run(save, owner=open_window)
    open_window.lock()
    gate = open_window.gate
    assert isinstance(gate, UnlockPage)
    assert open_window.workbench is None
    assert desk.locks == 0
    assert not gate.password.isEnabled()
    assert gate.button.text() == "Saving…"
    go.set()
    qtbot.waitUntil(lambda: desk.locks == 1)
    assert saved == [0], "it was saved before the vault was locked"
    assert gate.password.isEnabled()
    gate.password.setText("right")
    gate.submit()
    settle()
    assert open_window.workbench is not None


def test_work_that_never_ends_is_given_up(
    open_window: MainWindow, desk: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "PATIENCE", 500)
    go = threading.Event()
    tasks.run(lambda: go.wait(20), owner=open_window)
    open_window.lock()
    qtbot.waitUntil(lambda: desk.locks == 1)
    go.set()


def test_closing_waits_for_a_save_and_locks(open_window: MainWindow, desk: Any) -> None:
    go, saved = threading.Event(), []

    def save() -> None:
        go.wait(20)
        saved.append(desk.locks)

    tasks.run(save, owner=open_window)
    threading.Timer(0.6, go.set).start()
    open_window.close()
    assert saved == [0]
    assert desk.locks == 1
    assert open_window.isHidden()


def test_what_was_asked_before_the_lock_is_not_shown_after_it(
    open_window: MainWindow, settle: Callable[[], None]
) -> None:
    go = threading.Event()
    came: list[bool] = []
    tasks.run(lambda: go.wait(20), owner=open_window, done=came.append)
    tasks.run_pool(lambda _task: go.wait(20), owner=open_window, done=came.append)
    threading.Timer(0.1, go.set).start()
    open_window.lock()
    settle()
    assert came == []


def test_after_a_lock_everybody_can_be_chosen_again(
    open_window: MainWindow, desk: Any, settle: Callable[[], None]
) -> None:
    desk.names = ["Maria Ortega", "David Finch"]
    open_window.lock()
    settle()
    gate = open_window.gate
    assert isinstance(gate, UnlockPage)
    assert gate.name.count() == 2


def _show_key(window: MainWindow, desk: Any, settle: Callable[[], None]) -> RecoveryPage:
    firm = NewFirm(desk.folder, "Harbour & Finch LLP", "US", "CA", "America/Los_Angeles", "Maria", "words")
    window.gates.create(firm)
    settle()
    page = window.gate
    assert isinstance(page, RecoveryPage)
    return page


def test_the_page_with_the_recovery_key_is_locked_when_nobody_is_there(
    window: MainWindow, desk: Any, settle: Callable[[], None]
) -> None:
    page = _show_key(window, desk, settle)
    assert window.inactivity.is_watching
    window.inactivity.idled.emit()
    assert desk.locks > 0
    assert isinstance(window.gate, UnlockPage)
    page.finished.emit()
    assert window.workbench is None, "the page that went opens nothing"
    assert not window.inactivity.is_watching


def test_closing_at_the_recovery_key_locks(window: MainWindow, desk: Any, settle: Callable[[], None]) -> None:
    _show_key(window, desk, settle)
    window.close()
    assert desk.locks > 0


def test_a_vault_that_was_given_up_while_it_was_opened_is_locked_and_not_shown(
    window: MainWindow, desk: Any, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    go, begun, recover = threading.Event(), threading.Event(), desk.recover

    def slow(name: str, key: str, password: str) -> object:
        begun.set()
        go.wait(20)
        return recover(name, key, password)

    monkeypatch.setattr(desk, "recover", slow)
    gate = window.gate
    assert isinstance(gate, UnlockPage)
    gate.recovery.click()
    page = window.gate
    assert isinstance(page, RecoverPage)
    window.gates.recover("Maria Ortega", "ABCDE", "four unrelated words here")
    assert begun.wait(20)
    page.back_chosen.emit()
    go.set()
    settle()
    assert desk.locks == 1
    assert window.workbench is None
    assert isinstance(window.gate, UnlockPage)
