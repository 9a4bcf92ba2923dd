"""What is done from the rows of key dates and follow-ups: done, reopened, moved, asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.clients.queries import ClientSheet
from app.contactlog.follow_up_commands import finish_follow_up, reopen_follow_up
from app.contactlog.queries import FollowUpRow
from app.contactlog.words import Channel, Direction, FollowUpSide
from app.matters.key_dates import finish_key_date, reopen_key_date
from app.matters.queries import KeyDateRow
from app.workspace import Workspace
from ui.kit.rights import writes
from ui.kit.undo import Command, Undoable
from ui.matters.key_date_form import MoveKeyDateForm
from ui.matters.list_tab import ListTab
from ui.shell.requests import LogContactRequest
from ui.today.sentences import read_channel

if TYPE_CHECKING:
    from ui.matters.page import MatterPage

SPOKEN = frozenset({Channel.PHONE, Channel.VIDEO, Channel.MEETING})


def asked_by(one: FollowUpRow, client: ClientSheet) -> Channel:
    """How one asks for what somebody else was to do: the client as they prefer, others by phone."""
    if one.side is not FollowUpSide.CLIENT:
        return Channel.PHONE
    return read_channel(client.details.preferred_channel) or Channel.PHONE


class RowDoings(QObject):
    """Buttons above the two lists act on the current row, as the right button's menu does."""

    def __init__(self, page: MatterPage, workspace: Workspace, doing: Undoable) -> None:
        super().__init__(page)
        self._page, self._workspace, self._doing = page, workspace, doing

    def watch(self, tab: ListTab) -> None:
        """Act on the rows of a tab; its first button stands for what the row's own button does not do."""
        tab.rows.acted.connect(self.act)
        tab.rows.chosen.connect(lambda _: self.show_state(tab))
        tab.rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tab.rows.customContextMenuRequested.connect(lambda place: self._show_menu(tab, place))
        self.show_state(tab)

    def show_state(self, tab: ListTab) -> None:
        """Enable the first button where the current row is open."""
        found = self._found(tab.rows.current_key())
        tab.buttons[0].setEnabled(found is not None and found.done_at is None)

    def act(self, key: object) -> None:
        """What the button of a row says."""
        found = self._found(key)
        if isinstance(found, FollowUpRow) and found.done_at is None and found.side is not FollowUpSide.FIRM:
            self.ask(found)
        elif found is not None:
            self.finish(found)

    def finish(self, found: FollowUpRow | KeyDateRow) -> None:
        """Done, or open again where it was done; either can be taken back."""
        agreed = isinstance(found, FollowUpRow)
        finish: Command = finish_follow_up if agreed else finish_key_date
        reopen: Command = reopen_follow_up if agreed else reopen_key_date
        if found.done_at is not None:
            self._doing.run(found.id, reopen, finish, self.tr("Open again"))
        else:
            self._doing.run(found.id, finish, reopen, self.tr("Done"))

    def finish_current(self) -> None:
        """Done, for the current follow-up whoever it is of."""
        found = self._found(self._page.follow_ups.rows.current_key())
        if found is not None and found.done_at is None:
            self.finish(found)

    def ask(self, one: FollowUpRow) -> None:
        """Log the contact in which somebody is asked for what they were to do."""
        asked = self.asked(("follow_up", one.id))
        if asked is not None:
            self._page.request(asked)

    def asked(self, key: object) -> LogContactRequest | None:
        """The contact in which somebody is asked for what they were to do, or told what was done."""
        view, found = self._page.view, self._found(key)
        if view is None or not isinstance(found, FollowUpRow):
            return None
        return LogContactRequest(
            view.sheet.row.id, view.client.id, asked_by(found, view.client), Direction.OUT
        )

    def move_current(self) -> None:
        """Put the current key date on another day."""
        self.move(self._page.key_dates.rows.current_key())

    def move(self, key: object) -> None:
        """Put a key date on another day, with the reason."""
        view, found = self._page.view, self._found(key)
        if view is not None and isinstance(found, KeyDateRow) and found.done_at is None:
            MoveKeyDateForm(self._page, self._workspace, view.desk, found).open()

    def _show_menu(self, tab: ListTab, place: QPoint) -> None:
        index = tab.rows.indexAt(place)
        key = tab.rows.current_key() if index.isValid() else None
        found = self._found(key)
        if found is None:
            return
        menu = QMenu(tab)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        word = self.tr("Done") if found.done_at is None else self.tr("Reopen")
        menu.addAction(word, lambda: self.finish(found))
        if found.done_at is None and isinstance(found, KeyDateRow):
            menu.addAction(self.tr("Move…"), lambda: self.move(key))
        elif found.done_at is None and isinstance(found, FollowUpRow):
            menu.addAction(self.tr("Log contact…"), lambda: self.ask(found))
        writes(self._workspace, *menu.actions())
        menu.popup(tab.rows.viewport().mapToGlobal(place))

    def _found(self, key: object) -> FollowUpRow | KeyDateRow | None:
        view = self._page.view
        if view is None or not isinstance(key, tuple):
            return None
        kind, thing_id = key
        if not isinstance(thing_id, UUID):
            return None
        rows: tuple[FollowUpRow | KeyDateRow, ...] = (
            view.follow_ups if kind == "follow_up" else view.key_dates
        )
        return next((one for one in rows if one.id == thing_id), None)
