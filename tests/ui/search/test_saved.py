"""Saved searches and taking out, on the page of the contact log."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.kernel.rights import Right
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.search.saved import save_search, saved_searches
from app.workspace import Workspace
from ui.contactlog.log_page import ContactLogPage
from ui.kit.dialogs import Question
from ui.kit.sheet import sheets_in
from ui.reports.paper_sheet import PaperSheet
from ui.search.export_sheet import ExportSheet
from ui.search.saved_forms import RenameSearchForm, SavedSheet, SaveSearchForm

Settled = Callable[[], None]


def page_of(workspace: Workspace, qtbot: QtBot, settled: Settled) -> ContactLogPage:
    shown = ContactLogPage(workspace)
    qtbot.addWidget(shown)
    shown.resize(1100, 700)
    shown.show()
    shown.activateWindow()
    settled()
    return shown


@pytest.fixture
def page(qtbot: QtBot, busy: Any, settled: Settled) -> Iterator[ContactLogPage]:
    with busy.workspace.write() as tx:
        save_search(tx, "Post", "channel:email")
        save_search(tx, "Court", "deposition", shared=True)
    shown = page_of(busy.workspace, qtbot, settled)
    yield shown
    settled()


def names(workspace: Workspace) -> list[str]:
    with workspace.read() as reader:
        return [one.name for one in saved_searches(reader)]


def test_they_stand_beside_the_box_with_what_fits_each(page: ContactLogPage, settled: Settled) -> None:
    assert [button.text() for button in page.saved.buttons] == ["Court  1", "Post  2"]
    page.saved.buttons[1].click()
    settled()
    assert page.box.text() == "channel:email"
    assert len(page.rows()) == 2
    assert not page.saved.save.isVisible(), "it is saved already"


def test_saving_what_stands_in_the_box(page: ContactLogPage, busy: Any, settled: Settled) -> None:
    page.box.put("inventory")
    settled()
    page.saved.save.click()
    (form,) = sheets_in(page)
    assert isinstance(form, SaveSearchForm)
    settled()
    QTest.keyClicks(form.name, "Inventories")
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert names(busy.workspace) == ["Court", "Inventories", "Post"]


def test_renaming_and_taking_away_by_keyboard(
    page: ContactLogPage, busy: Any, settled: Settled, qtbot: QtBot
) -> None:
    post = page.saved.buttons[1]
    post.setFocus()
    QTest.keyClick(post, Qt.Key.Key_F2)
    (form,) = sheets_in(page)
    assert isinstance(form, RenameSearchForm)
    settled()
    form.name.setText("E-mails")
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    page.reload()
    settled()
    assert names(busy.workspace) == ["Court", "E-mails"]
    QTest.keyClick(page.saved.buttons[0], Qt.Key.Key_Delete)
    (question,) = [one for one in sheets_in(page) if isinstance(one, Question)]
    question.accept_button.click()
    settled()
    assert names(busy.workspace) == ["E-mails"]


def test_the_sheet_of_all_asks_one_again_with_enter(
    page: ContactLogPage, settled: Settled, qtbot: QtBot
) -> None:
    page.saved.all.click()
    (sheet,) = sheets_in(page)
    assert isinstance(sheet, SavedSheet)
    settled()
    assert [sheet.list.keys()[0]] == [page.saved.rows[0].search.id]
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    settled()
    assert page.box.text() == "deposition"
    assert sheets_in(page) == []


def test_taking_out_what_is_found(page: ContactLogPage, settled: Settled, tmp_path: Path) -> None:
    page.box.put("channel:email")
    settled()
    page.take_out.click()
    (sheet,) = sheets_in(page)
    assert isinstance(sheet, ExportSheet)
    assert sheet.count.text() == "2 contacts"
    sheet.save_to(tmp_path / "found.csv")
    settled()
    rows = list(csv.reader(io.StringIO((tmp_path / "found.csv").read_text("utf-8-sig"), newline="")))
    assert len(rows) == 3
    assert sheets_in(page) == []
    assert page.messages.isVisible()


def test_taking_out_the_whole_log_as_pages(
    page: ContactLogPage, settled: Settled, qtbot: QtBot, tmp_path: Path
) -> None:
    page.take_out.click()
    (sheet,) = sheets_in(page)
    assert isinstance(sheet, ExportSheet)
    (button,) = [one for one in sheet.box.buttons() if "pages" in one.text()] if sheet.box else []
    button.click()
    settled()
    (seen,) = sheets_in(page)
    assert isinstance(seen, PaperSheet)
    qtbot.waitUntil(lambda: seen.preview.pages > 0, timeout=20_000)
    assert seen.said.text().endswith("contacts")
    seen.save_to(tmp_path / "all.pdf")
    settled()
    assert sheets_in(page) == []
    assert (tmp_path / "all.pdf").read_bytes().startswith(b"%PDF")


def test_a_place_that_takes_nothing_is_said_and_the_sheet_stays(
    page: ContactLogPage, settled: Settled, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("x")
    page.take_out.click()
    (sheet,) = sheets_in(page)
    assert isinstance(sheet, ExportSheet)
    sheet.save_to(tmp_path / "a file" / "found.csv")
    settled()
    assert "cannot be saved there" in sheet.errors.text()
    assert sheet.accept_button.isEnabled()


def test_who_may_not_take_out_or_save_sees_why(busy: Any, qtbot: QtBot, settled: Settled) -> None:
    with busy.workspace.write() as tx:
        reader = add_colleague(tx, NewColleague("Ann", Role.READ_ONLY, ""))
    workspace = busy.workspace
    as_reader = Workspace(workspace.vault, workspace.clock, reader, workspace.zone)
    with as_reader.read() as looked:
        assert Right.EXPORT not in looked.rights
    page = page_of(as_reader, qtbot, settled)
    page.take_out.click()
    (sheet,) = sheets_in(page)
    assert isinstance(sheet, ExportSheet)
    assert not sheet.accept_button.isEnabled()
    assert "administrator" in sheet.accept_button.toolTip()
    sheet.pages_button.click()
    settled()
    (seen,) = sheets_in(page)
    assert isinstance(seen, PaperSheet)
    qtbot.waitUntil(lambda: seen.preview.pages > 0, timeout=20_000)
    assert seen.accept_button.isEnabled(), "whoever reads it may print it"
    assert seen.box is not None
    (save,) = [one for one in seen.box.buttons() if one.text() == "&Save as PDF…"]
    assert not save.isEnabled()
    seen.reject()
    page.box.put("deposition")
    settled()
    assert len(page.rows()) == 1, "who reads only finds all the same"
    assert not page.saved.save.isEnabled()
