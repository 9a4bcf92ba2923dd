"""What every matter owes, kept beside the connection that read it: after a save that of one matter is derived anew.

Not a store. What a matter owes follows from its rows, the day, and what is the same for the whole firm. What of these
changed the vault itself tells (`app.owed.changes`). Everything is derived anew on another day, for other eyes, in
another language, at an earlier moment, and as long as something is written that counts from a moment to come. What
becomes late by an hour of the day says when. What waits for a reply is read each time, as an entry of any matter may
say something to it, and derived where it says something else than before, or time changes it. What the firm's own
house owes is read each time, too (`app.owed.duties`).

`owed` is the same derived from nothing; tests hold the two against each other (`tests/app/owed/test_kept.py`,
`tests/truth/test_any_course.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import itemgetter
from typing import Final
from uuid import UUID

from app.contactlog.queries import AwaitingReply
from app.kernel.collector import collector_held
from app.kernel.language import spoken
from app.matters.keepers import next_keepers
from app.owed.changes import Changes, changes
from app.owed.deriving import Deriving, listed
from app.owed.forgotten import Forgotten
from app.owed.items import OwedItem, OwedKind, OwedState, Place
from app.owed.queries import Owed, last_day, owed
from app.owed.snooze.queries import snoozes, with_snoozes
from app.storage.engine import writes
from app.storage.rows import connection_of, spelled_moment
from app.storage.transaction import Reader
from app.storage.walls import hidden_matters

FEW: Final = 8
"""In so many matters one after the other something may have changed: to derive all of them at once is quicker then."""
_KEY: Final = "liaison owed by matter"
_Placed = tuple[Place, OwedItem]


@dataclass(frozen=True, slots=True)
class _Reply:
    """What is owed to one contact (nothing where its matter is not to be seen), and at what moment that was derived."""

    waiting: AwaitingReply
    item: OwedItem | None
    at: datetime

    def holds(self, waiting: AwaitingReply, now: datetime) -> bool:
        """Whether it is the same at another moment."""
        until = None if self.item is None or self.item.course is None else self.item.course.until
        return self.waiting == waiting and self.at <= now and (until is None or now < until)


@dataclass(slots=True)
class _Kept:
    """What was derived by the last reading: of matters, and of what is outside any (None)."""

    by: object
    """With whose eyes, in what zone, on which day, in what language."""
    last: date
    """The last day ahead that is in it."""
    at: datetime
    number: int
    """Of the last change that is in it."""
    keepers_until: datetime | None
    """When others look after some matter, by a hand-over that was written down for a day to come."""
    items: dict[UUID | None, list[OwedItem]] = field(default_factory=lambda: defaultdict(list))
    lost: dict[UUID, Forgotten] = field(default_factory=dict)
    late: list[OwedItem] = field(default_factory=list)
    """What is late moves in the list as time passes (`app.owed.order`); the rest of it is in order."""
    other: list[_Placed] = field(default_factory=list)
    turns: dict[UUID | None, datetime] = field(default_factory=dict)
    """When something of a matter becomes late by the hour."""
    replies: dict[UUID, _Reply] = field(default_factory=dict)

    def serves(self, by: object, last: date, now: datetime) -> bool:
        """Whether it is of use for another reading."""
        ahead = self.keepers_until is None or now < self.keepers_until
        return self.by == by and self.last >= last and self.at <= now and ahead

    def changed(self, noted: Changes, now: datetime) -> set[UUID | None] | None:
        """The matters that have to be derived anew; None for all of them."""
        since = noted.since(self.number)
        if since is None:
            return None
        found = {*since, *(one for one, at in self.turns.items() if at <= now)}
        return None if len(found) > FEW or None in found else found

    def put(self, reader: Reader, items: Iterable[OwedItem], lost: Iterable[Forgotten]) -> None:
        """Add what was derived of matters of which nothing is in it."""
        for item in items:
            self.items[item.matter_id].append(item)
            if item.state is OwedState.OVERDUE:
                self.late.append(item)
                continue
            self.other.append((item.sort_key(reader), item))
            if item.kind is OwedKind.DEVELOPMENT and isinstance(item.due, datetime):
                turns = self.turns.get(item.matter_id)
                self.turns[item.matter_id] = item.due if turns is None else min(turns, item.due)
        self.other.sort(key=itemgetter(0))
        self.lost.update((one.matter.id, one) for one in lost)

    def drop(self, matters: Collection[UUID | None]) -> None:
        """Forget what was derived of some."""
        gone = {id(item) for one in matters for item in self.items.pop(one, ())}
        self.late = [one for one in self.late if id(one) not in gone]
        self.other = [one for one in self.other if id(one[1]) not in gone]
        for one in matters:
            self.turns.pop(one, None)
            if one is not None:
                self.lost.pop(one, None)
        self.replies = {
            one: reply for one, reply in self.replies.items() if reply.waiting.matter_id not in matters
        }

    def read_replies(self, reader: Reader, deriving: Deriving) -> None:
        """What waits for a reply, derived where it is not as it was."""
        waiting = {one.entry_id: one for one in deriving.waiting()}
        old = {
            one: reply
            for one, reply in self.replies.items()
            if one in waiting and reply.holds(waiting[one], reader.now)
        }
        new = [row for one, row in waiting.items() if one not in old]
        items = {item.source_id: item for item in deriving.replies(new)}
        self.replies = old | {row.entry_id: _Reply(row, items.get(row.entry_id), reader.now) for row in new}

    def in_order(self, reader: Reader, last: date, house: Collection[OwedItem]) -> Owed:
        """All of it by a day, worst first, with what the firm's own ``house`` owes."""
        replies = (one.item for one in self.replies.values() if one.item is not None)
        moving = [item for item in (*self.late, *replies) if listed(item, last, reader)]
        moving += house
        placed = [(item.sort_key(reader), item) for item in moving]
        if last < self.last:
            placed += [one for one in self.other if listed(one[1], last, reader)]
        else:
            placed += self.other
        placed.sort(key=itemgetter(0))
        items = with_snoozes(reader, map(itemgetter(1), placed), snoozes(reader))
        return Owed(tuple(items), tuple(sorted(self.lost.values(), key=lambda one: one.matter.number)))


def owed_kept(reader: Reader, days: int) -> Owed:
    """As `owed` says it of everything within so many days."""
    session = reader.session
    if writes(connection_of(session)) or reader.known_by is not None:
        return owed(reader, days=days)
    noted = changes(session)
    if noted.latest > spelled_moment(reader.now):
        return owed(reader, days=days)
    with collector_held():
        last = last_day(reader, days)
        kept = _brought_up(reader, noted, last)
        deriving = Deriving(reader)
        kept.read_replies(reader, deriving)
        return kept.in_order(reader, last, deriving.duties(last))


def _brought_up(reader: Reader, noted: Changes, last: date) -> _Kept:
    """What is kept, with what changed since."""
    beside = connection_of(reader.session).info
    by = hidden_matters(reader.session), reader.zone, reader.today, spoken().code
    kept = beside.get(_KEY)
    changed: set[UUID | None] | None = None
    if isinstance(kept, _Kept) and kept.serves(by, last, reader.now):
        changed = kept.changed(noted, reader.now)
    else:
        kept = None
    if kept is None or changed is None:
        beside.pop(_KEY, None)
        derived = Deriving(reader).settled(last)
        kept = _Kept(by, last, reader.now, noted.number, next_keepers(reader))
        kept.put(reader, derived.items, derived.lost)
    elif changed:
        beside.pop(_KEY, None)  # should a reading break off midway
        kept.drop(changed)
        for one in changed:
            derived = Deriving(reader, one).settled(kept.last)
            kept.put(reader, derived.items, derived.lost)
        kept.keepers_until = next_keepers(reader)
    kept.at, kept.number = reader.now, noted.number
    beside[_KEY] = kept
    return kept
