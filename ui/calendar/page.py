"""The Calendar page: a month, whose it is, and the way from an item to its matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.hours.queries import firm_calendar
from app.kernel.datewords import MONTHS
from app.owed.days import DayItem, DayKind, days
from app.workspace import Workspace
from ui.calendar.month import Entry, MonthGrid, MonthView
from ui.kit import chips, tasks
from ui.kit.buttons import Button
from ui.kit.chips import Chip, ChipLine, Tone
from ui.kit.fields import Segmented
from ui.kit.page import Page
from ui.shell.requests import OpenClient, OpenMatter


@dataclass(frozen=True, slots=True)
class _Month:
    """What was read for a month."""

    first: date
    today: date
    items: dict[date, tuple[DayItem, ...]]
    off: dict[date, str]


class CalendarPage(Page):
    """What is where."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("Calendar")
        self._workspace = workspace
        self._first: date | None = None
        self.before = Button("‹", self._on_before_clicked)
        self.before.setAccessibleName(self.tr("Month before"))
        self.this_month = Button(self.tr("Today"), self._on_today_clicked)
        self.after = Button("›", self._on_after_clicked)
        self.after.setAccessibleName(self.tr("Month after"))
        turn = QWidget()
        row = QHBoxLayout(turn)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.before, self.this_month, self.after):
            row.addWidget(button)
        self.add_to_head(turn)
        legend = ChipLine()
        legend.set_chips(
            (
                chips.update(self.tr("updates")),
                chips.urgent(self.tr("key dates")),
                chips.todo(self.tr("follow-ups")),
                chips.late(self.tr("late")),
            )
        )
        self.people = Segmented(
            [(None, self.tr("Everybody")), (workspace.actor, self.tr("Me"))], name=self.tr("Whose calendar")
        )
        self.people.changed.connect(self.mark_stale)
        self.add_to_head(self.people)
        self.body.addWidget(legend)
        self.grid = MonthGrid(self.tr("Month"))
        self.grid.opened.connect(self._on_grid_opened)
        self.grid.turned.connect(self._turn)
        self.body.addWidget(self.grid, 1)

    def reload(self) -> None:
        person = self.people.value()
        person_id = person if isinstance(person, UUID) else None
        wanted = self._first
        workspace = self._workspace
        tasks.run(
            lambda: _read(workspace, wanted, person_id),
            owner=self,
            done=self._show,
            failed=self.errors.show_error,
        )

    def focus_first(self) -> None:
        self.grid.setFocus()

    def _show(self, month: _Month) -> None:
        self.errors.clear()
        self._first = month.first
        self.set_title(f"{MONTHS[month.first.month - 1]} {month.first.year}")
        entries = {day: [_entry(item) for item in items] for day, items in month.items.items()}
        self.grid.show_month(MonthView(month.first, month.today, entries, month.off))

    def _turn(self, months: int) -> None:
        if self._first is not None:
            middle = self._first + timedelta(days=15 + 30 * months)
            self._first = middle.replace(day=1)
            self.mark_stale()

    def _on_before_clicked(self) -> None:
        self._turn(-1)

    def _on_after_clicked(self) -> None:
        self._turn(1)

    def _on_today_clicked(self) -> None:
        self._first = None
        self.mark_stale()

    def _on_grid_opened(self, key: object) -> None:
        self.request(key)


def _read(workspace: Workspace, first: date | None, person_id: UUID | None) -> _Month:
    with workspace.read() as reader:
        first = first or reader.today.replace(day=1)
        shape = MonthView(first, reader.today)
        last = shape.start + timedelta(days=7 * shape.weeks - 1)
        calendar = firm_calendar(reader)
        span = [shape.start + timedelta(days=n) for n in range(7 * shape.weeks)]
        off = {day: calendar.holiday(day) or "" for day in span if not calendar.is_working_day(day)}
        return _Month(first, reader.today, days(reader, shape.start, last, person_id=person_id), off)


_TONES = {
    DayKind.UPDATE: chips.update,
    DayKind.KEY_DATE: chips.urgent,
    DayKind.FOLLOW_UP: chips.todo,
    DayKind.REPLY: chips.todo,
}


def _entry(item: DayItem) -> Entry:
    """As in "▲ 14:00 Nakamura: hearing", "▣ Marsh: update ✓"."""
    name = item.title.split(" v. ")[0].split(",")[0]
    at = f"{item.at:%H:%M} " if item.at and not item.done else ""
    what = "update" if item.kind is DayKind.UPDATE else item.text
    tick = " ✓" if item.done else ""
    words = f"{at}{name}: {what}{tick}"
    made: Chip = _TONES[item.kind](words)
    if item.late or item.urgent:
        made = chips.late(words) if item.late else chips.urgent(words)
    if item.done and item.kind is not DayKind.UPDATE:
        made = made._replace(tone=Tone.PLAIN)
    whose = item.whose
    request = OpenMatter(whose.matter.id) if whose.matter else OpenClient(whose.client_id)
    return Entry(request, made, f"{at}{item.title}, {whose.client}: {item.text}{tick}")
