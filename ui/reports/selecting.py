"""Words picked on paper with the mouse or all at once, over as many pages as one likes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF

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

    def _span(self, pdf: Pdf, page: int) -> tuple[QPointF, QPointF]:
        """From where to where on one page."""
        assert self._from is not None and self._to is not None  # noqa: S101, PT018 - `_pages` is empty else
        first, last = sorted((self._from, self._to), key=lambda one: (one[0], one[1].y(), one[1].x()))
        wide, high = pdf.size(page)
        begin = first[1] if page == first[0] else QPointF(0, 0)
        end = last[1] if page == last[0] else QPointF(wide, high)
        return begin, end

    def boxes(self, pdf: Pdf | None, page: int) -> tuple[QRectF, ...]:
        """What is picked on a page, in points."""
        if pdf is None or page not in self._pages():
            return ()
        if page not in self._boxes:
            found = pdf.document.getSelection(page, *self._span(pdf, page))
            self._boxes[page] = tuple(area.boundingRect() for area in found.bounds())
        return self._boxes[page]

    def text(self, pdf: Pdf | None) -> str:
        """The words, with plain line ends."""
        if pdf is None:
            return ""
        pages = (
            pdf.document.getSelection(page, *self._span(pdf, page)).text() for page in self._pages()
        )
        return "\n".join(page.replace("\r\n", "\n") for page in pages)
