"""What is done about a row of Today: the one thing its button says, and the quiet others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QMenu

from app.clients.queries import Manner
from app.contactlog.follow_up_commands import finish_follow_up
from app.contactlog.queries import AwaitingReply
from app.contactlog.undoing import follow_up_way, key_date_way
from app.contactlog.words import Direction
from app.kernel.rights import Right
from app.matters.key_dates import finish_key_date
from app.owed.items import OwedItem, OwedKind
from app.owed.saying import is_for_client
from app.owed.snooze.commands import take_up
from app.owed.snooze.undoing import put_off_way
from app.schedule.queries import UpdateDue
from app.workspace import Workspace
from ui.kit import beside
from ui.kit.undo import Undoable
from ui.promises.acknowledge_form import open_acknowledge
from ui.schedule.no_news import open_no_news
from ui.schedule.plan_form import open_plan_form
from ui.shell.requests import LogContactRequest, OpenMatter, WriteUpdate
from ui.today.duty_doings import do_duty, open_whose
from ui.today.sentences import action_of, read_channel, update_is_written
from ui.today.snooze_form import open_snooze

if TYPE_CHECKING:
    from ui.today.page import TodayPage

translate = partial(QCoreApplication.translate, "Today")


class RowDoings(QObject):
    """Keys are those of the rows: (kind, source), ("forgotten", matter)."""

    def __init__(self, page: TodayPage, workspace: Workspace) -> None:
        super().__init__(page)
        self._page, self._workspace = page, workspace
        self._items: Mapping[object, OwedItem] = {}
        self._manners: Mapping[UUID, Manner] = {}
        self.undoable = Undoable(page, workspace)

    def show(self, items: Mapping[object, OwedItem], manners: Mapping[UUID, Manner]) -> None:
        """What the rows stand for."""
        self._items, self._manners = items, manners

    def item(self, key: object) -> OwedItem | None:
        """What a row stands for; None for a forgotten file or a person."""
        return self._items.get(key)

    def act(self, key: object) -> None:
        """The one thing."""
        item = self._items.get(key)
        if item is None:
            if isinstance(key, tuple) and key[0] == "forgotten":
                open_plan_form(self._page, self._workspace, key[1])
        elif item.kind is OwedKind.DUTY:
            do_duty(self._page, self._workspace, item)
        elif item.kind is OwedKind.ACKNOWLEDGEMENT:
            open_acknowledge(self._page, self._workspace, item.source_id)
        elif item.kind is OwedKind.UPDATE and item.matter_id is not None and update_is_written(item):
            self._page.request(WriteUpdate(item.matter_id))
        elif item.kind is OwedKind.FOLLOW_UP:
            done = partial(finish_follow_up, follow_up_id=item.source_id)
            self.undoable.run(follow_up_way(item.source_id), done, translate("Done"))
        elif item.kind is OwedKind.KEY_DATE and not is_for_client(item):
            done = partial(finish_key_date, key_date_id=item.source_id)
            self.undoable.run(key_date_way(item.source_id), done, translate("Done"))
        else:
            self._page.request(self.contact_about(item))

    def open(self, key: object) -> None:
        """The matter, or the client."""
        item = self._items.get(key)
        if item is not None:
            open_whose(self._page, item.whose)
        elif isinstance(key, tuple) and key[0] == "forgotten":
            self._page.request(OpenMatter(key[1]))

    def _open_beside(self, key: object) -> None:
        with beside.wanted():
            self.open(key)

    def do_letter(self, key: object, letter: str) -> None:
        """A letter typed on a row."""
        item = self._items.get(key)
        if item is None or not self._workspace.may(Right.WRITE):
            return
        if letter == "S":
            self.put_off(item)
        elif letter == "N" and item.matter_id is not None:
            self.no_news(item.matter_id)

    def put_off(self, item: OwedItem) -> None:
        """Ask until when and why; or take up again what is put off."""
        if item.put_off is not None:
            up = partial(take_up, snooze_id=item.put_off.id)
            self.undoable.run(put_off_way(item.kind, item.source_id), up, translate("On the list again"))
            return
        open_snooze(self._page, self._workspace, item.source_id, self.undoable)

    def no_news(self, matter_id: UUID) -> None:
        """The client is told that there is nothing new: that is an update, too (D1)."""
        open_no_news(self._page, self._workspace, matter_id)

    def menu(self, key: object) -> QMenu | None:
        """The quiet others; None where there are none."""
        item = self._items.get(key)
        if item is None:
            return None
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        may = self._workspace.may(Right.WRITE)
        if may:
            manner = self._manner(item)
            _entry(menu, action_of(item, manner), "Enter", partial(self.act, key))
            menu.addSeparator()
            if item.matter_id is not None:
                if item.kind is not OwedKind.UPDATE or not update_is_written(item):
                    write = partial(self._page.request, WriteUpdate(item.matter_id))
                    _entry(menu, translate("Write update…"), "Ctrl+Shift+U", write)
                _entry(
                    menu,
                    translate("No news: write a short update…"),
                    "N",
                    partial(self.no_news, item.matter_id),
                )
            words = translate("Take up again") if item.put_off else translate("Put off…")
            _entry(menu, words, "S", partial(self.put_off, item))
        whose = translate("Open the client") if item.whose.client_id else translate("Open client care")
        words = translate("Open the matter") if item.matter_id else whose
        _entry(menu, words, "Ctrl+Enter", partial(self.open, key))
        _entry(menu, translate("Open in a new window"), "Ctrl+Shift+Enter", partial(self._open_beside, key))
        return menu

    def _manner(self, item: OwedItem) -> Manner | None:
        """How the client it concerns is reached; None where it concerns none."""
        client_id = item.whose.client_id
        return None if client_id is None else self._manners.get(client_id)

    def contact_about(self, item: OwedItem) -> LogContactRequest:
        """The contact that does what is owed, by the channel the client likes, else the one they used."""
        manner = self._manner(item)
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


def _entry(menu: QMenu, words: str, keys: str, do: Callable[[], object]) -> None:
    """A line of the menu; its key, which works on the row itself, stands at the right."""
    action = menu.addAction(f"{words.replace('&', '&&')}\t{keys}")
    action.triggered.connect(lambda: do())
