"""The morning list on paper: whole, on one page where it fits, and in the trail."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from pypdf import PdfReader

from app.reports.commands import page_count
from app.reports.morning import MorningList, MorningPart, MorningRow
from app.reports.morning_page import render_morning
from tests.support import MONDAY, Cli

ROW = MorningRow(
    "3 days late", "Abernathy v. Coastline", "Piers Abernathy", "Monthly update; none given", late=True
)


def listed(count: int, *, text: str = ROW.text) -> MorningList:
    rows = tuple(replace(ROW, title=f"Matter {number:03}", text=text) for number in range(count))
    parts = (MorningPart("Late", rows),) if rows else ()
    summary = (
        f"{count} things are owed." if count else "Nothing is owed. Every client has heard from the firm."
    )
    return MorningList(
        "Harbour & Finch LLP",
        "Monday 23 November",
        "Maria Ortega",
        summary,
        parts,
        "Mon 23 Nov, 11:00",
        "letter",
        "en-US",
        uuid4(),
        Counter(),
    )


def words(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (8, 1), (16, 1), (20, 1), (300, 20)])
def test_one_page_where_it_fits_and_every_row_in_any_case(count: int, pages: int) -> None:
    pdf = render_morning(listed(count))
    assert page_count(pdf) <= pages
    said = words(pdf)
    assert all(f"Matter {number:03}" in said for number in range(count))
    assert "Privileged and confidential" in said
    if not count:
        assert "Nothing is owed. Every client has heard from the firm." in said


def test_long_words_and_every_script_are_printed(tmp_path: Path) -> None:
    pdf = render_morning(listed(3, text="x" * 300 + " Žluťoučký Ωμέγα"))
    assert "Žluťoučký" in words(pdf)


def test_the_same_list_is_the_same_file() -> None:
    assert render_morning(listed(20)) == render_morning(listed(20))


def test_the_command_writes_it_and_the_trail_has_it(cli: Cli, tmp_path: Path) -> None:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    number = cli("matter", "add", "--title", "Whitcombe v. Larkspur", "--client", "Nora Whitcombe").json[
        "number"
    ]
    cli("schedule", "--matter", number, "--every", "week", "--from", "2026-11-13", "--by", "Maria Ortega")
    out = tmp_path / "morning.pdf"
    ran = cli("report", "morning", "--out", str(out), at=MONDAY)
    assert ran.json == {"reports": [{"person": "Maria Ortega", "file": str(out), "pages": 1}]}
    assert "Whitcombe v. Larkspur" in words(out.read_bytes())
    assert cli("report", "morning", "--person", "Nobody", "--out", str(out)).status == 1
    assert "saved a list of what is owed as a PDF: Maria Ortega, 1 page" in cli("audit", as_json=False).out
