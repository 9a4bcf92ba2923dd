"""Chips side by side, in as many lines as they need; apart from chips themselves, which the unlock page needs too."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import paint, theme
from ui.kit.chips import Chip, chip_size, draw_chip
from ui.kit.flow import lines
from ui.kit.showing import show_if


class ChipLine(QWidget):
    """Chips in a line that wraps: the state of a matter under its name."""

    def __init__(self, chips: Iterable[Chip] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: tuple[Chip, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.bus().changed.connect(self.updateGeometry)
        self.set_chips(chips)

    def set_chips(self, chips: Iterable[Chip]) -> None:
        """Show these and no others."""
        self._chips = tuple(chips)
        self.setAccessibleName(", ".join(chip.spoken() for chip in self._chips))
        show_if(self, bool(self._chips))
        self.updateGeometry()
        self.update()

    def _places(self, width: int) -> tuple[list[QRect], int]:
        sizes = [QSize(chip_size(chip).width(), theme.px(20)) for chip in self._chips]
        found, high = lines(sizes, width, gap=theme.px(8), between=theme.px(4))
        top = self.contentsMargins().top()
        return [place.translated(0, top) for line in found for place in line], top + (high or theme.px(20))

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[1]

    def sizeHint(self) -> QSize:
        wide = sum(chip_size(chip).width() + theme.px(8) for chip in self._chips)
        return QSize(wide, theme.px(20) + self.contentsMargins().top())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), theme.px(20) + self.contentsMargins().top())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        for chip, place in zip(self._chips, self._places(self.width())[0], strict=True):
            draw_chip(painter, place.x(), place.y(), chip, self.width() - place.x())
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange}:
            self.updateGeometry()
        super().changeEvent(event)
