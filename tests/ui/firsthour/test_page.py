from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.drafts.first_hour import Step, begin_first_hour, settle_step, steps_left
from app.hours.queries import opening_hours
from app.workspace import Workspace
from ui.firsthour.page import FirstHourPage
from ui.kit import theme
from ui.kit.labels import Label
from ui.kit.sheet import sheets_in
from ui.settings.hours_forms import HoursForm
from ui.settings.person_form import PersonForm
from ui.settings.recovery_sheet import RecoverySheet
from ui.shell.requests import BringInFiles

Settled = Callable[[], None]


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot, settled: Settled) -> FirstHourPage:
    with workspace.write() as tx:
        begin_first_hour(tx)
    with workspace.write() as tx:
        settle_step(tx, Step.KEY)
    made = FirstHourPage(workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    made.activateWindow()
    settled()
    return made


def _left(workspace: Workspace) -> tuple[Step, ...]:
    with workspace.read() as reader:
        return steps_left(reader)


def test_it_goes_on_with_the_first_that_is_left_and_ends_at_today(
    page: FirstHourPage, workspace: Workspace, qtbot: QtBot, settled: Settled
) -> None:
    went: list[object] = []
    page.navigate_requested.connect(lambda page_id, _: went.append(page_id))
    assert page.step is Step.HOURS
    assert page.question.text() == "When is the firm open?"
    said = " ".join(one.text() for one in page.findChildren(Label))
    assert "all 24 hours of each" in said
    assert "urgent ones run by the clock" in said
    assert page.next.hasFocus()
    for step in (Step.HOURS, Step.PROMISES, Step.PEOPLE):
        assert page.step is step
        qtbot.keyClick(page.next, Qt.Key.Key_Space)
        settled()
        page.mark_stale()
        settled()
        assert page.step is not step, "a reading does not lead elsewhere"
    page.back.click()
    assert page.step is Step.PEOPLE
    page.next.click()
    assert page.next.text() == "Done"
    page.next.click()
    settled()
    assert went == ["today"]
    assert _left(workspace) == ()


def test_not_now_keeps_the_rest_and_skip_ends_it(
    page: FirstHourPage, workspace: Workspace, settled: Settled
) -> None:
    page.later.click()
    settled()
    assert _left(workspace) == tuple(Step)[1:]
    page.skip.click()
    settled()
    assert _left(workspace) == ()
    page.mark_stale()
    settled()
    assert not page.skip.isVisible()
    assert page.subtitle.text() == "All of it is settled. You find it again under Firm."


def test_hours_and_people_open_their_forms_and_come_back_after_a_lock(
    page: FirstHourPage, workspace: Workspace, settled: Settled
) -> None:
    page.hours.button.click()
    form = sheets_in(page.window())[-1]
    assert isinstance(form, HoursForm)
    form.fields[5].setText("9-12")
    form.apply("")
    settled()
    with workspace.read() as reader:
        assert 5 in (opening_hours(reader) or {})
    said = [label.accessibleName() for label in page.hours.lines.findChildren(Label) if label.isVisible()]
    assert "Saturday: 9:00–12:00" in said
    page.show_step(Step.PEOPLE)
    page.people.button.click()
    assert isinstance(sheets_in(page.window())[-1], PersonForm)
    sheets_in(page.window())[-1].reject()
    assert page.reopen("opening-hours", None)
    assert page.step is Step.HOURS
    sheets_in(page.window())[-1].reject()
    assert page.reopen("person", None)
    sheets_in(page.window())[-1].reject()
    assert page.reopen("response-times", None)
    settled()
    sheets_in(page.window())[-1].reject()
    assert not page.reopen("contact", None)


def test_files_are_chosen_as_from_anywhere(page: FirstHourPage, settled: Settled) -> None:
    asked: list[object] = []
    page.requested.connect(asked.append)
    page.show_step(Step.IMPORT)
    page.imports.button.click()
    assert asked == [BringInFiles()]


def test_a_key_that_nobody_read_is_made_anew(
    workspace: Workspace, page: FirstHourPage, settled: Settled
) -> None:
    with workspace.write() as tx:
        begin_first_hour(tx)
    page.show_step(Step.KEY)
    page.mark_stale()
    settled()
    assert page.question.text() == "Nobody has the recovery key yet."
    page.next.click()
    settled()
    assert Step.KEY in _left(workspace), "going on is not having it"
    page.back.click()
    page.key.button.click()
    sheet = sheets_in(page.window())[-1]
    assert isinstance(sheet, RecoverySheet)
    sheet.reject()
    settled()
    assert Step.KEY in _left(workspace)
    page.key.button.click()
    sheet = sheets_in(page.window())[-1]
    assert isinstance(sheet, RecoverySheet)
    for place, field in zip(sheet.part.asked, sheet.part.typed, strict=True):
        field.setText(sheet.part._groups[place])
    sheet.apply("")
    settled()
    sheet.apply("")
    settled()
    assert Step.KEY not in _left(workspace)
    page.mark_stale()
    settled()
    assert page.question.text() == "The recovery key is printed and was read back."
    assert not page.key.button.isVisible()


def test_with_large_letters_the_questions_stand_below_what_is_asked(
    page: FirstHourPage, qtbot: QtBot, settled: Settled
) -> None:
    def left_and_right(part: QWidget) -> tuple[int, int]:
        left = part.mapTo(page, QPoint()).x()
        return left, left + part.width()

    assert left_and_right(page.steps)[1] < left_and_right(page.question)[0]
    try:
        theme.set_zoom(200)
        page.resize(900, 620)
        for step in Step:
            page.show_step(step)
            settled()
            qtbot.waitUntil(
                lambda: page.steps.mapTo(page, QPoint()).y() > page.next.mapTo(page, QPoint()).y()
            )
            for part in (page.question, page.words, page.next, page.steps):
                left, right = left_and_right(part)
                assert 0 <= left < right <= page.width()
    finally:
        theme.set_zoom(100)
