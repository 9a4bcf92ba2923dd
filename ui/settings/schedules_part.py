"""The firm's update schedules on its page: by practice area and stage, and what happens on days off (PRACTICE D1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.hours.queries import firm_calendar
from app.kernel.errors import Refused
from app.kernel.rights import Right
from app.kernel.said import say_long
from app.schedule.defaults import DefaultRow, defaults, drop_default, firm_roll, set_default, set_roll
from app.schedule.dropping import dropped_everywhere, late_updates
from app.schedule.rhythm import parse_rhythm, rhythm_words, say_rhythm
from app.schedule.said import say_moved
from app.schedule.standing import Step, steps
from app.schedule.words import Roll
from app.storage.transaction import Reader, Transaction
from app.workdays.calendar import WorkCalendar
from app.workspace import Workspace
from ui.kit import chips
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.dialogs import confirm
from ui.kit.fields import TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import dim
from ui.kit.page import section
from ui.kit.rights import needs
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.kit.sheet_draft import Keep
from ui.schedule.plan_form import SHOWN, RhythmFields, roll_choice
from ui.settings.catalogue import title_of

SCHEDULES = frozenset({"schedule_default", "schedule_rule"})
"""Kinds of change that concern it."""


@dataclass(frozen=True, slots=True)
class SchedulesView:
    """The firm's schedules, and what the form needs to show days to come."""

    rows: tuple[DefaultRow, ...]
    roll: Roll
    calendar: WorkCalendar
    today: date

    def row(self, default_id: UUID | None) -> DefaultRow | None:
        """One of them."""
        return next((one for one in self.rows if one.id == default_id), None)


def load_schedules(reader: Reader) -> SchedulesView:
    """Read them; looks the calendar up once, because its first look takes long."""
    calendar = firm_calendar(reader)
    calendar.is_working_day(reader.today)
    return SchedulesView(defaults(reader).rows, firm_roll(reader), calendar, reader.today)


class SchedulesPart(QWidget):
    """It opens its own forms; who may not change the schedules reads them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._view: SchedulesView | None = None
        self._may = workspace.may(Right.FIRM)
        self.rows = RowList(self.tr("Update schedules by default"), name_share=0.4)
        self.rows.stand_whole()
        self.rows.opened.connect(self._on_rows_opened)
        self.add_button = Button(self.tr("Add a schedule…"), self.add_default)
        self.roll_button = Button(self.tr("Days off…"), self.change_roll)
        for button in (self.add_button, self.roll_button):
            needs(button, workspace, Right.FIRM)
        words = dim(
            self.tr(
                "How often clients are updated where a matter has no schedule of its own: it counts as soon as the "
                "matter is opened, and another one when its stage changes."
            )
        )
        words.setWordWrap(True)
        self.roll = dim()
        self.roll.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addWidget(self.roll_button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (section(title_of("schedules/defaults")), words, self.rows, self.roll):
            column.addWidget(widget)
        column.addLayout(foot)

    def show_schedules(self, view: SchedulesView) -> None:
        """Every one of them."""
        self._view = view
        self.rows.set_groups([Group("", tuple(self._row(row) for row in view.rows))])
        self.rows.setVisible(bool(view.rows))
        none = "" if view.rows else self.tr("None yet: every matter needs its own.") + " "
        rule = self.tr("An update due on a day off {rule}.").format(rule=view.roll.label)
        self.roll.setText(none + rule)

    def add_default(self) -> None:
        """One more schedule."""
        self.open_default(None)

    def open_default(self, default_id: UUID | None) -> bool:
        """The form of a schedule, or of a new one; False where it is not there, or nobody may change it."""
        view = self._view
        row = view.row(default_id) if view is not None else None
        if view is None or not self._may or (default_id is not None and row is None):
            return False
        DefaultForm(self, self._workspace, view, row).open()
        return True

    def change_roll(self) -> None:
        """What happens to updates due on days off."""
        if self._view is not None and self._may:
            RollForm(self, self._workspace, self._view).open()

    def _row(self, row: DefaultRow) -> Row:
        said = say_rhythm(row.rhythm)
        by = self.tr("by {format}").format(format=row.format.label) if row.format else ""
        most = self.tr("at most {count} days").format(count=row.rhythm.at_most_days)
        found = (chips.plain(most),) if row.rhythm.at_most_days else ()
        name = row.name[:1].upper() + row.name[1:]
        return Row(row.id, name, by, "calendar", said[:1].upper() + said[1:], found)

    def _on_rows_opened(self, key: object) -> None:
        if isinstance(key, UUID):
            self.open_default(key)


class FirmScheduleForm(FormSheet):
    """A change of the firm's schedules: of updates that it would drop though they are late, one is told first (D2)."""

    calendar: WorkCalendar

    def naming(self, command: Command, *, knowing: bool = False) -> Command:
        """The command, undone where it drops such updates, unless somebody decided that ``knowing`` of them."""
        self._asked, calendar = command, self.calendar
        title = self.tr("Drop updates that are late?")

        def act(tx: Transaction) -> object:
            late = late_updates(tx.reader(), calendar)
            result = command(tx)
            said = dropped_everywhere(tx.reader(), calendar, late)
            if said is not None and not knowing:
                self._lost = said.message  # it names clients, and no exception does
                raise Refused(said.code, title, field=said.field)
            return result

        return act

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Refused) or error.code != "drops-late":
            super()._on_failed(error)
            return
        self.let_go()
        confirm(self, error.message, self._lost, self.tr("Drop them all the same"), self._go_on)

    def _go_on(self) -> None:
        command = self.naming(self._asked, knowing=True)
        self._set_to_work(lambda: self.in_one_commit(command))


class DefaultForm(FirmScheduleForm):
    """How often clients of a kind of matter are updated."""

    def __init__(
        self, over: QWidget, workspace: Workspace, view: SchedulesView, row: DefaultRow | None
    ) -> None:
        keep = Keep("schedule-default", row.id if row is not None else None)
        super().__init__(over, workspace, over.tr("Update schedule by default"), width=640, keep=keep)
        self._view, self._row, self.calendar = view, row, view.calendar
        self.area = TextField(self.tr("Family; empty for every practice area"))
        self.stage = TextField(self.tr("discovery; empty for every stage"))
        self.rhythm = RhythmFields(view.roll)
        self.next = Banner()
        for label, field, name in (
            (self.tr("Practice area"), self.area, "area"),
            (self.tr("Stage"), self.stage, "stage"),
            (self.tr("Every"), self.rhythm.every, "every"),
            (self.tr("And"), self.rhythm.stages, "at_stages"),
            ("", self.rhythm.dates, "at_dates"),
        ):
            self.form.add(label, field, name)
        self.form.add_wide(self.next)
        self.form.add(self.tr("By", "channel"), self.rhythm.format, "format")
        self.form.add(self.tr("At most"), self.rhythm.longest, "at_most")
        self.form.add(self.tr("If due on a day off"), self.rhythm.roll, "roll")
        if row is not None:
            self._fill(row)
        else:
            self.rhythm.every.setText(rhythm_words(parse_rhythm("month")))
        self.rhythm.every.textChanged.connect(self._show_next)
        self.rhythm.roll.currentIndexChanged.connect(self._show_next)
        self._show_next()

    def _fill(self, row: DefaultRow) -> None:
        self.area.setText(row.practice_area)
        self.stage.setText(row.stage)
        self.area.setReadOnly(True)
        self.stage.setReadOnly(True)
        self.rhythm.fill(row.rhythm, row.format)
        self.add_other(self.tr("Take it away"), lambda: self.naming(lambda tx: drop_default(tx, row.id)))

    def _show_next(self) -> None:
        rhythm, view = self.rhythm.typed(), self._view
        if rhythm is None:
            self.next.say("", "")
            return
        ahead = steps(view.today, rhythm, rhythm.roll or view.roll, view.calendar, SHOWN)
        lead = self.tr("Updated today, the client hears again:")
        self.next.say(lead, "; ".join(self._said(step) for step in ahead))

    def _said(self, step: Step) -> str:
        day, moved = (
            say_long(step.due, self._view.today),
            say_moved(step, self._view.calendar, self._view.today),
        )
        return f"{day} ({moved})" if moved else day

    def command(self) -> Command:
        area, stage, rhythm = self.area.text(), self.stage.text(), self.rhythm.rhythm()
        by = self.rhythm.format.value()
        return self.naming(lambda tx: set_default(tx, area, stage, rhythm, by))


class RollForm(FirmScheduleForm):
    """Where an update goes that is due on a day off."""

    def __init__(self, over: QWidget, workspace: Workspace, view: SchedulesView) -> None:
        super().__init__(over, workspace, over.tr("Updates due on days off"), width=520)
        self.calendar = view.calendar
        self.roll = roll_choice(None)
        self.roll.set_value(view.roll)
        hint = self.tr("To the working day before stretches no promise. A schedule may have its own rule.")
        self.form.add(self.tr("The update"), self.roll, "roll", hint=hint)

    def command(self) -> Command:
        roll = self.roll.value() or Roll.BEFORE
        return self.naming(lambda tx: set_roll(tx, roll))
