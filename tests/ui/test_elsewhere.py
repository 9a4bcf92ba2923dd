"""What a command, or a window on another desk, writes is on the page of who comes back to the window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.bootstrap import open_workspace
from app.matters.commands import edit_matter
from app.matters.sheet import matter_sheet
from app.workspace import Workspace
from tests.support import PASSWORD
from tests.ui.office import Office
from ui.matters.list_page import MattersPage


def _rename(workspace: Workspace, office: Office) -> None:
    matter = office.busy.matters["vance"]
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, title="Vance v. Somebody"))


def _titles(page: MattersPage) -> list[str]:
    return [line.row.title for line in page.table.rows_model.rows()]


def _come_back() -> None:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def test_who_comes_back_sees_what_another_program_wrote(office: Office) -> None:
    page = office.go("matters")
    other = open_workspace(office.workspace.vault.folder, PASSWORD, clock=office.workspace.clock)
    _rename(other, office)
    other.lock()
    office.settled()
    assert "Vance v. Somebody" not in _titles(page)
    _come_back()
    office.settled()
    assert "Vance v. Somebody" in _titles(page)


def test_the_minute_that_passes_shows_it_too(office: Office) -> None:
    page = office.go("matters")
    other = open_workspace(office.workspace.vault.folder, PASSWORD, clock=office.workspace.clock)
    _rename(other, office)
    other.lock()
    workbench = office.window.workbench
    assert workbench is not None
    workbench._minute.timeout.emit()
    office.settled()
    assert "Vance v. Somebody" in _titles(page)


def test_nothing_is_read_again_where_nobody_else_wrote(office: Office) -> None:
    page = office.go("matters")
    _come_back()
    office.settled()  # what the start of the window wrote itself is no other's
    read: list[object] = []
    page.table.rows_model.modelReset.connect(lambda: read.append(1))
    _come_back()
    office.settled()
    assert read == []
