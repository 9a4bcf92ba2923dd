"""A box to tick whose words go on in the next line where one line has no room for them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui.kit import theme

_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic


class Check(QCheckBox):
    """In one line it is Qt's own; a click on any of its lines ticks it."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.bus().changed.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        whole = super().sizeHint()
        return QSize(min(whole.width(), self._before() + theme.px(120)), whole.height())

    def heightForWidth(self, width: int) -> int:
        return max(super().sizeHint().height(), self._words(width).height() + 4)

    def _before(self) -> int:
        """Pixels of the box and the gap behind it."""
        metric = QStyle.PixelMetric
        style = self.style()
        return style.pixelMetric(metric.PM_IndicatorWidth, None, self) + style.pixelMetric(
            metric.PM_CheckBoxLabelSpacing, None, self
        )

    def _words(self, width: int) -> QRect:
        """Where the words stand in ``width`` pixels, as from left to right."""
        room = QRect(self._before(), 2, max(width - self._before(), 1), 1 << 20)
        leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return self.fontMetrics().boundingRect(room, int(_WRAPPED) | int(leading), self.text())

    @property
    def is_wrapped(self) -> bool:
        """Whether its words take more than one line."""
        return self.width() < super().sizeHint().width()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos) if self.is_wrapped else super().hitButton(pos)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_wrapped:
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        whole = self._words(self.width())
        box = self.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorHeight, None, self)
        option.text = ""
        option.rect = QRect(0, 0, self.width(), max(self.fontMetrics().lineSpacing() + 4, box))
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        words = QRect(self._before(), whole.y(), self.width() - self._before(), whole.height())
        lies = self.layoutDirection()
        words = QStyle.visualRect(lies, self.rect(), words)
        aligned = QStyle.visualAlignment(lies, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        # They run as their own letters do: the full stop of an English sentence stands behind it.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.style().drawItemText(
            painter,
            words,
            int(_WRAPPED) | int(aligned),
            self.palette(),
            self.isEnabled(),
            self.text(),
            self.foregroundRole(),
        )
        painter.end()
