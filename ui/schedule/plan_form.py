"""How often the client is updated, and when that makes the next update due, shown while one types (PRACTICE D1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.contactlog.queries import last_updates
from app.kernel.errors import Invalid, Problem
from app.kernel.said import say_long
from app.matters.queries import matter_sheet
from app.schedule.commands import NewPlan, set_plan
from app.schedule.queries import UpdateDue, update_dues
from app.schedule.rules import Interval, interval_words, next_due, read_interval, say_interval
from app.schedule.words import IntervalUnit, UpdateFormat
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.banner import Banner
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk, load_desk

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class PlanNow:
    """What the form starts from."""

    matter_id: UUID
    title: str
    desk: Desk
    due: UpdateDue | None
    last_given: date | None


def load_plan(workspace: Workspace, matter_id: UUID) -> PlanNow:
    """Read it on the worker."""
    with workspace.read() as reader:
        desk = load_desk(reader)
        given = last_updates(reader, matter_id).get(matter_id)
        return PlanNow(
            matter_id,
            matter_sheet(reader, matter_id).row.title,
            desk,
            update_dues(reader, desk.calendar, matter_id).get(matter_id),
            reader.local(given).date() if given else None,
        )


def open_plan_form(over: QWidget, workspace: Workspace, matter_id: UUID) -> None:
    """Read what there is, then show the form over ``over``'s window."""
    tasks.run(
        lambda: load_plan(workspace, matter_id),
        owner=over,
        done=lambda found: PlanForm(over, workspace, found).open(),
    )


class PlanForm(FormSheet):
    """Every fortnight, by phone, by Maria; counted from the last update given."""

    def __init__(self, over: QWidget, workspace: Workspace, found: PlanNow) -> None:
        super().__init__(
            over, workspace, translate("PlanForm", "Update schedule"), keep=Keep("plan", found.matter_id)
        )
        self._found = found
        desk = found.desk
        self.every = TextField(self.tr("week, fortnight, month, quarter, 10 days, 5 working days"))
        self.start = DateWords(
            desk.parse_back, desk.say, placeholder=self.tr("the last update given, or today")
        )
        self.longest = TextField(self.tr("days; without it, late the day after"))
        self.format: Choice[UpdateFormat | None] = Choice(
            [(None, self.tr("any way")), *((one, one.label) for one in UpdateFormat)]
        )
        self.by: Choice[UUID | None] = Choice(desk.choices(self.tr("whoever is the point of contact")))
        self.next = Banner()
        self.body.insertWidget(0, Label(found.title, "bold", wrap=True))
        self.form.add(self.tr("Every"), self.every, "every")
        self.form.add_wide(self.next)
        self.form.add(self.tr("By"), self.format, "format")
        self.form.add(self.tr("Who"), self.by, "by")
        self.form.add(self.tr("Counted from"), self.start, "from")
        self.form.add(self.tr("At most"), self.longest, "at_most")
        self._fill(found.due)
        self.every.textChanged.connect(self._show_next)
        self.start.changed.connect(self._show_next)
        self._show_next()

    def _fill(self, due: UpdateDue | None) -> None:
        if due is None:
            self.every.setText("month")
            self.every.selectAll()
            return
        self.every.setText(interval_words(due.interval))
        self.format.set_value(due.format)
        self.by.set_value(due.by_id)
        if due.at_most_days:
            self.longest.setText(str(due.at_most_days))
        if self._found.last_given is None:
            self.start.set_value(due.counted_from)

    def _show_next(self) -> None:
        interval = read_interval(self.every.text())
        if interval is None or self.start.is_nonsense():
            self.next.say("", "")
            return
        start = self._start()
        today = self._found.desk.today
        due = next_due(start, interval, self._found.desk.calendar)
        said = self.tr("Next update {day}") if due >= today else self.tr("The next update was due {day}")
        since = self.tr("({every}, counted from {day})").format(
            every=say_interval(interval), day=self._found.desk.say(start)
        )
        moved = self._moved(start, interval, due)
        self.next.say(said.format(day=say_long(due, today)), f"{since}. {moved}" if moved else since)

    def _moved(self, start: date, interval: Interval, due: date) -> str:
        """Why the update is due on another day than one counts oneself."""
        desk = self._found.desk
        counted = next_due(start, interval, desk.calendar, roll="none")
        if counted == due:
            return ""
        name = desk.calendar.holiday(counted)
        is_what = self.tr("is a holiday ({name})").format(name=name) if name else self.tr("is no working day")
        so = (
            self.tr("so it is the working day before")
            if due < counted
            else self.tr("so it is the next working day")
        )
        return f"{desk.say(counted)} {is_what}, {so}."

    def _start(self) -> date:
        chosen = self.start.value() or self._found.last_given or self._found.desk.today
        return max(chosen, self._found.last_given or chosen)  # an update given since then counts (D2)

    def command(self) -> Command:
        interval = read_interval(self.every.text())
        if interval is None:
            message = self.tr(
                "Say how often: week, fortnight, month, quarter, “10 days” or “5 working days”."
            )
            raise Invalid([Problem("every", "unknown-interval", message)])
        start = day_of(self.start, "from", self.tr("This is no date. Try “1 November”, or leave it empty."))
        new = NewPlan(
            self._found.matter_id,
            interval.count,
            interval.unit,
            start,
            self._longest(),
            self.format.value(),
            self.by.value(),
        )
        return lambda tx: set_plan(tx, new)

    def _longest(self) -> int | None:
        words = self.longest.text().strip()
        if not words:
            return None
        interval = Interval(int(words), IntervalUnit.DAY) if words in _COUNTS else read_interval(words)
        days = _as_days(interval) if interval else None
        if days is None:
            message = self.tr("Give the longest wait as a number of days, such as 21.")
            raise Invalid([Problem("at_most", "bad-interval", message)])
        return days


_COUNTS = frozenset(str(count) for count in range(1, 3661))


def _as_days(interval: Interval) -> int | None:
    """Whole days, for units that have a fixed number of them."""
    return {IntervalUnit.DAY: 1, IntervalUnit.WEEK: 7}.get(interval.unit, 0) * interval.count or None
