"""What is owed, for several who ask at once: the window's page and its counts after each save, and the calendar's
months, one after the other. Derived once; after a save no more of it than the save changed (`app.owed.kept`).

Not a store: the list is held beside the connection that read it, for a minute at most, and counts only while SQLite
itself says that nobody, on this desk or another, changed anything since, and before any time passes that makes
something due, late or back on the list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from app.kernel.language import spoken
from app.owed.items import OwedItem, OwedState
from app.owed.kept import owed_kept
from app.owed.queries import AHEAD, Owed, owed
from app.storage.engine import reading
from app.storage.rows import connection_of
from app.storage.transaction import Reader

STEPS_EVERY = timedelta(minutes=15)
"""How long it takes at most until a late reply that has reached one more person stands in their list, too."""

LASTS = timedelta(minutes=1)
"""How long a list is held at most."""

_KEY = "liaison owed"


@dataclass(frozen=True, slots=True)
class _Held:
    state: tuple[int, int]
    """Of the database (`reading`)."""
    asked_by: tuple[UUID, ZoneInfo, str]
    """Who, in what zone, and in what language (a code): paper may speak another than the window."""
    at: datetime
    until: datetime
    found: dict[int, Owed]
    """By how many days ahead it says."""

    def within(self, reader: Reader, days: int) -> Owed | None:
        """Made from more days, where those were asked for; None where only fewer were."""
        if days not in self.found and (wider := min((one for one in self.found if one > days), default=None)):
            self.found[days] = self.found[wider].within(reader, days)
        return self.found.get(days)


def owed_lately(reader: Reader, days: int = AHEAD) -> Owed:
    """As `owed` says it of everything, at the reader's moment."""
    state = reading(reader.session)
    if state is None or reader.known_by is not None:
        return owed(reader, days=days)
    beside, asked_by = (
        connection_of(reader.session).info,
        (
            reader.viewer,
            reader.zone,
            spoken().code,
        ),
    )
    held = beside.get(_KEY)
    if (
        isinstance(held, _Held)
        and (held.state, held.asked_by) == (state, asked_by)
        and held.at <= reader.now < held.until
        and (found := held.within(reader, days)) is not None
    ):
        return found
    found = owed_kept(reader, days)
    until = min(next_change(found, reader), reader.now + LASTS)
    beside[_KEY] = _Held(state, asked_by, reader.now, until, {days: found})
    return found


def next_change(found: Owed, reader: Reader) -> datetime:
    """The next moment at which time alone makes something due, late or back on the list: midnight at the latest."""
    tomorrow = datetime.combine(reader.today + timedelta(days=1), time(), tzinfo=reader.zone)
    if any(item.course is not None and item.state is OwedState.OVERDUE for item in found.items):
        tomorrow = min(tomorrow, reader.local(reader.now) + STEPS_EVERY)
    return min([tomorrow, *(moment for moment in _moments(found.items) if moment > reader.now)])


def _moments(items: Iterable[OwedItem]) -> Iterable[datetime]:
    for item in items:
        if isinstance(item.due, datetime):
            yield item.due
        if item.put_off is not None and item.put_off.until_at is not None:
            yield item.put_off.until_at
