"""Conflict checks in the window: from the page and from the forms, concluded, saved as a record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from app.clients.commands import ClientDetails, add_client
from app.clients.words import ClientKind
from app.conflicts.commands import NewCheck, check_conflicts
from app.conflicts.queries import checks, newest_check
from app.conflicts.words import Conclusion
from app.kernel.errors import MachineTrouble
from app.matters.parties import PartyRole, parties
from app.matters.queries import list_matters
from ui.conflicts.check_form import CheckForm
from ui.conflicts.check_sheet import ConflictSheet, open_check_sheet
from ui.conflicts.page import ConflictsPage
from ui.conflicts.words import how, searched
from ui.kit.people import Person
from ui.kit.sheet import sheets_in
from ui.matters.matter_form import MatterForm, open_matter_form
from ui.schedule.desk import load_desk
from ui.shell.requests import OpenClient

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> ConflictsPage:
    made = ConflictsPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    settled()
    return made


def test_what_was_searched_and_not_found_is_said(page: ConflictsPage, busy: Busy, settled: Settled) -> None:
    with busy.workspace.write() as tx:
        add_client(tx, ClientDetails(ClientKind.ORGANISATION, company="Pier Cafe, Inc."))
        check_id = check_conflicts(tx, NewCheck(("Pier Cafe LLC", "Nora", "Karl Ode")))
    open_check_sheet(page, busy.workspace, check_id)
    settled()
    (sheet,) = sheets_in(page)
    assert isinstance(sheet, ConflictSheet)
    said = {hit.found: how(hit) for hit in sheet.found.hits}
    assert said["Pier Cafe, Inc."] == "same but for LLC/Inc.: Pier Cafe LLC"
    assert said["Nora Whitcombe"] == "Nora is part of this name"
    assert sheet.without.text() == "Karl Ode: no match"
    assert searched(sheet.found).startswith(f"Searched {sheet.found.total:,} records: 9 clients, ")
    high = sum(sheet.rows.rowHeight(number) for number in range(sheet.rows.model().rowCount()))
    assert sheet.rows.height() >= high, "no row is cut"


def test_a_matter_says_what_came_of_its_check(page: ConflictsPage, busy: Busy, settled: Settled) -> None:
    with busy.workspace.read() as reader:
        desk = load_desk(reader)
    form = MatterForm(page, busy.workspace, desk)
    form.open()
    form.what.setText("Lease of the pier")
    form.clients.set_people([Person(None, "Karl Ode")])
    form.check.click()
    settled()
    check = sheets_in(page)[-1]
    assert isinstance(check, CheckForm)
    check.apply("")
    settled()
    assert "not concluded, Maria Ortega" in form.check_line.words.text()
    sheet = sheets_in(page)[-1]
    assert isinstance(sheet, ConflictSheet)
    sheet.conclusion.set_value(Conclusion.CLEAR)
    sheet.apply("")
    settled()
    assert form.check_line.words.text() == "checked Mon 23 Nov, clear, Maria Ortega"
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        (matter,) = (row for row in list_matters(reader) if row.title == "Lease of the pier")
        (row,) = checks(reader)
        assert newest_check(reader, matter.id) == row


def test_a_check_is_made_concluded_and_saved(
    page: ConflictsPage, busy: Busy, settled: Settled, tmp_path: Path
) -> None:
    asked: list[object] = []
    page.requested.connect(asked.append)
    page.new.click()
    settled()
    (form,) = sheets_in(page)
    assert isinstance(form, CheckForm)
    form.names.setText("Whitcomb, Nora\nKarl Ode")
    form.about.setText("New matter")
    form.apply("")
    settled()
    (sheet,) = sheets_in(page)
    assert isinstance(sheet, ConflictSheet)
    assert "Nora Whitcombe" in {hit.found for hit in sheet.found.hits}
    assert sheet.hidden.isHidden()
    file = tmp_path / "check.pdf"
    sheet.save_to(file)
    settled()
    assert "Conflict check" in PdfReader(file).pages[0].extract_text()
    with pytest.MonkeyPatch.context() as patched:  # what cannot be recorded does not leave

        def refused(*_: object) -> None:
            raise MachineTrouble("disk-full", "The disk is full.")

        patched.setattr("ui.conflicts.check_sheet.record_saved", refused)
        sheet.save_to(tmp_path / "again.pdf")
        settled()
    assert [one.name for one in tmp_path.glob("again*")] == []
    sheet.conclusion.set_value(Conclusion.CONFLICT)
    sheet.apply("")
    settled()
    assert "note" in sheet.form.problem_texts()
    sheet.why.setText("She is our client.")
    sheet.apply("")
    settled()
    with busy.workspace.read() as reader:
        (row,) = checks(reader)
    assert (row.conclusion, row.note) == (Conclusion.CONFLICT, "She is our client.")
    page.mark_stale()
    settled()
    page.table.opened.emit(row.id)
    settled()
    (sheet,) = sheets_in(page)
    assert isinstance(sheet, ConflictSheet)
    client = next(number for number, hit in enumerate(sheet.found.hits) if hit.source == "client")
    sheet.rows.opened.emit(client)
    settled()
    assert asked == [OpenClient(busy.clients["whitcombe"])]


def test_parties_stand_in_the_matters_form_and_are_checked(
    page: ConflictsPage, busy: Busy, settled: Settled
) -> None:
    open_matter_form(page, busy.workspace, busy.matters["whitcombe"])
    settled()
    (form,) = sheets_in(page)
    assert isinstance(form, MatterForm)
    form.others.more.click()
    line = form.others.lines[0]
    line.phone.setText("no digits")
    form.apply("")
    settled()
    assert line.problem.text() == "Please give the party's name."
    line.name.setText("Larkspur Catering, Inc.")
    line.phone.setText("+1 415 555 0100")
    line.role.set_value(PartyRole.OPPOSING_PARTY)
    form.check.click()
    settled()
    check = sheets_in(page)[-1]
    assert isinstance(check, CheckForm)
    assert check.names.text() == "Nora Whitcombe\nLarkspur Catering, Inc."
    check.reject()
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        (one,) = parties(reader, busy.matters["whitcombe"])
        assert (one.name, one.role) == ("Larkspur Catering, Inc.", PartyRole.OPPOSING_PARTY)
        assert list_matters(reader, ids=[busy.matters["whitcombe"]])
