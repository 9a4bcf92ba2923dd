"""Concerns in the window: flagged from a contact, ticked off, given on, closed; on Today and the matter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.concerns.commands import raise_concern
from app.concerns.course import close_concern
from app.concerns.forms import NewConcern, NewStep
from app.concerns.queries import concerns
from app.concerns.settings import concern_rules
from app.concerns.sheet import concern_sheet
from app.concerns.steps import take_step
from app.concerns.words import Cause, Ending, Stage, StepKind
from app.contactlog.queries import follow_ups
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.workspace import Workspace
from ui.care.matter_tab import MatterCare
from ui.concerns.concern_sheet import ConcernView, open_concern
from ui.concerns.course_forms import CloseForm, EscalateForm, ReopenForm
from ui.concerns.flagging import open_flag
from ui.concerns.page import ConcernsPage
from ui.concerns.raise_form import ChangeForm, RaiseForm
from ui.concerns.room import how_it_stands
from ui.concerns.rules_form import RulesForm, open_rules
from ui.concerns.step_form import StepForm
from ui.contactlog.about import Whom
from ui.kit.chips import Tone
from ui.kit.people import Person
from ui.kit.row_model import Row
from ui.kit.sheet import sheets_in
from ui.letters.letter_sheet import LetterSheet
from ui.today.page import TodayPage

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]
SAID = "Nobody calls back"


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> ConcernsPage:
    made = ConcernsPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    settled()
    return made


@pytest.fixture
def concern(busy: Busy) -> UUID:
    with busy.workspace.write() as tx:
        day = tx.today - timedelta(days=5)
        new = NewConcern(SAID, Cause.LATE_REPLY, matter_id=busy.matters["whitcombe"], raised_on=day)
        return raise_concern(tx, new)


def shown(page: ConcernsPage, busy: Busy, settled: Settled, concern: UUID) -> ConcernView:
    view = open_concern(page, busy.workspace, concern)
    settled()
    return view


def top(page: Any) -> Any:
    return sheets_in(page)[-1]


def rows(view: Any) -> list[Row]:
    model = view.rows._model
    return [one for line in range(model.rowCount()) if isinstance(one := model.item(line), Row)]


def test_an_empty_list_says_a_kind_sentence_and_a_new_one_is_kept(
    page: ConcernsPage, busy: Busy, settled: Settled
) -> None:
    page.new_concern()
    settled()
    form = top(page)
    assert isinstance(form, RaiseForm)
    form.accept_button.click()
    settled()
    assert "type a client or a matter" in form.form.problem_texts()["client"]
    form.whom.field.set_key(Whom(busy.matters["whitcombe"], None), "Whitcombe v. Larkspur")
    form.accept_button.click()
    settled()
    assert "write what the concern is" in form.form.problem_texts()["how"]
    form.how.setText(SAID)
    form.cause.set_value(Cause.LATE_REPLY)
    form.accept_button.click()
    settled()
    assert sheets_in(page) == []
    with busy.workspace.read() as reader:
        (row,) = concerns(reader)
    assert (row.client, row.facts.how, row.facts.cause) == ("Nora Whitcombe", SAID, Cause.LATE_REPLY)
    page.mark_stale()
    settled()
    assert page.table.model().rowCount() == 1


def test_a_contact_is_flagged_and_flagged_again_it_is_the_same(
    page: ConcernsPage, busy: Busy, settled: Settled
) -> None:
    open_flag(page, busy.workspace, busy.entries["asks"])
    settled()
    form = top(page)
    assert isinstance(form, RaiseForm)
    form.how.setText("She sounded tired of asking")
    QTest.keyClick(form.how, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    with busy.workspace.read() as reader:
        (row,) = concerns(reader)
    assert (row.facts.entry_id, row.facts.cause) == (busy.entries["asks"], Cause.TONE)
    open_flag(page, busy.workspace, busy.entries["asks"])
    settled()
    assert isinstance(top(page), ConcernView)


def test_steps_are_ticked_off_by_keyboard_put_right_and_taken_back(
    page: ConcernsPage, busy: Busy, settled: Settled, concern: UUID
) -> None:
    view = shown(page, busy, settled, concern)
    first = rows(view)[0]
    assert (first.title, first.action, first.chips[0].tone) == ("Acknowledged", "Tick off…", Tone.SOON)
    view.rows.select_first()
    QTest.keyClick(view.rows, Qt.Key.Key_Return)
    settled()
    form = top(page)
    assert isinstance(form, StepForm)
    form.said.setText("Called her")
    form.accept_button.click()
    settled()
    first = rows(view)[0]
    assert (first.text, first.action, first.chips[0].tone) == ("Called her", "Correct…", Tone.DONE)
    view.rows.acted.emit(first.key)
    settled()
    form = top(page)
    form.said.setText("Called him")
    form.accept_button.click()
    settled()
    assert "why the step is corrected" in form.form.problem_texts()["reason"]
    form.reason.setText("It was her husband")
    form.accept_button.click()
    settled()
    assert rows(view)[0].text == "Called him · version 2"
    view.rows.acted.emit(rows(view)[0].key)
    settled()
    form = top(page)
    form.reason.setText("It was another client")
    form.back.click()
    settled()
    assert rows(view)[0].action == "Tick off…"
    assert any("taken back: It was another client" in row.text for row in rows(view))


def test_what_was_learned_leads_to_an_action(
    page: ConcernsPage, busy: Busy, settled: Settled, concern: UUID
) -> None:
    view = shown(page, busy, settled, concern)
    view.take(StepKind.LEARNED)
    form = top(page)
    form.said.setText("Calls come back late")
    form.action.setText("go through response times")
    form.due.setText("in 2 weeks")
    form.policy.setText("Response times")
    form.accept_button.click()
    settled()
    with busy.workspace.read() as reader:
        (step,) = concern_sheet(reader, concern).steps
        agreed = follow_ups(reader, matter_id=busy.matters["whitcombe"])
    assert (step.action, step.policy_title) == ("go through response times", "Response times")
    assert step.follow_up_id in {one.id for one in agreed}


def test_of_a_closed_one_the_words_of_a_step_are_put_right_but_not_its_day(
    page: ConcernsPage, busy: Busy, settled: Settled, concern: UUID
) -> None:
    with busy.workspace.write() as tx:
        step = take_step(tx, concern, NewStep(StepKind.LEARNED, note="Calls come back late"))
        close_concern(tx, concern, Ending.WITHDRAWN, "She said so")
    view = shown(page, busy, settled, concern)
    view.put_right(step)
    form = top(page)
    assert not form.on.isEnabled()
    assert not form.policy.isEnabled()
    assert not any(field.isVisibleTo(form) for field in (form.action, form.who, form.due))
    assert not hasattr(form, "back")
    form.said.setText("Calls come back a day late")
    form.reason.setText("To be exact")
    form.accept_button.click()
    settled()
    with busy.workspace.read() as reader:
        assert concern_sheet(reader, concern).steps[0].note == "Calls come back a day late"


def test_it_is_given_on_closed_and_reopened(
    page: ConcernsPage, busy: Busy, settled: Settled, concern: UUID
) -> None:
    view = shown(page, busy, settled, concern)
    view.higher.click()
    form = top(page)
    assert isinstance(form, EscalateForm)
    form.stage.set_value(Stage.OUTSIDE)
    assert form.form.fields()["person"].isHidden()
    form.stage.set_value(Stage.PARTNER)
    form.person.set_value(busy.david)
    form.accept_button.click()
    settled()
    assert view.view is not None
    assert view.view.sheet.row.handler == "David Finch"
    view.end.click()
    form = top(page)
    assert isinstance(form, CloseForm)
    form.accept_button.click()
    settled()
    assert "how it ended" in form.form.problem_texts()["ending"], "nothing is chosen beforehand"
    assert form.without.isHidden(), "it is no formal complaint"
    form.ending.set_value(Ending.WITHDRAWN)
    form.accept_button.click()
    settled()
    assert "closed without" in form.form.problem_texts()["note"]
    form.why.setText("She took it back")
    form.accept_button.click()
    settled()
    assert not view.view.sheet.row.is_open
    assert view.higher.isHidden()
    view.end.click()
    form = top(page)
    assert isinstance(form, ReopenForm)
    form.reason.setText("She called again")
    form.accept_button.click()
    settled()
    assert view.view.sheet.row.is_open


def test_it_becomes_formal_and_is_kept_apart_with_a_reason(
    page: ConcernsPage, busy: Busy, settled: Settled, concern: UUID
) -> None:
    view = shown(page, busy, settled, concern)
    view.edit.click()
    form = top(page)
    assert isinstance(form, ChangeForm)
    form.formal_on.setText("today")
    form.apart.setChecked(True)
    form.accept_button.click()
    settled()
    assert "why the concern is changed" in form.form.problem_texts()["reason"]
    form.reason.setText("Her letter")
    form.accept_button.click()
    settled()
    assert "Final response given in writing" in [row.title for row in rows(view)]
    assert view.view is not None
    assert view.view.sheet.row.facts.apart


def test_the_letter_that_a_complaint_is_owed_is_one_click_away(
    page: ConcernsPage, busy: Busy, settled: Settled, concern: UUID
) -> None:
    assert shown(page, busy, settled, concern).letter.isHidden(), "no formal complaint yet"
    with busy.workspace.write() as tx:
        day = tx.today - timedelta(days=3)
        new = NewConcern(SAID, Cause.FEES, matter_id=busy.matters["lindqvist"], raised_on=day, formal_on=day)
        formal = raise_concern(tx, new)
    for heading, step in (
        ("Your complaint", StepKind.ACKNOWLEDGED),
        ("Our final response", StepKind.FINAL_RESPONSE),
    ):
        shown(page, busy, settled, formal).letter.click()
        settled()
        letter = top(page)
        assert isinstance(letter, LetterSheet)
        assert letter.subject.text().startswith(heading)
        letter.drop()
        settled()
        with busy.workspace.write() as tx:
            take_step(tx, formal, NewStep(step, tx.today))
    assert shown(page, busy, settled, formal).letter.isHidden(), "nothing is owed in writing any more"


def test_the_room_says_how_it_stands(busy: Busy, concern: UUID) -> None:
    with busy.workspace.read() as reader:
        stand = how_it_stands(reader)
    assert stand == ("1 open, the oldest for 5 days", 1, False)


def test_the_firm_sets_its_clocks_and_partners(page: ConcernsPage, busy: Busy, settled: Settled) -> None:
    open_rules(page, busy.workspace)
    settled()
    form = top(page)
    assert isinstance(form, RulesForm)
    form.acknowledge.setValue(1)
    form.partners.set_people([Person(None, "Somebody else")])
    form.accept_button.click()
    assert "choose partners from the list" in form.form.problem_texts()["partners"]
    form.partners.set_people([Person(one, name) for one, name in form._partners.items()])
    form.reason.setText("Sooner")
    partners = set(form._partners)
    form.accept_button.click()
    settled()
    assert sheets_in(page) == []
    with busy.workspace.read() as reader:
        rules = concern_rules(reader)
    assert rules.acknowledge_days == 1
    assert set(rules.partner_ids) == partners


def test_who_reads_only_is_offered_nothing(busy: Busy, qtbot: QtBot, settled: Settled, concern: UUID) -> None:
    with busy.workspace.write() as tx:
        june = add_colleague(tx, NewColleague("June Keller", Role.READ_ONLY))
    reads = Workspace(busy.workspace.vault, busy.workspace.clock, june, busy.workspace.zone)
    page = ConcernsPage(reads)
    qtbot.addWidget(page)
    page.show()
    settled()
    assert not page.new.isEnabled()
    view = open_concern(page, reads, concern)
    settled()
    assert [one.isEnabled() for one in (view.edit, view.higher, view.end)] == [False] * 3
    assert not any(row.action for row in rows(view))
    open_rules(page, reads)
    settled()
    assert not top(page).accept_button.isEnabled()


def test_the_tab_of_a_matter_has_its_concerns_but_those_kept_apart(
    busy: Busy, qtbot: QtBot, settled: Settled, concern: UUID
) -> None:
    from ui.matters.page import MatterPage

    with busy.workspace.write() as tx:
        raise_concern(tx, NewConcern("Quetzalfink", matter_id=busy.matters["whitcombe"], apart=True))
    made = MatterPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    made.show_arg(busy.matters["whitcombe"])
    settled()
    care = made.tabs.care
    assert isinstance(care, MatterCare)
    made.tabs.show_tab(care.accessibleName())
    settled()
    ours = [row for row in rows(care) if isinstance(row.key, tuple) and row.key[0] == "concerns"]
    assert [row.title for row in ours] == [SAID, "A concern or complaint"]
    care.rows.acted.emit(ours[0].key)
    settled()
    assert isinstance(top(made), ConcernView)
    top(made).accept()
    care.rows.acted.emit(ours[1].key)
    settled()
    assert isinstance(top(made), RaiseForm)


def test_today_has_it_and_a_click_opens_it(busy: Busy, qtbot: QtBot, settled: Settled, concern: UUID) -> None:
    made = TodayPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    settled()
    found = [row for row in rows(made) if "Acknowledge the concern" in row.text]
    assert len(found) == 1
    made.rows.acted.emit(found[0].key)
    settled()
    view = top(made)
    assert isinstance(view, ConcernView)
    assert view.concern_id == concern
