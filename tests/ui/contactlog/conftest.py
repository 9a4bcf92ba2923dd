"""A window with the contact form over a busy firm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from ui.contactlog.forms import ContactForms
from ui.contactlog.log_sheet import LogContactSheet
from ui.shell.requests import LogContactRequest

if TYPE_CHECKING:
    from uuid import UUID


@dataclass
class Desk:
    """A window, its forms, and what its message bar said."""

    window: QMainWindow
    forms: ContactForms
    busy: Any
    workspace: Workspace
    wait: Callable[[], None]
    said: list[tuple[str, str, Callable[[], object] | None]] = field(default_factory=list)

    def open(self, **request: Any) -> LogContactSheet:
        """The form, with what it asked for."""
        sheet = self.forms.log(LogContactRequest(**request))
        self.wait()
        return sheet

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

    def wait() -> None:
        settled()
        QCoreApplication.sendPostedEvents()  # widgets that were put into a layout just now are shown

    forms = ContactForms(window, busy.workspace, say)
    yield Desk(window, forms, busy, busy.workspace, wait, said)
    settled()
