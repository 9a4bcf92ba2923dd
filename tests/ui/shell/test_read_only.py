"""Who reads only: every enabled button and action of every page is tried. Nothing raises, and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import TableClause, inspect, select, text

from app.audit.models import AuditEvent
from app.kernel.clock import FixedClock
from app.people import users
from app.people.standing import NewUser
from app.people.words import Role
from app.vault import kdf
from app.workspace import Workspace
from ui.desk import WorkspaceDesk
from ui.exchange.drops import FileDrops
from ui.kit import tasks
from ui.kit.rows import RowList
from ui.kit.sheet import sheets_in
from ui.kit.tables import RowTable
from ui.shell.main_window import MainWindow
from ui.shell.requests import AmendEntry, BringInFiles, LogContactRequest, OpenEntry

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of the screenless platform
STRONG = "trout lamp orbit fifty-one"
NAME = "Rita Reader"
NO_CHANGE = {"signed in", "signed out", "locked", "viewed", "printed", "verified", "backed up"}
LEFT_OUT = {"quit", "lock", "switch-person", "close-window"}
KEPT_BY_THE_PROGRAM = {"audit_events", "audit_bodies", "audit_keys", "backup_runs"}
"""The trail, and what the program itself writes down of the backup that it makes at the first unlocking of a day."""
MADE_OF_RECORDS = ("search_", "attachment_texts")
"""The index of words: made of the records and thrown away at any time. The program brings it up to date for whoever is
there, so that who only reads finds what others wrote a moment ago."""


@pytest.fixture
def reader(
    busy: Any, clock: FixedClock, qtbot: QtBot, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window of the busy firm, unlocked by somebody who reads only."""
    kdf.allow(kdf.CHEAP)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    users.add_user(busy.workspace, NewUser(NAME, Role.READ_ONLY), STRONG, cost=kdf.CHEAP)
    window = MainWindow(WorkspaceDesk(busy.workspace.vault.folder, clock))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    settled()
    window.gates.unlock(NAME, STRONG)
    qtbot.waitUntil(lambda: window.workbench is not None, timeout=20_000)
    settled()
    yield window
    window.lock()
    tasks.finish()


def _state(workspace: Workspace) -> dict[str, list[str]]:
    """Every row of every table of records but the trail's."""
    with workspace.vault.engine.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if name not in KEPT_BY_THE_PROGRAM]
        return {
            name: sorted(map(repr, connection.execute(select(text("*")).select_from(TableClause(name)))))
            for name in names
            if not name.startswith(MADE_OF_RECORDS)
        }


def _actions(workspace: Workspace) -> list[str]:
    with workspace.read() as look:
        return list(look.session.scalars(select(AuditEvent.action).order_by(AuditEvent.seq)))


def _put_away(window: MainWindow, settled: Callable[[], None]) -> None:
    """Choose what an open menu offers, then close whatever stands over the pages."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QMenu) and widget.isVisible():
            for action in widget.actions():
                if action.isEnabled() and action.objectName().removeprefix("action-") not in LEFT_OUT:
                    action.trigger()
                    settled()
            widget.close()
    for sheet in reversed(sheets_in(window)):
        sheet.drop()
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible() and widget is not window and widget.window() is widget:
            widget.close()
    settled()
    QCoreApplication.sendPostedEvents()


def _try_all(window: MainWindow, within: QWidget, settled: Callable[[], None]) -> int:
    """Click every enabled button, and press Enter on every row."""
    tried = 0
    for button in within.findChildren(QAbstractButton):
        if shiboken6.isValid(button) and button.isVisible() and button.isEnabled():
            here = window.workbench.here if window.workbench else ("", None)
            button.click()
            settled()
            _put_away(window, settled)
            tried += 1
            if window.workbench is not None and window.workbench.here != here:
                window.workbench.navigate(*here)
                settled()
    for table in within.findChildren(RowList) + within.findChildren(RowTable):
        if table.isVisible() and table.model().rowCount():
            here = window.workbench.here if window.workbench else ("", None)
            for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete):
                QTest.keyClick(table, key)
                settled()
                _put_away(window, settled)
            if window.workbench is not None and window.workbench.here != here:
                window.workbench.navigate(*here)
                settled()
    return tried


def test_whoever_reads_only_walks_all_pages_and_changes_nothing(
    reader: MainWindow, busy: Any, settled: Callable[[], None]
) -> None:
    before, trail = _state(busy.workspace), _actions(busy.workspace)
    bench = reader.workbench
    assert bench is not None
    pages: list[tuple[str, object]] = [(page_id, None) for page_id in bench.page_ids()]
    pages += [("matter", matter) for matter in busy.matters.values()][2:5]
    pages += [("client", busy.clients["whitcombe"]), ("tray", None), ("reports", busy.matters["whitcombe"])]
    tried = 0
    for page_id, arg in pages:
        reader.navigate(page_id, arg)
        settled()
        page = reader.current_page()
        assert page is not None
        for field in (*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)):
            if field.isVisible() and field.isEnabled() and not field.isReadOnly():
                QTest.keyClicks(field, "a")
        settled()
        tried += _try_all(reader, page, settled)
    for spec in reader.registry.specs():
        action = reader.registry[spec.id]
        if action.isEnabled() and spec.id not in LEFT_OUT:
            action.trigger()
            settled()
            _put_away(reader, settled)
    reader.ask(OpenEntry(busy.entries["call"]))
    settled()
    (sheet,) = sheets_in(reader)
    tried += _try_all(reader, sheet, settled)
    assert tried > 20
    changed = {name for name, rows in _state(busy.workspace).items() if rows != before[name]}
    assert not changed
    assert set(_actions(busy.workspace)[len(trail) :]) <= NO_CHANGE


@pytest.mark.parametrize("action", ["log-contact", "import"])
def test_an_action_that_is_not_allowed_says_who_may(reader: MainWindow, action: str) -> None:
    assert not reader.registry[action].isEnabled()
    assert "A partner, a lawyer or the staff can do it." in reader.registry[action].toolTip()


def test_the_button_above_all_pages_says_who_may(reader: MainWindow) -> None:
    assert reader.workbench is not None
    button = reader.workbench.top_bar.log_button
    assert not button.isEnabled()
    assert button.accessibleDescription() == button.toolTip()
    assert "You may read here" in button.toolTip()
    assert reader.workbench.top_bar.print_button.isEnabled(), "what one may read one may print"


def test_what_pages_ask_for_is_refused_with_a_sentence(
    reader: MainWindow, busy: Any, settled: Callable[[], None]
) -> None:
    for request in (LogContactRequest(), AmendEntry(busy.entries["call"]), BringInFiles()):
        reader.messages.clear()
        reader.ask(request)
        settled()
        assert sheets_in(reader) == []
        assert "You may read here" in reader.messages.accessibleName()


def test_rows_of_today_open_and_do_nothing_else(reader: MainWindow) -> None:
    page = reader.current_page()
    assert page is not None
    rows: RowList = page.rows  # type: ignore[attr-defined] # the page is Today
    assert rows.keys()
    assert not rows.may_act
    assert rows.button_rect(rows.currentIndex()).isEmpty()


def test_files_that_are_dropped_are_refused_with_a_sentence(reader: MainWindow, tmp_path: Path) -> None:
    (drops,) = reader.findChildren(FileDrops)
    file = tmp_path / "contacts.csv"
    file.write_text("First Name,Last Name\nOlga,Brandt\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    enter = QDragEnterEvent(
        QPoint(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(reader, enter)
    assert drops.hint.isVisible()
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(reader, event)
    assert not event.isAccepted()
    assert "You may read here" in reader.messages.accessibleName()
    assert "You may read here" in drops.hint.accessibleName()
    assert sheets_in(reader) == []


def test_who_is_signed_in_stands_at_the_foot_of_the_navigation(
    reader: MainWindow, settled: Callable[[], None], qtbot: QtBot
) -> None:
    assert reader.workbench is not None
    person = reader.workbench.navigation.person
    assert person.accessibleName() == "Signed in: Rita Reader, Reads only"
    words = [action.text() for action in person.menu.actions()]
    assert words == ["Change password…", "Lock", "Sign in as another…"]
    person.keyPressEvent(
        QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    )
    assert person.menu.isVisible()
    person.menu.close()
    with qtbot.waitSignal(reader.gates.signed_in) as told:
        person.menu.actions()[2].trigger()
    assert told.args == [""], "the next one is another, also in a process that takes over"
    assert reader.workbench is None
    gate: Any = reader.gate
    qtbot.waitUntil(lambda: gate.name.count() == 2)
    assert reader.focusWidget() is gate.name
