"""The list of clients: found by name, number or address."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.clients.list_page import ClientsPage
from ui.shell.requests import OpenClient

if TYPE_CHECKING:
    from tests.ui.conftest import Busy

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
    QTest.qWait(200)
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
