"""The trend of feedback: one question as a chart, all of them in the table under it (PRACTICE H2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.feedback.figures import FeedbackFigures, FeedbackPart
from app.feedback.rules import BEST, Average
from app.feedback.spelling import HEADS, FigureTable, tables
from app.figures.charts import Bar, Chart, Series
from app.kernel.numbers import say_number
from ui.figures.chart import ChartView
from ui.kit import theme
from ui.kit.chips import Tone
from ui.kit.fields import Segmented
from ui.kit.flow import Flow
from ui.kit.labels import Label
from ui.kit.ring import FocusRing
from ui.kit.showing import show_if
from ui.kit.sides import set_margins
from ui.kit.tables import Column, RowTable

translate = QCoreApplication.translate

_Line = tuple[str, tuple[str, ...]]
_ASKED: Mapping[str, Callable[[FeedbackPart], Average]] = {
    "Clarity": lambda part: part.clarity,
    "Timeliness": lambda part: part.timeliness,
    "Usefulness": lambda part: part.usefulness,
}
_RECOMMEND = "Recommend"
_RATED = frozenset({"Answers", "Clarity", "Timeliness", "Usefulness", "Declined", "Low", "Called"})
_RECOMMENDED = frozenset({"Answers", "Net", "Promoters", "Passives", "Detractors"})


class TrendView(QScrollArea):
    """`show_figures(figures)`; by quarter, person or practice area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Trend of feedback"))
        FocusRing(self)
        self._figures: FeedbackFigures | None = None
        self.by = Segmented(
            [
                ("Quarter", self.tr("Quarter")),
                ("Person", self.tr("Person")),
                ("Practice area", self.tr("Area")),
            ],
            name=self.tr("Trend by"),
        )
        self.asked = Segmented(
            [(one, translate("Feedback", one)) for one in (*_ASKED, _RECOMMEND)], name=self.tr("Question")
        )
        self.unit = Label("", "small", tone=Tone.DIM, wrap=True)
        self.chart = ChartView()
        self.table: RowTable[_Line] | None = None
        inside = QWidget()
        inside.setAutoFillBackground(False)
        self._column = QVBoxLayout(inside)
        set_margins(self._column, 0, theme.px(10), theme.px(12), theme.px(20))
        self._column.setSpacing(theme.px(10))
        self._column.addWidget(Flow((self.by, self.asked)))
        for widget in (self.unit, self.chart):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.setWidget(inside)
        for choice in (self.by, self.asked):
            choice.changed.connect(lambda _value: self._show())

    def show_figures(self, figures: FeedbackFigures) -> None:
        """Show these."""
        self._figures = figures
        self._show()

    def _show(self) -> None:
        if self._figures is None:
            return
        by, asked = str(self.by.value()), str(self.asked.value())
        parts = {
            "Quarter": self._figures.by_quarter,
            "Person": self._figures.by_person,
            "Practice area": self._figures.by_area,
        }[by]
        chart = chart_of(asked, parts) if parts else None
        self.chart.show_chart(chart)
        show_if(self.by, bool(parts))
        none = self.tr("No answer came in this time.")
        self.unit.setText(f"{chart.title}. {chart.unit}" if chart else none)
        whole, *others = tables(self._figures)
        shown = next(one for one in others if one.title == by)
        self._show_table(FigureTable(shown.title, (*shown.rows, *whole.rows)))

    def _show_table(self, shown: FigureTable) -> None:
        if self.table is not None:
            self._column.removeWidget(self.table)
            self.table.hide()  # at once: it goes with the next turn of the loop
            self.table.deleteLater()
        columns = [
            Column[_Line](
                "label", translate("Feedback", shown.title), lambda row: row[0], stretch=1, sortable=False
            ),
            *(self._head(place, HEADS[place]) for place in self._places()),
        ]
        self.table = RowTable(columns, name=self.tr("Feedback in figures"), key=lambda row: row[0])
        self.table.set_rows(shown.rows)
        self.table.stand_whole()
        self._column.insertWidget(self._column.count() - 1, self.table)

    def _places(self) -> tuple[int, ...]:
        """Which columns belong to the question: all of them have no room beside each other."""
        rated = self.asked.value() != _RECOMMEND
        wanted = _RATED if rated else _RECOMMENDED
        return tuple(place for place, head in enumerate(HEADS) if head in wanted)

    @staticmethod
    def _head(place: int, head: str) -> Column[_Line]:
        words = translate("Feedback", head)
        return Column[_Line](
            head,
            words,
            lambda row: row[1][place],
            width=96,
            right=True,
            sortable=False,
            back=len(HEADS) - place,
        )


def chart_of(asked: str, parts: Sequence[FeedbackPart]) -> Chart:
    """The chart of a question: averages of more than three answers, each with their number; of recommending the
    numbers themselves."""
    labels = tuple(part.label for part in parts)
    if asked == _RECOMMEND:
        nets = [part.recommend for part in parts]
        return Chart(
            translate("Feedback", "Would recommend us"),
            translate("Feedback", "Answers: 9 and 10 promote the firm, 0 to 6 detract"),
            labels,
            (
                _counts(translate("Feedback", "Promoters"), [one.promoters for one in nets]),
                _counts(translate("Feedback", "Detractors"), [one.detractors for one in nets]),
            ),
        )
    averages = [_ASKED[asked](part) for part in parts]
    bars = tuple(Bar(None if one.mean is None else float(one.mean), _said(one)) for one in averages)
    word = translate("Feedback", asked)
    unit = translate("Feedback", "From 1 to 5, with the number of answers; no average of three or fewer")
    return Chart(word, unit, labels, (Series(word, bars),), most=float(BEST))


def _said(one: Average) -> str:
    if one.mean is None:
        return one.said
    return translate("Feedback", "{mean} ({count} answers)").format(
        mean=one.said, count=say_number(one.count)
    )


def _counts(name: str, numbers: Sequence[int]) -> Series:
    return Series(name, tuple(Bar(float(number), say_number(number)) for number in numbers))
