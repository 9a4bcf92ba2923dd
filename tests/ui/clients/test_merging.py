"""Clients that may be one: pointed out while one types, listed, merged, and the merge undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.audit.queries import EventFilter, events
from app.clients.commands import ClientDetails, Point, add_client
from app.clients.queries import client_sheet, list_clients
from app.clients.words import PointKind
from app.merging.commands import merge_clients
from ui.clients.client_form import ClientForm
from ui.clients.duplicates_sheet import DuplicatesSheet
from ui.clients.list_page import ClientsPage
from ui.clients.merge_sheet import MergeSheet, open_merge
from ui.clients.other_sheet import OtherClientSheet
from ui.clients.page import ClientPage
from ui.kit.buttons import LinkButton
from ui.kit.dialogs import Question
from ui.kit.sheet import sheets_in
from ui.shell.requests import OpenClient

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


@pytest.fixture
def double(busy: Busy) -> UUID:
    with busy.workspace.write() as tx:
        return add_client(
            tx,
            ClientDetails(
                first_name="Nora",
                last_name="Whitcomb",
                language="French",
                points=(Point(PointKind.PHONE, "(510) 555-0144"),),
            ),
        )


@pytest.fixture
def clients(busy: Busy, qtbot: QtBot, settled: Settled) -> ClientsPage:
    page = ClientsPage(busy.workspace)
    qtbot.addWidget(page)
    page.resize(1092, 752)
    page.show()
    settled()
    return page


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> ClientPage:
    made = ClientPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show_arg(busy.clients["whitcombe"])
    made.show()
    settled()
    return made


def test_a_client_that_is_there_is_pointed_out_while_one_types(
    clients: ClientsPage, busy: Busy, settled: Settled
) -> None:
    asked: list[object] = []
    clients.requested.connect(asked.append)
    clients.new.click()
    settled()
    (form,) = sheets_in(clients)
    assert isinstance(form, ClientForm)
    assert form.alike.isHidden()
    QTest.keyClicks(form.last, "Witcombe")
    QTest.keyClicks(form.first, "Nora")
    form.alike.look()
    settled()
    said = [label.text() for label in form.alike.findChildren(QLabel)]
    assert said == ["▲ Nora Whitcombe is a client already: similar name"]
    links = {link.text(): link for link in form.alike.findChildren(LinkButton)}
    links["It is the same"].click()
    settled()
    assert asked == [OpenClient(busy.clients["whitcombe"])]
    assert sheets_in(clients) == []
    with busy.workspace.read() as reader:
        assert len(list_clients(reader)) == 8


def test_two_are_compared_merged_and_separated_again(
    page: ClientPage, busy: Busy, double: UUID, settled: Settled
) -> None:
    page.merge.click()
    settled()
    (choose,) = sheets_in(page)
    assert isinstance(choose, OtherClientSheet)
    choose.apply("")
    assert choose.form.problem_texts() == {"other": "Choose a client from the list."}
    choose.other.set_key(double, "Nora Whitcomb")
    choose.apply("")
    settled()
    (form,) = sheets_in(page)
    assert isinstance(form, MergeSheet)
    form.chosen["language"].set_value(1) if "language" in form.chosen else None
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        sheet = client_sheet(reader, busy.clients["whitcombe"])
        assert sheet.name == "Nora Whitcombe"
        assert "Nora Whitcomb" in sheet.details.also_known_as
        assert double not in {row.id for row in list_clients(reader, archived=True)}
    page.merge.click()
    settled()
    (choose,) = sheets_in(page)
    assert isinstance(choose, OtherClientSheet)
    (link,) = choose.findChildren(LinkButton)
    assert link.text() == "Undo…"
    link.click()
    settled()
    question = sheets_in(page)[-1]
    assert isinstance(question, Question)
    question.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert double in {row.id for row in list_clients(reader)}


def test_the_page_of_a_merged_record_says_so(
    page: ClientPage, busy: Busy, double: UUID, settled: Settled
) -> None:
    with busy.workspace.write() as tx:
        merge_clients(tx, double, busy.clients["whitcombe"])
    page.show_arg(double)
    settled()
    assert page.chips.accessibleName() == "merged into Nora Whitcombe"
    asked: list[object] = []
    page.requested.connect(asked.append)
    (link,) = page.merged.findChildren(LinkButton)
    assert link.text() == "merged into Nora Whitcombe"
    link.click()
    assert asked == [OpenClient(busy.clients["whitcombe"])]
    assert page._empty.words.text() == "Matters and contacts stand with Nora Whitcombe."
    assert page.merge.isHidden()
    page.unmerge.click()
    settled()
    question = sheets_in(page)[-1]
    assert isinstance(question, Question)
    question.apply("")
    settled()
    page.reload()
    settled()
    assert page.unmerge.isHidden()
    assert page.merged.isHidden()
    assert page.merge.isVisible()


def test_values_are_chosen_side_by_side(page: ClientPage, busy: Busy, double: UUID, settled: Settled) -> None:
    open_merge(page, busy.workspace, busy.clients["whitcombe"], double)
    settled()
    (form,) = sheets_in(page)
    assert isinstance(form, MergeSheet)
    left, right = (cell.radio for cell in form.chosen["last_name"].cells)
    assert left is not None
    assert right is not None
    assert left.isChecked()
    assert left.y() == right.y(), "in one line"
    assert form.beside.height() < 400, "no empty gaps"
    left.setFocus()
    QTest.keyClick(left, Qt.Key.Key_Right)
    assert form.chosen["last_name"].value() == 1
    QTest.mouseClick(form.stays.cells[1].words, Qt.MouseButton.LeftButton)
    assert form.stays.value() == 1
    QTest.mouseClick(form.chosen["last_name"].cells[0].words, Qt.MouseButton.LeftButton)
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert client_sheet(reader, double).name == "Nora Whitcombe"


def test_all_likely_duplicates_are_listed(
    clients: ClientsPage, busy: Busy, double: UUID, settled: Settled
) -> None:
    clients.duplicates.click()
    settled()
    (sheet,) = sheets_in(clients)
    assert isinstance(sheet, DuplicatesSheet)
    (key,) = sheet.rows.keys()
    assert sheet.words.text() == "1 pair, the likeliest first."
    buttons = {button.text(): button for button in sheet.findChildren(QPushButton)}
    sheet.rows.acted.emit(key)
    settled()
    form = sheets_in(clients)[-1]
    assert isinstance(form, MergeSheet)
    form.reject()
    for _ in range(2):
        buttons["They are two"].click()
    assert sheet.is_held
    settled()
    assert not sheet.is_held
    assert sheet.rows.keys() == []
    with busy.workspace.read() as reader:
        said = [row for row in events(reader, EventFilter()).rows if row.action == "kept apart"]
    assert len(said) == 1, "pressed twice, written once"
