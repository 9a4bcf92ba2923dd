"""Somebody before the window: keys go to what has the keyboard, as from a real one, and clicks where things stand."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.support import PASSWORD
from ui.contactlog.log_sheet import LogContactSheet
from ui.kit import tasks
from ui.kit.page import Page
from ui.kit.row_model import Heading, Row
from ui.kit.rows import RowList
from ui.kit.sheet import Sheet, sheets_in
from ui.shell.main_window import MainWindow
from ui.shell.palette import Palette
from ui.shell.unlock import UnlockPage

SheetKind = TypeVar("SheetKind", bound=Sheet)
PageKind = TypeVar("PageKind", bound=Page)
MANY = 90
"""More Tabs than any form of a journey needs."""


class Hands:
    """What a person does with a keyboard and a mouse, and what they wait for."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    def wait(self, holds: Callable[[], bool] = lambda: True) -> None:
        """Until all that was asked for is done and shown, and ``holds``."""

        def is_quiet() -> bool:
            return not (tasks.busy() or self.window.is_locking) and holds()

        until = time.monotonic() + 30
        while not (is_quiet() and is_quiet()):
            assert time.monotonic() < until, "what is waited for does not come"
            QTest.qWait(1)  # qtbot looks every 10 ms, and a journey waits after each key

    @property
    def workspace(self) -> Workspace:
        """The open vault, for asking what became of it."""
        vault = self.window.vault
        assert isinstance(vault, Workspace)
        return vault

    # The keyboard

    def press(self, keys: str, times: int = 1) -> None:
        """A key as Qt writes it, "Ctrl+Shift+N", to the window in front."""
        self.come_forward()
        handle = self.window.windowHandle()
        for _ in range(times):
            stroke = QKeySequence(keys)[0]
            QTest.keyClick(handle, stroke.key(), stroke.keyboardModifiers())
            self.wait()

    def write(self, words: str) -> None:
        """Letters into what has the keyboard."""
        QTest.keyClicks(self.here(), words)
        self.wait()

    def here(self) -> QWidget:
        """What has the keyboard."""
        here = self.window.focusWidget()
        assert here is not None, "nothing has the keyboard"
        return here

    def come_forward(self) -> None:
        """The window is the one that is typed into."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow, timeout=20_000)

    def tab_to(self, wanted: QWidget) -> None:
        """By Tab, as far as it takes: what cannot be reached so fails."""
        self.come_forward()
        for _ in range(MANY):
            here = self.here()
            if here is wanted or wanted.isAncestorOf(here):
                return
            QTest.keyClick(self.window.windowHandle(), Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {wanted.accessibleName() or type(wanted).__name__}")

    def fill(self, field: QWidget, words: str) -> None:
        """Tab to a field and write in it, in the place of what stands there."""
        self.tab_to(field)
        self.press("Ctrl+A")
        self.write(words)

    def choose(self, choice: QComboBox, words: str) -> None:
        """Tab to a list of choices and type how the line begins."""
        self.tab_to(choice)
        self.write(words)
        assert choice.currentText().startswith(words), choice.currentText()

    def down_to(self, rows: RowList, holds: Callable[[Row], bool]) -> Row:
        """From the top of a list to a row, by arrows."""
        self.tab_to(rows)
        self.press("Home")
        for _ in range(rows._model.rowCount()):
            row = rows._row(rows.currentIndex())
            if row is not None and holds(row):
                return row
            QTest.keyClick(self.window.windowHandle(), Qt.Key.Key_Down)
        raise AssertionError([f"{row.title}: {row.text}" for row in rows_of(rows)])

    def pick(self, opener: QWidget, words: str) -> None:
        """Open a button's menu and go to a line of it."""
        self.tab_to(opener)
        self.press("Space")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            self.press("Down")
            line = menu.activeAction()
            if line is not None and line.text().startswith(words):
                self.press("Return")
                return
        raise AssertionError(f"{words} is not in {[line.text() for line in menu.actions()]}")

    def save(self) -> None:
        """Ctrl+Enter in the form on top; once more where it points something out first."""
        form = self.sheet(Sheet)
        self.press("Ctrl+Return")
        if form in sheets_in(self.window):
            assert isinstance(form, LogContactSheet), form.accessibleName()
            assert form.note.text() == "Save again to keep it as it is.", form.form.form.problem_texts()
            self.press("Ctrl+Return")
        self.wait(lambda: form not in sheets_in(self.window))  # another may come back at once

    # The mouse

    def click(self, widget: QWidget) -> None:
        """In its middle."""
        assert widget.isVisible(), widget.accessibleName()
        assert widget.isEnabled(), widget.accessibleName()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.wait()

    def drop(self, *paths: object) -> None:
        """Files on the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enters = QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, data, left, none)
        QApplication.sendEvent(self.window, enters)
        assert enters.isAccepted()
        QApplication.sendEvent(
            self.window, QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, left, none)
        )
        self.wait()

    # Where one is

    def go(self, words: str, kind: type[PageKind]) -> PageKind:
        """To a page by the palette."""
        self.press("Ctrl+K")
        palette = self.sheet(Palette)
        QTest.keyClicks(palette.field, words)
        self.wait()
        self.press("Return")
        self.wait(lambda: not sheets_in(self.window))
        return self.page(kind)

    def page(self, kind: type[PageKind]) -> PageKind:
        """The page that is shown, read to its end."""
        self.wait(lambda: isinstance(self.window.current_page(), kind))
        page = self.window.current_page()
        assert isinstance(page, kind)
        self.wait(lambda: not page.stale)
        return page

    def sheet(self, kind: type[SheetKind]) -> SheetKind:
        """What lies on top, once it is there."""
        self.wait(lambda: bool(sheets_in(self.window)) and isinstance(sheets_in(self.window)[-1], kind))
        sheet = sheets_in(self.window)[-1]
        assert isinstance(sheet, kind)
        return sheet

    def is_bare(self) -> bool:
        """Nothing lies over the page."""
        return not sheets_in(self.window)

    # The lock

    def unlock(self, password: str = PASSWORD, name: str = "") -> None:
        """The password, and before it the first letters of another name."""
        self.wait(lambda: isinstance(self.window.gate, UnlockPage) and self.window.gate.name.count() > 0)
        gate = self.window.gate
        assert isinstance(gate, UnlockPage)
        if name and gate.name.currentText() != name:
            self.tab_to(gate.name)
            self.write(name.split()[0])
            assert gate.name.currentText() == name
        self.tab_to(gate.password)
        self.write(password)
        self.press("Return")
        self.wait(lambda: self.window.workbench is not None)

    def stay_away(self, minutes: int) -> None:
        """Nobody touches anything for so long, as the clocks say, and the window looks at them meanwhile."""
        watch = self.window.inactivity
        wall, steady = watch._wall, watch._steady
        for gone in range(0, minutes * 60 + 20, 20):
            watch._wall, watch._steady = (lambda: wall() + gone), (lambda: steady() + gone)  # noqa: B023 # asked at once
            if watch.look():
                break
        watch._wall, watch._steady = wall, steady
        self.wait()

    def is_locked(self) -> bool:
        """Whether the gate stands, and nothing of the vault."""
        return isinstance(self.window.gate, UnlockPage) and self.window.workbench is None


def rows_of(rows: RowList) -> list[Row]:
    """What a list shows, from the top."""
    model = rows._model
    return [one for number in range(model.rowCount()) if isinstance(one := model.item(number), Row)]


def groups_of(rows: RowList) -> dict[str, int]:
    """How many rows stand under which heading."""
    model = rows._model
    items = (model.item(number) for number in range(model.rowCount()))
    return {item.text: item.rows for item in items if isinstance(item, Heading)}
