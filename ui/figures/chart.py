"""A chart on the screen: the same bars as on paper, painted in the window's colours."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.figures.charts import Chart
from app.figures.drawing import Block, Drawing, set_out
from ui.kit import paint, theme
from ui.kit.showing import show_if


class ChartView(QWidget):
    """`show_chart(chart)`; as high as the chart is at the width it has. A screen reader hears it in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        theme.bus().changed.connect(self._restyle)

    def show_chart(self, chart: Chart | None) -> None:
        """Show this one; None shows nothing and takes no room."""
        self._chart = chart
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
        now, painter = theme.colors(), QPainter(self)
        for block in drawing.blocks:
            _bar(painter, block)
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
            rect = QRectF(words.x - (wide if words.to_left else 0.0), words.y, wide, high).toRect()
            align = Qt.AlignmentFlag.AlignRight if words.to_left else Qt.AlignmentFlag.AlignLeft
            paint.text(painter, rect, words.said, now.ink, font, align)
        painter.end()

    def _restyle(self) -> None:
        drawing = self._drawing()
        self.setFixedHeight(round(drawing.height) + 2 if drawing else 0)
        self.update()


def _bar(painter: QPainter, block: Block) -> None:
    """The first series is full, the second an outline: told apart without colours."""
    now = theme.colors()
    rect = QRectF(block.x, block.y, block.width, block.height)
    painter.fillRect(rect, now.accent if block.series == 0 else now.accent_ground)
    painter.setPen(QPen(now.accent, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)
