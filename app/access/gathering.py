"""Everything that is held about a person, across matters, as items: what each says, and why it has to be decided."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import Table, select

from app.access.finding import Found, find, one_of, wanted_rows
from app.access.person import Person
from app.access.sources import Kind, kind_of, parts, sources
from app.access.spelling import Line, Spelling, is_said, label, part_called
from app.access.weighing import Weigher, of_entry
from app.access.words import Why
from app.kernel.language import SOURCE, speaking, tr
from app.kernel.text import fold
from app.matters.models import Matter
from app.people.models import Colleague
from app.storage.base import canonical_json
from app.storage.transaction import Reader

_NAMES: Final = UUID("6d1f7c3e-52a1-4a7e-9a55-2f0c1f5f7a10")
"""Ids of items whose rows have none of their own are made from their keys."""
_LONGEST_TITLE: Final = 120
_UNNAMED: Final = {"name": "no name given"}
"""For whom no name is kept, the number at which a client's mother is called."""
_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is held. ``lines``: what it says; ``file_id``: the attachment that it is."""

    id: UUID
    table: str
    what: str
    title: str
    day: date | None
    matter_id: UUID | None
    matter: str
    whys: tuple[Why, ...]
    lines: tuple[Line, ...]
    digest: str
    file_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What may be seen of what is held; ``restricted``: there is more, which somebody else has to gather."""

    items: tuple[Item, ...]
    restricted: bool


def gather(reader: Reader, person: Person) -> Gathered:
    """All of it, by kind and then by day. Reads everything of a client: for who opens it, never for a list."""
    found = find(reader, person)
    return Gathered(tuple(_Gatherer(reader, person, found).items()), found.restricted)


class _Gatherer:
    def __init__(self, reader: Reader, person: Person, found: Found) -> None:
        self._reader, self._person, self._found = reader, person, found
        names = {row.id: row.name for row in reader.session.execute(select(Colleague.id, Colleague.name))}
        self._spelling = Spelling(reader, names)
        self._weigher = Weigher(person, found, {fold(name) for name in names.values()})
        self._of_entries: dict[UUID, tuple[Why, ...]] = {}
        self._places: dict[UUID, UUID | None] = {}
        self._numbers: dict[UUID, str] = {}

    def items(self) -> Iterator[Item]:
        for table in sources():
            rows = self._rows(table)
            hung = self._parts(table, rows)
            self._know_matters(rows)
            made = [self._item(table, row, hung.get(row["id"], ()) if "id" in row else ()) for row in rows]
            yield from sorted(made, key=lambda one: (one.day or date.min, str(one.id)))

    def _rows(self, table: Table) -> list[_Row]:
        columns = [one for one in table.columns if is_said(one) or one.name == "id"]
        query = select(*columns).where(wanted_rows(table, self._person, self._found))
        return [dict(row) for row in self._reader.session.execute(query).mappings()]

    def _parts(self, table: Table, rows: Sequence[_Row]) -> Mapping[UUID, Sequence[tuple[str, _Row]]]:
        """The rows that hang on these, by theirs."""
        found: dict[UUID, list[tuple[str, _Row]]] = defaultdict(list)
        ids = [row["id"] for row in rows] if rows and "id" in rows[0] else []
        for part, tie in parts()[table.name] if ids else ():
            columns = [one for one in part.columns if is_said(one)]
            query = select(*columns).where(one_of(tie, ids)).order_by(*part.primary_key.columns)
            for row in self._reader.session.execute(query).mappings():
                found[row[tie.name]].append((part.name, dict(row)))
        return found

    def _know_matters(self, rows: Iterable[_Row]) -> None:
        wanted = {row["matter_id"] for row in rows if row.get("matter_id")} - self._numbers.keys()
        if wanted:
            query = select(Matter.id, Matter.number).where(Matter.id.in_(wanted))
            self._numbers |= {row.id: row.number for row in self._reader.session.execute(query)}

    def _item(self, table: Table, row: _Row, hung: Sequence[tuple[str, _Row]]) -> Item:
        kind, item_id = kind_of(table.name), _id_of(table, row)
        whys = self._whys(table, row, hung)
        lines = self._lines(table, row, hung)
        with speaking(SOURCE):  # what was decided stays so in whatever language somebody looks at it
            said = [self._lines(table, row, hung), [why.value for why in whys]]
        matter_id = self._matter_of(table, row, item_id)
        return Item(
            item_id,
            table.name,
            kind.word,
            self._title(kind, row),
            self._day(kind, row),
            matter_id,
            self._numbers.get(matter_id, "") if matter_id else "",
            whys,
            lines,
            hashlib.sha256(canonical_json(said).encode()).hexdigest(),
            item_id if table.name == "attachments" else None,
        )

    def _lines(self, table: Table, row: _Row, hung: Sequence[tuple[str, _Row]]) -> tuple[Line, ...]:
        return (*self._spelling.lines(table, row), *self._of_parts(hung))

    def _whys(self, table: Table, row: _Row, hung: Sequence[tuple[str, _Row]]) -> tuple[Why, ...]:
        if table.name == "attachments":
            return of_entry(self._of_entries, row)
        whys = self._weigher.whys(table.name, row, hung)
        if table.name == "contact_entries":
            self._of_entries[row["id"]] = whys
        return whys

    def _matter_of(self, table: Table, row: _Row, item_id: UUID) -> UUID | None:
        if table.name == "matters":
            self._numbers[item_id] = row["number"]
            return item_id
        if table.name == "attachments":
            return self._places.get(row["entry_id"])
        matter_id: UUID | None = row.get("matter_id")
        if table.name == "contact_entries":
            self._places[item_id] = matter_id
        return matter_id

    def _of_parts(self, hung: Sequence[tuple[str, _Row]]) -> Iterator[Line]:
        for name, row in hung:
            words = (
                f"{label(column)}: {said}"
                for column, value in row.items()
                if (said := self._spelling.words(value))
            )
            said = "\n".join(words)
            if said:
                yield part_called(name), said

    def _title(self, kind: Kind, row: _Row) -> str:
        said = (self._spelling.words(row.get(column)) or _unnamed(column) for column in kind.title)
        title = " ".join(", ".join(filter(None, said)).split())
        return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE].rstrip()}…"

    def _day(self, kind: Kind, row: _Row) -> date | None:
        value = row.get(kind.day)
        return self._reader.local(value).date() if isinstance(value, datetime) else value


def _unnamed(column: str) -> str:
    return tr(_UNNAMED[column]) if column in _UNNAMED else ""


def _id_of(table: Table, row: _Row) -> UUID:
    found = row.get("id")
    if isinstance(found, UUID):
        return found
    keys = [f"{row.get(column.name)}" for column in table.primary_key.columns]
    return uuid5(_NAMES, "\n".join((table.name, *keys)))
