"""At a text size of 200 % in a window of 1280 x 720 every page and every part of the settings holds together: nothing
that scrolls does so sideways, and no button is cut to nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractScrollArea, QPlainTextEdit, QPushButton, QTableView, QWidget

from app.clients.queries import find_client
from tests.ui.walk import called
from ui.desk import WorkspaceDesk
from ui.kit import theme
from ui.kit.arranging import LEAST
from ui.kit.tables import RowTable
from ui.kit.tabs import Tabs
from ui.settings.page import FirmPage
from ui.shell.main_window import MainWindow
from ui.tour.stop import matter_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of the screenless platform
Settled = Callable[[], None]
PERCENT = 200
LETTERS = 4
"""Letters that a button shows at least, or all it has: "…" alone says nothing."""


@pytest.fixture
def large(demo: MainWindow, settled: Settled) -> Iterator[MainWindow]:
    demo.resize(1280, 720)
    theme.set_zoom(PERCENT)
    settled()
    yield demo
    theme.set_zoom(100)


def test_every_page_holds_together(large: MainWindow, settled: Settled) -> None:
    found = set[str]()
    for name, page in _pages(large, settled):
        found |= {f"{name}: {one}" for one in (*_sideways(page), *_squeezed(page), *_cut(page))}
    assert not found, "\n".join(sorted(found))


def test_the_column_and_the_head_of_the_window_hold_together(large: MainWindow) -> None:
    workbench = large.workbench
    assert workbench is not None
    assert [*_cut(workbench.navigation), *_cut(workbench.top_bar)] == []
    right = workbench.top_bar.mapTo(large, workbench.top_bar.rect().topRight()).x()
    assert right < large.width(), "the head ends in the window"
    assert workbench.navigation.rect().bottom() < large.height()


def test_a_setting_far_down_in_its_section_is_brought_into_sight(large: MainWindow, settled: Settled) -> None:
    workbench = large.workbench
    assert workbench is not None
    large.navigate("firm")
    settled()
    page = workbench.page("firm")
    assert isinstance(page, FirmPage)
    page.sections.bring(page.contact_kinds.add_button)
    settled()
    assert not page.contact_kinds.add_button.visibleRegion().isEmpty()


def _pages(window: MainWindow, settled: Settled) -> Iterator[tuple[str, QWidget]]:
    """Every page, each of its tabs, and every part of the settings."""
    workbench, desk = window.workbench, window.desk
    assert workbench is not None
    assert isinstance(desk, WorkspaceDesk)
    with desk.workspace.read() as reader:
        client = find_client(reader, "Nora Whitcombe")
    args = {"matter": matter_of(desk.workspace, "00003"), "client": client}
    for page_id in workbench._specs:
        window.navigate(page_id, args.get(page_id))
        settled()
        page = workbench.page(page_id)
        yield page_id, page
        for tabs in page.findChildren(Tabs):
            for number in range(1, tabs.line.count() if tabs.isVisible() else 0):
                tabs.line.setCurrentIndex(number)
                settled()
                yield f"{page_id}, {tabs.line.tabText(number)}", page
        if isinstance(page, FirmPage):
            for key in page.sections.keys:
                page.sections.show_section(key)
                settled()
                yield f"{page_id}, {key}", page


def _sideways(page: QWidget) -> Iterator[str]:
    """What scrolls from side to side."""
    for area in page.findChildren(QAbstractScrollArea):
        beyond = area.horizontalScrollBar().maximum() - area.horizontalScrollBar().minimum()
        if isinstance(area, QPlainTextEdit):
            beyond -= area.fontMetrics().horizontalAdvance("  ")  # a space at the end of a line hangs over
        if area.isVisible() and beyond > 0:
            yield f"{called(area)}, “{area.accessibleName()}”, scrolls {beyond} pixels sideways"


def _squeezed(page: QWidget) -> Iterator[str]:
    """Tables that are wider than their view, with a bar or without one, or have columns of which nothing can be read so
    that they are not."""
    for table in page.findChildren(QTableView):
        if not table.isVisible():
            continue
        header, name = table.horizontalHeader(), table.accessibleName()
        beyond = header.length() - table.viewport().width()
        if beyond > 0:
            yield f"“{name}” is {beyond} pixels wider than its view"
        if not isinstance(table, RowTable):
            continue
        for number, column in enumerate(table.rows_model.columns):
            if column.back and table.isColumnHidden(number):
                continue
            wide = header.sectionSize(number)
            least = theme.px(column.least if column.stretch else LEAST)
            if wide < least:
                yield f"“{name}”, {column.id}, has {wide} pixels of {least}"


def _cut(page: QWidget) -> Iterator[str]:
    """Buttons of which next to nothing can be read."""
    for button in page.findChildren(QPushButton):
        words = button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
        metrics = QFontMetrics(button.font())
        around = button.sizeHint().width() - metrics.horizontalAdvance(words)
        needed = around + min(map(metrics.horizontalAdvance, (words, f"{words[:LETTERS]}…")))
        room: QRect = button.visibleRegion().boundingRect()
        if button.isVisible() and words.strip() and not room.isEmpty() and room.width() < needed:
            yield f"{called(button)}, “{words}”, has {room.width()} pixels"
