"""What month, week and agenda have in common: a day and an entry that the keyboard is on, opening, dragging.

By keyboard: arrows, Space for the next entry of a day, Enter to open it, Shift+Enter for the whole day, M to move it to
another day, Page Up and Down to turn the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from ui.calendar.shown import Entry, Shown
from ui.kit import beside, chips, paint, theme
from ui.kit.announcing import announce
from ui.kit.arrows import across
from ui.kit.chips import Chip
from ui.kit.paint import Shape

MORE = -1
"""The line that says how many more there are."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where an entry of a day is painted; ``number`` counts from 0, `MORE` for those that have no room."""

    box: QRect
    day: date
    number: int


class DayView(QWidget):
    """Paints a `Shown`. Subclasses say where days and entries lie, and paint them."""

    spoken_role = QAccessible.Role.Canvas

    opened = Signal(object)  # an Entry
    day_opened = Signal(object)  # a date: all of it is wanted
    turned = Signal(int)
    move_asked = Signal(object)  # an Entry
    dropped = Signal(object, object)  # an Entry, the date it was dragged to
    came_to = Signal(object)  # a QRect that has to be seen

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.shown: Shown | None = None
        self.here: date | None = None
        self.item = 0
        self._pressed: tuple[QPoint, Line] | None = None
        self._dragged: Entry | None = None
        self._over: date | None = None
        self._cursor = QPoint()
        self._boxes: list[tuple[date, QRect]] = []
        self._lines: list[Line] = []
        theme.bus().changed.connect(self._on_theme_changed)

    def show_days(self, shown: Shown) -> None:
        """Show these; the keyboard stays on its day where that is one of them, else it is on today or the first."""
        self.shown = shown
        if self.here is None or not shown.has(self.here) or not self._fits(self.here):
            month = shown.month
            inside = shown.has(shown.today) and (month is None or shown.today.month == month.month)
            self.here = shown.today if inside else month or shown.first
            self.item = 0
        self.item = min(self.item, max(0, len(shown.on(self.here)) - 1))
        self.lay_out()
        self._tell()
        self.update()

    def entry(self) -> Entry | None:
        """What the keyboard is on."""
        entries = self.shown.on(self.here) if self.shown and self.here else ()
        return entries[self.item] if self.item < len(entries) else None

    def choose(self, day: date, item: int = 0) -> None:
        """Put the keyboard on a day; one that is not shown turns the page."""
        shown = self.shown
        if shown is None:
            return
        self.here, self.item = day, item
        if not shown.has(day) or not self._fits(day):
            self.turned.emit(-1 if day < (shown.month or shown.first) else 1)
            return
        self._tell()
        self._come_to(day, item)
        self.update()

    def _come_to(self, day: date, item: int) -> None:
        """It has to be seen."""
        box = next((line.box for line in self.lines() if line.day == day and line.number == item), None)
        self.came_to.emit(paint.seen_in(self, box if box is not None else self.box_of(day)))

    # -- where things lie: of the subclass ----------------------------------------------------------------------------

    def boxes(self) -> Sequence[tuple[date, QRect]]:
        """Each day and its room."""
        return self._boxes

    def lines(self) -> Sequence[Line]:
        """Each entry that has room, and the lines that say how many have none."""
        return self._lines

    def step(self, by: int) -> None:
        """Up (-1) or down (1)."""
        raise NotImplementedError

    def lay_out(self) -> None:
        """The days are others, or the letters are, or the room is: measure anew."""
        if self.shown is not None:
            self._boxes, self._lines = [], []
            self.place(self.shown)

    def place(self, shown: Shown) -> None:
        """Say in ``_boxes`` and ``_lines`` where everything lies."""
        raise NotImplementedError

    def paint_days(self, painter: QPainter, shown: Shown, seen: QRect) -> None:
        """Paint what lies in ``seen``, on the ground of a pane."""
        raise NotImplementedError

    def _fits(self, day: date) -> bool:
        """Whether the keyboard may be on that day without turning the page."""
        return True

    # -- what they share ----------------------------------------------------------------------------------------------

    def box_of(self, day: date) -> QRect:
        """The room of a day; nothing where it is not shown."""
        return next((box for one, box in self.boxes() if one == day), QRect())

    def step_item(self, by: int) -> None:
        """The next or the former entry, over the ends of days."""
        shown = self.shown
        if shown is None or self.here is None:
            return
        day, item = self.here, self.item + by
        while not 0 <= item < len(shown.on(day)):
            day += timedelta(days=1 if by > 0 else -1)
            if not shown.has(day):
                return
            item = 0 if by > 0 else len(shown.on(day)) - 1
        self.choose(day, item)

    def draw_chip(self, painter: QPainter, box: QRect, chip: Chip, *, here: bool, done: bool = False) -> None:
        """A chip over the whole width of its box; a tick at the end of what is ``done``. In a narrow day its sign
        stands for it: "…" alone would say nothing."""
        now = theme.colors()
        line = now.line if now.forced else None
        paint.rounded(painter, QRectF(box), chips.tone_ground(chip.tone), line, theme.px(3))
        if here:
            paint.focus_ring(painter, QRectF(box), theme.px(3))
        left = box.left() + theme.px(6)
        ink = chips.tone_ink(chip.tone)
        if chip.shape is not Shape.NONE:
            side = theme.px(9)
            paint.shape(painter, QRectF(left, box.center().y() + 1 - side / 2, side, side), chip.shape, ink)
            left += theme.px(14)
        right = box.right() - theme.px(4)
        if done:
            right -= theme.px(13)
            draw_tick(painter, box, ink)
        words = QRect(left, box.top(), right - left, box.height())
        font = theme.font("small")
        if chip.shape is Shape.NONE or words.width() >= QFontMetrics(font).horizontalAdvance("nn…"):
            paint.text(painter, words, chip.text, ink, font)

    def draw_here(self, painter: QPainter, box: QRect, *, is_empty: bool) -> None:
        """The day that the keyboard is on; a ring where no entry has one, and where the ground is the system's."""
        now = theme.colors()
        if not now.forced:
            painter.fillRect(box, now.selection)
        if is_empty or now.forced:
            paint.focus_ring(painter, QRectF(box).adjusted(1, 1, -1, -1), theme.CHIP_RADIUS)

    def draw_dragged(self, painter: QPainter) -> None:
        """The entry under the mouse, and the day it would go to."""
        if self._dragged is None:
            return
        now = theme.colors()
        if self._over is not None:
            paint.focus_ring(painter, QRectF(self.box_of(self._over)).adjusted(1, 1, -1, -1), 2)
        box = QRect(self._cursor + QPoint(theme.px(8), theme.px(4)), self._ghost())
        paint.rounded(painter, QRectF(box), now.pane, now.line, theme.px(3))
        self.draw_chip(painter, box, self._dragged.chip, here=False)

    def _ghost(self) -> QSize:
        return QSize(theme.px(190), theme.px(20))

    def is_here(self, line: Line) -> bool:
        """Whether the keyboard is on that entry."""
        return self.hasFocus() and line.day == self.here and line.number == self.item

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, shown = self.here, self.shown
        key = Qt.Key(event.key())
        down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if shown is None or here is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape and self._dragged is not None:
            self._end_drag()
        elif by := across(self, key):
            self.choose(here + timedelta(days=by))
        elif key in down:
            self.step(down[key])
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            start = shown.weeks.start(here)
            self.choose(start if key == Qt.Key.Key_Home else start + timedelta(days=6))
        elif beside.asked_by_key(event):
            self._open_beside()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._open_day() if shifted else self._open()
        elif key == Qt.Key.Key_Space:
            count = len(shown.on(here))
            self.choose(here, (self.item + 1) % count if count else 0)
        elif key == Qt.Key.Key_M and not event.modifiers():
            if (entry := self.entry()) is not None:
                self.move_asked.emit(entry)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = paint.seen_at(self, event.position().toPoint())
        line = self._line_at(point)
        if beside.asked_by_mouse(event, ctrl=True) and line is not None and line.number != MORE:
            self.choose(line.day, line.number)
            self._open_beside()
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if line is not None and line.number == MORE:
            self.choose(line.day)
            self.day_opened.emit(line.day)
        elif line is not None:
            self.choose(line.day, line.number)
            self._pressed = point, line
        elif (day := self._day_at(point)) is not None:
            self.choose(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = paint.seen_at(self, event.position().toPoint())
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            began, line = self._pressed
            far = (point - began).manhattanLength() >= QApplication.startDragDistance()
            if self._dragged is None and far and self.shown is not None:
                entries = self.shown.on(line.day)
                self._dragged = entries[line.number] if line.number < len(entries) else None
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._cursor, self._over = point, self._day_at(point)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, day = self._dragged, self._over
        began = self._pressed[1].day if self._pressed is not None else None
        self._end_drag()
        if dragged is not None and day is not None and day != began:
            self.dropped.emit(dragged, day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = paint.seen_at(self, event.position().toPoint())
        line = self._line_at(point)
        if line is not None and line.number != MORE:
            self.choose(line.day, line.number)
            self._open()
        elif line is None and self._day_at(point) is not None:
            self._open_day()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            line = self._line_at(paint.seen_at(self, event.pos()))
            entries = self.shown.on(line.day) if line is not None and self.shown is not None else ()
            if line is not None and 0 <= line.number < len(entries):
                plain = entries[line.number].tip.replace("&", "&amp;").replace("<", "&lt;")
                QToolTip.showText(event.globalPos(), plain, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.here is not None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._come_to(self.here, self.item)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._end_drag()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        painter.fillRect(event.rect(), theme.colors().pane)
        if self.shown is not None:
            self.paint_days(painter, self.shown, event.rect())
            self.draw_dragged(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def _open(self) -> None:
        entry = self.entry()
        if entry is not None and not entry.folded:
            self.opened.emit(entry)
        else:
            self._open_day()

    def _open_beside(self) -> None:
        with beside.wanted():
            self._open()

    def _open_day(self) -> None:
        if self.here is not None:
            self.day_opened.emit(self.here)

    def _end_drag(self) -> None:
        self._pressed = self._dragged = self._over = None
        self.unsetCursor()
        self.update()

    def _line_at(self, point: QPoint) -> Line | None:
        return next((line for line in self.lines() if line.box.contains(point)), None)

    def _day_at(self, point: QPoint) -> date | None:
        return next((day for day, box in self.boxes() if box.contains(point)), None)

    def _tell(self) -> None:
        """A screen reader says the day, and the entry where the keyboard is on one."""
        if self.shown is None or self.here is None:
            return
        entry = self.entry()
        several = len(self.shown.on(self.here)) > 1
        said = self.shown.said(self.here)
        if entry is not None and several:
            said = self.tr("{entry}. {number} of {count}. {day}").format(
                entry=entry.tip, number=self.item + 1, count=len(self.shown.on(self.here)), day=said
            )
        announce(self, said) if self.hasFocus() else self.setAccessibleDescription(said)

    def _on_theme_changed(self) -> None:
        self.lay_out()
        self.updateGeometry()
        self.update()


def draw_tick(painter: QPainter, box: QRect, ink: QColor) -> None:
    """At the right end of a box: done."""
    side = theme.px(9)
    place = QRectF(box.right() - theme.px(5) - side, box.center().y() + 1 - side / 2, side, side)
    paint.shape(painter, place, Shape.DONE, ink)
