"""What a screen reader is told without the keyboard's going anywhere; what has the keyboard is seen to have it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.kernel.errors import Problem
from ui.kit.announcing import announce
from ui.kit.banner import Banner
from ui.kit.bars import ErrorBar, MessageBar
from ui.kit.buttons import IconButton
from ui.kit.choice import Choice
from ui.kit.empty import EmptyState
from ui.kit.fields import TextField
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.row_model import Row
from ui.kit.rows import Group, RowList
from ui.kit.sheet import Sheet
from ui.kit.sidepane import SidePane
from ui.kit.tables import Column, RowTable
from ui.kit.typeahead import Popup, Suggestion

Said = list[tuple[str, bool]]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[Said]:
    """What a screen reader hears, and whether at once."""
    heard: Said = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            at_once = event.politeness() == QAccessible.AnnouncementPoliteness.Assertive
            heard.append((event.message(), at_once))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


@pytest.fixture
def shown(qtbot: QtBot) -> QWidget:
    """A window in front, with a field that has the keyboard."""
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    first = QLineEdit()
    column.addWidget(first)
    made.resize(500, 500)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    first.setFocus()
    return made


def _add(shown: QWidget, widget: QWidget) -> None:
    column = shown.layout()
    assert column is not None
    column.addWidget(widget)
    QApplication.processEvents()


def test_an_error_is_said_at_once_and_the_same_one_again(shown: QWidget, said: Said) -> None:
    bar = ErrorBar()
    _add(shown, bar)
    bar.say("The disk is full.", "Try again", lambda: None)
    bar.clear()
    bar.say("The disk is full.", "Try again", lambda: None)
    assert said == [("The disk is full. Try again", True)] * 2


def test_what_was_done_is_said_with_its_way_back(shown: QWidget, said: Said) -> None:
    MessageBar(shown).say("Moved.", "Undo", lambda: None)
    assert said == [("Moved. Undo", False)]


def test_a_warning_is_said_when_it_appears_and_not_again_while_it_stands(shown: QWidget, said: Said) -> None:
    banner = Banner(kind="soon")
    _add(shown, banner)
    banner.say("Careful.", "That day is a holiday.")
    banner.say("Careful.", "That day is a holiday.")
    banner.say("", "")
    assert said == [("Careful. That day is a holiday.", False)]


def test_the_problems_of_a_form_are_said(shown: QWidget, said: Said) -> None:
    form = Form()
    form.add("Name", TextField(), "name")
    _add(shown, form)
    form.show_problems([Problem("name", "x", "A name is needed."), Problem("", "y", "Nothing was saved.")])
    assert said == [("A name is needed. Nothing was saved.", True)]


def test_how_many_there_are_is_said_when_it_is_another_number(shown: QWidget, said: Said) -> None:
    page = Page("Matters")
    _add(shown, page)
    for subtitle in ("45 open matters", "45 open matters", "3 fit"):
        page.set_title("Matters", subtitle)
    assert said == [("45 open matters", False), ("3 fit", False)]


def test_an_empty_list_says_its_sentence(shown: QWidget, said: Said) -> None:
    _add(shown, EmptyState("Nothing is owed today."))
    assert said == [("Nothing is owed today.", False)]


def test_what_is_offered_under_a_field_is_said_while_the_keyboard_stays_in_it(
    shown: QWidget, said: Said
) -> None:
    field = shown.findChild(QLineEdit)
    assert field is not None
    popup = Popup(field)
    popup.show_items([Suggestion(1, "Nora Whitcombe", "client"), Suggestion(2, "Norton")])
    popup.step(1)
    assert said == [("2 offered: Nora Whitcombe, client", False), ("Norton", False)]


def test_nothing_is_said_of_what_is_not_there(shown: QWidget, said: Said) -> None:
    hidden = QWidget(shown)
    announce(hidden, "Page 3")
    assert said == []
    assert hidden.accessibleDescription() == "Page 3"


def test_a_sheet_is_a_dialog_to_who_hears_it(shown: QWidget) -> None:
    sheet = Sheet(shown, "Log contact")
    interface = QAccessible.queryAccessibleInterface(sheet)
    assert interface.role() == QAccessible.Role.Dialog
    assert interface.text(QAccessible.Text.Name) == "Log contact"


def test_a_list_that_the_keyboard_comes_to_has_it_on_its_first_row_and_nothing_is_chosen(
    shown: QWidget,
) -> None:
    rows = RowList("Owed")
    rows.set_groups([Group("Late", (Row("a", "Whitcombe"), Row("b", "Rowe")))])
    table = RowTable((Column[str]("name", "Name", str),), name="Matters", key=str)
    table.set_rows(["one", "two"])
    _add(shown, rows)
    _add(shown, table)
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert (rows.current_key(), rows.picked_key(), rows.selected_keys()) == ("a", None, [])
    assert (table.current_key(), table.selected_rows()) == ("one", [])


def test_who_comes_by_the_mouse_sees_no_ring(shown: QWidget) -> None:
    pane = SidePane("Facts")
    _add(shown, pane)
    ring = next(child for child in pane.children() if type(child).__name__ == "FocusRing")
    assert isinstance(ring, QWidget)
    pane.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ring.isVisible()
    shown.setFocus()
    pane.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()
    assert ring.size() == pane.size()


def test_what_gets_the_keyboard_from_outside_is_scrolled_to(shown: QWidget) -> None:
    area, inside = QScrollArea(), QWidget()
    column = QVBoxLayout(inside)
    fields = [TextField() for _ in range(40)]
    for field in fields:
        column.addWidget(field)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    _add(shown, area)
    first = shown.findChild(QLineEdit)
    assert first is not None
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is fields[-1]
    assert not fields[-1].visibleRegion().isEmpty()


def test_the_cross_of_a_field_and_a_choice_say_what_they_are(shown: QWidget) -> None:
    field, choice = TextField(), Choice([(1, "one")], name="How many")
    field.setClearButtonEnabled(True)
    names = {child.accessibleName() for child in field.findChildren(QWidget)}
    assert "Clear" in names
    assert isinstance(choice, QComboBox)
    assert choice.accessibleName() == "How many"


def test_a_ring_on_a_dark_bar_is_in_the_bars_ink(shown: QWidget) -> None:
    bar = MessageBar(shown)
    bar.say("Moved.")
    close = bar.findChild(IconButton)
    assert close is not None
    close.setFocus(Qt.FocusReason.TabFocusReason)
    picture = close.grab().toImage()
    ink = close.palette().windowText().color()
    assert any(picture.pixelColor(x, 1) == ink for x in range(picture.width()))
