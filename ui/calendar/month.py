"""The grid of a month, painted: week numbers, seven columns, items as chips.

By keyboard: arrows, Space for the next item of a day, Enter to open it, Page Up and Down for another month.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.kit import chips, theme
from ui.kit.chips import Chip

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Entry:
    """One chip on a day; ``key`` is the page's own, ``tip`` the whole sentence."""

    key: object
    chip: Chip
    tip: str


@dataclass(frozen=True, slots=True)
class MonthView:
    """What the grid shows: ``off`` are days that nobody works, with the holiday's name or ""."""

    first: date
    today: date
    entries: Mapping[date, Sequence[Entry]] = field(default_factory=dict)
    off: Mapping[date, str] = field(default_factory=dict)

    @property
    def start(self) -> date:
        """The Monday that the grid begins with."""
        return self.first - timedelta(days=self.first.weekday())

    @property
    def weeks(self) -> int:
        """Rows of the grid: as many as the month touches."""
        following = (self.first.replace(day=28) + timedelta(days=4)).replace(day=1)
        last = following - timedelta(days=1)
        return (last - self.start).days // 7 + 1


class MonthGrid(QWidget):
    """Paints a `MonthView`. Arrow keys move between days, Space between the items of a day, Enter opens."""

    opened = Signal(object)
    day_chosen = Signal(object)
    turned = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._view: MonthView | None = None
        self._here: date | None = None
        self._item = 0
        theme.bus().changed.connect(self.update)

    def show_month(self, view: MonthView) -> None:
        """Show a month; the chosen day stays if it lies in it."""
        self._view = view
        last = view.start + timedelta(days=7 * view.weeks - 1)
        if self._here is None or not view.start <= self._here <= last:
            self._here = view.today if view.start <= view.today <= last else view.first
            self._item = 0
        self._tell_accessible()
        self.update()

    @property
    def here(self) -> date | None:
        """The chosen day."""
        return self._here

    def sizeHint(self) -> QSize:
        return QSize(theme.px(900), theme.px(600))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(320))

    def paintEvent(self, event: QPaintEvent) -> None:
        view = self._view
        painter = QPainter(self)
        colors = theme.colors()
        painter.fillRect(self.rect(), colors.pane)
        if view is None:
            return
        self._paint_heads(painter)
        for number in range(7 * view.weeks):
            day = view.start + timedelta(days=number)
            self._paint_day(painter, view, day, self._cell(number))
        painter.setPen(QPen(colors.line, 1))
        for row in range(view.weeks + 1):
            y = self._top() + row * self._height(view)
            painter.drawLine(0, y, self.width(), y)
            if row < view.weeks:
                monday = view.start + timedelta(days=7 * row)
                box = QRect(0, y + theme.px(8), self._gutter(), theme.px(20))
                painter.setPen(colors.dim)
                painter.setFont(theme.font("small"))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(monday.isocalendar().week))
                painter.setPen(QPen(colors.line, 1))
        for column in range(7):
            x = self._cell(column).left()
            painter.drawLine(x, 0, x, self._top() + view.weeks * self._height(view))
        painter.end()

    def _paint_heads(self, painter: QPainter) -> None:
        colors = theme.colors()
        painter.fillRect(QRect(0, 0, self.width(), self._top()), colors.page)
        painter.setFont(theme.font("small"))
        painter.setPen(colors.dim)
        for column, name in enumerate(WEEKDAYS):
            box = self._cell(column)
            painter.drawText(
                QRect(box.left() + theme.px(6), 0, box.width(), self._top()),
                Qt.AlignmentFlag.AlignVCenter,
                self.tr(name),
            )

    def _paint_day(self, painter: QPainter, view: MonthView, day: date, box: QRect) -> None:
        colors = theme.colors()
        if day in view.off:
            painter.fillRect(box, colors.page)
        if day == self._here and self.hasFocus():
            painter.fillRect(box, colors.selection)
        in_month = (day.year, day.month) == (view.first.year, view.first.month)
        number = QRect(box.left() + theme.px(4), box.top() + theme.px(4), theme.px(28), theme.px(20))
        painter.setFont(_bold(theme.font("small")) if day == view.today else theme.font("small"))
        if day == view.today:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.accent)
            painter.drawRoundedRect(number, number.height() / 2, number.height() / 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colors.on_accent)
        else:
            painter.setPen(colors.ink if in_month else colors.dim)
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if view.off.get(day):
            painter.setPen(colors.dim)
            painter.setFont(theme.font("small"))
            room = QRect(
                number.right() + theme.px(4),
                number.top(),
                box.right() - number.right() - theme.px(10),
                number.height(),
            )
            name = QFontMetrics(painter.font()).elidedText(
                view.off[day], Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        self._paint_entries(painter, view, day, box)

    def _paint_entries(self, painter: QPainter, view: MonthView, day: date, box: QRect) -> None:
        colors = theme.colors()
        entries = view.entries.get(day, ())
        shown = self._room(box)
        for position, entry in enumerate(entries[:shown] if len(entries) <= shown else entries[: shown - 1]):
            line = self._line(box, position)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(chips.tone_ground(entry.chip.tone))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(line, theme.px(3), theme.px(3))
            if day == self._here and position == self._item and self.hasFocus():
                painter.setPen(QPen(colors.accent, 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(line, theme.px(3), theme.px(3))
            painter.setPen(chips.tone_ink(entry.chip.tone))
            painter.setFont(theme.font("small"))
            words = f"{entry.chip.shape.value} {entry.chip.text}".strip()
            text = QFontMetrics(painter.font()).elidedText(
                words, Qt.TextElideMode.ElideRight, line.width() - theme.px(10)
            )
            painter.drawText(line.adjusted(theme.px(5), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        if len(entries) > shown:
            painter.setPen(colors.dim)
            painter.setFont(theme.font("small"))
            more = self.tr("{count} more").format(count=len(entries) - shown + 1)
            painter.drawText(
                self._line(box, shown - 1).adjusted(theme.px(5), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, more
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        view, here = self._view, self._here
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        key = Qt.Key(event.key())
        if view is None or here is None:
            super().keyPressEvent(event)
        elif key in steps:
            self._choose(here + timedelta(days=steps[key]))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self._item)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Space}:
            count = len(view.entries.get(here, ()))
            self._item = (self._item + 1) % count if count else 0
            self._tell_accessible()
            self.update()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if found is not None:
            self._choose(found[0], found[1])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if found is not None:
            self._open(found[1])

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._view is not None:
            found = self._at(event.pos())
            entries = self._view.entries.get(found[0], ()) if found else ()
            if found and found[1] < len(entries):
                plain = entries[found[1]].tip.replace("&", "&amp;").replace("<", "&lt;")
                QToolTip.showText(event.globalPos(), plain, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _choose(self, day: date, item: int = 0) -> None:
        view = self._view
        if view is None:
            return
        if day < view.start or day >= view.start + timedelta(days=7 * view.weeks):
            self._here = day
            self.turned.emit(-1 if day < view.start else 1)
            return
        self._here, self._item = day, item
        self._tell_accessible()
        self.day_chosen.emit(day)
        self.update()

    def _open(self, item: int) -> None:
        entries = self._view.entries.get(self._here, ()) if self._view and self._here else ()
        if item < len(entries):
            self.opened.emit(entries[item].key)

    def _tell_accessible(self) -> None:
        view, here = self._view, self._here
        if view is None or here is None:
            return
        entries = view.entries.get(here, ())
        said = "; ".join(entry.tip for entry in entries) or self.tr("nothing")
        self.setAccessibleDescription(f"{here.day} {WEEKDAYS[here.weekday()]}: {said}")

    def _at(self, point: QPoint) -> tuple[date, int] | None:
        view = self._view
        if view is None:
            return None
        for number in range(7 * view.weeks):
            box = self._cell(number)
            if box.contains(point):
                day = view.start + timedelta(days=number)
                over = [i for i in range(self._room(box)) if self._line(box, i).contains(point)]
                return day, over[0] if over else len(view.entries.get(day, ()))
        return None

    def _gutter(self) -> int:
        return theme.px(40)

    def _top(self) -> int:
        return theme.px(28)

    def _height(self, view: MonthView) -> int:
        return (self.height() - self._top() - 1) // view.weeks

    def _cell(self, number: int) -> QRect:
        """Weekend columns are half as wide: little lies there."""
        view = self._view
        row, column = divmod(number, 7)
        unit = (self.width() - self._gutter()) / 6.06
        widths = [unit] * 5 + [unit * 0.53] * 2
        left = self._gutter() + sum(widths[:column])
        height = self._height(view) if view else 0
        return QRect(
            round(left), self._top() + row * height, round(left + widths[column]) - round(left), height
        )

    def _line(self, box: QRect, position: int) -> QRect:
        height = theme.px(20)
        top = box.top() + theme.px(27) + position * height
        return QRect(box.left() + theme.px(6), top, box.width() - theme.px(12), height - theme.px(3))

    def _room(self, box: QRect) -> int:
        return max(1, (box.height() - theme.px(29)) // theme.px(20))


def _bold(font: QFont) -> QFont:
    font.setBold(True)
    return font
