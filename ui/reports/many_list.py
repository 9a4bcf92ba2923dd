"""The matters with their ticks, and what came of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.kernel.language import counted
from app.kernel.numbers import say_number
from app.kernel.said import say_day, say_late
from app.matters.queries import MatterRow
from app.reports.status.many import Reportable
from app.schedule.words import UpdateState
from ui.kit import theme

_NUMBER, _MATTER, _CLIENT, _DUE, _STATE = range(5)


class TickList(QTreeWidget):
    """`ticks_changed()`; Space ticks the row that the keyboard is on."""

    ticks_changed = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
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
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
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
            item.setSizeHint(_MATTER, QSize(0, theme.px(30)))
            item.setToolTip(_MATTER, one.matter.title)
            self._rows[one.matter.id] = (one.matter, item)
        self.blockSignals(False)
        self.ticks_changed.emit()

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
