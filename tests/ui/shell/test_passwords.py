from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.shell.passwords import PasswordField, weak_problem


@pytest.mark.parametrize(
    "words", ["", "a", "password", "Password1!", "aaaaaaaaaaaaaaaaaaaaaaaa", "Harbour", "maria"]
)
def test_what_would_be_guessed_is_refused_with_the_reason(words: str) -> None:
    found = weak_problem(words, ["Harbour & Finch LLP", "Maria Ortega"])
    assert found is not None
    assert found.field == "password"
    if words:
        assert found.message.startswith("This would be guessed. ")
        assert len(found.message) > len("This would be guessed. ")


@pytest.mark.parametrize("words", ["four unrelated words here", "kT9#vLq2!xZw", "Grüße aus dem Nebel"])
def test_what_holds_is_taken(words: str) -> None:
    assert weak_problem(words) is None


@pytest.mark.parametrize("empty", [PasswordField.take, PasswordField.clear])
def test_undo_does_not_bring_a_password_back(qtbot: QtBot, empty: Callable[[PasswordField], object]) -> None:
    field = PasswordField("Password")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "secret")
    empty(field)
    field.setEchoMode(PasswordField.EchoMode.Normal)
    field.undo()
    assert (field.text(), field.isUndoAvailable(), field.isRedoAvailable()) == ("", False, False)


def test_a_taken_password_leaves_nothing_in_the_field(qtbot: QtBot) -> None:
    field = PasswordField("Password")
    qtbot.addWidget(field)
    field.setText("secret")
    field._toggle()
    assert field.take() == "secret"
    assert field.text() == ""
    assert field.echoMode() == PasswordField.EchoMode.Password
