"""The rows behind a number: what was counted, each opened by Enter or a double click."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.figures.behind import BehindRows
from app.figures.pick import Pick
from app.figures.rows import BehindRow
from app.kernel.numbers import say_number
from app.kernel.said import say_day
from ui.kit import theme
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.labels import Label
from ui.kit.page import section
from ui.kit.tables import Column, RowTable

translate = QCoreApplication.translate
_Numbered = tuple[int, BehindRow]
"""A row by its place: two can be alike."""


class BehindView(QWidget):
    """`show_rows(words, found, today)`; ``opened(row)`` and ``closed()`` (Esc, or the button)."""

    opened = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.min
        self.pick: Pick | None = None
        self.back = Button(self.tr("Back to the figures"), self.closed.emit)
        self.title = section("")
        self.about = Label("", "small", tone=Tone.DIM, wrap=True)
        self.table: RowTable[_Numbered] = RowTable(
            self._columns(), name=self.tr("Behind this figure"), key=lambda row: row[0], keep="behind"
        )
        self.either = OrEmpty(self.table, EmptyState(self.tr("Nothing stands behind this figure any more.")))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(self.either, 1)
        self.table.opened.connect(self._on_table_opened)

    def show_rows(self, words: str, found: BehindRows, today: date, *, go_there: bool = True) -> None:
        """Show them under what the figure is called; ``go_there``: the first is gone to."""
        self._today, self.pick = today, found.pick
        self.title.setText(words)
        self.about.setText(self._about(found))
        self.table.set_rows(list(enumerate(found.rows)))
        self.either.show_full(bool(found.rows))
        if not go_there:
            return
        if found.rows:
            self.table.select(0)
            self.table.setFocus()
        else:
            self.back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _about(self, found: BehindRows) -> str:
        said = self.tr("{days} · {count} that you may see, as the log stands now.").format(
            days=found.days.said(), count=say_number(found.total)
        )
        if found.total > len(found.rows):
            more = self.tr("The newest {count} are listed; choose a person, an area or a month for fewer.")
            said += " " + more.format(count=say_number(len(found.rows)))
        return said

    def _on_table_opened(self, key: object) -> None:
        if isinstance(key, int):
            self.opened.emit(self.table.rows_model.row(key)[1])

    def _columns(self) -> tuple[Column[_Numbered], ...]:
        def day(row: _Numbered) -> str:
            return say_day(row[1].on, self._today) if row[1].on else ""

        return (
            Column(
                "what",
                self.tr("What"),
                lambda row: row[1].what,
                stretch=6,
                least=200,
                bold=True,
                sortable=False,
            ),
            Column(
                "matter",
                self.tr("Matter"),
                lambda row: row[1].matter or row[1].client,
                second=lambda row: row[1].client if row[1].matter else "",
                stretch=5,
                back=4,
                plain=True,
                sortable=False,
            ),
            Column("person", self.tr("Person"), lambda row: row[1].person, width=118, back=2, sortable=False),
            Column("on", self.tr("Day"), day, width=112, back=1, sortable=False),
            Column(
                "said",
                self.tr("How it stands"),
                lambda row: row[1].said,
                stretch=3,
                back=3,
                sortable=False,
            ),
        )
