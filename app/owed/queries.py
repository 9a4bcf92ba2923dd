"""The one list of what is owed, worst first, and of the files that nobody has a next date for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.kernel.collector import collector_held
from app.owed.deriving import Deriving, listed
from app.owed.forgotten import Forgotten
from app.owed.items import OwedItem, OwedState
from app.owed.notice import AHEAD
from app.owed.snooze.queries import snoozes, with_snoozes
from app.storage.transaction import Reader

__all__ = ["AHEAD", "Forgotten", "Owed", "owed"]


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed at a moment."""

    items: tuple[OwedItem, ...]
    forgotten: tuple[Forgotten, ...]

    def count(self, state: OwedState) -> int:
        """How many items stand so."""
        return sum(item.state is state for item in self.items)

    def within(self, reader: Reader, days: int) -> Owed:
        """The same, as `owed` says it for ``days`` that are no more than these were read for."""
        last = last_day(reader, days)
        return Owed(tuple(item for item in self.items if listed(item, last, reader)), self.forgotten)


def owed(
    reader: Reader, *, days: int = AHEAD, person_id: UUID | None = None, matter_id: UUID | None = None
) -> Owed:
    """What is owed in matters that run, and replies in closed ones: all that is late or due, and what comes within
    ``days``, or of key dates within their own notice (`app.owed.notice`); worst first.

    Derived from the log, the plans and the calendar at the reader's moment; nothing is stored (PRACTICE D2, E3).
    """
    with collector_held():
        return _owed(reader, last_day(reader, days), person_id, matter_id)


def _owed(reader: Reader, last: date, person_id: UUID | None, matter_id: UUID | None) -> Owed:
    deriving = Deriving(reader, matter_id)
    derived = deriving.settled(last)
    replies = (one for one in deriving.replies(deriving.waiting()) if listed(one, last, reader))
    house = deriving.duties(last)
    items = [
        item for item in (*derived.items, *replies, *house) if person_id is None or item.concerns(person_id)
    ]
    among = None if matter_id is None else {item.source_id for item in items}
    items = with_snoozes(reader, items, snoozes(reader, among))
    items.sort(key=lambda item: item.sort_key(reader))
    return Owed(
        tuple(items), tuple(one for one in derived.lost if person_id is None or one.concerns(person_id))
    )


def last_day(reader: Reader, days: int) -> date:
    """The last of so many days ahead, or of the calendar."""
    return reader.today + timedelta(days=min(days, (date.max - reader.today).days))
