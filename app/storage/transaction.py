"""Reading and writing: a session with the clock, who asks, and what has to be recorded.

A write is one commit: rows, audit events, then, after it, one announcement of what changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.kernel.clock import Clock, moment_of
from app.kernel.errors import Refused
from app.kernel.events import Changed
from app.kernel.ids import new_id
from app.kernel.rights import Right, lacking, lacking_for, may_record
from app.storage.base import canonical_json
from app.storage.rows import insert_rows

if TYPE_CHECKING:
    from app.storage.base import Base


@dataclass(frozen=True, slots=True)
class Recorded:
    """One thing that was done, on its way into the audit trail."""

    action: str
    kind: str
    object_id: UUID | None
    body: Mapping[str, object]
    kept: bool = True
    """Whether the trail keeps the body; else only its hash, and it is made again from what it speaks of."""
    listed: Sequence[str] = ()
    """What was done inside it, each spelled already (`Transaction.as_one`): the body's ``done``."""

    def spelled(self) -> str:
        """The body as the trail keeps it: JSON."""
        body = canonical_json(self.body)
        if not self.listed:
            return body
        return f'{body[:-1]}{"," if self.body else ""}"done":[{",".join(self.listed)}]}}'

    def as_item(self) -> str:
        """The whole of it as an item of a list: JSON."""
        return f"{canonical_json([self.action, self.kind, self.object_id])[:-1]},{self.spelled()}]"


MOST_LISTED = 20_000
"""So many things that one act did stand in one event of the trail; of more there are several events."""

MOST_NAMED = 5_000
"""So many things of one kind are announced by their ids after a commit; of more it is enough that there are many."""

Recorder = Callable[[Session, UUID, datetime, Iterable[Recorded]], None]
RightsIn = Callable[[Session, UUID], frozenset[Right]]
"""Looks up what somebody may do, as it stands in the database of that session."""


@lru_cache(maxsize=64)
def _date_at(moment: datetime, zone: ZoneInfo) -> date:
    """Asked for each of thousands of rows."""
    return moment.astimezone(zone).date()


@dataclass(slots=True)
class Reader:
    """What a query needs: the session, who looks, and the moment that counts as now.

    ``as_of`` hides what had not yet occurred; ``known_by`` hides what had not yet been written.
    """

    session: Session
    viewer: UUID
    now: datetime
    zone: ZoneInfo
    rights_in: RightsIn
    known_by: datetime | None = None

    @property
    def rights(self) -> frozenset[Right]:
        """What who looks may do now, whatever moment is looked at."""
        return self.rights_in(self.session, self.viewer)

    def need(self, right: Right) -> None:
        """Raise `Refused` ("not-allowed") for who has not this right."""
        if right not in self.rights:
            raise lacking(right)

    @property
    def today(self) -> date:
        """The firm's date at ``now``."""
        return _date_at(self.now, self.zone)

    def local(self, moment: datetime) -> datetime:
        """A moment as the firm's clocks show it."""
        return moment.astimezone(self.zone)


@dataclass(slots=True)
class Transaction:
    """What a command needs: the session, the actor, the clock, and a place to say what was done."""

    session: Session
    actor: UUID
    clock: Clock
    zone: ZoneInfo
    rights_in: RightsIn
    early: Recorder | None = None
    """Writes what one act of very many did into the trail while it goes on: a million rows need little memory then."""
    _rights: frozenset[Right] | None = None
    _forbidden: Refused | None = None
    _recorded: list[Recorded] = field(default_factory=list)
    _inside: list[str] | None = None
    _act: Recorded | None = None
    _early: int = 0
    _changed: dict[str, set[UUID]] = field(default_factory=dict)
    _last: list[Callable[[], object]] = field(default_factory=list)
    now: datetime = field(init=False)
    """The moment of the transaction, UTC: all that it writes was written then."""

    def __post_init__(self) -> None:
        self.now = moment_of(self.clock)

    @property
    def rights(self) -> frozenset[Right]:
        """What the actor may do, looked up once in a transaction: what others changed before it counts."""
        if self._rights is None:
            self._rights = self.rights_in(self.session, self.actor)
        return self._rights

    def need(self, right: Right) -> None:
        """Raise `Refused` ("not-allowed") where the actor has not this right."""
        if right not in self.rights:
            raise lacking(right)

    @contextmanager
    def following_from(self, right: Right) -> Iterator[None]:
        """Inside is written what follows of itself from an act that needs ``right``, by who has that one alone: whoever
        removes a person ends what was to come to them. Not for what somebody chooses. Raises `Refused`."""
        self.need(right)
        before = self.rights
        self._rights = before | {Right.WRITE}
        try:
            yield
        finally:
            self._rights = before

    @property
    def today(self) -> date:
        """The firm's date now."""
        return self.now.astimezone(self.zone).date()

    def new_id(self) -> UUID:
        """An id for a new row."""
        return new_id(self.now)

    def insert(self, table: type[Base], *rows: Mapping[str, object]) -> None:
        """Write new rows now, each of the same columns; quicker than adding objects to the session."""
        insert_rows(self.session, table, rows)

    def reader(self) -> Reader:
        """The same session for queries: a command sees what it has written."""
        return Reader(self.session, self.actor, self.now, self.zone, self.rights_in)

    def record(self, action: str, kind: str, object_id: UUID, /, **body: object) -> None:
        """Say what was done to which thing. ``kind`` is a table's word in the singular.

        The last gate: what the actor may not do cannot be recorded, and what was not recorded is not committed, even
        where somebody on the way took the refusal for an ordinary one. Raises `Refused` ("not-allowed").
        """
        self._say(Recorded(action, kind, object_id, body))

    def vouch(self, action: str, kind: str, object_id: UUID, /, **body: object) -> None:
        """Like `record`, for a body that can be made again from the rows: the trail keeps its hash alone."""
        self._say(Recorded(action, kind, object_id, body, kept=False))

    def _say(self, done: Recorded) -> None:
        if not may_record(self.rights, done.action, done.kind):
            self._forbidden = lacking_for(done.kind)
            raise self._forbidden
        if self._inside is None:
            self._recorded.append(done)
        else:  # spelled one by one: a hundred thousand at once would hold up every other thread
            self._inside.append(done.as_item())
            if len(self._inside) >= MOST_LISTED:
                self._say_part()
        if done.object_id is not None:
            self.touch(done.kind, done.object_id)

    @property
    def recorded(self) -> int:
        """How many events go into the trail with this transaction."""
        return self._early + len(self._recorded)

    def touch(self, kind: str, object_id: UUID) -> None:
        """Say that pages showing this thing are stale, without an audit event of its own."""
        named = self._changed.setdefault(kind, set())
        if len(named) < MOST_NAMED:  # two hundred megabytes otherwise, of an import of a million
            named.add(object_id)

    def at_last(self, act: Callable[[], object]) -> None:
        """Do what lies outside the database when rows and audit events are written, right before the commit: it happens
        only where it was recorded, and where it fails nothing is committed."""
        self._last.append(act)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """One of several things that each stand for themselves: what fails inside is undone with all that it recorded,
        and raised; who takes a refusal for an answer may go on with the next."""
        done, inside, last = len(self._recorded), len(self._inside or ()), len(self._last)
        early = self._early
        try:
            with self.session.begin_nested():
                yield
        except Refused:
            if self._early != early:
                raise RuntimeError("what was written into the trail already cannot be taken back") from None
            del self._recorded[done:], self._last[last:]
            if self._inside is not None:
                del self._inside[inside:]
            raise

    @contextmanager
    def as_one(self, action: str, kind: str, object_id: UUID, /, **body: object) -> Iterator[None]:
        """Fold all that is recorded inside into one event that lists it: an import is one act.

        Where nothing is done inside, nothing is recorded.
        """
        around, self._inside, self._act = (
            (self._inside, self._act),
            [],
            Recorded(action, kind, object_id, body),
        )
        yield  # what fails here and is taken for nothing ends the transaction (`finish`): it would not be recorded
        act, listed = self._act, self._inside
        self._inside, self._act = around
        if listed and act is not None:
            self._say(replace(act, body={**act.body, "count": len(listed)}, listed=listed))

    def _say_part(self) -> None:
        """Of an act that does very much, what it did so far: an event of its own under the same id."""
        if self._act is None or self._inside is None:
            return
        part = replace(self._act, body={**self._act.body, "count": len(self._inside)}, listed=self._inside)
        self._inside = []
        self._recorded.append(part)
        if self._act.object_id is not None:
            self.touch(self._act.kind, self._act.object_id)
        if self.early is not None:
            self.session.flush()
            self.early(self.session, self.actor, self.now, self._recorded)
            self._early += len(self._recorded)
            self._recorded = []

    def finish(self, recorder: Recorder) -> tuple[Changed, ...]:
        """Write the audit events into the same commit and say what changed. Raises `Refused` as ``record`` did."""
        if self._forbidden is not None:
            raise self._forbidden
        if self._inside is not None:
            raise RuntimeError("what was done in one act that failed cannot be committed")
        self.session.flush()
        recorder(self.session, self.actor, self.now, self._recorded)
        for act in self._last:
            act()
        return tuple(Changed(kind, frozenset(ids)) for kind, ids in sorted(self._changed.items()))
