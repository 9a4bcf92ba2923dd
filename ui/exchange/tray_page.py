"""The message tray: messages that no number and no address could place, read and placed by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.contactlog.words import Channel, Direction
from app.exchange.queries import TrayMessage, TrayRow, count_tray, place_in_line, tray, tray_message
from app.exchange.suggestions import is_of_many
from app.kernel.language import counted, tr
from app.kernel.numbers import say_number
from app.kernel.rights import Right
from app.workspace import Workspace
from ui.contactlog.about import Whom
from ui.exchange.reading_pane import ReadingPane
from ui.exchange.sayings import is_from_court, row_of
from ui.exchange.tray_doings import Done, TrayDoings
from ui.kit import tasks, theme
from ui.kit.bars import MessageBar
from ui.kit.chips import Tone
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.going import go_to
from ui.kit.labels import Label
from ui.kit.page import Page
from ui.kit.rights import writes
from ui.kit.room import ANY_LENGTH
from ui.kit.row_model import Group
from ui.kit.rows import RowList
from ui.shell.requests import BringInFiles, LogContactRequest, OpenClient, OpenMatter

AT_ONCE = 200
"""So many messages are listed; further ones when the list is scrolled to its end."""


class TrayView(NamedTuple):
    """What waits, how many that are in all, and the firm's present moment."""

    rows: Sequence[TrayRow]
    total: int
    now: datetime


class TrayPage(Page):
    """A list at the left, the message at the right, under it where it belongs."""

    kinds = frozenset({"tray_item", "import", "firm"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Message tray"))
        self._workspace = workspace
        self._rows: dict[UUID, TrayRow] = {}
        self._shown: UUID | None = None
        self.set_title(self.tr("Message tray"))
        self.rows = RowList(self.tr("Messages that wait"), name_share=1.0)
        self.rows.chosen.connect(self._on_rows_chosen)
        self.rows.opened.connect(self._on_rows_opened)
        self.rows.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._working = TrayDoings(workspace)
        self._offer: tuple[str, UUID] | None = None
        self._more = False
        keys = self._make_keys()
        self.reading = ReadingPane(workspace)
        self.reading.place_requested.connect(self._on_place_requested)
        self.reading.dismiss_requested.connect(self._on_dismiss_requested)
        both = QWidget()
        self._both = QHBoxLayout(both)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._left = QVBoxLayout()
        self._left.addWidget(self.rows, 1)
        self.keys = Label(self._key_words(), "small", tone=Tone.DIM, wrap=True)
        self._left.addWidget(self.keys)
        self._both.addLayout(self._left)
        self._both.addWidget(self.reading, 1)
        nothing = EmptyState(
            self.tr("Nothing waits here. Every message found its client and matter."),
            self.tr("Import messages"),
            self._on_bring_in_clicked,
        )
        reading = self.reading
        writes(workspace, *keys, nothing.button, reading.place, reading.place_button, reading.dismiss_button)
        writes(workspace, reading.needs_reply)
        self._either = OrEmpty(both, nothing)
        self.body.addWidget(self._either, 1)
        self.messages = MessageBar(self)
        self._size_list()
        theme.bus().changed.connect(self._size_list)
        self.rows.fitted.connect(self._size_list)

    def reload(self) -> None:
        def read() -> TrayView:
            with self._workspace.read() as reader:
                rows = tray(reader, limit=max(AT_ONCE, len(self._rows)))
                return TrayView(rows, count_tray(reader), reader.local(reader.now))

        tasks.run(read, owner=self, done=self._show, failed=self.errors.show_error)

    def log_begins_with(self) -> object:
        """An answer to the message that is read, where something speaks for a matter."""
        row = self._rows.get(self._shown) if self._shown is not None else None
        if row is None or row.suggestion is None:
            return None
        if is_from_court(row.sender) or row.suggestion.why != "client":  # who wrote it may not be the client
            return LogContactRequest(row.suggestion.matter_id)
        return LogContactRequest(
            row.suggestion.matter_id, channel=Channel.EMAIL, direction=Direction.OUT, reached_at=row.address
        )

    def find_here(self) -> bool:
        self.reading.place.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _show(self, view: TrayView) -> None:
        self.errors.clear()
        self._rows = {row.id: row for row in view.rows}
        self.set_title(self.tr("Message tray"), self._subtitle(view.total))
        self._more = len(view.rows) < view.total
        self.rows.set_rows([row_of(row, view.now, self._workspace) for row in view.rows])
        if self.rows.current_key() is None:
            self.rows.select_first()
        self._either.show_full(bool(view.rows))
        self._read(self.rows.current_key())

    def _subtitle(self, count: int) -> str:
        if count == 0:
            return ""
        if count == 1:
            return self.tr("1 message waits. Place it, or set it aside.")
        return self.tr("{count} messages wait. Place them, or set them aside.").format(
            count=say_number(count)
        )

    def _on_rows_chosen(self, key: object) -> None:
        self._read(key)

    def _on_rows_opened(self, _key: object) -> None:
        """Enter: where it is suggested; where nothing is, somebody says where."""
        rows = [row for row in self._selected() if row.suggestion is not None]
        if rows and self._workspace.may(Right.WRITE):
            reply = self.reading.reply if len(rows) == 1 and rows[0].id == self.reading.shown else None
            self._do(lambda: self._working.place_suggested(rows, reply), rows)
        else:
            self.reading.ask()

    def _make_keys(self) -> list[QShortcut]:
        """The keys of the list, said under it; the first ones change nothing."""
        self._key("J", lambda: self._step(1))
        self._key("K", lambda: self._step(-1))
        self._key("R", self._on_rules)
        changing: list[tuple[str, Callable[[], object]]] = [
            ("Delete", self._dismiss_current),
            ("M", lambda: self.reading.ask()),
            ("T", lambda: self.reading.ask(client_only=True)),
            ("D", self._on_aside),
            ("U", self._on_undo),
            ("A", self._on_always),
        ]
        return [self._key(key, act) for key, act in changing]

    def _key(self, key: str, act: Callable[[], object]) -> QShortcut:
        made = QShortcut(QKeySequence(key), self.rows, act)
        made.setContext(Qt.ShortcutContext.WidgetShortcut)
        return made

    def _key_words(self) -> str:
        if not self._workspace.may(Right.WRITE):
            return self.tr("J K: next, previous · R: remembered addresses")
        return self.tr(
            "J K: next, previous · Enter: place as suggested · M: choose the matter · T: with the client, without a "
            "matter · D: set aside · U: undo · A: always from this address · R: remembered addresses"
        )

    def _step(self, by: int) -> None:
        line = self.rows.currentIndex().row() + by
        if 0 <= line < self.rows.model().rowCount():
            go_to(self.rows, self.rows.model().index(line, 0))

    def _selected(self) -> list[TrayRow]:
        """Those selected, else the current one."""
        keys = self.rows.selected_keys() or [self.rows.current_key()]
        return [self._rows[key] for key in keys if isinstance(key, UUID) and key in self._rows]

    def _on_scrolled(self, value: int) -> None:
        bar = self.rows.verticalScrollBar()
        if not self._more or value < bar.maximum() - 2 * bar.pageStep() or not self._rows:
            return
        self._more = False
        last = place_in_line(next(reversed(self._rows.values())))

        def read() -> TrayView:
            with self._workspace.read() as reader:
                rows = tray(reader, limit=AT_ONCE, after=last)
                return TrayView(rows, count_tray(reader), reader.local(reader.now))

        tasks.run(read, owner=self, done=self._append, failed=self.errors.show_error)

    def _append(self, view: TrayView) -> None:
        fresh = [row for row in view.rows if row.id not in self._rows]
        self._rows |= {row.id: row for row in fresh}
        self.rows.append_groups([Group("", tuple(row_of(row, view.now, self._workspace) for row in fresh))])
        self._more = bool(fresh) and len(self._rows) < view.total

    def _read(self, key: object) -> None:
        if not isinstance(key, UUID) or key == self._shown:
            return
        self._shown = key

        def read() -> TrayMessage:
            with self._workspace.read() as reader:
                return tray_message(reader, key)

        tasks.run(read, owner=self, done=self._on_message_read, failed=self._on_message_gone)

    def _on_message_read(self, message: TrayMessage) -> None:
        if message.row.id == self._shown:
            self.reading.show_message(message)

    def _on_message_gone(self, _error: Exception) -> None:
        self._shown = None
        self.mark_stale()

    def _on_place_requested(self, item_id: UUID, whom: Whom, case: str | None, reply: bool | None) -> None:
        rows = self._selected()
        if item_id not in {row.id for row in rows} or len(rows) < 2:
            rows = [self._rows[item_id]] if item_id in self._rows else []
            self._do(lambda: self._working.place([item_id], whom, case, reply), rows, whom)
        else:
            self._do(lambda: self._working.place([row.id for row in rows], whom), rows, whom)

    def _do(self, work: Callable[[], Done], rows: Sequence[TrayRow], whom: Whom | None = None) -> None:
        def done(found: Done) -> None:
            if found.items:
                self._after(found.items[-1])
            self._say_done(found, rows, whom)

        tasks.run(work, owner=self, done=done, failed=self._on_failed)

    def _say_done(self, found: Done, rows: Sequence[TrayRow], whom: Whom | None) -> None:
        """Placed; and what may be remembered of it, or a way to look."""
        self.reading.set_busy(busy=False)
        if found.refused:
            self.errors.say(" ".join(dict.fromkeys(found.refused)))
        if not found.items:
            return
        said = counted(len(found.items), "Placed.", "{count} placed.")
        said = said.format(count=say_number(len(found.items)))
        if found.left:
            said = self.tr("Placed. Another case of this notice still waits.")
        said = " ".join((said, *found.doubted()))
        self._offer = self._learnable(rows, whom)
        if self._offer is not None and not found.left:
            ask = self.tr("{said} Always, from {address}?").format(said=said, address=self._offer[0])
            self.messages.say(ask, self.tr("Always (A)"), self._on_always)
        elif whom is not None:
            self.messages.say(said, self.tr("Show it"), lambda: self._go_to(whom))
        else:
            self.messages.say(said, self.tr("Undo"), self._on_undo)

    def _learnable(self, rows: Sequence[TrayRow], whom: Whom | None) -> tuple[str, UUID] | None:
        """The one address they came from and the matter they went to."""
        addresses = {row.address for row in rows}
        matters = {
            whom.matter_id if whom is not None else row.suggestion.matter_id if row.suggestion else None
            for row in rows
        }
        if len(addresses) != 1 or len(matters) != 1:
            return None
        address, matter_id = addresses.pop(), matters.pop()
        if matter_id is None or "@" not in address or is_of_many(address):
            return None
        return address, matter_id

    def _on_always(self) -> None:
        if self._offer is None:
            return
        address, matter_id = self._offer
        self._offer = None

        def done(more: tuple[UUID, ...]) -> None:
            words = self.tr("Remembered: what comes from {address} goes there. R lists them.")
            if not more:
                self.messages.say(words.format(address=address))
                return
            one = self.tr("Remembered. 1 more from {address} waits.").format(address=address)
            many = self.tr("Remembered. {count} more from {address} wait.")
            said = one if len(more) == 1 else many.format(count=say_number(len(more)), address=address)
            act = counted(len(more), "Place it too", "Place them too")
            whom = Whom(matter_id, None)
            self.messages.say(said, act, lambda: self._do(lambda: self._working.place(more, whom), [], whom))

        tasks.run(
            lambda: self._working.learn(address, matter_id), owner=self, done=done, failed=self._on_failed
        )

    def _on_rules(self) -> None:
        from ui.exchange.tray_sheets import RulesSheet

        RulesSheet(self.window(), self._workspace).open()

    def _on_undo(self) -> None:
        def done(count: int) -> None:
            self._offer = None
            self.mark_stale()
            one = self.tr("Taken back. It waits again.")
            many = self.tr("Taken back. {count} wait again.").format(count=say_number(count))
            self.messages.say(
                (one if count == 1 else many) if count else self.tr("There is nothing to undo.")
            )

        tasks.run(self._working.undo, owner=self, done=done, failed=self._on_failed)

    def _on_aside(self) -> None:
        from ui.exchange.tray_sheets import AsideSheet

        items = [row.id for row in self._selected()]
        if items:
            sheet = AsideSheet(self.window(), [row.subject or row.sender for row in self._selected()])
            sheet.said.connect(lambda reason: self._put_aside(items, reason))
            sheet.open()

    def _aside_words(self, count: int) -> str:
        if count == 1:
            return self.tr("1 message set aside. It will not come in again.")
        return self.tr("{count} messages set aside. They will not come in again.").format(
            count=say_number(count)
        )

    def _put_aside(self, items: list[UUID], reason: str = "") -> None:
        def done(found: Done) -> None:
            if found.items:
                self._after(found.items[-1])
                self.messages.say(self._aside_words(len(found.items)), self.tr("Undo"), self._on_undo)
            self._offer = None

        tasks.run(
            lambda: self._working.put_aside(items, reason), owner=self, done=done, failed=self._on_failed
        )

    def _on_dismiss_requested(self, item_id: UUID) -> None:
        self._put_aside([item_id])

    def _dismiss_current(self) -> None:
        items = [row.id for row in self._selected()]
        if items:
            self._put_aside(items)

    def _after(self, item_id: UUID) -> None:
        """The keyboard goes back to the list, where the next message is current."""
        if self._shown == item_id:
            self._shown = None
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        self.mark_stale()

    def _go_to(self, whom: Whom) -> None:
        if whom.matter_id is not None:
            self.request(OpenMatter(whom.matter_id))
        elif whom.client_id is not None:
            self.request(OpenClient(whom.client_id))

    def _on_failed(self, error: Exception) -> None:
        self.reading.set_busy(busy=False)
        self.errors.show_error(error)

    def _on_bring_in_clicked(self) -> None:
        self.request(BringInFiles())

    def _size_list(self) -> None:
        """Side by side; where there is no room for that, the list above the message."""
        beside = self.width() >= theme.px(760)
        self._both.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        wide = min(theme.px(400), self.width() * 2 // 5)
        self.rows.setMaximumWidth(wide if beside else ANY_LENGTH)
        self.rows.setMinimumWidth(wide if beside else 0)
        two = 2 * self.rows.verticalHeader().defaultSectionSize()
        self.rows.setMaximumHeight(ANY_LENGTH if beside else two)
        self.rows.setMinimumHeight(0 if beside else two)
        self.reading.set_beside(beside=beside)
        self._left.setContentsMargins(0, 0, 0, theme.px(12) if beside else 0)
        self.keys.setVisible(beside)
        self._both.setSpacing(theme.px(20) if beside else theme.px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_list()
