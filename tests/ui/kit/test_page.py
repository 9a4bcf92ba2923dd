from __future__ import annotations

from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.kernel.errors import Refused
from app.kernel.events import ANYTHING, Changed
from ui.kit import chips
from ui.kit.banner import Banner
from ui.kit.bars import MessageBar
from ui.kit.chip_line import ChipLine
from ui.kit.chips import Tone
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.page import Page
from ui.kit.sidepane import Fact, FactGroup, SidePane
from ui.kit.tabs import Tabs


class Counting(Page):
    kinds = frozenset({"entry"})

    def __init__(self) -> None:
        super().__init__("Log")
        self.reloads = 0

    def reload(self) -> None:
        self.reloads += 1


def _changed(kind: str) -> list[Changed]:
    return [Changed(kind, frozenset({uuid4()}))]


def test_a_page_reads_when_seen_and_when_what_it_shows_changed(qtbot: QtBot) -> None:
    page = Counting()
    qtbot.addWidget(page)
    page.on_changed(_changed("entry"))
    assert page.reloads == 0
    page.show()
    assert page.reloads == 1
    page.on_changed(_changed("firm"))
    assert page.reloads == 1
    page.on_changed(_changed("entry"))
    assert page.reloads == 2
    page.hide()
    page.on_changed(_changed("entry"))
    page.on_changed(_changed("entry"))
    assert page.reloads == 2
    page.show()
    assert page.reloads == 3


def test_what_another_program_wrote_is_read_at_once_or_when_a_long_page_is_asked_again(qtbot: QtBot) -> None:
    page = Counting()
    qtbot.addWidget(page)
    page.show()
    page.on_changed([ANYTHING])
    assert page.reloads == 2
    page.is_long = True
    page.on_changed([ANYTHING])
    assert (page.reloads, page.stale) == (2, True), "a count under way goes on"
    page.on_changed(_changed("entry"))
    assert page.reloads == 3, "what was done at this desk is shown at once"
    page.on_changed([ANYTHING])
    page.hide()
    page.show()
    assert page.reloads == 4
    page.on_changed([ANYTHING])
    page.mark_stale()
    assert page.reloads == 5


def test_a_title_and_its_lines_show_only_what_they_have(qtbot: QtBot) -> None:
    page = Page("Matter")
    qtbot.addWidget(page)
    page.show()
    assert page.subtitle.isHidden()
    page.set_title("<b>A</b> v. B", "Below", overline="00003", chips=[chips.late("3 h late")])
    assert page.title.text() == "<b>A</b> v. B"
    assert page.title.textFormat() == Qt.TextFormat.PlainText
    assert page.subtitle.isVisible()
    assert page.overline.isVisible()
    assert page.chips.accessibleName() == "3 h late"


def test_an_error_says_what_to_do_until_it_is_closed(qtbot: QtBot) -> None:
    page = Page("Matter")
    qtbot.addWidget(page)
    page.show()
    tried: list[int] = []
    page.errors.show_error(Refused("full", "The disk is full."), "Try again", lambda: tried.append(1))
    assert page.errors.text() == "The disk is full."
    link = next(child for child in page.errors.children() if getattr(child, "text", str)() == "Try again")
    link.click()
    assert tried == [1]
    assert page.errors.text() == ""
    with pytest.raises(ZeroDivisionError):
        page.errors.show_error(ZeroDivisionError())


def test_nothing_parentless_becomes_a_window(qtbot: QtBot) -> None:
    before = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    kept = [
        Banner("Lead", "text"),
        ChipLine([chips.plain("x")]),
        EmptyState("Nothing.", "Add"),
        SidePane("Facts"),
    ]
    for widget in kept:
        qtbot.addWidget(widget)
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == before


def test_a_banner_appears_once_it_has_words_and_a_place(qtbot: QtBot) -> None:
    page = Page("x")
    qtbot.addWidget(page)
    banner = Banner()
    page.body.addWidget(banner)
    page.show()
    assert banner.isHidden()
    banner.say("What Nora wants first:", "her job record clean")
    assert banner.isVisible()
    assert banner.accessibleName() == "What Nora wants first: her job record clean"
    assert banner.heightForWidth(200) > banner.heightForWidth(900)


def test_facts_are_said_with_their_label(qtbot: QtBot) -> None:
    pane = SidePane("Facts")
    qtbot.addWidget(pane)
    for _ in range(2):
        pane.set_groups(
            [FactGroup("Nora", (Fact("Phone", "1 2", verified=True), Fact("Don't tell", "Ned", Tone.LATE)))]
        )
    pane.show()
    said = [label.accessibleName() for label in pane.findChildren(QLabel) if label.isVisible()]
    assert [name for name in said if name] == ["Phone: 1 2, verified", "Don't tell: Ned"]


def test_tabs_go_by_arrows_and_by_name(qtbot: QtBot) -> None:
    tabs = Tabs()
    qtbot.addWidget(tabs)
    views = [QWidget(), QWidget()]
    for name, view in zip(("Timeline", "Schedule"), views, strict=True):
        tabs.add(name, view)
    tabs.show()
    tabs.activateWindow()
    tabs.line.setFocus()
    qtbot.keyClick(tabs.line, Qt.Key.Key_Right)
    assert tabs.stack.currentWidget() is views[1]
    tabs.show_tab("Timeline")
    assert tabs.stack.currentWidget() is views[0]


def test_a_message_offers_undo_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    bar = MessageBar(window)
    undone: list[int] = []
    bar.say("Moved", "Undo", lambda: undone.append(1))
    assert bar.isVisible()
    assert window.rect().contains(bar.geometry())
    window.resize(400, 300)
    assert window.rect().contains(bar.geometry())
    link = next(child for child in bar.children() if getattr(child, "text", str)() == "Undo")
    link.click()
    assert undone == [1]
    assert bar.isHidden()
    bar.clear()
    assert bar.accessibleName() == ""


def test_an_empty_list_says_so(qtbot: QtBot) -> None:
    full, pressed = QWidget(), []
    empty = EmptyState("Nothing is owed today.", "Log contact", lambda: pressed.append(1))
    either = OrEmpty(full, empty)
    qtbot.addWidget(either)
    either.show_full(False)
    assert either.currentWidget() is empty
    assert empty.button is not None
    empty.button.click()
    assert pressed == [1]
    either.show_full(True)
    assert either.currentWidget() is full


def test_buttons_go_under_a_title_that_they_leave_no_room_for(qtbot: QtBot) -> None:
    page = Counting()
    qtbot.addWidget(page)
    page.set_title("Whitcombe v. Larkspur Catering")
    buttons = [QPushButton(words) for words in ("Write to the client", "Save as a file", "Mark as given")]
    for button in buttons:
        page.add_to_head(button)
    page.resize(1200, 400)
    page.show()
    title = page.title.geometry
    assert all(button.mapTo(page, QPoint()).x() > title().right() for button in buttons)
    page.resize(520, 400)
    qtbot.waitUntil(lambda: all(button.mapTo(page, QPoint()).y() > title().bottom() for button in buttons))
    assert page.title.heightForWidth(page.title.width()) == page.title.heightForWidth(2000)
    page.resize(1200, 400)
    qtbot.waitUntil(lambda: all(button.mapTo(page, QPoint()).x() > title().right() for button in buttons))
