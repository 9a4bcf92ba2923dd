"""Nothing here: one kind sentence and at most one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.announcing import speak
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.labels import Label


class EmptyState(QWidget):
    """`EmptyState("Nothing is owed today.", "Log a contact", self._log)`."""

    def __init__(
        self,
        sentence: str,
        action: str = "",
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = Label(sentence, tone=Tone.DIM, wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(sentence)
        column = QVBoxLayout(self)
        column.setSpacing(theme.M)
        column.addStretch(2)
        column.addWidget(self.words)
        self.button: Button | None = None
        if action:
            self.button = Button(action, on_click)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, sentence: str) -> None:
        """Another sentence."""
        is_other = sentence != self.words.text()
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        if is_other:
            speak(self, sentence)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        speak(self, self.words.text())


class OrEmpty(QStackedWidget):
    """A list, or its empty state: `show_full(bool(rows))`."""

    def __init__(self, full: QWidget, empty: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addWidget(full)
        self.addWidget(empty)

    def show_full(self, full: bool) -> None:
        """Show the list (True) or the sentence (False)."""
        self.setCurrentIndex(0 if full else 1)
