"""A PDF on screen and on the printer, from memory: no file in plain text is ever written for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.kit import tasks, theme

RESIZE_PAUSE = 120
"""Milliseconds after the last change of size before the pages are painted anew."""
PRINT_DPI = 300
"""More makes images of 30 MB a page and no letter sharper."""


class Preview(QScrollArea):
    """The pages of one report, one below the other, as wide as the view.

    Painted from pictures made off the main thread. Qt's own PDF view is not used: destroyed while it renders, as a
    lock destroys it, it ends the program.
    """

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(theme.px(320))
        self._pdf = b""
        self._pages = _Pages(self)
        self.setWidget(self._pages)
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.timeout.connect(self._render)

    def show_pdf(self, pdf: bytes) -> None:
        """Show these bytes."""
        self._pdf = pdf
        self._render()

    def clear(self) -> None:
        """Show nothing."""
        self._pdf = b""
        self._pages.show_images(())

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return len(self._pages.images)

    def _render(self) -> None:
        pdf, ratio = self._pdf, self.devicePixelRatioF()
        width = round((self.viewport().width() - theme.px(2)) * ratio)
        if pdf and width > 0:
            tasks.run_pool(
                lambda task: page_images(pdf, width, ratio, task), owner=self, done=self._pages.show_images
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized.start(RESIZE_PAUSE)


class _Pages(QWidget):
    """The pictures, centred, with a line around each page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.images: tuple[QImage, ...] = ()

    def show_images(self, images: Sequence[QImage]) -> None:
        """Show these pages."""
        self.images = tuple(images)
        self.setMinimumHeight(sum(self._height(image) + theme.px(12) for image in self.images))
        self.setAccessibleDescription(self.tr("{count} pages").format(count=len(self.images)))
        self.update()

    def _height(self, image: QImage) -> int:
        return round(image.height() / image.devicePixelRatio())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        y = 0
        for image in self.images:
            width = round(image.width() / image.devicePixelRatio())
            box = QRect((self.width() - width) // 2, y, width, self._height(image))
            painter.drawImage(box, image)
            painter.setPen(theme.colors().line)
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            y += box.height() + theme.px(12)
        painter.end()


def page_images(pdf: bytes, width: int, ratio: float, task: tasks.Task) -> tuple[QImage, ...]:
    """Every page as a picture ``width`` device pixels wide; made wherever it is called."""
    document = QPdfDocument()
    buffer = load(document, pdf)
    images = []
    for number in range(document.pageCount()):
        task.check()
        image = page_image(document, number, width * 72 / document.pagePointSize(number).width())
        image.setDevicePixelRatio(ratio)
        images.append(image)
    document.close()
    buffer.close()
    return tuple(images)


def load(document: QPdfDocument, pdf: bytes) -> QBuffer:
    """Load bytes into a document; the answer has to be kept as long as the document is used."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return buffer


def set_paper(printer: QPrinter, pdf: bytes) -> None:
    """Make the printer's paper the report's own, without margins of its own."""
    document = QPdfDocument()
    buffer = load(document, pdf)
    points: QSizeF = document.pagePointSize(0)
    wide = points.width() > points.height()  # lies on its side, as printers have it: the same sheet, turned
    size = QPageSize(points.transposed() if wide else points, QPageSize.Unit.Point)
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, turned, QMarginsF())
    printer.setPageLayout(layout)
    document.close()
    buffer.close()


def print_pdf(printer: QPrinter, pdf: bytes) -> int:
    """Print every page chosen in the dialog; the answer counts them."""
    document = QPdfDocument()
    buffer = load(document, pdf)
    dpi = min(PRINT_DPI, printer.resolution())
    first = max(1, printer.fromPage()) - 1
    last = (printer.toPage() or document.pageCount()) - 1
    painter = QPainter(printer)
    pages = range(first, min(last, document.pageCount() - 1) + 1)
    for number in pages:
        if number > first:
            printer.newPage()
        target = painter.viewport()
        painter.drawImage(target, page_image(document, number, dpi))
    painter.end()
    document.close()
    buffer.close()
    return len(pages)


def page_image(document: QPdfDocument, number: int, dpi: float) -> QImage:
    """One page; a rendered page is transparent, so it is laid on white."""
    points = document.pagePointSize(number)
    size = QSize(round(points.width() * dpi / 72), round(points.height() * dpi / 72))
    page = QImage(size, QImage.Format.Format_RGB32)
    page.fill(QColor("white"))
    painter = QPainter(page)
    painter.drawImage(0, 0, document.render(number, size))
    painter.end()
    return page
