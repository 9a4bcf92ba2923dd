"""The foot of a page in large print is two lines at most, and says all that it says in ordinary print."""

from __future__ import annotations

import pytest

from app.reports.content import Paper
from app.reports.press.edges import Around, Edges
from app.reports.press.ink import Ink
from app.reports.press.looks import LARGE
from app.reports.press.paper import MARGIN, Sheet
from app.reports.press.typesetting import TextMark
from app.reports.words import words_in


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("language", ["en-US", "en-GB", "de", "es"])
def test_a_foot_in_large_print_is_two_lines_at_most(paper: Paper, language: str) -> None:
    sheet = Sheet(paper, MARGIN)
    edges = Edges(words_in(language).footer, "Nora Whitcombe", "Nov 24, 2026")
    marks = [
        mark for mark in Around(Ink(), LARGE, sheet.width, 600, edges)(1, 2) if isinstance(mark, TextMark)
    ]
    assert len({round(mark.y) for mark in marks}) <= 2
