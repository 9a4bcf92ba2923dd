"""What stands before the pages: a column in the middle of the window, for welcome, recovery key and
unlock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.labels import Label, dim, title


class Gate(QScrollArea):
    """A title, a sentence, a form and one button, no wider than reads well. `folder_chosen(path)` for
    another vault."""

    folder_chosen = Signal(str)

    def __init__(self, name: str, sentence: str, *, width: int = 460, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = width
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.set_ground(self, "page")
        middle = QWidget()
        theme.set_ground(middle, "page")
        across = QHBoxLayout(middle)
        across.addStretch(1)
        self._box = QWidget()
        self.column = QVBoxLayout(self._box)
        self.column.setContentsMargins(0, 0, 0, 0)
        down = QVBoxLayout()
        down.addStretch(2)
        down.addWidget(self._box)
        down.addStretch(3)
        across.addLayout(down)
        across.addStretch(1)
        self.setWidget(middle)
        self.title: Label = title(name)
        self.sentence: Label = dim(sentence)
        self.column.addWidget(self.title)
        self.column.addWidget(self.sentence)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def focus_first(self) -> None:
        """Give the keyboard to the first field; override."""

    def _restyle(self) -> None:
        self._box.setFixedWidth(theme.px(self._width))
        self.column.setSpacing(theme.px(12))
