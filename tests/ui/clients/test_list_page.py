"""The list of clients: found by name, number or address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.contactlog.words import Channel
from app.matters.commands import MatterDetails, open_matter
from ui.clients.list_page import ClientLine, ClientsPage
from ui.kit import listpage
from ui.kit.listpage import Asked, Found
from ui.shell.requests import LogContactRequest, OpenClient

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy
from tests.ui.pauses import typed

Settled = Callable[[], None]


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> ClientsPage:
    made = ClientsPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    settled()
    return made


def _names(page: ClientsPage) -> list[str]:
    return [line.listed() for line in page.table.rows_model.rows()]


def test_by_name_with_how_to_reach_them(page: ClientsPage) -> None:
    assert _names(page)[:3] == ["Abernathy, Piers", "Delacroix, Luz", "Lindqvist, Karin"]
    nora = next(line for line in page.table.rows_model.rows() if line.row.name == "Nora Whitcombe")
    assert (nora.row.phone, nora.row.email, nora.prefers(), nora.matters) == (
        "+1 510 555 0144",
        "nora@example.com",
        "Phone",
        1,
    )
    assert page.subtitle.text() == "8 clients"


@pytest.mark.parametrize("words", ["whit", "555 0144", "nora@exam", "0144 nora"])
def test_found_by_any_of_it(page: ClientsPage, settled: Settled, words: str) -> None:
    QTest.keyClicks(page.filter, words)
    typed(page)
    settled()
    assert _names(page) == ["Whitcombe, Nora"]


def test_sorted_the_other_way(page: ClientsPage, settled: Settled) -> None:
    page.table.sort_requested.emit("name", False)
    settled()
    assert _names(page)[0] == "Whitcombe, Nora"


def test_opening_goes_to_the_client(page: ClientsPage, busy: Busy) -> None:
    asked: list[object] = []
    page.requested.connect(asked.append)
    page.table.opened.emit(busy.clients["rowe"])
    assert asked == [OpenClient(busy.clients["rowe"])]


def test_a_long_list_comes_as_one_scrolls(
    busy: Busy, qtbot: QtBot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Asked] = []

    class Page(ClientsPage):
        def look_up(self, asked: Asked) -> Found[ClientLine]:
            looked.append(asked)
            return super().look_up(replace(asked, most=min(asked.most, 6)))

    monkeypatch.setattr(listpage, "AHEAD", 0)
    page = Page(busy.workspace)
    qtbot.addWidget(page)
    page.resize(1092, 260)
    page.show()
    settled()
    assert len(_names(page)) == 6
    assert page.subtitle.text() == "8 clients"
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    settled()
    assert [asked.start for asked in looked] == [0, 6]
    assert _names(page) == sorted(_names(page))
    assert len(set(_names(page))) == 8


def test_sorted_by_what_runs(page: ClientsPage, busy: Busy, settled: Settled) -> None:
    with busy.workspace.write() as tx:
        open_matter(tx, MatterDetails(title="Another", clients=(busy.clients["rowe"],)))
    page.table.sort_requested.emit("matters", False)
    settled()
    assert _names(page)[0] == "Rowe, Tamsin"
    page.table.sort_requested.emit("matters", True)
    settled()
    assert _names(page)[-1] == "Rowe, Tamsin"


def test_log_contact_begins_with_the_selected_client(page: ClientsPage, busy: Busy) -> None:
    assert page.log_begins_with() is None
    page.table.select(busy.clients["whitcombe"])
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert page.log_begins_with() == LogContactRequest(
        client_id=busy.clients["whitcombe"], channel=Channel.PHONE
    )
    page.table.selectAll()
    assert page.log_begins_with() is None
