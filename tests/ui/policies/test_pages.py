"""Policies and training in the window: from the starter set to who has read what, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.kernel.rights import Right
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.policies.commands import (
    PolicyForm,
    acknowledge_policy,
    draft_policy,
    keep_policy,
    put_in_force,
)
from app.policies.kept import KeepingRow
from app.policies.queries import acknowledgements_outstanding, policy
from app.policies.training import sessions
from app.policies.training_commands import NewSession, add_session, set_subject
from app.policies.words import PolicyState
from app.workspace import Workspace
from ui.kit.dialogs import Question
from ui.kit.row_model import Row
from ui.kit.sheet import sheets_in
from ui.policies.forms import ForceForm, KeepingForm, ReviewForm, WordsForm
from ui.policies.load import policies_stand, training_stand
from ui.policies.page import PoliciesPage
from ui.policies.read_sheet import ReadSheet
from ui.policies.record_sheet import RecordSheet
from ui.policies.training_forms import AttendanceForm, SessionForm
from ui.policies.training_page import TrainingPage
from ui.policies.versions_sheet import PolicyVersions
from ui.today.page import TodayPage

Settled = Callable[[], None]
TODAY = date(2026, 11, 23)
KEYS = "# Keys\nNobody lends a key.\n- A lost key is told at once."


def in_force(workspace: Workspace, title: str = "Keys", text: str = KEYS, of: UUID | None = None) -> UUID:
    with workspace.write() as tx:
        made = draft_policy(tx, PolicyForm(title, text), "Clearer", of)
        put_in_force(tx, made)
    return made


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot, settled: Settled) -> PoliciesPage:
    made = PoliciesPage(workspace)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    settled()
    return made


def again(page: PoliciesPage | TrainingPage, settled: Settled) -> None:
    page.mark_stale()
    settled()


def test_the_starter_set_is_taken_over_and_one_of_it_put_in_force(
    page: PoliciesPage, workspace: Workspace, settled: Settled
) -> None:
    page.take_over()
    (question,) = sheets_in(page)
    assert isinstance(question, Question)
    question.apply("")
    settled()
    again(page, settled)
    assert page.rows._model.rowCount() == 8
    assert "acknowledged within" in page.text.words() or page.name.text()
    page.force_button.click()
    (form,) = sheets_in(page)
    assert isinstance(form, ForceForm)
    form.apply("")
    settled()
    again(page, settled)
    assert page.chosen is not None
    assert page.chosen.state is PolicyState.IN_FORCE
    assert not page.force_button.isVisible()


def test_a_policy_is_written_and_a_mistake_in_it_told_by_its_place(
    page: PoliciesPage, workspace: Workspace, settled: Settled
) -> None:
    page.new_policy()
    (form,) = sheets_in(page)
    assert isinstance(form, WordsForm)
    form.name.setText("Keys")
    form.text.setText("Call {{firm.telephone}}.")
    form.apply("")
    settled()
    assert "line 1" in form.form.problem_texts()["text"]
    form.text.setText(KEYS)
    form.apply("")
    settled()
    again(page, settled)
    assert page.name.text() == "Keys"
    assert page.text.words().splitlines() == ["Keys", "Nobody lends a key.", "•  A lost key is told at once."]


def test_versions_stand_side_by_side_and_marks_are_no_colours_alone(
    page: PoliciesPage, workspace: Workspace, settled: Settled
) -> None:
    made = in_force(workspace)
    in_force(workspace, text=KEYS.replace("lends", "ever lends"), of=made)
    again(page, settled)
    page.show_versions()
    settled()
    (sheet,) = sheets_in(page)
    assert isinstance(sheet, PolicyVersions)
    assert "+ever+" in sheet.text.words()
    sheet.how.set_value(False)
    sheet._show_chosen()
    assert "Nobody ever lends a key." in sheet.text.words()
    sheet.rows.select(1)
    sheet.how.set_value(True)
    settled()
    assert "Nobody lends a key." in sheet.text.words()


def test_what_waits_is_read_from_today_one_after_the_other(
    workspace: Workspace, qtbot: QtBot, settled: Settled
) -> None:
    first = in_force(workspace)
    in_force(workspace, "Mail", "Mail is opened by two.")
    with workspace.write() as tx:
        acknowledge_policy(tx, first)
    in_force(workspace, text=KEYS.replace("lends", "ever lends"), of=first)
    today = TodayPage(workspace)
    qtbot.addWidget(today)
    today.show()
    settled()
    assert today.reading.accessibleName() == "2 policies to read."
    today._on_reading_clicked()
    settled()
    (sheet,) = sheets_in(today)
    assert isinstance(sheet, ReadSheet)
    assert sheet.title.text() == "Keys (1 of 2)"
    assert "+ever+" in sheet.text.words(), "what changed since it was read"
    for _ in range(2):
        QTest.keyClick(sheet.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.is_held
    following = next(button for button in sheet.findChildren(QPushButton) if button.text() == "Next")
    following.click()
    assert sheet.title.text() == "Keys (1 of 2)", "what is being saved stays in sight"
    settled()
    assert (sheet.is_held, sheet.title.text()) == (False, "Mail")
    with workspace.read() as reader:
        assert len(acknowledgements_outstanding(reader)) == 1, "pressed twice, read once"
    assert not sheet.how.isVisible()
    sheet.apply("")
    settled()
    assert sheets_in(today) == []
    with workspace.read() as reader:
        assert acknowledgements_outstanding(reader) == ()
    today.mark_stale()
    settled()
    assert not today.reading.isVisible()


def test_who_has_read_it_and_who_signed_on_paper(
    page: PoliciesPage, workspace: Workspace, settled: Settled
) -> None:
    with workspace.write() as tx:
        ann = add_colleague(tx, NewColleague("Ann", Role.STAFF))
    made = in_force(workspace)
    again(page, settled)
    page.show_record()
    settled()
    (sheet,) = sheets_in(page)
    assert isinstance(sheet, RecordSheet)
    assert sheet.said.text() == "0 of 2 who are asked have acknowledged it."
    offered = {
        row.key: row.action
        for row in (sheet.rows._model.item(line) for line in range(sheet.rows._model.rowCount()))
        if isinstance(row, Row)
    }
    assert offered == {ann: "Signed on paper", workspace.actor: ""}, "nobody notes a paper of their own"
    sheet.rows.acted.emit(workspace.actor)
    assert sheets_in(page) == [sheet]
    sheet.rows.acted.emit(ann)
    question = sheets_in(page)[-1]
    assert isinstance(question, Question)
    question.apply("")
    settled()
    assert sheet.said.text() == "1 of 2 who are asked have acknowledged it."
    with workspace.read() as reader:
        assert [one.on_paper for one in policy(reader, made).reads] == [True]


def test_who_keeps_it_and_a_look_at_it(page: PoliciesPage, workspace: Workspace, settled: Settled) -> None:
    with workspace.write() as tx:
        ann = add_colleague(tx, NewColleague("Ann", Role.LAWYER))
    made = in_force(workspace)
    again(page, settled)
    page.open_form(KeepingForm)
    (form,) = sheets_in(page)
    assert isinstance(form, KeepingForm)
    form.responsible.set_value(ann)
    form.every.set_value(3)
    form.everyone.setChecked(False)
    form.roles["lawyer"].setChecked(True)
    form.apply("")
    settled()
    again(page, settled)
    page.review()
    (look,) = sheets_in(page)
    assert isinstance(look, ReviewForm)
    look.findings.setText("Still right.")
    look.apply("")
    settled()
    with workspace.read() as reader:
        found = policy(reader, made)
        assert found.keeping.responsible_id == ann
        assert found.keeping.audience.roles == {"lawyer"}
        assert found.next_review == date(2027, 2, 23)
        assert policies_stand(reader).words == "1 in force, 1 still to acknowledge"


def test_a_session_is_noted_and_put_right(workspace: Workspace, qtbot: QtBot, settled: Settled) -> None:
    with workspace.write() as tx:
        ann = add_colleague(tx, NewColleague("Ann", Role.STAFF))
        subject = set_subject(tx, "Fire", 12)
        add_session(tx, NewSession(subject, TODAY - timedelta(days=370), attended=(ann,)))
    page = TrainingPage(workspace)
    qtbot.addWidget(page)
    page.show()
    settled()
    rows = [page.rows._model.item(line) for line in range(page.rows._model.rowCount())]
    assert [row.title for row in rows if isinstance(row, Row)] == ["Ann", "Fire", "Fire"]
    page.new_session()
    (form,) = sheets_in(page)
    assert isinstance(form, SessionForm)
    form.trainer.setText("Otto")
    form.apply("")
    settled()
    again(page, settled)
    with workspace.read() as reader:
        newest = sessions(reader)[0]
        assert training_stand(reader).late
    page._on_rows_opened(("session", newest.id))
    (there,) = sheets_in(page)
    assert isinstance(there, AttendanceForm)
    QTest.keyClicks(there.attended._edit, "Ann")
    there.apply("")
    settled()
    with workspace.read() as reader:
        assert [name for _, name in sessions(reader)[0].attended] == ["Ann"]
        assert not training_stand(reader).late


def test_a_version_to_come_says_so_and_can_be_moved(
    page: PoliciesPage, workspace: Workspace, settled: Settled
) -> None:
    made = in_force(workspace)
    with workspace.write() as tx:
        draft_policy(tx, PolicyForm("Keys", KEYS + "\nCards, too."), "Cards", made)
        put_in_force(tx, made, TODAY + timedelta(days=7))
    again(page, settled)
    assert "version 2 from 30 November 2026 on" in page.facts.text()
    assert page.force_button.isVisible()
    page.open_form(ForceForm)
    (form,) = sheets_in(page)
    assert isinstance(form, ForceForm)
    form.apply("")
    settled()
    with workspace.read() as reader:
        force = policy(reader, made).force
        assert force is not None
        assert force.number == 2


def test_a_look_that_is_due_is_opened_from_today(
    workspace: Workspace, qtbot: QtBot, settled: Settled
) -> None:
    with workspace.write() as tx:
        made = draft_policy(tx, PolicyForm("Keys", KEYS))
        put_in_force(tx, made, TODAY - timedelta(days=400))
        keep_policy(tx, made, KeepingRow(responsible_id=tx.actor))
    today = TodayPage(workspace)
    qtbot.addWidget(today)
    today.show()
    settled()
    went: list[tuple[str, object]] = []
    today.navigate_requested.connect(lambda where, arg: went.append((where, arg)))
    today.doings.act(("duty", made))
    assert went == [("policies", made)]


def test_who_only_reads_writes_nothing_here(
    workspace: Workspace, qtbot: QtBot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_force(workspace)
    monkeypatch.setattr(type(workspace), "may", lambda self, right: False)
    page = PoliciesPage(workspace)
    qtbot.addWidget(page)
    page.show()
    settled()
    assert not page.new_button.isEnabled()
    assert not page.change_button.isEnabled()
    assert page.record_button.isEnabled()


def test_who_may_not_note_it_is_not_offered_that_somebody_signed_on_paper(
    page: PoliciesPage, workspace: Workspace, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace.write() as tx:
        ann = add_colleague(tx, NewColleague("Ann", Role.STAFF))
    in_force(workspace)
    again(page, settled)
    monkeypatch.setattr(type(workspace), "may", lambda self, right: right is not Right.FIRM)
    page.show_record()
    settled()
    (sheet,) = sheets_in(page)
    assert isinstance(sheet, RecordSheet)
    rows = [sheet.rows._model.item(line) for line in range(sheet.rows._model.rowCount())]
    assert [row.action for row in rows if isinstance(row, Row)] == ["", ""]
    sheet.rows.acted.emit(ann)
    assert sheets_in(page) == [sheet]
