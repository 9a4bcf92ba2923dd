"""Labels at the left and what they name beside them, as the Firm page has them; where there is no room for that, each
label stands above."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit import theme
from ui.kit.chips import Tone
from ui.kit.labels import Label

NARROW = 440
"""Below so many pixels, at text of the usual size, labels stand above."""
_LABELS = 136
_TOP, _LEFT, _RIGHT, _MIDDLE = (
    Qt.AlignmentFlag.AlignTop,
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignVCenter,
)


class _Line(NamedTuple):
    label: Label | None
    what: QWidget
    after: QWidget | None
    hugs: bool
    top: bool


class Labelled(QWidget):
    """`add("Where", folder, after=link)`; without a label something stands under what was named last."""

    def __init__(self) -> None:
        super().__init__()
        self.is_narrow = False
        """Whether labels stand above just now."""
        self._all: list[_Line] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def add(
        self,
        label: str,
        what: QWidget,
        *,
        after: QWidget | None = None,
        hugs: bool = False,
        top: bool = False,
    ) -> None:
        """One more line. ``after`` stands at its end; ``hugs``: no wider than it has to be; ``top``: label and end
        stand level with the first of several lines of text."""
        words = Label(label, tone=Tone.DIM) if label else None
        self._all.append(_Line(words, what, after, hugs, top))
        self._lay()

    def minimumSizeHint(self) -> QSize:
        """With the labels above, wherever they stand now."""
        wide = 0
        for _, what, after, _, _ in self._all:
            end = after.minimumSizeHint().width() + self._grid.horizontalSpacing() if after is not None else 0
            wide = max(wide, what.minimumSizeHint().width() + end)
        return QSize(wide, super().minimumSizeHint().height())

    def _lay(self) -> None:
        """All anew: a grid has no other way to move what it holds. The old items go at once: Qt tells of other words
        the first item of a widget alone."""
        for line in self._all:
            for part in (line.label, line.what, line.after):
                if part is not None:
                    self._grid.removeWidget(part)
        self._grid.setColumnStretch(0, 1 if self.is_narrow else 0)
        self._grid.setColumnStretch(1, 0 if self.is_narrow else 1)
        row = 0
        for line in self._all:
            row = self._lay_above(line, row) if self.is_narrow else self._lay_beside(line, row)

    def _lay_beside(self, line: _Line, row: int) -> int:
        across = _TOP if line.top else Qt.AlignmentFlag(0)
        if line.label is not None:
            line.label.setAlignment(_RIGHT | (_TOP if line.top else _MIDDLE))
            self._grid.addWidget(line.label, row, 0, across)
        self._grid.addWidget(line.what, row, 1, 1, 1, _LEFT if line.hugs else across)
        if line.after is not None:
            self._grid.addWidget(line.after, row, 2, across | (_RIGHT if line.top else Qt.AlignmentFlag(0)))
        return row + 1

    def _lay_above(self, line: _Line, row: int) -> int:
        if line.label is not None:
            line.label.setAlignment(_LEFT | _MIDDLE)
            self._grid.addWidget(line.label, row, 0, 1, 1)
            row += 1
        span = 1 if line.after is not None else 2
        self._grid.addWidget(line.what, row, 0, 1, span, _LEFT if line.hugs else Qt.AlignmentFlag(0))
        if line.after is not None:
            self._grid.addWidget(line.after, row, 1, _TOP | _RIGHT)
        return row + 1

    def _restyle(self) -> None:
        self._grid.setHorizontalSpacing(theme.px(14))
        self._grid.setVerticalSpacing(theme.px(6))
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < theme.px(NARROW)
        self._grid.setColumnMinimumWidth(0, 0 if narrow else theme.px(_LABELS))
        if narrow is not self.is_narrow:
            self.is_narrow = narrow
            self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
