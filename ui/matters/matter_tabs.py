"""The tabs of a matter: its timeline, and the lists beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from app.workspace import Workspace
from ui.care.matter_tab import MatterCare
from ui.kit.rights import writes
from ui.kit.tabs import Tabs
from ui.matters.fees_tab import FeesTab
from ui.matters.list_tab import ListTab
from ui.matters.news_tab import news_sentence
from ui.matters.shown import Shown
from ui.matters.tab_rows import schedule_sentence
from ui.matters.timeline_tab import TimelineTab
from ui.shell.requests import OpenClient, OpenEntry
from ui.slipped.matter_tab import MatterSlipped

if TYPE_CHECKING:
    from ui.matters.page import MatterPage


class MatterTabs(Tabs):
    """`show_matter(shown)`; what their buttons do is the page's `forms`, `rows` and `news`."""

    def __init__(self, page: MatterPage, workspace: Workspace) -> None:
        super().__init__()
        self._page, self._workspace = page, workspace
        self.history = TimelineTab(page, workspace)
        self.add(self.history.timeline.accessibleName(), self.history)
        self._make_lists()
        for tab in self.lists:
            self.add(tab.accessibleName(), tab)
            tab.rows.may_act = writes(workspace, *tab.buttons)
            tab.rows.opened.connect(self._on_opened)
        self.slipped = MatterSlipped(workspace)
        self.slipped.entry_opened.connect(self.show_on_timeline)
        self.slipped.asked.connect(page.request)
        self.slipped.dropped.connect(page.forms.excuse_dropped)
        self.add(self.slipped.accessibleName(), self.slipped)
        self.care = MatterCare(page, workspace)
        if self.care.lines:
            self.add(self.care.accessibleName(), self.care)
        page.news.watch(self.developments)
        for tab in (self.key_dates, self.follow_ups):
            page.rows.watch(tab)

    def _make_lists(self) -> None:
        forms, rows = self._page.forms, self._page.rows
        self.developments = ListTab(
            self.tr("Developments"),
            self.tr("Nothing has happened yet that the client has to hear of."),
            [(self.tr("Add development"), forms.add_development)],
            name_share=0.39,
        )
        self.schedule = ListTab(
            self.tr("Schedule"),
            self.tr("No update was given yet."),
            [
                (self.tr("Set schedule"), forms.set_schedule),
                (self.tr("Excuse update"), forms.excuse_update),
                (self.tr("Agree to silence"), forms.allow_silence),
                (self.tr("No news"), forms.no_news),
                (self.tr("End silence"), forms.end_silence),
            ],
        )
        self.key_dates = ListTab(
            self.tr("Key dates"),
            self.tr("No key dates yet."),
            [(self.tr("Move…"), rows.move_current), (self.tr("Add key date"), forms.add_key_date)],
        )
        self.follow_ups = ListTab(
            self.tr("Follow-ups"),
            self.tr("Nothing is agreed."),
            [(self.tr("Done"), rows.finish_current), (self.tr("Add follow-up"), forms.add_follow_up)],
        )
        self.fees = FeesTab(
            self.tr("Fees"),
            self.tr("The client was told no figures yet."),
            [
                (self.tr("New estimate"), forms.state_costs),
                (self.tr("Enter costs to date"), forms.state_to_date),
                (self.tr("Arrangement and rates"), forms.arrange_fees),
                (self.tr("Concern about a bill"), forms.concern_about_bill),
                (self.tr("Excuse costs update"), forms.excuse_costs),
            ],
        )
        self.people = ListTab(self.tr("People"), self.tr("Nobody yet."))
        self.lists = (
            *(self.developments, self.schedule, self.key_dates, self.follow_ups, self.fees, self.people),
        )

    def show_matter(self, shown: Shown) -> None:
        """Show the matter as it was read."""
        view = shown.view
        self.history.show_matter(view, shown.items)
        self.schedule.show_groups(shown.schedule, schedule_sentence(view))
        self.schedule.buttons[1].setVisible(view.due is not None)
        silent = view.due is not None and view.due.silent is not None
        self.schedule.buttons[2].setVisible(not silent)
        self.schedule.buttons[4].setVisible(silent)
        self.developments.show_groups(shown.news, news_sentence(view))
        self.key_dates.show_groups(shown.key_dates)
        self.follow_ups.show_groups(shown.follow_ups)
        for tab in (self.key_dates, self.follow_ups):
            self._page.rows.show_state(tab)
        self.fees.show_fees(view.fees, shown.fees, view.desk.today)
        self.fees.buttons[4].setVisible(view.fees.due_soon(view.desk.today))
        self.people.show_groups(shown.people)
        self.slipped.show_matter(view.sheet.row.id)
        self.care.show_matter(view.sheet.row.id)

    def clear(self) -> None:
        """Another matter is coming: nothing of this one, and its timeline first."""
        self.history.clear()
        for tab in self.lists:
            tab.show_groups([])
        self.fees.show_nothing()
        self.slipped.show_matter(None)
        self.care.show_matter(None)
        self.line.setCurrentIndex(0)

    def show_on_timeline(self, thing_id: UUID) -> None:
        """Go to an entry or a development where the timeline has it."""
        self.line.setCurrentIndex(0)
        self.history.seek(thing_id)

    def _on_opened(self, key: object) -> None:
        if isinstance(key, tuple) and key[0] == "client":
            self._page.request(OpenClient(key[1]))
        elif isinstance(key, tuple) and key[0] == "entry":
            self._page.request(OpenEntry(key[1]))
