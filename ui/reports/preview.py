"""The one preview of every document: pages, small pages beside them, zoom, search, copy."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import tr
from app.kernel.numbers import say_number
from ui.kit import theme
from ui.kit.buttons import IconButton, LinkButton
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.reports.find_line import FindLine
from ui.reports.pages import Pages
from ui.reports.thumbs import Thumbs

ROOM_FOR_THUMBS = 560
"""Pixels of width from which on the small pages stand beside the others."""


class Preview(QWidget):
    """`show_pdf(bytes)`, `clear()`. With the keyboard on the paper: Ctrl +/−/0, Ctrl+F, F3, Ctrl+A, Ctrl+C."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.view = Pages(name, self)
        self.thumbs = Thumbs(self.tr("Pages"), self)
        self.find_line = FindLine(self.view)
        self.where = Label("", "small", tone=Tone.DIM)
        self.percent = Label("", "small", tone=Tone.DIM)
        self.smaller = IconButton("minus", self.tr("Smaller (Ctrl+-)"), lambda: self.view.zoom(-1))
        self.larger = IconButton("plus", self.tr("Larger (Ctrl++)"), lambda: self.view.zoom(1))
        self.fit = LinkButton(self.tr("Whole page"), self._on_fit_clicked)
        self.search = IconButton("search", self.tr("Find in the document (Ctrl+F)"), self.find_line.begin)
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.where)
        row.addStretch(1)
        for widget in (self.smaller, self.percent, self.larger, self.fit, self.search):
            row.addWidget(widget)
        across = QHBoxLayout()
        across.setSpacing(theme.px(8))
        across.addWidget(self.thumbs)
        across.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._bar)
        column.addWidget(self.find_line)
        column.addLayout(across, 1)
        self.setFocusProxy(self.view)
        self.view.page_changed.connect(self._on_page_changed)
        self.view.zoomed.connect(self._say)
        self.view.find_asked.connect(self.find_line.begin)
        self.view.step_asked.connect(self.find_line.step)
        self.thumbs.picked.connect(lambda page: self.view.go_to(int(page)))
        self._arrange()
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setMinimumWidth(theme.px(320))

    def show_pdf(self, pdf: bytes) -> None:
        """Show these bytes."""
        self.view.show_pdf(pdf)
        self.thumbs.show_pdf(pdf)
        self._arrange()
        self._say()
        if not self.find_line.isHidden():
            self.find_line.look()

    def clear(self) -> None:
        """Show nothing."""
        self.find_line.put_away()
        self.view.clear()
        self.thumbs.clear()
        self._arrange()
        self._say()

    @property
    def pages(self) -> int:
        """How many pages are shown; none before the first of them can be seen."""
        return len(self.view.sizes) if self.view.drawn else 0

    def _arrange(self) -> None:
        count = len(self.view.sizes)
        self.thumbs.setVisible(count > 1 and self.width() >= theme.px(ROOM_FOR_THUMBS))
        for widget in (self.smaller, self.larger, self.fit, self.search):
            widget.setEnabled(count > 0)

    def _say(self) -> None:
        count = len(self.view.sizes)
        words = self.tr("Page {page} of {pages}").format(
            page=say_number(self.view.page + 1), pages=say_number(count)
        )
        self.where.setText(words if count else "")
        self.view.setAccessibleDescription(words if count else "")
        self.percent.setText(tr("{percent} %").format(percent=self.view.percent) if count else "")
        self.fit.setText(self.tr("Full width") if self.view.fits_page else self.tr("Whole page"))
        self.fit.updateGeometry()

    def _on_page_changed(self, page: int) -> None:
        self.thumbs.mark(page)
        self._say()

    def _on_fit_clicked(self) -> None:
        self.view.fit(page=not self.view.fits_page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
