"""The matters with their ticks, and what came of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.kernel.language import counted
from app.kernel.numbers import say_number
from app.kernel.said import say_day, say_late
from app.matters.queries import MatterRow
from app.reports.status.many import Reportable
from app.schedule.words import UpdateState
from ui.kit import paint, theme
from ui.kit.cells import Header
from ui.kit.row_model import AnyIndex

_NUMBER, _MATTER, _CLIENT, _DUE, _STATE = range(5)


class _Cells(QStyledItemDelegate):
    """The cells as they are in every other table: a line below each row, and words that run as their own letters do.
    The first, with its box to tick, is the style's."""

    def __init__(self, view: QTreeWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + theme.px(16), theme.px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        now = theme.colors()
        rect, state = option.rect, option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint.turn(painter, rect, option.direction)
        if selected:
            painter.fillRect(rect, now.selection)
        painter.restore()
        if index.column() == _NUMBER:
            option.state = state & ~QStyle.StateFlag.State_HasFocus
            super().paint(painter, option, index)
        painter.save()
        paint.turn(painter, rect, option.direction)
        here = self._view.hasFocus() and self._view.currentIndex().row() == index.row()
        if here and index.column() == _NUMBER:
            bar = now.selection_ink if selected and now.forced else now.accent
            painter.fillRect(rect.left(), rect.top(), theme.px(3), rect.height() - 1, bar)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, now.line)
        if index.column() != _NUMBER:
            own = index.data(Qt.ItemDataRole.ForegroundRole)
            ink = now.selection_ink if selected else own.color() if own is not None else now.ink
            box = rect.adjusted(theme.px(8), 0, -theme.px(8), -1)
            paint.text(painter, box, str(index.data() or ""), ink, theme.font())
        painter.restore()


class TickList(QTreeWidget):
    """`ticks_changed()`; Space ticks the row that the keyboard is on."""

    ticks_changed = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeader(Header(Qt.Orientation.Horizontal, self))
        self.setItemDelegate(_Cells(self))
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.viewport().setAutoFillBackground(False)
        heads = (
            self.tr("No."),
            self.tr("Matter"),
            self.tr("Client"),
            self.tr("Next update"),
            self.tr("Report"),
        )
        self.setHeaderLabels(heads)
        for column in (_MATTER, _CLIENT, _STATE):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (_NUMBER, _DUE):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.setUniformRowHeights(True)
        theme.bus().changed.connect(self._fit)
        self._rows: dict[UUID, tuple[MatterRow, QTreeWidgetItem]] = {}
        self.itemChanged.connect(self._on_item_changed)

    def show_rows(self, rows: Sequence[Reportable], today: date) -> None:
        """These matters, ticked but where the client waits for an answer, which a report is not."""
        self.blockSignals(True)
        self.clear()
        self._rows = {}
        for one in rows:
            item = QTreeWidgetItem(
                self, [one.matter.number, one.matter.title, one.matter.client, _due(one, today), _waits(one)]
            )
            item.setCheckState(_NUMBER, Qt.CheckState.Unchecked if one.waits else Qt.CheckState.Checked)
            item.setToolTip(_STATE, _waits(one))
            if one.waits:
                item.setForeground(_STATE, theme.colors().soon)
            item.setToolTip(_MATTER, one.matter.title)
            self._rows[one.matter.id] = (one.matter, item)
        self.blockSignals(False)
        self._fit()
        self.ticks_changed.emit()

    def _fit(self) -> None:
        """Numbers and days take what they need, once: Qt would measure all rows anew at each word of what came of one,
        which held a window up for half a second among thousands."""
        for column in (_NUMBER, _DUE):
            self.resizeColumnToContents(column)

    def ticked(self) -> tuple[MatterRow, ...]:
        """The matters with a tick, top to bottom."""
        return tuple(
            matter
            for matter, item in self._rows.values()
            if item.checkState(_NUMBER) == Qt.CheckState.Checked
        )

    @property
    def count(self) -> int:
        """How many matters are listed."""
        return len(self._rows)

    def tick_all(self, on: bool) -> None:  # the slot of a link, with all or none
        """Every row, or none."""
        self.tick(set(self._rows) if on else set())

    def tick(self, wanted: set[UUID]) -> None:
        """These rows and no others."""
        self.blockSignals(True)
        for matter_id, (_, item) in self._rows.items():
            item.setCheckState(
                _NUMBER, Qt.CheckState.Checked if matter_id in wanted else Qt.CheckState.Unchecked
            )
        self.blockSignals(False)
        self.ticks_changed.emit()

    def say(self, matter_id: UUID, words: str, *, wrong: bool = False) -> None:
        """What came of one."""
        known = self._rows.get(matter_id)
        if known is None:
            return
        self.blockSignals(True)
        _, item = known
        item.setText(_STATE, words)
        item.setToolTip(_STATE, words)
        now = theme.colors()
        item.setForeground(_STATE, now.late if wrong else now.ink)
        self.blockSignals(False)

    def said(self, matter_id: UUID) -> str:
        """What stands beside one."""
        return self._rows[matter_id][1].text(_STATE)

    def bring_up(self, matter_id: UUID) -> None:
        """Bring one into sight."""
        known = self._rows.get(matter_id)
        if known is not None:
            self.setCurrentItem(known[1])
            self.scrollToItem(known[1])

    def _on_item_changed(self, _item: QTreeWidgetItem, column: int) -> None:
        if column == _NUMBER:
            self.ticks_changed.emit()


def _waits(one: Reportable) -> str:
    """What is to be looked at before a report goes."""
    if not one.waits:
        return ""
    said = counted(one.waits, "1 answer is waited for", "{count} answers are waited for")
    return said.format(count=say_number(one.waits))


def _due(one: Reportable, today: date) -> str:
    if one.due is None:
        return ""
    if one.due.state is UpdateState.OVERDUE:
        return say_late(one.due.due_on, today)
    return say_day(one.due.due_on, today, near=True)
