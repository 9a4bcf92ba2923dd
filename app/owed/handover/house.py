"""What of the firm's own house stands in somebody's name, and its going to others: concerns that they handle or watch
over, policies that they look after, access requests, calls that low scores owe in closed matters (PRACTICE G1, I1, J6,
H2). Reviews of files that they began go to nobody: who begins one records it; when they leave it is void."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Table, func, or_, select

from app.access.commands import hand_request
from app.access.queries import request_row, requests
from app.clients.queries import client_names
from app.concerns.commands import change_concern, facts_of, the_concern
from app.concerns.models import Concern
from app.concerns.reading import facts_then
from app.contactlog.follow_up_commands import give_follow_up
from app.contactlog.models import FollowUp
from app.feedback.models import FeedbackAnswer
from app.kernel.language import counted, tr
from app.kernel.rights import Right
from app.matters.able import first_able
from app.matters.models import Matter
from app.matters.words import MatterStatus
from app.policies.book import policies
from app.policies.commands import keep_policy
from app.policies.queries import policy
from app.storage.base import Base
from app.storage.transaction import Reader, Transaction


class HouseKind(StrEnum):
    """What it is."""

    CONCERN = "concern"
    POLICY = "policy"
    ACCESS = "access_request"
    CALL = "feedback_call"


@dataclass(frozen=True, slots=True)
class HouseThing:
    """One thing in somebody's name. ``name``: the client, the policy's title, who asks. ``roles``: of a concern, as
    what they are named in it ("handler_id", "supervisor_id")."""

    kind: HouseKind
    id: UUID
    name: str
    matter_id: UUID | None = None
    roles: tuple[str, ...] = ()


HouseGiven = tuple[tuple[HouseThing, UUID], ...]
"""Things, and who has them now."""


def house_of(reader: Reader, colleague_id: UUID) -> tuple[HouseThing, ...]:
    """What is open and in somebody's name, as far as who looks may see it."""
    return (
        *_concerns(reader, colleague_id),
        *(
            HouseThing(HouseKind.POLICY, one.id, one.title)
            for one in policies(reader, with_reads=False)
            if one.keeping.responsible_id == colleague_id
        ),
        *(
            HouseThing(HouseKind.ACCESS, one.id, one.name)
            for one in requests(reader, open_only=True)
            if one.handler_id == colleague_id
        ),
        *_calls(reader, colleague_id),
    )


def _concerns(reader: Reader, colleague_id: UUID) -> Iterator[HouseThing]:
    query = select(Concern).where(or_(Concern.closed_on.is_(None), Concern.closed_on > reader.today))
    rows = {row.id: row for row in reader.session.scalars(query.order_by(Concern.raised_on, Concern.id))}
    facts = facts_then(reader, rows.values())
    names = client_names(reader, {rows[one].client_id for one in facts}) if facts else {}
    for one, said in facts.items():
        roles = tuple(name for name in ("handler_id", "supervisor_id") if getattr(said, name) == colleague_id)
        if roles and said.raised_on <= reader.today:
            name = names.get(rows[one].client_id, "")
            yield HouseThing(HouseKind.CONCERN, one, name, said.matter_id, roles)


def _calls(reader: Reader, colleague_id: UUID) -> Iterator[HouseThing]:
    """Those in open matters are follow-ups like any other."""
    called = select(FeedbackAnswer.follow_up_id).where(FeedbackAnswer.follow_up_id.is_not(None))
    closed = select(Matter.id).where(Matter.id == FollowUp.matter_id, Matter.status == MatterStatus.CLOSED)
    query = select(FollowUp.id, FollowUp.text, FollowUp.matter_id).where(
        FollowUp.id.in_(called),
        FollowUp.colleague_id == colleague_id,
        closed.exists(),
        FollowUp.agreed_at <= reader.now,
        or_(FollowUp.done_at.is_(None), FollowUp.done_at > reader.now),
    )
    for one, text, matter_id in reader.session.execute(query):
        yield HouseThing(HouseKind.CALL, one, text, matter_id)


_COUNTED: Mapping[HouseKind, tuple[str, str]] = {
    HouseKind.CONCERN: ("1 concern", "{count} concerns"),
    HouseKind.POLICY: ("1 policy", "{count} policies"),
    HouseKind.ACCESS: ("1 access request", "{count} access requests"),
    HouseKind.CALL: ("1 call about feedback", "{count} calls about feedback"),
}


def say_house(things: Collection[HouseThing]) -> list[str]:
    """By their kinds, as in "1 concern", "2 policies"."""
    counts = Counter(one.kind for one in things)
    return [
        counted(counts[kind], one, several).format(count=counts[kind])
        for kind, (one, several) in _COUNTED.items()
        if counts[kind]
    ]


def reviews_begun(reader: Reader, colleague_id: UUID) -> int:
    """How many reviews of files somebody began and has not finished. Reviews are a room above this one, so that they
    are asked by the name of their table."""
    table: Table = Base.metadata.tables["file_reviews"]
    columns = table.c
    query = select(func.count()).where(
        columns.reviewer_id == colleague_id,
        columns.started_at <= reader.now,
        or_(columns.finished_at.is_(None), columns.finished_at > reader.now),
        or_(columns.dropped_at.is_(None), columns.dropped_at > reader.now),
    )
    return reader.session.scalar(query) or 0


def foresee_house(
    reader: Reader, things: Iterable[HouseThing], gone: Mapping[UUID, UUID], to_id: UUID | None
) -> tuple[HouseGiven, tuple[HouseThing, ...]]:
    """Who gets what, and what stays: ``gone`` are the matters that go, and to whom; ``to_id`` takes the rest.

    It stays where who takes it may not see the matter, and a policy where who hands over may not say who looks after
    it (`Right.FIRM`); then it stands with who answers for it, too, until somebody is named.
    """
    given: list[tuple[HouseThing, UUID]] = []
    stays: list[HouseThing] = []
    for one in things:
        heir = gone.get(one.matter_id, to_id) if one.matter_id is not None else to_id
        if heir is None:
            continue
        (given.append((one, heir)) if _may_be_given(reader, one, heir, gone) else stays.append(one))
    return tuple(given), tuple(stays)


def _may_be_given(reader: Reader, one: HouseThing, heir: UUID, gone: Collection[UUID]) -> bool:
    if one.kind is HouseKind.POLICY:
        return Right.FIRM in reader.rights
    if one.matter_id is None or one.matter_id in gone:  # who takes a matter is let into it
        return True
    return first_able(reader, one.matter_id, [heir]) is not None


def give_house(tx: Transaction, given: HouseGiven, reason: str) -> None:
    """Each to somebody."""
    tx.need(Right.WRITE)
    for one, to_id in given:
        if one.kind is HouseKind.CONCERN:
            facts = facts_of(the_concern(tx.session, one.id))
            if "handler_id" in one.roles:
                facts = replace(facts, handler_id=to_id)
            if "supervisor_id" in one.roles:
                facts = replace(facts, supervisor_id=to_id)
            change_concern(tx, one.id, facts, reason or tr("Handed over"))
        elif one.kind is HouseKind.POLICY:
            keeping = policy(tx.reader(), one.id).keeping
            keep_policy(tx, one.id, replace(keeping, responsible_id=to_id), reason or tr("Handed over"))
        elif one.kind is HouseKind.ACCESS:
            hand_request(tx, one.id, to_id)
        else:
            give_follow_up(tx, one.id, to_id)
        tx.session.flush()


def given_still(reader: Reader, given: Sequence[tuple[HouseThing, UUID]]) -> bool:
    """Whether all of it is in the hands into which it was put."""
    for one, to_id in given:
        if one.kind is HouseKind.CONCERN:
            facts = facts_of(the_concern(reader.session, one.id))
            now = {getattr(facts, name) for name in one.roles}
        elif one.kind is HouseKind.POLICY:
            now = {policy(reader, one.id).keeping.responsible_id}
        elif one.kind is HouseKind.ACCESS:
            now = {request_row(reader, one.id).handler_id}
        else:
            call = reader.session.get(FollowUp, one.id)
            now = {call.colleague_id if call is not None else None}
        if now != {to_id}:
            return False
    return True


def over(reader: Reader, given: Iterable[tuple[HouseThing, UUID]]) -> frozenset[UUID]:
    """Of these, what is done with: closed, or done."""
    found = set()
    for one, _ in given:
        if one.kind is HouseKind.CONCERN:
            # Who gave away one that is kept apart sees it no more.
            concern = reader.session.get(Concern, one.id)
            done = concern is None or concern.closed_on is not None
        elif one.kind is HouseKind.ACCESS:
            done = not request_row(reader, one.id).is_open
        elif one.kind is HouseKind.CALL:
            call = reader.session.get(FollowUp, one.id)
            done = call is not None and call.done_at is not None
        else:
            done = False
        if done:
            found.add(one.id)
    return frozenset(found)
