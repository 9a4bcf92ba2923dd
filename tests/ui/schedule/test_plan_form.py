"""The form of an update schedule says at once when the next update is due (D1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.schedule.commands import NewPlan, set_plan
from app.schedule.defaults import set_default
from app.schedule.rhythm import parse_rhythm
from app.schedule.words import IntervalUnit, UpdateFormat, UpdateState
from tests.ui.busy_firm import at
from ui.kit.dialogs import Question
from ui.kit.labels import Label
from ui.kit.sheet import sheets_in
from ui.schedule.excuse_form import ExcuseForm
from ui.schedule.plan_form import PlanForm, load_plan

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


@pytest.mark.parametrize(
    ("every", "start", "said"),
    [
        ("week", "", "Next update Monday 30 November"),
        ("fortnight", "", "Next update Monday 7 December"),
        ("5 working days", "", "Next update Wednesday 2 December"),
        ("month", "26 Oct", "Next update Wednesday 25 November"),
        ("week", "2 Nov", "The next update was due Monday 9 November"),
    ],
)
def test_the_next_day_is_shown_while_one_types(
    busy: Busy, window: QWidget, every: str, start: str, said: str
) -> None:
    form = PlanForm(window, busy.workspace, load_plan(busy.workspace, busy.matters["marsh"]))
    form.open()
    form.every.setText(every)
    form.start.setText(start)
    assert form.next.accessibleName().startswith(said)


@pytest.mark.parametrize(
    ("every", "start", "why"),
    [
        ("month", "26 Oct", "Thu 26 Nov is a holiday (Thanksgiving Day), so it is the working day before."),
        ("10 days", "18 Nov", "Sat 28 Nov is no working day, so it is the working day before."),
        ("week", "2 Nov", ""),
    ],
)
def test_a_day_that_was_moved_says_why(busy: Busy, window: QWidget, every: str, start: str, why: str) -> None:
    form = PlanForm(window, busy.workspace, load_plan(busy.workspace, busy.matters["marsh"]))
    form.open()
    form.every.setText(every)
    form.start.setText(start)
    assert form.next.accessibleName().partition("). ")[2] == why


def test_saving_gives_the_day_that_was_shown(busy: Busy, window: QWidget, settled: Settled) -> None:
    form = PlanForm(window, busy.workspace, load_plan(busy.workspace, busy.matters["marsh"]))
    form.open()
    assert window.focusWidget() is form.every
    QTest.keyClicks(form.every, "fortnight")  # what stood there was selected
    form.format.set_value(UpdateFormat.PHONE)
    form.by.set_value(busy.david)
    form.longest.setText("21")
    assert form.next.accessibleName().startswith("Next update Monday 7 December")
    QTest.keyClick(form.every, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    due = busy.update_due("marsh")
    assert (due.interval.count, due.interval.unit) == (2, IntervalUnit.WEEK)
    assert (due.format, due.by_id, due.at_most_days) == (UpdateFormat.PHONE, busy.david, 21)
    assert due.due_on == date(2026, 12, 7)


def test_it_opens_with_what_there_is(busy: Busy, window: QWidget, settled: Settled) -> None:
    before = busy.update_due("whitcombe")
    form = PlanForm(window, busy.workspace, load_plan(busy.workspace, busy.matters["whitcombe"]))
    form.open()
    assert (form.every.text(), form.format.value(), form.longest.text()) == (
        "fortnight",
        UpdateFormat.PHONE,
        "21",
    )
    assert form.next.accessibleName().startswith("Next update Wednesday 25 November")
    form.apply("")
    settled()
    assert busy.update_due("whitcombe") == before


@pytest.mark.parametrize(
    ("field", "words", "name"),
    [
        ("every", "now and then", "every"),
        ("start", "someday", "from"),
        ("longest", "ages", "at_most"),
        ("longest", "0", "at_most"),
    ],
)
def test_nonsense_is_refused_by_its_field(
    busy: Busy, window: QWidget, field: str, words: str, name: str
) -> None:
    form = PlanForm(window, busy.workspace, load_plan(busy.workspace, busy.matters["marsh"]))
    form.open()
    getattr(form, field).setText(words)
    form.apply("")
    assert set(form.form.problem_texts()) == {name}


def test_an_excused_update_moves_the_next(busy: Busy, window: QWidget, settled: Settled) -> None:
    due = busy.update_due("okafor")
    found = load_plan(busy.workspace, busy.matters["okafor"])
    form = ExcuseForm(window, busy.workspace, found.desk, due)
    form.open()
    form.apply("")
    settled()
    assert set(form.form.problem_texts()) == {"reason"}
    form.reason.setText("she is away until January")
    form.apply("")
    settled()
    assert busy.update_due("okafor").due_on == date(2026, 12, 24)


def test_escape_asks_before_it_throws_away_what_was_typed(busy: Busy, window: QWidget) -> None:
    form = PlanForm(window, busy.workspace, load_plan(busy.workspace, busy.matters["marsh"]))
    form.open()
    QTest.keyClicks(form.every, "week")
    QTest.keyClick(form.every, Qt.Key.Key_Escape)
    asked = sheets_in(window)[-1]
    assert isinstance(asked, Question)
    asked.reject()
    assert form.isVisible()
    form.reject()
    sheets_in(window)[-1].apply("")
    assert sheets_in(window) == []


def test_escape_leaves_at_once_where_nothing_was_typed(busy: Busy, window: QWidget) -> None:
    form = PlanForm(window, busy.workspace, load_plan(busy.workspace, busy.matters["marsh"]))
    form.open()
    QTest.keyClick(form.every, Qt.Key.Key_Escape)
    assert sheets_in(window) == []


def test_a_late_update_is_not_forgiven_without_a_word(busy: Busy, window: QWidget) -> None:
    matter_id = busy.matters["abernathy"]
    with busy.workspace.write() as tx:
        set_plan(tx, NewPlan(matter_id, 2, IntervalUnit.WEEK, date(2026, 11, 6)))
    found = load_plan(busy.workspace, matter_id)
    assert found.late is not None
    form = PlanForm(window, busy.workspace, found)
    form.open()
    assert form.dropped.isHidden()
    form.every.setText("month")
    assert "This drops an update that is 3 days late" in form.dropped.accessibleName()
    form.every.setText("week")
    assert form.dropped.isHidden()
    form.start.setText("today")
    assert form.dropped.isVisible()
    form.start.setText("someday")
    assert form.dropped.isHidden()


def test_a_late_update_is_named_before_the_firms_schedule_drops_it(
    busy: Busy, window: QWidget, settled: Settled
) -> None:
    matter = busy.matters["okafor"]
    with busy.workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, counted_from=date(2026, 11, 2)))
        set_default(tx, "", "", parse_rhythm("year"))
    busy.clock.set(at(24, 9))
    late = busy.update_due("okafor")
    assert late.state is UpdateState.OVERDUE
    form = PlanForm(window, busy.workspace, load_plan(busy.workspace, matter))
    form.open()
    form.back.click()
    settled()
    question = sheets_in(window)[-1]
    assert isinstance(question, Question)
    assert "drops an update that is" in question.findChildren(Label)[1].text()
    question.reject()
    settled()
    assert busy.update_due("okafor") == late, "nothing was done"
    form.back.click()
    settled()
    sheets_in(window)[-1].apply("")
    settled()
    assert busy.update_due("okafor").by_default
    assert sheets_in(window) == []
