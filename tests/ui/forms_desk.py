"""A window over a busy firm with the contact form, and what its message bar said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMainWindow

from app.workspace import Workspace
from ui.contactlog.forms import ContactForms

if TYPE_CHECKING:
    from uuid import UUID

    from pytestqt.qtbot import QtBot

Said = tuple[str, str, Callable[[], object] | None]


@dataclass
class FormsDesk:
    """Made over ``busy``, the firm with work in it."""

    qtbot: QtBot
    busy: Any
    settled: Callable[[], None]
    said: list[Said] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.window = QMainWindow()
        self.qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitActive(self.window)
        self.workspace: Workspace = self.busy.workspace
        self.forms = ContactForms(self.window, self.workspace, self.say)

    def say(self, text: str, action: str = "", callback: Callable[[], object] | None = None) -> None:
        """What the message bar is told."""
        self.said.append((text, action, callback))

    def matter(self, name: str = "whitcombe") -> UUID:
        """The id of a matter of the busy firm."""
        found: UUID = self.busy.matters[name]
        return found
