"""Working time on the Firm page: the hours of the week, and the calendar as the program counts with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.kernel.rights import Right
from app.kernel.said import weekday_name
from app.workdays.calendar import NoteKind
from app.workspace import Workspace
from ui.kit import chips, theme
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Chip, Tone
from ui.kit.ends import Ends
from ui.kit.labelled import NARROW
from ui.kit.labels import Label, dim
from ui.kit.page import section
from ui.kit.rights import needs
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.settings.catalogue import title_of
from ui.settings.hours_view import Correction, DayLine, HoursView, say_days, week_lines


class HoursPart(QWidget):
    """`change_requested()`, `usual_requested()`, `day_requested()`, `corrected(DayLine)`."""

    change_requested = Signal()
    usual_requested = Signal()
    day_requested = Signal()
    corrected = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._may = workspace.may(Right.FIRM)
        self._view: HoursView | None = None
        self._lines: list[DayLine] = []
        self._shows_past = False
        self.change_button = Button(self.tr("Change hours…"), self.change_requested.emit)
        self.usual_button = LinkButton(self.tr("Back to the usual hours"), self.usual_requested.emit)
        self.add_button = Button(self.tr("Add a day…"), self.day_requested.emit)
        for button in (self.change_button, self.usual_button, self.add_button):
            needs(button, workspace, Right.FIRM)
        self.past = LinkButton("", self._on_past_clicked)
        self.week = QWidget()
        self._week = QGridLayout(self.week)
        self._week.setContentsMargins(0, 0, 0, 0)
        self._week.setColumnStretch(1, 1)
        self.where = dim("")
        self.where.setWordWrap(True)
        self.rows = RowList(self.tr("Holidays and the firm's own days"), name_share=0.45)
        self.rows.acted.connect(self._on_rows_acted)
        self.rows.stand_whole()
        self._lay_out()
        theme.bus().changed.connect(self._fit)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Ends(section(title_of("hours/opening")), self.usual_button, self.change_button))
        column.addWidget(self.where)
        column.addWidget(self.week)
        column.addSpacing(theme.px(16))
        column.addWidget(Ends(section(title_of("hours/days")), self.past, self.add_button))
        words = dim(
            self.tr(
                "Every clock and every update counts with these days. What you correct here corrects them all at once."
            )
        )
        words.setWordWrap(True)
        column.addWidget(words)
        column.addWidget(self.rows)

    def show_hours(self, view: HoursView) -> None:
        """The week, and the days of this and the next year."""
        self._view = view
        self.usual_button.setVisible(view.is_set)
        usual = self.tr("Nine to five on each working day, until you say otherwise.")
        zone = self.tr("Times are those of {zone}.").format(zone=view.where.zone.key.replace("_", " "))
        self.where.setText(zone if view.is_set else f"{usual} {zone}")
        self._show_week(view)
        self._show_days(view)

    def _show_week(self, view: HoursView) -> None:
        while (item := self._week.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row, (first, last, hours) in enumerate(week_lines(view.where)):
            name = " – ".join(map(weekday_name, dict.fromkeys((first, last))))
            days = Label(name, tone=Tone.DIM)
            said = Label(hours, tone=Tone.PLAIN if view.where.usual_hours(first) else Tone.DIM, wrap=True)
            self._week.addWidget(days, row, 0, Qt.AlignmentFlag.AlignTop)
            self._week.addWidget(said, row, 1)

    def _show_days(self, view: HoursView) -> None:
        past = sum(line.last < view.today for line in view.lines[view.today.year])
        self.past.setVisible(bool(past))
        self.past.setText(
            self.tr("Hide what is past") if self._shows_past else self.tr("Show what is past of this year")
        )
        self._lines = []
        groups = []
        for year, lines in view.lines.items():
            shown = [line for line in lines if self._shows_past or line.last >= view.today]
            groups.append(Group(str(year), tuple(self._row(line, view) for line in shown)))
        self.rows.set_groups(groups)

    def _row(self, line: DayLine, view: HoursView) -> Row:
        self._lines.append(line)
        action = {
            Correction.OPEN: self.tr("Work that day"),
            Correction.CLOSE: self.tr("Close that day"),
            Correction.REMOVE: self.tr("Remove"),
        }.get(line.correction, "")
        day = say_days(line.first, line.last, view.today)
        text = f"{day} · {line.says}" if line.says else day
        return Row(
            len(self._lines) - 1,
            line.name,
            self._origin(line),
            "calendar",
            text,
            (self._state(line),),
            action if self._may else "",
        )

    def _origin(self, line: DayLine) -> str:
        if line.day_id is None:
            return self.tr("public holiday")
        return self.tr("yours, every year") if line.yearly else self.tr("yours")

    def _state(self, line: DayLine) -> Chip:
        if line.kind is NoteKind.HALF and line.is_working:
            return chips.plain(self.tr("half day"))
        return chips.done(self.tr("open"), shape=False) if line.is_working else chips.away(self.tr("closed"))

    def _on_rows_acted(self, key: object) -> None:
        if self._may and isinstance(key, int):
            self.corrected.emit(self._lines[key])

    def _on_past_clicked(self) -> None:
        self._shows_past = not self._shows_past
        if self._view is not None:
            self._show_days(self._view)

    def _fit(self) -> None:
        self._week.setVerticalSpacing(theme.px(4))
        self._week.setColumnMinimumWidth(0, theme.px(180) if self.width() >= theme.px(NARROW) else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
