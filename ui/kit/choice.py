"""A drop-down of a few values: what is shown is a word, what one gets is the value."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from html import escape
from typing import Generic, TypeVar

from PySide6.QtCore import QElapsedTimer, QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QWidget,
)

from ui.kit import theme

V = TypeVar("V")


class TypedBox(QComboBox):
    """A drop-down in which one types what is wanted, blanks and all: Qt opens the list at the blank of "United States",
    and looks for "States" in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = QElapsedTimer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        goes_on = self._typed.isValid() and not self._typed.hasExpired(QApplication.keyboardInputInterval())
        letter = event.text().isprintable() and bool(event.text().strip())
        if letter or (goes_on and event.key() == Qt.Key.Key_Space):
            self._typed.start()
        if not goes_on or event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        self.view().keyboardSearch(" ")  # it has the letters before
        found = self.view().currentIndex()
        if found.isValid():
            self.setCurrentIndex(found.row())


class Choice(TypedBox, Generic[V]):
    """`Choice([(None, "Nobody"), (id, "Maria Ortega")], name="Lawyer")`; `value()` and `set_value`."""

    def __init__(
        self, choices: Sequence[tuple[V, str]], *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._values: list[V] = []
        self.setAccessibleName(name)
        self.set_choices(choices)

    def setAccessibleName(self, name: str) -> None:
        """Beside Windows Qt says the chosen word in its place: it is what the field is described by, then."""
        super().setAccessibleName(name)
        if sys.platform != "win32":
            self.setAccessibleDescription(name)

    def set_choices(self, choices: Sequence[tuple[V, str]]) -> None:
        """Offer these instead; the first is chosen."""
        self._values = [value for value, _ in choices]
        self.clear()
        self.addItems([text for _, text in choices])

    def value(self) -> V:
        """What is chosen."""
        return self._values[self.currentIndex()]

    def values(self) -> Sequence[V]:
        """What there is to choose."""
        return self._values

    def set_value(self, value: V) -> None:
        """Choose ``value``; one that is not offered leaves the choice as it is."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    def _elided(self) -> tuple[QStyleOptionComboBox, bool]:
        """How it is drawn: words that are longer than the room before the arrow end in three points."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style = self.style()
        room = style.subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        words = option.currentText
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width() - 2)
        option.currentText = shown
        return option, shown != words

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, (option, _) = QStylePainter(self), self._elided()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        # The words run as their own letters do: the three points stand where letters were left out.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        asks = event.type() == QEvent.Type.ToolTip and not self.toolTip()
        if asks and isinstance(event, QHelpEvent) and self._elided()[1]:
            QToolTip.showText(event.globalPos(), escape(self.currentText()), self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(max(super().sizeHint().width(), theme.px(120)), theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(30))
