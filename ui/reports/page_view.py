"""Pages of a PDF, one below the other, each painted when it is in sight.

Painted from pictures made off the main thread. Qt's own PDF view is not used: destroyed while it renders, as a lock
destroys it, it ends the program.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.kit import tasks, theme
from ui.kit.ring import FocusRing
from ui.reports.pdf import Pdf, page_picture

RESIZE_PAUSE = 120
"""Milliseconds after the last change of size before the pages are painted anew; until then they are stretched."""
AT_ONCE = 40
"""Pages whose sizes are read before the window has its turn again: asked for it, the paper's reader opens each."""
KEPT = 128 * 1024 * 1024
"""Bytes of pictures that are kept beyond what is in sight."""


class PageView(QAbstractScrollArea):
    """`show_pdf`, `clear`, `go_to`; `page_changed(number)` when another page is in the middle of the view."""

    page_changed = Signal(int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        FocusRing(self)
        self.data = b""
        self.pdf: Pdf | None = None
        self.sizes: tuple[tuple[float, float], ...] = ()
        self.largest = (0.0, 0.0)
        self._measuring = QTimer(self)
        self._measuring.setInterval(0)
        self._measuring.timeout.connect(self._measure)
        self._measured: list[tuple[float, float]] = []
        self.page = 0
        self._tops: list[int] = [0]
        self._turn = 0  # pictures of an earlier one are stretched until there are new ones
        self._pictures: OrderedDict[int, tuple[int, QImage]] = OrderedDict()
        self._task: tasks.Task | None = None
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.timeout.connect(self.draw_anew)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.viewport().update())

    def show_pdf(self, data: bytes) -> None:
        """Show these bytes; what is in sight stays in its place."""
        if self.pdf is not None:
            self.pdf.close()
        self.data, self.pdf = data, Pdf(data)
        self._measured = []
        self._measure()
        for gone in [page for page in self._pictures if page >= len(self.sizes)]:
            del self._pictures[gone]
        self.lay_out()
        self.draw_anew()
        self._on_scrolled()

    def _measure(self) -> None:
        """The sizes of a few more pages; those not measured yet are taken to be as large as the last."""
        assert self.pdf is not None  # noqa: S101 - it stops when the pages go
        done, count, taken = self._measured, self.pdf.count, self.sizes
        done += [self.pdf.size(page) for page in range(len(done), min(len(done) + AT_ONCE, count))]
        self.sizes = (*done, *(done[-1:] * (count - len(done))))
        if self.sizes != taken:
            wide, high = zip(*self.sizes, strict=True) if self.sizes else ((0.0,), (0.0,))
            self.largest = max(wide), max(high)
            self.lay_out()
        self._measuring.start() if len(done) < count else self._measuring.stop()

    def clear(self) -> None:
        """Show nothing."""
        if self.pdf is not None:
            self.pdf.close()
        self._measuring.stop()
        self.data, self.pdf, self.sizes, self.largest = b"", None, (), (0.0, 0.0)
        self._pictures.clear()
        self.lay_out()
        self.draw_anew()

    @property
    def drawn(self) -> bool:
        """Whether anything can be seen."""
        return bool(self._pictures)

    def scale(self) -> float:
        """Pixels of the screen (not of the device) for a point of the paper."""
        return 1.0

    def gap(self) -> int:
        """Pixels between two pages."""
        return theme.px(12)

    def go_to(self, page: int, down: float = 0.0) -> None:
        """Bring a page to the top of the view, from ``down`` points below its head on."""
        if 0 <= page < len(self.sizes):
            self.verticalScrollBar().setValue(self._tops[page] + round(down * self.scale()))

    def lay_out(self) -> None:
        """Where each page lies at this scale."""
        scale, gap, top = self.scale(), self.gap(), 0
        self._tops = [0]
        for _, high in self.sizes:
            top += round(high * scale) + gap
            self._tops.append(top)
        view = self.viewport()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, top - gap - view.height()))
        down.setPageStep(view.height())
        down.setSingleStep(theme.px(40))
        across.setRange(0, max(0, self._widest() - view.width()))
        across.setPageStep(view.width())
        view.update()

    def _widest(self) -> int:
        return round(self.largest[0] * self.scale())

    def box(self, page: int) -> QRect:
        """Where a page lies in the view."""
        wide, high = (round(side * self.scale()) for side in self.sizes[page])
        left = max(0, (max(self.viewport().width(), self._widest()) - wide) // 2)
        return QRect(
            left - self.horizontalScrollBar().value(),
            self._tops[page] - self.verticalScrollBar().value(),
            wide,
            high,
        )

    def on_view(self, page: int, area: QRectF) -> QRectF:
        """An area of a page, in points, as it lies in the view."""
        scale, box = self.scale(), self.box(page)
        return QRectF(
            box.x() + area.x() * scale,
            box.y() + area.y() * scale,
            area.width() * scale,
            area.height() * scale,
        )

    def page_at(self, where: QPoint) -> int:
        """The page at or above a place in the view."""
        down = where.y() + self.verticalScrollBar().value()
        return max(0, min(bisect_right(self._tops, down) - 1, len(self.sizes) - 1))

    def in_sight(self) -> range:
        """The pages that are seen, even in part."""
        if not self.sizes:
            return range(0)
        first = self.page_at(QPoint(0, 0))
        return range(first, self.page_at(QPoint(0, self.viewport().height() - 1)) + 1)

    def draw_anew(self) -> None:
        """Every picture is to be made again."""
        self._turn += 1
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._ask()
        self.viewport().update()

    def _ask(self) -> None:
        """Have the next page made that is in sight and not there yet."""
        if self._task is not None or not self.data or self.isHidden() or self.viewport().width() <= 1:
            return
        wanted = [page for page in self.in_sight() if self._pictures.get(page, (0, None))[0] != self._turn]
        if not wanted:
            return
        page, turn, data = wanted[0], self._turn, self.data
        dots = self.scale() * self.devicePixelRatioF()

        def work(task: tasks.Task) -> QImage:
            task.check()
            return page_picture(data, page, dots)

        def done(picture: QImage) -> None:
            if turn == self._turn:
                self._task = None
                self._keep(page, picture)
                self._ask()

        self._task = tasks.run_pool(work, owner=self, done=done)

    def _keep(self, page: int, picture: QImage) -> None:
        self._pictures[page] = (self._turn, picture)
        self._pictures.move_to_end(page)
        held = sum(one.sizeInBytes() for _, one in self._pictures.values())
        seen = self.in_sight()
        for other in [one for one in self._pictures if one not in seen]:
            if held <= KEPT:
                break
            held -= self._pictures.pop(other)[1].sizeInBytes()
        self.viewport().update()

    def _on_scrolled(self) -> None:
        page = self.page_at(QPoint(0, self.viewport().height() // 2)) if self.sizes else 0
        if self.verticalScrollBar().value() == 0:
            page = 0
        if page != self.page:
            self.page = page
            self.page_changed.emit(page)
        self._ask()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        middle = self.page
        self.lay_out()
        if middle and self.page != middle:
            self.go_to(middle)
        self._resized.start(RESIZE_PAUSE)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self.in_sight():
            box = self.box(page)
            painter.fillRect(box, Qt.GlobalColor.white)
            known = self._pictures.get(page)
            if known is not None:
                painter.drawImage(box, known[1])
            self.paint_over(painter, page, box)
        painter.end()

    def paint_over(self, painter: QPainter, page: int, box: QRect) -> None:
        """What lies on a page: a line around it."""
        painter.setPen(theme.colors().line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0, 0, -1, -1))
