"""A hearing, deadline, limitation date or milestone."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from app.bootstrap import Workspace
from app.kernel.errors import Invalid, Problem
from app.kernel.moments import parse_time
from app.matters.commands import NewKeyDate, add_key_date
from app.matters.words import KeyDateKind
from ui.kit.banner import Banner
from ui.kit.fields import DateWords, Segmented, TextField
from ui.kit.formsheet import Command, FormSheet
from ui.schedule.desk import Desk

translate = QCoreApplication.translate


class KeyDateForm(FormSheet):
    """Kind, what for, day and time, place, who acts."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk, matter_id: UUID) -> None:
        super().__init__(over, workspace, translate("KeyDateForm", "Key date"))
        self._desk, self._matter_id = desk, matter_id
        kinds = [(kind, kind.label.capitalize()) for kind in KeyDateKind]
        self.kind = Segmented(kinds, name=self.tr("Kind"))
        self.what = TextField(self.tr("Scheduling conference"))
        self.on = DateWords(desk.parse_ahead, desk.say)
        self.at = TextField(self.tr("10:00; empty for the whole day"))
        self.place = TextField(self.tr("court and room, or a link"))
        self.attends = QCheckBox(self.tr("The client attends"))
        self.acts = TextField(self.tr("David; the other side"))
        self.warning = Banner(kind="soon")
        self.form.add(self.tr("What for"), self.what, "title")
        self.form.add(self.tr("Kind"), self.kind, "kind")
        self.form.add_together(self.tr("When"), (self.on, "on", 3), (self.at, "at", 2))
        self.at.setAccessibleName(self.tr("Time"))
        self.form.add_wide(self.warning)
        self.form.add(self.tr("Place"), self.place, "place")
        self.form.add(self.tr("Who acts"), self.acts, "who_acts")
        self.form.add("", self.attends, "client_attends")
        self.on.changed.connect(self._on_day_changed)

    def command(self) -> Command:
        day, words = self.on.value(), self.at.text().strip()
        at = parse_time(words) if words else None
        problems = []
        if day is None:
            problems.append(
                Problem("on", "no-date", self.tr("Say the day: “8 Dec”, “next Tue”, “in 3 weeks”."))
            )
        if words and at is None:
            problems.append(
                Problem("at", "no-time", self.tr("This is no time of day. Try “10:00” or “2pm”."))
            )
        if not self.what.text().strip():
            problems.insert(0, Problem("title", "no-title", self.tr("Please say what the date is for.")))
        kind = self.kind.value()
        if problems or day is None or not isinstance(kind, KeyDateKind):
            raise Invalid(problems)
        new = NewKeyDate(
            self._matter_id,
            kind,
            day,
            self.what.text(),
            at,
            self.place.text(),
            self.attends.isChecked(),
            self.acts.text().strip(),
        )
        return lambda tx: add_key_date(tx, new)

    def _on_day_changed(self) -> None:
        day = self.on.value()
        if day is None or self._desk.calendar.is_working_day(day):
            self.warning.say("", "")
            return
        name = self._desk.calendar.holiday(day)
        words = (
            self.tr("That day is {holiday}.").format(holiday=name)
            if name
            else self.tr("That day is a weekend.")
        )
        self.warning.say(words, "")
