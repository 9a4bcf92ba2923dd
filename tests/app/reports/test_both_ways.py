"""Text that runs from right to left, alone and among other text, comes out of every document as it was entered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from pypdf import PdfReader

from app.reports.attendance.page import render_attendance
from app.reports.content import Letterhead, Run, Stationery
from app.reports.found.entries import FoundEntry
from app.reports.found.page import render_found
from app.reports.lists.morning_page import render_morning
from app.reports.lists.partners_page import render_partners
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument
from app.reports.press.ink import Ink, TextStyle, printable
from app.reports.press.lines import break_lines
from tests.app.reports.samples import a_meeting, a_morning, a_note, a_search
from tests.paper import TEXTS, squeezed, text_of


def _note(text: str) -> bytes:
    return render_attendance(replace(a_note(), facts=((text, text),), parts=((text, text),))).pdf


def _morning(text: str) -> bytes:
    found = a_morning()
    (row,) = found.parts[0].rows
    rows = (replace(row, title=text, client=text, text=text),)
    return render_morning(replace(found, parts=(replace(found.parts[0], rows=rows),))).pdf


def _meeting(text: str) -> bytes:
    lists = a_meeting()
    share = lists.shares[0]
    rows = (replace(share.rows[0], title=text, client=text, text=text),)
    return render_partners(replace(lists, shares=(replace(share, rows=rows),))).pdf


def _search(text: str) -> bytes:
    head, _ = a_search()
    return render_found(head, [FoundEntry("Mon", text, (("", text), (text, text)), text)]).pdf


def _house(text: str) -> bytes:
    page = HouseDocument(Stationery(Letterhead("Firm")), About("Title", name="Kovács", day="1 Nov"))
    page.title(text, text)
    page.heading(text)
    page.text((Run(text), Run(text, bold=True), Run(text, italic=True)))
    page.bullet(text)
    page.point(text, text)
    page.facts([(text, text)])
    page.table((Column("When", 90), Column("What"), Column("Fee", 60, align="end")), [(text, text, text)])
    return page.finish().pdf


@pytest.mark.parametrize("make", [_note, _morning, _meeting, _search, _house])
@settings(max_examples=15, deadline=None)
@given(text=TEXTS)
@example(text="שלום עולם")
@example(text='He said "שלום (עולם) 12". Then سلام محمد')
@example(text="«שלום» - 12.1.2027: ٢٣ (abc def) סוף!")
@example(text="Нина Ελένη 王小明 김민지 محمد שרה")
@example(text="a א\U00010800ב ($5)")
def test_any_text_comes_out_as_it_was_entered(text: str, make: Callable[[str], bytes]) -> None:
    for said in (f"A{text}Z", f"ש{text}ת"):
        whole = squeezed(text_of(make(said)))
        assert squeezed(printable(said)).replace("\U00010800", "[U+10800]") in whole


@pytest.mark.parametrize(
    "text",
    [
        "שלום עולם טוב.",
        'He said "שלום עולם". Then left.',
        "שלום 12 עולם (abc def) סוף",
        "الساعة 12.30 مساء يوم ٢٣",
        "مُحَمَّدٌ رَسُول",
        "Нина Ελένη 王小明 김민지 محمد שרה",
        "50% הנחה, $5",
    ],
)
def test_spaces_come_out_as_well(text: str) -> None:
    """Not only in the right order: one space between words, none beside a quote."""
    page = HouseDocument(Stationery(Letterhead("Firm")), About("Title", name="Kovács", day="1 Nov"))
    page.text(text)
    (read,) = (one.extract_text() for one in PdfReader(BytesIO(page.finish().pdf)).pages)
    assert text in [line.strip() for line in read.split("\n")]


def test_text_without_any_of_it_is_written_as_ever() -> None:
    """One operator for a line of one face; behind leftward text it is cut, so that no sign is taken for such."""
    ink, style = Ink(), TextStyle()
    (plain,) = break_lines(ink, [Run('The end ("so be it")')], style, 400)
    assert plain.show.count("TJ") == 1
    break_lines(ink, [Run("שלום")], style, 400)
    (behind,) = break_lines(ink, [Run('("so be it")')], style, 400)
    assert behind.show.count("TJ") > 1
