"""What stands in the name of somebody of the firm: what needs somebody else when they leave, or while they are away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.contactlog.queries import FollowUpRow, follow_ups
from app.kernel.text import fold
from app.matters.keepers import KeeperRole
from app.matters.key_date_queries import KeyDateRow, key_dates
from app.matters.models import Matter
from app.matters.queries import MatterRow, list_matters
from app.matters.words import MatterStatus
from app.owed.handover.house import HouseThing, house_of, reviews_begun
from app.owed.handover.who_was_named import Running, named_in, running_then
from app.owed.items import OwedItem, OwedKind, OwedState
from app.owed.queries import owed
from app.people.queries import colleague
from app.schedule.models import UpdatePlan
from app.settings.queries import firm
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class LeftMatter:
    """A matter that needs somebody else: who answers for it, whom the client reaches, who watches over it, who gives
    its updates, who does what was agreed in it. The numbers go along with that."""

    id: UUID
    number: str
    title: str
    client_id: UUID
    client: str
    status: MatterStatus
    restricted: bool
    as_responsible: bool = False
    as_contact: bool = False
    as_supervisor: bool = False
    gives_updates: bool = False
    follow_ups: int = 0
    key_dates: int = 0
    """Key dates still ahead on which this person is to act."""
    clocks: int = 0
    """Contact that came in and waits for this person's reply."""
    urgent: int = 0
    """Urgent developments that this person has not told the client."""
    late: int = 0
    """Of all that this person owes in the matter, what is late."""

    @property
    def nothing(self) -> bool:
        """Whether it needs nobody else."""
        named = self.as_responsible or self.as_contact or self.as_supervisor
        return not (named or self.gives_updates or self.follow_ups or self.key_dates)

    @property
    def tells_client(self) -> bool:
        """Whether the client has to hear who looks after the matter from now on."""
        return (self.as_contact or self.as_responsible) and self.status is not MatterStatus.CLOSED


@dataclass(frozen=True, slots=True)
class LeftWith:
    """The matters by number; how many agreed actions are not done (of any matter, and of none), and whether the firm's
    settings name this person as who leads it."""

    matters: tuple[LeftMatter, ...]
    follow_ups: int
    loose: int = 0
    """Of the agreed actions, those with a client outside any matter."""
    snoozed: int = 0
    """What this person owes and what somebody put off."""
    leads: bool = False
    house: tuple[HouseThing, ...] = ()
    """Of the firm's own house: concerns, policies, access requests, calls about feedback."""
    reviews: int = 0
    """Reviews of files that this person began; they go to nobody."""

    @property
    def update_plans(self) -> int:
        """How many update schedules name this person."""
        return sum(matter.gives_updates for matter in self.matters)

    @property
    def nothing(self) -> bool:
        """Whether nobody else is needed."""
        return not self.matters and not self.follow_ups and not self.house


def left_with(reader: Reader, colleague_id: UUID) -> LeftWith:
    """What stands in somebody's name, or stood in it at the reader's moment, as far as who looks may see it (J2)."""
    agreed = follow_ups_of(reader, colleague_id)
    running = running_then(reader)
    acting = key_dates_of(reader, colleague_id, running)
    done = Counter(one.matter_id for one in agreed)
    acts = Counter(one.matter_id for one in acting)
    planned = plans_of(reader, colleague_id, running)
    named = named_in(reader, running, colleague_id)
    ids = {*named, *planned, *acts, *(one for one in done if one is not None)}
    items = [item for item in owed(reader, person_id=colleague_id).items if item.person_id == colleague_id]
    by_matter: dict[UUID | None, list[OwedItem]] = {}
    for item in items:
        by_matter.setdefault(item.matter_id, []).append(item)
    rows = list_matters(reader, ids=ids) if ids else ()
    return LeftWith(
        tuple(
            _matter(
                replace(row, status=running.status.get(row.id, row.status)),
                {role for role, who in named.get(row.id, {}).items() if who == colleague_id},
                row.id in planned,
                done[row.id],
                acts[row.id],
                by_matter,
            )
            for row in rows
        ),
        len(agreed),
        loose=done[None],
        snoozed=sum(item.put_off is not None for item in items),
        leads=firm(reader).details.lead_id == colleague_id,
        house=house_of(reader, colleague_id),
        reviews=reviews_begun(reader, colleague_id),
    )


def _matter(
    row: MatterRow,
    roles: Collection[KeeperRole],
    gives_updates: bool,
    agreed: int,
    acting: int,
    by_matter: Mapping[UUID | None, Collection[OwedItem]],
) -> LeftMatter:
    items = by_matter.get(row.id, ())
    return LeftMatter(
        row.id,
        row.number,
        row.title,
        row.client_id,
        row.client,
        row.status,
        row.restricted,
        KeeperRole.RESPONSIBLE in roles,
        KeeperRole.CONTACT in roles,
        KeeperRole.SUPERVISOR in roles,
        gives_updates,
        agreed,
        acting,
        clocks=sum(item.kind in {OwedKind.ACKNOWLEDGEMENT, OwedKind.ANSWER} for item in items),
        urgent=sum(item.kind is OwedKind.DEVELOPMENT and item.urgent for item in items),
        late=sum(item.state is OwedState.OVERDUE for item in items),
    )


def plans_of(reader: Reader, colleague_id: UUID, running: Running | None = None) -> frozenset[UUID]:
    """The matters that are not closed and whose update schedule somebody keeps, at the reader's moment."""
    by = min(reader.now, reader.known_by or reader.now)
    plan, later = aliased(UpdatePlan), aliased(UpdatePlan)
    newest = (
        select(func.max(later.version))
        .where(later.matter_id == plan.matter_id, later.set_at <= by)
        .scalar_subquery()
    )
    query = (
        select(plan.matter_id)
        .join(Matter, Matter.id == plan.matter_id)
        .where(
            plan.by_id == colleague_id,
            plan.dropped_at.is_(None) | (plan.dropped_at > by),
            plan.version == newest,
            (running or running_then(reader)).sql,
        )
    )
    return frozenset(reader.session.scalars(query))


def follow_ups_of(reader: Reader, colleague_id: UUID) -> tuple[FollowUpRow, ...]:
    """What somebody has agreed to do and has not done."""
    return tuple(one for one in follow_ups(reader, open_only=True) if one.colleague_id == colleague_id)


def key_dates_of(
    reader: Reader, colleague_id: UUID, running: Running | None = None
) -> tuple[KeyDateRow, ...]:
    """The key dates not yet past or kept on which somebody is to act, by their name."""
    name = fold(colleague(reader, colleague_id).name)
    runs = running or running_then(reader)
    pending = key_dates(reader, pending_on=reader.today, closed=bool(runs.status))
    theirs = (one for one in pending if one.done_at is None and fold(one.who_acts) == name)
    return tuple(one for one in theirs if runs.status.get(one.matter_id) is not MatterStatus.CLOSED)
