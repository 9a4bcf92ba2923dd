"""The contact history and the partners' lists as sheets: seen, saved, stopped, for the client."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from app.matters.queries import list_matters
from app.reports.history import HistoryAsked
from app.reports.history_out import make_history
from tests.ui.busy_firm import Busy
from ui.kit import tasks
from ui.matters.page import MatterPage
from ui.reports.paper_sheet import PaperSheet
from ui.reports.papers import history_sheet, partners_sheet


@pytest.fixture
def sheet(busy: Busy, qtbot: QtBot) -> PaperSheet:
    with busy.workspace.read() as reader:
        matter = list_matters(reader)[0]
    page = MatterPage(busy.workspace)
    qtbot.addWidget(page)
    found = history_sheet(page, busy.workspace, matter.id, matter.number)
    found.open()
    qtbot.waitUntil(found.accept_button.isEnabled, timeout=20_000)
    return found


def test_what_is_saved_is_what_was_seen(sheet: PaperSheet, busy: Busy, qtbot: QtBot, tmp_path: Path) -> None:
    paper = sheet._paper  # the bytes that the preview shows
    assert paper is not None
    sheet.save_to(tmp_path / "history.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "history.pdf").exists(), timeout=20_000)
    assert (tmp_path / "history.pdf").read_bytes() == paper.pdf


def test_the_table_says_as_many_as_the_sheet(
    sheet: PaperSheet, busy: Busy, qtbot: QtBot, tmp_path: Path
) -> None:
    said = sheet.said.text()
    sheet.save_to(tmp_path / "history.csv")
    qtbot.waitUntil(lambda: (tmp_path / "history.csv").exists(), timeout=20_000)
    with (tmp_path / "history.csv").open(encoding="utf-8-sig", newline="") as file:
        numbers = {row["Number"] for row in csv.DictReader(file)}
    assert said.startswith("1 contact, " if len(numbers) == 1 else f"{len(numbers)} contacts, ")


def test_the_clients_copy_is_made_anew(sheet: PaperSheet, busy: Busy, qtbot: QtBot) -> None:
    before = sheet.said.text()
    assert "left out" not in before
    sheet.tick.setChecked(True)
    assert not sheet.accept_button.isEnabled()
    qtbot.waitUntil(sheet.accept_button.isEnabled, timeout=20_000)
    assert "left out" in sheet.said.text()


def test_it_stops_where_nobody_waits_for_it(busy: Busy) -> None:
    task = tasks.Task()
    task.cancel()
    with busy.workspace.read() as reader:
        matter = list_matters(reader)[0]
        with pytest.raises(tasks.Cancelled):
            make_history(reader, HistoryAsked(matter.id), reader.now, told=task.tell)


def test_a_place_that_takes_nothing_is_said(sheet: PaperSheet, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    sheet.save_to(tmp_path / "file" / "history.pdf")
    qtbot.waitUntil(lambda: sheet.errors.isVisibleTo(sheet), timeout=20_000)
    assert sheet.accept_button.isEnabled()


def test_the_partners_lists(busy: Busy, qtbot: QtBot, tmp_path: Path) -> None:
    page = MatterPage(busy.workspace)
    qtbot.addWidget(page)
    sheet = partners_sheet(page, busy.workspace)
    sheet.open()
    qtbot.waitUntil(sheet.accept_button.isEnabled, timeout=20_000)
    sheet.save_to(tmp_path / "owed.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "owed.pdf").exists(), timeout=20_000)
    assert "What is owed" in PdfReader(tmp_path / "owed.pdf").pages[0].extract_text()
