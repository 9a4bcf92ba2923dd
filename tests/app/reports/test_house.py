"""A document in the house style: nothing of it is lost, its tables go on, its pages say what they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.reports.content import Letterhead, Run, Stationery
from app.reports.press import flow
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument
from app.reports.press.ink import printable
from app.reports.press.looks import LARGE
from app.reports.press.pagination import FoldedPages
from app.reports.press.typesetting import BoxMark, Mark, PathMark, PictureMark, Strip, TextMark
from tests.paper import long_text_of, many_words

WordsOf = Callable[[bytes], str]
FIRM = Stationery(Letterhead("Aldous & Brant LLP", "Attorneys at Law", ("1 Quay Road, Port Salem",)))
ABOUT = About("List", "A subject", name="Kovács", day="23 Nov 2026", running="List, continued")
COLUMNS = (Column("When", 60, voice="label"), Column("What"), Column("Fee", 50, align="end"))


def _document(**changes: object) -> HouseDocument:
    return HouseDocument(replace(FIRM, **changes), ABOUT)  # type: ignore[arg-type] # fields of stationery


def _table(rows: Iterator[tuple[str, str, str]] | list[tuple[str, str, str]]) -> tuple[bytes, int]:
    page = _document()
    page.letterhead()
    page.title("A list")
    page.table(COLUMNS, rows)
    made = page.finish()
    return made.pdf, made.pages


def test_every_page_of_a_table_says_its_heads_and_no_row_is_lost() -> None:
    pdf, count = _table([(f"{n} Nov", f"Row {n} of the table.", f"${n}") for n in range(200)])
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    assert len(pages) == count > 3
    for number, text in enumerate(pages, 1):
        assert text.count("When") == text.count("What") == text.count("Fee") == 1
        assert f"Kovács · 23 Nov 2026 · {number} of {count}" in text
        assert ("List, continued" in text) == (number > 1)
    assert [int(n) for n in re.findall(r"Row (\d+) of", " ".join(pages))] == list(range(200))


def test_no_word_of_a_head_is_broken_where_names_keep_their_room() -> None:
    page = _document()
    heads = ("Zugesagt", "Rechtzeitig", "Sehr verspätet", "Eingangsbestätigung")
    page.table([Column(""), *(Column(head, 20, align="end") for head in heads)], [("Nora", *"1234")])
    words = PdfReader(BytesIO(page.finish().pdf)).pages[0].extract_text().split()
    assert {"Zugesagt", "Rechtzeitig", "verspätet", "Eingangsbestätigung", "Nora"} <= set(words)


def test_heads_never_squeeze_the_names_beside_them() -> None:
    page = _document()
    heads = ("Aufbewahrungsfristenverlängerung",) * 5
    page.table([Column(""), *(Column(head, 40, align="end") for head in heads)], [("Nora", *"12345")])
    assert "Nora" in PdfReader(BytesIO(page.finish().pdf)).pages[0].extract_text().split()


def test_the_foot_gives_the_name_what_the_note_leaves() -> None:
    """In large print it was cut ("Nora Whitco…") beside white paper."""
    about = About("Update", note="This letter is for you alone.", name="Nora Whitcombe", day="22 Nov 2026")
    page = HouseDocument(FIRM, about, look=LARGE)
    page.text("Some words.")
    text = PdfReader(BytesIO(page.finish().pdf)).pages[0].extract_text()
    assert "Nora Whitcombe · 22 Nov 2026 · 1 of 1" in text
    assert "This letter is for you alone." in text


def test_a_row_taller_than_pages_loses_no_word_and_heads_are_said_on_each() -> None:
    words = many_words("word")
    pdf, count = _table([("1 Nov", "before", ""), ("2 Nov", " ".join(words), "$1"), ("3 Nov", "after", "")])
    text = long_text_of(pdf)
    assert re.findall(r"word\d+\b", text) == words
    assert "before" in text
    assert "after" in text
    assert text.count("When What Fee") == count


def test_a_long_list_is_set_as_its_rows_come() -> None:
    pdf, count = _table((f"{n}", f"Row {n}.", "") for n in range(4000))
    reader = PdfReader(BytesIO(pdf))
    assert count == len(reader.pages) > 80
    assert "Row 3999." in reader.pages[-1].extract_text()


def test_a_heading_stays_with_what_follows() -> None:
    for lines in range(36, 52):
        page = _document()
        page.text("\n".join(f"line {n}" for n in range(lines)), gap=0)
        page.heading("Last words")
        page.text("They end here.")
        texts = [one.extract_text() for one in PdfReader(BytesIO(page.finish().pdf)).pages]
        assert [("LAST WORDS" in text) == ("They end here." in text) for text in texts] == [True] * len(texts)


@pytest.mark.parametrize("turned", [True, False])
def test_what_is_held_stays_with_what_follows_however_long_the_document(
    turned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "_AT_ONCE", 10)
    for lines in range(40, 56):
        page = _document()
        if turned:
            page.new_page()
        page.text("\n".join(f"line {n}" for n in range(lines)), gap=0)
        page.text("Held.")
        page.hold()
        page.text("They end here.")
        texts = [one.extract_text() for one in PdfReader(BytesIO(page.finish().pdf)).pages]
        assert sum("Held." in text for text in texts) == 1
        assert all(("Held." in text) == ("They end here." in text) for text in texts)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs", "Co", "Cn"]), max_size=80))
def test_no_text_breaks_any_part(text: str, words_of: WordsOf) -> None:
    page = HouseDocument(
        replace(FIRM, letterhead=Letterhead(text, text, (text,))), About(text, text, text, text, text, text)
    )
    page.letterhead()
    page.addresses((text,), (Run(text, italic=True),))
    page.title(text, text)
    page.point(text, text)
    page.heading(text)
    page.heading(text, 2)
    page.facts([(text, text)])
    page.table((Column(text, 40), Column(text)), [(text, text)])
    page.new_page()
    page.figure(10, [], text)
    page.small(text)
    page.signature([text, "The end"])
    assert "The end" in words_of(page.finish().pdf)


def test_half_a_character_in_a_bookmark_breaks_no_document(words_of: WordsOf) -> None:
    page = _document()
    page.title("Half \ud800 of it")
    page.new_page()
    page.heading("\u09ff\ud800")
    assert "Half [U+D800] of it" in words_of(page.finish().pdf)


@pytest.mark.parametrize("text", ["<para>&amp;<b>x</b>", "</para>", "%s {matter} $x \\n", "&#x41; <!-- -->"])
def test_markup_is_text(text: str, words_of: WordsOf) -> None:
    page = _document()
    page.text(text)
    page.table((Column("Head"),), [(text,)])
    assert words_of(page.finish().pdf).count(" ".join(printable(text).split())) == 2


def test_pages_printed_on_both_sides_have_mirrored_margins() -> None:
    lefts: dict[bool, list[float]] = {}
    for duplex in (False, True):
        page = _document(duplex=duplex)
        page.text("First.")
        page.new_page()
        page.text("Second.")
        found: list[float] = []
        for one in PdfReader(BytesIO(page.finish().pdf)).pages:
            contents = one.get_contents()
            assert contents is not None
            first = re.search(rb"1 0 0 1 ([\d.]+) ", contents.get_data())
            assert first is not None
            found.append(float(first[1]))
        lefts[duplex] = found
    single, double = lefts[False], lefts[True]
    assert single[0] == single[1]
    assert double[0] > single[0] > double[1]
    assert double[0] + double[1] == pytest.approx(2 * single[0], abs=0.1)


def test_a_page_that_was_folded_is_drawn_as_it_was() -> None:
    marks: tuple[Mark, ...] = (
        TextMark(1.1, 2.0, 0.1, "/L1 9 Tf (\x9b\ud800\\) Tj", 4),
        BoxMark(0.0, 1.0, 2.0, 3.0, (0.1, 0.2, 1 / 3), 5),
        PathMark(0.0, 1.0, ((1.0, 2.0), (3.0, 0.1)), dash="3 2", filled=True),
        PictureMark(0.0, 1.0, 2.0, 3.0, "logo"),
    )
    pages = FoldedPages()
    pages.append([(0.1, Strip(10.0, marks)), (10.1, Strip(4.0))])
    pages.append([])
    assert list(pages) == [[(0.1, Strip(10.0, marks))], []]
    assert list(pages) == list(pages)
    hash(next(iter(pages))[0][1].marks)  # tuples through and through


def test_a_drawing_is_vectors_and_says_what_it_shows() -> None:
    page = _document()
    page.figure(
        40, [BoxMark(0, 0, 20, 40, (0.3, 0.3, 0.3)), PathMark(0, 40, ((0, 0), (99, 0)))], "Two of three"
    )
    made = page.finish()
    (only,) = PdfReader(BytesIO(made.pdf)).pages
    assert not only.images
    assert "Two of three".encode("utf-16-be").hex().encode() in made.pdf
