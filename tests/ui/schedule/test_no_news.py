"""The "no news" update, seasons of silence, and the list of who was told nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.channels.words import Channel
from app.contactlog.queries import entries
from app.matters.developments import NewDevelopment, add_development
from app.matters.words import DevelopmentKind
from tests.ui.busy_firm import at
from ui.kit.dialogs import Question
from ui.kit.labels import Label
from ui.kit.sheet import sheets_in
from ui.reports.paper_sheet import PaperSheet
from ui.schedule.no_news import NoNewsForm, load_no_news, open_no_news
from ui.schedule.plan_form import load_plan
from ui.schedule.silence_form import SilenceForm
from ui.schedule.untold_page import UntoldPage
from ui.shell.requests import LogContactRequest, OpenMatter

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


def _given(busy: Busy, matter: str) -> int:
    with busy.workspace.read() as reader:
        return sum(one.is_update for one in entries(reader, matter_id=busy.matters[matter]))


def _newest(window: QWidget) -> NoNewsForm:
    form = sheets_in(window)[-1]
    assert isinstance(form, NoNewsForm)
    return form


def test_enter_saves_what_was_opened_filled(busy: Busy, window: QWidget, settled: Settled) -> None:
    before = _given(busy, "okafor")
    open_no_news(window, busy.workspace, busy.matters["okafor"])
    settled()
    form = _newest(window)
    assert form.summary.text().startswith("There has been nothing new in your matter since ")
    assert window.focusWidget() is form.accept_button
    QTest.keyClick(form.accept_button, Qt.Key.Key_Return)
    settled()
    assert sheets_in(window) == []
    assert _given(busy, "okafor") == before + 1
    with busy.workspace.read() as reader:
        newest = entries(reader, matter_id=busy.matters["okafor"], limit=1)[0]
    assert (newest.is_update, newest.tags) == (True, ("no news",))


def test_the_words_and_the_channel_can_be_changed(busy: Busy, window: QWidget, settled: Settled) -> None:
    form = NoNewsForm(window, busy.workspace, load_no_news(busy.workspace, busy.matters["okafor"]))
    form.open()
    form.channel.set_value(Channel.PHONE)
    form.summary.setText("Told her that all is quiet until the inspection.")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        newest = entries(reader, matter_id=busy.matters["okafor"], limit=1)[0]
    assert (newest.channel, newest.summary) == (
        Channel.PHONE,
        "Told her that all is quiet until the inspection.",
    )


def _news(busy: Busy, matter: str, words: str) -> None:
    with busy.workspace.write() as tx:
        new = NewDevelopment(busy.matters[matter], DevelopmentKind.OTHER, tx.now, words, essential=False)
        add_development(tx, new)


def test_words_that_come_back_tell_what_they_told(busy: Busy, window: QWidget, settled: Settled) -> None:
    _news(busy, "okafor", "The file was copied.")
    form = NoNewsForm(window, busy.workspace, load_no_news(busy.workspace, busy.matters["okafor"]))
    form.open()
    settled()
    form.summary.setText("The file was copied, and nothing else has happened.")
    form.drop()
    settled()
    _news(busy, "okafor", "The archive answered.")
    before = _given(busy, "okafor")
    again = NoNewsForm(window, busy.workspace, load_no_news(busy.workspace, busy.matters["okafor"]))
    again.open()
    settled()
    assert again.summary.text() == "The file was copied, and nothing else has happened."
    again.apply("")
    settled()
    assert "has changed since this was written" in again.form.problem_texts()["summary"]
    assert _given(busy, "okafor") == before, "what the words do not say is not marked as told"
    again._leave()
    settled()
    fresh = NoNewsForm(window, busy.workspace, load_no_news(busy.workspace, busy.matters["okafor"]))
    fresh.open()
    settled()
    assert "The archive answered." in fresh.summary.text()
    fresh.apply("")
    settled()
    assert _given(busy, "okafor") == before + 1


def test_with_news_to_tell_it_cannot_be_saved(busy: Busy, window: QWidget) -> None:
    matter = busy.matters["marsh"]
    with busy.workspace.write() as tx:
        add_development(tx, NewDevelopment(matter, DevelopmentKind.RULING, tx.now, "The motion was granted."))
    form = NoNewsForm(window, busy.workspace, load_no_news(busy.workspace, matter))
    form.open()
    assert not form.accept_button.isEnabled()
    assert "The motion was granted." in form.news.accessibleName()


def test_what_the_client_asked_is_named_before_anything_is_saved(
    busy: Busy, window: QWidget, settled: Settled
) -> None:
    matter = busy.matters["okafor"]
    form = NoNewsForm(window, busy.workspace, load_no_news(busy.workspace, matter))
    form.open()
    busy.asks("when", at(23, 8), "okafor", "When is the hearing?")
    before = _given(busy, "okafor")
    form.apply("")
    settled()
    assert "waits for an answer" in form.form.problem_texts()["summary"], "it came in while this was open"
    assert "When is the hearing?" in form.asked.accessibleName()
    form.apply("")
    question = sheets_in(window)[-1]
    assert isinstance(question, Question)
    assert "When is the hearing?" in " ".join(one.text() for one in question.findChildren(Label))
    question.reject()
    settled()
    assert _given(busy, "okafor") == before
    form.apply("")
    question = sheets_in(window)[-1]
    question.apply("")
    settled()
    assert _given(busy, "okafor") == before + 1


def test_the_answer_comes_first(busy: Busy, page: UntoldPage, settled: Settled) -> None:
    busy.asks("when", at(23, 8), "okafor", "When is the hearing?")
    asked: list[object] = []
    page.requested.connect(asked.append)
    form = NoNewsForm(page, busy.workspace, load_no_news(busy.workspace, busy.matters["okafor"]))
    form.open()
    settled()
    form.summary.setText("Nothing has happened since, and nothing will this year.")
    form.apply("")
    question = sheets_in(page.window())[-1]
    question.apply("Answer it…")
    settled()
    (request,) = asked
    assert isinstance(request, LogContactRequest)
    assert (request.matter_id, request.answers_id) == (busy.matters["okafor"], busy.entries["when"])
    assert sheets_in(page.window()) == []
    again = NoNewsForm(page, busy.workspace, load_no_news(busy.workspace, busy.matters["okafor"]))
    again.open()
    settled()
    assert again.summary.text() == "Nothing has happened since, and nothing will this year."


def test_a_season_of_silence_is_agreed_and_ended(busy: Busy, window: QWidget, settled: Settled) -> None:
    matter = busy.matters["okafor"]
    desk = load_plan(busy.workspace, matter).desk
    form = SilenceForm(window, busy.workspace, desk, matter, busy.update_due("okafor"))
    form.open()
    form.last.setText("15 January 2027")
    assert form.after.accessibleName() == (
        "Nothing is owed until Friday 15 January 2027. The next update is due Tuesday 19 January 2027."
    )
    form.apply("")
    settled()
    assert set(form.form.problem_texts()) >= {"reason", "agreed_with"}
    form.reason.setText("the case is stayed")
    form.who.setText("Grace Okafor, by phone")
    form.said_on.setText("yesterday")
    form.apply("")
    settled()
    due = busy.update_due("okafor")
    assert (due.due_on, due.silent and due.silent.reason) == (date(2027, 1, 19), "the case is stayed")
    assert (due.silent.agreed_with, due.silent.said_on) == ("Grace Okafor, by phone", date(2026, 11, 22))
    again = SilenceForm(window, busy.workspace, desk, matter, due)
    again.open()
    said = [one.text() for one in again.findChildren(Label)]
    assert any("Agreed with Grace Okafor, by phone on Sun 22 Nov" in one for one in said)
    again.end_button.click()
    settled()
    assert busy.update_due("okafor").silent is None


@pytest.mark.parametrize(
    ("field", "words"), [("first", "someday"), ("last", "someday"), ("last", ""), ("said_on", "someday")]
)
def test_a_silence_without_days_is_refused(busy: Busy, window: QWidget, field: str, words: str) -> None:
    matter = busy.matters["okafor"]
    form = SilenceForm(window, busy.workspace, load_plan(busy.workspace, matter).desk, matter, None)
    form.open()
    form.last.setText("15 January 2027")
    form.reason.setText("abroad")
    form.who.setText("Grace Okafor")
    getattr(form, field).setText(words)
    form.apply("")
    assert field in form.form.problem_texts()


@pytest.fixture
def page(qtbot: QtBot, busy: Busy, settled: Settled) -> UntoldPage:
    made = UntoldPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    made.refresh()
    settled()
    return made


def test_the_list_is_worked_through_by_keyboard(busy: Busy, page: UntoldPage, settled: Settled) -> None:
    assert page.title.text() == "Not updated in November 2026"
    view = page._view
    assert view is not None
    count = view.count
    assert page.rows.current_key() in view.rows
    first = next(key for key, row in view.rows.items() if not row.next_action.startswith("Tell"))
    assert page.rows.select(first)
    QTest.keyClick(page.rows, Qt.Key.Key_Return)
    settled()
    form = _newest(page)
    QTest.keyClick(form.accept_button, Qt.Key.Key_Return)
    question = sheets_in(page.window())[-1]
    assert isinstance(question, Question), "the client waits for an answer"
    question.apply("")
    settled()
    page.mark_stale()
    settled()
    assert page._view is not None
    assert page._view.count == count - 1
    assert first not in page._view.rows


def test_it_opens_the_matter_logs_a_contact_and_turns_the_months(
    page: UntoldPage, settled: Settled, qtbot: QtBot
) -> None:
    asked: list[object] = []
    page.requested.connect(asked.append)
    QTest.keyClick(page.rows, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.log_button.click()
    opened, logged = asked
    assert isinstance(opened, OpenMatter)
    assert isinstance(logged, LogContactRequest)
    assert (logged.matter_id, logged.is_update) == (opened.matter_id, True)
    assert not page.after.isEnabled()
    page.before.click()
    settled()
    assert page.title.text() == "Not updated in October 2026"
    assert page.after.isEnabled()


def test_a_double_click_turns_two_months_and_none_that_is_not_yet(page: UntoldPage, settled: Settled) -> None:
    page.before.click()
    page.before.click()
    settled()
    assert page.title.text() == "Not updated in September 2026"
    for _ in range(4):
        page.after.click()
    settled()
    assert page.title.text() == "Not updated in November 2026"


def test_no_contact_is_logged_of_no_row(busy: Busy, qtbot: QtBot, settled: Settled) -> None:
    """Not read yet; and where there is nobody in the list."""
    asked: list[object] = []
    page = UntoldPage(busy.workspace)
    qtbot.addWidget(page)
    page.requested.connect(asked.append)
    assert not page.log_button.isEnabled()
    page.log_current()
    assert asked == []
    page.show()
    settled()
    assert page.log_button.isEnabled()
    for _ in range(40):
        page.turn(-1)
    settled()
    assert page._view is not None
    assert (list(page.rows.keys()), page.log_button.isEnabled()) == ([], False)
    page.log_current()
    assert asked == []


def test_it_is_printed(page: UntoldPage, settled: Settled) -> None:
    page.print_list()
    settled()
    sheet = sheets_in(page)[-1]
    assert isinstance(sheet, PaperSheet)
    assert sheet.accept_button.isEnabled()


def test_a_row_without_a_schedule_offers_to_set_one(page: UntoldPage, settled: Settled) -> None:
    assert page._view is not None
    bare = next(one for one in page._view.rows.values() if one.sets_schedule)
    row = next(row for group in page._view.groups for row in group.rows if row.key == bare.matter.id)
    assert (row.text, row.action) == ("Set an update schedule", "Set schedule")
    page.tell(bare.matter.id)
    settled()
    assert [type(sheet).__name__ for sheet in sheets_in(page.window())] == ["PlanForm"]
