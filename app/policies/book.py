"""All policies at the reader's moment, without their words: a firm has some dozens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.policies.kept import (
    KeepingRow,
    ReadRow,
    ReviewRow,
    VersionHead,
    forces_kept,
    keepings_kept,
    reads_kept,
    reviews_kept,
    versions_kept,
)
from app.policies.rules import Force, coming_after, in_force_on, is_outstanding, next_review
from app.policies.words import PolicyState
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy. ``versions`` the newest first, ``reviews`` the newest first, ``reads`` in the order of reading."""

    id: UUID
    day: date
    versions: Sequence[VersionHead]
    forces: Sequence[Force]
    keeping: KeepingRow = field(default_factory=KeepingRow)
    reviews: Sequence[ReviewRow] = ()
    reads: Sequence[ReadRow] = ()
    _numbers: Mapping[UUID, frozenset[int]] = field(default_factory=dict)

    @property
    def force(self) -> Force | None:
        """What is in force."""
        return in_force_on(self.forces, self.day)

    @property
    def coming(self) -> Force | None:
        """What comes into force, or ends it, on a later day."""
        return coming_after(self.forces, self.day)

    @property
    def draft(self) -> VersionHead | None:
        """The newest version, unless it was put in force."""
        put = {one.number for one in self.forces}
        return None if self.versions[0].number in put else self.versions[0]

    @property
    def state(self) -> PolicyState:
        """How it stands."""
        if self.force is not None:
            return PolicyState.IN_FORCE
        if self.coming is not None and self.coming.number is not None:
            return PolicyState.COMING
        return PolicyState.REPEALED if self.forces else PolicyState.DRAFT

    @property
    def shown(self) -> VersionHead:
        """The version that one sees first: in force, else coming, else the newest."""
        number = self.force.number if self.force else self.coming.number if self.coming else None
        return self.version(number) if number is not None else self.versions[0]

    @property
    def title(self) -> str:
        """As the version in force has it."""
        return self.shown.title

    @property
    def next_review(self) -> date | None:
        """The day by which it is looked at again; None while it is not in force, or never."""
        if self.force is None:
            return None
        last = self.reviews[0] if self.reviews else None
        begun, every = self.force.from_on, self.keeping.review_months
        return (
            next_review(begun, every, last.reviewed_on, last.next_on) if last else next_review(begun, every)
        )

    def version(self, number: int) -> VersionHead:
        """One version by its number."""
        return next(one for one in self.versions if one.number == number)

    def read_by(self, person_id: UUID) -> frozenset[int]:
        """The versions that somebody acknowledged."""
        return self._numbers.get(person_id, frozenset())

    def asks(self, person_id: UUID, roles: Iterable[str]) -> bool:
        """Whether somebody with these roles must acknowledge it, as far as it is in force."""
        return self.force is not None and self.keeping.audience.has(person_id, roles)

    def is_owed_by(self, person_id: UUID, roles: Iterable[str]) -> bool:
        """Whether somebody has to acknowledge it and did not yet."""
        if not self.asks(person_id, roles):
            return False
        return is_outstanding(self.forces, self.day, self.read_by(person_id))


@dataclass(frozen=True, slots=True)
class ReviewDay:
    """When a policy is looked at next, and by whom (None: the firm's lead)."""

    policy_id: UUID
    due: date
    begun_on: date
    responsible_id: UUID | None


def review_days(reader: Reader, last_day: date) -> list[ReviewDay]:
    """Of each policy in force that is to be looked at up to ``last_day``: when. Today asks it at each reading, so it
    reads no more than that takes: one statement where no policy is in force."""
    forces = {
        one: force for one, rows in forces_kept(reader).items() if (force := in_force_on(rows, reader.today))
    }
    if not forces:
        return []
    keepings, reviews, found = keepings_kept(reader), reviews_kept(reader), []
    for one, force in forces.items():
        keeping, last = keepings.get(one, KeepingRow()), next(iter(reviews.get(one, ())), None)
        due = next_review(
            force.from_on,
            keeping.review_months,
            last.reviewed_on if last else None,
            last.next_on if last else None,
        )
        if due is not None and due <= last_day:
            found.append(ReviewDay(one, due, force.from_on, keeping.responsible_id))
    return found


def policies(reader: Reader, policy_id: UUID | None = None, *, with_reads: bool = True) -> tuple[Policy, ...]:
    """Every policy, or one, by its title; without ``with_reads`` as if nobody had acknowledged any."""
    versions = versions_kept(reader, policy_id)
    if not versions:
        return ()
    numbers = {one.id: one.number for several in versions.values() for one in several}
    forces, reviews = forces_kept(reader, numbers), reviews_kept(reader, numbers)
    reads, keepings = reads_kept(reader, numbers) if with_reads else {}, keepings_kept(reader)
    found = []
    for one, heads in versions.items():
        by: dict[UUID, set[int]] = defaultdict(set)
        for read in reads.get(one, ()):
            by[read.person_id].add(read.number)
        found.append(
            Policy(
                one,
                reader.today,
                heads,
                tuple(forces.get(one, ())),
                keepings.get(one, KeepingRow()),
                tuple(reviews.get(one, ())),
                tuple(reads.get(one, ())),
                {who: frozenset(what) for who, what in by.items()},
            )
        )
    return tuple(sorted(found, key=lambda one: (one.title.casefold(), one.id)))
