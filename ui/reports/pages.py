"""The pages as they are read: zoomed, searched, selected and copied, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from ui.kit import clipboard, theme
from ui.reports.page_view import PageView
from ui.reports.pdf import Hit
from ui.reports.selecting import Selection

ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
"""Of the paper's own size, at 96 dots an inch as screens say."""
_DOTS = 96 / 72
_FOUND, _CURRENT = QColor(255, 214, 64, 110), QColor(255, 140, 0, 150)
_PICKED = QColor(60, 120, 200, 80)
Std = QKeySequence.StandardKey


class Pages(PageView):
    """`zoomed()` when the scale changed; `find_asked()`, `step_asked(by)` for the line in which one searches."""

    zoomed = Signal()
    find_asked = Signal()
    step_asked = Signal(int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._zoom = 0.0
        self.fits_page = False
        self._hits: tuple[Hit, ...] = ()
        self._current = -1
        self.selection = Selection()
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def show_pdf(self, data: bytes) -> None:
        self._hits, self._current = (), -1
        self.selection.clear()
        super().show_pdf(data)
        self.zoomed.emit()

    def clear(self) -> None:
        self._hits, self._current = (), -1
        self.selection.clear()
        super().clear()

    def scale(self) -> float:
        if self._zoom:
            return self._zoom * _DOTS
        if not self.sizes:
            return 1.0
        wide, high = self.largest
        view = self.viewport()
        fit: float = (view.width() - theme.px(2)) / wide
        if self.fits_page:
            fit = min(fit, (view.height() - theme.px(2)) / high)
        return max(fit, 0.05)

    @property
    def percent(self) -> int:
        """How large the paper is drawn, of its own size."""
        return round(self.scale() / _DOTS * 100)

    def fit(self, *, page: bool) -> None:
        """The whole page in sight, or its whole width."""
        self.fits_page, self._zoom = page, 0.0
        self._rescaled()

    def zoom(self, by: int) -> None:
        """The next step larger (1) or smaller (-1)."""
        now = self.scale() / _DOTS
        steps = [one for one in ZOOMS if (one > now + 0.01 if by > 0 else one < now - 0.01)]
        if steps:
            self._zoom = steps[0] if by > 0 else steps[-1]
            self._rescaled()

    def _rescaled(self) -> None:
        page = self.page
        self.lay_out()
        self.go_to(page)
        self.draw_anew()
        self.zoomed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.zoomed.emit()

    def show_hits(self, hits: Sequence[Hit], current: int) -> None:
        """Mark what was found; the current one comes into sight."""
        self._hits, self._current = tuple(hits), current
        if 0 <= current < len(hits):
            hit = hits[current]
            area = self.on_view(hit.page, hit.boxes[0])
            if not self.viewport().rect().contains(area.toRect()):
                self.go_to(hit.page, max(0.0, hit.boxes[0].y() - 60))
        self.viewport().update()

    def paint_over(self, painter: QPainter, page: int, box: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for number, hit in enumerate(self._hits):
            if hit.page == page:
                painter.setBrush(_CURRENT if number == self._current else _FOUND)
                painter.drawRects([self.on_view(page, one) for one in hit.boxes])
        painter.setBrush(_PICKED)
        picked = self.selection.boxes(self.pdf, page)
        if picked:
            painter.drawRects([self.on_view(page, one) for one in picked])
        super().paint_over(painter, page, box)

    def _place(self, where: QPoint) -> tuple[int, QPointF]:
        """The page at a place of the view, and the point on it."""
        page = self.page_at(where)
        box, scale = self.box(page), self.scale()
        return page, QPointF((where.x() - box.x()) / scale, (where.y() - box.y()) / scale)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.sizes:
            self.selection.begin(*self._place(event.position().toPoint()))
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self.sizes:
            self.selection.reach(*self._place(event.position().toPoint()))
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def copy(self) -> None:
        """The selected words to the clipboard."""
        words = self.selection.text(self.pdf)
        if words:
            clipboard.put(words)

    def event(self, event: QEvent) -> bool:
        """Keys that the window has for itself mean the paper while the keyboard is here."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._meant(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _meant(self, event: QKeyEvent) -> bool:
        keys = (Std.ZoomIn, Std.ZoomOut, Std.Find, Std.FindNext, Std.FindPrevious, Std.Copy, Std.SelectAll)
        if any(event.matches(one) for one in keys):
            return True
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return with_ctrl and event.key() in {Qt.Key.Key_0, Qt.Key.Key_Equal}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        down, key = self.verticalScrollBar(), event.key()
        if event.matches(Std.ZoomIn) or (with_ctrl and key == Qt.Key.Key_Equal):
            self.zoom(1)
        elif event.matches(Std.ZoomOut):
            self.zoom(-1)
        elif with_ctrl and key == Qt.Key.Key_0:
            self.fit(page=False)
        elif event.matches(Std.Find):
            self.find_asked.emit()
        elif event.matches(Std.FindNext) or event.matches(Std.FindPrevious):
            self.step_asked.emit(1 if event.matches(Std.FindNext) else -1)
        elif event.matches(Std.Copy):
            self.copy()
        elif event.matches(Std.SelectAll) and self.pdf is not None:
            self.selection.all_of(self.sizes)
            self.viewport().update()
        elif with_ctrl and key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self.go_to(self.page + (1 if key == Qt.Key.Key_PageDown else -1))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            down.setValue(down.minimum() if key == Qt.Key.Key_Home else down.maximum())
        else:
            super().keyPressEvent(event)
