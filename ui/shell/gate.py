"""What stands before the pages: a column in the middle of the window, for welcome, recovery key and
unlock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.kit import icons, paint, theme
from ui.kit.chips import Tone
from ui.kit.labels import Label, dim, title

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


FIRST_STEPS = 5
"""What a new firm is asked before its vault is open: four questions, and the recovery key read back."""


class _Mark(QWidget):
    """A small sign above the title; the first part of the window that is sure to be painted."""

    painted = Signal()

    def __init__(self, icon: str, *, warns: bool) -> None:
        super().__init__()
        self._icon, self._warns = icon, warns
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setFixedSize(theme.px(40), theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = QPainter(self)
        ground, ink = (now.late_ground, now.late) if self._warns else (now.accent_ground, now.accent)
        paint.rounded(
            painter, QRectF(self.rect()), ground, now.line if now.forced else None, theme.DIALOG_RADIUS
        )
        side = theme.px(20)
        box = QRect(0, 0, side, side)
        box.moveCenter(self.rect().center())
        icons.draw(painter, box, self._icon, ink)
        painter.end()
        self.painted.emit()


class Gate(QScrollArea):
    """A title, a sentence, a form and one button, no wider than reads well. `painted()` each time it is drawn."""

    painted = Signal()

    def __init__(
        self,
        name: str,
        sentence: str,
        *,
        icon: str = "log",
        warns: bool = False,
        width: int = 460,
        parent: QWidget | None = None,
    ) -> None:
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
        mark = _Mark(icon, warns=warns)
        mark.painted.connect(self.painted)
        self.column.addWidget(mark, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.title)
        self.column.addWidget(self.sentence)
        self.column.addSpacing(theme.XS)
        self.overline = Label("", "small", tone=Tone.DIM)
        self.overline.hide()
        self.column.insertWidget(1, self.overline)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def set_step(self, number: int) -> str:
        """Which of the `FIRST_STEPS` of a new firm this is, above the title; what it says."""
        said = self.tr("Step {number} of {all}").format(number=number, all=FIRST_STEPS)
        self.overline.setText(said)
        self.overline.show()
        return said

    def set_head(self, name: str, sentence: str) -> None:
        """The words at the top; the name is also what a screen reader says of the page."""
        self.setAccessibleName(name)
        self.title.setText(name)
        self.sentence.setText(sentence)

    def focus_first(self) -> None:
        """Give the keyboard to the first field; override."""

    def _restyle(self) -> None:
        self._box.setFixedWidth(theme.px(self._width))
        self.column.setSpacing(theme.px(12))
