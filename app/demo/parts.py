"""What the story of the demo firm is made of. Moments are aware (UTC); days are the firm's local days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from app.care.words import CostsKind
from app.clients.words import ClientKind, PointKind
from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome
from app.matters.words import DevelopmentKind, KeyDateKind, MatterStatus
from app.people.words import Role
from app.schedule.words import IntervalUnit, UpdateFormat


@dataclass(frozen=True, slots=True)
class DemoFirm:
    """The firm's settings."""

    name: str
    tagline: str
    address: str
    phone: str
    email: str
    country: str
    subdivision: str
    time_zone: str
    emergency_contact: str
    concern_contact: str
    notices: str


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the firm. All of them sign in; the first one makes the vault."""

    name: str
    role: Role
    job_title: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class DemoPoint:
    """One way to reach a client."""

    kind: PointKind
    value: str
    label: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class DemoClient:
    """A client. ``key`` is how matters name it; for an organisation first and last name are its contact
    person's.
    """

    key: str
    kind: ClientKind
    salutation: str
    first_name: str
    last_name: str
    she: str
    company: str = ""
    job_title: str = ""
    preferred_channel: str = ""
    preferred_times: str = ""
    never_channels: str = ""
    language: str = "English"
    interpreter: bool = False
    accessibility: str = ""
    technology_limits: str = ""
    vulnerability: str = ""
    notes: str = ""
    points: tuple[DemoPoint, ...] = ()

    @property
    def name(self) -> str:
        """The person who is spoken with."""
        return f"{self.first_name} {self.last_name}"

    def point(self, kind: PointKind) -> str:
        """The first phone number, e-mail or postal address, "" where there is none."""
        return next((point.value for point in self.points if point.kind is kind), "")


@dataclass(frozen=True, slots=True)
class DemoMatter:
    """A matter as it stands today. ``number`` is the firm's own; ``clients`` are keys."""

    number: str
    title: str
    clients: tuple[str, ...]
    practice_area: str
    stage: str
    status: MatterStatus
    court: str
    court_number: str
    opened_on: date
    closed_on: date | None
    responsible: str
    point_of_contact: str
    emergency_contact: str
    priorities: str
    key_point: str = ""
    options: str = ""
    decision_asked: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class DemoDevelopment:
    """Something that happened; ``key`` is how entries name it."""

    key: str
    matter: str
    kind: DevelopmentKind
    at: datetime
    text: str
    document_number: str = ""
    essential: bool = True
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class DemoFollowUp:
    """An agreed action; ``done_at`` where it was done."""

    who: str
    text: str
    due_on: date | None
    side: FollowUpSide
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DemoAmendment:
    """What an entry was changed to afterwards (PRACTICE C2)."""

    at: datetime
    author: str
    reason: str
    summary: str


@dataclass(frozen=True, slots=True)
class DemoEntry:
    """One contact. ``at`` is when it occurred, ``written_at`` when the note was made (later: a late note)."""

    key: str
    matter: str
    client: str
    at: datetime
    written_at: datetime
    author: str
    channel: Channel
    direction: Direction
    outcome: Outcome | None
    summary: str
    duration_minutes: int | None = None
    reached_at: str = ""
    advice: str = ""
    advice_declined: str = ""
    decision: str = ""
    for_client: str = ""
    costs: str = ""
    identity_checked: bool = False
    interpreter: str = ""
    billable: bool = False
    with_client: bool = True
    is_update: bool = False
    needs_reply: bool = False
    urgent: bool = False
    acknowledges: str | None = None
    promised_by: datetime | None = None
    awaits_client: bool = False
    answers: str | None = None
    participants: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    brought: tuple[str, ...] = ()
    follow_ups: tuple[DemoFollowUp, ...] = ()
    amendment: DemoAmendment | None = None
    kind: str = ""
    received: str = ""
    held_by: str = ""
    """Who spoke with the client, where somebody else wrote it down."""
    paper: tuple[str, str] | None = None
    """A PDF of one page: its name, and what it says."""
    withdrawn: str = ""
    """Why it was withdrawn an hour later."""

    @property
    def occurred_at(self) -> datetime:
        """As the contact log names it."""
        return self.at


@dataclass(frozen=True, slots=True)
class DemoKeyDate:
    """A date to keep; ``time`` is local, None for a whole day."""

    matter: str
    kind: KeyDateKind
    on: date
    title: str
    written_at: datetime
    time: time | None = None
    place: str = ""
    client_attends: bool = False
    who_acts: str = ""
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """The update schedule of a matter."""

    matter: str
    count: int
    unit: IntervalUnit
    counted_from: date
    format: UpdateFormat
    by: str
    at_most_days: int | None = None


@dataclass(frozen=True, slots=True)
class DemoCosts:
    """A figure that the client was told; of a range ``low`` is its lower end."""

    matter: str
    kind: CostsKind
    amount: Decimal
    on: date
    note: str = ""
    low: Decimal | None = None
    covers: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DemoScript:
    """The whole story as of ``moment``. Each tuple is in time order; keys are unique."""

    moment: datetime
    firm: DemoFirm
    people: tuple[DemoPerson, ...]
    clients: tuple[DemoClient, ...]
    matters: tuple[DemoMatter, ...]
    developments: tuple[DemoDevelopment, ...]
    entries: tuple[DemoEntry, ...]
    key_dates: tuple[DemoKeyDate, ...]
    plans: tuple[DemoPlan, ...]
    costs: tuple[DemoCosts, ...] = field(default=())

    def steps(self) -> Iterator[tuple[datetime, DemoDevelopment | DemoEntry]]:
        """Developments and entries as they were written, one after another: what an entry tells comes before
        it.
        """
        steps: list[tuple[datetime, int, str, DemoDevelopment | DemoEntry]] = [
            (one.at, 0, one.key, one) for one in self.developments
        ]
        steps += [(one.written_at, 1, one.key, one) for one in self.entries]
        for at, _, _, one in sorted(steps, key=lambda step: step[:3]):
            yield at, one
