"""What is done from the rows of key dates and follow-ups: done, reopened, moved, asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.clients.queries import ClientSheet
from app.contactlog.date_turns import reopen_date
from app.contactlog.follow_up_commands import finish_follow_up, reopen_follow_up
from app.contactlog.queries import FollowUpRow
from app.contactlog.undoing import follow_up_way, key_date_way
from app.contactlog.words import Channel, Direction, FollowUpSide
from app.matters.key_date_queries import KeyDateRow
from app.matters.key_dates import finish_key_date, restore_key_date
from app.workspace import Workspace
from ui.kit.rights import writes
from ui.kit.undo import Command, Undoable
from ui.matters.correction_forms import cancel_key_date_form, withdraw_key_date_form
from ui.matters.key_date_form import KeyDateForm, MoveKeyDateForm
from ui.matters.list_tab import ListTab
from ui.matters.versions_sheet import VersionsSheet
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
        key = tab.rows.current_key()
        found = self._found(key)
        open_one = self._open_date(key) if isinstance(found, KeyDateRow) else found
        tab.buttons[0].setEnabled(open_one is not None and open_one.done_at is None)

    def act(self, key: object) -> None:
        """What the button of a row says."""
        found = self._found(key)
        if isinstance(found, FollowUpRow) and found.done_at is None and found.side is not FollowUpSide.FIRM:
            self.ask(found)
        elif found is not None:
            self.finish(found)

    def finish(self, found: FollowUpRow | KeyDateRow) -> None:
        """Done, or open again where it was done; either can be taken back."""
        if isinstance(found, KeyDateRow) and found.withdrawn_at is not None:
            self._run(found, restore_key_date, self.tr("It counts again"))
            return
        agreed = isinstance(found, FollowUpRow)
        finish: Command = finish_follow_up if agreed else finish_key_date
        reopen: Command = reopen_follow_up if agreed else reopen_date
        if isinstance(found, KeyDateRow) and found.cancelled_at is not None:
            self._run(found, reopen_date, self.tr("It takes place after all"))
        elif found.done_at is not None:
            self._run(found, reopen, self.tr("Open again"))
        else:
            self._run(found, finish, self.tr("Done"))

    def _run(self, found: FollowUpRow | KeyDateRow, command: Command, words: str) -> None:
        way = follow_up_way(found.id) if isinstance(found, FollowUpRow) else key_date_way(found.id)
        self._doing.run(way, lambda tx: command(tx, found.id), words)

    def finish_current(self) -> None:
        """Done, for the current follow-up whoever it is of."""
        found = self._found(self._page.tabs.follow_ups.rows.current_key())
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
        self.move(self._page.tabs.key_dates.rows.current_key())

    def move(self, key: object) -> None:
        """Put a key date on another day, with the reason."""
        view, found = self._page.view, self._open_date(key)
        if view is not None and found is not None:
            tell = found.id in view.client_knows
            self._page.forms.open(MoveKeyDateForm(self._page, self._workspace, view.desk, found, tell=tell))

    def correct(self, key: object) -> None:
        """Say of a key date what is right, with the reason."""
        view, found = self._page.view, self._open_date(key)
        if view is not None and found is not None:
            self._page.forms.open(KeyDateForm(self._page, self._workspace, view.desk, found.matter_id, found))

    def cancel(self, key: object) -> None:
        """A key date does not take place."""
        view, found = self._page.view, self._open_date(key)
        if view is not None and found is not None:
            tell = found.id in view.client_knows
            self._page.forms.open(cancel_key_date_form(self._page, self._workspace, found, tell=tell))

    def withdraw(self, key: object) -> None:
        """A key date was put in by mistake."""
        found = self._open_date(key)
        if found is not None:
            self._page.forms.open(withdraw_key_date_form(self._page, self._workspace, found))

    def _open_date(self, key: object) -> KeyDateRow | None:
        found = self._found(key)
        stands = isinstance(found, KeyDateRow) and found.done_at is None and found.withdrawn_at is None
        return found if stands and isinstance(found, KeyDateRow) else None

    def show_versions(self, key_date_id: UUID) -> None:
        """Every version of a key date, with who wrote it, when and why."""
        sheet = VersionsSheet(self._page, self._workspace, key_date_id, of_key_date=True)
        self._page.forms.open(sheet)

    def _show_menu(self, tab: ListTab, place: QPoint) -> None:
        index = tab.rows.indexAt(place)
        key = tab.rows.current_key() if index.isValid() else None
        found = self._found(key)
        if found is None:
            return
        menu = QMenu(tab)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if isinstance(found, KeyDateRow) and found.withdrawn_at is not None:
            menu.addAction(self.tr("Bring it back"), lambda: self.finish(found))
        else:
            word = self.tr("Done") if found.done_at is None else self.tr("Reopen")
            if isinstance(found, KeyDateRow) and found.cancelled_at is not None:
                word = self.tr("Takes place after all")
            menu.addAction(word, lambda: self.finish(found))
        if self._open_date(key) is not None:
            menu.addAction(self.tr("Move…"), lambda: self.move(key))
            menu.addAction(self.tr("Correct…"), lambda: self.correct(key))
            menu.addAction(self.tr("Does not take place…"), lambda: self.cancel(key))
            menu.addAction(self.tr("Withdraw…"), lambda: self.withdraw(key))
        elif found.done_at is None and isinstance(found, FollowUpRow):
            menu.addAction(self.tr("Log contact…"), lambda: self.ask(found))
        writes(self._workspace, *menu.actions())
        if isinstance(found, KeyDateRow) and found.version > 1:
            menu.addAction(self.tr("When it was before…"), lambda: self.show_versions(found.id))
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
