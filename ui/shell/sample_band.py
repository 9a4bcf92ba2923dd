"""The band over the window of the sample firm, so that nobody takes it for their own, or works in it by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.chips import Tone
from ui.kit.labels import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class SampleBand(QWidget):
    """Words, across the whole window, on every page and before the password, too."""

    def __init__(self) -> None:
        super().__init__()
        theme.set_ground(self, "soon")
        lead = Label(self.tr("▲ Sample firm"), "bold", tone=Tone.SOON)
        words = self.tr("Everybody in it is made up. What you do here is thrown away when Liaison is closed.")
        self.setAccessibleName(f"{self.tr('Sample firm')}. {words}")
        row = QHBoxLayout(self)
        row.addWidget(lead)
        row.addWidget(Label(words, tone=Tone.SOON, wrap=True), 1)
        self._row = row
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self._row.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(7))
        self._row.setSpacing(theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line below: what sets it off where the system's colours are forced."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colors().soon)
        painter.end()


def under_band(stack: QWidget) -> tuple[QWidget, SampleBand]:
    """The window's middle with the band over it, hidden until it is true."""
    middle, band = QWidget(), SampleBand()
    column = QVBoxLayout(middle)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(band)
    column.addWidget(stack, 1)
    band.hide()
    return middle, band


def title_of(firm: str, page: str = "", *, is_sample: bool) -> str:
    """What the window is called; ``firm`` is empty while it is locked, ``page`` where there is one window."""
    parts = [QCoreApplication.translate("SampleBand", "Sample firm")] if is_sample else []
    return " – ".join([*parts, *filter(None, [page, firm]), "Liaison"])
