"""Today: late, today, this week, and the files that nobody has a next date for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QTimer, Signal

from app.contactlog.follow_up_commands import finish_follow_up, reopen_follow_up
from app.contactlog.queries import AwaitingReply
from app.contactlog.words import Direction
from app.kernel.rights import Right
from app.kernel.said import say_day, say_long
from app.matters.key_dates import finish_key_date, reopen_key_date
from app.owed.items import OwedItem, OwedKind, OwedState
from app.schedule.queries import UpdateDue
from app.verification import older_state
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.banner import Banner
from ui.kit.chips import Tone
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.fields import Segmented
from ui.kit.page import Page
from ui.kit.rights import writes
from ui.kit.rows import Group, RowList
from ui.kit.undo import Undoable
from ui.schedule.plan_form import open_plan_form
from ui.settings.backup_words import care_line
from ui.shell.requests import (
    BringInFiles,
    LogContactRequest,
    OpenClient,
    OpenMatter,
    OpenTray,
    PrintReportRequest,
)
from ui.today.load import CountWaiting, TodayView, load
from ui.today.sentences import forgotten_row, is_for_client, read_channel, row_of, update_by_report

REFRESH_EVERY = 60_000
"""Milliseconds after which "3 h late" may have become "4 h late"."""


class TodayPage(Page):
    """What is owed, from the same function as the ``due`` command."""

    owed_counted = Signal(int, int)
    """How many things are owed, and how many of them are late: for the navigation."""

    def __init__(self, workspace: Workspace, *, count_waiting: CountWaiting | None = None) -> None:
        super().__init__(QCoreApplication.translate("Today", "Today"))
        self._workspace = workspace
        self._count_waiting = count_waiting
        self._view: TodayView | None = None
        self._items: dict[object, OwedItem] = {}
        self.people = Segmented(
            [(None, self.tr("Everybody")), (workspace.actor, self.tr("Me"))], name=self.tr("Owed by")
        )
        self.people.changed.connect(self._on_people_changed)
        self.add_to_head(self.people)
        self.waiting = Banner(kind="soon")
        self.rows = RowList(name=self.tr("What is owed"))
        self.rows.acted.connect(self._on_rows_acted)
        self.rows.opened.connect(self._on_rows_opened)
        self._nothing = EmptyState(self.tr("Nothing is owed today. Every client has heard from you."))
        self._no_matters = EmptyState(
            self.tr("No matters yet. Import them from the system you used until now."),
            self.tr("Import clients and matters"),
            self._on_import_clicked,
        )
        self.rows.may_act = writes(workspace, self._no_matters.button)
        self._either = OrEmpty(self.rows, self._nothing)
        self._either.addWidget(self._no_matters)
        self.backups, self.one_place = Banner(kind="late"), Banner(kind="soon")
        self.one_place.set_link(self.tr("Choose a second place"), self._on_backups_clicked)
        self.older = Banner(kind="late")
        if workspace.may(Right.AUDIT):
            self.older.set_link(self.tr("Audit trail"), lambda: self.navigate("audit"))
        self.body.addWidget(self.older)
        self.body.addWidget(self.backups)
        self.body.addWidget(self.one_place)
        self.body.addWidget(self.waiting)
        self.body.addWidget(self._either, 1)
        self.doing = Undoable(self, workspace)
        self._minute = QTimer(self)
        self._minute.timeout.connect(self._on_minute_timeout)
        self._minute.start(REFRESH_EVERY)

    def reload(self) -> None:
        person = self.people.value()
        person_id = person if isinstance(person, UUID) else None
        work = lambda: load(self._workspace, person_id, self._count_waiting)  # noqa: E731 - the worker's errand
        tasks.run(work, owner=self, done=self._show, failed=self.errors.show_error)

    def _show(self, view: TodayView) -> None:
        self._view = view
        self.errors.clear()
        self.set_title(
            self.tr("Today, {day}").format(day=say_long(view.now.date())),
            self._subtitle(view) if view.any_matters else "",
        )
        self._show_waiting(view.waiting)
        self._show_backups(view)
        self._items = {(item.kind, item.source_id): item for item in view.owed.items}
        self.rows.set_groups(self._groups(view))
        if self.rows.current_key() is None:
            self.rows.select_first()
        anything = bool(view.owed.items or view.owed.forgotten)
        self._either.setCurrentIndex(0 if anything else 1 if view.any_matters else 2)
        self.owed_counted.emit(len(view.owed.items), view.late)
        self._look_at_trail()

    def _look_at_trail(self) -> None:
        """A vault that is not the one of last time is told at every visit until somebody accepts it."""
        workspace = self._workspace
        tasks.run(lambda: older_state(workspace), owner=self, done=self._say_older)

    def _say_older(self, found: str | None) -> None:
        lead = self.tr("This is not the vault that was locked here last.")
        whom = "" if self._workspace.may(Right.AUDIT) else self.tr("Please tell a partner.")
        self.older.say(lead if found else "", f"{found} {whom}".strip() if found else "")

    def _groups(self, view: TodayView) -> list[Group]:
        sunday = view.now.date() + timedelta(days=6 - view.now.weekday())
        late, today, week, later = [], [], [], []
        for item in view.owed.items:
            row = row_of(item, view.manners.get(item.whose.client_id), view.now)
            if item.state is OwedState.OVERDUE:
                late.append(row)
            elif item.state is OwedState.DUE:
                today.append(row)
            elif item.due is not None and _day(item.due, view) <= sunday:
                week.append(row)
            else:
                later.append(row)
        forgotten = [
            forgotten_row(one, view.manners.get(one.matter.client_id)) for one in view.owed.forgotten
        ]
        return [
            Group(self.tr("Late"), tuple(late), Tone.LATE),
            Group(self.tr("Today"), tuple(today)),
            Group(self.tr("This week"), tuple(week)),
            Group(self.tr("Next week"), tuple(later)),
            Group(self.tr("No next date set"), tuple(forgotten)),
        ]

    def _subtitle(self, view: TodayView) -> str:
        count, late = len(view.owed.items), view.late
        if count == 0:
            said = self.tr("Nothing is owed.")
        elif count == 1:
            said = self.tr("1 thing owed, and it is late.") if late else self.tr("1 thing owed, not late.")
        elif late:
            said = self.tr("{count} things owed, {late} of them late.").format(count=count, late=late)
        else:
            said = self.tr("{count} things owed, none of them late.").format(count=count)
        if view.holiday is None:
            return said
        day, name = view.holiday
        today = view.now.date()
        near = day == today or (day - today).days < 7
        words = (
            (self.tr("today") if day == today else say_long(day).split(" ")[0])
            if near
            else say_day(day, today)
        )
        return said + " " + self.tr("Next public holiday: {day}, {name}.").format(day=words, name=name)

    def _show_waiting(self, count: int) -> None:
        if count == 0:
            self.waiting.say("", "")
            return
        lead = (
            self.tr("1 message waits to be placed.")
            if count == 1
            else self.tr("{count} messages wait to be placed.")
        )
        self.waiting.say(lead.format(count=count), "")
        self.waiting.set_link(
            self.tr("Place it") if count == 1 else self.tr("Place them"), self._on_waiting_clicked
        )

    def _show_backups(self, view: TodayView) -> None:
        """Only where somebody has to do something about them: the quiet line stands in the navigation."""
        self.backups.say(*care_line(view.backups, view.now))
        self.backups.set_link(self.tr("See to it"), self._on_backups_clicked)
        lonely = view.backups.place is None and self._workspace.may(
            Right.PEOPLE
        )  # an administrator sees to it
        self.one_place.say("", self.tr("Backups are on this computer only.") if lonely else "")

    def _on_backups_clicked(self) -> None:
        self.navigate("firm")

    def log_begins_with(self) -> object:
        item = self._items.get(self.rows.picked_key())
        return self._contact_about(item) if item is not None else None

    def _contact_about(self, item: OwedItem) -> LogContactRequest:
        """The contact that does what is owed, by the channel the client likes, else the one they used."""
        manner = self._view.manners.get(item.whose.client_id) if self._view else None
        channel = read_channel(manner.preferred_channel) if manner else None
        source = item.source
        begun = LogContactRequest(item.matter_id, item.whose.client_id, channel, Direction.OUT)
        if isinstance(source, AwaitingReply):
            begun = replace(begun, channel=channel or source.channel)
            if begun.channel is source.channel:
                begun = replace(begun, reached_at=source.reached_at)
        if item.kind is OwedKind.ANSWER:
            return replace(begun, answers_id=item.source_id)
        if item.kind is OwedKind.ACKNOWLEDGEMENT:
            return replace(begun, acknowledges_id=item.source_id)
        if item.kind is OwedKind.DEVELOPMENT:
            return replace(begun, tells=(item.source_id,))
        if item.kind is OwedKind.UPDATE:
            by = source.format.value if isinstance(source, UpdateDue) and source.format else ""
            return replace(begun, channel=read_channel(by), is_update=True)
        return begun

    def reopen(self, form: str, thing: UUID | None) -> bool:
        if form != "plan" or thing is None:
            return False
        open_plan_form(self, self._workspace, thing)
        return True

    def _on_rows_acted(self, key: object) -> None:
        if isinstance(key, tuple) and key[0] == "forgotten":
            open_plan_form(self, self._workspace, key[1])
            return
        item = self._items[key]
        if item.kind is OwedKind.UPDATE and update_by_report(item):
            self.request(PrintReportRequest(item.matter_id))
        elif item.kind is OwedKind.FOLLOW_UP:
            self.doing.run(item.source_id, finish_follow_up, reopen_follow_up, self.tr("Done"))
        elif item.kind is OwedKind.KEY_DATE and not is_for_client(item):
            self.doing.run(item.source_id, finish_key_date, reopen_key_date, self.tr("Done"))
        else:
            self.request(self._contact_about(item))

    def _on_rows_opened(self, key: object) -> None:
        if isinstance(key, tuple):
            item = self._items.get(key)
            if item is None:
                self.request(OpenMatter(key[1]))
            elif item.matter_id is None:
                self.request(OpenClient(item.whose.client_id))
            else:
                self.request(OpenMatter(item.matter_id))

    def _on_people_changed(self, _value: object) -> None:
        self.mark_stale()

    def _on_minute_timeout(self) -> None:
        if self.isVisible():
            self.mark_stale()

    def _on_waiting_clicked(self) -> None:
        self.request(OpenTray())

    def _on_import_clicked(self) -> None:
        self.request(BringInFiles())


def _day(due: datetime | date, view: TodayView) -> date:
    return due.astimezone(view.now.tzinfo).date() if isinstance(due, datetime) else due
