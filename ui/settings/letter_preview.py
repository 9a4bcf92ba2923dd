"""What a letter of the firm will look like: the real report, made small."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.errors import Refused
from app.settings.commands import FirmDetails
from ui.kit import tasks, theme
from ui.reports.pdf import Pdf


class LetterPreview(QWidget):
    """One page, as wide as the side column. It is made anew some time after a change; the newest counts."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._task: tasks.Task | None = None
        self.setAccessibleName(self.tr("Preview of your letters"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_letter(self, details: FirmDetails, logo: bytes | None, today: date) -> None:
        """Make the page on the pool."""
        if self._task is not None:
            self._task.cancel()
        self._task = tasks.run_pool(
            lambda _task: _pdf(details, logo, today), owner=self, done=self._on_made, failed=self._on_failed
        )

    @property
    def is_shown(self) -> bool:
        """Whether there is a page to see."""
        return not self._image.isNull()

    def _on_made(self, pdf: bytes) -> None:
        opened = Pdf(pdf)
        wide, _ = opened.size(0)
        page = opened.picture(0, max(theme.px(256) * self.devicePixelRatioF() * 2, 1) / wide * 72)
        opened.close()
        self._image = page
        self.updateGeometry()
        self.update()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error

    def sizeHint(self) -> QSize:
        if self._image.isNull():
            return QSize(theme.px(256), theme.px(340))
        high = theme.px(256) * self._image.height() / self._image.width()
        return QSize(theme.px(256), round(high) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect().adjusted(1, 1, -1, -1), self._image)
        painter.setPen(theme.colors().line)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


def _pdf(details: FirmDetails, logo: bytes | None, today: date) -> bytes:
    from app.reports.status.letter import render_status_report
    from app.reports.status.report import sample_report

    return render_status_report(sample_report(details, logo, today))
