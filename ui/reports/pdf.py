"""A PDF in memory: its pages as pictures, its words where they stand. No file in plain text is ever written for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from ui.kit import tasks

MOST_DOTS = 16_000_000
"""Of the picture of one page, 64 MB: drawn larger than that it is a little less sharp."""


class Pdf:
    """One document, opened where it is used: each thread opens its own."""

    def __init__(self, data: bytes) -> None:
        self.document = QPdfDocument()
        self._buffer = QBuffer()  # has to live as long as the document
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)

    @property
    def count(self) -> int:
        """How many pages."""
        return self.document.pageCount()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height in points."""
        points = self.document.pagePointSize(page)
        return points.width(), points.height()

    def text(self, page: int) -> str:
        """All words of a page."""
        return self.document.getAllText(page).text()

    def close(self) -> None:
        """Not needed any more."""
        self.document.close()
        self._buffer.close()

    def picture(self, page: int, dpi: float) -> QImage:
        """One page; a rendered page is transparent, so it is laid on white, also in dark mode: it is paper."""
        width, height = self.size(page)
        size = QSize(max(1, round(width * dpi / 72)), max(1, round(height * dpi / 72)))
        paper = QImage(size, QImage.Format.Format_RGB32)
        paper.fill(QColor("white"))
        painter = QPainter(paper)
        painter.drawImage(0, 0, self.document.render(page, size))
        painter.end()
        return paper


def page_picture(data: bytes, page: int, dots_a_point: float) -> QImage:
    """One page as a picture; made wherever it is called."""
    pdf = Pdf(data)
    width, height = pdf.size(page)
    most = (MOST_DOTS / max(width * height, 1)) ** 0.5
    picture = pdf.picture(page, min(dots_a_point, most) * 72)
    pdf.close()
    return picture


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that were found: on which page, and where, in points."""

    page: int
    boxes: tuple[QRectF, ...]


def find_words(data: bytes, words: str, task: tasks.Task) -> tuple[Hit, ...]:
    """Every place where ``words`` stand, whatever their case and wherever a line ends between them."""
    parts = words.split()
    if not parts:
        return ()
    sought = re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE)
    pdf = Pdf(data)
    hits = []
    for page in range(pdf.count):
        task.check()
        for match in sought.finditer(pdf.text(page)):
            found = pdf.document.getSelectionAtIndex(page, match.start(), match.end() - match.start())
            boxes = tuple(area.boundingRect() for area in found.bounds())
            if boxes:
                hits.append(Hit(page, boxes))
    pdf.close()
    return tuple(hits)
