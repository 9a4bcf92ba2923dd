"""Moving what lies on a day to another, with the reason; what cannot be moved says why (PRACTICE D4)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject

from app.contactlog.queries import FollowUpRow, follow_ups
from app.hours.queries import firm_calendar
from app.kernel.rights import Right
from app.matters.key_date_queries import KeyDateRow, key_dates
from app.matters.queries import MatterRow
from app.matters.sheet import matter_sheet
from app.owed.calendar.day_items import DayItem, DayKind
from app.schedule.queries import UpdateDue, update_dues
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.page import Page
from ui.kit.rights import reason
from ui.kit.undo import Undoable
from ui.matters.follow_up_form import MoveFollowUpForm
from ui.matters.key_date_form import MoveKeyDateForm
from ui.schedule.desk import Desk
from ui.schedule.excuse_form import ExcuseForm

_Found = tuple[KeyDateRow | FollowUpRow, tuple[str, ...]]
"""What is moved, and whose it is."""
FORMS = {"move-key-date": DayKind.KEY_DATE, "move-follow-up": DayKind.FOLLOW_UP}
"""The forms by the names of their drafts."""


class Moving(QObject):
    """Asks for the day and the reason, says what was done, and takes it back when asked."""

    def __init__(self, page: Page, workspace: Workspace) -> None:
        super().__init__(page)
        self._page, self._workspace = page, workspace
        self.desk: Desk | None = None
        self._undoable = Undoable(page, workspace)
        self.messages = self._undoable.messages

    def move(self, item: DayItem, day: date | None = None) -> None:
        """Move an item, to a ``day`` where that is known already."""
        if not self._workspace.may(Right.WRITE):
            self.messages.say(reason(Right.WRITE))
        elif item.done:
            self.messages.say(self.tr("That is done; it stays on its day."))
        elif item.kind is DayKind.UPDATE:
            said = self.tr(
                "An update follows its schedule: change that on the matter's page, or excuse this one."
            )
            self.messages.say(said, self.tr("Excuse this one…"), lambda: self._excuse(item))
        elif item.kind is DayKind.REPLY:
            self.messages.say(self.tr("This runs by a clock that nobody can move. Answer, or say by when."))
        elif item.source_id is not None:
            matter = item.whose.matter
            self.open(item.kind, item.source_id, day, matter.id if matter is not None else None)

    def open(
        self, kind: DayKind, thing: UUID, day: date | None = None, matter_id: UUID | None = None
    ) -> None:
        """The form that moves a key date or a follow-up."""
        workspace = self._workspace

        def found() -> _Found | None:
            rows: tuple[KeyDateRow, ...] | tuple[FollowUpRow, ...]
            with workspace.read() as reader:
                if kind is DayKind.KEY_DATE:
                    rows = key_dates(reader, matter_id)
                else:
                    rows = follow_ups(reader, matter_id=matter_id, open_only=True)
                row = next((row for row in rows if row.id == thing), None)
                if row is None:
                    return None
                return row, () if row.matter_id is None else _names(matter_sheet(reader, row.matter_id).row)

        tasks.run(
            found,
            owner=self._page,
            done=lambda got: self._open_form(got, day),
            failed=self._page.errors.show_error,
        )

    def _open_form(self, got: _Found | None, day: date | None) -> None:
        desk = self.desk
        if got is None or desk is None:
            return
        row, names = got
        form: MoveKeyDateForm | MoveFollowUpForm
        if isinstance(row, KeyDateRow):
            form = MoveKeyDateForm(self._page, self._workspace, desk, row)
        else:
            form = MoveFollowUpForm(self._page, self._workspace, desk, row)
        form.says_by(self._undoable)
        form.say_whose(*names)
        form.open()
        if day is not None:
            form.on.set_value(day)
            form.reason.setFocus()

    def _excuse(self, item: DayItem) -> None:
        matter, workspace = item.whose.matter, self._workspace
        if matter is None:
            return

        def due() -> UpdateDue | None:
            with workspace.read() as reader:
                return update_dues(reader, firm_calendar(reader), matter.id).get(matter.id)

        tasks.run(
            due,
            owner=self._page,
            done=lambda due: self._open_excuse(due, matter),
            failed=self._page.errors.show_error,
        )

    def _open_excuse(self, due: UpdateDue | None, matter: MatterRow) -> None:
        if due is None or self.desk is None:
            return
        form = ExcuseForm(self._page, self._workspace, self.desk, due)
        form.say_whose(*_names(matter))
        form.saved.connect(lambda _: self._page.mark_stale())
        form.open()


def _names(matter: MatterRow) -> tuple[str, str]:
    return matter.client, matter.title
