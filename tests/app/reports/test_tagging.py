"""What a screen reader finds in a document: its elements, in reading order, each with its words."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from app.reports.content import Letterhead, Stationery, StatusReport
from app.reports.press import structure
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument
from app.reports.status.letter import render_status_report

FIRM = Stationery(Letterhead("Aldous & Brant LLP"), language="en-GB")


def _list(rows: int) -> bytes:
    page = HouseDocument(FIRM, About("List"))
    page.title("A list")
    page.heading("Rows")
    page.table(
        (Column("When", 60), Column("What")), [(f"{n}", "" if n == 1 else "said") for n in range(rows)]
    )
    page.heading("Deeper", 2)
    page.text("The end.")
    return page.finish().pdf


def _kinds(element: DictionaryObject, found: list[str]) -> list[str]:
    """Each element's kind from the top down; and that what it holds is there."""
    found.append(str(element["/S"]))
    kids = element["/K"].get_object()
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        inner = kid.get_object()
        if isinstance(inner, DictionaryObject) and "/S" in inner:
            above = inner.raw_get("/P")
            assert isinstance(above, IndirectObject)
            assert above.get_object() == element
            _kinds(inner, found)
    return found


def _tree(pdf: bytes) -> list[str]:
    root = PdfReader(BytesIO(pdf)).root_object
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a boolean of its own kind
    return _kinds(root["/StructTreeRoot"]["/K"].get_object(), [])


def test_headings_tables_and_paragraphs_stand_in_reading_order() -> None:
    head = ["/Document", "/H1", "/H2", "/Table", "/TR", "/TH", "/TH"]
    rows = ["/TR", "/TD", "/TD"] * 2  # the empty cell as well: it keeps its column
    assert _tree(_list(2)) == [*head, *rows, "/H3", "/P"]


def test_every_stretch_of_a_page_belongs_to_the_element_that_names_it() -> None:
    reader = PdfReader(BytesIO(_list(90)))
    numbers = reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for place, page in enumerate(reader.pages):
        assert page["/StructParents"] == place
        contents = page.get_contents()
        assert contents is not None
        data = contents.get_data()
        owners = numbers[2 * place + 1]
        assert data.count(b"/MCID") == len(owners) > 0
        assert data.count(b"BDC") + data.count(b"BMC") == data.count(b"EMC")
        for number in range(len(owners)):
            assert f"<</MCID {number}>>".encode() in data


def test_a_repeated_head_is_read_once() -> None:
    assert _tree(_list(90)).count("/TH") == 2


def test_the_status_report_is_tagged_and_says_its_language(report: StatusReport) -> None:
    pdf = render_status_report(report)
    kinds = _tree(pdf)
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 7
    assert kinds.count("/Table") == 5
    assert PdfReader(BytesIO(pdf)).root_object["/Lang"] == "en-US"


def test_bookmarks_only_where_there_is_more_than_a_page() -> None:
    assert PdfReader(BytesIO(_list(3))).outline == []
    title, under = PdfReader(BytesIO(_list(90))).outline
    assert title.title == "A list"
    rows, deeper = under
    assert rows.title == "Rows"
    assert deeper[0].title == "Deeper"


def test_a_document_too_large_for_it_is_written_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure, "MOST_ELEMENTS", 50)
    reader = PdfReader(BytesIO(_list(90)))
    assert "/StructTreeRoot" not in reader.root_object
    assert "The end." in reader.pages[-1].extract_text()
