"""The icon in the tray: there while it is wanted, and for a message; it opens, logs, locks. The start at the login."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from ui.__main__ import parse
from ui.application import start
from ui.kit import machine
from ui.shell.badge import Badge, plain_icon
from ui.shell.desk import Status
from ui.shell.main_window import MainWindow
from ui.shell.preferences import Preferences
from ui.shell.single import SingleInstance
from ui.shell.tray import Tray, can_tell, tray_of
from ui.shell.unlock import UnlockPage

pytestmark = pytest.mark.qt_log_ignore("does not support raise")  # the screenless platform


@pytest.fixture(autouse=True)
def _a_tray(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desktop that has one."""
    for asked in ("isSystemTrayAvailable", "supportsMessages"):
        monkeypatch.setattr(QSystemTrayIcon, asked, lambda: True)
    shown: dict[QSystemTrayIcon, bool] = {}
    monkeypatch.setattr(QSystemTrayIcon, "setVisible", lambda icon, on: shown.update({icon: on}))
    monkeypatch.setattr(QSystemTrayIcon, "isVisible", lambda icon: shown.get(icon, False))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What messages say."""
    said: list[str] = []
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _, title, words, *__: said.append(f"{title}: {words}")
    )
    return said


def test_it_is_there_while_it_is_wanted(window: MainWindow) -> None:
    tray = tray_of(window)
    assert tray is tray_of(window)
    assert not tray.icon.isVisible()
    machine.rules().put(machine.TRAY, True)
    assert tray.icon.isVisible()
    machine.rules().put(machine.TRAY, False)
    assert not tray.icon.isVisible()


def test_a_message_shows_it_for_a_while_and_a_click_leads_there(window: MainWindow, told: list[str]) -> None:
    tray, went = tray_of(window), []
    assert can_tell()
    tray.tell("3 things are late.", lambda: went.append("today"))
    assert told == ["Liaison: 3 things are late."]
    assert tray.icon.isVisible()
    machine.rules().put(machine.LOCK_AFTER, 10)
    assert tray.icon.isVisible(), "another setting does not take it away"
    tray.icon.messageClicked.emit()
    assert went == ["today"]
    tray._gone.timeout.emit()
    tray._gone.stop()
    tray.show_as_settled()
    assert not tray.icon.isVisible()


def test_a_click_brings_the_window_forward_and_the_menu_does_what_may_be_done(
    window: MainWindow, settle: Callable[[], None]
) -> None:
    tray = tray_of(window)
    logged = []
    window.registry.on("log-contact", lambda: logged.append(window.isVisible()))
    assert not tray.log.isEnabled(), "while the vault is locked"
    gate = window.gate
    assert isinstance(gate, UnlockPage)
    gate.password.setText("right")
    gate.submit()
    settle()
    assert tray.log.isEnabled()
    window.showMinimized()
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert window.isMinimized(), "that opens the menu"
    tray.log.trigger()
    assert logged == [True]
    assert not window.isMinimized()
    window.showMinimized()
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert not window.isMinimized()
    assert window.registry["lock"] in tray.menu.actions()
    window.registry["lock"].trigger()
    assert not tray.log.isEnabled()


def test_the_number_follows_the_setting_and_goes_at_the_lock(window: MainWindow) -> None:
    tray = tray_of(window)
    badge = Badge(window, tray.show_picture)

    def shown() -> Any:
        return tray.icon.icon().pixmap(64, 64).toImage()

    plain = plain_icon().pixmap(64, 64).toImage()
    badge.hear(Status({}, "", 3, 5))
    late = shown()
    assert late != plain
    machine.rules().put(machine.BADGE, False)
    assert shown() == plain
    machine.rules().put(machine.BADGE, True)
    assert shown() == late
    badge.end()
    assert shown() == plain


@pytest.mark.parametrize("wanted", [True, False])
def test_at_the_login_it_starts_in_the_background(
    qtbot: QtBot, desk: Any, tmp_path: Path, wanted: bool
) -> None:
    machine.rules().put(machine.TRAY, wanted)
    window = start(desk, preferences=Preferences(tmp_path / "window.ini"), in_background=True)
    assert window is not None
    qtbot.addWidget(window)
    assert window.isHidden() is wanted
    assert wanted or window.isMinimized()
    single = window.findChild(SingleInstance)
    qtbot.waitUntil(lambda: single._server is not None)
    seen = []
    single.shown.connect(lambda: seen.append(True))
    assert start(desk, in_background=True) is None, "one is there, which stays where it is"
    assert not seen
    with qtbot.waitSignal(single.shown):
        assert start(desk) is None
    assert window.isVisible()
    assert not window.isMinimized()
    single.close()
    for tray in window.findChildren(Tray):
        tray.end()


def test_the_word_for_it() -> None:
    assert parse(["--background"]).background
    assert not parse([]).background
