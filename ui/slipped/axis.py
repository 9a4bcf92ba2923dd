"""The line of promises and updates on an axis of time, painted: a lane for each kind, a sign for each promise.

A bar runs from when something was due to when it was given, or to the end where it is still owed. Left and right go
from sign to sign, Enter opens what gave it, and the list beside the axis says the same in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.kernel.days import add_months
from app.kernel.said import month_name, say_month, say_short
from app.owed.items import OwedKind
from app.owed.slipped.lines import KINDS, Line, LineState
from app.owed.slipped.saying import say_kind
from ui.kit import paint, theme
from ui.kit.announcing import announce
from ui.kit.arrows import across
from ui.kit.chips import tone_ink
from ui.slipped.marks import sign_of, spoken

_LANE, _FOOT, _SIGN = 34, 24, 11
_NEAR = 9
"""A click so many pixels beside a sign means it."""


class Placed(NamedTuple):
    """A line and where its sign stands."""

    line: Line
    at: QPointF


class TimeAxis(QWidget):
    """`show_lines(lines, first, last, now)`; `chosen(line)` as one moves, `opened(line)` by Enter or a double click."""

    spoken_role = QAccessible.Role.Chart

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lines: Sequence[Line] = ()
        self._first = self._last = date.min
        self._now: datetime | None = None
        self._current: Line | None = None
        theme.bus().changed.connect(self._restyle)

    def show_lines(self, lines: Sequence[Line], first: date, last: date, now: datetime) -> None:
        """Show the promises from ``first`` to ``last``; ``now`` is in the firm's zone."""
        self._lines, self._first, self._last, self._now = lines, first, max(last, first), now
        ahead = [self._day(line.due) for line in lines if line.due is not None]
        self._last = max([self._last, *ahead])
        keep = [line for line in lines if self._current is not None and _same(line, self._current)]
        self._current = keep[0] if keep else None
        self._describe()
        self.updateGeometry()
        self.update()

    def current(self) -> Line | None:
        """The promise that is gone to."""
        return self._current

    def choose(self, line: Line | None) -> None:
        """Go to a promise, without saying so."""
        self._current = line
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(640), theme.px(_LANE) * len(self._lanes()) + theme.px(_FOOT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), self.sizeHint().height())

    def placed(self) -> list[Placed]:
        """Where each promise stands, in the order of time."""
        lanes = self._lanes()
        return [
            Placed(line, QPointF(self._x(_place(line)), self._y(lanes.index(line.kind))))
            for line in self._lines
        ]

    def _lanes(self) -> list[OwedKind]:
        return [kind for kind in KINDS if any(line.kind is kind for line in self._lines)] or [KINDS[0]]

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self._now.tzinfo if self._now else None).date()

    def _left(self) -> int:
        metrics = QFontMetrics(theme.font("small"))
        return max(metrics.horizontalAdvance(say_kind(kind)) for kind in KINDS) + theme.px(26)

    def _x(self, moment: datetime) -> float:
        """Across, by time; a day's room at either end."""
        zone = self._now.tzinfo if self._now else None
        begin = datetime.combine(self._first, time(), tzinfo=zone) - timedelta(days=1)
        end = datetime.combine(self._last, time(), tzinfo=zone) + timedelta(days=2)
        share = (moment - begin) / (end - begin)
        left = self._left()
        return left + min(1.0, max(0.0, share)) * (self.width() - left - theme.px(10))

    def _y(self, lane: int) -> float:
        return theme.px(_LANE) * (lane + 0.5)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._now is None:
            return
        painter = paint.begin(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        placed = self.placed()
        for one in placed:
            self._paint_bar(painter, one)
        for one in placed:
            self._paint_sign(painter, one)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.CHIP_RADIUS)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        now, lanes = theme.colors(), self._lanes()
        bottom = theme.px(_LANE) * len(lanes)
        for number, kind in enumerate(lanes):
            wide = self._left() - theme.px(14)  # the keyboard's ring stands before the words, not on them
            rect = QRectF(theme.px(6), theme.px(_LANE) * number, wide, theme.px(_LANE)).toRect()
            paint.text(painter, rect, say_kind(kind), now.dim, theme.font("small"))
            y = theme.px(_LANE) * (number + 1)
            painter.fillRect(QRectF(0, y - 1, self.width(), 1), now.line)
        free = 0.0
        for day, words in self._ticks():
            x = self._x(datetime.combine(day, time(), tzinfo=self._now.tzinfo if self._now else None))
            painter.fillRect(QRectF(x, 0, 1, bottom), now.line)
            wide = QFontMetrics(theme.font("small")).horizontalAdvance(words) + theme.px(10)
            if x >= free and x + wide <= self.width():
                paint.text(
                    painter,
                    QRectF(x + theme.px(3), bottom, wide, theme.px(_FOOT)).toRect(),
                    words,
                    now.dim,
                    theme.font("small"),
                )
                free = x + wide
        if self._now is not None:
            painter.fillRect(QRectF(self._x(self._now), 0, theme.px(2), bottom), now.accent)

    def _ticks(self) -> Iterator[tuple[date, str]]:
        """The first days of months, and the year where it begins; of a short time Mondays."""
        if (self._last - self._first).days <= 45:
            day = self._first + timedelta(days=-self._first.weekday() % 7)
            while day <= self._last:
                yield day, say_short(day, self._last)
                day += timedelta(days=7)
            return
        month = self._first.replace(day=1)
        while month <= self._last:
            if month >= self._first:
                yield (
                    month,
                    say_month(month, short=True) if month.month == 1 else month_name(month.month, short=True),
                )
            month = add_months(month, 1)

    def _paint_bar(self, painter: QPainter, one: Placed) -> None:
        """From when it was due to when it was given: how late it was."""
        line = one.line
        if line.due is None or line.late_by is None or self._now is None:
            return
        begin, end = self._x(line.due), self._x(line.settled_at or self._now)
        ink = tone_ink(sign_of(line.state).tone)
        high = theme.px(4)
        painter.fillRect(QRectF(begin, one.at.y() - high / 2, max(end - begin, theme.px(3)), high), ink)

    def _paint_sign(self, painter: QPainter, one: Placed) -> None:
        sign, size = sign_of(one.line.state), theme.px(_SIGN)
        box = QRectF(one.at.x() - size / 2, one.at.y() - size / 2, size, size)
        ground = self.palette().color(self.backgroundRole())
        if sign.shape is not paint.Shape.DONE:
            paint.rounded(painter, box.adjusted(-2, -2, 2, 2), ground, None, size)
        paint.shape(painter, box, sign.shape, tone_ink(sign.tone))
        if self._current is not None and _same(one.line, self._current):
            paint.focus_ring(painter, box.adjusted(-4, -4, 4, 4), theme.CHIP_RADIUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if by := across(self, key):
            self._step(by)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and self._lines:
            self._go(self._lines[0 if key == Qt.Key.Key_Home else -1])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current is not None:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        if not self._lines:
            return
        numbers = [n for n, one in enumerate(self._lines) if self._current and _same(one, self._current)]
        number = numbers[0] + by if numbers else (0 if by > 0 else len(self._lines) - 1)
        self._go(self._lines[min(max(number, 0), len(self._lines) - 1)])

    def _go(self, line: Line) -> None:
        self.choose(line)
        self.chosen.emit(line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if found is not None:
            self._go(found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if found is not None:
            self.opened.emit(found)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._now is not None:
            found = self._at(event.pos())
            QToolTip.showText(event.globalPos(), spoken(found, self._now) if found else "", self)
            return True
        return super().event(event)

    def _at(self, place: QPoint) -> Line | None:
        where = paint.seen_at(self, place)
        near = [
            (abs(one.at.x() - where.x()), one.line)
            for one in self.placed()
            if abs(one.at.x() - where.x()) <= theme.px(_NEAR)
            and abs(one.at.y() - where.y()) <= theme.px(_LANE) / 2
        ]
        return min(near, key=lambda one: one[0])[1] if near else None

    def _describe(self) -> None:
        """What a screen reader says: where one is, else what there is."""
        if self._current is not None and self._now is not None:
            announce(self, spoken(self._current, self._now))
        else:
            late = sum(line.state in {LineState.LATE, LineState.MISSED} for line in self._lines)
            words = self.tr("{count} promises, {late} of them late. The list below says each.")
            self.setAccessibleDescription(words.format(count=len(self._lines), late=late))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def _place(line: Line) -> datetime:
    """What was given stands where it was given, what is owed where it is due."""
    if line.state is LineState.EXCUSED or line.settled_at is None:
        return line.order
    return line.settled_at


def _same(one: Line, other: Line) -> bool:
    return (one.kind, one.source_id, one.due, one.entry_id) == (
        other.kind,
        other.source_id,
        other.due,
        other.entry_id,
    )
