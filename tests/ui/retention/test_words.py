"""How long a matter is kept is said alike on paper, in the terminal and on the screen."""

from __future__ import annotations

import pytest

from app.retention.rules import RuleRow
from app.retention.words import RetentionEvent, say_months
from ui.retention.words import time_words


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (1, "1 month"),
        (8, "8 months"),
        (12, "1 year"),
        (13, "1 year and 1 month"),
        (19, "1 year and 7 months"),
        (84, "7 years"),
    ],
)
def test_how_long_as_people_say_it(months: int, words: str) -> None:
    assert say_months(months) == words
    assert time_words(RuleRow(RetentionEvent.CLOSING, months)) == words
