"""Which version is in force, who must acknowledge what, when a policy is looked at again (PRACTICE I1, I2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.kernel.days import add_months


@dataclass(frozen=True, slots=True)
class Force:
    """Version ``number`` (None: none any more) is in force from a day on; ``turn`` counts what was said."""

    turn: int
    number: int | None
    from_on: date
    asks_again: bool = True


@dataclass(frozen=True, slots=True)
class Audience:
    """Who must acknowledge a policy: everybody, those of some roles, and those who are named."""

    everyone: bool = True
    roles: frozenset[str] = frozenset()
    people: frozenset[UUID] = frozenset()

    def has(self, person_id: UUID, roles: Iterable[str]) -> bool:
        """Whether it is asked of somebody with these roles."""
        return self.everyone or person_id in self.people or not self.roles.isdisjoint(roles)


def counting(forces: Iterable[Force]) -> list[Force]:
    """What was said last of each version, in the order in which it comes into force. A version that was put in force
    for another day before it began is in force from that day alone."""
    last: dict[object, Force] = {}
    for force in sorted(forces, key=lambda one: one.turn):
        last[("none", force.turn) if force.number is None else force.number] = force
    return sorted(last.values(), key=lambda one: (one.from_on, one.turn))


def in_force_on(forces: Iterable[Force], day: date) -> Force | None:
    """What is in force on a day; None where nothing is, or nothing any more."""
    begun = [one for one in counting(forces) if one.from_on <= day]
    return begun[-1] if begun and begun[-1].number is not None else None


def coming_after(forces: Iterable[Force], day: date) -> Force | None:
    """What comes into force, or ends it, next after a day."""
    return next((one for one in counting(forces) if one.from_on > day), None)


def asked_since(forces: Iterable[Force], day: date) -> Force | None:
    """The version in force that has to be acknowledged, or a later one: the last that came with asking. What comes
    after a time without any asks always: nobody could have acknowledged that it counts again."""
    asking: Force | None = None
    for one in counting(forces):
        if one.from_on > day:
            break
        if one.number is None:
            asking = None
        elif asking is None or one.asks_again:
            asking = one
    return asking


def is_outstanding(forces: Sequence[Force], day: date, acknowledged: Iterable[int]) -> bool:
    """Whether somebody who must acknowledge a policy still has to, having ``acknowledged`` versions by their number.

    A minor change (`Force.asks_again` False) is covered by the acknowledgement of what it changed. Who was away and
    comes back is asked for what began to ask meanwhile: what they acknowledged before still says what they know.
    """
    asking = asked_since(forces, day)
    if asking is None:
        return False
    begun = [one for one in counting(forces) if one.from_on <= day]
    enough = {one.number for one in begun[begun.index(asking) :]}
    return enough.isdisjoint(acknowledged)


def next_review(
    begun_on: date, every: int | None, reviewed_on: date | None = None, said: date | None = None
) -> date | None:
    """When a policy in force since ``begun_on`` is looked at next; None: never.

    ``every`` so many months after it was put in force or last looked at, whichever is later; what the last look
    ``said`` goes before that, unless another version came into force since.
    """
    looked = reviewed_on is not None and reviewed_on >= begun_on
    if looked and said is not None:
        return said
    if every is None:
        return None
    return add_months(reviewed_on if looked and reviewed_on is not None else begun_on, every)
