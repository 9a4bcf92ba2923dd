"""What is given to somebody who cannot do it stands with somebody who can, so that nothing falls through (PRACTICE J2).

Who left, reads only or may not see a restricted matter has no list on which it would be read. It keeps standing in
their name, to be handed over; until then it stands in the list of who answers for the matter as well, with the reason.
A breach that was to reach them reaches somebody else instead whom it has not reached yet (E4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import cached_property
from uuid import UUID

from sqlalchemy import select

from app.kernel.rights import Right
from app.matters.models import MatterPerson
from app.matters.queries import MatterRow
from app.owed.forgotten import Forgotten
from app.owed.items import OwedItem, OwedKind
from app.owed.stand_ins import standing_in
from app.owed.unable import Unable, Why
from app.people.queries import ColleagueRow, colleagues
from app.people.rules import rights_of
from app.people.words import Role
from app.settings.queries import firm
from app.storage.rows import raw_rows
from app.storage.transaction import Reader

_NAMED = select(MatterPerson.matter_id, MatterPerson.colleague_id)


def with_catchers(reader: Reader, items: Iterable[OwedItem]) -> Iterator[OwedItem]:
    """The items; of those given to somebody who cannot do them is said why, and with whom they stand meanwhile."""
    net = Net(reader)
    out = net.out
    for item in items:
        person, matter = item.person_id, item.whose.matter
        # asked for each of thousands: only who is out of it, or what is restricted, needs a closer look
        if person is not None and ((out and person in out) or (matter is not None and matter.restricted)):
            unable = net.unable(person, matter)
            item = item if unable is None else replace(item, unable=unable)
        elif person is None and matter is None and item.kind is OwedKind.DUTY:
            item = replace(item, unable=net.nobody)
        if item.course is not None and item.course.reached and (instead := net.instead(item)):
            item = replace(item, reached_instead=instead)
        yield item


def files_caught(reader: Reader, lost: Iterable[Forgotten]) -> Iterator[Forgotten]:
    """The forgotten files; where nobody who is named can look after one, it stands with who can."""
    net = Net(reader)
    for one in lost:
        keepers = [who for who in (one.matter.point_of_contact_id, one.matter.responsible_id) if who]
        found = [net.unable(who, one.matter) for who in keepers]
        first = found[0] if found and all(found) else None
        if first is None:
            yield one
        else:
            yield replace(one, unable=first, reason=f"{one.reason}; {first.said}")


class Net:
    """Who can do what, read once and only as far as it is asked for."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._people: dict[UUID, ColleagueRow] = {
            row.id: row for row in colleagues(reader, active_only=False)
        }
        self.out: Mapping[UUID, Why] = {
            one: why for one, row in self._people.items() if (why := self._why_out(row)) is not None
        }
        """Who can do nothing at all at the reader's moment."""

    def unable(self, person_id: UUID, matter: MatterRow | None) -> Unable | None:
        """Why somebody cannot do what is owed in a matter (None: outside any), and who can; None where they can."""
        why = self._why(person_id, matter)
        if why is None:
            return None
        row = self._people.get(person_id)
        with_ids = frozenset(self._catchers(matter, {person_id}))
        return Unable(row.name if row else "", why, with_ids)

    @cached_property
    def nobody(self) -> Unable:
        """Of what the firm itself owes, while nobody is named who leads it."""
        return Unable("", Why.NOBODY, frozenset(self._catchers(None, set())))

    def instead(self, item: OwedItem) -> tuple[tuple[UUID, tuple[UUID, ...]], ...]:
        """Of a reply that is late: whom its breach was to reach who cannot do it, and whom it reaches instead: somebody
        whom it has not reached yet, as who has it already learns nothing by hearing it again."""
        have = {item.person_id, *(item.unable.with_ids if item.unable else ())}
        found: dict[UUID, tuple[UUID, ...]] = {}
        for _, who in item.steps:
            if self._why(who, item.matter) is None:
                have.add(who)
            elif item.unable is not None and who == item.person_id:
                found[who] = tuple(sorted(item.unable.with_ids))
            else:
                found[who] = tuple(sorted(self._catchers(item.matter, {who, *have})))
                have.update(found[who])
        return tuple(found.items())

    def _why(self, person_id: UUID, matter: MatterRow | None) -> Why | None:
        why = self.out.get(person_id)
        if why is None and matter is not None and matter.restricted:
            why = self._why_not(person_id, matter)
        return why

    def _why_out(self, row: ColleagueRow) -> Why | None:
        if not row.active and (row.left_at is None or row.left_at <= self._reader.now):
            return Why.LEFT
        return Why.READS_ONLY if row.role is Role.READ_ONLY else None

    def _why_not(self, person_id: UUID, matter: MatterRow) -> Why | None:
        """In a restricted matter: who is not named in it, or is away with a stand-in who is not."""
        inside = self._named.get(matter.id.hex, frozenset())
        if person_id.hex not in inside:
            return Why.MAY_NOT_SEE
        by_id = self._away.get(person_id)
        return Why.STAND_IN_MAY_NOT_SEE if by_id is not None and by_id.hex not in inside else None

    def _catchers(self, matter: MatterRow | None, but: Set[UUID | None]) -> Iterable[UUID]:
        """Who answers for the matter; or else who watches over it; or else the partners; or else whoever may write;
        or else who is away. None of those in ``but``."""
        named = (matter.responsible_id, matter.supervisor_id) if matter is not None else (self._lead_id,)
        for who in named:
            if who is not None and who not in but and self._can(who, matter):
                return (who,)
        able = [row for one, row in self._people.items() if self._can(one, matter)]
        partners = [row.id for row in able if row.role is Role.PARTNER]
        writers = (row.id for row in able if Right.WRITE in rights_of(row.role, row.is_admin))
        return [one for one in partners or writers if one not in but] or self._away_behind(matter, but)

    def _away_behind(self, matter: MatterRow | None, but: Set[UUID | None]) -> Iterable[UUID]:
        """Where nobody else can: who is named in a restricted matter and away, with a stand-in who is not."""
        if matter is None or not matter.restricted:
            return ()
        inside = self._named.get(matter.id.hex, frozenset())
        here = (one for one, row in self._people.items() if row.active and one not in self.out)
        return [one for one in here if one.hex in inside and one not in but]

    def _can(self, who: UUID, matter: MatterRow | None) -> bool:
        row = self._people.get(who)
        if row is None or not row.active or who in self.out:
            return False
        return matter is None or not matter.restricted or self._why_not(who, matter) is None

    @cached_property
    def _named(self) -> Mapping[str, frozenset[str]]:
        """Who is named in each restricted matter that is seen, as digits."""
        found: dict[str, set[str]] = {}
        for matter_id, who in raw_rows(self._reader.session, _NAMED):
            found.setdefault(matter_id, set()).add(who)
        return {one: frozenset(several) for one, several in found.items()}

    @cached_property
    def _away(self) -> Mapping[UUID, UUID]:
        return standing_in(self._reader)

    @cached_property
    def _lead_id(self) -> UUID | None:
        return firm(self._reader).details.lead_id
