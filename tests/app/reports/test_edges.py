"""The foot of a page in large print is two lines at most, and says all that it says in ordinary print."""

from __future__ import annotations

import pytest

from app.reports.content import Letterhead, Paper, Stationery
from app.reports.press.edges import Around, Edges
from app.reports.press.house import About, HouseDocument
from app.reports.press.ink import Ink
from app.reports.press.looks import LARGE, NORMAL, Look
from app.reports.press.paper import MARGIN, Sheet
from app.reports.press.typesetting import TextMark
from app.reports.words import words_in
from tests.paper import squeezed, text_of


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("language", ["en-US", "en-GB", "de", "es"])
def test_a_foot_in_large_print_is_two_lines_at_most(paper: Paper, language: str) -> None:
    sheet = Sheet(paper, MARGIN)
    edges = Edges(words_in(language).footer, "Nora Whitcombe", "Nov 24, 2026")
    marks = [
        mark for mark in Around(Ink(), LARGE, sheet.width, 600, edges)(1, 2) if isinstance(mark, TextMark)
    ]
    assert len({round(mark.y) for mark in marks}) <= 2


@pytest.mark.parametrize("note", ["a\nb\nc", "y" * 300, f"{'y' * 300} b", "aa\u00a0bb " * 30])
@pytest.mark.parametrize("look", [NORMAL, LARGE], ids=["normal", "large"])
def test_a_note_of_any_shape_is_set(note: str, look: Look) -> None:
    stationery = Stationery(Letterhead("Harbour & Finch LLP", "", ()))
    made = HouseDocument(stationery, About("List", note=note), look=look).finish()
    assert squeezed(note) in squeezed(text_of(made.pdf))
