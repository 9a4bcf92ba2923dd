"""While the client waits on the phone: what was said is found, read, and the next one too; by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewAttachment, NewContact
from app.contactlog.words import Channel, Direction
from app.matters.commands import MatterDetails, open_matter
from ui.contactlog.entry_sheet import EntrySheet
from ui.contactlog.log_page import ContactLogPage
from ui.desk import WorkspaceDesk
from ui.kit import tasks
from ui.kit.sheet import sheets_in
from ui.shell.main_window import MainWindow
from ui.shell.palette import Palette

SAID = (
    "Rang about the boundary wall; she wants it mended before winter.",
    "Sent the surveyor's letter.",
    "The neighbour offers to pay half of the boundary wall.",
)


def log_three(window: MainWindow) -> None:
    desk = window.desk
    assert isinstance(desk, WorkspaceDesk)
    with desk.workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        matter = open_matter(tx, MatterDetails(title="Whitcombe v. Larkspur", clients=(client,)))
        for number, words in enumerate(SAID):
            moment = tx.now - timedelta(days=3 - number)
            letter = (NewAttachment("survey.txt", "text/plain", b"The footing is cracked."),)
            files = letter if number == 1 else ()
            new = NewContact(Channel.PHONE, Direction.OUT, moment, words, matter_id=matter, attachments=files)
            log_contact(tx, new)


def log_page(window: MainWindow) -> ContactLogPage:
    page = window.current_page()
    assert isinstance(page, ContactLogPage)
    return page


def test_from_the_shortcut_to_the_entry_and_the_next(qtbot: QtBot, window: MainWindow) -> None:
    wait: Callable[..., None] = lambda holds=lambda: True: qtbot.waitUntil(  # noqa: E731 - one line of waiting
        lambda: not tasks.busy() and holds(), timeout=20_000
    )
    log_three(window)
    window.registry["search-log"].trigger()
    page = log_page(window)
    qtbot.waitUntil(lambda: window.focusWidget() is page.box)
    QTest.keyClicks(page.box, '"boundary wall"')
    wait(lambda: len(page.rows()) == 2)
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.focusWidget() is page.table)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    wait(lambda: bool(sheets_in(window)))
    sheet = sheets_in(window)[0]
    assert isinstance(sheet, EntrySheet)
    assert "neighbour offers" in sheet._facts.itemAtPosition(1, 1).widget().text()
    window.registry["found-next"].trigger()
    wait(lambda: "Rang about" in sheet._facts.itemAtPosition(1, 1).widget().text())
    window.registry["found-next"].trigger()
    wait()
    assert "Rang about" in sheet._facts.itemAtPosition(1, 1).widget().text(), "it was the last"
    sheet.reject()

    page.find_here()
    QTest.keyClicks(page.box, "footing")
    wait(lambda: len(page.rows()) == 1)
    line = page.rows()[0]
    assert line.found is not None
    assert line.found.file == "survey.txt", "a word inside an attachment"


def test_the_finder_above_all_pages_hands_its_words_to_the_log(qtbot: QtBot, window: MainWindow) -> None:
    log_three(window)
    window.registry["find"].trigger()
    window.activateWindow()
    [palette] = sheets_in(window)
    assert isinstance(palette, Palette)
    qtbot.waitUntil(palette.field.hasFocus)
    QTest.keyClicks(palette.field, "surveyor")
    qtbot.waitUntil(lambda: not tasks.busy())
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    page = log_page(window)
    qtbot.waitUntil(lambda: not tasks.busy() and len(page.rows()) == 1, timeout=20_000)
    assert page.box.text() == "surveyor"


def test_what_is_logged_while_the_page_is_open_is_found(qtbot: QtBot, window: MainWindow) -> None:
    window.registry["search-log"].trigger()
    page = log_page(window)
    page.box.put("boundary")
    qtbot.waitUntil(lambda: not tasks.busy() and page.none_fits.isVisible(), timeout=20_000)
    log_three(window)
    qtbot.waitUntil(lambda: not tasks.busy() and len(page.rows()) == 2, timeout=20_000)
