"""Today: what I owe, in the order in which it hurts, and what those owe whom I answer for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint, QTimer

from app.kernel.language import counted
from app.kernel.rights import Right
from app.kernel.said import say_day, say_long, weekday_name
from app.owed.items import OwedItem
from app.owed.saying import say_team, say_totals
from app.verification import older_state
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.banner import Banner
from ui.kit.buttons import LinkButton
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.fields import Segmented
from ui.kit.page import Page
from ui.kit.rights import writes
from ui.kit.row_model import Group
from ui.kit.showing import show_if
from ui.promises.acknowledge_form import open_acknowledge
from ui.schedule.no_news import open_no_news
from ui.schedule.plan_form import open_plan_form
from ui.settings.backup_words import care_line, place_line
from ui.shell.requests import BringInFiles, OpenTray
from ui.today.doings import RowDoings
from ui.today.escalated import ShownSteps
from ui.today.layout import BATCH, Shown, rows_of
from ui.today.load import CountWaiting, TodayView, laid_out, later, load
from ui.today.owed_rows import OwedRows
from ui.today.print_sheet import morning_sheet
from ui.today.snooze_form import open_snooze

REFRESH_EVERY = 60_000
"""Milliseconds after which "3 h late" may have become "4 h late"."""


class TodayPage(Page):
    """What is owed, from the same function as the ``due`` command."""

    def __init__(self, workspace: Workspace, *, count_waiting: CountWaiting | None = None) -> None:
        super().__init__(QCoreApplication.translate("Today", "Today"))
        self._workspace = workspace
        self._count_waiting = count_waiting
        self._view: TodayView | None = None
        self._unfolded: frozenset[UUID | None] = frozenset()
        self._most = BATCH
        self._begins = False  # with the first row: another list was asked for
        self.people = Segmented(
            [(False, self.tr("Me")), (True, self.tr("Team"))],
            not workspace.may(Right.WRITE),  # who only reads owes nothing
            name=self.tr("Owed by"),
        )
        self.people.changed.connect(self._on_people_changed)
        self.print_link = LinkButton(self.tr("Print this list"), self.print_list)
        self.slipped_link = LinkButton(self.tr("What slipped"), lambda: self.navigate("slipped"))
        self.partners_link = LinkButton(self.tr("For the partners’ meeting"), self.print_partners)
        self.add_to_head(self.slipped_link)
        self.add_to_head(self.partners_link)
        self.add_to_head(self.print_link)
        self.add_to_head(self.people)
        self.rows = OwedRows(name=self.tr("What is owed"))
        self.doings = RowDoings(self, workspace)
        self._shown_steps = ShownSteps(workspace, self)
        self.doing = self.doings.undoable
        self._build()
        self._minute = QTimer(self)
        self._minute.timeout.connect(self._on_minute_timeout)
        self._minute.start(REFRESH_EVERY)

    def _build(self) -> None:
        self.rows.acted.connect(self.doings.act)
        self.rows.opened.connect(self._on_rows_opened)
        self.rows.asked.connect(self.doings.do_letter)
        self.rows.unfolded.connect(self._unfold)
        self.rows.more_asked.connect(self._on_rows_more_asked)
        self.rows.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._nothing = EmptyState(self.tr("Nothing is owed today. Every client has heard from you."))
        self._no_matters = EmptyState(
            self.tr("No matters yet. Import them from the system you used until now."),
            self.tr("Import clients and matters"),
            self._on_import_clicked,
        )
        self.rows.may_act = writes(self._workspace, self._no_matters.button)
        self._either = OrEmpty(self.rows, self._nothing)
        self._either.addWidget(self._no_matters)
        self.waiting = Banner(kind="soon")
        self.reading = Banner()
        self.backups, self.one_place = Banner(kind="late"), Banner(kind="soon")
        self.one_place.set_link(self.tr("Choose a second place"), self._on_backups_clicked)
        self.older = Banner(kind="late")
        if self._workspace.may(Right.AUDIT):
            self.older.set_link(self.tr("Audit trail"), lambda: self.navigate("audit"))
        for banner in (self.older, self.backups, self.one_place, self.waiting, self.reading):
            self.body.addWidget(banner)
        self.body.addWidget(self._either, 1)

    @property
    def _shown(self) -> Shown:
        return Shown(self.people.value() is True, self._unfolded, self._most)

    def reload(self) -> None:
        shown = self._shown
        work = lambda: load(self._workspace, shown, self._count_waiting)  # noqa: E731 - the worker's errand
        tasks.run(work, owner=self, done=self._show, failed=self.errors.show_error)

    def _lay_out(self) -> None:
        """The same again in other rows: nothing is read."""
        view, shown = self._view, self._shown
        if view is not None:
            tasks.run(lambda: laid_out(view, shown), owner=self, done=self._show_rows)

    def _show(self, view: TodayView) -> None:
        self.errors.clear()
        self._show_waiting(view.waiting)
        self._show_backups(view)
        self._show_reading(view.to_read)
        self._show_rows(view)
        self._look_at_trail()

    def _show_rows(self, view: TodayView) -> None:
        self._view = view
        if view.shown != self._shown:  # another list was asked for meanwhile
            self._lay_out()
            return
        self.set_title(
            self.tr("Today, {day}").format(day=say_long(view.now.date())),
            self._subtitle(view) if view.any_matters else "",
        )
        items: dict[object, OwedItem] = {(item.kind, item.source_id): item for item in view.every_item}
        self.doings.show(items, view.manners)
        self.rows.set_groups(view.groups)
        self._shown_steps.note(view.division.mine)
        if self._begins:
            self._begins = False
            self.rows.select_first()
        if self.rows.current_key() is None:
            self.rows.select_first()
        self._nothing.say(self._nothing_words(view))
        anything = any(group.rows for group in view.groups)
        self._either.setCurrentIndex(0 if anything else 1 if view.any_matters else 2)
        show_if(self.print_link, anything)
        show_if(self.slipped_link, self._shown.team)
        show_if(self.partners_link, self._shown.team)

    def _nothing_words(self, view: TodayView) -> str:
        if not self._shown.team:
            return self.tr("Nothing is owed today. Every client has heard from you.")
        if view.division.whole_firm:
            return self.tr("Nobody else owes anything. Every client has heard from the firm.")
        return self.tr("Nobody on your matters owes anything. Every client has heard from them.")

    def _look_at_trail(self) -> None:
        """A vault that is not the one of last time is told at every visit until somebody accepts it."""
        workspace = self._workspace
        tasks.run(lambda: older_state(workspace), owner=self, done=self._say_older)

    def _say_older(self, found: str | None) -> None:
        lead = self.tr("This is not the vault that was locked here last.")
        whom = "" if self._workspace.may(Right.AUDIT) else self.tr("Please tell a partner.")
        self.older.say(lead if found else "", f"{found} {whom}".strip() if found else "")

    def _subtitle(self, view: TodayView) -> str:
        def tr(words: str) -> str:
            return QCoreApplication.translate("Today", words)

        division = view.division
        said = say_team(division) if self._shown.team else say_totals((division.mine,))
        if view.holiday is None:
            return said
        return said + " " + self._holiday_words(*view.holiday, view.now.date())

    def _holiday_words(self, day: date, name: str, today: date) -> str:
        near = day == today or (day - today).days < 7
        words = (
            (self.tr("today") if day == today else weekday_name(day.weekday()))
            if near
            else say_day(day, today)
        )
        return self.tr("Next public holiday: {day}, {name}.").format(day=words, name=name)

    def _show_waiting(self, count: int) -> None:
        if count == 0:
            self.waiting.say("", "")
            return
        lead = counted(count, "1 message waits to be placed.", "{count} messages wait to be placed.")
        self.waiting.say(lead.format(count=count), "")
        self.waiting.set_link(counted(count, "Place it", "Place them"), self._on_waiting_clicked)

    def _show_reading(self, count: int) -> None:
        """A quiet line, and never more: what is to be read waits until there is time."""
        many = self.tr("{count} policies to read.").format(count=count)
        lead = self.tr("1 policy to read.") if count == 1 else many
        self.reading.say(lead if count else "", "")
        self.reading.set_link(counted(count, "Read it", "Read them"), self._on_reading_clicked)

    def _show_backups(self, view: TodayView) -> None:
        """Only where somebody has to do something about them: the quiet line stands in the navigation."""
        self.backups.say(*care_line(view.backups, view.now))
        self.backups.set_link(self.tr("See to it"), self._on_backups_clicked)
        sees_to_it = self._workspace.may(Right.PEOPLE)  # an administrator
        self.one_place.say("", place_line(view.backups, view.now) if sees_to_it else "")

    def log_begins_with(self) -> object:
        item = self.doings.item(self.rows.picked_key())
        return self.doings.contact_about(item) if item is not None else None

    def reopen(self, form: str, thing: UUID | None) -> bool:
        if thing is None or form not in {"plan", "snooze", "no-news", "acknowledge"}:
            return False
        if form == "acknowledge":
            open_acknowledge(self, self._workspace, thing)
            return True
        if form == "snooze":
            open_snooze(self, self._workspace, thing)
        else:
            (open_plan_form if form == "plan" else open_no_news)(self, self._workspace, thing)
        return True

    def print_here(self) -> bool:
        self.print_list()
        return True

    def print_list(self) -> None:
        """The list as it stands here, on paper: what I owe, or what the team owes."""
        morning_sheet(self, self._workspace, team=self._shown.team).open()

    def print_partners(self) -> None:
        """What everybody owes, person by person, on paper or as a file."""
        from ui.reports.papers import partners_sheet  # seldom wanted, and this page is seen first

        partners_sheet(self, self._workspace).open()

    def _on_rows_opened(self, key: object) -> None:
        if isinstance(key, tuple) and self.rows.is_person(key):
            self._unfold(key[1], None)
        else:
            self.doings.open(key)

    def _unfold(self, person_id: UUID | None, on: bool | None) -> None:
        """Show what somebody owes, or hide it; None turns it round."""
        was = person_id in self._unfolded
        wanted = not was if on is None else on
        if wanted != was:
            self._unfolded = self._unfolded ^ {person_id}
            self._lay_out()

    def _on_scrolled(self, value: int) -> None:
        """Near the end of a long list the next rows are made, on the worker."""
        view, bar = self._view, self.rows.verticalScrollBar()
        if view is None or view.lines is None or self._most >= len(view.lines):
            return
        if bar.maximum() - value < bar.pageStep() * 2 and view.shown.most == self._most:
            lines, start = view.lines, self._most
            self._most += BATCH
            tasks.run(lambda: rows_of(lines, start), owner=self, done=lambda groups: self._add(view, groups))

    def _add(self, view: TodayView, groups: tuple[Group, ...]) -> None:
        if view is self._view:  # else all were made anew meanwhile, these among them
            self._view = replace(view, shown=self._shown)
            self.rows.append_groups(groups)

    def _on_rows_more_asked(self, key: object, at: QPoint) -> None:
        menu = self.doings.menu(key)
        if menu is not None:
            menu.popup(at)

    def _on_people_changed(self, _value: object) -> None:
        self._begins, self._most = True, BATCH
        self._lay_out()

    def _on_minute_timeout(self) -> None:
        """What time changes, on the worker: what became late is read, else only the words are made anew."""
        view, shown = self._view, self._shown
        if self.isVisible() and not self.stale and view is not None:
            tasks.run(
                lambda: later(view, self._workspace, shown, self._count_waiting),
                owner=self,
                done=self._show_rows,
            )

    def _on_reading_clicked(self) -> None:
        from ui.policies.read_sheet import open_reading  # seldom wanted, and this page is seen first

        open_reading(self, self._workspace)

    def _on_waiting_clicked(self) -> None:
        self.request(OpenTray())

    def _on_backups_clicked(self) -> None:
        self.navigate("firm")

    def _on_import_clicked(self) -> None:
        self.request(BringInFiles())
