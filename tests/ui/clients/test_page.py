"""The page of a client."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.search.asking import parse
from app.search.searching import search
from ui.clients.client_form import ClientForm
from ui.clients.page import ClientPage
from ui.kit.row_model import Row
from ui.kit.sheet import sheets_in
from ui.matters.matter_form import MatterForm
from ui.shell.requests import LogContactRequest, OpenEntry, OpenMatter, SearchLog

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> ClientPage:
    made = ClientPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show_arg(busy.clients["whitcombe"])
    made.show()
    settled()
    return made


def _rows(page: ClientPage) -> list[Row]:
    model = page.rows._model
    items = [model.item(number) for number in range(model.rowCount())]
    return [item for item in items if isinstance(item, Row)]


def test_matters_then_contacts(page: ClientPage) -> None:
    assert page.title.text() == "Nora Whitcombe"
    assert [(row.title, row.subtitle) for row in _rows(page)][:2] == [
        ("Whitcombe v. Larkspur Catering", "00003 · 3:26-cv-00412"),
        ("E-mail received", "Wed 18 Nov, 17:40"),
    ]
    said = {label.accessibleName() for label in page.side.findChildren(QLabel)}
    assert {"Phone: +1 510 555 0144, verified", "Don't tell: Her brother, Ned"} <= said


def test_what_it_asks_for(page: ClientPage, busy: Busy) -> None:
    asked: list[object] = []
    page.requested.connect(asked.append)
    page.rows.opened.emit(("matter", busy.matters["whitcombe"]))
    page.rows.opened.emit(("entry", busy.entries["call"]))
    assert asked == [
        OpenMatter(busy.matters["whitcombe"]),
        OpenEntry(busy.entries["call"]),
    ]


def test_log_contact_begins_with_the_client_and_the_one_matter(page: ClientPage, busy: Busy) -> None:
    assert page.log_begins_with() == LogContactRequest(
        busy.matters["whitcombe"], busy.clients["whitcombe"], Channel.PHONE
    )


def test_an_interpreter_stands_under_the_name(page: ClientPage, busy: Busy, settled: Settled) -> None:
    page.show_arg(busy.clients["delacroix"])
    settled()
    assert page.chips.accessibleName() == "interpreter needed"


def test_its_buttons_open_the_forms(page: ClientPage, settled: Settled) -> None:
    page.edit.click()
    settled()
    assert isinstance(sheets_in(page)[-1], ClientForm)
    sheets_in(page)[-1].reject()
    page.new.click()
    settled()
    form = sheets_in(page)[-1]
    assert isinstance(form, MatterForm)
    assert [person.text for person in form.clients.people()] == ["Nora Whitcombe"]


def test_log_contact_begins_with_the_contact_somebody_went_to(page: ClientPage, busy: Busy) -> None:
    assert page.rows.select(("entry", busy.entries["asks"]))
    QTest.keyClick(page.rows, Qt.Key.Key_Down)
    QTest.keyClick(page.rows, Qt.Key.Key_Up)
    assert page.log_begins_with() == LogContactRequest(
        busy.matters["whitcombe"], busy.clients["whitcombe"], Channel.EMAIL, Direction.OUT
    )


def test_the_last_contacts_say_how_many_there_are(
    page: ClientPage, busy: Busy, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.search.isHidden()
    odd = 'Jo "Bud" Harbour'
    with busy.workspace.write() as tx:
        client_id = add_client(tx, ClientDetails(last_name=odd))
        for words in ("One.", "Two.", "Three."):
            log_contact(
                tx, NewContact(Channel.PHONE, Direction.OUT, tx.now, words, None, client_id, with_client=True)
            )
    monkeypatch.setattr("ui.clients.load.LAST", 2)
    page.show_arg(client_id)
    settled()
    assert [heading.shown for _, heading in page.rows._model.headings()] == ["2 of 3"]
    asked: list[object] = []
    page.requested.connect(asked.append)
    page.search.click()
    assert asked == [SearchLog('client:"Jo Bud Harbour"')]
    found = search(busy.workspace, parse('client:"Jo Bud Harbour"', date(2026, 11, 23))).rows
    assert len(found) == 3
