"""A PDF on screen and on the printer, from memory: no file in plain text is ever written for it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QMarginsF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from ui.kit import theme

PRINT_DPI = 300
"""More makes images of 30 MB a page and no letter sharper."""


class Preview(QPdfView):
    """The pages of one report, one below the other, as wide as the view."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setFrameShape(QPdfView.Shape.NoFrame)
        self.setMinimumWidth(theme.px(320))
        self.setDocumentMargins(QMargins(0, 0, 0, 0))
        self._restyle()
        theme.bus().changed.connect(self._restyle)
        # No child of the view: a document that goes in the view's destructor takes the process with it (PySide6 6.11).
        self._document = QPdfDocument()
        self._buffer: QBuffer | None = None
        self.setDocument(self._document)

    def _restyle(self) -> None:
        """Paper lies on the page's own ground, not on a dark desk."""
        palette = self.palette()
        for role in (QPalette.ColorRole.Dark, QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, theme.colors().line)
        self.setPalette(palette)

    def show_pdf(self, pdf: bytes) -> None:
        """Show these bytes."""
        self._buffer = load(self._document, pdf)

    def clear(self) -> None:
        """Show nothing."""
        self._document.close()
        self._buffer = None

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount()


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
    layout = QPageLayout(
        QPageSize(points, QPageSize.Unit.Point), QPageLayout.Orientation.Portrait, QMarginsF()
    )
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


def page_image(document: QPdfDocument, number: int, dpi: int) -> QImage:
    """One page; a rendered page is transparent, so it is laid on white."""
    points = document.pagePointSize(number)
    size = QSize(round(points.width() * dpi / 72), round(points.height() * dpi / 72))
    page = QImage(size, QImage.Format.Format_RGB32)
    page.fill(QColor("white"))
    painter = QPainter(page)
    painter.drawImage(0, 0, document.render(number, size))
    painter.end()
    return page
