"""What the firm says of itself: texts of a length that a letterhead has room for, and a name that somebody can see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.kernel.errors import Invalid
from app.kernel.text import is_seen
from app.settings.commands import LONGEST_LINE, LONGEST_NAME, LONGEST_TEXT, check_firm
from tests.support import FIRM


@pytest.mark.parametrize(
    ("field", "longest"), [("name", LONGEST_NAME), ("tagline", LONGEST_LINE), ("notices", LONGEST_TEXT)]
)
def test_more_letters_than_have_room_are_refused_by_their_field(field: str, longest: int) -> None:
    assert getattr(check_firm(replace(FIRM, **{field: "x" * longest})), field) == "x" * longest
    with pytest.raises(Invalid) as invalid:
        check_firm(replace(FIRM, **{field: "x" * (longest + 1)}))
    assert [(one.field, one.code) for one in invalid.value.problems] == [(field, "too-long")]


@pytest.mark.parametrize("name", ["", " ", "\u200b\u200b", "\u202e", "\u2066 \u2069", "\0", "\ufeff"])
def test_a_name_that_nobody_sees_is_none(name: str) -> None:
    with pytest.raises(Invalid) as invalid:
        check_firm(replace(FIRM, name=name))
    assert invalid.value.code == "no-name"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Harbour\n&\r\nFinch", "Harbour & Finch"),
        ("\u202eHarbour", "Harbour"),
        ("Har\0bour", "Harbour"),
        ("משרד עורכי דין", "משרד עורכי דין"),
        ("Kanzlei Mu\u0308ller", "Kanzlei Müller"),
    ],
)
def test_a_name_stands_on_one_line_and_turns_nothing_around_it(typed: str, kept: str) -> None:
    assert check_firm(replace(FIRM, name=typed)).name == kept


@pytest.mark.parametrize(
    ("text", "seen"), [("a", True), ("1", True), ("\u0308", False), ("法", True), ("\t", False)]
)
def test_what_is_seen(text: str, seen: bool) -> None:
    assert is_seen(text) is seen
