"""A window with quick entry over a busy firm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.quickentry.parts import Ref
from app.workspace import Workspace
from ui.contactlog.forms import ContactForms
from ui.quickentry.desk import QuickEntry
from ui.quickentry.sheet import QuickSheet

if TYPE_CHECKING:
    from uuid import UUID


@dataclass
class Desk:
    """A window, its quick entry and forms, and what its message bar said."""

    window: QMainWindow
    quick: QuickEntry
    forms: ContactForms
    busy: Any
    workspace: Workspace
    settled: Callable[[], None]
    said: list[tuple[str, str, Callable[[], object] | None]] = field(default_factory=list)

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

    def matter(self, name: str = "whitcombe") -> UUID:
        """The id of a matter of the busy firm."""
        found: UUID = self.busy.matters[name]
        return found


@pytest.fixture
def desk(qtbot: QtBot, busy: Any, settled: Callable[[], None]) -> Iterator[Desk]:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    said: list[tuple[str, str, Callable[[], object] | None]] = []

    def say(text: str, action: str = "", callback: Callable[[], object] | None = None) -> None:
        said.append((text, action, callback))

    forms = ContactForms(window, busy.workspace, say)
    quick = QuickEntry(window, busy.workspace, forms, say)
    yield Desk(window, quick, forms, busy, busy.workspace, settled, said)
    settled()
