"""The lists for the partners' meeting: what is owed, person by person, and the files that nobody has a next date for.

It is what `due` and Today list, from the same functions, in the same words; here is only under which heading (K3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.kernel.language import tr
from app.kernel.said import say_date
from app.matters.queries import MatterRow
from app.owed.division import Share, shares_of
from app.owed.items import OwedItem, OwedKind, as_moment
from app.owed.queries import AHEAD, Owed, owed
from app.owed.saying import Standing, say_due, say_item, say_put_off, say_totals
from app.people.queries import colleague
from app.reports.content import Stationery
from app.reports.lists.morning import say_away
from app.reports.saying import made_by
from app.reports.stationery import on_paper, stationery
from app.storage.transaction import Reader

FORGOTTEN = "Forgotten files"
CARE = "Client care"
SECTIONS = {
    "Updates": frozenset({OwedKind.UPDATE}),
    "News to tell": frozenset({OwedKind.DEVELOPMENT}),
    "Unanswered contact": frozenset({OwedKind.ACKNOWLEDGEMENT, OwedKind.ANSWER}),
    "Key dates": frozenset({OwedKind.KEY_DATE}),
    "Agreed actions": frozenset({OwedKind.FOLLOW_UP}),
    CARE: frozenset({OwedKind.DUTY}),
}
"""Under which heading (`say_section`) each kind of thing stands; every kind has one."""


_HEADS = {
    "Updates": "Updates",
    "News to tell": "News to tell",
    "Unanswered contact": "Unanswered contact",
    "Key dates": "Key dates",
    "Agreed actions": "Agreed actions",
    CARE: "Client care",
    FORGOTTEN: "Forgotten files",
}


def say_section(section: str) -> str:
    """The heading of one of `SECTIONS`, or of `FORGOTTEN`."""
    return tr(_HEADS[section])


@dataclass(frozen=True, slots=True)
class PartnersRow:
    """One thing: how it stands, of which matter and client, what; ``due`` as the table has it."""

    section: str
    state: str
    due: str
    when: str
    number: str
    title: str
    client: str
    text: str
    late: bool = False
    is_put_off: bool = False
    """It stands in its list, but is counted apart, as `say_totals` counts."""


@dataclass(frozen=True, slots=True)
class PartnersShare:
    """What one person owes."""

    name: str
    summary: str
    note: str
    rows: tuple[PartnersRow, ...]
    late: int
    """How many things are late and not put off."""

    def of(self, section: str) -> tuple[PartnersRow, ...]:
        """The rows under a heading, worst first."""
        return tuple(row for row in self.rows if row.section == section)

    def count(self, section: str) -> int:
        """How many stand under a heading and are not put off."""
        return sum(not row.is_put_off for row in self.of(section))

    @property
    def owed(self) -> int:
        """How many things, put off ones and forgotten files left out: the sum of the lists."""
        return sum(map(self.count, SECTIONS))

    @property
    def put_off(self) -> int:
        """How many things of all lists are put off."""
        return sum(row.is_put_off for row in self.rows)


@dataclass(frozen=True, slots=True)
class PartnersLists:
    """All of it in words. ``whose_id``: the person it is of, or who asked for everybody's."""

    stationery: Stationery
    day: str
    made: str
    whose: str
    summary: str
    shares: tuple[PartnersShare, ...]
    days: int
    whose_id: UUID
    matters: Counter[UUID | None]
    of_one: bool = False
    """Of one person, not of everybody."""
    kind: str = "partners_list"


@on_paper
def partners_lists(reader: Reader, person_id: UUID | None = None, *, days: int = AHEAD) -> PartnersLists:
    """Everybody's, or what concerns one person as `due --person` has it; what comes within ``days``."""
    found = owed(reader, days=days, person_id=person_id)
    shares = shares_of(reader, found) if person_id is None else _of_one(reader, found, person_id)
    now = reader.local(reader.now)
    return PartnersLists(
        stationery=stationery(reader),
        day=say_date(now.date()),
        made=made_by(reader),
        whose=tr("Everybody at the firm") if person_id is None else shares[0].name,
        summary=say_totals(shares),
        shares=tuple(_share(reader, one, now) for one in shares),
        days=days,
        whose_id=person_id or reader.viewer,
        matters=Counter(_matters(found)),
        of_one=person_id is not None,
    )


def _of_one(reader: Reader, found: Owed, person_id: UUID) -> tuple[Share, ...]:
    return (Share(person_id, colleague(reader, person_id).name, found.items, found.forgotten),)


def _matters(found: Owed) -> Iterator[UUID | None]:
    yield from (item.matter_id for item in found.items)
    yield from (one.matter.id for one in found.forgotten)


def _share(reader: Reader, share: Share, now: datetime) -> PartnersShare:
    rows = (*_rows(reader, share.items, now), *(_lost(one.matter, one.reason) for one in share.forgotten))
    return PartnersShare(
        share.name or tr("In nobody's name"), say_totals([share]), say_away(reader, share), rows, share.late
    )


def _rows(reader: Reader, items: Iterable[OwedItem], now: datetime) -> Iterator[PartnersRow]:
    for item in items:
        said = say_due(item, now)
        text = say_item(item, now)
        if item.put_off is not None:
            text = f"{text}; {say_put_off(item.put_off, now)}"
        yield PartnersRow(
            section=next(name for name, kinds in SECTIONS.items() if item.kind in kinds),
            state=item.state.value,
            due=reader.local(as_moment(item.due, reader)).isoformat()
            if isinstance(item.due, datetime)
            else (item.due.isoformat() if item.due else ""),
            when=said.words,
            number=item.matter.number if item.matter else "",
            title=item.title,
            client=item.whose.client,
            text=text,
            late=said.standing is Standing.LATE and item.put_off is None,
            is_put_off=item.put_off is not None,
        )


def _lost(matter: MatterRow, reason: str) -> PartnersRow:
    return PartnersRow(
        FORGOTTEN, "forgotten", "", tr("forgotten file"), matter.number, matter.title, matter.client, reason
    )
