"""The page of the firm's figures: at the left what can be looked at, at the right its chart and its table."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from app.figures.sections import Section, Table
from app.figures.span import Time
from app.figures.values import Value
from app.workspace import Workspace
from ui.figures.chart import ChartView
from ui.figures.load import FiguresShown, load_figures
from ui.figures.paper_sheet import figures_sheet
from ui.kit import tasks, theme
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.fields import Segmented
from ui.kit.labels import Label
from ui.kit.page import Page, section
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.kit.showing import show_if
from ui.kit.tables import Column, RowTable

_LIST = 236
_LEAST = 78
_Line = tuple[str, tuple[Value, ...]]


class FiguresPage(Page):
    """Counts beside other work; what was counted stays until the new figures are there."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(QCoreApplication.translate("FiguresPage", "Figures"))
        self._workspace = workspace
        self._shown: FiguresShown | None = None
        self._task: tasks.Task | None = None
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
        self.rows.setFixedWidth(theme.px(_LIST))
        self.view = SectionView()
        across = QHBoxLayout()
        across.setSpacing(theme.px(20))
        across.addWidget(self.rows)
        across.addWidget(self.view, 1)
        self.body.addWidget(self.bar)
        self.body.addLayout(across, 1)
        self._show_counting(counting=False)
        self.time.changed.connect(self.mark_stale)
        self.rows.chosen.connect(self._on_rows_chosen)

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
        if self._task is not None:
            self._task.cancel()
        self._show_counting(counting=False)

    def _on_failed(self, error: Exception) -> None:
        self._show_counting(counting=False)
        self.errors.show_error(error)

    def _show(self, shown: FiguresShown) -> None:
        self._shown = shown
        self._show_counting(counting=False)
        self.errors.clear()
        self.paper.setEnabled(True)
        self.set_title(
            self.tr("Figures"), f"{shown.found.days.said()} · {shown.found.person or self._beside()}"
        )
        kept = self.rows.current_key()
        self.rows.set_rows([self._row(one) for one in shown.sections])
        if kept is None or not self.rows.select(kept):
            self.rows.select_first()
        self._on_rows_chosen(self.rows.current_key())

    def _beside(self) -> str:
        assert self._shown is not None  # noqa: S101 - set one line before it is asked
        earlier = self._shown.found.earlier.said()
        return self.tr("beside {before}").format(before=earlier)

    def _row(self, one: Section) -> Row:
        """A section by its name, and under it the figure that says most."""
        assert self._shown is not None  # noqa: S101 - set before the rows are made
        found = self._shown.found
        name = {"standing": "standing.overdue", "notes": "notes.late", "summary": ""}.get(
            one.key, f"{one.key}.percent"
        )
        said = ""
        if name:
            words = {
                "standing": self.tr("{now} overdue · before {before}"),
                "notes": self.tr("{now} late · before {before}"),
            }.get(one.key, self.tr("{now} in time · before {before}"))
            said = words.format(now=found.now.values[name].said, before=found.before.values[name].said)
        return Row(one.key, one.title, said)

    def _on_rows_chosen(self, key: object) -> None:
        if self._shown is not None:
            for one in self._shown.sections:
                if one.key == key:
                    self.view.show_section(one)

    def _on_paper_clicked(self) -> None:
        if self._shown is not None:
            figures_sheet(self.window(), self._workspace, self._shown.found).open()


def _wide(words: str) -> int:
    """Of a column, in drawing pixels: room for its head and for its figures."""
    zoom = theme.px(1000) / 1000
    return max(_LEAST, round(QFontMetrics(theme.font("small")).horizontalAdvance(words) / zoom) + 20)


class SectionView(QScrollArea):
    """One figure: what it means, its chart, and its table by person, practice area or month."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._section: Section | None = None
        self._by = ""
        inside = QWidget()
        inside.setAutoFillBackground(False)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, theme.px(12), theme.px(20))
        self._column.setSpacing(theme.px(10))
        self.title = section("")
        self.meaning = Label("", "small", tone=Tone.DIM, wrap=True)
        self.unit = Label("", "small", wrap=True)
        self.chart = ChartView()
        self.by: Segmented | None = None
        self.table: RowTable[_Line] | None = None
        for widget in (self.title, self.meaning, self.unit, self.chart):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.setWidget(inside)

    def show_section(self, one: Section) -> None:
        """Show this figure, by the same groups as the one before where it has them."""
        self._section = one
        self.title.setText(one.title)
        self.meaning.setText(one.meaning)
        self.unit.setText(f"{one.chart.title}. {one.chart.unit}." if one.chart else "")
        show_if(self.unit, one.chart is not None)
        self.chart.show_chart(one.chart)
        self._remove(self.by)
        self.by = None
        known = [table.by for table in one.tables]
        chosen = self._by if self._by in known else known[0]
        if len(known) > 1:
            self.by = Segmented(
                [(table.by, table.title) for table in one.tables], chosen, name=self.tr("Table by")
            )
            self.by.changed.connect(self._on_by_changed)
            self._column.insertWidget(4, self.by, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_table(one.tables[known.index(chosen)])

    def _on_by_changed(self, by: object) -> None:
        if self._section is not None:
            self._by = str(by)
            self._show_table(next(table for table in self._section.tables if table.by == by))

    def _show_table(self, shown: Table) -> None:
        self._remove(self.table)
        columns = [
            Column[_Line]("label", "", lambda row: row[0], stretch=1, sortable=False),
            *(
                Column[_Line](
                    head.name,
                    head.words,
                    lambda row, place=place: row[1][place].said,  # type: ignore[misc] # the place of its head
                    width=_wide(head.words),
                    right=True,
                    sortable=False,
                )
                for place, head in enumerate(shown.heads)
            ),
        ]
        name = self.tr("{figure}, {by}").format(
            figure=self._section.title if self._section else "", by=shown.title
        )
        self.table = RowTable(columns, name=name, key=lambda row: row[0])
        self.table.set_rows(shown.rows)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setFixedHeight(theme.px(32) * (len(shown.rows) + 1) + theme.px(4))
        self._column.insertWidget(self._column.count() - 1, self.table)

    def _remove(self, widget: QWidget | None) -> None:
        if widget is not None:
            self._column.removeWidget(widget)
            widget.deleteLater()
