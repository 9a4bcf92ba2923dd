"""The number behind Today: what is late, in red; where nothing is, what is due."""

from __future__ import annotations

import pytest

from ui.shell.desk import Count
from ui.today.counting import count_of


@pytest.mark.parametrize(
    ("late", "due", "shown"),
    [
        (2, 2, Count(2, late=True, words="2 late, 2 due today")),
        (0, 3, Count(3, late=False, words="3 due today")),
        (1, 0, Count(1, late=True, words="1 late")),
        (0, 0, Count(0, late=False, words="")),
    ],
)
def test_late_goes_before_due(late: int, due: int, shown: Count) -> None:
    assert count_of(late, due) == shown
