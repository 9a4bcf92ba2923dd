"""Lines, strips and pages."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.reports.content import Run
from app.reports.press.ink import Ink, TextStyle
from app.reports.press.lines import break_lines
from app.reports.press.pagination import paginate
from app.reports.press.typesetting import (
    BoxMark,
    Cell,
    Strip,
    TextMark,
    barred,
    glue,
    one_line,
    paragraph,
    plain,
    row,
    ruled,
)
from app.reports.press.units import units

STYLE = TextStyle()


@given(st.text(st.sampled_from("ab ci-/—中文。「」é"), max_size=80), st.floats(20, 300))
@example("éca。", 24.0)  # kerned, "éca" is wider than its letters
def test_no_line_is_wider_than_it_may_be(text: str, width: float) -> None:
    for line in break_lines(Ink(), [Run(text)], STYLE, width):
        assert line.width <= width + 0.02


def test_line_ends_of_the_source_are_kept() -> None:
    assert len(break_lines(Ink(), [Run("a\n\nb\r\nc")], STYLE, 300)) == 4


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("well-known 3:26-cv-00412", ["well-", "known", " ", "3:26-cv-00412"]),
        ("2019–2021—then", ["2019–2021—", "then"]),
        ("いえ、「はい」。", ["い", "え、", "「は", "い」。"]),
        ("a中b", ["a", "中", "b"]),
        ("no\u00a0break", ["no\u00a0break"]),
    ],
)
def test_where_a_line_may_end(text: str, pieces: list[str]) -> None:
    found = list(units(Ink(), [Run(text)], STYLE, None))
    assert [unit.text for unit in found] == pieces


@pytest.mark.parametrize(
    "text", ["510 555 0100.", "(510 555 0102)", "+1 510 555 0144", "(510) 555 0100", "020 7946 0018"]
)
def test_no_line_ends_within_a_telephone_number(text: str) -> None:
    ink = Ink()
    whole = sum(unit.width for unit in units(ink, [Run("call ")], STYLE, None))
    number = sum(unit.width for unit in units(ink, [Run(text)], STYLE, None))
    assert len(break_lines(ink, [Run(f"call {text}")], STYLE, whole + number - 1)) == 2
    assert len(break_lines(ink, [Run(f"call {text}")], STYLE, number + 0.1)) == 2, "the number is on one line"


def test_years_and_dates_are_no_telephone_numbers() -> None:
    text = "on 13 November 2026 14 of 20"
    assert all(unit.space == (unit.text == " ") for unit in units(Ink(), [Run(text)], STYLE, None))


def test_a_bold_word_and_its_full_stop_stay_together() -> None:
    ink = Ink()
    runs = [Run("due "), Run("December", bold=True), Run(".")]
    whole = sum(unit.width for unit in units(ink, runs, STYLE, None))
    assert len(break_lines(ink, runs, STYLE, whole + 1)) == 1
    last = break_lines(ink, runs, STYLE, whole - 1)[-1]
    assert last.width > 40


def test_one_line_keeps_what_fits() -> None:
    ink = Ink()
    assert one_line(ink, "short", STYLE, 100) == "short"
    cut = one_line(ink, "a very long name of somebody " * 20, STYLE, 100)
    assert cut.endswith("…")
    assert len(break_lines(ink, plain(cut), STYLE, 100)) == 1


def test_cells_of_a_row_share_their_baseline() -> None:
    small = TextStyle(family="sans", size=8.4)
    strips = row(Ink(), [Cell(plain("13 Nov"), small, 0, 70), Cell(plain("We spoke"), STYLE, 74, 300)])
    (strip,) = strips
    assert len({mark.y for mark in strip.marks if isinstance(mark, TextMark)}) == 1


def test_end_aligned_and_leftward_text_stand_at_the_right() -> None:
    for cell in (Cell(plain("end"), STYLE, 0, 300, "end"), Cell(plain("שלום"), STYLE, 0, 300)):
        (strip,) = row(Ink(), [cell])
        (mark,) = strip.marks
        assert isinstance(mark, TextMark)
        assert mark.x > 200


def test_rules_and_bars_are_as_long_as_their_rows() -> None:
    lines = paragraph(Ink(), plain("word " * 60), STYLE, 200)
    under = ruled(lines, 200, above=2, below=3)
    assert isinstance(under[-1].marks[-1], BoxMark)
    assert all(strip.glued for strip in under[-2:-1])
    beside = barred(lines, (0, 0, 1), bar=2, pad=2)
    assert all(
        isinstance(strip.marks[0], BoxMark) and strip.marks[0].height == strip.height for strip in beside
    )


def _on_pages(strips: list[Strip], height: float) -> list[list[float]]:
    return [[strip.height for _, strip in page] for page in paginate(strips, (height, height))]


def test_glued_strips_go_to_the_next_page_together() -> None:
    strips = [Strip(60), Strip(20, glued=True), Strip(30)]
    assert _on_pages(strips, 100) == [[60], [20, 30]]


def test_what_is_glued_but_taller_than_a_page_splits() -> None:
    strips = glue([Strip(30)] * 10, all_of_them=True)
    assert _on_pages(strips, 100) == [[30] * 3] * 3 + [[30]]


def test_white_above_is_left_out_at_the_top_of_a_page() -> None:
    pages = paginate([Strip(90, gap=10), Strip(90, gap=10)], (100, 100))
    assert [[top for top, _ in page] for page in pages] == [[0.0], [0.0]]


@given(
    st.lists(
        st.builds(Strip, st.floats(1, 90), st.just(()), st.booleans(), st.floats(0, 20), st.just(())),
        max_size=60,
    )
)
def test_every_strip_stands_once_in_order_inside_the_page(strips: list[Strip]) -> None:
    pages = paginate(strips, (80, 100))
    assert [strip for page in pages for _, strip in page] == strips
    for number, page in enumerate(pages):
        bottom = 0.0
        for top, strip in page:
            assert top >= bottom - 0.001
            bottom = top + strip.height
        assert bottom <= (100 if number else 80) + 0.02 or len(page) == 1
