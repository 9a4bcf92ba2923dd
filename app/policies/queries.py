"""Policies, read: one with its words, what two versions differ in, who has acknowledged what and who has not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.text import fold
from app.people.queries import ColleagueRow, colleagues
from app.policies.book import Policy, policies
from app.policies.filled import filled, policy_facts
from app.policies.kept import ReadRow, VersionHead, has_policies
from app.policies.models import PolicyForce, PolicyVersion
from app.policies.rules import asked_since
from app.policies.words import ADMINISTRATOR
from app.storage.transaction import Reader
from app.wording.differences import Pair, line_pairs


@dataclass(frozen=True, slots=True)
class Words:
    """What a version says. ``text`` as it is written, with its fields; ``said`` as people read it: as it was put in
    force, of a draft as it would be today."""

    head: VersionHead
    text: str
    said: str


@dataclass(frozen=True, slots=True)
class Outstanding:
    """One acknowledgement that is owed. ``number``: the version to read; ``since``: the day from which it is asked;
    ``read``: the newest version that was acknowledged, None for who acknowledged none."""

    person_id: UUID
    person: str
    policy_id: UUID
    title: str
    number: int
    since: date
    read: int | None


@dataclass(frozen=True, slots=True)
class ToRead:
    """A policy somebody must acknowledge, with its words. ``pairs``: it beside what they acknowledged last, "" before
    where that was nothing."""

    owed: Outstanding
    version_id: UUID
    said: str
    pairs: tuple[Pair, ...]
    before: int | None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """How somebody stands to a policy. ``read``: their newest acknowledgement; ``owed`` where one is outstanding;
    neither of ``asked``: they need not, but did."""

    person: ColleagueRow
    asked: bool
    read: ReadRow | None
    owed: Outstanding | None


def find_policy(reader: Reader, words: str) -> Policy:
    """A policy by its title, how that begins, the key of its starter or its id. Raises NotFound, and Refused
    ("several-policies") where several match."""
    rows, wanted = policies(reader), fold(words)
    exact = [
        one
        for one in rows
        if wanted in {fold(one.title), one.versions[0].starter or None, str(one.id)} or words == one.id.hex
    ]
    found = exact or [one for one in rows if wanted and fold(one.title).startswith(wanted)]
    titles = ", ".join(one.title for one in (found or rows))
    if not found:
        words = (
            tr("There is no such policy. There are: {titles}.")
            if rows
            else tr("There is no such policy. The firm has none yet: take over the starter set.")
        )
        raise NotFound("no-policy", words.format(titles=titles), field="policy")
    if len(found) > 1:
        raise Refused(
            "several-policies", tr("Several match: {titles}.").format(titles=titles), field="policy"
        )
    return found[0]


def policy(reader: Reader, policy_id: UUID) -> Policy:
    """One policy. Raises NotFound ("no-policy")."""
    found = policies(reader, policy_id)
    if not found:
        raise NotFound("no-policy", tr("There is no such policy."), field="policy")
    return found[0]


def words_of(reader: Reader, head: VersionHead) -> Words:
    """What a version says."""
    text = reader.session.scalars(select(PolicyVersion.text).where(PolicyVersion.id == head.id)).one()
    query = (
        select(PolicyForce.said).where(PolicyForce.version_id == head.id).order_by(PolicyForce.number.desc())
    )
    if reader.known_by is not None:
        query = query.where(PolicyForce.made_at <= reader.known_by)
    said = reader.session.scalar(query.limit(1))
    return Words(head, text, filled(text, policy_facts(reader)) if said is None else said)


def versions_of(reader: Reader, found: Policy) -> tuple[Words, ...]:
    """Every version with its words, the newest first."""
    return tuple(words_of(reader, head) for head in found.versions)


def outdated(reader: Reader, found: Policy) -> tuple[Pair, ...]:
    """Where the firm's settings say otherwise than the policy in force did on its day: the lines that would change."""
    force = found.force
    if force is None or force.number is None:
        return ()
    words = words_of(reader, found.version(force.number))
    pairs = line_pairs(words.said, filled(words.text, policy_facts(reader)))
    return tuple(one for one in pairs if not one.same)


def roles_of(person: ColleagueRow) -> tuple[str, ...]:
    """What somebody is at the firm, as policies name it."""
    return (person.role.value, ADMINISTRATOR) if person.is_admin else (person.role.value,)


def acknowledgements_outstanding(reader: Reader, person_id: UUID | None = None) -> tuple[Outstanding, ...]:
    """Who still has to acknowledge what, of everybody or of one, by policy and name (PRACTICE I1, I5)."""
    people = _people(reader, person_id)
    return tuple(row for one in policies(reader) for row in _outstanding(reader, one, people))


def count_to_read(reader: Reader) -> int:
    """How many policies who looks has to acknowledge: nothing more than a look where the firm has none."""
    return len(acknowledgements_outstanding(reader, reader.viewer)) if has_policies(reader) else 0


def to_read(reader: Reader, person_id: UUID) -> tuple[ToRead, ...]:
    """What somebody has to read, with what changed since they acknowledged it last."""
    people, found = _people(reader, person_id), []
    for one in policies(reader):
        for owed in _outstanding(reader, one, people):
            now = words_of(reader, one.version(owed.number))
            was = words_of(reader, one.version(owed.read)).said if owed.read is not None else ""
            pairs = line_pairs(was, now.said) if owed.read is not None else ()
            found.append(ToRead(owed, now.head.id, now.said, pairs, owed.read))
    return tuple(found)


def acknowledgement_record(reader: Reader, found: Policy) -> tuple[RecordRow, ...]:
    """How everybody stands who must acknowledge it or did, also who has left; by name."""
    reads: dict[UUID, ReadRow] = {one.person_id: one for one in found.reads}
    here = {row.id: row for row in _people(reader, None)}
    owed = {one.person_id: one for one in _outstanding(reader, found, here.values())}
    rows = []
    for person in colleagues(reader, active_only=False):
        asked = person.id in here and found.asks(person.id, roles_of(person))
        if asked or person.id in reads:
            rows.append(RecordRow(person, asked, reads.get(person.id), owed.get(person.id)))
    return tuple(rows)


def names_of(reader: Reader) -> Mapping[UUID, str]:
    """Everybody who is or was at the firm."""
    return {row.id: row.name for row in colleagues(reader, active_only=False)}


def _people(reader: Reader, person_id: UUID | None) -> tuple[ColleagueRow, ...]:
    """Who is at the firm at the reader's moment."""
    return tuple(
        row
        for row in colleagues(reader, active_only=False)
        if (person_id is None or row.id == person_id)
        and (row.active or (row.left_at is not None and row.left_at > reader.now))
    )


def _outstanding(reader: Reader, found: Policy, people: Iterable[ColleagueRow]) -> Iterable[Outstanding]:
    asking, force = asked_since(found.forces, found.day), found.force
    if asking is None or force is None or force.number is None:
        return
    for person in people:
        if found.is_owed_by(person.id, roles_of(person)):
            began: datetime = reader.local(person.added_at)
            yield Outstanding(
                person.id,
                person.name,
                found.id,
                found.title,
                force.number,
                max(asking.from_on, began.date()),
                max(found.read_by(person.id), default=None),
            )
