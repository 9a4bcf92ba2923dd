"""Putting off what is owed: until when, and why. When it is due stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.hours.queries import work_time
from app.kernel.said import say_long, say_time
from app.owed.items import OwedItem
from app.owed.snooze.commands import owed_item, put_off
from app.owed.snooze.rules import is_grave, later_today, latest_day
from app.owed.snooze.undoing import put_off_way
from app.storage.undoing import Way
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.fields import DateWords, GrowingText
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep
from ui.kit.undo import Undoable
from ui.schedule.desk import Desk, load_desk
from ui.today.sentences import say_of

translate = partial(QCoreApplication.translate, "SnoozeForm")


@dataclass(frozen=True, slots=True)
class SnoozeNow:
    """What the form starts from. ``latest`` is the last day that may be said; ``back_at`` when it would be back if it
    were put off within today (local), where that may be."""

    item: OwedItem
    desk: Desk
    grave: bool
    latest: date
    back_at: datetime | None


def load_snooze(workspace: Workspace, source_id: UUID) -> SnoozeNow:
    """Read it on the worker; raises `NotFound` where it is not owed any more."""
    with workspace.read() as reader:
        item = owed_item(reader, source_id)
        where = work_time(reader)
        back = later_today(item, reader.now, where)
        return SnoozeNow(
            item,
            load_desk(reader),
            is_grave(item),
            latest_day(item, reader.now, where),
            reader.local(back) if back else None,
        )


def open_snooze(
    over: QWidget,
    workspace: Workspace,
    source_id: UUID,
    undoable: Undoable | None = None,
) -> None:
    """Read what there is, then show the form over ``over``'s window; ``undoable`` says that it was done."""

    def show(found: SnoozeNow) -> None:
        form = SnoozeForm(over, workspace, found)
        if undoable is not None:
            form.says_by(undoable)
        form.open()

    tasks.run(lambda: load_snooze(workspace, source_id), owner=over, done=show)


class SnoozeForm(FormSheet):
    """Until a day, or within today where it cannot wait; always with the reason."""

    def __init__(self, over: QWidget, workspace: Workspace, found: SnoozeNow) -> None:
        super().__init__(
            over,
            workspace,
            translate("Put off"),
            width=480,
            save=translate("Put off"),
            keep=Keep("snooze", found.item.source_id),
        )
        self._found = found
        desk = found.desk
        self.say_whose(found.item.title)
        self.body.insertWidget(1, Label(say_of(found.item, desk.now), wrap=True))
        self.until = DateWords(desk.parse_ahead, desk.say, placeholder=translate("tomorrow, Thu, in 3 days"))
        self.reason = GrowingText(translate("waiting for the transcript"), least=2)
        if found.latest > desk.today:
            self.form.add(translate("Until"), self.until, "until")
            self.until.set_value(min(desk.calendar.add_working_days(desk.today, 1), found.latest))
        self.form.add(translate("Why"), self.reason, "reason")
        self.hint = Label(self._hint(), "small", wrap=True)
        self.form.add_wide(self.hint)
        if found.latest == desk.today and found.back_at is None:
            self.accept_button.setEnabled(False)
            self.reason.setEnabled(False)

    def _hint(self) -> str:
        found = self._found
        if found.latest > found.desk.today:
            words = translate(
                "At the latest until {day}. Putting it off does not move when it is due. "
                "The supervisor sees the reason."
            )
            return words.format(day=say_long(found.latest, found.desk.today))
        if found.back_at is None:
            return translate("This cannot be put off any more today: there is not time enough left.")
        words = translate("This cannot wait for another day: it is back on the list at {time} today.")
        return words.format(time=say_time(found.back_at))

    def way_back(self) -> Way:
        return put_off_way(self._found.item.kind, self._found.item.source_id)

    def saved_words(self) -> str:
        return QCoreApplication.translate("Today", "Put off", "done")

    def command(self) -> Command:
        item, reason, until = self._found.item, self.reason.text(), None
        if self._found.latest > self._found.desk.today:
            until = day_of(self.until, "until", translate("This is no day. Try “tomorrow” or “Thu”."))
        return lambda tx: put_off(tx, item.kind, item.source_id, until, reason, matter_id=item.matter_id)
