"""The firm's update schedules on its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.schedule.defaults import set_default
from app.schedule.rhythm import Rhythm, parse_rhythm
from app.schedule.rules import Interval
from app.schedule.words import IntervalUnit, Roll, UpdateFormat, UpdateState
from tests.ui.busy_firm import at
from ui.kit.buttons import Button
from ui.kit.dialogs import Question
from ui.kit.labels import Label
from ui.kit.sheet import sheets_in
from ui.settings.schedules_part import DefaultForm, RollForm, SchedulesPart, SchedulesView, load_schedules

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


@pytest.fixture
def part(qtbot: QtBot, busy: Busy) -> SchedulesPart:
    made = SchedulesPart(busy.workspace)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def _view(busy: Busy) -> SchedulesView:
    with busy.workspace.read() as reader:
        return load_schedules(reader)


def _button(form: QWidget, words: str) -> Button:
    return next(one for one in form.findChildren(Button) if one.text() == words)


def _sheet(part: QWidget) -> object:
    return sheets_in(part)[-1]


def test_a_schedule_is_added_changed_and_taken_away(
    busy: Busy, part: SchedulesPart, settled: Settled
) -> None:
    part.show_schedules(_view(busy))
    assert part.rows.isHidden()
    part.add_button.click()
    form = _sheet(part)
    assert isinstance(form, DefaultForm)
    form.area.setText("Family")
    form.rhythm.every.setText("month on the 31st and at stage changes")
    form.rhythm.format.set_value(UpdateFormat.PHONE)
    assert form.next.accessibleName().startswith("Updated today, the client hears again: ")
    form.apply("")
    settled()
    view = _view(busy)
    (row,) = view.rows
    assert (row.name, row.rhythm) == ("Family", Rhythm(Interval(1, IntervalUnit.MONTH), 31, at_stages=True))
    part.show_schedules(view)
    part.rows.opened.emit(row.id)
    form = _sheet(part)
    assert isinstance(form, DefaultForm)
    assert (form.area.text(), form.rhythm.every.text()) == ("Family", "month on the 31st")
    assert form.rhythm.stages.isChecked()
    _button(form, "Take it away").click()
    settled()
    assert _view(busy).rows == ()


def test_late_updates_are_named_before_a_change_of_the_firms_schedules_drops_them(
    busy: Busy, part: SchedulesPart, settled: Settled
) -> None:
    with busy.workspace.write() as tx:
        default = set_default(tx, "", "", parse_rhythm("2 days"))
    busy.clock.set(at(30, 9))
    late = busy.update_due("rowe")
    assert (late.by_default, late.state) == ("all matters", UpdateState.OVERDUE)
    part.show_schedules(_view(busy))
    part.open_default(default)
    form = _sheet(part)
    assert isinstance(form, DefaultForm)
    form.rhythm.every.setText("year")
    form.apply("")
    settled()
    question = _sheet(part)
    assert isinstance(question, Question)
    said = question.findChildren(Label)[1].text()
    assert "updates that are late, of " in said
    assert "Rowe" in said
    question.reject()
    settled()
    assert busy.update_due("rowe") == late, "nothing was done"
    _button(form, "Take it away").click()
    settled()
    answer = _sheet(part)
    assert isinstance(answer, Question)
    answer.apply("")
    settled()
    assert _view(busy).rows == ()
    assert sheets_in(part) == []


def test_nonsense_is_refused_by_its_field(busy: Busy, part: SchedulesPart) -> None:
    part.show_schedules(_view(busy))
    part.add_default()
    form = _sheet(part)
    assert isinstance(form, DefaultForm)
    form.rhythm.every.setText("now and then")
    form.apply("")
    assert set(form.form.problem_texts()) == {"every"}
    form.rhythm.every.setText("month")
    form.rhythm.longest.setText("ages")
    form.apply("")
    assert set(form.form.problem_texts()) == {"at_most"}


def test_where_days_off_move_to(busy: Busy, part: SchedulesPart, settled: Settled) -> None:
    part.show_schedules(_view(busy))
    assert part.roll.text().endswith("An update due on a day off moves to the working day before.")
    part.roll_button.click()
    form = _sheet(part)
    assert isinstance(form, RollForm)
    form.roll.set_value(Roll.AFTER)
    form.apply("")
    settled()
    assert _view(busy).roll is Roll.AFTER


def test_the_name_of_one_that_is_gone_opens_nothing(busy: Busy, part: SchedulesPart) -> None:
    with busy.workspace.write() as tx:
        gone = set_default(tx, "Family", "", Rhythm(Interval(1, IntervalUnit.MONTH)))
    part.show_schedules(SchedulesView((), Roll.BEFORE, _view(busy).calendar, _view(busy).today))
    assert not part.open_default(gone)
