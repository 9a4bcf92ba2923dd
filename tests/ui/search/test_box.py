"""The search box: marked operators, completion by keyboard, a pause before it asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.search.asking import parse
from app.search.completing import Completion
from ui.kit import tasks
from ui.search.box import SearchBox, _points, _units_before
from ui.search.writing import days_of, with_filters, written, written_days

TODAY = date(2026, 11, 23)


def offers(text: str, cursor: int) -> Sequence[Completion]:
    """Completes "fr", "from:…" and the word "nor"."""
    before = text[:cursor]
    start = before.rfind(" ") + 1
    word = before[start:]
    if word == "fr":
        return [Completion(start, 2, "from:", "from:", "operator")]
    if word.startswith("from:"):
        names = ("Ann Harbour", "Nora Whitcombe")
        return [Completion(start, len(word), f'from:"{name}" ', name, "author") for name in names]
    if word == "nor":
        return [Completion(start, 3, 'client:"Nora Whitcombe" ', "Nora Whitcombe", "client")]
    return []


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[SearchBox]:
    window = QWidget()
    qtbot.addWidget(window)
    made = SearchBox(offers)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addWidget(QLineEdit())
    window.resize(700, 500)
    window.show()
    window.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    qtbot.waitUntil(lambda: not tasks.busy())


def typed(box: SearchBox, qtbot: QtBot, words: str) -> None:
    QTest.keyClicks(box, words)
    qtbot.waitUntil(lambda: not tasks.busy())


def test_an_operator_and_its_value_are_completed_with_tab(box: SearchBox, qtbot: QtBot) -> None:
    typed(box, qtbot, "lease fr")
    assert box.popup.isVisible()
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert box.text() == "lease from:"
    qtbot.waitUntil(lambda: box.popup.suggestions.rowCount() == 2)
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == 'lease from:"Nora Whitcombe" '
    assert not box.popup.isVisible()
    assert box.hasFocus()


def test_return_stays_with_the_box_while_nothing_is_chosen(box: SearchBox, qtbot: QtBot) -> None:
    typed(box, qtbot, "fr")
    assert box.popup.isVisible()
    with qtbot.waitSignal(box.asked) as asked:
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert asked.args == [True]
    assert box.text() == "fr"
    assert not box.popup.isVisible()


def test_tab_goes_on_from_a_plain_word(box: SearchBox, qtbot: QtBot) -> None:
    typed(box, qtbot, "nor")
    assert box.popup.isVisible()
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert not box.hasFocus()
    assert box.text() == "nor"


def test_escape_closes_the_completions_then_empties_the_box(box: SearchBox, qtbot: QtBot) -> None:
    typed(box, qtbot, "fr")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not box.popup.isVisible()
    assert box.text() == "fr"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    box.undo()
    assert box.text() == "fr"


def test_it_asks_once_after_a_pause_and_at_once_with_return(
    pauses_as_they_are: None, box: SearchBox, qtbot: QtBot
) -> None:
    asked: list[bool] = []
    box.asked.connect(asked.append)
    QTest.keyClicks(box, "inventory")
    qtbot.waitUntil(lambda: bool(asked))
    qtbot.wait(150)
    assert asked == [False]
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert asked == [False, True]


def test_down_leads_into_the_list(box: SearchBox, qtbot: QtBot) -> None:
    typed(box, qtbot, "lease")
    with qtbot.waitSignal(box.left):
        QTest.keyClick(box, Qt.Key.Key_Down)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_whatever_is_typed_is_marked_and_stays_as_it_is(box: SearchBox, words: str) -> None:
    box.put(words)
    shown = box.text()
    box.show_asked(parse(shown, TODAY))
    assert box.text() == shown
    units = _units_before(shown)
    assert all(_points(shown, units(place)) == place for place in range(len(shown) + 1))
    box.put("")


def test_operators_look_another_way_and_nothing_else_changes(box: SearchBox) -> None:
    box.put('🦊 -tag:lease before:soonish "a phrase" word*')
    before = box.grab().toImage()
    box.show_asked(parse(box.text(), TODAY))
    assert box.grab().toImage() != before, "the operators look another way"
    assert box.text() == '🦊 -tag:lease before:soonish "a phrase" word*'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lease", "lease channel:email "),
        ("channel:phone lease", "lease channel:email "),
        ('-channel:phone "a b" channel:letter wall', '-channel:phone "a b" wall channel:email '),
        ("", "channel:email "),
    ],
)
def test_a_filter_takes_the_place_of_what_the_box_said(text: str, said: str) -> None:
    assert with_filters(parse(text, TODAY), ["channel"], ["channel:email"]) == said


def test_taking_the_last_filter_away_leaves_nothing() -> None:
    assert with_filters(parse("channel:phone", TODAY), ["channel"], []) == ""


@given(st.text(min_size=1, max_size=60))
def test_what_is_written_is_read_as_one_filter(value: str) -> None:
    tokens = parse(written("client", value), TODAY).tokens
    assert [token.operator for token in tokens] in ([], ["client"])


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_days_come_back_as_they_were_written(first: date, last: date) -> None:
    asked = parse(" ".join(written_days(first, last)), TODAY)
    assert days_of(asked) == (first, last)
