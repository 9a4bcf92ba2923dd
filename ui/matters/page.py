"""The page of a matter: what this client wants, what is owed, and what happened."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from app.contactlog.timeline import News
from app.contactlog.words import Direction
from app.kernel.rights import Right
from app.matters.courts import court_said
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.page import Page
from ui.kit.rights import reason, writes
from ui.kit.sidepane import SidePane
from ui.kit.tabs import Tabs
from ui.kit.timeline import Timeline
from ui.kit.undo import Undoable
from ui.matters.costs_form import CostsForm
from ui.matters.development_form import DevelopmentForm, PlainWordsForm
from ui.matters.follow_up_form import FollowUpForm
from ui.matters.key_date_form import KeyDateForm
from ui.matters.list_tab import ListTab
from ui.matters.load import MatterView, load_news
from ui.matters.matter_form import open_matter_form
from ui.matters.news_doings import NewsDoings
from ui.matters.news_tab import news_sentence
from ui.matters.row_doings import RowDoings
from ui.matters.shown import Shown, read_matter
from ui.matters.side import side_groups
from ui.matters.state_chips import state_chips
from ui.matters.tab_rows import schedule_sentence
from ui.matters.timeline_feed import TimelineFeed
from ui.matters.timeline_items import DEVELOPMENT, ENTRY
from ui.matters.wall_form import WallForm
from ui.promises.terms_form import open_terms
from ui.schedule.excuse_form import ExcuseForm
from ui.schedule.no_news import open_no_news
from ui.schedule.plan_form import open_plan_form
from ui.schedule.silence_form import SilenceForm
from ui.shell.going_on import going_on
from ui.shell.requests import AmendEntry, LogContactRequest, OpenClient, OpenEntry
from ui.slipped.matter_tab import MatterSlipped
from ui.today.sentences import read_channel


class MatterPage(Page):
    """Shows the matter whose id `show_arg` is given."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(QCoreApplication.translate("Matter", "Matter"))
        self._workspace = workspace
        self._matter_id: UUID | None = None
        self._sought: UUID | None = None
        self.view: MatterView | None = None
        self.title.setText("")
        self._add_head()
        self.wants = Banner()
        self.tabs = Tabs()
        self.doing = Undoable(self, workspace)
        self.rows = RowDoings(self, workspace, self.doing)
        self.news = NewsDoings(self, workspace)
        self._add_tabs()
        self.body.addWidget(self.wants)
        self.body.addWidget(self.tabs, 1)
        self.side = SidePane(self.tr("Facts about the client and the matter"))
        self.set_side(self.side)

    @property
    def matter_id(self) -> UUID | None:
        """The matter that is shown."""
        return self._matter_id

    def show_arg(self, arg: object) -> None:
        if isinstance(arg, UUID) and arg != self._matter_id:
            self._matter_id, self._sought = arg, None
            self._clear()
            self.mark_stale()

    def reload(self) -> None:
        matter_id = self._matter_id
        around = {*self.feed.around(), *([self._sought] if self._sought else [])}
        if matter_id is not None:
            tasks.run(
                lambda: read_matter(self._workspace, matter_id, around),
                owner=self,
                done=self._show,
                failed=self.errors.show_error,
            )

    def _add_head(self) -> None:
        self.tell = Button(self.tr("Tell the client"), self._on_tell_clicked)
        self.add = Button(self.tr("Add…"), self._on_add_clicked)
        self.edit = Button(self.tr("Edit"), self._on_edit_clicked)
        for button in (self.tell, self.add, self.edit):
            self.add_to_head(button)
        self.add_menu = QMenu(self)
        self.add_menu.setToolTipsVisible(True)
        for words, slot in (
            (self.tr("Development…"), self.add_development),
            (self.tr("Key date…"), self.add_key_date),
            (self.tr("Follow-up…"), self.add_follow_up),
            (self.tr("Fees…"), self.state_costs),
            (self.tr("Update schedule…"), self.set_schedule),
            (self.tr("“No news” update…"), self.no_news),
        ):
            self.add_menu.addAction(words, slot)
        self.add_menu.addSeparator()
        self.wall = QAction(self)
        self.wall.triggered.connect(self.restrict)
        self.add_menu.addAction(self.wall)
        if self._workspace.may(Right.AUDIT):
            self.add_menu.addAction(self.tr("Audit trail of this matter"), self.show_audit)
        shortcut = QShortcut(QKeySequence("Ctrl+E"), self, self._on_edit_clicked)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.may_write = writes(self._workspace, self.tell, self.add, self.edit, shortcut)

    def _add_tabs(self) -> None:
        self.timeline = Timeline(self.tr("Timeline"))
        self.timeline.opened.connect(self._on_timeline_opened)
        self.timeline.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.timeline.customContextMenuRequested.connect(self._on_timeline_menu_requested)
        self.feed = TimelineFeed(self.timeline, self._workspace)
        self.feed.failed.connect(self.errors.show_error)
        empty = EmptyState(self.tr("Nothing has happened yet. Log the first contact with Ctrl+N."))
        self._timeline_or_empty = OrEmpty(self.timeline, empty)
        self.developments = ListTab(
            self.tr("Developments"),
            self.tr("Nothing has happened yet that the client has to hear of."),
            [(self.tr("Add development"), self.add_development)],
        )
        self.schedule = ListTab(
            self.tr("Schedule"),
            self.tr("No update was given yet."),
            [
                (self.tr("Set schedule"), self.set_schedule),
                (self.tr("Excuse update"), self.excuse_update),
                (self.tr("Agree to no updates"), self.allow_silence),
                (self.tr("No news"), self.no_news),
            ],
        )
        self.key_dates = ListTab(
            self.tr("Key dates"),
            self.tr("No key dates yet."),
            [(self.tr("Move…"), self.rows.move_current), (self.tr("Add key date"), self.add_key_date)],
        )
        self.follow_ups = ListTab(
            self.tr("Follow-ups"),
            self.tr("Nothing is agreed."),
            [(self.tr("Done"), self.rows.finish_current), (self.tr("Add follow-up"), self.add_follow_up)],
        )
        self.fees = ListTab(
            self.tr("Fees"),
            self.tr("The client was told no figures yet."),
            [(self.tr("Note fees told to the client…"), self.state_costs)],
        )
        self.people = ListTab(self.tr("People"), self.tr("Nobody yet."))
        self.tabs.add(self.tr("Timeline"), self._timeline_or_empty)
        self._list_tabs = (
            *(self.developments, self.schedule, self.key_dates, self.follow_ups, self.fees, self.people),
        )
        for tab in self._list_tabs:
            self.tabs.add(tab.accessibleName(), tab)
            tab.rows.may_act = writes(self._workspace, *tab.buttons)
            tab.rows.opened.connect(self._on_rows_opened)
        self.slipped = MatterSlipped(self._workspace)
        self.slipped.entry_opened.connect(self.show_on_timeline)
        self.slipped.asked.connect(self.request)
        self.tabs.add(self.slipped.accessibleName(), self.slipped)
        self.news.watch(self.developments)
        for tab in (self.key_dates, self.follow_ups):
            self.rows.watch(tab)

    def _clear(self) -> None:
        self.view = None
        self.set_title("")
        self.wants.say("", "")
        self.side.clear()
        self.feed.clear()
        for tab in self._list_tabs:
            tab.show_groups([])
        self.slipped.show_matter(None)
        self.tell.hide()
        self.tabs.line.setCurrentIndex(0)

    def _show(self, shown: Shown) -> None:
        view = shown.view
        if view.sheet.row.id != self._matter_id:  # another matter was asked for meanwhile
            return
        self.view = view
        self.errors.clear()
        row, details = view.sheet.row, view.sheet.details
        over = " · ".join(
            part for part in (row.number, row.court_number, court_said(row.court), row.practice_area) if part
        )
        self.set_title(row.title, overline=over, chips=state_chips(view))
        self.wall.setText(
            self.tr("Who sees this matter…") if view.wall is not None else self.tr("Restrict this matter…")
        )
        self.wall.setEnabled(view.may_restrict)
        self.wall.setToolTip("" if view.may_restrict else reason(Right.RESTRICT))
        first = view.client.details.first_name or view.client.name
        if details.priorities:
            self.wants.say(self.tr("What {name} wants first:").format(name=first), details.priorities)
        else:
            self.wants.say("", "")
        self.tell.setVisible(bool(view.untold))
        self._timeline_or_empty.show_full(bool(view.outline.places))
        self.feed.show(view, shown.items)
        if self._sought is not None:
            if not any(self.timeline.select((kind, self._sought)) for kind in (ENTRY, DEVELOPMENT)):
                self.request(OpenEntry(self._sought))  # told together with another matter of the client
            self._sought = None
        self.schedule.show_groups(shown.schedule, schedule_sentence(view))
        self.schedule.buttons[1].setVisible(view.due is not None)
        self.developments.show_groups(shown.news, news_sentence(view))
        self.key_dates.show_groups(shown.key_dates)
        self.follow_ups.show_groups(shown.follow_ups)
        for tab in (self.key_dates, self.follow_ups):
            self.rows.show_state(tab)
        self.fees.show_groups(shown.fees)
        self.people.show_groups(shown.people)
        self.side.set_groups(side_groups(view))
        self.slipped.show_matter(self._matter_id)

    def add_development(self) -> None:
        """Write down what happened in the matter."""
        if self.view is not None:
            view = self.view
            DevelopmentForm(self, self._workspace, view.desk, view.sheet.row.id, view.terms).open()

    def say_plainly(self, development_id: UUID) -> None:
        """Put a development into words for the client's letter."""
        matter_id = self._matter_id

        def opened(news: News | None) -> None:
            if news is not None and matter_id == self._matter_id:
                PlainWordsForm(self, self._workspace, news.row).open()

        near = self.feed.news(development_id)
        if near is not None:
            opened(near)
        elif matter_id is not None:
            tasks.run(
                lambda: load_news(self._workspace, matter_id, development_id),
                owner=self,
                done=opened,
                failed=self.errors.show_error,
            )

    def add_key_date(self) -> None:
        """Put a date into the matter."""
        if self.view is not None:
            KeyDateForm(self, self._workspace, self.view.desk, self.view.sheet.row.id).open()

    def add_follow_up(self) -> None:
        """Agree an action."""
        if self.view is not None:
            FollowUpForm(self, self._workspace, self.view.desk, self.view.sheet.row).open()

    def state_costs(self) -> None:
        """Write down what the client was told it costs."""
        if self.view is not None:
            CostsForm(self, self._workspace, self.view.desk, self.view.sheet.row.id).open()

    def set_schedule(self) -> None:
        """Say how often the client is updated."""
        if self._matter_id is not None:
            open_plan_form(self, self._workspace, self._matter_id)

    def restrict(self) -> None:
        """Say for whom the matter exists."""
        if self.view is not None and self.view.may_restrict:
            WallForm(self, self._workspace, self.view).open()

    def show_audit(self) -> None:
        """Who did what in this matter."""
        self.navigate("audit", self._matter_id)

    def excuse_update(self) -> None:
        """The update due next will not be given, for a reason."""
        if self.view is not None and self.view.due is not None:
            ExcuseForm(self, self._workspace, self.view.desk, self.view.due).open()

    def allow_silence(self) -> None:
        """For a season the client needs no updates."""
        if self.view is not None:
            view = self.view
            SilenceForm(self, self._workspace, view.desk, view.sheet.row.id, view.due).open()

    def no_news(self) -> None:
        """Tell the client that nothing has happened; Enter saves it."""
        if self._matter_id is not None:
            open_no_news(self, self._workspace, self._matter_id)

    def reopen(self, form: str, thing: UUID | None) -> bool:
        if self.view is None or not self.may_write:
            return False
        key_date = any(one.id == thing and one.done_at is None for one in self.view.key_dates)
        openers: dict[str, tuple[bool, Callable[[], object]]] = {
            "matter": (True, self._on_edit_clicked),
            "development": (True, self.add_development),
            "plain-words": (thing is not None, lambda: self.say_plainly(thing) if thing else None),
            "key-date": (True, self.add_key_date),
            "move-key-date": (key_date, lambda: self.rows.move(("key_date", thing))),
            "correct-key-date": (key_date, lambda: self.rows.correct(("key_date", thing))),
            "cancel-key-date": (key_date, lambda: self.rows.cancel(("key_date", thing))),
            "withdraw-key-date": (key_date, lambda: self.rows.withdraw(("key_date", thing))),
            "correct-development": (thing is not None, lambda: self.news.correct(thing) if thing else None),
            "withdraw-development": (thing is not None, lambda: self.news.withdraw(thing) if thing else None),
            "follow-up": (True, self.add_follow_up),
            "costs": (True, self.state_costs),
            "plan": (True, self.set_schedule),
            "wall": (self.view.may_restrict, self.restrict),
            "excuse": (self.view.due is not None, self.excuse_update),
            "silence": (True, self.allow_silence),
            "no-news": (True, self.no_news),
            "response-times": (True, lambda: open_terms(self, self._workspace, (None, self._matter_id))),
        }
        can, opener = openers.get(form, (False, self.reload))
        if can:
            opener()
        return can

    def tell_client(self, *development_ids: UUID) -> None:
        """Log a contact that tells these developments."""
        if self.view is not None:
            self.request(self._contact(development_ids))

    def _contact(self, tells: tuple[UUID, ...]) -> LogContactRequest | None:
        if self.view is None:
            return None
        channel = read_channel(self.view.client.details.preferred_channel)
        return LogContactRequest(
            self.view.sheet.row.id, self.view.client.id, channel, Direction.OUT, tells=tells
        )

    def log_begins_with(self) -> object:
        if self._matter_id is None:
            return None
        found = None
        if self.timeline.isVisible():
            found = self._after_happened(self.timeline.selected_key())
        elif self.follow_ups.isVisible():
            found = self.rows.asked(self.follow_ups.rows.picked_key())
        return found or LogContactRequest(self._matter_id)

    def _after_happened(self, key: object) -> LogContactRequest | None:
        """What comes after an entry of the timeline, or tells of a development of it."""
        if self.view is None or not isinstance(key, tuple):
            return None
        kind, thing_id = key
        if kind == DEVELOPMENT:
            return self._contact(tells=(thing_id,)) if thing_id in self.view.untold else None
        entry = self.feed.entry(thing_id)
        return going_on(entry, thing_id if thing_id in self.view.awaiting else None) if entry else None

    def _on_rows_opened(self, key: object) -> None:
        if isinstance(key, tuple) and key[0] == "client":
            self.request(OpenClient(key[1]))
        elif isinstance(key, tuple) and key[0] == "entry":
            self.request(OpenEntry(key[1]))

    def _on_timeline_opened(self, key: object) -> None:
        if self.view is None or not isinstance(key, tuple):
            return
        kind, thing_id = key
        if kind == ENTRY:
            self.request(OpenEntry(thing_id))
        elif thing_id in self.view.untold and self.may_write:
            self.tell_client(thing_id)
        else:
            news = self.feed.news(thing_id)
            if news is not None and news.told_by is not None:
                self.go_to(news.told_by)

    def go_to(self, entry_id: UUID) -> None:
        """Make an entry of the timeline the current one, however long ago it was."""
        if not self.timeline.select((ENTRY, entry_id)):
            self._sought = entry_id
            self.mark_stale()

    def show_on_timeline(self, thing_id: UUID) -> None:
        """Go to an entry or a development where the timeline has it."""
        self.tabs.line.setCurrentIndex(0)
        for kind in (ENTRY, DEVELOPMENT):
            if self.timeline.select((kind, thing_id)):
                return
        self._sought = thing_id
        self.mark_stale()

    def _on_timeline_menu_requested(self, place: QPoint) -> None:
        index = self.timeline.indexAt(place)
        key = self.timeline.current_key() if index.isValid() else None
        if self.view is None or not isinstance(key, tuple):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kind, thing_id = key
        if kind == ENTRY:
            menu.addAction(self.tr("Open, with every version"), lambda: self.request(OpenEntry(thing_id)))
            amend = menu.addAction(self.tr("Amend…"), lambda: self.request(AmendEntry(thing_id)))
            writes(self._workspace, amend)
        if kind == DEVELOPMENT:
            self.news.add_to(menu, thing_id)
        news = self.feed.news(thing_id) if kind == DEVELOPMENT else None
        if news is not None and news.notice is not None:
            notice = news.notice.id
            menu.addAction(self.tr("Open the message"), lambda: self.request(OpenEntry(notice)))
        if menu.actions():
            menu.popup(self.timeline.viewport().mapToGlobal(place))

    def _on_tell_clicked(self) -> None:
        if self.view is not None:
            self.tell_client(*self.view.untold)

    def _on_add_clicked(self) -> None:
        self.add_menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def _on_edit_clicked(self) -> None:
        if self._matter_id is not None:
            open_matter_form(self, self._workspace, self._matter_id)
