"""A line of text in a form."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from ui.kit import theme
from ui.kit.sides import lie_as_window


class TextField(QLineEdit):
    """A line of text, 30 high, that grows with the zoom."""

    def __init__(self, placeholder: str = "", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        self.setTextMargins(6, 0, 6, 0)
        lie_as_window(self)

    def set_room(self, before: int, behind: int) -> None:
        """Pixels kept free before the words and behind them: Qt's own margins do not turn with the window."""
        ends = (
            (before, behind) if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else (behind, before)
        )
        self.setTextMargins(ends[0], 0, ends[1], 0)

    def setClearButtonEnabled(self, enable: bool) -> None:
        """Qt gives its cross no name."""
        super().setClearButtonEnabled(enable)
        for cross in self.findChildren(QToolButton):
            if not cross.accessibleName():
                cross.setAccessibleName(self.tr("Clear"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from ui.kit import clipboard

        if not clipboard.takes_key(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(30))


class DoubtfulField(TextField):
    """One whose words may mean something else, too: a `Form` has the sentence about it under the field.

    `changed()` when something else was understood.
    """

    changed = Signal()

    @property
    def doubts(self) -> bool:
        """Whether it ever says what else its words could mean."""
        raise NotImplementedError

    def doubt(self) -> str:
        """What else the words could mean, in a sentence; "" where they are plain."""
        raise NotImplementedError
