"""Closing a window while a new key is made: it is taken back or done first, and never goes on unseen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from ui.kit import tasks
from ui.kit.sheet import sheets_in
from ui.settings.new_key_sheet import NewKeySheet
from ui.shell.main_window import MainWindow
from ui.shell.trail import Place
from ui.shell.window import VaultWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of the screenless platform
Settle = Callable[[], None]


class Making(NewKeySheet):
    """Makes a key until it is let go, and can be cancelled, unless it ``is_late`` for that."""

    def __init__(self, over: VaultWindow, *, is_late: bool = False) -> None:
        super().__init__(over, "A new key")
        self._add_long_part()
        self.add_buttons("Make")
        self._is_late = is_late
        self.begun, self.go = threading.Event(), threading.Event()
        self.ended: list[str] = []

    def apply(self, button: str) -> None:
        self._show_long_part("Making a new key")
        self._start(self._work, done=self._on_made, failed=lambda _: None)

    def _work(self, task: tasks.Task) -> None:
        self.begun.set()
        self.go.wait(20)
        if not self._is_late:
            task.check()
        self.ended.append("made")

    def _on_made(self, _: object) -> None:
        self._show_long_part("")
        self.result.say("The vault has a new key.", "")


def under_way(window: VaultWindow, *, is_late: bool = False) -> Making:
    sheet = Making(window, is_late=is_late)
    sheet.open()
    sheet.apply("")
    assert sheet.begun.wait(20)
    return sheet


@pytest.mark.parametrize("way", ["close", "quit"])
def test_it_is_taken_back_and_then_the_window_goes(
    open_window: MainWindow, desk: Any, settle: Settle, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.shell.main_window.QApplication.quit", lambda: None)
    sheet = under_way(open_window)
    getattr(open_window, way)()
    assert open_window.isVisible()
    assert sheet.step.text() == "Taking everything back…"
    assert desk.locks == 0
    ended = sheet.ended
    sheet.go.set()
    settle()
    assert ended == []
    assert not open_window.isVisible()
    assert desk.locks


def test_where_it_is_too_late_the_window_stays_and_says_so(
    open_window: MainWindow, desk: Any, settle: Settle
) -> None:
    sheet = under_way(open_window, is_late=True)
    open_window.close()
    sheet.go.set()
    settle()
    assert open_window.isVisible()
    assert sheet.result.accessibleName().startswith("The vault has a new key.")
    assert desk.locks == 0
    open_window.close()
    settle()
    assert not open_window.isVisible()
    assert desk.locks


def test_a_lock_takes_it_back(open_window: MainWindow, desk: Any, settle: Settle) -> None:
    sheet = under_way(open_window)
    ended = sheet.ended
    threading.Timer(0.05, sheet.go.set).start()
    open_window.lock()
    settle()
    assert ended == []
    assert desk.locks == 1


def test_in_a_window_beside_it_is_taken_back_too(open_window: MainWindow, settle: Settle) -> None:
    """The vault stays open behind it: the key would be made with nobody to see it."""
    assert open_window.workbench is not None
    beside = open_window.windows.open(Place(*open_window.workbench.here))
    assert beside is not None
    settle()
    sheet = under_way(beside)
    ended = sheet.ended
    beside.close()
    assert sheets_in(beside) == [sheet]
    sheet.go.set()
    settle()
    assert ended == []
    assert open_window.windows.all() == [open_window]
