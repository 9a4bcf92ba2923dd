"""A week, painted: a column a day, what lies there as cards with a line more than the month has room for."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from ui.calendar.dayview import DayView, Line, draw_tick
from ui.calendar.month import column_edges, draw_number, fitting_font
from ui.calendar.names import weekday
from ui.calendar.shown import Entry, Shown
from ui.kit import chips, paint, theme

CARD, GAP = 48, 5
LINES = 5
"""Of words, under the title of a card."""
SMALL = 22
"""A card of somebody who is away, or without a second line."""


class WeekView(DayView):
    """Seven days beside each other; as high as the fullest day."""

    def step(self, by: int) -> None:
        shown, here = self.shown, self.here
        if shown is not None and here is not None:
            count = len(shown.on(here))
            if 0 <= self.item + by < count:
                self.choose(here, self.item + by)

    def place(self, shown: Shown) -> None:
        edges = column_edges(shown, 0, self.width())
        ends = [0]
        for column, day in enumerate(shown.days()):
            y = self._top() + theme.px(GAP)
            left, wide = edges[column] + theme.px(5), edges[column + 1] - edges[column] - theme.px(10)
            for number, entry in enumerate(shown.on(day)):
                high = self._height(entry, wide) if entry.item is not None else theme.px(SMALL)
                self._lines.append(Line(QRect(left, y, wide, high), day, number))
                y += high + theme.px(GAP)
            ends.append(y)
        self.setMinimumHeight(max(ends) + theme.px(GAP))
        high = max(self.height(), max(ends)) - self._top()
        self._boxes = [
            (day, QRect(edges[number], self._top(), edges[number + 1] - edges[number], high))
            for number, day in enumerate(shown.days())
        ]

    def _height(self, entry: Entry, wide: int) -> int:
        """As many lines as its words take, up to `LINES`."""
        metrics = QFontMetrics(theme.font("small"))
        room = QRect(0, 0, wide - theme.px(26), 10_000)
        words = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), paint.one_line(entry.text))
        lines = min(LINES, max(1, round(words.height() / metrics.lineSpacing())))
        return theme.px(CARD) + (lines - 1) * metrics.lineSpacing()

    def _top(self) -> int:
        """Of the heads: a line more where a holiday is one of the days, whose name needs the width of its own."""
        shown = self.shown
        return theme.px(50 if shown is not None and any(shown.off.get(day) for day in shown.days()) else 34)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(900), theme.px(600))

    def paint_days(self, painter: QPainter, shown: Shown, seen: QRect) -> None:
        for day, box in self._boxes:
            self._paint_day(painter, shown, day, box)
        for line in self._lines:
            if line.box.intersects(seen):
                self._paint_card(painter, shown.on(line.day)[line.number], line)

    def _paint_day(self, painter: QPainter, shown: Shown, day: date, box: QRect) -> None:
        now = theme.colors()
        if day in shown.off:
            painter.fillRect(box, now.page)
        if day == self.here and self.hasFocus():
            self.draw_here(painter, box, is_empty=not shown.on(day))
        head = QRect(box.left(), 0, box.width(), self._top())
        painter.fillRect(head, now.page)
        number = QRect(head.left() + theme.px(4), theme.px(7), theme.px(26), theme.px(20))
        draw_number(painter, number, day, shown.today)
        left = number.right() + theme.px(4)
        name = QRect(left, 0, head.right() - left - theme.px(4), theme.px(34))
        paint.text(painter, name, weekday(day.weekday()), now.dim, theme.font("small"))
        if holiday := shown.off.get(day):
            under = QRect(head.left() + theme.px(8), theme.px(27), head.width() - theme.px(12), theme.px(18))
            paint.text(painter, under, holiday, now.dim, fitting_font(holiday, under.width()))
        painter.fillRect(box.left(), 0, 1, box.bottom() + 1, now.line)
        painter.fillRect(box.left(), self._top(), box.width(), 1, now.line)

    def _paint_card(self, painter: QPainter, entry: Entry, line: Line) -> None:
        now, box, chip = theme.colors(), line.box, entry.chip
        if entry.item is None:
            self.draw_chip(painter, box, chip, here=self.is_here(line))
            return
        edge = now.line if now.forced else None
        paint.rounded(painter, QRectF(box), chips.tone_ground(chip.tone), edge, theme.px(4))
        if self.is_here(line):
            paint.focus_ring(painter, QRectF(box), theme.px(4))
        ink, half = chips.tone_ink(chip.tone), theme.px(CARD) // 2
        sign = QRectF(box.left() + theme.px(7), box.top() + theme.px(10), theme.px(9), theme.px(9))
        paint.shape(painter, sign, chip.shape, ink)
        first = box.adjusted(theme.px(21), theme.px(3), -theme.px(18 if entry.done else 5), 0)
        first.setHeight(half - theme.px(3))
        title = f"{entry.at} {entry.title}".strip()
        paint.text(painter, first, title, ink, theme.font("head"))
        if entry.done:
            draw_tick(painter, QRect(box.left(), first.top(), box.width(), first.height()), ink)
        second = box.adjusted(theme.px(21), half, -theme.px(5), -theme.px(3))
        paint.wrapped(painter, second, entry.text, ink, theme.font("small"))
