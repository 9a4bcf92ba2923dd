"""A meeting on a page to sign: from the entry, the list and the matter, with Ctrl+P; what is seen is what leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.matters.commands import MatterDetails, open_matter
from ui.contactlog.entry_sheet import EntrySheet
from ui.contactlog.log_page import ContactLogPage
from ui.desk import WorkspaceDesk
from ui.kit import tasks
from ui.kit.sheet import sheets_in
from ui.matters.page import MatterPage
from ui.reports.page import ReportsPage
from ui.reports.paper_sheet import PaperSheet
from ui.shell.main_window import MainWindow
from ui.shell.requests import OpenEntry

Wait = Callable[..., None]


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    return lambda holds=lambda: True: qtbot.waitUntil(lambda: not tasks.busy() and holds(), timeout=20_000)


@pytest.fixture
def met(window: MainWindow) -> tuple[UUID, UUID]:
    """A matter with one meeting."""
    desk = window.desk
    assert isinstance(desk, WorkspaceDesk)
    with desk.workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        matter = open_matter(tx, MatterDetails(title="Whitcombe v. Larkspur", clients=(client,)))
        new = NewContact(
            Channel.MEETING, Direction.IN, tx.now - timedelta(hours=2), "Walked the wall.", matter_id=matter
        )
        return matter, log_contact(tx, new)


def paper(window: MainWindow, wait: Wait) -> PaperSheet:
    """The sheet on top, once its page is there."""
    wait(lambda: isinstance(sheets_in(window)[-1], PaperSheet))
    sheet = sheets_in(window)[-1]
    assert isinstance(sheet, PaperSheet)
    wait(lambda: sheet.preview.pages > 0)
    return sheet


def test_from_the_entry_and_ctrl_p_once_more_prints_it(
    window: MainWindow,
    met: tuple[UUID, UUID],
    wait: Wait,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    window.ask(OpenEntry(met[1]))
    wait(lambda: bool(sheets_in(window)))
    (shown,) = sheets_in(window)
    assert isinstance(shown, EntrySheet)
    window.registry["print"].trigger()
    sheet = paper(window, wait)
    assert sheet.title.text() == "File memo", "as it is called in the firm's country"
    asked: list[bytes] = []
    monkeypatch.setattr("ui.reports.leaving.ask_printer", lambda _over, pdf, *_, **__: asked.append(pdf))
    window.registry["print"].trigger()
    assert len(asked) == 1
    assert len(sheets_in(window)) == 2, "it went to the printer and opened nothing"
    file = tmp_path / "note.pdf"
    sheet.save_to(file)
    wait(file.exists)
    assert file.read_bytes() == asked[0]
    assert "Walked the wall." in PdfReader(file).pages[0].extract_text()
    wait(lambda: sheets_in(window) == [shown])


def test_with_a_password(window: MainWindow, met: tuple[UUID, UUID], wait: Wait, tmp_path: Path) -> None:
    window.ask(OpenEntry(met[1]))
    wait(lambda: bool(sheets_in(window)))
    (shown,) = sheets_in(window)
    assert isinstance(shown, EntrySheet)
    shown.print_note.click()
    sheet = paper(window, wait)
    file = tmp_path / "note.pdf"
    sheet.save_to(file, "correct horse battery")
    wait(file.exists)
    found = PdfReader(file)
    assert found.is_encrypted
    assert found.decrypt("correct horse battery")


def test_from_a_row_of_the_log(window: MainWindow, met: tuple[UUID, UUID], wait: Wait) -> None:
    window.navigate("contactlog")
    page = window.current_page()
    assert isinstance(page, ContactLogPage)
    wait(lambda: len(page.rows()) == 1)
    page.table.setCurrentIndex(page.table.model().index(0, 0))
    window.registry["print"].trigger()
    assert "Whitcombe" in paper(window, wait).said.text()


def test_from_the_timeline_or_else_the_report(
    window: MainWindow, met: tuple[UUID, UUID], wait: Wait, qtbot: QtBot
) -> None:
    window.navigate("matter", met[0])
    page = window.current_page()
    assert isinstance(page, MatterPage)
    wait(lambda: page.view is not None)
    timeline = page.tabs.history.timeline
    assert timeline.selected_key() is None
    window.registry["print"].trigger()
    wait(lambda: isinstance(window.current_page(), ReportsPage))
    window.navigate("matter", met[0])
    wait()
    timeline.setFocus()
    QTest.keyClick(timeline, Qt.Key.Key_Down)
    if timeline.selected_key() is None:
        timeline.setCurrentIndex(timeline.model().index(0, 0))
    window.registry["print"].trigger()
    assert "Whitcombe" in paper(window, wait).said.text()


def test_under_a_form_nothing_is_printed(window: MainWindow, met: tuple[UUID, UUID], wait: Wait) -> None:
    window.navigate("matter", met[0])
    page = window.current_page()
    wait()
    window.registry["log-contact"].trigger()
    wait(lambda: bool(sheets_in(window)))
    window.registry["print"].trigger()
    wait()
    assert window.current_page() is page
