"""Matters, read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from app.clients.models import Client
from app.kernel.errors import NotFound
from app.kernel.text import fold
from app.matters.commands import MatterDetails
from app.matters.history import said_then
from app.matters.keepers import KeeperRole, KeptThen, keepers_then, names_of
from app.matters.models import (
    Development,
    DevelopmentVersion,
    KeyDate,
    KeyDateVersion,
    Matter,
    MatterClient,
    MatterWall,
)
from app.matters.words import LASTING, DevelopmentKind, KeyDateKind, MatterStatus
from app.people.models import Colleague
from app.settings.models import Firm
from app.storage.rows import raw_rows
from app.storage.transaction import Reader

RUNNING = (MatterStatus.OPEN, MatterStatus.PENDING)
"""Not closed, said so that an index finds them."""
MatterOrder = Literal["number", "title", "client", "practice_area", "responsible"]


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter as a list shows it. ``client`` is the first-named one."""

    id: UUID
    number: str
    title: str
    client_id: UUID
    client: str
    court: str
    court_number: str
    practice_area: str
    stage: str
    status: MatterStatus
    opened_on: date | None
    responsible_id: UUID | None
    responsible: str
    point_of_contact_id: UUID | None
    point_of_contact: str
    restricted: bool = False
    """Whether it exists for named people alone."""
    supervisor_id: UUID | None = None
    """Who watches over it: who was named, or the firm's lead."""
    supervisor: str = ""


@dataclass(frozen=True, slots=True)
class MatterSheet:
    """A matter whole: as its list row shows it, and as its form holds it."""

    row: MatterRow
    details: MatterDetails
    clients: tuple[tuple[UUID, str], ...]
    emergency: str = ""
    """Who is reached out of hours: as said for the matter, or for the firm."""


@dataclass(frozen=True, slots=True)
class DevelopmentRow:
    """Something that happened."""

    id: UUID
    matter_id: UUID
    kind: DevelopmentKind
    occurred_at: datetime
    text: str
    whole_text: str
    plain_words: str
    document_number: str
    essential: bool
    urgent: bool
    written_at: datetime
    author_id: UUID
    version: int
    changed_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str

    @property
    def said(self) -> str:
        """What a client is told of it: everything that was written."""
        return self.whole_text or self.text

    @property
    def for_client(self) -> str:
        """What the letter says of it."""
        return self.plain_words or self.said


@dataclass(frozen=True, slots=True)
class KeyDateRow:
    """A date to keep."""

    id: UUID
    matter_id: UUID
    kind: KeyDateKind
    on: date
    at: time | None
    title: str
    place: str
    client_attends: bool
    who_acts: str
    done_at: datetime | None
    cancelled_at: datetime | None
    written_at: datetime
    version: int
    changed_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str


def list_matters(
    reader: Reader,
    *,
    status: MatterStatus | None = None,
    responsible_id: UUID | None = None,
    client_id: UUID | None = None,
    query: str = "",
    ids: Iterable[UUID] | None = None,
    limit: int | None = None,
    offset: int = 0,
    order: MatterOrder = "number",
    descending: bool = False,
    closed: bool = True,
) -> tuple[MatterRow, ...]:
    """Matters by number or another ``order``; ``query`` filters by words of number, title, court number and client.

    With ``closed`` False the closed ones are left out.
    A list as known by a moment has no matter that was added later; one that is asked for by its id is there, empty.
    """
    found = _rows(order, descending=descending)
    if reader.known_by is not None and ids is None:
        found = found.where(Matter.added_at <= reader.known_by)
    if not closed:
        found = found.where(Matter.status.in_(RUNNING))
    if status is not None:
        found = found.where(Matter.status == status)
    then = keepers_then(reader)
    if responsible_id is not None:
        found = found.where(_answered_for(responsible_id, then))
    if client_id is not None:
        of_client = select(MatterClient.matter_id).where(MatterClient.client_id == client_id)
        found = found.where(Matter.id.in_(of_client))
    if ids is not None:
        found = found.where(Matter.id.in_(list(ids)))
    found = found.where(*_fitting(query)).limit(limit).offset(offset or None)
    rows = _read(reader, found)
    return tuple(kept_then(reader, rows, then)) if then else tuple(rows)


def _read(reader: Reader, query: Select[*tuple[Any, ...]]) -> Iterator[MatterRow]:
    """The rows of `_rows`, with what is said of few people and few matters looked up once: joined to each of five
    thousand it would take longer than all the rest."""
    session = reader.session
    names = {one.id: one.name for one in session.execute(select(Colleague.id, Colleague.name))}
    lead_id = session.scalar(select(Firm.lead_id))
    walls = frozenset(session.scalars(select(MatterWall.matter_id)))
    people: dict[str | None, UUID | None] = {one.hex: one for one in names}
    for *row, status, opened_on, responsible, contact, supervisor in raw_rows(session, query):
        responsible_id, contact_id = people.get(responsible), people.get(contact)
        watching = people.get(supervisor) or (lead_id if lead_id in names else None)
        digits, number, title, client, *said = row
        matter_id = UUID(digits)
        name, court, court_number, practice_area, stage = said
        yield MatterRow(
            matter_id,
            number,
            title,
            UUID(client),
            name,
            court,
            court_number,
            practice_area,
            stage,
            _STATUS[status],
            None if opened_on is None else date.fromisoformat(opened_on),
            responsible_id,
            names.get(responsible_id, ""),
            contact_id,
            names.get(contact_id, ""),
            matter_id in walls,
            watching,
            names.get(watching, ""),
        )


_STATUS = {one.value: one for one in MatterStatus}


def _answered_for(responsible_id: UUID, then: KeptThen) -> ColumnElement[bool]:
    """The matters of a lawyer at the reader's moment."""
    role = KeeperRole.RESPONSIBLE
    others = {one: kept[role] for one, kept in then.items() if role in kept}
    theirs = [one for one, who in others.items() if who == responsible_id]
    return (Matter.responsible_id == responsible_id) & Matter.id.not_in(others) | Matter.id.in_(theirs)


def kept_then(reader: Reader, rows: Iterable[MatterRow], then: KeptThen) -> Iterator[MatterRow]:
    """The rows with those who looked after each matter at the reader's moment (`keepers_then`)."""
    lead_id = reader.session.scalar(select(Firm.lead_id))
    named = (who for kept in then.values() for who in kept.values() if isinstance(who, UUID))
    names = names_of(reader, (*named, lead_id))
    fields_of = {
        KeeperRole.CONTACT: ("point_of_contact_id", "point_of_contact"),
        KeeperRole.RESPONSIBLE: ("responsible_id", "responsible"),
        KeeperRole.SUPERVISOR: ("supervisor_id", "supervisor"),
    }
    for row in rows:
        changed: dict[str, Any] = {}
        for role, who in then.get(row.id, {}).items():
            if role in fields_of:
                one = who if isinstance(who, UUID) else None
                one = one or (lead_id if role is KeeperRole.SUPERVISOR else None)
                changed |= dict(zip(fields_of[role], (one, names.get(one, "")), strict=True))
        yield replace(row, **changed) if changed else row


def _fitting(query: str) -> list[ColumnElement[bool]]:
    """What a matter joined to its first client must be like, to have each word in its number, title or names."""
    return [
        or_(
            Matter.number_key.contains(word, autoescape=True),
            Matter.title_key.contains(word, autoescape=True),
            func.lower(Matter.court_number).contains(word, autoescape=True),
            Client.name_key.contains(word, autoescape=True),
        )
        for word in fold(query).split()
    ]


def runs(matter_id: Any) -> ColumnElement[bool]:
    """Whether the matter of a row is not closed: for tables of which few rows are looked at."""
    return select(Matter.id).where(Matter.id == matter_id, Matter.status.in_(RUNNING)).exists()


def running() -> Select[UUID]:
    """The ids of matters that are not closed, for the ``in_`` of a query."""
    return select(Matter.id).where(Matter.status.in_(RUNNING))


def practice_areas(reader: Reader) -> tuple[str, ...]:
    """The practice areas of the matters that are not closed, by name."""
    query = (
        select(Matter.practice_area)
        .where(Matter.status != MatterStatus.CLOSED, Matter.practice_area != "")
        .distinct()
    )
    return tuple(sorted(reader.session.scalars(query), key=str.casefold))


def count_matters(reader: Reader, status: MatterStatus | None, query: str = "") -> int:
    """How many matters have a status (None: any) and the words of a ``query``, as `list_matters` has them."""
    counted = select(func.count()).select_from(Matter)
    if status is not None:
        counted = counted.where(Matter.status == status)
    if fits := _fitting(query):
        first = (MatterClient.matter_id == Matter.id) & (MatterClient.position == 0)
        counted = counted.join(MatterClient, first).join(Client, Client.id == MatterClient.client_id)
        counted = counted.where(*fits)
    return reader.session.scalar(counted) or 0


def matter_sheet(reader: Reader, matter_id: UUID) -> MatterSheet:
    """One matter."""
    rows = list_matters(reader, ids=[matter_id])
    if not rows:
        raise NotFound("no-matter", "That matter is not in the vault.", field="matter")
    matter = reader.session.get_one(Matter, matter_id)
    clients = tuple(
        (client_id, name)
        for client_id, name in reader.session.execute(
            select(Client.id, Client.name)
            .join(MatterClient, MatterClient.client_id == Client.id)
            .where(MatterClient.matter_id == matter_id)
            .order_by(MatterClient.position)
        )
    )
    values = {one.name: getattr(matter, one.name) for one in fields(MatterDetails) if one.name != "clients"}
    details = MatterDetails(**values, clients=tuple(client_id for client_id, _ in clients))
    return MatterSheet(rows[0], details, clients, _emergency(reader, matter_id, details))


def _emergency(reader: Reader, matter_id: UUID, details: MatterDetails) -> str:
    then = keepers_then(reader, [matter_id]).get(matter_id, {})
    words = then.get(KeeperRole.EMERGENCY, details.emergency_contact)
    return str(words or "") or reader.session.scalar(select(Firm.emergency_contact)) or ""


def details_of(reader: Reader, matter_ids: Iterable[UUID]) -> dict[UUID, MatterDetails]:
    """The details of many matters in two statements, for an import that compares them."""
    ids = list(matter_ids)
    clients: dict[UUID, list[UUID]] = defaultdict(list)
    for matter_id, client_id in reader.session.execute(
        select(MatterClient.matter_id, MatterClient.client_id)
        .where(MatterClient.matter_id.in_(ids))
        .order_by(MatterClient.position)
    ):
        clients[matter_id].append(client_id)
    names = [one.name for one in fields(MatterDetails) if one.name != "clients"]
    query = select(Matter.id, *(getattr(Matter, name) for name in names)).where(Matter.id.in_(ids))
    return {
        matter_id: MatterDetails(**dict(zip(names, values, strict=True)), clients=tuple(clients[matter_id]))
        for matter_id, *values in reader.session.execute(query)
    }


def find_matter(reader: Reader, number: str) -> MatterRow:
    """The one matter of that number; where several match, an error that lists them (CLI.md)."""
    key = fold(number)
    exact = reader.session.scalar(select(Matter.id).where(Matter.number_key == key))
    rows = list_matters(reader, ids=[exact]) if exact is not None else ()
    if not rows and key:
        rows = list_matters(reader, query=number, limit=10)
    if not rows:
        raise NotFound("no-matter", "No matter of that number is in the vault.", field="matter")
    if len(rows) > 1:
        listed = "; ".join(f"{row.number} {row.title}" for row in rows)
        raise NotFound(
            "several-matters", f"Several matters match; please give the number: {listed}.", field="matter"
        )
    return rows[0]


def developments(
    reader: Reader,
    matter_id: UUID | None = None,
    *,
    withdrawn: bool = False,
    ids: Collection[UUID] | None = None,
) -> tuple[DevelopmentRow, ...]:
    """What had happened by the reader's moment, newest first; of one matter or of all.

    ``withdrawn`` adds what was written down by mistake; ``ids`` looks at these alone.
    """
    query = select(*(getattr(Development, one.name) for one in fields(DevelopmentRow)))
    if ids is not None:
        query = query.where(Development.id.in_(ids))
    if matter_id is not None:
        query = query.where(Development.matter_id == matter_id)
    query = query.where(*known_developments(reader, withdrawn=withdrawn))
    rows = (DevelopmentRow(*row) for row in reader.session.execute(query))
    found = developments_as_known(reader, rows)
    return tuple(sorted(found, key=lambda one: (one.occurred_at, one.id), reverse=True))


def known_developments(reader: Reader, *, withdrawn: bool = False) -> list[ColumnElement[bool]]:
    """What holds of a development that had happened, stands, and may be known.

    Where only what was written by some moment may be known, `developments_as_known` looks again.
    """
    if reader.known_by is None:
        found = [Development.occurred_at <= reader.now]
        return found if withdrawn else [*found, Development.withdrawn_at.is_(None)]
    known = reader.known_by
    happened = (Development.occurred_at <= reader.now) | (Development.changed_at > known)
    stood = Development.withdrawn_at.is_(None) | (Development.withdrawn_at > known)
    found = [Development.written_at <= known, happened]
    return found if withdrawn else [*found, stood]


def developments_as_known(reader: Reader, rows: Iterable[DevelopmentRow]) -> tuple[DevelopmentRow, ...]:
    """The rows as they read when the reader may have known them: before what was corrected or withdrawn since."""
    if reader.known_by is None:
        return tuple(rows)
    by = reader.known_by
    kept = list(rows)
    then = said_then(
        reader,
        DevelopmentVersion,
        [row.id for row in kept if row.changed_at is not None and row.changed_at > by],
    )
    found = (
        replace(
            row,
            withdrawn_at=_if_by(row.withdrawn_at, by),
            changed_at=_if_by(row.changed_at, by),
            **then.get(row.id, {}),
        )
        for row in kept
    )
    return tuple(row for row in found if row.occurred_at <= reader.now)


def key_dates(
    reader: Reader,
    matter_id: UUID | None = None,
    *,
    first: date | None = None,
    last: date | None = None,
    pending_on: date | None = None,
    withdrawn: bool = False,
) -> tuple[KeyDateRow, ...]:
    """Key dates in order of time; of one matter or of all.

    ``pending_on`` leaves out what nobody has to think of on that day any more, in matters that are not closed;
    ``withdrawn`` adds what was put in by mistake.
    """
    query = select(*(getattr(KeyDate, one.name) for one in fields(KeyDateRow))).order_by(
        KeyDate.on, case((KeyDate.at.is_(None), 0), else_=1), KeyDate.at, KeyDate.id
    )
    wanted: list[ColumnElement[bool]] = []
    if first is not None:
        wanted.append(KeyDate.on >= first)
    if last is not None:
        wanted.append(KeyDate.on <= last)
    if pending_on is not None:
        kept = KeyDate.done_at.is_(None) | (KeyDate.done_at > _moment_known(reader))
        wanted.append((KeyDate.on >= pending_on) | (KeyDate.kind.in_(sorted(LASTING)) & kept))
        query = query.where(runs(KeyDate.matter_id))
    if matter_id is not None:
        query = query.where(KeyDate.matter_id == matter_id)
    if not withdrawn:
        stood = KeyDate.withdrawn_at.is_(None)
        query = query.where(
            stood if reader.known_by is None else stood | (KeyDate.withdrawn_at > reader.known_by)
        )
    if reader.known_by is None:
        rows = reader.session.execute(query.where(*wanted))
        return tuple(_as_stood(reader, KeyDateRow(*row)) for row in rows)
    query = query.where(KeyDate.written_at <= reader.known_by)
    if wanted:  # where it stood then may be another day than now
        query = query.where(and_(*wanted) | (KeyDate.changed_at > reader.known_by))
    then = _key_dates_then(reader, [KeyDateRow(*row) for row in reader.session.execute(query)])
    return tuple(row for row in then if _lies(row, first, last, pending_on))


def _key_dates_then(reader: Reader, rows: Sequence[KeyDateRow]) -> list[KeyDateRow]:
    """The rows as they stood when the reader may have known them, in order of time."""
    by = reader.known_by or reader.now
    moved = [row.id for row in rows if row.changed_at is not None and row.changed_at > by]
    then = said_then(reader, KeyDateVersion, moved)
    found = [
        replace(
            _as_stood(reader, row),
            withdrawn_at=_if_by(row.withdrawn_at, by),
            changed_at=_if_by(row.changed_at, by),
            **then.get(row.id, {}),
        )
        for row in rows
    ]
    return sorted(found, key=lambda row: (row.on, row.at is not None, row.at or time(), row.id))


def _lies(row: KeyDateRow, first: date | None, last: date | None, pending_on: date | None) -> bool:
    ahead = pending_on is None or row.on >= pending_on or (row.kind in LASTING and row.done_at is None)
    return ahead and (first is None or row.on >= first) and (last is None or row.on <= last)


def _if_by(moment: datetime | None, by: datetime) -> datetime | None:
    return moment if moment is not None and moment <= by else None


def _as_stood(reader: Reader, row: KeyDateRow) -> KeyDateRow:
    """What was kept after the reader's moment was not kept yet."""
    by = _moment_known(reader)
    return (
        replace(row, done_at=None, cancelled_at=None) if row.done_at is not None and row.done_at > by else row
    )


def _moment_known(reader: Reader) -> datetime:
    return min(reader.now, reader.known_by or reader.now)


def matters_of_clients(reader: Reader, client_ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """For each client the matters that are not closed."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    query = (
        select(MatterClient.client_id, MatterClient.matter_id)
        .join(Matter, Matter.id == MatterClient.matter_id)
        .where(MatterClient.client_id.in_(client_ids), Matter.status != MatterStatus.CLOSED)
        .order_by(Matter.number_key)
    )
    for client_id, matter_id in reader.session.execute(query):
        found[client_id].append(matter_id)
    return {client_id: tuple(ids) for client_id, ids in found.items()}


def clients_of_matters(
    reader: Reader, *, status: MatterStatus | None = None, responsible_id: UUID | None = None
) -> frozenset[UUID]:
    """The clients who have a matter of that status, of that lawyer's."""
    query = select(MatterClient.client_id).join(Matter, Matter.id == MatterClient.matter_id)
    if status is not None:
        query = query.where(Matter.status == status)
    if responsible_id is not None:
        query = query.where(Matter.responsible_id == responsible_id)
    return frozenset(reader.session.scalars(query))


def count_by_client(reader: Reader, client_ids: Sequence[UUID]) -> dict[UUID, int]:
    """For each of these clients who has one, how many matters are not closed."""
    query = (
        select(MatterClient.client_id, func.count())
        .join(Matter, Matter.id == MatterClient.matter_id)
        .where(Matter.status != MatterStatus.CLOSED, MatterClient.client_id.in_(client_ids))
        .group_by(MatterClient.client_id)
    )
    return {client_id: int(count) for client_id, count in reader.session.execute(query)}


def running_matters() -> ColumnElement[int]:
    """How many matters of a client are not closed, for the order of `app.clients.queries.list_clients`."""
    return (
        select(func.count())
        .select_from(MatterClient)
        .join(Matter, Matter.id == MatterClient.matter_id)
        .where(MatterClient.client_id == Client.id, Matter.status != MatterStatus.CLOSED)
        .correlate(Client)
        .scalar_subquery()
    )


def _rows(order: MatterOrder = "number", *, descending: bool = False) -> Select[*tuple[Any, ...]]:
    keys: dict[MatterOrder, Any] = {
        "number": Matter.number_key,
        "title": Matter.title_key,
        "client": Client.name_key,
        "practice_area": func.lower(Matter.practice_area),
        "responsible": func.coalesce(Colleague.name_key, ""),
    }
    chosen = keys[order]
    query = (
        select(
            Matter.id,
            Matter.number,
            Matter.title,
            Client.id,
            Client.name,
            Matter.court,
            Matter.court_number,
            Matter.practice_area,
            Matter.stage,
            Matter.status,
            Matter.opened_on,
            Matter.responsible_id,
            Matter.point_of_contact_id,
            Matter.supervisor_id,
        )
        .join(MatterClient, (MatterClient.matter_id == Matter.id) & (MatterClient.position == 0))
        .join(Client, Client.id == MatterClient.client_id)
        .order_by(chosen.desc() if descending else chosen, Matter.number_key)
    )
    if order == "responsible":
        query = query.join(Colleague, Colleague.id == Matter.responsible_id, isouter=True)
    return query
