"""One thing that is owed, whose it is, and its place in the list."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from app.contactlog.queries import AwaitingReply, FollowUpRow
from app.kernel.duty import Duty
from app.kernel.rows import quick_row
from app.matters.development_queries import DevelopmentRow
from app.matters.key_date_queries import KeyDateRow
from app.matters.queries import MatterRow
from app.owed.order import Hurt, hurt
from app.owed.snooze.put_off import PutOff
from app.owed.unable import Unable
from app.promises.course import Course, Reached
from app.promises.terms import EscalationTo
from app.schedule.queries import UpdateDue
from app.storage.transaction import Reader


class OwedKind(StrEnum):
    """What is owed."""

    UPDATE = "update"
    DEVELOPMENT = "development"
    ACKNOWLEDGEMENT = "acknowledgement"
    ANSWER = "answer"
    FOLLOW_UP = "follow_up"
    KEY_DATE = "key_date"
    DUTY = "duty"
    """Of the firm's own house; its `Duty` says which."""


class OwedState(StrEnum):
    """Where it stands."""

    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"


FIRM = "The firm"
"""What the firm's own affairs are listed under."""

Source = UpdateDue | DevelopmentRow | AwaitingReply | FollowUpRow | KeyDateRow | Duty


@quick_row
class Whose:
    """To whom something is owed: the client of a matter, or a client outside any matter; nobody (None) where it is the
    firm's own affair."""

    client_id: UUID | None
    client: str
    matter: MatterRow | None = None
    lead_id: UUID | None = None
    """Who leads the firm: a breach outside any matter reaches them."""

    @property
    def matter_id(self) -> UUID | None:
        """The matter's id."""
        return self.matter.id if self.matter else None

    @property
    def title(self) -> str:
        """What it is listed under: the matter, or the client outside any, or the firm."""
        return self.matter.title if self.matter else self.client or FIRM

    def reached_by(self, to: EscalationTo) -> UUID | None:
        """Who an escalation means; None where nobody is named."""
        matter = self.matter
        if matter is None:
            return self.lead_id
        if to is EscalationTo.POINT_OF_CONTACT:
            return self.contact_id
        return matter.responsible_id if to is EscalationTo.RESPONSIBLE else matter.supervisor_id

    @property
    def contact_id(self) -> UUID | None:
        """Who of the firm the client is told to reach first."""
        matter = self.matter
        return (matter.point_of_contact_id or matter.responsible_id) if matter else None


def of_matter(matter: MatterRow) -> Whose:
    """The client of a matter."""
    return Whose(matter.client_id, matter.client, matter)


@quick_row
class OwedItem:
    """One thing owed. ``due`` is a moment (UTC) or a whole day; None where it has no date of its own.

    ``source_id`` is the entry, development, follow-up or key date it comes from; the matter for an update.
    """

    kind: OwedKind
    whose: Whose
    person_id: UUID | None
    due: datetime | date | None
    state: OwedState
    source_id: UUID
    text: str
    urgent: bool = False
    source: Source | None = None
    """The row it was made from, for who shows more than ``text``."""
    course: Course | None = None
    """Of a reply: its clocks, pauses, promises, and whom a breach has reached (E1-E4)."""
    emergency: str = ""
    """Of what was urgent and came out of hours: who is reached then."""
    put_off: PutOff | None = None
    """Until when somebody put it off, and why; when it is due stays as it is."""
    unable: Unable | None = None
    """Where whose it is cannot do it: why, and with whom it stands meanwhile."""
    reached_instead: tuple[tuple[UUID, tuple[UUID, ...]], ...] = ()
    """Whom a breach was to reach and cannot (they left, read only, may not see it), and whom it reaches instead."""

    @property
    def matter(self) -> MatterRow | None:
        """The matter it belongs to; None for contact with a client outside any."""
        return self.whose.matter

    @property
    def matter_id(self) -> UUID | None:
        """The matter's id."""
        return self.whose.matter_id

    @property
    def title(self) -> str:
        """What it is listed under."""
        return self.whose.title

    @property
    def word(self) -> str:
        """What it is, in a word: of the firm's own house, what of it."""
        return self.source.kind.value if isinstance(self.source, Duty) else self.kind.value

    @property
    def snoozed_until(self) -> date | datetime | None:
        """When what is put off is back: a day, or a moment of today (UTC); None for what is not."""
        return None if self.put_off is None else self.put_off.until

    def since(self, reader: Reader) -> datetime | date | None:
        """When its promise began to run, where there is one; a day is the firm's own."""
        source = self.source
        if isinstance(source, UpdateDue):
            return (
                max(source.counted_from, reader.local(source.last_given).date())
                if source.last_given
                else source.counted_from
            )
        if isinstance(source, AwaitingReply | DevelopmentRow):
            return source.occurred_at
        if isinstance(source, Duty):
            return source.since
        return source.agreed_at if isinstance(source, FollowUpRow) else None

    @property
    def steps(self) -> tuple[tuple[Reached, UUID], ...]:
        """Whom the breach of the clock that runs has reached, in order of time; nobody twice."""
        owed = self.course.owed if self.course else None
        if self.course is None or owed is None:
            return ()
        instead = dict(self.reached_instead)
        found: dict[UUID, Reached] = {}
        for one in self.course.reached:
            if one.clock is owed[0] and (meant := self.whose.reached_by(one.to)) is not None:
                for who in instead.get(meant, (meant,)):
                    found.setdefault(who, one)
        return tuple((one, who) for who, one in found.items())

    def concerns(self, person_id: UUID) -> bool:
        """Whether it is somebody's to do, or stands with them as whose it is cannot, or its breach reached them."""
        if self.person_id == person_id or (self.unable is not None and person_id in self.unable.with_ids):
            return True
        return any(who == person_id for _, who in self.steps)

    def sort_key(self, reader: Reader) -> Place:
        """Its place in the list: `app.owed.order`."""
        began = self.since(reader) if self.state is OwedState.OVERDUE else None
        since = None if began is None else as_moment(began, reader)
        due = as_moment(self.due, reader)
        hurts = hurt(_RANKS[self.state], due, reader.now, urgent=self.urgent, since=since)
        return hurts, _ORDER[self.kind], self.source_id.int


Place = tuple[Hurt, int, int]
"""Where a thing stands in the list; no two stand in the same place."""

_ORDER = {
    OwedKind.UPDATE: 0,
    OwedKind.DEVELOPMENT: 1,
    OwedKind.ACKNOWLEDGEMENT: 2,
    OwedKind.ANSWER: 2,
    OwedKind.FOLLOW_UP: 3,
    OwedKind.KEY_DATE: 4,
    OwedKind.DUTY: 5,
}
_RANKS = {OwedState.OVERDUE: 0, OwedState.DUE: 1, OwedState.UPCOMING: 2}


def as_moment(due: datetime | date | None, reader: Reader) -> datetime:
    """A due moment; a whole day counts to its end, no date comes last of all."""
    return due if isinstance(due, datetime) else _end_of(due or date.max, reader.zone)


@lru_cache(maxsize=4096)
def _end_of(day: date, zone: ZoneInfo) -> datetime:
    """In UTC: moments of one zone are compared by their hands alone, thousands of them for a list."""
    end = datetime.combine(day, time(23, 59, 59), tzinfo=zone)
    return end if day == date.max else end.astimezone(UTC)
