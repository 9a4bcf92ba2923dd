"""The post tray: messages that no number and no address could place, read and placed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.exchange.commands import dismiss_tray_item, place_tray_item, recall_tray_item
from app.exchange.queries import TrayMessage, TrayRow, tray, tray_message
from app.kernel.said import say_day, say_time
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.contactlog.about import Whom
from ui.exchange.reading_pane import ReadingPane
from ui.exchange.sayings import is_from_court, sender_name
from ui.kit import tasks, theme
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.page import Page
from ui.kit.rights import writes
from ui.kit.rows import Row, RowList
from ui.kit.undo import Undoable
from ui.shell.requests import BringInFiles, OpenClient, OpenMatter

QWIDGETSIZE_MAX = 16_777_215
"""Qt's own word for no limit, which PySide6 does not export."""


class TrayView(NamedTuple):
    """What waits, and the firm's present moment."""

    rows: Sequence[TrayRow]
    now: datetime


class TrayPage(Page):
    """A list at the left, the message at the right, under it where it belongs."""

    kinds = frozenset({"tray_item", "import", "firm"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("Post tray")
        self._workspace = workspace
        self._rows: dict[UUID, TrayRow] = {}
        self._shown: UUID | None = None
        self.set_title(self.tr("Post tray"))
        self.rows = RowList(self.tr("Messages that wait"), name_share=1.0)
        self.rows.chosen.connect(self._on_rows_chosen)
        self.rows.opened.connect(self._on_rows_opened)
        away = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.rows, self._dismiss_current)
        away.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.reading = ReadingPane(workspace)
        self.reading.place_requested.connect(self._on_place_requested)
        self.reading.dismiss_requested.connect(self._on_dismiss_requested)
        both = QWidget()
        self._both = QHBoxLayout(both)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._left = QVBoxLayout()
        self._left.addWidget(self.rows)
        self._both.addLayout(self._left)
        self._both.addWidget(self.reading, 1)
        nothing = EmptyState(
            self.tr("Nothing waits here. Every message found its client and matter."),
            self.tr("Bring in messages"),
            self._on_bring_in_clicked,
        )
        reading = self.reading
        writes(workspace, away, nothing.button, reading.place, reading.place_button, reading.dismiss_button)
        self._either = OrEmpty(both, nothing)
        self.body.addWidget(self._either, 1)
        self.doing = Undoable(self, workspace)
        self._size_list()
        theme.bus().changed.connect(self._size_list)

    def reload(self) -> None:
        def read() -> TrayView:
            with self._workspace.read() as reader:
                return TrayView(tray(reader), reader.local(reader.now))

        tasks.run(read, owner=self, done=self._show, failed=self.errors.show_error)

    def find_here(self) -> bool:
        self.reading.place.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _show(self, view: TrayView) -> None:
        self.errors.clear()
        self._rows = {row.id: row for row in view.rows}
        self.set_title(self.tr("Post tray"), self._subtitle(len(view.rows)))
        self.rows.set_rows([_row(row, view.now, self._workspace) for row in view.rows])
        if self.rows.current_key() is None:
            self.rows.select_first()
        self._either.show_full(bool(view.rows))
        self._read(self.rows.current_key())

    def _subtitle(self, count: int) -> str:
        if count == 0:
            return ""
        if count == 1:
            return self.tr("1 message waits. Say whose it is, or that it is not yours.")
        return self.tr("{count} messages wait. Say whose they are, or that they are not yours.").format(
            count=f"{count:,}"
        )

    def _on_rows_chosen(self, key: object) -> None:
        self._read(key)

    def _on_rows_opened(self, _key: object) -> None:
        self.reading.place.setFocus(Qt.FocusReason.OtherFocusReason)

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

    def _on_place_requested(self, item_id: UUID, whom: Whom, case: str | None) -> None:
        def work() -> int:
            with self._workspace.write() as tx:
                return place_tray_item(
                    tx, item_id, matter_id=whom.matter_id, client_id=whom.client_id, case=case
                )

        def done(left: int) -> None:
            self._after(item_id)
            said = self.tr("Placed. Another case of this notice still waits.") if left else self.tr("Placed.")
            self.doing.messages.say(said, self.tr("Show it"), lambda: self._go_to(whom))

        tasks.run(work, owner=self, done=done, failed=self._on_failed)

    def _on_dismiss_requested(self, item_id: UUID) -> None:
        def aside(tx: Transaction, one: UUID) -> None:
            dismiss_tray_item(tx, one)

        self._after(item_id)
        self.doing.run(item_id, aside, recall_tray_item, self.tr("Put aside. It will not come in again."))

    def _dismiss_current(self) -> None:
        key = self.rows.current_key()
        if isinstance(key, UUID):
            self._on_dismiss_requested(key)

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
        wide = min(theme.px(360), self.width() * 2 // 5)
        self.rows.setMaximumWidth(wide if beside else QWIDGETSIZE_MAX)
        self.rows.setMinimumWidth(wide if beside else 0)
        self.rows.setMaximumHeight(QWIDGETSIZE_MAX if beside else theme.px(2 * 53))
        self.rows.setMinimumHeight(0 if beside else theme.px(2 * 53))
        self.reading.set_beside(beside=beside)
        self._left.setContentsMargins(0, 0, 0, theme.px(12) if beside else 0)
        self._both.setSpacing(theme.px(20) if beside else theme.px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_list()


def _row(row: TrayRow, now: datetime, workspace: Workspace) -> Row:
    sent = (row.sent_at or row.arrived_at).astimezone(workspace.zone)
    said = say_time(sent) if sent.date() == now.date() else say_day(sent, now, near=True)
    icon = "court" if is_from_court(row.sender) else "email"
    return Row(row.id, row.subject or row.text.strip() or "–", f"{said} · {sender_name(row.sender)}", icon)
