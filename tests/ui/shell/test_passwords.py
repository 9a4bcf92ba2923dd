from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.shell.passwords import PasswordField, strength


@pytest.mark.parametrize(
    "words", ["", "a", "password", "Password1!", "12345678901234567890", "aaaaaaaaaaaaaaaaaaaaaaaa",
              "qwertyuiopasdfghjkl", "welcome", "hunter2", "Harbour2026"],
)  # fmt: skip
def test_what_is_guessed_first_is_weak(words: str) -> None:
    assert not strength(words, ["Harbour & Finch LLP", "Harbour"]).enough


@pytest.mark.parametrize(
    "words", ["four unrelated words here", "kT9#vLq2!xZw", "Grüße aus dem Nebel", "trout lamp orbit 51"]
)
def test_long_or_mixed_is_strong(words: str) -> None:
    assert strength(words).enough


def test_more_of_it_is_never_weaker() -> None:
    word = "orbit lamp trout mist"
    shares = [strength(word[:length]).share for length in range(len(word) + 1)]
    assert shares == sorted(shares)


def test_a_taken_password_leaves_nothing_in_the_field(qtbot: QtBot) -> None:
    field = PasswordField("Password")
    qtbot.addWidget(field)
    field.setText("secret")
    field._toggle()
    assert field.take() == "secret"
    assert field.text() == ""
    assert field.echoMode() == PasswordField.EchoMode.Password
