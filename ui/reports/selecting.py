"""Words picked on paper with the mouse or all at once, over as many pages as one likes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtPdf import QPdfSelection

from ui.reports.pdf import Pdf

Place = tuple[int, QPointF]
"""A page, and a point on it."""


class Selection:
    """From one place to another; the words and their boxes are asked of the document when they are needed."""

    def __init__(self) -> None:
        self._from: Place | None = None
        self._to: Place | None = None
        self._boxes: dict[int, tuple[QRectF, ...]] = {}

    def clear(self) -> None:
        """Nothing is picked."""
        self._from = self._to = None
        self._boxes.clear()

    def begin(self, page: int, point: QPointF) -> None:
        """The mouse went down."""
        self.clear()
        self._from = (page, point)

    def reach(self, page: int, point: QPointF) -> None:
        """The mouse is here now."""
        self._to = (page, point)
        self._boxes.clear()

    def all_of(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Every word of the document."""
        self.clear()
        if sizes:
            self._from, self._to = (0, QPointF(0, 0)), (len(sizes) - 1, QPointF(*sizes[-1]))

    def _pages(self) -> range:
        if self._from is None or self._to is None:
            return range(0)
        first, last = sorted((self._from[0], self._to[0]))
        return range(first, last + 1)

    def _picked(self, pdf: Pdf, page: int) -> QPdfSelection | None:
        """What is picked on one page; None where it has no words."""
        assert self._from is not None and self._to is not None  # noqa: S101, PT018 - `_pages` is empty else
        first, last = sorted((self._from, self._to), key=lambda one: (one[0], one[1].y(), one[1].x()))
        whole = pdf.document.getAllText(page)
        lines = [area.boundingRect() for area in whole.bounds()]
        if not lines:
            return None
        if page not in {first[0], last[0]}:
            return whole
        begin = _nearest(lines, first[1]) if page == first[0] else lines[0].center() - _half(lines[0])
        end = _nearest(lines, last[1]) if page == last[0] else lines[-1].center() + _half(lines[-1])
        found = pdf.document.getSelection(page, begin, end)
        if not found.isValid():
            return None
        start, stop = sorted((found.startIndex(), found.endIndex()))
        # Without the one more its last letter is missing.
        return pdf.document.getSelectionAtIndex(page, start, stop - start + 1)

    def boxes(self, pdf: Pdf | None, page: int) -> tuple[QRectF, ...]:
        """What is picked on a page, in points."""
        if pdf is None or page not in self._pages():
            return ()
        if page not in self._boxes:
            found = self._picked(pdf, page)
            areas = found.bounds() if found is not None else ()
            self._boxes[page] = tuple(area.boundingRect() for area in areas)
        return self._boxes[page]

    def text(self, pdf: Pdf | None) -> str:
        """The words, with plain line ends."""
        if pdf is None:
            return ""
        found = (self._picked(pdf, page) for page in self._pages())
        return "\n".join(one.text().replace("\r\n", "\n") for one in found if one is not None)


def _half(line: QRectF) -> QPointF:
    """From the middle of a line to its end, just inside."""
    return QPointF(max(line.width() / 2 - 1, 0), 0)


def _nearest(lines: Sequence[QRectF], point: QPointF) -> QPointF:
    """The place in a line that is nearest to a point: margins and gaps have no words."""

    def away(line: QRectF) -> tuple[float, float]:
        return (
            max(line.top() - point.y(), 0.0, point.y() - line.bottom()),
            max(line.left() - point.x(), 0.0, point.x() - line.right()),
        )

    line = min(lines, key=away)
    across = min(max(point.x(), line.left() + 1), line.right() - 1)
    return QPointF(across, line.center().y())
