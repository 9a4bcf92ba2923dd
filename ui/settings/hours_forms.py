"""The forms of working time: the hours of a week, and days that are unlike others."""

from __future__ import annotations

from datetime import time

from PySide6.QtWidgets import QCheckBox, QWidget

from app.hours.commands import NewFirmDay, add_firm_day, set_opening_hours
from app.hours.typed import read_hours, read_time, say_hours
from app.kernel.errors import Invalid, LiaisonError, Problem
from app.kernel.said import weekday_name
from app.workdays.own_days import DayKind, Span
from app.workdays.worktime import WorkTime
from app.workspace import Workspace
from ui.kit.fields import DateWords, Segmented, TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import dim
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk


class HoursForm(FormSheet):
    """From when to when the firm is open, a line for each weekday."""

    def __init__(self, over: QWidget, workspace: Workspace, where: WorkTime) -> None:
        super().__init__(over, workspace, over.tr("Opening hours"), keep=Keep("opening-hours"))
        words = dim(self.tr("Such as 9-12:30, 13:30-17:30. An empty line is a day on which nobody works."))
        self.body.insertWidget(0, words)
        self.fields: list[TextField] = []
        for weekday in range(7):
            field = TextField(self.tr("closed"))
            field.setText(say_hours(where.usual_hours(weekday), ""))
            self.fields.append(field)
            self.form.add(weekday_name(weekday), field, f"hours-{weekday}")

    def command(self) -> Command:
        problems: list[Problem] = []
        week: dict[int, tuple[Span, ...]] = {}
        for weekday, field in enumerate(self.fields):
            try:
                week[weekday] = read_hours(field.text(), f"hours-{weekday}")
            except LiaisonError as error:
                problems.append(Problem(error.field or "", error.code, error.message))
        if problems:
            raise Invalid(problems)
        return lambda tx: set_opening_hours(tx, week)


class DayForm(FormSheet):
    """Days on which the firm is closed, closes early, or works though others do not."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk) -> None:
        super().__init__(over, workspace, over.tr("A day of the firm"), width=640, keep=Keep("firm-day"))
        kinds: list[tuple[object, str]] = [
            (DayKind.CLOSED, self.tr("Closed")),
            (DayKind.HALF, self.tr("Half day")),
            (DayKind.OPENED, self.tr("Open", "opening hours")),
        ]
        self.kind = Segmented(kinds, DayKind.CLOSED, name=self.tr("What"))
        self.first, self.last = (DateWords(desk.parse_ahead, desk.say) for _ in range(2))
        self.last.setPlaceholderText(self.tr("the same day"))
        self.hours = TextField()
        self.name = TextField(self.tr("firm outing, Christmas Eve"))
        self.yearly = QCheckBox(self.tr("Every year again"))
        self.form.add(self.tr("What"), self.kind, "kind")
        self.form.add_together(self.tr("From, to"), (self.first, "first", 1), (self.last, "last", 1))
        self.first.setAccessibleName(self.tr("First day"))
        self.last.setAccessibleName(self.tr("Last day"))
        self.form.add(self.tr("Closes at"), self.hours, "closes")
        self.form.add(self.tr("Name"), self.name, "name")
        self.form.add("", self.yearly, "yearly")
        self.yearly.setAccessibleName(self.tr("Every year again"))
        self.kind.changed.connect(self._on_kind_changed)
        self._on_kind_changed(self.kind.value())

    def _on_kind_changed(self, kind: object) -> None:
        self.form.show_row("closes", kind is not DayKind.CLOSED)
        opened = kind is DayKind.OPENED
        self.form.set_label("closes", self.tr("Hours", "opening hours") if opened else self.tr("Closes at"))
        self.hours.setAccessibleName(self.tr("Hours", "opening hours") if opened else self.tr("Closes at"))
        self.hours.setPlaceholderText(self.tr("as always") if opened else self.tr("12:00"))

    def command(self) -> Command:
        problems: list[Problem] = []
        first = self.first.value()
        if first is None or self.last.is_nonsense():
            field = "first" if first is None else "last"
            words = self.tr("Please give a day, such as 24 December.")
            problems.append(Problem(field, "no-day", words))
        kind = self.kind.value()
        opens: time | None = None
        closes: time | None = None
        try:
            opens, closes = self._hours(kind)
        except LiaisonError as error:
            problems.append(Problem("closes", error.code, error.message))
        if problems or first is None or not isinstance(kind, DayKind):
            raise Invalid(problems)
        new = NewFirmDay(
            kind, first, self.last.value(), self.name.text(), self.yearly.isChecked(), opens, closes
        )
        return lambda tx: add_firm_day(tx, new)

    def _hours(self, kind: object) -> tuple[time | None, time | None]:
        words = self.hours.text().strip()
        if kind is DayKind.HALF:
            return None, read_time(words, "closes")
        if kind is DayKind.OPENED and words:
            spans = read_hours(words, "closes")
            if len(spans) != 1:
                message = self.tr("Please give one stretch of hours, such as 9-12.")
                raise Invalid([Problem("closes", "one-span", message)])
            return spans[0]
        return None, None
