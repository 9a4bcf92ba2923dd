"""A hearing, appointment, deadline, limitation date or milestone."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from app.contactlog.date_turns import announce_key_date
from app.contactlog.undoing import key_date_way
from app.hours.queries import court_calendar
from app.kernel.clock_turns import odd_time
from app.kernel.errors import Invalid, Problem
from app.kernel.moments import parse_time
from app.kernel.said import say_day, say_time
from app.kernel.text import capital
from app.matters.key_date_queries import KeyDateRow
from app.matters.key_dates import NewKeyDate, add_key_date, correct_key_date, move_key_date
from app.matters.words import KeyDateKind
from app.storage.transaction import Transaction
from app.storage.undoing import Way
from app.workdays.calendar import WorkCalendar
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.banner import Banner
from ui.kit.check import Check
from ui.kit.fields import DateWords, Segmented, TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk

translate = QCoreApplication.translate
_WIDE = 720
"""Pixels: the five kinds stand in one line, in the words of each country."""


class KeyDateForm(FormSheet):
    """Kind, what for, day and time, place, who acts. With ``key`` it puts right what stands there, and asks why."""

    def __init__(
        self, over: QWidget, workspace: Workspace, desk: Desk, matter_id: UUID, key: KeyDateRow | None = None
    ) -> None:
        title = (
            translate("KeyDateForm", "Correct the key date") if key else translate("KeyDateForm", "Key date")
        )
        keep = Keep("correct-key-date", key.id) if key else Keep("key-date", matter_id)
        super().__init__(over, workspace, title, width=_WIDE, keep=keep)
        self._desk, self._matter_id, self._key = desk, matter_id, key
        kinds = [(kind, capital(kind.label)) for kind in KeyDateKind]
        self.kind = Segmented(kinds, name=self.tr("Kind"))
        self.what = TextField(self.tr("Scheduling conference"))
        self.on = DateWords(desk.parse_ahead, desk.say)
        self.at = TextField(self.tr("10:00, or all day"))
        self.place = TextField(self.tr("court and room, or a link"))
        self.attends = QCheckBox(self.tr("The client attends"))
        self.acts = TextField(self.tr("David; the other side"))
        self.reason = TextField(self.tr("the wrong room, another kind of date"))
        self.warning = _Warning(self, desk, matter_id, self.on, self.at)
        self.form.add(self.tr("What for"), self.what, "title")
        self.form.add(self.tr("Kind"), self.kind, "kind", term="key-date")
        self.form.add_together(self.tr("When"), (self.on, "on", 2), (self.at, "at", 1))
        self.at.setAccessibleName(self.tr("Time"))
        self.form.add_wide(self.warning)
        self.form.add(self.tr("Place"), self.place, "place")
        self.form.add(self.tr("Who acts"), self.acts, "who_acts")
        self.form.add("", self.attends, "client_attends")
        if key is not None:
            self._show(key)
            self.form.add(self.tr("Why"), self.reason, "reason")

    def command(self) -> Command:
        day, at, problems = _when(self.on, self.at)
        if not self.what.text().strip():
            problems.insert(0, Problem("title", "no-title", self.tr("Please say what the date is for.")))
        kind, key, reason = self.kind.value(), self._key, self.reason.text()
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
        if key is not None:
            key_date_id = key.id
            return lambda tx: correct_key_date(tx, key_date_id, new, reason)
        return lambda tx: add_key_date(tx, new)

    def _show(self, key: KeyDateRow) -> None:
        self.what.setText(key.title)
        self.kind.set_value(key.kind)
        self.on.set_value(key.on)
        self.at.setText(say_time(key.at) if key.at else "")
        self.place.setText(key.place)
        self.acts.setText(key.who_acts)
        self.attends.setChecked(key.client_attends)


class MoveKeyDateForm(FormSheet):
    """Another day or time for a date that stands, and why: the court moved it, the other side asked.

    ``tell``: the client knows of the date, so that it becomes news for them unless somebody takes the mark away."""

    def __init__(
        self, over: QWidget, workspace: Workspace, desk: Desk, key: KeyDateRow, *, tell: bool = False
    ) -> None:
        super().__init__(
            over,
            workspace,
            translate("KeyDateForm", "Move the date"),
            save=translate("KeyDateForm", "Move"),
            keep=Keep("move-key-date", key.id),
        )
        self._desk, self._key_date_id = desk, key.id
        was = desk.say(key.on) + (f", {say_time(key.at)}" if key.at else "")
        self.on = DateWords(desk.parse_ahead, desk.say)
        self.at = TextField(self.tr("10:00, or all day"))
        self.at.setText(say_time(key.at) if key.at else "")
        self.reason = TextField(self.tr("the court moved it, agreed with the other side"))
        self.warning = _Warning(self, desk, key.matter_id, self.on, self.at)
        self.body.insertWidget(0, Label(f"{key.title} · {was}", "bold", wrap=True))
        self.form.add_together(self.tr("To", "day"), (self.on, "on", 2), (self.at, "at", 1))
        self.at.setAccessibleName(self.tr("Time"))
        self.form.add_wide(self.warning)
        self.form.add(self.tr("Why"), self.reason, "reason")
        self.tell = Check(self.tr("Write it down for the client to hear"))
        self.tell.setChecked(tell)
        self.form.add("", self.tell)

    def way_back(self) -> Way:
        return key_date_way(self._key_date_id)

    def saved_words(self) -> str:
        day = self.on.value()
        return self.tr("Moved to {day}").format(day=say_day(day, self._desk.today) if day else "")

    def command(self) -> Command:
        day, at, problems = _when(self.on, self.at)
        reason = self.reason.text().strip()
        if not reason:
            problems.append(Problem("reason", "no-reason", self.tr("Please say why the date is moved.")))
        if problems or day is None:
            raise Invalid(problems)
        key_date_id, tell, to = self._key_date_id, self.tell.isChecked(), day

        def move(tx: Transaction) -> None:
            move_key_date(tx, key_date_id, to, at, reason)
            if tell:
                announce_key_date(tx, key_date_id)

        return move


def _when(on: DateWords, at_field: TextField) -> tuple[date | None, time | None, list[Problem]]:
    """Day and time as typed, with a sentence for each that makes no sense."""
    day, words = on.value(), at_field.text().strip()
    at = parse_time(words) if words else None
    problems = []
    if day is None:
        message = translate("KeyDateForm", "Say the day: “8 Dec”, “next Tue”, “in 3 weeks”.")
        problems.append(Problem("on", "no-date", message))
    if words and at is None:
        message = translate("KeyDateForm", "This is no time of day. Try “10:00” or “2pm”.")
        problems.append(Problem("at", "no-time", message))
    return day, at, problems


class _Warning(Banner):
    """What there is to say against a day: of the firm's calendar, and of the court's where that is another."""

    def __init__(
        self, form: FormSheet, desk: Desk, matter_id: UUID, on: DateWords, at_field: TextField
    ) -> None:
        super().__init__(kind="soon")
        self._desk, self._on, self._at = desk, on, at_field
        self._court: WorkCalendar | None = None
        workspace = form.workspace

        def read() -> WorkCalendar | None:
            with workspace.read() as reader:
                found = court_calendar(reader, matter_id)
            if found is not None:
                found.is_working_day(desk.today)  # the first look takes long
            return found

        on.changed.connect(self._say)
        at_field.textChanged.connect(self._say)
        tasks.run(read, owner=form, done=self._on_read)

    def _on_read(self, court: WorkCalendar | None) -> None:
        self._court = court
        self._say()

    def _say(self, *_: object) -> None:
        day = self._on.value()
        said = "" if day is None else _no_working_day(self._desk.calendar, day)
        if day is not None and not said and self._court is not None and self._court.holiday(day):
            said = translate("KeyDateForm", "That day is {holiday} at the court's place.")
            said = said.format(holiday=self._court.holiday(day))
        self.say(said, self._of_clock(day))

    def _of_clock(self, day: date | None) -> str:
        """That the clocks skip that time, or show it twice."""
        at, zone = parse_time(self._at.text()), self._desk.now.tzinfo
        if day is None or at is None or zone is None:
            return ""
        return odd_time(datetime.combine(day, at), zone)


def _no_working_day(calendar: WorkCalendar, day: date) -> str:
    """What there is to say against a day."""
    if calendar.is_working_day(day):
        return ""
    name = calendar.holiday(day)
    if name:
        return translate("KeyDateForm", "That day is {holiday}.").format(holiday=name)
    if day.weekday() >= 5:
        return translate("KeyDateForm", "That day is a weekend.")
    return translate("KeyDateForm", "Nobody works at the firm on that day.")
