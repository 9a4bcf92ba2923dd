"""The small month under a date field: what each day holds, by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.hours.commands import NewAbsence, add_absence
from app.kernel.days import parse_day
from app.kernel.said import say_day
from tests.support import MONDAY
from tests.ui.busy_firm import Busy
from ui.kit.day_picker import DayPicker
from ui.kit.fields import DateWords

TODAY = MONDAY.date()


def open_field(qtbot: QtBot, busy: Busy, settled: Callable[[], None]) -> tuple[DateWords, DayPicker, QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 600)
    field = DateWords(lambda words: parse_day(words, TODAY), lambda day: say_day(day, TODAY), parent=window)
    field.resize(300, 30)
    picker = DayPicker(field, busy.workspace)
    window.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settled()
    return field, picker, window


def test_a_day_is_picked_by_keyboard(qtbot: QtBot, busy: Busy, settled: Callable[[], None]) -> None:
    field, picker, _window = open_field(qtbot, busy, settled)
    assert picker.popup.isVisible()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(field, key)
    assert picker.popup.day == date(2026, 11, 25)
    assert picker.popup.said().startswith("Wed 25 Nov: ")
    QTest.keyClick(field, Qt.Key.Key_Right)
    assert "Thanksgiving" in field.accessibleDescription()
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    settled()
    assert picker.popup.day == date(2026, 12, 26)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not picker.popup.isVisible()
    assert field.value() == date(2026, 12, 26)


def test_escape_leaves_what_stood_there(qtbot: QtBot, busy: Busy, settled: Callable[[], None]) -> None:
    field, picker, _window = open_field(qtbot, busy, settled)
    QTest.keyClick(field, Qt.Key.Key_Left)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not picker.popup.isVisible()
    assert field.value() is None
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(field, "3 Dec")  # typing goes on in the field
    assert not picker.popup.isVisible()
    assert field.value() == date(2026, 12, 3)


def test_the_load_of_a_day_is_shown(qtbot: QtBot, busy: Busy, settled: Callable[[], None]) -> None:
    with busy.workspace.write() as tx:
        add_absence(tx, NewAbsence(busy.maria, date(2026, 11, 30), date(2026, 11, 30)))
    field, picker, _window = open_field(qtbot, busy, settled)
    popup = picker.popup
    assert popup._span is not None
    busiest = max(popup._span.days(), key=popup._span.load)
    assert popup._span.load(busiest) > 0
    popup.show_day(busiest)
    assert "to do for you" in popup.said()
    popup.show_day(date(2026, 11, 30))
    assert popup.said().endswith("Maria Ortega is away")
    assert popup.grab().width() > 100
    box = next(box for day, box in popup._cells() if day == date(2026, 11, 24))
    QTest.mouseClick(popup, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box.center())
    assert field.value() == date(2026, 11, 24)
