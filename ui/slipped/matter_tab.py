"""What slipped in one matter: its promises on the axis of time, and each in words below."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.owed.slipped.dropped import was_dropped
from app.owed.slipped.lines import LineState
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.chip_line import ChipLine
from ui.kit.chips import Chip
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.labels import dim
from ui.kit.rows import RowList
from ui.slipped.axis import TimeAxis
from ui.slipped.listing import doing_of, matter_groups
from ui.slipped.load import SlippedShown, load_slipped
from ui.slipped.marks import sign_of, state_word


class MatterSlipped(QWidget):
    """Reads when it is seen; `entry_opened(id)` goes to what gave a promise."""

    entry_opened = Signal(object)
    asked = Signal(object)  # a LogContactRequest: what is owed still is done
    dropped = Signal(object)  # the day an update was due that was never given: why?

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What slipped"))
        self._workspace = workspace
        self._matter_id: UUID | None = None
        self._stale = True
        self._shown: SlippedShown | None = None
        self.sentence = dim()
        self.legend = ChipLine()
        self.axis = TimeAxis(self.tr("Promises and updates by time"))
        self.rows = RowList(self.tr("Promises and updates"), name_share=0.46)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.legend, self.axis):
            column.addWidget(part)
        column.addWidget(self.rows, 1)
        self._either = OrEmpty(below, EmptyState(self.tr("Nothing was promised yet.")))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.px(10), 0, 0)
        outer.addWidget(self.sentence)
        outer.addWidget(self._either, 1)
        self.axis.chosen.connect(self._on_axis_chosen)
        self.axis.opened.connect(self._on_line_opened)
        self.rows.chosen.connect(self._on_rows_chosen)
        self.rows.acted.connect(self._on_rows_acted)
        self.rows.opened.connect(self._on_rows_opened)
        self.legend.set_chips(
            [Chip(state_word(state), sign_of(state).tone, sign_of(state).shape) for state in LineState]
        )

    def show_matter(self, matter_id: UUID | None) -> None:
        """Show this matter's; read anew when it is seen next."""
        if matter_id != self._matter_id:
            self._clear()
        self._matter_id, self._stale = matter_id, True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _clear(self) -> None:
        self._shown = None
        self.sentence.setText("")
        self.rows.set_groups([])

    def _read(self) -> None:
        matter_id, workspace = self._matter_id, self._workspace
        if matter_id is None:
            return
        self._stale = False
        tasks.run(
            lambda: (matter_id, load_slipped(workspace, matter_id=matter_id)), owner=self, done=self._show
        )

    def _show(self, read: tuple[UUID, SlippedShown]) -> None:
        matter_id, shown = read
        if matter_id != self._matter_id:
            return
        self._shown, found = shown, shown.found
        self._either.show_full(bool(found.lines))
        self.axis.show_lines(found.lines, found.first, found.last, shown.now)
        self.rows.set_groups(matter_groups(found, shown.now))
        figures = found.of()
        if figures.on_time is None:
            self.sentence.setText("")
            return
        words = self.tr(
            "{given} of {promised} promises kept in time, {late} given late, {missed} not given, {excused} excused."
        )
        self.sentence.setText(
            words.format(
                given=figures.given,
                promised=figures.promised,
                late=figures.late,
                missed=figures.missed,
                excused=figures.excused,
            )
        )

    def _on_axis_chosen(self, line: object) -> None:
        if self._shown is not None:
            number = next(n for n, one in enumerate(self._shown.found.lines) if one is line)
            self.rows.select(("line", number))

    def _on_rows_chosen(self, key: object) -> None:
        if self._shown is not None and isinstance(key, tuple):
            self.axis.choose(self._shown.found.lines[key[1]])

    def _on_rows_acted(self, key: object) -> None:
        if self._shown is None or not isinstance(key, tuple):
            return
        line = self._shown.found.lines[key[1]]
        doing = doing_of(line)
        if doing is not None:
            self.asked.emit(doing)
        elif was_dropped(line):
            self.dropped.emit(line.due_on)
        else:
            self._on_rows_opened(key)

    def _on_rows_opened(self, key: object) -> None:
        if self._shown is not None and isinstance(key, tuple):
            self._on_line_opened(self._shown.found.lines[key[1]])

    def _on_line_opened(self, line: object) -> None:
        entry_id = getattr(line, "entry_id", None)
        if entry_id is not None:
            self.entry_opened.emit(entry_id)
