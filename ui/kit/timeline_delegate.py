"""How one thing of a timeline looks: date, icon, a head line with chips, the words, a dim foot."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit import icons, paint, theme
from ui.kit.chips import Tone, chip_size, draw_chip
from ui.kit.row_model import AnyIndex, RowRole
from ui.kit.spans import Block
from ui.kit.timeline_model import TimelineItem

MOST_LINES = 14
_WHEN = 114
"""Room for a day with its year, as in "Wed, Nov 25, 2026" or "Mi., 25.11.2026"."""
_TEXT = _WHEN + 34
"""Where the words begin."""


class TimelineDelegate(QStyledItemDelegate):
    """Measures and paints one item."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def _text_width(self, width: int) -> int:
        return min(width - theme.px(_TEXT) - theme.px(12), theme.px(640))

    def _blocks(self, item: TimelineItem, width: int) -> list[Block]:
        wide = self._text_width(width)
        blocks = []
        if item.body:
            blocks.append(Block(item.body, wide, most_lines=MOST_LINES))
        if item.foot:
            blocks.append(Block(item.foot, wide, tone=Tone.DIM, most_lines=3))
        return blocks

    def height(self, item: TimelineItem, width: int) -> int:
        """Pixels that an item takes in a view so wide."""
        blocks = self._blocks(item, width)
        text = sum(block.height + theme.px(4) for block in blocks) - (theme.px(1) if blocks else 0)
        least = theme.line_height() * 2 if item.time else 0
        return max(theme.px(20) + text, least) + theme.px(24)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        now = theme.colors()
        item: TimelineItem = index.data(RowRole)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        paint.turn(painter, rect, option.direction)
        if state & QStyle.StateFlag.State_Selected and self._view.hasFocus() and not now.forced:
            paint.rounded(painter, QRectF(rect).adjusted(0, 0, 0, -1), now.selection, None, theme.CHIP_RADIUS)
        if state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, QRectF(rect).adjusted(1, 1, -1, -2), theme.CHIP_RADIUS)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, now.line)
        line, top = theme.line_height(), rect.top() + theme.px(12)
        figures = theme.font(tabular=True)
        # the ring of the keyboard stands before the words, not on them
        when = QRect(rect.left() + theme.px(6), top, theme.px(_WHEN - 4), line)
        paint.text(painter, when, item.date, now.dim, figures)
        paint.text(painter, when.translated(0, line), item.time, now.dim, figures)
        if item.icon:
            side = theme.px(16)
            icons.draw(
                painter,
                QRect(rect.left() + theme.px(_WHEN + 4), top + theme.px(1), side, side),
                item.icon,
                now.dim,
            )
        self._paint_words(painter, rect, top, item)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, top: int, item: TimelineItem) -> None:
        now = theme.colors()
        left = rect.left() + theme.px(_TEXT)
        right = rect.right() - theme.px(8)
        bold = theme.font("bold")
        chips_wide = sum(chip_size(chip).width() + theme.px(8) for chip in item.chips)
        room = max(theme.px(80), right - left - chips_wide)
        paint.text(painter, QRect(left, top, room, theme.px(20)), item.head, now.ink, bold)
        x = left + min(QFontMetrics(bold).horizontalAdvance(paint.one_line(item.head)), room) + theme.px(8)
        for chip in item.chips:
            x += draw_chip(painter, x, top, chip, max(0, right - x)) + theme.px(8)
        y = top + theme.px(23)
        for block in self._blocks(item, rect.width()):
            block.draw(painter, left, y)
            y += block.height + theme.px(4)
