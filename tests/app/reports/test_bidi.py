"""Text that runs leftward, as the Unicode bidirectional algorithm orders it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.press import bidi


def shown(text: str) -> str:
    """The characters of a line as they stand from left to right (brackets not turned)."""
    levels = bidi.levels(text, bidi.base_level(text))
    return "".join(text[index] for index in bidi.visual_order(levels))


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("plain words 12", "plain words 12"),
        ("he said אבג.", "he said גבא."),
        ("אבג דהו", "והד גבא"),
        ("אבג 12 דהו", "והד 12 גבא"),
        ("אבג 1,234.50 דהו", "והד 1,234.50 גבא"),
        ("עד 12.1.2027", "12.1.2027 דע"),
        ("אבג (abc) דהו", "והד )abc( גבא"),
        ("abc (אבג) def", "abc (גבא) def"),
        ("abc אבג (דהו) ghi", "abc )והד( גבא ghi"),
        ("אבג 50% דהו", "והד 50% גבא"),
        ("$5 אבג", "גבא $5"),
        ("سلام 15", "15 مالس"),
        ("أُب", "بُأ"),
        ("123 456", "123 456"),
        ("", ""),
    ],
)
def test_order(text: str, order: str) -> None:
    assert shown(text) == order


def test_first_strong_character_says_where_a_paragraph_starts() -> None:
    assert bidi.base_level("12 (אב) abc") == 1
    assert bidi.base_level("12 (abc) אב") == 0
    assert bidi.base_level("12 %") == 0


def test_only_leftward_text_needs_levels() -> None:
    assert bidi.has_leftward("a ש")
    assert bidi.has_leftward("a ﻼ")
    assert not bidi.has_leftward("Ελληνικά 中文 😀 ไทย ½")


@given(
    text=st.text(st.sampled_from("abאבسل12 .,()[]%-+\u0301\u064e"), max_size=40), base=st.sampled_from([0, 1])
)
def test_every_character_stands_once_and_marks_stay_with_their_letter(text: str, base: int) -> None:
    levels = bidi.levels(text, base)
    assert sorted(bidi.visual_order(levels)) == list(range(len(text)))
    assert all(base <= level <= 2 for level in levels)


@given(st.text(st.sampled_from("abc 12.,()%"), max_size=40))
def test_without_leftward_letters_nothing_moves(text: str) -> None:
    assert shown(text) == text


def test_long_text_is_taken_in_blocks() -> None:
    text = "אבג (12) abc " * 1000
    assert len(bidi.levels(text, 1)) == len(text)
