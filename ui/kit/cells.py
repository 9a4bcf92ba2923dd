"""Paints the cells of a `RowTable`, its heads, and the line below a row for the columns that stepped back."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from ui.kit import icons, paint, theme
from ui.kit.chips import Tone, chip_size, draw_chip, tone_ink
from ui.kit.row_model import AnyIndex, RowRole

if TYPE_CHECKING:
    from ui.kit.tables import Column, RowTableModel

RowT = TypeVar("RowT")

FOLD = 21
"""Drawing pixels of the line for the columns that stepped back."""
_BETWEEN = " · "
_UNITS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
"""Units stand below units: figures are written from left to right in every window."""


class CellDelegate(QStyledItemDelegate, Generic[RowT]):
    """Every cell paints its part of the line below the row: so it is whole whichever are painted anew."""

    def __init__(self, model: RowTableModel[RowT], view: QTableView) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(theme.px(80), theme.px(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        paint.turn(painter, option.rect, option.direction)
        self._paint_cell(painter, option.rect, option.state, index)
        painter.restore()
        if self._model.back:
            painter.save()
            painter.setClipRect(option.rect, Qt.ClipOperation.IntersectClip)
            row = QRect(0, option.rect.top(), self._view.viewport().width(), option.rect.height())
            paint.turn(painter, row, option.direction)
            self._paint_fold(painter, row, option.state, index.data(RowRole))
            painter.restore()

    def _paint_fold(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, row: RowT) -> None:
        now = theme.colors()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        faint = now.selection_ink if selected and now.forced else now.dim
        line, top = theme.line_height(), rect.bottom() - theme.px(FOLD + 4)
        x, end = rect.left() + theme.px(8), rect.right() - theme.px(8)
        metrics = QFontMetrics(theme.font())
        words = ""
        for column in (self._model.columns[number] for number in self._model.back):
            chips, texts = column.chips(row), column.texts(row)
            if not chips and not texts:
                continue
            words += _BETWEEN if words else ""
            words += "" if column.plain else f"{column.header}: "
            words += ", ".join(texts)
            if chips:
                paint.text(painter, QRect(x, top, end - x, line), words, faint, theme.font())
                x += metrics.horizontalAdvance(words) + (theme.px(4) if words else 0)
                for chip in chips:
                    wide = draw_chip(painter, x, top + (line - theme.px(20)) // 2, chip, max(0, end - x))
                    x += wide + theme.px(6)
                words = ""
        paint.text(painter, QRect(x, top, end - x, line), words, faint, theme.font())

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """What does not stand there whole: the words of a cell that are cut, and those of the columns that stepped
        back."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        row: RowT = index.data(RowRole)
        shown = [self._model.columns[number] for number in self._model.back]
        column: Column[RowT] = self._model.columns[index.column()]
        if self._is_cut(column, row, option.rect):
            shown.insert(0, column)
        said = [one.said(row) for one in shown if one.texts(row) or one.chips(row)]
        lines = [escape(paint.one_line(one)) for one in said]
        QToolTip.showText(event.globalPos(), f"<qt>{'<br>'.join(lines)}</qt>" if lines else "", view)
        return True

    @staticmethod
    def _is_cut(column: Column[RowT], row: RowT, rect: QRect) -> bool:
        metrics = QFontMetrics(theme.font("bold" if column.bold else "text"))
        room = rect.width() - theme.px(16) - (theme.px(26) if column.icon else 0)
        wide = [chip_size(chip).width() for chip in column.chips(row)]
        wide += [metrics.horizontalAdvance(paint.one_line(one)) for one in column.texts(row)]
        return max(wide, default=0) > room * (2 if column.draw is not None else 1)

    def _paint_cell(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, index: AnyIndex) -> None:
        now = theme.colors()
        column: Column[RowT] = self._model.columns[index.column()]
        row: RowT = index.data(RowRole)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, now.selection)
        here = self._view.hasFocus() and self._view.currentIndex().row() == index.row()
        if here and index.column() == self._model.lead:
            bar = now.selection_ink if selected and now.forced else now.accent
            painter.fillRect(QRectF(rect.left(), rect.top(), theme.px(3), rect.height() - 1), bar)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, now.line)
        faint = now.selection_ink if selected and now.forced else now.dim
        ink = faint if column.dim else now.selection_ink if selected else now.ink
        box = rect.adjusted(theme.px(8), 0, -theme.px(8), -1)
        if self._model.back:
            box.adjust(0, 0, 0, -theme.px(FOLD))
        if column.icon and (name := column.icon(row)):
            side = theme.px(16)
            left = box.right() - side if column.icon_last else box.left()
            icons.draw(painter, QRect(left, box.center().y() - side // 2, side, side), name, faint)
            box.adjust(
                0 if column.icon_last else theme.px(26), 0, -theme.px(22) if column.icon_last else 0, 0
            )
        shown = column.chips(row)
        for number, one in enumerate(shown):
            top = box.center().y() - theme.px(10 if len(shown) == 1 else 22) + number * theme.px(23)
            draw_chip(painter, box.left(), top, one, box.width())
        if shown:
            return
        if column.draw is not None:
            column.draw(painter, box, row, ink, faint)
            return
        # In "E-mail" they would spread the hyphen.
        has_figures = any(letter.isdigit() for letter in column.text(row))
        font = theme.font("bold" if column.bold else "text", tabular=has_figures)
        align = _UNITS if column.right else Qt.AlignmentFlag.AlignLeft
        second = column.second(row) if column.second else ""
        if not second:
            paint.text(painter, box, column.text(row), ink, font, align)
            return
        line = theme.line_height()
        upper = QRect(box.left(), box.center().y() - line, box.width(), line)
        paint.text(painter, upper, column.text(row), ink, font, align)
        paint.text(painter, upper.translated(0, line), second, faint, theme.font(), align)


class Header(QHeaderView):
    """Small dim heads over a line; an arrow by the sorted one."""

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        now = theme.colors()
        painter.save()
        paint.turn(painter, rect, self.layoutDirection())
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, now.line)
        words = str(self.model().headerData(logical, Qt.Orientation.Horizontal))
        columns = getattr(self.model(), "columns", ())
        right = bool(columns) and columns[logical].right
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logical:
            words += " ↑" if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else " ↓"
        align = _UNITS if right else Qt.AlignmentFlag.AlignLeft
        box = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        paint.text(painter, box, words, tone_ink(Tone.DIM), theme.font("small"), align)
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(100), theme.px(30))
