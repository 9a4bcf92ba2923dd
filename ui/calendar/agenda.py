"""The agenda, painted: day under day, a line a thing; days on which nothing lies are left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from uuid import UUID

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from app.kernel.said import say_time
from ui.calendar.dayview import DayView, Line, draw_tick
from ui.calendar.names import long_day
from ui.calendar.shown import Entry, Shown, with_holidays
from ui.kit import chips, paint, theme
from ui.kit.chips import Tone

ROW, TALL, HEAD = 32, 56, 34
TIGHT = 520
"""Below so many pixels of the drawings what is to be done stands below what it is about: beside it neither could be
read."""
TIME, TITLE = 52, 0.34
"""The column of times in pixels of the drawings, at least, and the part of the rest that titles take."""
_WIDEST = time(22, 40)


class AgendaView(DayView):
    """As high as all of it; `show_days` with one day is the list of that day."""

    def __init__(self, name: str, name_of: Callable[[UUID | None], str] = lambda _: "") -> None:
        self._name_of = name_of
        super().__init__(name)

    def step(self, by: int) -> None:
        self.step_item(by)

    def step_day(self, by: int) -> None:
        """The next or the former day that is listed."""
        listed = [day for day, _ in self._boxes]
        if self.here in listed and 0 <= listed.index(self.here) + by < len(listed):
            self.choose(listed[listed.index(self.here) + by])
        else:
            self.turned.emit(by)

    def show_days(self, shown: Shown) -> None:
        super().show_days(with_holidays(shown))
        if self.here is not None and self.here not in {day for day, _ in self._boxes} and self._boxes:
            later = [day for day, _ in self._boxes if day >= self.here]
            self.here, self.item = (later or [self._boxes[-1][0]])[0], 0
            self._tell()

    def place(self, shown: Shown) -> None:
        y = 0
        for day in shown.days():
            entries = shown.on(day)
            if not entries and day != shown.today:
                continue
            top, y = y, y + self._head()
            for number in range(len(entries)):
                self._lines.append(Line(QRect(0, y, self.width(), self.row()), day, number))
                y += self.row()
            self._boxes.append((day, QRect(0, top, self.width(), y - top)))
        self.setMinimumHeight(y + theme.px(8))

    def is_tight(self) -> bool:
        """Whether each row has two lines."""
        return self.width() < theme.px(TIGHT)

    def row(self) -> int:
        """How high a row is, in pixels."""
        return theme.px(TALL if self.is_tight() else ROW)

    def _head(self) -> int:
        """Of a day alone the window's title is the head."""
        alone = self.shown is not None and self.shown.first == self.shown.last
        return theme.px(6 if alone else HEAD)

    def is_empty(self) -> bool:
        """Whether nothing but holidays lies on any of the days."""
        shown = self.shown
        return shown is None or all(shown.on(line.day)[line.number].is_holiday for line in self._lines)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(700), max(theme.px(60), self.minimumHeight()))

    def paint_days(self, painter: QPainter, shown: Shown, seen: QRect) -> None:
        for day, box in self._boxes:
            if box.intersects(seen) and self._head() >= theme.px(HEAD):
                self._paint_head(painter, shown, day, box)
                if self.hasFocus() and day == self.here and not shown.on(day):
                    paint.focus_ring(painter, QRectF(box).adjusted(1, 1, -1, -3), theme.CHIP_RADIUS)
        for line in self._lines:
            if line.box.intersects(seen):
                self._paint_row(painter, shown.on(line.day)[line.number], line)

    def _paint_head(self, painter: QPainter, shown: Shown, day: date, box: QRect) -> None:
        now = theme.colors()
        head = QRect(theme.px(8), box.top() + theme.px(6), box.width() - theme.px(16), theme.px(HEAD - 8))
        said = long_day(day, shown.today)
        font = theme.font("head")
        ink = now.accent if day == shown.today else now.ink
        paint.text(painter, head, said, ink, font)
        notes = [self.tr("today")] if day == shown.today else []
        if not shown.on(day):
            notes.append(self.tr("nothing"))
        right = Qt.AlignmentFlag.AlignRight
        paint.text(painter, head, " · ".join(notes), now.dim, theme.font("small"), right)
        painter.setPen(QPen(now.line, 1))
        painter.drawLine(0, head.bottom() + 1, self.width(), head.bottom() + 1)

    def _paint_row(self, painter: QPainter, entry: Entry, line: Line) -> None:
        now, whole, chip = theme.colors(), line.box, entry.chip
        is_tight = self.is_tight()
        box = whole.adjusted(0, theme.px(3), 0, 0) if is_tight else whole
        if is_tight:
            box.setHeight(theme.line_height() + theme.px(6))
        if self.is_here(line):
            inner = QRectF(whole).adjusted(1, 1, -1, -1)
            if not now.forced:
                paint.rounded(painter, inner, now.selection, None, theme.CHIP_RADIUS)
            paint.focus_ring(painter, inner, theme.CHIP_RADIUS)
        ink, side = chips.tone_ink(chip.tone), theme.px(10)
        sign = QRectF(box.left() + theme.px(10), box.center().y() + 1 - side / 2, side, side)
        paint.shape(painter, sign, chip.shape, ink)
        left = box.left() + theme.px(28)
        font = theme.font("text", tabular=True)
        # "12:40 PM" is wider than "12:40": a time that is cut is none.
        times = max(theme.px(TIME), QFontMetrics(font).horizontalAdvance(say_time(_WIDEST)) + theme.px(12))
        paint.text(
            painter, QRect(left, box.top(), times - theme.px(8), box.height()), entry.at, now.dim, font
        )
        left += times
        item = entry.item
        who = self._name_of(item.person_id) if item is not None else ""
        room = box.right() - theme.px(10) - left
        names = round(room * (0.3 if is_tight else 0.16))
        beside = room - names if is_tight else round(room * TITLE)
        wide = beside if item is not None else room
        late = item is not None and item.late
        title = QRect(left, box.top(), wide - theme.px(8), box.height())
        paint.text(painter, title, entry.title, now.late if late else now.ink, theme.font())
        text = QRect(left + wide, box.top(), room - wide - names - theme.px(8), box.height())
        if is_tight:
            text = QRect(left, box.bottom() + 1, room, whole.bottom() - box.bottom() - theme.px(3))
        if entry.done:
            text.setLeft(text.left() + theme.px(16))
            tick = QRect(text.left() - theme.px(20), box.top(), theme.px(20), box.height())
            draw_tick(painter, tick, now.done)
        paint.text(painter, text, entry.text, chips.tone_ink(Tone.LATE if late else Tone.DIM), theme.font())
        person = QRect(box.right() - theme.px(10) - names, box.top(), names, box.height())
        paint.text(painter, person, who, now.dim, theme.font("small"), Qt.AlignmentFlag.AlignRight)

    def choose(self, day: date, item: int = 0) -> None:
        """Left and right go over days that are not listed."""
        here = self.here
        if here is not None and abs((day - here).days) == 1 and day not in {one for one, _ in self._boxes}:
            self.step_day(1 if day > here else -1)
            return
        super().choose(day, item)
