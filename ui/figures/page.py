"""The page of the firm's figures: at the left what can be looked at, at the right its chart and its table."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from app.figures.behind import BehindRows
from app.figures.firm import FirmFigures
from app.figures.pick import Pick
from app.figures.span import Time
from app.workspace import Workspace
from ui.figures.behind_view import BehindView
from ui.figures.load import FiguresShown, load_behind, load_figures
from ui.figures.opening import open_behind
from ui.figures.paper_sheet import figures_sheet
from ui.figures.section_rows import section_row
from ui.figures.section_view import SectionView
from ui.kit import tasks, theme
from ui.kit.buttons import Button
from ui.kit.fields import Segmented
from ui.kit.folding import Folding
from ui.kit.page import Page
from ui.kit.rows import RowList
from ui.kit.showing import show_if

_LIST = 252
_LEAST = 240
"""Pixels of the drawings that chart, table and rows have for themselves."""


class FiguresPage(Page):
    """Counts beside other work; what was counted stays until the new figures are there."""

    is_long = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(QCoreApplication.translate("FiguresPage", "Figures"))
        self._workspace = workspace
        self._shown: FiguresShown | None = None
        self._task: tasks.Task | None = None
        self._asked: tasks.Task | None = None
        self._from: QWidget | None = None
        self.time = Segmented(
            [
                (Time.QUARTER, self.tr("This quarter")),
                (Time.LAST_QUARTER, self.tr("Last quarter")),
                (Time.YEAR, self.tr("This year")),
                (Time.LAST_YEAR, self.tr("Last year")),
            ],
            Time.QUARTER,
            name=self.tr("Time"),
        )
        self.paper = Button(self.tr("Print or save…"), self._on_paper_clicked)
        self.paper.setEnabled(False)
        self.stop = Button(self.tr("Stop counting"), self._on_stop_clicked)
        for widget in (self.stop, self.time, self.paper):
            self.add_to_head(widget)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(4))
        self.bar.setAccessibleName(self.tr("How far the counting is"))
        self.rows = RowList(self.tr("Figures"))
        self.view = SectionView()
        self.behind = BehindView()
        self.right = QStackedWidget()
        self.right.addWidget(self.view)
        self.right.addWidget(self.behind)
        self._give_room()
        theme.bus().changed.connect(self._give_room)
        self.folding = Folding(self.rows, self.right, list_width=_LIST)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.folding, 1)
        self._show_counting(counting=False)
        self.time.changed.connect(self.mark_stale)
        self.rows.chosen.connect(self._on_rows_chosen)
        self.view.picked.connect(self._on_view_picked)
        self.behind.closed.connect(self._on_behind_closed)
        self.behind.opened.connect(lambda row: open_behind(self, workspace, row))

    def _give_room(self) -> None:
        """In a low window the page scrolls rather than leave a line or two of what it shows."""
        self.right.setMinimumHeight(theme.px(_LEAST))

    def focus_first(self) -> None:
        self.folding.focus_list()

    def reload(self) -> None:
        workspace, time = self._workspace, self.time.value()
        asked = time if isinstance(time, Time) else Time.QUARTER
        if self._task is not None:
            self._task.cancel()
        self._task = tasks.run_pool(
            lambda task: load_figures(workspace, asked, task.tell, lambda: task.cancelled),
            owner=self,
            done=self._show,
            failed=self._on_failed,
        )
        self._task.progressed.connect(self._on_task_progressed)
        self._show_counting(counting=True)

    def _show_counting(self, *, counting: bool) -> None:
        show_if(self.stop, counting)
        self.bar.setRange(0, 0 if counting else 1)
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        show_if(self.bar, counting)

    def _on_task_progressed(self, done: int, total: int, _words: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_stop_clicked(self) -> None:
        for task in (self._task, self._asked):
            if task is not None:
                task.cancel()
        self._show_counting(counting=False)

    def _on_failed(self, error: Exception) -> None:
        self._show_counting(counting=False)
        self.errors.show_error(error)

    def _show(self, shown: FiguresShown) -> None:
        self._shown = shown
        self._show_counting(counting=False)
        self.errors.clear()
        self.paper.setEnabled(True)
        said = (shown.found.days.said(), shown.found.person, self._compared(shown.found))
        self.set_title(self.tr("Figures"), " · ".join(filter(None, said)))
        kept = self.rows.current_key()
        with QSignalBlocker(self.rows):  # the figure is set out once, not for each step of this
            self.rows.set_rows([section_row(one, shown.found) for one in shown.sections])
            if kept is None or not self.rows.select(kept):
                self.rows.select_first()
        self._show_section(self.rows.current_key())
        if self.right.currentWidget() is self.behind and self.behind.pick is not None:
            self._ask_behind(self.behind.pick)

    def _compared(self, found: FirmFigures) -> str:
        return self.tr("compared with {before}").format(before=found.earlier.said())

    def _on_rows_chosen(self, key: object) -> None:
        self._leave_behind()
        self._show_section(key)

    def _show_section(self, key: object) -> None:
        for one in self._shown.sections if self._shown is not None else ():
            if one.key == key:
                self.view.show_section(one)

    def _on_view_picked(self, pick: object) -> None:
        if isinstance(pick, Pick):
            self._leave_behind()
            self._from = self.focusWidget()
            self._ask_behind(pick)

    def _ask_behind(self, pick: Pick) -> None:
        """The rows behind a number are read beside other work; another choice takes their place."""
        if self._shown is None:
            return
        workspace, found = self._workspace, self._shown.found
        self._asked = tasks.run_pool(
            lambda task: load_behind(workspace, found, pick, lambda: task.cancelled),
            owner=self,
            done=self._show_behind,
            failed=self._on_failed,
        )
        self._show_counting(counting=True)

    def _show_behind(self, rows: BehindRows) -> None:
        today = self._workspace.today
        again = self.right.currentWidget() is self.behind
        self._show_counting(counting=self._task is not None and self._task.running)
        self.right.setCurrentWidget(self.behind)
        self.behind.show_rows(self.view.words_of(rows.pick), rows, today, go_there=not again)

    def _leave_behind(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        self.right.setCurrentWidget(self.view)

    def _on_behind_closed(self) -> None:
        self._leave_behind()
        if self._from is not None and shiboken6.isValid(self._from) and self._from.isVisible():
            self._from.setFocus()

    def print_here(self) -> bool:
        self._on_paper_clicked()
        return True

    def _on_paper_clicked(self) -> None:
        if self._shown is not None:
            figures_sheet(self.window(), self._workspace, self._shown.found).open()
