"""The messages of one thread on the sheet of one of them: when, which way, who; Enter goes to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.contactlog.words import Direction
from app.kernel.said import say_moment
from ui.kit import chips
from ui.kit.row_model import Row
from ui.kit.rows import RowList

if TYPE_CHECKING:
    from app.exchange.threads import ThreadRow

translate = QCoreApplication.translate

AT_MOST = 4
"""So many rows are seen without scrolling."""


@dataclass(frozen=True, slots=True)
class InThread:
    """The entries of a thread, the oldest first, and the firm's present moment."""

    rows: tuple[ThreadRow, ...]
    now: datetime


class ThreadList(RowList):
    """Shows an `InThread`; the row of the entry that is read is current. `opened(entry id)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("Thread", "In the same thread"), name_share=0.36, parent=parent)
        self.stand_whole(AT_MOST)

    def show_thread(self, thread: InThread, entry_id: UUID) -> None:
        """Show these; of a long thread, the stretch around the entry."""
        self.set_rows(thread_rows(thread, entry_id))
        self.select(entry_id)


def thread_rows(thread: InThread, entry_id: UUID) -> Sequence[Row]:
    """The rows as they are read out, too."""
    return [_row(one, thread.now, is_shown=one.entry_id == entry_id) for one in thread.rows]


def _row(one: ThreadRow, now: datetime, *, is_shown: bool) -> Row:
    way = {Direction.IN: translate("Thread", "in"), Direction.OUT: translate("Thread", "out")}
    head = " ".join((one.channel.label, way.get(one.direction, ""))).strip()
    state = [chips.plain(translate("Thread", "shown here"))] if is_shown else []
    if one.is_withdrawn:
        state.append(chips.plain(translate("Thread", "withdrawn")))
    when = say_moment(one.occurred_at.astimezone(now.tzinfo), now)
    about = " · ".join(part for part in (when, one.who) if part)
    return Row(one.entry_id, head, about, one.channel.value, one.summary, tuple(state))
