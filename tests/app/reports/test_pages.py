"""Pages look as the kept pictures of them do (`pages/`), within what another machine's drawing may differ.

To keep new ones after a change that was looked at: run this file with LIAISON_KEEP_PAGES=1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from app.reports.attendance.page import render_attendance
from app.reports.content import Letterhead, Stationery, StatusReport
from app.reports.found.page import render_found
from app.reports.lists.month import set_month
from app.reports.lists.morning_page import render_morning
from app.reports.lists.partners_page import render_partners
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument
from app.reports.press.typesetting import BoxMark, PathMark
from app.reports.status.letter import render_status_report
from tests.app.reports.samples import a_meeting, a_month, a_morning, a_note, a_search
from tests.paper import assert_looks_as_kept


def _list() -> bytes:
    page = HouseDocument(
        Stationery(Letterhead("Aldous & Brant LLP"), paper="a4", duplex=True),
        About("List", name="Kovács", day="23 Nov 2026", running="List, continued"),
    )
    page.title("A list")
    columns = (Column("When", 60, voice="label"), Column("What"), Column("Fee", 50, align="end"))
    page.table(columns, [(f"{n} Nov", f"Row {n}. " + "It says more. " * (n % 7), f"${n}") for n in range(50)])
    page.heading("A figure")
    bars = [BoxMark(30.0 * n, 60 - 10.0 * n, 20, 10.0 * n, (0.3, 0.3, 0.3)) for n in range(6)]
    page.figure(60, [*bars, PathMark(0, 20, ((0, 0), (200, 0)), dash="3 2")], "Bars")
    return page.finish().pdf


def _scripts(report: StatusReport) -> bytes:
    name = "Нина Ελένη 王小明 김민지 محمد שרה"
    return render_status_report(
        replace(report, addressee=(name, "4 Orchard Lane"), options=f"For {name} 👍 <b>&")
    )


@pytest.mark.parametrize(
    ("name", "page", "make"),
    [
        ("report", 0, render_status_report),
        ("report-large", 0, lambda report: render_status_report(replace(report, large_print=True))),
        ("list", 0, lambda _: _list()),
        ("list-2", 1, lambda _: _list()),
        ("scripts", 0, _scripts),
        ("attendance", 0, lambda _: render_attendance(a_note()).pdf),
        ("morning", 0, lambda _: render_morning(a_morning()).pdf),
        ("month", 0, lambda _: set_month(a_month()).pdf),
        ("month-2", 1, lambda _: set_month(a_month()).pdf),
        ("partners", 0, lambda _: render_partners(a_meeting()).pdf),
        ("found", 0, lambda _: render_found(*a_search()).pdf),
    ],
)
def test_a_page_looks_as_it_did(
    qapp: QApplication, report: StatusReport, name: str, page: int, make: Callable[[StatusReport], bytes]
) -> None:
    assert_looks_as_kept(make(report), page, name)
