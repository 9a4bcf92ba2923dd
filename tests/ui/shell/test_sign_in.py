"""Signing in as one of several: the keyboard finds the name, the machine remembers who it was, waiting is counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from ui.kit.banner import Banner
from ui.shell.main_window import MainWindow
from ui.shell.passwords import PasswordField, caps_lock_after
from ui.shell.person_choice import found
from ui.shell.preferences import Preferences
from ui.shell.recovery import RecoverPage
from ui.shell.unlock import UnlockPage

SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
NAMES = ["Maria Ortega", "David Finch", "Ann Harbour", "Priya Raman", "Marek Zoë Novák"]


def _gate(window: MainWindow) -> UnlockPage:
    gate = window.gate
    assert isinstance(gate, UnlockPage)
    return gate


@pytest.fixture
def several(window: MainWindow, desk: Any, qtbot: QtBot) -> MainWindow:
    """The window at the unlock page of a firm where five people sign in."""
    desk.names = NAMES
    window.gates.show()
    qtbot.waitUntil(lambda: _gate(window).name.count() == len(NAMES))
    return window


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("d", "David Finch"),
        ("D", "David Finch"),
        ("mar", "Maria Ortega"),
        ("mare", "Marek Zoë Novák"),
        ("maria o", "Maria Ortega"),
        ("har", "Ann Harbour"),
        ("zoe n", "Marek Zoë Novák"),
        ("novak", "Marek Zoë Novák"),
    ],
)
def test_letters_find_a_name(letters: str, name: str) -> None:
    assert NAMES[found(letters, NAMES)] == name


def test_letters_of_nobody_find_nobody() -> None:
    assert found("x", NAMES) == -1


def test_name_password_enter_by_the_keyboard_alone(
    several: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    gate = _gate(several)
    assert gate.name.isVisible()
    assert gate.name.hasFocus(), "nobody signed in on this machine yet: who is it?"
    qtbot.keyClicks(gate.name, "fin")
    assert gate.name.currentText() == "David Finch"
    qtbot.keyClick(gate.name, Qt.Key.Key_Return)
    assert gate.password.hasFocus()
    qtbot.keyClicks(gate.password, "right")
    with qtbot.waitSignal(several.gates.signed_in) as told:
        qtbot.keyClick(gate.password, Qt.Key.Key_Return)
    assert told.args == ["David Finch"]
    settle()
    assert several.workbench is not None
    several.lock()
    gate = _gate(several)
    qtbot.waitUntil(lambda: gate.name.count() == len(NAMES))
    assert gate.name.currentText() == "David Finch", "the last one is preselected"
    assert gate.password.hasFocus()


def test_letters_that_lead_nowhere_begin_another_name(several: MainWindow, qtbot: QtBot) -> None:
    gate = _gate(several)
    qtbot.keyClicks(gate.name, "dp")
    assert gate.name.currentText() == "Priya Raman"


def test_the_machine_remembers_who_signed_in(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    assert Preferences(file).last_person == ""
    Preferences(file).keep_person("David Finch")
    assert Preferences(file).last_person == "David Finch"


def test_who_is_remembered_and_gone_leaves_the_question_open(qtbot: QtBot, desk: Any) -> None:
    desk.names = NAMES
    window = MainWindow(desk, last_person="Somebody Else")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: _gate(window).name.count() == len(NAMES))
    gate = _gate(window)
    assert gate.name.currentText() == "Maria Ortega"
    assert "Who are you?" in gate.sentence.text()


def test_what_is_left_of_a_wait_is_counted_down_at_the_start(
    window: MainWindow, desk: Any, qtbot: QtBot
) -> None:
    desk.waits = 95
    window.gates.show()
    gate = _gate(window)
    qtbot.waitUntil(lambda: gate.button.text() == "Wait 1 min 35 s")
    assert not gate.button.isEnabled()


def test_each_person_waits_alone(several: MainWindow, desk: Any, qtbot: QtBot) -> None:
    gate = _gate(several)
    desk.waits = 95
    gate.name.choose("Ann Harbour")
    qtbot.waitUntil(lambda: gate.button.text() == "Wait 1 min 35 s")
    gate.name.choose("David Finch")
    qtbot.waitUntil(lambda: gate.button.text() == "Unlock")
    assert gate.button.isEnabled()


def test_the_wait_begins_with_the_wrong_password_not_with_the_next_try(
    window: MainWindow, desk: Any, settle: Callable[[], None]
) -> None:
    gate = _gate(window)
    desk.waits = 4
    gate.password.setText("wrong")
    gate.submit()
    settle()
    assert gate.button.text() == "Wait 4 s"
    assert gate.form.problem_texts() == {"password": "That password does not open this vault."}


def test_who_forgot_the_password_is_told_both_ways(several: MainWindow) -> None:
    gate = _gate(several)
    gate.name.choose("Priya Raman")
    gate.recovery.click()
    page = several.gate
    assert isinstance(page, RecoverPage)
    assert page.name.currentText() == "Priya Raman"
    assert "administrator" in page.findChildren(Banner)[0].accessibleName()


def test_alone_nobody_is_sent_to_an_administrator(window: MainWindow) -> None:
    _gate(window).recovery.click()
    page = window.gate
    assert isinstance(page, RecoverPage)
    assert not page.findChildren(Banner)


def _key(letter: str, modifiers: Qt.KeyboardModifier = NONE, key: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key or ord(letter.upper()), modifiers, letter)


@pytest.mark.parametrize(
    ("event", "before", "after"),
    [
        (_key("A"), False, True),
        (_key("a", SHIFT), False, True),
        (_key("a"), True, False),
        (_key("A", SHIFT), True, False),
        (_key("7"), True, True),
        (_key("7"), False, False),
        (_key("\x01", Qt.KeyboardModifier.ControlModifier, ord("A")), True, True),
        (_key("", NONE, Qt.Key.Key_CapsLock.value), True, False),
        (_key("", NONE, Qt.Key.Key_Backspace.value), True, True),
    ],
)
def test_letters_tell_whether_caps_lock_is_on(event: QKeyEvent, before: bool, after: bool) -> None:
    assert caps_lock_after(event, before=before) is after


def test_the_field_says_that_caps_lock_is_on(qtbot: QtBot) -> None:
    field = PasswordField("Password")
    qtbot.addWidget(field)
    field.show()
    room = field.textMargins().right()
    field.keyPressEvent(_key("A"))
    assert field.accessibleDescription() == "Caps Lock is on."
    assert field.textMargins().right() > room
    field.keyPressEvent(_key("b"))
    assert field.accessibleDescription() == ""
    assert field.text() == "Ab"
