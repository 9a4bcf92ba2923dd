"""The painted month of a date field: dots for how much is to do, grey for days that nobody works, words at its foot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.kernel.language import counted
from app.kernel.numbers import say_number
from app.kernel.said import say_day, say_month, weekday_name
from app.kernel.weeks import Weeks, month_span
from app.owed.calendar.day_items import DayKind
from app.owed.calendar.span import Span
from ui.kit import paint, theme
from ui.kit.arrows import pointing

CELL, HEAD, FOOT, EDGE = 36, 34, 44, 10
LEVELS = (1, 3, 6)
"""So many things to do are one dot, two dots, three."""


class DayPopup(QWidget):
    """A child of the window under its field, so that the keyboard stays in the field and a lock covers it."""

    picked = Signal(object)  # a date
    turned = Signal(int)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self._span: Span | None = None
        self.day = date(2000, 1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Month"))
        self.hide()

    def show_day(self, day: date) -> None:
        """Show the month of that day, and it chosen."""
        self.day = day
        window = self._field.window()
        if self.parent() is not window:
            self.setParent(window)
        wide, high = (
            theme.px(7 * CELL + 2 * EDGE),
            theme.px(HEAD + 22 + FOOT + EDGE) + self._rows() * theme.px(CELL),
        )
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 4))
        if corner.y() + high > window.height():
            corner = self._field.mapTo(window, QPoint(0, -high - 4))
        begin = corner.x() + (self._field.width() - wide if self.isRightToLeft() else 0)
        left = max(0, min(begin, window.width() - wide))
        self.setGeometry(left, max(0, corner.y()), wide, high)
        self.setAccessibleDescription(self.said())
        self.show()
        self.raise_()
        self.update()

    def show_span(self, span: Span) -> None:
        """What lies on the days."""
        self._span = span
        if self.isVisible():
            self.show_day(self.day)

    def said(self) -> str:
        """The chosen day in words: "Wed 25 Nov: 3 to do, 1 key date · Tom Ashgrove is away"."""
        span, day = self._span, self.day
        named = say_day(day, span.today if span is not None else day)
        if span is None or not span.first <= day <= span.last:
            return named
        items = [item for item in span.items.get(day, ()) if not item.done]
        dates = sum(item.kind is DayKind.KEY_DATE for item in items)
        parts = [
            self.tr("{count} to do for you").format(count=say_number(len(items)))
            if items
            else self.tr("nothing yet")
        ]
        if dates:
            parts[0] += ", " + counted(dates, "1 key date", "{count} key dates").format(count=dates)
        if span.off.get(day):
            parts.insert(0, span.off[day])
        elif day in span.off:
            parts.insert(0, self.tr("weekend"))
        parts += [self.tr("{name} is away").format(name=one.name) for one in span.away_on(day)]
        return f"{named}: {' · '.join(parts)}"

    def _weeks(self) -> Weeks:
        return self._span.weeks if self._span is not None else Weeks()

    def _days(self) -> tuple[date, date]:
        return month_span(self.day.replace(day=1), self._weeks())

    def _rows(self) -> int:
        first, last = self._days()
        return ((last - first).days + 1) // 7

    def _cells(self) -> Iterator[tuple[date, QRect]]:
        first, last = self._days()
        side = theme.px(CELL)
        for number in range((last - first).days + 1):
            row, column = divmod(number, 7)
            top = theme.px(HEAD + 22) + row * side
            yield first + timedelta(days=number), QRect(theme.px(EDGE) + column * side, top, side, side)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = paint.seen_at(self, event.position().toPoint())
        if point.y() < theme.px(HEAD):
            arrows = theme.px(40)
            if point.x() < arrows or point.x() > self.width() - arrows:
                self.turned.emit(-1 if point.x() < arrows else 1)
            return
        day = next((day for day, box in self._cells() if box.contains(point)), None)
        if day is not None:
            self.picked.emit(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = paint.begin(self)
        ground = now.pane if now.forced or not now.dark else now.plain_ground
        paint.rounded(painter, QRectF(self.rect()), ground, now.line.darker(108), theme.RADIUS)
        centre = Qt.AlignmentFlag.AlignHCenter
        head = QRect(0, 0, self.width(), theme.px(HEAD))
        paint.text(
            painter,
            head,
            say_month(self.day),
            now.ink,
            theme.font("head"),
            centre,
        )
        paint.text(painter, head.adjusted(theme.px(18), 0, 0, 0), pointing(self, "‹"), now.ink, theme.font())
        right = Qt.AlignmentFlag.AlignRight
        paint.text(
            painter, head.adjusted(0, 0, -theme.px(18), 0), pointing(self, "›"), now.ink, theme.font(), right
        )
        for number, weekday in enumerate(self._weeks().weekdays()):
            box = QRect(
                theme.px(EDGE) + number * theme.px(CELL), theme.px(HEAD), theme.px(CELL), theme.px(20)
            )
            paint.text(
                painter, box, weekday_name(weekday, short=True)[:2], now.dim, theme.font("small"), centre
            )
        for day, box in self._cells():
            self._paint_day(painter, day, box)
        foot = QRect(0, self.height() - theme.px(FOOT), self.width(), theme.px(FOOT))
        inner = foot.adjusted(theme.px(12), theme.px(4), -theme.px(12), -theme.px(4))
        self._paint_foot(painter, inner)
        painter.end()

    def _paint_foot(self, painter: QPainter, box: QRect) -> None:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colors().dim)
        lies = paint.leading(painter) | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        with paint.upright(painter, box):
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.drawText(box, int(lies) | int(Qt.TextFlag.TextWordWrap), self.said())

    def _paint_day(self, painter: QPainter, day: date, box: QRect) -> None:
        now, span = theme.colors(), self._span
        known = span is not None and span.first <= day <= span.last
        inner = QRectF(box).adjusted(1, 1, -1, -1)
        if known and span is not None and day in span.off:
            paint.rounded(painter, inner, now.page, None, theme.CHIP_RADIUS)
        if day == self.day:
            paint.rounded(painter, inner, now.selection, now.accent, theme.CHIP_RADIUS)
        other = day.month != self.day.month
        today = span is not None and day == span.today
        ink = now.accent if today else now.dim if other else now.ink
        if now.forced and day == self.day:
            ink = now.selection_ink
        font = theme.font("head" if today else "text", tabular=True)
        up = box.adjusted(0, theme.px(2), 0, -theme.px(9))
        paint.text(painter, up, str(day.day), ink, font, Qt.AlignmentFlag.AlignHCenter)
        if known and span is not None:
            self._paint_load(painter, box, day, span)

    def _paint_load(self, painter: QPainter, box: QRect, day: date, span: Span) -> None:
        now, side = theme.colors(), theme.px(5)
        load, away = span.load(day), bool(span.away_on(day))
        marked = now.forced and day == self.day
        signs = [paint.Shape.LATE] * sum(load >= level for level in LEVELS)
        signs += [paint.Shape.AWAY] * away
        left = box.center().x() - (len(signs) * (side + 2)) / 2 + 1
        for number, sign in enumerate(signs):
            ink = now.selection_ink if marked else now.accent if sign is paint.Shape.LATE else now.dim
            place = QRectF(left + number * (side + 2), box.bottom() - theme.px(9), side, side)
            paint.shape(painter, place, sign, ink)
