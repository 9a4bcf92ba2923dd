"""The axis of what slipped: reached by keyboard, said in words, the same as the list below it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.owed.items import OwedKind
from app.owed.slipped.lines import Line, LineState
from tests.support import MONDAY
from ui.kit import paint
from ui.slipped.axis import TimeAxis
from ui.slipped.marks import Sign, chip_of, sign_of

DAY = timedelta(days=1)


def line(kind: OwedKind, state: LineState, days: int, number: int) -> Line:
    due = MONDAY - days * DAY
    given = state in {LineState.GIVEN, LineState.LATE}
    settled = due + DAY if state is LineState.LATE else due
    return Line(
        kind,
        state,
        None,
        None,
        None,
        "Monthly update",
        UUID(int=number),
        due - 7 * DAY,
        due,
        settled_at=settled if given else None,
        entry_id=UUID(int=100 + number) if given else None,
        late_by=DAY if state in {LineState.LATE, LineState.MISSED} else None,
    )


LINES = (
    line(OwedKind.UPDATE, LineState.GIVEN, 60, 1),
    line(OwedKind.UPDATE, LineState.LATE, 30, 2),
    line(OwedKind.ANSWER, LineState.MISSED, 2, 3),
)


@pytest.fixture
def axis(qtbot: QtBot) -> TimeAxis:
    made = TimeAxis("Promises")
    qtbot.addWidget(made)
    made.resize(700, 200)
    made.show_lines(LINES, (MONDAY - 70 * DAY).date(), MONDAY.date(), MONDAY)
    made.show()
    return made


def test_the_keyboard_goes_from_promise_to_promise(axis: TimeAxis, qtbot: QtBot) -> None:
    seen: list[object] = []
    opened: list[object] = []
    axis.chosen.connect(seen.append)
    axis.opened.connect(opened.append)
    axis.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(axis, key)
    assert seen == [LINES[0], LINES[1], LINES[2], LINES[2], LINES[1]]
    assert "given 1 day late" in axis.accessibleDescription()
    QTest.keyClick(axis, Qt.Key.Key_Return)
    assert opened == [LINES[1]]


def test_signs_stand_in_the_order_of_time_and_inside(axis: TimeAxis) -> None:
    placed = axis.placed()
    places = [one.at.x() for one in placed]
    assert places == sorted(places)
    assert all(0 < x < axis.width() for x in places)
    assert placed[2].at.y() > placed[0].at.y(), "another kind, another lane"


def test_a_click_means_the_nearest_sign(axis: TimeAxis) -> None:
    QTest.mouseClick(axis, Qt.MouseButton.LeftButton, pos=axis.placed()[1].at.toPoint())
    assert axis.current() == LINES[1]


def test_from_right_to_left_time_goes_to_the_left(axis: TimeAxis) -> None:
    axis.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    places = [paint.seen_at(axis, one.at.toPoint()) for one in axis.placed()]
    assert places[0].x() > places[-1].x()
    QTest.mouseClick(axis, Qt.MouseButton.LeftButton, pos=places[1])
    assert axis.current() == LINES[1]
    QTest.keyClick(axis, Qt.Key.Key_Left)
    assert axis.current() == LINES[2]


def test_what_is_read_anew_stays_gone_to(axis: TimeAxis) -> None:
    axis.choose(LINES[1])
    axis.show_lines(LINES[1:], (MONDAY - 70 * DAY).date(), MONDAY.date(), MONDAY)
    assert axis.current() == LINES[1]
    axis.show_lines(LINES[:1], (MONDAY - 70 * DAY).date(), MONDAY.date(), MONDAY)
    assert axis.current() is None
    axis.show_lines((), MONDAY.date(), MONDAY.date(), MONDAY)
    axis.grab()


def test_every_state_has_a_shape_and_a_word_of_its_own() -> None:
    assert {sign_of(state) for state in LineState} == set(Sign)
    assert len({sign.shape for sign in Sign}) == len(Sign), "in high contrast all have one colour"
    words = {chip_of(line(OwedKind.UPDATE, state, 1, 1), MONDAY).text for state in LineState}
    assert len(words) == len(LineState)
