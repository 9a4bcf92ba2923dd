"""Whose is what: of all that is owed, what one person owes, and what those owe whom they answer for (PRACTICE B4, E4).

What somebody owes who is away is done by who stands in for them, and stands in both lists; so does a reply that is
late, from when on that has reached somebody else (E4), or whoever stands in for them. What stands in nobody's name
stands in everybody's list, so that it cannot fall through.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.hours.queries import away_on
from app.matters.queries import MatterRow
from app.owed.items import OwedItem, OwedState
from app.owed.queries import Forgotten, Owed
from app.owed.stand_ins import StandIn, stand_ins
from app.people.queries import ColleagueRow, colleagues
from app.people.words import Role
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Share:
    """What one person owes, worst first; None for what stands in nobody's name."""

    person_id: UUID | None
    name: str
    items: tuple[OwedItem, ...]
    forgotten: tuple[Forgotten, ...] = ()
    left: bool = False
    """They are not at the firm any more: it is to be handed over."""
    away_until: date | None = None
    """They are away until that day, whether anybody stands in or not."""
    stand_in: str = ""
    """Who stands in for them, by name; empty where nobody does."""
    stands_for: frozenset[UUID] = frozenset()
    """Of the reader's own share: those who are away and whose work is in it."""

    def count(self, *states: OwedState) -> int:
        """How many things stand so, put off ones left out."""
        return sum(item.state in states and item.put_off is None for item in self.items)

    @property
    def late(self) -> int:
        """How many things are late and not put off."""
        return self.count(OwedState.OVERDUE)

    @property
    def pressing(self) -> int:
        """How many are due or late and not put off: what a badge counts."""
        return self.count(OwedState.OVERDUE, OwedState.DUE)


@dataclass(frozen=True, slots=True)
class Division:
    """``mine`` is the reader's own; ``others`` those they answer for, who is latest first; ``whole_firm``: that is
    everybody."""

    mine: Share
    others: tuple[Share, ...]
    whole_firm: bool
    here: Mapping[UUID, str]
    """Everybody at the firm by name."""

    @property
    def together(self) -> Share:
        """Mine and the others', what stands in both lists once: of the whole firm all that it owes."""
        shares = (self.mine, *self.others)
        items = {(one.kind, one.source_id): one for share in shares for one in share.items}
        lost = {one.matter.id: one for share in shares for one in share.forgotten}
        return Share(None, "", tuple(items.values()), tuple(lost.values()))


def divide(reader: Reader, found: Owed, person_id: UUID | None = None) -> Division:
    """Whose is what, for ``person_id``, or for the reader.

    A partner answers for the firm, anybody else for the matters they supervise or are responsible for. Who answers
    for none sees the firm as well: whoever picks up the telephone must be able to say what is owed.
    """
    me = person_id or reader.viewer
    people = {row.id: row for row in colleagues(reader, active_only=False)}
    away, gone = stand_ins(reader), away_on(reader, reader.today)
    role = people[me].role if me in people else None
    answered = {
        item.matter_id for item in found.items if item.matter is not None and _answers(me, item.matter)
    } | {one.matter.id for one in found.forgotten if _answers(me, one.matter)}
    whole = role is Role.PARTNER or not answered
    mine = _mine(me, found, people, away)
    of_others = [
        item
        for item in found.items
        if item.person_id not in {me, None} and (whole or item.matter_id in answered)
    ]
    lost = [
        one
        for one in found.forgotten
        if (whole or one.matter.id in answered) and not _looks_after(me, one.matter)
    ]
    others = _shares(of_others, lost, people, away, {one: gone[one].last for one in gone})
    here = {row.id: row.name for row in people.values() if row.active}
    return Division(mine, others, whole, here)


def shares_of(reader: Reader, found: Owed) -> tuple[Share, ...]:
    """What each person owes, everybody's and what stands in nobody's name, who is latest first; nothing twice."""
    people = {row.id: row for row in colleagues(reader, active_only=False)}
    away, gone = stand_ins(reader), away_on(reader, reader.today)
    return _shares(found.items, found.forgotten, people, away, {one: gone[one].last for one in gone})


def _answers(me: UUID, matter: MatterRow) -> bool:
    return me in {matter.supervisor_id, matter.responsible_id}


def _looks_after(me: UUID, matter: MatterRow) -> bool:
    keepers = {matter.responsible_id, matter.point_of_contact_id}
    return me in keepers or keepers == {None}


def _mine(me: UUID, found: Owed, people: Mapping[UUID, ColleagueRow], away: Mapping[UUID, StandIn]) -> Share:
    stands_for = frozenset(one.away_id for one in away.values() if one.by_id == me)
    wanted = {me, None, *stands_for}
    mine = {me, *stands_for}
    items = tuple(
        item for item in found.items if item.person_id in wanted or any(item.concerns(one) for one in mine)
    )
    lost = tuple(
        one
        for one in found.forgotten
        if _looks_after(me, one.matter) or any(one.concerns(who) for who in mine)
    )
    return Share(me, people[me].name if me in people else "", items, lost, stands_for=stands_for)


def _shares(
    items: Iterable[OwedItem],
    lost: Iterable[Forgotten],
    people: Mapping[UUID, ColleagueRow],
    away: Mapping[UUID, StandIn],
    until: Mapping[UUID, date],
) -> tuple[Share, ...]:
    owed_by: dict[UUID | None, list[OwedItem]] = defaultdict(list)
    lost_by: dict[UUID | None, list[Forgotten]] = defaultdict(list)
    for item in items:
        owed_by[item.person_id].append(item)
    for one in lost:
        lost_by[one.matter.point_of_contact_id or one.matter.responsible_id].append(one)
    shares = []
    for person_id in owed_by.keys() | lost_by.keys():
        row = people.get(person_id) if person_id is not None else None
        absent = away.get(person_id) if person_id is not None else None
        by = people.get(absent.by_id) if absent else None
        shares.append(
            Share(
                person_id,
                row.name if row else "",
                tuple(owed_by[person_id]),
                tuple(lost_by[person_id]),
                left=row is not None and not row.active,
                stand_in=by.name if by else "",
                away_until=until.get(person_id) if person_id is not None else None,
            )
        )
    return tuple(sorted(shares, key=lambda one: (-one.late, -one.pressing, one.name.casefold())))
