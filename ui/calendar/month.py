"""The grid of a month, painted: seven columns, week numbers where the country counts weeks, entries as chips."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QPainter, QPen

from app.kernel.numbers import say_number
from ui.calendar.dayview import MORE, DayView, Line
from ui.calendar.names import weekday
from ui.calendar.shown import Shown
from ui.kit import paint, theme

WEEKEND = 0.53
"""A weekend's column against the others: little lies there."""
ROW = 20


class MonthGrid(DayView):
    """A month with the ends of the weeks around it."""

    def __init__(self, name: str) -> None:
        self._above: dict[date, int] = {}
        """How many entries of a day are painted over its last line."""
        super().__init__(name)

    def step(self, by: int) -> None:
        if self.here is not None:
            self.choose(self.here + timedelta(days=7 * by))

    def place(self, shown: Shown) -> None:
        days = shown.days()
        rows = max(1, len(days) // 7)
        high = (self.height() - self._top() - 1) / rows
        edges = column_edges(shown, self._gutter(), self.width())
        for number, day in enumerate(days):
            row, column = divmod(number, 7)
            top, end = (self._top() + round(high * one) for one in (row, row + 1))
            box = QRect(edges[column], top, edges[column + 1] - edges[column], end - top)
            self._boxes.append((day, box))
            self._lines += self._lines_of(shown, day, box)

    def _lines_of(self, shown: Shown, day: date, box: QRect) -> list[Line]:
        count, step = shown.count(day), theme.px(ROW)
        room = max(1, (box.height() - theme.px(29)) // step)
        there = len(shown.on(day))
        numbers = list(range(count)) if count <= min(room, there) else [*range(min(room - 1, there)), MORE]
        self._above[day] = len(numbers) - 1
        first = QRect(
            box.left() + theme.px(6),
            box.top() + theme.px(27),
            box.width() - theme.px(12),
            theme.px(ROW - 3),
        )
        return [Line(first.translated(0, place * step), day, number) for place, number in enumerate(numbers)]

    def _gutter(self) -> int:
        return theme.px(40) if self.shown is None or self.shown.weeks.numbered else 0

    def _top(self) -> int:
        return theme.px(28)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(900), theme.px(600))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(340), theme.px(28 + 5 * 74))

    def paint_days(self, painter: QPainter, shown: Shown, seen: QRect) -> None:
        self._paint_heads(painter, shown)
        for day, box in self._boxes:
            self._paint_day(painter, shown, day, box)
        for line in self._lines:
            self._paint_line(painter, shown, line)
        self._paint_rules(painter, shown)

    def _paint_heads(self, painter: QPainter, shown: Shown) -> None:
        now = theme.colors()
        painter.fillRect(QRect(0, 0, self.width(), self._top()), now.page)
        painter.fillRect(QRect(0, 0, self._gutter(), self.height()), now.page)
        for (_, box), number in zip(self._boxes[:7], shown.weeks.weekdays(), strict=True):
            head = QRect(box.left() + theme.px(6), 0, box.width() - theme.px(6), self._top())
            paint.text(painter, head, weekday(number), now.dim, theme.font("small"))

    def _paint_rules(self, painter: QPainter, shown: Shown) -> None:
        now = theme.colors()
        for day, box in self._boxes[::7]:
            painter.setPen(QPen(now.line, 1))
            painter.drawLine(0, box.top(), self.width(), box.top())
            if shown.weeks.numbered:
                place = QRect(0, box.top() + theme.px(4), self._gutter(), theme.px(20))
                centre = Qt.AlignmentFlag.AlignHCenter
                week = str(day.isocalendar().week)
                paint.text(painter, place, week, now.dim, theme.font("small", tabular=True), centre)
        for _, box in self._boxes[:7]:
            painter.fillRect(box.left(), 0, 1, self.height(), now.line)

    def _paint_day(self, painter: QPainter, shown: Shown, day: date, box: QRect) -> None:
        now = theme.colors()
        if day in shown.off:
            painter.fillRect(box, now.page)
        if day == self.here and self.hasFocus():
            self.draw_here(painter, box, is_empty=not shown.on(day))
        in_month = shown.month is None or (day.year, day.month) == (shown.month.year, shown.month.month)
        number = QRect(box.left() + theme.px(4), box.top() + theme.px(4), theme.px(26), theme.px(20))
        draw_number(painter, number, day, shown.today, dim=not in_month)
        if holiday := shown.off.get(day):
            room = QRect(number.right(), number.top(), 0, number.height())
            room.setRight(box.right() - theme.px(5))
            right = Qt.AlignmentFlag.AlignRight
            paint.text(painter, room, holiday, now.dim, fitting_font(holiday, room.width()), right)

    def _paint_line(self, painter: QPainter, shown: Shown, line: Line) -> None:
        entries = shown.on(line.day)
        if line.number != MORE:
            entry = entries[line.number]
            self.draw_chip(painter, line.box, entry.chip, here=self.is_here(line), done=entry.done)
            return
        above = self._above[line.day]
        said = self.tr("{count} more") if above else self.tr("{count} things")
        words = said.format(count=say_number(shown.count(line.day) - above))
        at_it = self.hasFocus() and line.day == self.here and self.item >= above
        ink = theme.colors().accent if at_it else theme.colors().dim
        box = line.box.adjusted(theme.px(6), 0, 0, 0)
        paint.text(painter, box, words, ink, theme.font("bold" if at_it else "small"))


def column_edges(shown: Shown, left: int, right: int) -> list[int]:
    """The left edges of seven columns, and the right edge of the last; weekends are narrow."""
    parts = [WEEKEND if one in shown.weekend else 1.0 for one in shown.weeks.weekdays()]
    unit = (right - left) / sum(parts)
    return [left + round(unit * sum(parts[:number])) for number in range(8)]


def fitting_font(words: str, width: int) -> QFont:
    """The small letters, or somewhat smaller ones where ``words`` are too long for a width."""
    font = theme.font("small")
    if QFontMetrics(font).horizontalAdvance(words) > width:
        font.setPixelSize(round(QFontInfo(font).pixelSize() * 0.92))
    return font


def draw_number(painter: QPainter, box: QRect, day: date, today: date, *, dim: bool = False) -> None:
    """The day of the month; today on the accent."""
    now = theme.colors()
    font: QFont = theme.font("head" if day == today else "small", tabular=True)
    if day == today:
        paint.rounded(painter, box.toRectF(), now.accent, None, box.height() / 2)
    ink = now.on_accent if day == today else now.dim if dim else now.ink
    paint.text(painter, box, str(day.day), ink, font, Qt.AlignmentFlag.AlignHCenter)
