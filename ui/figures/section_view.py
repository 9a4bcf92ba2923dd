"""One figure: what it means, its chart, and its table by person, practice area, month, quarter or cause."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.figures.pick import Pick
from app.figures.tables import Section, Table
from ui.figures.chart import ChartView
from ui.figures.figure_table import FigureTable
from ui.kit import theme
from ui.kit.chips import Tone
from ui.kit.fields import Segmented
from ui.kit.labels import Label
from ui.kit.page import section
from ui.kit.ring import FocusRing
from ui.kit.showing import show_if
from ui.kit.sides import set_margins


class SectionView(QScrollArea):
    """One figure with its chart and table. ``picked(pick)``: a number or a bar was chosen, to see its rows."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        FocusRing(self)
        self._section: Section | None = None
        self._by = ""
        inside = QWidget()
        inside.setAutoFillBackground(False)
        self._column = QVBoxLayout(inside)
        set_margins(self._column, 0, 0, theme.px(12), theme.px(20))
        self._column.setSpacing(theme.px(10))
        self.title = section("")
        self.meaning = Label("", "small", tone=Tone.DIM, wrap=True)
        self.unit = Label("", "small", wrap=True)
        self.chart = ChartView()
        self.by: Segmented | None = None
        self.table: FigureTable | None = None
        for widget in (self.title, self.meaning, self.unit, self.chart):
            self._column.addWidget(widget)
        self.chart.opened.connect(self.picked)
        self._column.addStretch(1)
        self.setWidget(inside)

    def show_section(self, one: Section) -> None:
        """Show this figure, by the same groups as the one before where it has them."""
        self._section = one
        self.title.setText(one.title)
        self.setAccessibleName(one.title)
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
        name = self.tr("{figure}, {by}").format(
            figure=self._section.title if self._section else "", by=shown.title
        )
        self.table = FigureTable(shown, name)
        self.table.picked.connect(self.picked)
        self._column.insertWidget(self._column.count() - 1, self.table)

    def words_of(self, pick: Pick) -> str:
        """A number of this figure in words."""
        return words_of(self._section, pick) if self._section is not None else ""

    def _remove(self, widget: QWidget | None) -> None:
        if widget is not None:
            self._column.removeWidget(widget)
            widget.hide()  # at once: it goes with the next turn of the loop
            widget.deleteLater()


def words_of(one: Section, pick: Pick) -> str:
    """A number of a section in words, as in "Ann: Late 3"."""
    for table in one.tables:
        for row in table.rows:
            if pick in row.picks:
                place = row.picks.index(pick)
                return f"{row.label}: {table.heads[place].words} {row.values[place].said}"
    for series in one.chart.series if one.chart else ():
        for label, bar in zip(one.chart.labels if one.chart else (), series.bars, strict=True):
            if bar.pick == pick:
                return f"{label}: {series.name} {bar.said}"
    return one.title
