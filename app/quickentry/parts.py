"""What a line of quick entry is understood as: parts, each with the words it was read from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome
from app.kernel.days import AddWorkingDays, Order


class Kind(StrEnum):
    """What some words of the line say."""

    CHANNEL = "channel"
    DIRECTION = "direction"
    OUTCOME = "outcome"
    MATTER = "matter"
    PERSON = "person"
    DURATION = "duration"
    WHEN = "when"
    FOLLOW_UP = "follow_up"
    TAG = "tag"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Part:
    """Words of the line that were understood: ``start`` to ``end``, as Python counts letters."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KnownMatter:
    """A matter that the line may mean."""

    id: UUID
    number: str
    title: str
    court_number: str
    client_id: UUID
    client: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class KnownClient:
    """A client whom the line may mean, with the matters that are not closed. ``also``: other names."""

    id: UUID
    name: str
    matters: tuple[UUID, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the vault has for the words of a line (`queries.known_for`)."""

    matters: tuple[KnownMatter, ...] = ()
    clients: tuple[KnownClient, ...] = ()
    cut: bool = False
    """Whether more fit than are here: then a name that fits one of these may fit others."""
    memo: dict[str, object] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What `names` reckons with for as long as this is known."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A matter, or a client outside of one."""

    matter_id: UUID | None
    client_id: UUID | None


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words are read against; ``now`` is local to the firm."""

    now: datetime
    order: Order = "dmy"
    add_working_days: AddWorkingDays | None = None
    is_working_day: Callable[[date], bool] | None = None
    holiday: Callable[[date], str | None] | None = None
    """What a day that nobody works is called; None where it has no name."""
    colleagues: tuple[tuple[UUID, str], ...] = ()
    me: str = ""
    page: Ref | None = None
    """What the window shows: meant where the line names nothing."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A follow-up. ``doubt``: who is to do it was not said."""

    who: str
    side: FollowUpSide
    text: str
    due_on: date
    start: int
    end: int
    doubt: bool = False
    day_off: bool = False
    """The firm does not work on that day."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that some words could mean."""

    ref: Ref
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Words that name several things, or none: somebody has to choose."""

    words: str
    start: int
    end: int
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why the line cannot be saved as it is without a look: a ``code``, and a sentence."""

    code: str
    text: str
    only_told: bool = False
    """Worth a word, and no reason to stop: a day that the firm does not work on."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A line as the form will hold it."""

    line: str
    channel: Channel
    direction: Direction
    outcome: Outcome | None
    summary: str
    about: Choice | None = None
    from_page: bool = False
    """``about`` was not said: it is what the window shows."""
    asked: Asked | None = None
    people: tuple[tuple[str, str], ...] = ()
    """Who took part beside the client, with their roles."""
    not_with_client: bool = False
    duration: int | None = None
    when: datetime | None = None
    when_words: str = ""
    """The day as typed, where no time was."""
    follow_ups: tuple[Agreed, ...] = ()
    tags: tuple[str, ...] = ()
    urgent: bool = False
    parts: tuple[Part, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    note_at: int = 0
    """Where in the line the note begins."""

    @property
    def is_sure(self) -> bool:
        """Whether it may be saved without a look at the form."""
        return all(one.only_told for one in self.doubts)

    def words(self, kind: Kind) -> tuple[str, ...]:
        """The words of the line that were understood so."""
        return tuple(self.line[part.start : part.end] for part in self.parts if part.kind is kind)
