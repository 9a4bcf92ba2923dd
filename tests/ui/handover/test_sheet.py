"""Handing over by the window: what stands there, who takes it, what will happen, done, and undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.clients.commands import ClientDetails, add_client
from app.contactlog.queries import untold_developments
from app.hours.commands import NewAbsence, add_absence
from app.hours.queries import absences
from app.matters.commands import MatterDetails, open_matter
from app.matters.queries import list_matters
from app.owed.handover.left_with import left_with
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.workspace import Workspace
from ui.handover.sheet import HandOverSheet
from ui.kit.dialogs import Question
from ui.kit.sheet import sheets_in
from ui.settings.page import FirmPage
from ui.settings.person_form import PersonForm

Settled = Callable[[], None]


@pytest.fixture
def people(workspace: Workspace) -> dict[str, UUID]:
    with workspace.write() as tx:
        found = {
            name: add_colleague(tx, NewColleague(name, Role.LAWYER)) for name in ("Nora Brandt", "Max Stone")
        }
        client = add_client(tx, ClientDetails(first_name="Ida", last_name="Whitcombe"))
        nora = found["Nora Brandt"]
        for title in ("Lease", "Will"):
            open_matter(tx, MatterDetails(title, (client,), responsible_id=nora, point_of_contact_id=nora))
    return found


@pytest.fixture
def page(people: dict[str, UUID], workspace: Workspace, qtbot: QtBot, settled: Settled) -> FirmPage:
    assert people
    made = FirmPage(workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    settled()
    return made


def _opened(page: FirmPage, nora: UUID, settled: Settled) -> HandOverSheet:
    page.people.rows.opened.emit(nora)
    settled()
    form = next(one for one in sheets_in(page.window()) if isinstance(one, PersonForm))
    form.hand_over_button.click()
    settled()
    return next(one for one in sheets_in(page.window()) if isinstance(one, HandOverSheet))


def test_all_goes_to_one_and_comes_back(
    page: FirmPage, workspace: Workspace, people: dict[str, UUID], settled: Settled
) -> None:
    nora, max_ = people["Nora Brandt"], people["Max Stone"]
    sheet = _opened(page, nora, settled)
    assert sheet.what.text() == "In Nora Brandt's name, as far as you may see: 2 matters."
    assert nora not in sheet.heir.values()
    sheet.apply("")
    assert sheet.form.problem_texts() == {"heir": "Please say who takes over."}
    sheet.heir.set_value(max_)
    settled()
    assert sheet.outlook.text() == "2 matters go to Max Stone. 1 client is to be told."
    sheet.why.setText("parental leave")
    sheet.apply("")
    settled()
    with workspace.read() as reader:
        assert left_with(reader, nora).nothing
        assert len(untold_developments(reader)) == 2
    assert page.messages.accessibleName() == "2 matters went to Max Stone. 1 client is to be told."
    page.messages._on_link_clicked()
    settled()
    with workspace.read() as reader:
        assert len(left_with(reader, nora).matters) == 2
        assert not untold_developments(reader)


def test_matter_by_matter(
    page: FirmPage, workspace: Workspace, people: dict[str, UUID], settled: Settled
) -> None:
    nora, max_ = people["Nora Brandt"], people["Max Stone"]
    sheet = _opened(page, nora, settled)
    sheet.share.fold.click()
    lease = sheet.share.rows.keys()[0]
    sheet.share.rows.select(lease)
    sheet.share.to.set_value(max_)
    sheet.share.give.click()
    assert sheet.share.of_matter() == {lease: max_}
    kept = sheet.share.kept()
    sheet.share.rows.acted.emit(lease)
    assert sheet.share.of_matter() == {}
    sheet.share.show_kept(kept)
    assert sheet.share.of_matter() == {lease: max_}
    sheet.apply("")
    settled()
    with workspace.read() as reader:
        rows = {row.id: row.point_of_contact_id for row in list_matters(reader)}
        assert sorted(rows.values(), key=str) == sorted([max_, nora], key=str)
        assert isinstance(lease, UUID)
        assert rows[lease] == max_


def test_the_clients_of_who_is_away_hear_of_it_only_where_asked(
    page: FirmPage, workspace: Workspace, people: dict[str, UUID], settled: Settled
) -> None:
    nora, max_ = people["Nora Brandt"], people["Max Stone"]
    with workspace.write() as tx:
        add_absence(tx, NewAbsence(nora, tx.today, tx.today + timedelta(days=10), max_))
    settled()
    with workspace.read() as reader:
        (absence,) = absences(reader, reader.today, reader.today)
        assert not untold_developments(reader), "nobody asked"
        assert {row.point_of_contact_id for row in list_matters(reader)} == {nora}, "nothing is rewritten"
    page.doings.tell_of_absence(absence)
    settled()
    question = next(one for one in sheets_in(page.window()) if isinstance(one, Question))
    question.apply("")
    settled()
    with workspace.read() as reader:
        words = {one.plain_words for one in untold_developments(reader)}
        assert words == {
            "Nora Brandt is away until Thursday 3 December. In that time Max Stone looks after your matter."
        }
    page.messages._on_link_clicked()
    settled()
    with workspace.read() as reader:
        assert not untold_developments(reader)


def test_the_preview_follows_the_day_that_is_typed(
    page: FirmPage, workspace: Workspace, people: dict[str, UUID], settled: Settled
) -> None:
    sheet = _opened(page, people["Nora Brandt"], settled)
    sheet.heir.set_value(people["Max Stone"])
    settled()
    now = "2 matters go to Max Stone. 1 client is to be told."
    assert sheet.outlook.text() == now
    sheet.on.setFocus()
    QTest.keyClicks(sheet.on, "30 Nov")
    settled()
    assert sheet.outlook.text() == f"{now} Clients reach them from 30 November 2026 on."
    sheet.on.selectAll()
    QTest.keyClicks(sheet.on, "2026-11-20")
    settled()
    assert "Clients reach them" not in sheet.outlook.text()
    assert sheet.outlook.text() != now, "a day that is over asks for more"
    sheet.on.selectAll()
    QTest.keyClicks(sheet.on, "someday")
    settled()
    assert sheet.outlook.text() == "", "of no day nothing is foreseen"
    sheet.on.clear()
    settled()
    assert sheet.outlook.text() == now
