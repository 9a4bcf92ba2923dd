"""What is late, over a week or an agenda that may not reach back to its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from ui.calendar.agenda import HEAD, AgendaView
from ui.calendar.dayview import Line
from ui.calendar.shown import Shown
from ui.kit import paint, theme
from ui.kit.showing import show_if

AT_ONCE = 5
"""Rows; of more one scrolls."""


class LateList(AgendaView):
    """One list under "Late, 2", the longest late first."""

    def place(self, shown: Shown) -> None:
        y = theme.px(HEAD)
        for day in sorted(shown.entries):
            top = y
            for number in range(len(shown.on(day))):
                self._lines.append(Line(QRect(0, y, self.width(), self.row()), day, number))
                y += self.row()
            self._boxes.append((day, QRect(0, top, self.width(), y - top)))
        self.setMinimumHeight(y)

    def _paint_head(self, painter: QPainter, shown: Shown, day: date, box: QRect) -> None:
        if day != self._boxes[0][0]:
            return
        now = theme.colors()
        head = QRect(theme.px(8), theme.px(6), self.width() - theme.px(16), theme.px(HEAD - 8))
        paint.text(painter, head, self._title(), now.late, theme.font("head"))
        painter.setPen(QPen(now.line, 1))
        painter.drawLine(0, head.bottom() + 1, self.width(), head.bottom() + 1)

    def _head(self) -> int:
        return theme.px(HEAD)

    def _title(self) -> str:
        return self.tr("Late, {count}").format(count=len(self._lines))


class LateArea(QScrollArea):
    """As high as the list, up to `AT_ONCE` rows; not there where nothing is late."""

    def __init__(self, name_of: Callable[[UUID | None], str]) -> None:
        super().__init__()
        self.list = LateList(self.tr("Late", "heading"), name_of)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.list)
        self.list.came_to.connect(self._show_box)
        self.hide()

    def show_late(self, shown: Shown | None) -> None:
        """Show these, or nothing."""
        if shown is not None:
            self.list.show_days(shown)
            self._fit()
        show_if(self, shown is not None and not self.list.is_empty())

    def _fit(self) -> None:
        rows = min(len(self.list.lines()), AT_ONCE)
        self.setFixedHeight(theme.px(HEAD) + rows * self.list.row() + theme.px(2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show_box(self, box: QRect) -> None:
        self.ensureVisible(box.center().x(), box.center().y(), 0, box.height() // 2)
