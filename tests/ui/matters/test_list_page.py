"""The list of matters: filter while typing, status, sorting, one button where there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.matters.commands import edit_matter
from app.matters.sheet import matter_sheet
from app.matters.words import MatterStatus
from app.workspace import Workspace
from ui.kit.chips import Tone
from ui.kit.sheet import sheets_in
from ui.matters.list_page import MatterLine, MattersPage
from ui.matters.matter_form import MatterForm
from ui.shell.requests import BringInFiles, OpenMatter

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy
from tests.ui.pauses import typed

Settled = Callable[[], None]


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> MattersPage:
    made = MattersPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    settled()
    return made


def _titles(page: MattersPage) -> list[str]:
    return [line.row.title for line in page.table.rows_model.rows()]


def _cells(line: MatterLine) -> tuple[str, str]:
    chip = line.next_chip()
    return (chip.text if chip else line.next_words(), line.last_words())


def test_each_line_says_next_and_last(page: MattersPage) -> None:
    said = {line.row.title: _cells(line) for line in page.table.rows_model.rows()}
    assert said["Whitcombe v. Larkspur Catering"] == ("Acknowledgement 4 days late", "Wed 18 Nov")
    assert said["Abernathy v. Coastline Motors"] == ("Update 3 days late", "Fri 6 Nov")
    assert said["Estate of R. Lindqvist"] == ("Tue 23 Feb 2027", "today")
    assert said["Marsh v. Willow Farms"] == ("no schedule", "")
    assert page.subtitle.text() == "8 open matters"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("lark", ["Whitcombe v. Larkspur Catering"]),
        ("NORA whit", ["Whitcombe v. Larkspur Catering"]),
        ("cv-00202", ["Delacroix v. Timberline Mills"]),
        ("00005", ["Rowe v. Meadow Poultry"]),
        ("100%_", []),
    ],
)
def test_typing_filters(page: MattersPage, settled: Settled, words: str, found: list[str]) -> None:
    QTest.keyClicks(page.filter, words)
    typed(page)
    settled()
    assert _titles(page) == found
    assert page._none_fits.isVisible() == (not found)


def test_enter_in_the_filter_opens_the_first(page: MattersPage, busy: Busy, settled: Settled) -> None:
    asked: list[object] = []
    page.requested.connect(asked.append)
    QTest.keyClicks(page.filter, "okafor")
    typed(page)
    settled()
    QTest.keyClick(page.filter, Qt.Key.Key_Return)
    assert asked == [OpenMatter(busy.matters["okafor"])]
    QTest.keyClick(page.filter, Qt.Key.Key_Escape)
    typed(page)
    settled()
    assert len(_titles(page)) == 8


def test_status_chooses(page: MattersPage, busy: Busy, settled: Settled) -> None:
    with busy.workspace.write() as tx:
        details = matter_sheet(tx.reader(), busy.matters["vance"]).details
        edit_matter(
            tx, busy.matters["vance"], replace(details, status=MatterStatus.CLOSED, closed_on=tx.today)
        )
    assert page.choice is not None
    page.choice.set_value(MatterStatus.CLOSED)
    settled()
    assert _titles(page) == ["Vance v. Poolcraft"]
    page.choice.set_value(None)
    settled()
    assert len(_titles(page)) == 8


@pytest.mark.parametrize(
    ("column", "first", "last"),
    [
        ("title", "Abernathy v. Coastline Motors", "Whitcombe v. Larkspur Catering"),
        ("client", "Marsh v. Willow Farms", "Rowe v. Meadow Poultry"),
        ("number", "Abernathy v. Coastline Motors", "Marsh v. Willow Farms"),
    ],
)
def test_sorting_by_what_the_tables_hold(
    page: MattersPage, settled: Settled, column: str, first: str, last: str
) -> None:
    page.table.sort_requested.emit(column, True)
    settled()
    assert (_titles(page)[0], _titles(page)[-1]) == (first, last)
    page.table.sort_requested.emit(column, False)
    settled()
    assert (_titles(page)[0], _titles(page)[-1]) == (last, first)


def test_sorting_by_what_is_derived_puts_nothing_last(page: MattersPage, settled: Settled) -> None:
    page.table.sort_requested.emit("next", True)
    settled()
    assert _titles(page)[:2] == ["Whitcombe v. Larkspur Catering", "Abernathy v. Coastline Motors"]
    page.table.sort_requested.emit("next", False)
    settled()
    assert _titles(page)[0] == "Estate of R. Lindqvist"
    assert "Marsh v. Willow Farms" in _titles(page)[4:]
    page.table.sort_requested.emit("last", False)
    settled()
    assert _titles(page)[0] == "Estate of R. Lindqvist"


def test_the_column_is_sorted_by_what_it_says(page: MattersPage, settled: Settled) -> None:
    """An answer that is late stood below a calm date, where its update was due later."""
    page.table.sort_requested.emit("next", True)
    settled()
    lines = page.table.rows_model.rows()
    chips = [line.next_chip() for line in lines]
    late = [bool(chip and chip.tone is Tone.LATE) for chip in chips]
    assert late == sorted(late, reverse=True)
    assert [chip.text for chip in chips if chip][:2] == ["Acknowledgement 4 days late", "Update 3 days late"]
    column = next(one for one in page.table.rows_model.columns if one.id == "next")
    assert column.said(lines[0]) == "Late or next update: Acknowledgement 4 days late"
    assert [column.text(line) for line in lines[:2]] == [chip.text for chip in chips[:2] if chip]


def test_a_closed_matter_has_no_next_update(page: MattersPage, busy: Busy, settled: Settled) -> None:
    with busy.workspace.write() as tx:
        details = matter_sheet(tx.reader(), busy.matters["vance"]).details
        edit_matter(
            tx, busy.matters["vance"], replace(details, status=MatterStatus.CLOSED, closed_on=tx.today)
        )
    assert page.choice is not None
    page.choice.set_value(MatterStatus.CLOSED)
    settled()
    assert [_cells(line)[0] for line in page.table.rows_model.rows()] == [""]


def test_a_new_matter_by_keys(page: MattersPage, settled: Settled) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.filter, Qt.Key.Key_M, both)
    settled()
    form = sheets_in(page)[-1]
    assert isinstance(form, MatterForm)
    asked: list[object] = []
    page.requested.connect(asked.append)
    form.what.setText("New one")
    form.clients._edit.setText("Somebody New")
    form.apply("")
    form.apply("")
    settled()
    assert [type(one) for one in asked] == [OpenMatter]


def test_an_empty_firm_has_one_button(workspace: Workspace, qtbot: QtBot, settled: Settled) -> None:
    page = MattersPage(workspace)
    qtbot.addWidget(page)
    asked: list[object] = []
    page.requested.connect(asked.append)
    page.show()
    settled()
    assert not page.filter.isVisible()
    empty = page._either.currentWidget()
    empty.button.click()  # type: ignore[attr-defined] # the EmptyState
    assert asked == [BringInFiles()]
