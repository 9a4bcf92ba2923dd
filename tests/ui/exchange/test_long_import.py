"""While a long table comes in, the window works: a call is saved at once, and Cancel says how far it came."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.clients.commands import ClientDetails, add_client
from app.clients.queries import list_clients
from app.exchange import take_tables
from app.workspace import Workspace
from ui.contactlog.log_sheet import LogContactSheet
from ui.exchange.import_sheet import ImportSheet, open_import
from ui.kit import tasks
from ui.kit.sheet import sheets_in
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
ROWS = 400


@pytest.fixture
def under_way(
    window: MainWindow,
    post: Callable[..., Path],
    settled: Settled,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> ImportSheet:
    """The first rows are in."""
    monkeypatch.setattr(take_tables, "ROWS_AT_ONCE", 10)
    monkeypatch.setattr(take_tables, "ROW_STRETCH", 10)
    heads = "First Name,Last Name,Company,Email Address"
    rows = [f"First{n},Last{n},,p{n}@example.com" for n in range(ROWS)]
    vault = window.vault
    assert isinstance(vault, Workspace)
    sheet = open_import(window, vault, [post("long.csv", "\n".join([heads, *rows]))])
    settled()
    sheet.apply("")
    qtbot.waitUntil(lambda: sheet._stop is not None and sheet._stop.kept > 0)
    return sheet


def _clients(window: MainWindow) -> list[str]:
    assert isinstance(window.vault, Workspace)
    with window.vault.read() as reader:
        return [one.name for one in list_clients(reader)]


def test_a_save_does_not_wait_for_all_of_it(
    window: MainWindow, under_way: ImportSheet, qtbot: QtBot, settled: Settled
) -> None:
    vault = window.vault
    assert isinstance(vault, Workspace)
    saved: list[bool] = []

    def save() -> None:
        with vault.write() as tx:
            add_client(tx, ClientDetails(first_name="Called", last_name="Meanwhile"))

    tasks.run(save, owner=window, done=lambda _: saved.append(under_way.is_done))
    qtbot.waitUntil(lambda: bool(saved))
    assert saved == [False], "the import was still under way"
    settled()
    assert under_way.is_done
    assert len(_clients(window)) >= ROWS + 1


def test_the_form_of_a_call_opens_over_it(
    window: MainWindow, under_way: ImportSheet, settled: Settled
) -> None:
    window.registry["log-contact"].trigger()
    assert isinstance(sheets_in(window)[-1], LogContactSheet)
    settled()


def test_cancel_says_how_many_are_in(
    window: MainWindow, under_way: ImportSheet, settled: Settled, qtbot: QtBot
) -> None:
    before = len([one for one in _clients(window) if one.startswith("First")])
    under_way.reject()
    qtbot.waitUntil(lambda: under_way.note.text().startswith("Stopped."))
    settled()
    after = len([one for one in _clients(window) if one.startswith("First")])
    assert before <= after < ROWS
    assert after % 10 == 0, "each stretch is whole"
    assert under_way.note.text().startswith(f"Stopped. {after} rows or messages are in")
    assert not under_way.is_done
    under_way.apply("")
    settled()
    assert len([one for one in _clients(window) if one.startswith("First")]) == ROWS
