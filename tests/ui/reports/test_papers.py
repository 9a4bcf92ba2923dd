"""The contact history and the partners' lists as sheets: seen, saved, stopped, for the client."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.kernel.language import speaking
from app.languages.offered import catalogue_of
from app.matters.queries import list_matters
from app.reports.history.out import make_history
from app.reports.history.record import HistoryAsked
from tests.ui.busy_firm import Busy
from ui.kit import tasks
from ui.kit.sheet import sheets_in
from ui.matters.page import MatterPage
from ui.reports.leaving import if_spoken
from ui.reports.options import HistoryOptions
from ui.reports.paper_sheet import PaperSheet
from ui.reports.papers import history_sheet, partners_sheet
from ui.reports.password_sheet import PdfPasswordSheet
from ui.schedule.desk import load_desk


@pytest.fixture
def sheet(busy: Busy, qtbot: QtBot) -> PaperSheet:
    with busy.workspace.read() as reader:
        matter, desk = list_matters(reader)[0], load_desk(reader)
    page = MatterPage(busy.workspace)
    qtbot.addWidget(page)
    found = history_sheet(page, busy.workspace, matter.id, matter.number, desk)
    found.open()
    qtbot.waitUntil(found.accept_button.isEnabled, timeout=20_000)
    return found


def test_what_is_saved_is_what_was_seen(sheet: PaperSheet, busy: Busy, qtbot: QtBot, tmp_path: Path) -> None:
    paper = sheet._paper  # the bytes that the preview shows
    assert paper is not None
    sheet.save_to(tmp_path / "history.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "history.pdf").exists(), timeout=20_000)
    assert (tmp_path / "history.pdf").read_bytes() == paper.pdf


def test_a_choice_while_it_is_written_is_heard_of_by_nobody(
    sheet: PaperSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    """Somebody typed a day and pressed Save: the page made anew would keep from them that it was saved."""
    assert isinstance(sheet.options, HistoryOptions)
    with qtbot.waitSignal(sheet.left, timeout=20_000) as left:
        sheet.save_to(tmp_path / "history.pdf")
        sheet.options.tick.click()
        sheet.options.changed.emit()
    assert left.args == ["Saved."]
    assert not sheet.options.tick.isChecked()


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
    assert isinstance(sheet.options, HistoryOptions)
    sheet.options.tick.setChecked(True)
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


def test_days_and_what_was_known_by_then_as_on_the_command_line(
    sheet: PaperSheet, busy: Busy, qtbot: QtBot, tmp_path: Path
) -> None:
    options = sheet.options
    assert isinstance(options, HistoryOptions)
    before = sheet.said.text()
    options.known_by.setText("1 January 2000")
    options.changed.emit()
    qtbot.waitUntil(lambda: sheet.accept_button.isEnabled() and sheet.said.text() != before, timeout=20_000)
    assert sheet.said.text().startswith("0 contacts")
    sheet.save_to(tmp_path / "then.csv")
    qtbot.waitUntil(lambda: (tmp_path / "then.csv").exists(), timeout=20_000)
    with (tmp_path / "then.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.DictReader(file)) == []


def test_only_the_days_that_were_asked_for(sheet: PaperSheet, qtbot: QtBot) -> None:
    options = sheet.options
    assert isinstance(options, HistoryOptions)
    options.last.setText("1 January 2000")
    assert not sheet.errors.isVisibleTo(sheet)
    qtbot.waitUntil(lambda: sheet.said.text().startswith("0 contacts"), timeout=20_000)
    options.last.setText("nonsense")
    qtbot.waitUntil(lambda: sheet.errors.isVisibleTo(sheet), timeout=20_000)
    assert not sheet.accept_button.isEnabled()
    assert sheet.preview.pages == 0
    options.last.clear()
    qtbot.waitUntil(sheet.accept_button.isEnabled, timeout=20_000)
    assert not sheet.errors.isVisibleTo(sheet)
    assert not sheet.said.text().startswith("0 contacts")


def test_a_history_asks_for_a_password(sheet: PaperSheet, qtbot: QtBot, tmp_path: Path) -> None:
    assert sheet.box is not None
    (button,) = [one for one in sheet.box.buttons() if "pass" in one.text()]
    button.click()
    (asking,) = [one for one in sheets_in(sheet.window()) if isinstance(one, PdfPasswordSheet)]
    asking.drop()
    sheet.save_to(tmp_path / "sealed.pdf", "correct horse battery")
    qtbot.waitUntil((tmp_path / "sealed.pdf").exists, timeout=20_000)
    assert PdfReader(tmp_path / "sealed.pdf").is_encrypted
    again = PdfReader(tmp_path / "sealed.pdf")
    assert again.decrypt("correct horse battery")


@pytest.mark.parametrize("leave", ["drop", "accept", "reject"])
def test_the_password_of_a_pdf_leaves_its_fields_with_the_sheet(busy: Busy, qtbot: QtBot, leave: str) -> None:
    page = MatterPage(busy.workspace)
    qtbot.addWidget(page)
    asking = PdfPasswordSheet(page, busy.workspace)
    asking.open()
    for field in (asking.password, asking.again):
        QTest.keyClicks(field, "correct horse battery")
    asking._left = True  # the question whether to leave it was answered
    getattr(asking, leave)()
    for field in (asking.password, asking.again):
        field.setEchoMode(field.EchoMode.Normal)
        field.undo()
        assert field.text() == ""


def test_files_are_named_by_the_firms_pattern(sheet: PaperSheet, busy: Busy) -> None:
    assert sheet._paper is not None
    with busy.workspace.read() as reader:
        number = list_matters(reader)[0].number
        assert sheet._paper.name == f"Contact history {number} {reader.today}"


def test_what_a_paper_says_stands_above_it_only_in_a_language_that_is_spoken() -> None:
    assert if_spoken("5 things owed", "en-US") == "5 things owed"
    with speaking(catalogue_of("de")):
        assert if_spoken("5 offene Punkte", "de-CH") == "5 offene Punkte"
        assert if_spoken("5 things owed", "en-US") == ""
