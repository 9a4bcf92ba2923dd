"""A page where there is no room: the side column goes into it, the buttons go on in the next line, and all of it
scrolls downwards alone; and everything comes back where there is room again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.columns import Columns
from ui.kit.labels import Label
from ui.kit.page import Page
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.kit.sidepane import Fact, FactGroup, SidePane
from ui.kit.tabs import Tabs
from ui.kit.text_field import TextField

FACTS = tuple(Fact(f"Fact {number}", f"Value {number} " * 6) for number in range(9))
WORDS = ("Write update…", "Add…", "Edit", "History…", "Save with a password…")


@pytest.fixture
def zoomed() -> Iterator[None]:
    """The text is as large as before when the test ends."""
    yield
    theme.set_zoom(100)


@pytest.fixture(params=list(Qt.LayoutDirection)[:2], ids=["rightward", "leftward"])
def direction(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Qt.LayoutDirection]:
    """Both ways of reading."""
    qapp.setLayoutDirection(request.param)
    yield request.param
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


class Record(Page):
    """A page with a side column in which something can be typed."""

    def __init__(self, *, last: bool = False) -> None:
        super().__init__("Record")
        self.set_title("Whitcombe v. Larkspur Catering", overline="00003")
        self.buttons = [Button(words) for words in WORDS]
        for button in self.buttons:
            self.add_to_head(button)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.body.addWidget(self.text)
        self.field = TextField()
        self.side = SidePane("Facts")
        self.side.add_group(FactGroup("Nora", (*FACTS, Fact("Don't tell", "Ned, her brother", Tone.SOON))))
        self.side.add(self.field)
        self.side.close_up()
        self.set_side(self.side, last=last)


def shown(qtbot: QtBot, wide: int, high: int = 620, *, last: bool = False) -> Record:
    page = Record(last=last)
    qtbot.addWidget(page)
    page.resize(wide, high)
    page.show()
    page.activateWindow()
    qtbot.waitExposed(page)
    QApplication.processEvents()
    return page


def resized(page: Page, wide: int, high: int = 620) -> None:
    page.resize(wide, high)
    QApplication.processEvents()


def place(page: Page, widget: QWidget) -> QRect:
    """Where a widget lies in the whole of the page."""
    sheet = page.downward.widget()
    return QRect(widget.mapTo(sheet, QPoint()), widget.size())


def tabbed(page: Page) -> list[QWidget]:
    """What Tab reaches, in its order."""
    found, here = [], page.nextInFocusChain()
    while here is not page:
        if here.focusPolicy() & Qt.FocusPolicy.TabFocus and here.isVisible():
            found.append(here)
        here = here.nextInFocusChain()
    return found


def assert_reached_as_seen(page: Record) -> None:
    """Tab, and what is read aloud, goes down the page; beside each other the page comes before its column."""
    side, body = (place(page, one) for one in (page.side, page.text))
    order = tabbed(page)
    at = [order.index(one) for one in (*page.buttons, page.side, page.field, page.text)]
    first = side.y() < body.y() and side.bottom() <= body.y()
    wanted = [*page.buttons, *((page.side, page.field, page.text) if first else ())]
    wanted = wanted if first else [*page.buttons, page.text, page.side, page.field]
    assert [order[one] for one in sorted(at)] == wanted
    read = QAccessible.queryAccessibleInterface(page.downward.widget())
    told = [read.child(number).object() for number in range(read.childCount())]
    assert (told.index(page.side) < told.index(page.text)) is first
    assert told.index(page.title) < told.index(page.side)


@pytest.mark.parametrize("last", [False, True])
def test_the_side_column_goes_into_the_page_and_back(
    qtbot: QtBot, direction: Qt.LayoutDirection, *, last: bool
) -> None:
    page = shown(qtbot, 1000, last=last)
    beside = place(page, page.side)
    assert not page.has_side_within
    assert beside.height() == page.height()
    assert (beside.x() > place(page, page.text).x()) is (direction == Qt.LayoutDirection.LeftToRight)
    assert_reached_as_seen(page)
    resized(page, 600)
    under, text, head = (place(page, one) for one in (page.side, page.text, page.head))
    assert page.has_side_within
    assert (under.bottom() < text.y()) is not last
    assert head.bottom() < min(under.y(), text.y())
    assert page.side.verticalScrollBar().maximum() == 0, "all of it is seen: the page alone scrolls"
    assert page.downward.verticalScrollBar().maximum() > 0
    assert_reached_as_seen(page)
    resized(page, 1000)
    assert place(page, page.side) == beside
    assert page.downward.verticalScrollBar().maximum() == 0
    assert_reached_as_seen(page)


def test_nothing_turns_back_and_forth_at_the_edge(qtbot: QtBot) -> None:
    page = shown(qtbot, 1000)
    edge = theme.px(300 + Record.beside_side)
    resized(page, edge)
    assert not page.has_side_within
    resized(page, edge - 1)
    assert page.has_side_within
    resized(page, edge + 1)
    assert page.has_side_within
    resized(page, edge + theme.px(20))
    assert not page.has_side_within


def test_who_has_the_keyboard_in_a_list_goes_on_seeing_the_head_of_the_page(
    qtbot: QtBot, zoomed: None
) -> None:
    page, rows = Page("Today"), RowList("What is owed")
    qtbot.addWidget(page)
    for number in range(3):
        page.body.addWidget(Banner("1 policy to read.", f"It is number {number}."))
    page.body.addWidget(rows, 1)
    rows.set_groups([Group("Late", tuple(Row(number, f"Matter {number}") for number in range(40)))])
    page.resize(820, 500)
    page.show()
    rows.setFocus()
    rows.select_first()
    for zoom in (150, 200, 120):
        theme.set_zoom(zoom)
        QApplication.processEvents()
        assert page.downward.verticalScrollBar().value() == 0, zoom
        assert page.focusWidget() is rows


def test_what_has_the_keyboard_keeps_it_and_stays_in_sight(qtbot: QtBot, zoomed: None) -> None:
    page = shown(qtbot, 1000)
    for here in (page.field, page.text, page.buttons[2]):
        theme.set_zoom(100)
        QApplication.processEvents()
        here.setFocus()
        if here is page.field:
            page.field.setText("half a sen")
        for zoom in (150, 200, 100, 200):
            theme.set_zoom(zoom)
            QApplication.processEvents()
            assert page.focusWidget() is here
            assert not here.visibleRegion().isEmpty()
            assert page.has_side_within is (zoom > 100)
    assert page.field.text() == "half a sen"


@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize("wide", [532, 904, 1100])
def test_no_button_of_the_head_is_cut_and_all_are_reached(
    qtbot: QtBot, zoomed: None, direction: Qt.LayoutDirection, zoom: int, wide: int
) -> None:
    theme.set_zoom(zoom)
    page = shown(qtbot, wide)
    for button in page.buttons:
        assert button.width() >= button.sizeHint().width()
        assert page.head.rect().contains(button.geometry())
        assert page.downward.widget().rect().contains(place(page, button))
    page.buttons[0].setFocus()
    for before, after in pairwise(page.buttons):
        assert page.focusWidget() is before
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        assert page.focusWidget() is after
        assert not after.visibleRegion().isEmpty()


@pytest.mark.parametrize("zoom", [100, 200])
def test_a_page_never_scrolls_sideways(qtbot: QtBot, zoomed: None, zoom: int) -> None:
    theme.set_zoom(zoom)
    page = shown(qtbot, 904)
    for area in page.findChildren(QAbstractScrollArea):
        assert area.horizontalScrollBar().maximum() == 0
    assert page.downward.widget().width() == page.downward.viewport().width()
    assert page.text.height() >= min(theme.px(200), page.height())


def test_no_fact_is_lost_above_tabs_of_which_one_is_tall(qtbot: QtBot) -> None:
    page, tabs = shown(qtbot, 1000), Tabs()
    page.text.hide()
    tabs.add("Timeline", QPlainTextEdit())
    tabs.add("Fees", Label("word " * 3000, wrap=True))
    page.body.addWidget(Banner("What Nora wants first:", "keep her job record clean " * 3))
    page.body.addWidget(tabs, 1)
    resized(page, 600)
    qtbot.waitUntil(lambda: page.side.height() == page.side.heightForWidth(page.side.width()))
    assert page.side.widget().height() == page.side.height()
    assert tabs.height() <= page.height(), "a list is never taller than what is seen of the page"
    assert place(page, tabs).bottom() < page.downward.widget().height()


def test_who_comes_to_a_page_begins_with_the_facts_that_stand_above(qtbot: QtBot) -> None:
    page = shown(qtbot, 1000)
    page.focus_first()
    assert page.focusWidget() is not page.side
    resized(page, 600)
    page.focus_first()
    assert page.focusWidget() is page.side
    bar = page.downward.verticalScrollBar()
    before = bar.value()
    qtbot.keyClick(page.side, Qt.Key.Key_PageDown)
    assert bar.value() > before, "the keys scroll the page"
    page.from_top()
    assert bar.value() == 0


def test_a_list_and_what_is_chosen_stand_under_each_other_where_there_is_no_room(
    qtbot: QtBot, zoomed: None
) -> None:
    page = Page("Letters")
    qtbot.addWidget(page)
    first, second = QPlainTextEdit(), QPlainTextEdit()
    both = Columns(first, second, narrow=660, first_wide=300, heights=(220, 300))
    page.body.addWidget(both)
    page.resize(904, 620)
    page.show()
    QApplication.processEvents()
    assert not both.is_narrow
    assert first.width() == 300
    assert first.geometry().right() < second.x()
    second.setFocus()
    theme.set_zoom(200)
    QApplication.processEvents()
    assert both.is_narrow
    assert first.geometry().bottom() < second.y()
    assert first.width() == second.width() == both.width()
    assert page.downward.verticalScrollBar().maximum() > 0
    assert second.hasFocus() or page.focusWidget() is second
    theme.set_zoom(100)
    QApplication.processEvents()
    assert not both.is_narrow
    qtbot.waitUntil(lambda: page.downward.verticalScrollBar().maximum() == 0)
