"""Feedback in the window: whom to ask, an answer by keyboard, the call, the trend, the matter's tab."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.feedback.commands import NewFeedback, ask_feedback, record_feedback
from app.feedback.figures import feedback_figures
from app.feedback.queries import answers, asks
from app.feedback.rules import Scores as Said
from app.kernel.duty import DutyKind
from app.matters.developments import NewDevelopment, add_development
from app.matters.words import DevelopmentKind
from tests.support import MONDAY
from ui.care.page import CarePage
from ui.feedback.answer_form import AnswerForm
from ui.feedback.ask_form import AskForm
from ui.feedback.page import FeedbackPage
from ui.feedback.rules_form import FeedbackRulesForm
from ui.feedback.scores import Scores
from ui.feedback.trend import chart_of
from ui.kit.formsheet import FormSheet
from ui.kit.sheet import sheets_in
from ui.matters.page import MatterPage
from ui.today.duty_doings import DOINGS

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]
Sheet = TypeVar("Sheet", bound=FormSheet)


def told(busy: Busy, name: str = "whitcombe") -> UUID:
    """The client is told of a ruling; the matter."""
    matter = busy.matters[name]
    with busy.workspace.write() as tx:
        before = MONDAY - timedelta(hours=3)
        news = add_development(tx, NewDevelopment(matter, DevelopmentKind.RULING, before, "The judge ruled"))
        assert news is not None
        said = NewContact(
            Channel.PHONE, Direction.OUT, MONDAY - timedelta(hours=2), "Told", matter_id=matter, tells=(news,)
        )
        log_contact(tx, said)
    return matter


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> FeedbackPage:
    made = FeedbackPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    settled()
    return made


def sheet_of(page: object, kind: type[Sheet]) -> Sheet:
    (sheet,) = sheets_in(page)  # type: ignore[arg-type] # a page of any kind
    assert isinstance(sheet, kind)
    return sheet


def type_into(scores: Scores, keys: str) -> None:
    """A digit at a time: the keyboard goes with what is chosen."""
    for key in keys:
        chosen = scores.focusProxy()
        assert chosen is not None
        QTest.keyClicks(chosen, key)


def test_who_was_told_of_a_ruling_is_asked_from_the_list(
    page: FeedbackPage, busy: Busy, settled: Settled
) -> None:
    matter = told(busy)
    page.mark_stale()
    settled()
    page.todo.select(("ask", matter, matter))
    QTest.keyClick(page.todo, Qt.Key.Key_Return)
    settled()
    sheet_of(page, AskForm).apply("")
    settled()
    page.mark_stale()
    settled()
    with busy.workspace.read() as reader:
        (ask,) = asks(reader)
    assert ("asked", ask.id, matter) in page.todo.keys()  # noqa: SIM118 # no mapping


def test_scores_are_typed_and_a_low_one_is_to_be_called(
    page: FeedbackPage, busy: Busy, settled: Settled
) -> None:
    matter = busy.matters["whitcombe"]
    page.answer(matter)
    settled()
    form = sheet_of(page, AnswerForm)
    for field, keys in ((form.clarity, "2"), (form.timeliness, "5"), (form.recommend, "11")):
        type_into(field, keys)
    assert form.recommend.number() == 10, "a second 1 makes ten"
    form.words.setText("Long letters")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        (answer,) = answers(reader)
    assert answer.scores == Said(2, 5, None, 10)
    page.mark_stale()
    settled()
    page.todo.select(("call", answer.follow_up_id, matter))
    QTest.keyClick(page.todo, Qt.Key.Key_Return)
    settled()
    with busy.workspace.read() as reader:
        assert answers(reader)[0].call_done


def test_backspace_takes_a_score_back(qtbot: QtBot) -> None:
    scores = Scores(1, 5, name="Clarity")
    qtbot.addWidget(scores)
    scores.show()
    type_into(scores, "4")
    assert scores.number() == 4
    type_into(scores, "9")
    assert scores.number() == 4, "there is no nine"
    chosen = scores.focusProxy()
    assert chosen is not None
    QTest.keyClick(chosen, Qt.Key.Key_Backspace)
    assert scores.number() is None


def test_rather_not_is_an_answer(page: FeedbackPage, busy: Busy, settled: Settled) -> None:
    page.answer(busy.matters["whitcombe"])
    settled()
    form = sheet_of(page, AnswerForm)
    form.what.set_value(True)
    assert not form.clarity.isVisible()
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert answers(reader)[0].declined


def test_nothing_said_is_pointed_out_by_its_field(page: FeedbackPage, busy: Busy, settled: Settled) -> None:
    page.answer(busy.matters["whitcombe"])
    settled()
    form = sheet_of(page, AnswerForm)
    form.apply("")
    settled()
    assert list(form.form.problem_texts()) == ["clarity"]


def test_the_trend_makes_no_average_of_three(page: FeedbackPage, busy: Busy, settled: Settled) -> None:
    matter = busy.matters["whitcombe"]
    with busy.workspace.write() as tx:
        for score in (4, 5, 5):
            record_feedback(tx, NewFeedback(matter, Said(score, score, score, 9)))
    page.tabs.show_tab("Trend")
    page.mark_stale()
    settled()
    chart = page.trend.chart.chart()
    assert chart is not None
    assert chart.series[0].bars[0].said == "too few: 3"
    with busy.workspace.write() as tx:
        record_feedback(tx, NewFeedback(matter, Said(4, 4, 4, 9)))
    page.mark_stale()
    settled()
    chart = page.trend.chart.chart()
    assert chart is not None
    assert chart.series[0].bars[0].said == "4.5 (4 answers)"
    page.trend.asked.set_value("Recommend")
    page.trend.by.set_value("Person")
    chart = page.trend.chart.chart()
    assert chart is not None
    assert [one.name for one in chart.series] == ["Promoters", "Detractors"]
    with busy.workspace.read() as reader:
        found = feedback_figures(reader, MONDAY.date(), MONDAY.date())
    assert chart == chart_of("Recommend", found.by_person)


def test_rules_are_changed_with_a_reason(page: FeedbackPage, busy: Busy, settled: Settled) -> None:
    page.change_rules()
    settled()
    form = sheet_of(page, FeedbackRulesForm)
    form.every.setValue(30)
    form.apply("")
    settled()
    assert list(form.form.problem_texts()) == ["reason"]
    form.reason.setText("Clients asked for it")
    form.apply("")
    settled()
    assert not sheets_in(page)


def test_a_matter_shows_its_feedback_and_takes_an_answer(busy: Busy, qtbot: QtBot, settled: Settled) -> None:
    made = MatterPage(busy.workspace)
    qtbot.addWidget(made)
    matter = told(busy, "rowe")
    with busy.workspace.write() as tx:
        ask_feedback(tx, matter)
    made.show_arg(matter)
    made.show()
    settled()
    made.tabs.show_tab("Terms & care")
    settled()
    rows = made.tabs.care.rows
    (key,) = [one for one in rows.keys() if isinstance(one, tuple) and one[0] == "feedback"]  # noqa: SIM118 # no mapping
    rows.select(key)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    settled()
    sheet_of(made, AnswerForm)


def test_it_stands_on_the_page_of_the_firms_own_house(busy: Busy, qtbot: QtBot, settled: Settled) -> None:
    told(busy)
    made = CarePage(busy.workspace)
    qtbot.addWidget(made)
    made.show()
    settled()
    row = made.rows._row(made.rows._model.index(made.rows._model.find("feedback")))
    assert row is not None
    assert row.text == "1 to ask"


def test_a_row_of_today_leads_to_the_page(busy: Busy) -> None:
    assert DutyKind.FEEDBACK in DOINGS


def test_an_empty_list_of_answers_leads_to_who_is_to_be_asked_where_somebody_is(
    busy: Busy, page: FeedbackPage, settled: Settled
) -> None:
    answer = page.none_answered.button
    assert answer is not None
    assert answer.isHidden(), "nobody is to be asked"
    assert page.none_to_do.button is None, "the same button stands at the head"
    told(busy)
    page.mark_stale()
    settled()
    page.tabs.line.setCurrentIndex(1)
    answer.click()
    assert page.tabs.line.currentIndex() == 0
    page.rules.click()
    settled()
    assert [type(one).__name__ for one in sheets_in(page.window())] == ["FeedbackRulesForm"]
