"""How often the client is updated, and when that makes the next update due, shown while one types (PRACTICE D1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.contactlog.queries import last_updates
from app.kernel.errors import Invalid, Problem, Refused
from app.kernel.said import say_long
from app.matters.sheet import matter_sheet
from app.schedule.commands import drop_plan, new_plan, set_plan
from app.schedule.defaults import DefaultRow, defaults, firm_roll
from app.schedule.dropping import LateUpdate, dropped, is_dropped, late_update, say_dropped
from app.schedule.queries import UpdateDue, update_dues
from app.schedule.rhythm import Rhythm, parse_rhythm, read_rhythm, rhythm_words, say_rhythm
from app.schedule.rules import Interval, read_interval, say_interval
from app.schedule.said import say_moved
from app.schedule.standing import Step, steps
from app.schedule.undoing import plan_way
from app.schedule.words import IntervalUnit, Roll, UpdateFormat
from app.storage.transaction import Transaction
from app.storage.undoing import Way
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.banner import Banner
from ui.kit.choice import Choice
from ui.kit.dialogs import confirm
from ui.kit.fields import DateWords, TextField, tick
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import dim
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk, load_desk

translate = QCoreApplication.translate
SHOWN = 3
"""Days to come that are shown while one types."""


@dataclass(frozen=True, slots=True)
class PlanNow:
    """What the form starts from. ``default``: the firm's schedule for such a matter; ``roll``: the firm's."""

    matter_id: UUID
    client: str
    title: str
    desk: Desk
    due: UpdateDue | None
    last_given: date | None
    default: DefaultRow | None = None
    roll: Roll = Roll.BEFORE
    late: LateUpdate | None = None


def load_plan(workspace: Workspace, matter_id: UUID) -> PlanNow:
    """Read it on the worker."""
    with workspace.read() as reader:
        desk = load_desk(reader)
        given = last_updates(reader, matter_id).get(matter_id)
        row = matter_sheet(reader, matter_id).row
        return PlanNow(
            matter_id,
            row.client,
            row.title,
            desk,
            update_dues(reader, desk.calendar, matter_id).get(matter_id),
            reader.local(given).date() if given else None,
            defaults(reader).of(row.practice_area, row.stage),
            firm_roll(reader),
            late_update(reader, desk.calendar, matter_id),
        )


def open_plan_form(over: QWidget, workspace: Workspace, matter_id: UUID) -> None:
    """Read what there is, then show the form over ``over``'s window."""
    tasks.run(
        lambda: load_plan(workspace, matter_id),
        owner=over,
        done=lambda found: PlanForm(over, workspace, found).open(),
    )


def roll_choice(firms: Roll | None) -> Choice[Roll | None]:
    """Where a due day moves to that is no working day; with the ``firms`` rule "as the firm has it" comes first."""
    said = [(one, one.label) for one in Roll]
    if firms is None:
        return Choice([*said])
    as_firm = translate("PlanForm", "as the firm has it: {rule}").format(rule=firms.label)
    return Choice([(None, as_firm), *said])


class RhythmFields:
    """The fields of a rhythm, which the matter's form and the firm's defaults share."""

    def __init__(self, firms: Roll | None = None) -> None:
        self.every = TextField(
            translate(
                "PlanForm", "week, fortnight, month, month on the 31st, quarter, 10 days, 5 working days"
            )
        )
        self.stages = tick(translate("PlanForm", "whenever the stage changes"))
        self.dates = tick(translate("PlanForm", "after hearings, appointments, deadlines and milestones"))
        self.longest = TextField(translate("PlanForm", "days; without it, late the day after"))
        self.format: Choice[UpdateFormat | None] = Choice(
            [(None, translate("PlanForm", "any way")), *((one, one.label) for one in UpdateFormat)]
        )
        self.roll = roll_choice(firms)

    def fill(self, rhythm: Rhythm, form: UpdateFormat | None) -> None:
        """Show what there is."""
        self.every.setText(rhythm_words(replace(rhythm, at_stages=False, at_dates=False)))
        self.stages.setChecked(rhythm.at_stages)
        self.dates.setChecked(rhythm.at_dates)
        self.format.set_value(form)
        self.roll.set_value(rhythm.roll)
        if rhythm.at_most_days:
            self.longest.setText(str(rhythm.at_most_days))

    def typed(self) -> Rhythm | None:
        """How often, as far as it can be read: without the longest wait."""
        found = read_rhythm(self.every.text())
        if found is None:
            return None
        return replace(
            found,
            at_stages=found.at_stages or self.stages.isChecked(),
            at_dates=found.at_dates or self.dates.isChecked(),
            roll=self.roll.value(),
        )

    def rhythm(self) -> Rhythm:
        """Raises Invalid for what cannot be read, by its field."""
        found = self.typed()
        if found is None:
            message = translate(
                "PlanForm", "Say how often: week, fortnight, month, quarter, “10 days” or “5 working days”."
            )
            raise Invalid([Problem("every", "unknown-interval", message)])
        return replace(found, at_most_days=self._longest())

    def _longest(self) -> int | None:
        words = self.longest.text().strip()
        if not words:
            return None
        interval = Interval(int(words), IntervalUnit.DAY) if words in _COUNTS else read_interval(words)
        days = _as_days(interval) if interval else None
        if days is None:
            message = translate("PlanForm", "Give the longest wait as a number of days, such as 21.")
            raise Invalid([Problem("at_most", "bad-interval", message)])
        return days


class PlanForm(FormSheet):
    """Every fortnight, by phone, by Maria; counted from the last update given."""

    def __init__(self, over: QWidget, workspace: Workspace, found: PlanNow) -> None:
        super().__init__(
            over,
            workspace,
            translate("PlanForm", "Update schedule"),
            width=640,
            keep=Keep("plan", found.matter_id),
        )
        self._found, self._lost = found, ""
        desk = found.desk
        self.rhythm = RhythmFields(found.roll)
        self.every, self.longest, self.format = self.rhythm.every, self.rhythm.longest, self.rhythm.format
        self.start = DateWords(
            desk.parse_back, desk.say, placeholder=self.tr("the last update given, or today")
        )
        self.by: Choice[UUID | None] = Choice(desk.choices(self.tr("whoever is the point of contact")))
        self.next = Banner()
        self.dropped = Banner(kind="soon")
        self.then = dim()
        self.then.setWordWrap(True)
        self.say_whose(found.client, found.title)
        self.form.add(self.tr("Every"), self.every, "every")
        self.form.add(self.tr("And"), self.rhythm.stages, "at_stages")
        self.form.add("", self.rhythm.dates, "at_dates")
        self.form.add_wide(self.dropped)
        self.form.add_wide(self.next)
        self.form.add_wide(self.then)
        self.form.add(self.tr("By", "channel"), self.format, "format")
        self.form.add(self.tr("Who"), self.by, "by")
        self.form.add(self.tr("Counted from"), self.start, "from")
        self.form.add(self.tr("At most"), self.longest, "at_most", term="longest")
        self.form.add(self.tr("If due on a day off"), self.rhythm.roll, "roll")
        self._fill(found.due)
        self._say_default()
        ticked = (self.rhythm.stages.toggled, self.rhythm.dates.toggled)
        for signal in (
            self.every.textChanged,
            self.start.changed,
            self.rhythm.roll.currentIndexChanged,
            *ticked,
        ):
            signal.connect(self._show_next)
        self._show_next()

    def _fill(self, due: UpdateDue | None) -> None:
        if due is None:
            self.every.setText(rhythm_words(parse_rhythm("month")))
            self.every.selectAll()
            return
        self.rhythm.fill(due.rhythm, due.format)
        self.by.set_value(due.by_id)
        if self._found.last_given is None and not due.by_default:
            self.start.set_value(due.counted_from)

    def _say_default(self) -> None:
        """What the firm has for such a matter, and the way back to it."""
        found, due = self._found.default, self._found.due
        if found is None:
            return
        name = found.name if found.name != "all matters" else self.tr("all matters")
        words = self.tr("By default for {name}: {every}.").format(name=name, every=say_rhythm(found.rhythm))
        line = dim(words)
        line.setWordWrap(True)
        self.body.insertWidget(1, line)
        if due is None or due.by_default:
            return
        self.back = self.add_other(self.tr("Use the firm’s"), lambda: self._going_back(knowing=False))

    def _going_back(self, *, knowing: bool) -> Command:
        """To the firm's; where that drops an update that is late, first it is said and nothing done."""
        matter_id, calendar = self._found.matter_id, self._found.desk.calendar
        title = self.tr("Use the firm’s schedule?")

        def command(tx: Transaction) -> None:
            late = late_update(tx.reader(), calendar, matter_id)
            drop_plan(tx, matter_id)
            said = dropped(tx.reader(), calendar, late, matter_id)
            if said is not None and not knowing:
                self._lost = said.message  # it names the client, and no exception does
                raise Refused(said.code, title, field=said.field)

        return command

    def _go_back_knowing(self) -> None:
        self.do_other(lambda: self._going_back(knowing=True))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Refused) and error.code == "drops-late":
            self.let_go()
            action = self.tr("Use it all the same")
            confirm(self, error.message, self._lost, action, self._go_back_knowing)
            return
        super()._on_failed(error)

    def _show_next(self) -> None:
        rhythm = self.rhythm.typed()
        self._say_dropped(rhythm)
        if rhythm is None or self.start.is_nonsense():
            self.next.say("", "")
            self.then.setText("")
            return
        start = self._start()
        today, calendar = self._found.desk.today, self._found.desk.calendar
        roll = rhythm.roll or self._found.roll
        ahead = steps(start, rhythm, roll, calendar, SHOWN, begins=self._is_begun_on(start))
        due = ahead[0].due
        said = self.tr("Next update {day}") if due >= today else self.tr("The next update was due {day}")
        since = self.tr("({every}, counted from {day})").format(
            every=say_interval(rhythm.interval), day=self._found.desk.say(start)
        )
        moved = say_moved(ahead[0], calendar, today)
        self.next.say(said.format(day=say_long(due, today)), f"{since}. {moved}." if moved else since)
        self.then.setText("\n".join(self._then(step) for step in ahead[1:]))

    def _say_dropped(self, rhythm: Rhythm | None) -> None:
        """Nobody forgives a late update by the way."""
        late, start = self._found.late, self.start.value()
        drops = (
            late is not None
            and rhythm is not None
            and not self.start.is_nonsense()
            and is_dropped(late, rhythm, self._found.desk.calendar, start)
        )
        self.dropped.say("", say_dropped(late) if late is not None and drops else "")

    def _then(self, step: Step) -> str:
        today = self._found.desk.today
        said = self.tr("then {day}").format(day=say_long(step.due, today))
        moved = say_moved(step, self._found.desk.calendar, today)
        return f"{said}: {moved}" if moved else said

    def _start(self) -> date:
        chosen = self.start.value() or self._found.last_given or self._begins()
        return max(chosen, self._found.last_given or chosen)  # an update given since then counts (D2)

    def _begins(self) -> date:
        due = self._found.due
        return due.counted_from if due is not None else self._found.desk.today

    def _is_begun_on(self, start: date) -> bool:
        """Whether no update counts that was given on that day: the schedule begins, or began, there."""
        due = self._found.due
        if start == self._found.last_given:
            return False
        return start == self._found.desk.today or (
            due is not None and due.begins and start == due.counted_from and not due.by_default
        )

    def way_back(self) -> Way:
        return plan_way(self._found.matter_id)

    def saved_words(self) -> str:
        return self.tr("Update schedule changed")

    def command(self) -> Command:
        rhythm = self.rhythm.rhythm()
        start = day_of(self.start, "from", self.tr("This is no date. Try “1 November”, or leave it empty."))
        new = new_plan(self._found.matter_id, rhythm, self.format.value(), self.by.value(), start)
        return lambda tx: set_plan(tx, new)


_COUNTS = frozenset(str(count) for count in range(1, 3661))


def _as_days(interval: Interval) -> int | None:
    """Whole days, for units that have a fixed number of them."""
    return {IntervalUnit.DAY: 1, IntervalUnit.WEEK: 7}.get(interval.unit, 0) * interval.count or None
