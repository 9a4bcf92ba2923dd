from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault.strength import ENOUGH, strength
from tests.support import ENVIRONMENT


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "empty"),
        ("password", "common"),
        ("P@ssw0rd1", "common"),
        ("qwertzuiop", "common"),
        ("mnbvcxsdfghjklpoi", "keys"),
        ("xxxxxxxxxxxxxxxxxxxxxxxx", "repeated"),
        ("23.11.2026", "date"),
        ("maria ortega", "name"),
        ("MariaOrtega2024", "name"),
    ],
)
def test_what_is_tried_first_is_weak_and_it_says_why(password: str, code: str) -> None:
    found = strength(password, ["Maria Ortega"])
    assert found.code == code
    assert not found.enough
    assert found.hint.endswith(".")


@pytest.mark.parametrize(
    "password", ["harbour lamp stone river", "zebra piano cloud seven", "ортега секрет пароль"]
)
def test_four_unrelated_words_are_strong(password: str) -> None:
    found = strength(password)
    assert (found.code, found.share) == ("good", 1.0)
    assert found.guesses >= ENOUGH


def test_a_known_name_is_worth_less_than_another() -> None:
    assert strength("Whitcombe Ortega", ["Ortega"]).guesses < strength("Whitcombe Ortega").guesses


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_has_a_strength(password: str, known: list[str]) -> None:
    assert 0 <= strength(password, known).share <= 1


def test_the_word_lists_are_not_imported_before_they_are_asked() -> None:
    code = "import sys, app.vault.strength, app.vault.vault; sys.exit('zxcvbn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, check=False).returncode == 0
