"""The Audit trail page: days, filters, one event at the side, the check with its number, an older state accepted."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import amend_contact
from app.contactlog.queries import entry_form
from app.kernel.clock import FixedClock
from app.storage.engine import writer
from app.verification import older_state
from app.workspace import Workspace
from tests.support import PASSWORD
from tests.ui.busy_firm import Busy
from ui.audit.check_part import AcceptSheet
from ui.audit.page import AuditPage
from ui.contactlog.version_list import ChangeText
from ui.kit import tasks
from ui.kit.labels import Label
from ui.kit.sheet import sheets_in
from ui.pages import pages
from ui.shell.requests import OpenEntry

Settled = Callable[[], None]


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> AuditPage:
    made = AuditPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    settled()
    return made


def words(widget: QWidget) -> str:
    labels = [one.text() for one in widget.findChildren(Label) if one.isVisible()]
    return "\n".join(
        [*labels, *(one.accessibleName() for one in widget.findChildren(ChangeText) if one.isVisible())]
    )


def sentences(page: AuditPage) -> list[str]:
    return [one.sentence for one in page.rows()]


def tamper(workspace: Workspace, statement: str) -> None:
    """What somebody with the key and another program could do."""
    with writer(workspace.vault.engine).begin() as connection:
        for name in ("audit_events_no_update", "audit_bodies_no_update"):
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(statement))


def test_events_stand_under_their_days_newest_first(page: AuditPage) -> None:
    seqs = [one.seq for one in page.rows()]
    assert seqs == sorted(seqs, reverse=True)
    assert seqs[-1] == 1 or page.list.verticalScrollBar().maximum()
    headings = [heading.text for _, heading in page.list.model().headings()]  # type: ignore[attr-defined] # our own model
    assert all(one != other for one, other in pairwise(headings)), "a day has one heading"
    assert any("logged a contact" in one for one in sentences(page))
    assert page.list.accessibleName() == "What was done"
    assert page.list.current_key() == seqs[0], "the newest is opened"


def test_the_keyboard_opens_an_entry(page: AuditPage, busy: Busy, qtbot: QtBot, settled: Settled) -> None:
    with busy.workspace.write() as tx:
        form = entry_form(tx.reader(), busy.entries["call"])
        amend_contact(tx, busy.entries["call"], replace(form, summary="The hearing moved."), "a day later")
    page.reload()
    settled()
    row = page.rows()[0]
    page.list.select(row.seq)
    settled()
    qtbot.waitUntil(lambda: "because: a day later" in words(page.side))
    assert "What was said" in words(page.side)
    assert "added: moved" in words(page.side), "what came stands beside what went"
    with qtbot.waitSignal(page.requested) as asked:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert row.object_id is not None
    assert asked.args == [OpenEntry(row.object_id)]


def test_filters_by_person_matter_and_kind(
    page: AuditPage, busy: Busy, settled: Settled, qtbot: QtBot
) -> None:
    page.filters.group.set_value("out")
    qtbot.waitUntil(lambda: not page._later.isActive())
    settled()
    assert page.rows() == ()
    assert page.none.isVisible()
    busy.workspace.note("printed", "status_report", busy.matters["whitcombe"], pages=1)
    page.reload()
    settled()
    assert sentences(page) == [
        "Maria Ortega printed the status report in Whitcombe v. Larkspur Catering, 1 page"
    ]
    page.filters.clear()
    page.filters.matter.set_key(busy.matters["rowe"], "Rowe v. Meadow Poultry")
    qtbot.waitUntil(lambda: not page._later.isActive())
    settled()
    assert page.rows()
    assert all("Rowe v. Meadow Poultry" in one for one in sentences(page))
    page.filters.matter.clear()
    page.filters.person.set_value(busy.david)
    page.reload()
    settled()
    assert sentences(page) == ["Maria Ortega added David Finch to the firm as partner"]


def test_a_span_of_days_is_in_the_firms_zone(
    page: AuditPage, busy: Busy, settled: Settled, qtbot: QtBot
) -> None:
    busy.clock.advance(timedelta(days=3))
    busy.workspace.note("exported", "status_report", busy.matters["whitcombe"], pages=1)
    page.filters.span.set_value("today")
    qtbot.waitUntil(lambda: not page._later.isActive())
    settled()
    assert [one.action for one in page.rows()] == ["exported"]


def test_more_is_read_as_one_scrolls(
    busy: Busy, qtbot: QtBot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.audit.page.BATCH", 7)
    monkeypatch.setattr("ui.audit.page.ENOUGH", 1)
    made = AuditPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    settled()
    first = len(made.rows())
    while made.list.verticalScrollBar().value() < made.list.verticalScrollBar().maximum():
        made.list.verticalScrollBar().setValue(made.list.verticalScrollBar().maximum())
        settled()
    assert len(made.rows()) > first
    assert made.rows()[-1].seq == 1
    assert len(made.list.keys()) == len(made.rows()), "every event once"
    headings = [heading.text for _, heading in made.list.model().headings()]  # type: ignore[attr-defined] # our own model
    assert all(one != other for one, other in pairwise(headings)), "however many pages a day goes over"


def test_the_whole_trail_is_checked_and_found_whole(page: AuditPage, settled: Settled) -> None:
    page.check_button.click()
    assert not page.check_button.isEnabled()
    settled()
    assert page.checks.good.isVisible()
    assert "each in its place" in page.checks.good.accessibleName()
    assert not page.checks.bad.isVisible()
    assert page.check_button.isEnabled()


def test_a_changed_row_is_named_by_its_number(page: AuditPage, busy: Busy, settled: Settled) -> None:
    tamper(busy.workspace, "UPDATE audit_events SET action = 'viewed' WHERE seq = 4")
    page.check_button.click()
    settled()
    assert page.checks.bad.isVisible()
    said = page.checks.bad.accessibleName()
    assert "Event 4 was changed after it was written." in said
    assert "Up to event 3" in said


def test_a_check_can_be_stopped(page: AuditPage, settled: Settled) -> None:
    page.checks.check()
    page.checks.stop()
    settled()
    assert not page.checks.is_under_way
    assert not page.checks.good.isVisible()
    assert page.check_button.isEnabled()


def test_an_older_copy_is_told_until_it_is_accepted(
    vault_folder: Path, tmp_path: Path, clock: FixedClock, qtbot: QtBot, settled: Settled
) -> None:
    shutil.copytree(vault_folder, tmp_path / "older")
    workspace = open_workspace(vault_folder, PASSWORD, clock=clock)
    with workspace.write() as tx:
        add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
    workspace.lock()
    shutil.rmtree(vault_folder)
    shutil.copytree(tmp_path / "older", vault_folder)
    workspace = open_workspace(vault_folder, PASSWORD, clock=clock)
    try:
        page = AuditPage(workspace)
        window = QWidget()
        qtbot.addWidget(window)
        page.setParent(window)
        window.resize(1100, 760)
        page.resize(1100, 760)
        window.show()
        settled()
        assert "Event 3" in page.checks.older.accessibleName()
        page.checks.ask_why()
        (sheet,) = sheets_in(window)
        assert isinstance(sheet, AcceptSheet)
        sheet.apply("")
        settled()
        assert older_state(workspace) is not None, "without a reason nothing is accepted"
        sheet.reason.setPlainText("the disk failed on Monday")
        sheet.apply("")
        settled()
        assert older_state(workspace) is None
        assert not page.checks.older.isVisible()
        qtbot.waitUntil(lambda: not tasks.busy() and bool(page.rows()))
        assert sentences(page)[0] == (
            "Maria Ortega accepted an older state of the vault, because: the disk failed on Monday"
        )
    finally:
        tasks.finish()
        workspace.lock()


def test_the_page_is_there_for_who_may_see_it(busy: Busy, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "audit" in {one.id for one in pages(busy.workspace)}
    monkeypatch.setattr(Workspace, "may", lambda *_: False)
    assert "audit" not in {one.id for one in pages(busy.workspace)}


def test_a_matter_leads_to_its_own_part_of_the_trail(page: AuditPage, busy: Busy, settled: Settled) -> None:
    page.show_arg(busy.matters["whitcombe"])
    settled()
    page._later.timeout.emit()
    settled()
    assert page.rows()
    assert {one.matter_id for one in page.rows()} == {busy.matters["whitcombe"]}


def test_what_is_chosen_stays_in_view_after_the_check(page: AuditPage, settled: Settled) -> None:
    chosen = page.rows()[-1].seq
    page.list.select(chosen)
    page.check_button.click()
    settled()
    page._later.timeout.emit()
    settled()
    assert page.list.current_key() == chosen
    row = page.list.visualRect(page.list.currentIndex())
    assert page.list.viewport().rect().contains(row.center())
