"""All pages small, beside the paper: where one is, and a quick way to another."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.kernel.numbers import say_number
from ui.kit import paint, theme
from ui.kit.announcing import announce
from ui.reports.page_view import PageView

WIDE = 84


class Thumbs(PageView):
    """`picked(page)` when somebody clicks one, or walks to it with the arrows."""

    picked = Signal(int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._marked = 0
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(theme.px(WIDE + 34))

    def scale(self) -> float:
        return theme.px(WIDE) / (self.largest[0] or theme.px(WIDE))

    def gap(self) -> int:
        return theme.px(28)

    def mark(self, page: int) -> None:
        """The page that is read."""
        if page == self._marked or not 0 <= page < len(self.sizes):
            return
        self._marked = page
        box = self.box(page)
        if box.top() < 0 or box.bottom() + self.gap() > self.viewport().height():
            self.go_to(max(0, page - 1))
        said = self.tr("Page {page}").format(page=page + 1)
        announce(self, said) if self.hasFocus() else self.setAccessibleDescription(said)
        self.viewport().update()

    def paint_over(self, painter: QPainter, page: int, box: QRect) -> None:
        super().paint_over(painter, page, box)
        now, here = theme.colors(), page == self._marked
        if here:
            painter.setPen(QPen(now.accent, theme.px(2)))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        under = QRect(box.left(), box.bottom() + theme.px(4), box.width(), theme.px(16))
        ink = now.ink if here else now.dim
        paint.text(
            painter, under, say_number(page + 1), ink, theme.font("small"), Qt.AlignmentFlag.AlignHCenter
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.sizes:
            self._pick(self.page_at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}
        last = len(self.sizes) - 1
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        key = Qt.Key(event.key())
        if key in step:
            self._pick(max(0, min(self._marked + step[key], last)))
        elif key in ends:
            self._pick(ends[key])
        else:
            super().keyPressEvent(event)

    def _pick(self, page: int) -> None:
        self.mark(page)
        self.picked.emit(page)
