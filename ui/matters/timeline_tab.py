"""The first tab of a matter: what happened, as far back as one scrolls, and what one does from there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.workspace import Workspace
from ui.contactlog.note_words import note_called
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.rights import writes
from ui.kit.timeline import Timeline
from ui.kit.timeline_model import TimelineItem
from ui.matters.load import MatterView
from ui.matters.timeline_feed import TimelineFeed
from ui.matters.timeline_items import DEVELOPMENT, ENTRY
from ui.shell.going_on import going_on
from ui.shell.requests import AmendEntry, LogContactRequest, OpenEntry, PrintNote

if TYPE_CHECKING:
    from ui.matters.page import MatterPage

translate = QCoreApplication.translate


class TimelineTab(OrEmpty):
    """`show_matter(view, items)`; `seek(id)` goes to a thing, however long ago it was."""

    def __init__(self, page: MatterPage, workspace: Workspace) -> None:
        timeline = Timeline(translate("TimelineTab", "Timeline"))
        empty = translate("TimelineTab", "Nothing has happened yet. Log the first contact with Ctrl+N.")
        super().__init__(timeline, EmptyState(empty))
        self._page, self._workspace = page, workspace
        self._sought: UUID | None = None
        self.timeline = timeline
        timeline.opened.connect(self._on_opened)
        timeline.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        timeline.customContextMenuRequested.connect(self._on_menu_requested)
        self.feed = TimelineFeed(timeline, workspace)
        self.feed.failed.connect(page.errors.show_error)

    def around(self) -> Collection[UUID]:
        """The ids of what has to be there when all is read again: what is in sight, and what is sought."""
        return {*self.feed.around(), *([self._sought] if self._sought else [])}

    def show_matter(self, view: MatterView, items: Mapping[int, Sequence[TimelineItem]]) -> None:
        """Show the matter as it was read, and go to what was sought in it."""
        self.show_full(bool(view.outline.places))
        self.feed.show(view, items)
        if self._sought is not None:
            if not self._select(self._sought):
                self._page.request(OpenEntry(self._sought))  # told together with another matter of the client
            self._sought = None

    def clear(self) -> None:
        """Another matter is coming."""
        self._sought = None
        self.feed.clear()

    def seek(self, thing_id: UUID) -> None:
        """Make an entry or a development the current one; where it is not near, the page is read around it."""
        if not self._select(thing_id):
            self._sought = thing_id
            self._page.mark_stale()

    def begins_with(self) -> LogContactRequest | None:
        """What comes after the current entry, or tells of the current development."""
        view, key = self._page.view, self.timeline.selected_key()
        if view is None or not isinstance(key, tuple):
            return None
        kind, thing_id = key
        if kind == DEVELOPMENT:
            return self._page.contact(tells=(thing_id,)) if thing_id in view.untold else None
        entry = self.feed.entry(thing_id)
        return going_on(entry, thing_id if thing_id in view.awaiting else None) if entry else None

    def print_here(self) -> bool:
        """See the note of the entry that somebody went to; False where that is none."""
        key = self.timeline.selected_key()
        if not isinstance(key, tuple) or key[0] != ENTRY:
            return False
        self._page.request(PrintNote(key[1]))
        return True

    def _select(self, thing_id: UUID) -> bool:
        return any(self.timeline.select((kind, thing_id)) for kind in (ENTRY, DEVELOPMENT))

    def _on_opened(self, key: object) -> None:
        view = self._page.view
        if view is None or not isinstance(key, tuple):
            return
        kind, thing_id = key
        if kind == ENTRY:
            self._page.request(OpenEntry(thing_id))
        elif thing_id in view.untold and self._page.may_write:
            self._page.tell_client(thing_id)
        else:
            news = self.feed.news(thing_id)
            if news is not None and news.told_by is not None:
                self.seek(news.told_by)

    def _on_menu_requested(self, place: QPoint) -> None:
        index = self.timeline.indexAt(place)
        key = self.timeline.current_key() if index.isValid() else None
        if self._page.view is None or not isinstance(key, tuple):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kind, thing_id = key
        if kind == ENTRY:
            self._add_of_entry(menu, thing_id)
        if kind == DEVELOPMENT:
            self._add_of_development(menu, thing_id)
        menu.addSeparator()
        menu.addAction(self.tr("Print the contact history…"), self._page.print_history)
        if menu.actions():
            menu.popup(self.timeline.viewport().mapToGlobal(place))

    def _add_of_entry(self, menu: QMenu, entry_id: UUID) -> None:
        menu.addAction(self.tr("Open, with every version"), lambda: self._page.request(OpenEntry(entry_id)))
        amend = menu.addAction(self.tr("Amend…"), lambda: self._page.request(AmendEntry(entry_id)))
        flag = menu.addAction(self.tr("Flag as concern…"), lambda: self._flag(entry_id))
        writes(self._workspace, amend, flag)
        name = note_called(self._workspace)
        menu.addAction(f"{name}…\tCtrl+P", lambda: self._page.request(PrintNote(entry_id)))

    def _flag(self, entry_id: UUID) -> None:
        from ui.concerns.flagging import open_flag  # seldom wanted

        open_flag(self._page, self._workspace, entry_id)

    def _add_of_development(self, menu: QMenu, development_id: UUID) -> None:
        self._page.news.add_to(menu, development_id)
        news = self.feed.news(development_id)
        if news is not None and news.notice is not None:
            notice = news.notice.id
            menu.addAction(self.tr("Open the message"), lambda: self._page.request(OpenEntry(notice)))
