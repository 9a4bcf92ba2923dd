"""A window with quick entry over a busy firm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.quickentry.parts import Ref
from tests.ui.forms_desk import FormsDesk
from ui.quickentry.desk import QuickEntry
from ui.quickentry.sheet import QuickSheet


class Desk(FormsDesk):
    """Quick entry beside the form."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.quick = QuickEntry(self.window, self.workspace, self.forms, self.say)

    def open(self, matter: str = "") -> QuickSheet:
        """The line, as over the page of a matter."""
        sheet = self.quick.open(Ref(self.matter(matter), None) if matter else None)
        self.wait()
        return sheet

    def wait(self) -> None:
        """Until the worker has answered and the line has caught up."""
        for _ in range(40):
            self.settled()
            QCoreApplication.sendPostedEvents()
            sheet = self.quick.sheet()
            if sheet is None or not sheet.reader.is_behind:
                break
            QTest.qWait(20)
        self.settled()
        QCoreApplication.sendPostedEvents()

    def type(self, words: str) -> None:
        """Type into whatever has the keyboard."""
        QTest.keyClicks(self.window.focusWidget(), words)
        self.wait()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key."""
        QTest.keyClick(self.window.focusWidget(), key, modifier)
        self.wait()


@pytest.fixture
def desk(qtbot: QtBot, busy: Any, settled: Callable[[], None]) -> Iterator[Desk]:
    made = Desk(qtbot, busy, settled)
    yield made
    made.wait()  # a line that waits to ask would ask a locked vault, in the middle of the next test
