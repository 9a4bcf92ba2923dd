"""Who was told nothing this month: the list, worked through by keyboard. Each update is somebody's own work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.hours.queries import firm_calendar
from app.kernel.days import add_months
from app.kernel.said import say_day, say_month
from app.people.queries import colleagues
from app.reports.lists.morning import MorningList
from app.reports.lists.untold import say_count, untold_list
from app.schedule.untold import ToldNothing, told_nothing
from app.schedule.words import UpdateState
from app.workspace import Workspace
from ui.kit import chips, tasks
from ui.kit.buttons import Button
from ui.kit.chips import Chip
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.page import Page
from ui.kit.rights import writes
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.schedule.no_news import open_no_news
from ui.schedule.plan_form import open_plan_form
from ui.shell.requests import LogContactRequest, OpenMatter
from ui.today.print_sheet import morning_sheet

translate = QCoreApplication.translate
AT_MOST = 1000
"""Rows that are shown; of more the longest without an update stand here, and come up as the list is worked through."""


@dataclass(frozen=True, slots=True)
class UntoldView:
    """What the page shows."""

    month: date
    count: int
    groups: tuple[Group, ...]
    rows: dict[UUID, ToldNothing]


def load_untold(workspace: Workspace, month: date | None) -> UntoldView:
    """Read it and make the rows, on the worker."""
    with workspace.read() as reader:
        first = (month or reader.today).replace(day=1)
        found = told_nothing(reader, firm_calendar(reader), first)
        names: dict[UUID | None, str] = {one.id: one.name for one in colleagues(reader, active_only=False)}
        given = {
            one.matter.id: say_day(reader.local(one.last_given).date(), reader.today)
            for one in found
            if one.last_given is not None
        }
    owed = [one for one in found if not one.silent]
    silent = [one for one in found if one.silent]
    rows = tuple(
        _row(one, given.get(one.matter.id, ""), names.get(one.person_id, "")) for one in owed[:AT_MOST]
    )
    quiet = tuple(
        _row(one, given.get(one.matter.id, ""), names.get(one.person_id, "")) for one in silent[:AT_MOST]
    )
    groups = (
        Group(translate("Untold", "Not updated"), rows, more=len(owed) - len(rows), of=len(owed)),
        Group(
            translate("Untold", "Silence agreed"),
            quiet,
            more=len(silent) - len(quiet),
            of=len(silent),
        ),
    )
    return UntoldView(first, len(owed), groups, {one.matter.id: one for one in found})


def load_untold_list(workspace: Workspace, month: date | None) -> MorningList:
    """The same for paper, on the worker."""
    with workspace.read() as reader:
        return untold_list(reader, month)


class UntoldPage(Page):
    """Enter writes a "no news" update, L logs a contact, Ctrl+Enter opens the matter; what is told leaves the list."""

    kinds = frozenset({"matter", "entry", "update_plan", "schedule_default", "schedule_rule", "firm"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(translate("Untold", "Not updated"))
        self._workspace = workspace
        self._view: UntoldView | None = None
        self._month: date | None = None
        self.before = Button(self.tr("Month before"), lambda: self.turn(-1))
        self.after = Button(self.tr("Month after"), lambda: self.turn(1))
        self.print_button = Button(self.tr("Print this list…"), self.print_list)
        self.log_button = Button(self.tr("Log contact"), self.log_current)
        self.log_button.setAccessibleName(self.tr("Log contact for this matter"))
        for button in (self.before, self.after, self.print_button, self.log_button):
            self.add_to_head(button)
        self.rows = RowList(self.tr("Not updated"), name_share=0.4)
        self.rows.acted.connect(self.tell)
        self.rows.opened.connect(self._on_rows_opened)
        self.rows.may_act = writes(workspace, self.log_button)
        self.log_button.setEnabled(False)
        self._either = OrEmpty(self.rows, EmptyState(self.tr("Every client was given an update.")))
        self.body.addWidget(self._either, 1)

    def reload(self) -> None:
        month = self._month
        tasks.run(
            lambda: load_untold(self._workspace, month),
            owner=self,
            done=self._show,
            failed=self.errors.show_error,
        )

    def _show(self, view: UntoldView) -> None:
        self.errors.clear()
        self._view = view
        now = self._workspace.today.replace(day=1)
        name = say_month(view.month)
        self.set_title(self.tr("Not updated in {month}").format(month=name), say_count(view.count))
        self.after.setEnabled(view.month < now)
        self.rows.set_groups(view.groups)
        if self.rows.current_key() is None:
            self.rows.select_first()
        self.log_button.setEnabled(self.log_begins_with() is not None)
        self._either.show_full(any(group.rows for group in view.groups))

    def turn(self, months: int) -> None:
        """Another month, from the one that was asked for: it may not be read yet."""
        if self._view is not None:
            month = add_months(self._month or self._view.month, months)
            self._month = min(month, self._workspace.today.replace(day=1))
            self.mark_stale()

    def tell(self, key: object) -> None:
        """What the row says: a schedule where there is none, else the "no news" update, filled in."""
        row = self._view.rows.get(key) if self._view is not None and isinstance(key, UUID) else None
        if row is not None and row.sets_schedule:
            open_plan_form(self, self._workspace, row.matter.id)
        elif isinstance(key, UUID):
            open_no_news(self, self._workspace, key)

    def log_current(self) -> None:
        """A whole contact about the row instead."""
        contact = self.log_begins_with()
        if contact is not None:
            self.request(contact)

    def log_begins_with(self) -> LogContactRequest | None:
        key = self.rows.current_key()
        row = self._view.rows.get(key) if self._view is not None and isinstance(key, UUID) else None
        return LogContactRequest(row.matter.id, row.matter.client_id, is_update=True) if row else None

    def reopen(self, form: str, thing: UUID | None) -> bool:
        forms = {"no-news": open_no_news, "plan": open_plan_form}
        if form not in forms or thing is None:
            return False
        forms[form](self, self._workspace, thing)
        return True

    def print_here(self) -> bool:
        self.print_list()
        return True

    def print_list(self) -> None:
        """On paper, as it stands."""
        month, workspace = self._month, self._workspace
        morning_sheet(
            self,
            workspace,
            title=self.tr("Print who was not updated"),
            load=lambda: load_untold_list(workspace, month),
        ).open()

    def _on_rows_opened(self, key: object) -> None:
        if isinstance(key, UUID):
            self.request(OpenMatter(key))


def _row(one: ToldNothing, given: str, person: str) -> Row:
    under = " · ".join(part for part in (one.matter.client, person) if part)
    action = "" if one.silent else translate("Untold", "No news")
    if one.sets_schedule:
        action = translate("Untold", "Set schedule")
    return Row(
        one.matter.id, one.matter.title, under, "folder", one.next_action, (_chip(one, given),), action
    )


def _chip(one: ToldNothing, given: str) -> Chip:
    words = (
        translate("Untold", "last {day}").format(day=given) if given else translate("Untold", "no update yet")
    )
    late = one.due is not None and one.due.state is UpdateState.OVERDUE
    if late and not one.silent:
        return chips.late(words)
    return chips.plain(words)
