"""A chart on the screen: the same bars as on paper, painted in the window's colours."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.figures.charts import Bar, Chart
from app.figures.drawing import Drawing, Spot, set_out
from app.figures.pick import Pick
from ui.figures.bars import paint_bar
from ui.kit import paint, theme
from ui.kit.announcing import announce
from ui.kit.arrows import across
from ui.kit.showing import show_if

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ChartView(QWidget):
    """`show_chart(chart)`; as high as the chart is at the width it has. A screen reader hears it in words.
    ``opened(pick)`` by a click on a bar, or by Enter on the one that the arrow keys went to, where bars are figures."""

    spoken_role = QAccessible.Role.Chart
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._current: Spot | None = None
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        theme.bus().changed.connect(self._restyle)

    def show_chart(self, chart: Chart | None) -> None:
        """Show this one; None shows nothing and takes no room."""
        self._chart, self._current = chart, None
        clicks = any(self._pick(spot) is not None for spot in self._spots())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if clicks else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(chart.title if chart else "")
        self.setAccessibleDescription(chart.alt if chart else "")
        show_if(self, chart is not None)
        self._restyle()

    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    def sizeHint(self) -> QSize:
        drawing = self._drawing()
        return QSize(theme.px(480), round(drawing.height) if drawing else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def _drawing(self) -> Drawing | None:
        if self._chart is None:
            return None
        metrics = QFontMetricsF(theme.font("small", tabular=True))
        width = max(float(self.width()), theme.px(240.0))
        return set_out(self._chart, width, metrics.height() * 1.1, metrics.horizontalAdvance)

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing = self._drawing()
        if drawing is None:
            return
        now, painter = theme.colors(), paint.begin(self)
        for block in drawing.blocks:
            paint_bar(painter, block)
        if self._current is not None and self.hasFocus():
            paint.focus_ring(painter, self._lane(drawing, self._current), theme.CHIP_RADIUS)
        x, top, bottom = drawing.axis
        painter.setPen(QPen(now.ink, 1))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        if drawing.reference is not None:
            x, top, bottom = drawing.reference
            painter.setPen(QPen(now.ink, theme.px(1.5), Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        for plate in drawing.plates:
            painter.fillRect(QRectF(*plate), now.page)
        font = theme.font("small", tabular=True)
        high = QFontMetricsF(font).height() * 1.1
        for words in drawing.words:
            wide = words.x if words.to_left else self.width() - words.x
            rect = QRectF(words.x - (wide if words.to_left else 0.0), words.y, wide, high).toAlignedRect()
            align = Qt.AlignmentFlag.AlignRight if words.to_left else Qt.AlignmentFlag.AlignLeft
            paint.text(painter, rect, words.said, now.ink, font, align)
        painter.end()

    def _restyle(self) -> None:
        drawing = self._drawing()
        self.setFixedHeight(round(drawing.height) + 2 if drawing else 0)
        self.update()

    def _spots(self) -> tuple[Spot, ...]:
        drawing = self._drawing()
        return drawing.spots if drawing else ()

    def _bar(self, spot: Spot) -> Bar | None:
        return self._chart.series[spot.series].bars[spot.label] if self._chart else None

    def _pick(self, spot: Spot | None) -> Pick | None:
        """The figure behind a bar, where there are rows behind it."""
        bar = self._bar(spot) if spot is not None else None
        return bar.pick if bar is not None else None

    def _lane(self, drawing: Drawing, spot: Spot) -> QRectF:
        left = drawing.axis[0] + 1
        return QRectF(left, spot.y, self.width() - left - 2, spot.height)

    def _at(self, y: float) -> Spot | None:
        return next((one for one in self._spots() if one.y <= y < one.y + one.height), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pick = self._pick(self._at(event.position().y()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if pick else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = self._at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and (pick := self._pick(spot)) is not None:
            self._go(spot)
            self.opened.emit(pick)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = across(self, event.key()) or _STEPS.get(Qt.Key(event.key()), 0)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if (pick := self._pick(self._current)) is not None:
                self.opened.emit(pick)
        elif step:
            self._step(step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current is None:
            self._step(1)

    def _step(self, by: int) -> None:
        """To the next bar that has rows, or the one before; it stays where there is none."""
        spots = [one for one in self._spots() if self._pick(one) is not None]
        if not spots:
            return
        place = spots.index(self._current) + by if self._current in spots else 0
        self._go(spots[min(max(place, 0), len(spots) - 1)])

    def _go(self, spot: Spot | None) -> None:
        self._current = spot
        bar = self._bar(spot) if spot is not None else None
        if self._chart is not None and spot is not None and bar is not None:
            name, label = self._chart.series[spot.series].name, self._chart.labels[spot.label]
            announce(self, f"{label}: {name} {bar.said}")
        self.update()
