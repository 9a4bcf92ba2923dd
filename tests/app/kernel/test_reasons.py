"""What nobody may do without saying why."""

from __future__ import annotations

import pytest

from app.kernel.errors import Refused
from app.kernel.reasons import LONGEST_REASON, given_reason


def test_a_reason_is_cleaned_and_in_one_line() -> None:
    assert given_reason("  settled\nin court ", "Why?") == "settled in court"
    assert given_reason("settled\nin court", "Why?", lines=True) == "settled\nin court"


def test_where_none_is_needed_none_may_be_given_but_not_a_book() -> None:
    assert given_reason(" \n", "Why?", needed=False) == ""
    with pytest.raises(Refused) as refused:
        given_reason("x" * (LONGEST_REASON + 1), "Why?", needed=False)
    assert (refused.value.code, refused.value.field) == ("too-long", "reason")


@pytest.mark.parametrize(("words", "longest", "code"), [(" \t", 5, "no-reason"), ("sixsix", 5, "too-long")])
def test_what_is_refused(words: str, longest: int, code: str) -> None:
    with pytest.raises(Refused) as refused:
        given_reason(words, "Why?", longest=longest)
    assert (refused.value.code, refused.value.field) == (code, "reason")
