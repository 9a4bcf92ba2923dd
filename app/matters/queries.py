"""Matters, read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from app.clients.models import Client
from app.kernel.errors import NotFound
from app.kernel.ids import read_id
from app.kernel.language import tr
from app.kernel.rows import quick_row
from app.kernel.text import fold
from app.matters.keepers import KeeperRole, KeptThen, keepers_then, names_of
from app.matters.models import Matter, MatterClient, MatterWall
from app.matters.running import RUNNING
from app.matters.words import MatterStatus
from app.people.models import Colleague
from app.settings.models import Firm
from app.storage.base import same_id
from app.storage.register import held
from app.storage.rows import among, raw_rows
from app.storage.transaction import Reader

MatterOrder = Literal["number", "title", "client", "practice_area", "responsible"]


@quick_row
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
    order: MatterOrder | None = "number",
    descending: bool = False,
    closed: bool = True,
) -> tuple[MatterRow, ...]:
    """Matters by number, another ``order`` or none; ``query`` filters by words of number, title, court number and
    client.

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
        found = found.where(among(Matter.id, ids))
    found = found.where(*_fitting(query)).limit(limit).offset(offset or None)
    rows = _read(reader, found)
    return tuple(kept_then(reader, rows, then)) if then else tuple(rows)


class _Held:
    """Rows of matters by id, as long as nothing of the register changes."""

    def __init__(self) -> None:
        self.rows: dict[UUID, MatterRow] = {}


def matters_of(reader: Reader, ids: Collection[UUID]) -> dict[UUID, MatterRow]:
    """Those of ``ids`` that are there, by id, for lists that name thousands again and again: what was read of them is
    held (`app.storage.register`)."""
    known = held(reader.session, _Held).rows
    if new := set(ids).difference(known):
        known.update((row.id, row) for row in _read(reader, _rows(None).where(among(Matter.id, new))))
    rows = {one: row for one in ids if (row := known.get(one)) is not None}
    then = keepers_then(reader)
    return {row.id: row for row in kept_then(reader, rows.values(), then)} if then else rows


def _read(reader: Reader, query: Select[*tuple[Any, ...]]) -> Iterator[MatterRow]:
    """The rows of `_rows`, with what is said of few people and few matters looked up once: joined to each of five
    thousand it would take longer than all the rest."""
    session = reader.session
    named = session.execute(select(Colleague.id, Colleague.name))
    people: dict[str | None, _Named] = {one.id.hex: (one.id, one.name) for one in named}
    lead_id = session.scalar(select(Firm.lead_id))
    lead = _NOBODY if lead_id is None else people.get(lead_id.hex, _NOBODY)
    walls = frozenset(one.hex for one in session.scalars(select(MatterWall.matter_id)))
    for (
        digits,
        number,
        title,
        client,
        name,
        court,
        court_number,
        practice_area,
        stage,
        status,
        opened_on,
        responsible,
        contact,
        supervisor,
    ) in raw_rows(session, query):
        responsible_id, responsible_name = people.get(responsible, _NOBODY)
        contact_id, contact_name = people.get(contact, _NOBODY)
        watching_id, watching_name = people.get(supervisor, lead)
        yield MatterRow(
            same_id(digits),
            number,
            title,
            same_id(client),
            name,
            court,
            court_number,
            practice_area,
            stage,
            _STATUS[status],
            None if opened_on is None else date.fromisoformat(opened_on),
            responsible_id,
            responsible_name,
            contact_id,
            contact_name,
            digits in walls,
            watching_id,
            watching_name,
        )


_Named = tuple[UUID | None, str]
_NOBODY: _Named = (None, "")
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


def find_matter(reader: Reader, number: str, *, exact: bool = False) -> MatterRow:
    """The one matter of that number; where several match, an error that lists them (CLI.md).

    Part of a number or a name is enough to look something up. What changes something asks for the ``exact`` number,
    title or id, whatever its case and spacing: a slip must not reach another matter.
    """
    key = fold(number)
    same = reader.session.scalar(select(Matter.id).where(Matter.number_key == key)) or read_id(number)
    rows = list_matters(reader, ids=[same]) if same is not None else ()
    if not rows and key:
        rows = list_matters(reader, query=number, limit=None if exact else 10)
        rows = _titled(rows, key) if exact else rows
    if not rows:
        raise NotFound("no-matter", tr("No matter of that number is in the vault."), field="matter")
    if len(rows) > 1:
        listed = "; ".join(f"{row.number} {row.title}" for row in rows)
        raise NotFound(
            "several-matters",
            tr("Several matters match; please give the number: {listed}.").format(listed=listed),
            field="matter",
        )
    return rows[0]


def _titled(rows: Sequence[MatterRow], key: str) -> tuple[MatterRow, ...]:
    """Those of exactly that title; where there is none, but some have it in their names, they are pointed out."""
    found = tuple(row for row in rows if fold(row.title) == key)
    if rows and not found:
        listed = "; ".join(f"{row.number} {row.title}" for row in rows[:10])
        message = tr(
            "To change something, please give the matter's whole number or title. Did you mean: {listed}?"
        ).format(listed=listed)
        raise NotFound("no-matter", message, field="matter")
    return found


def _rows(order: MatterOrder | None = "number", *, descending: bool = False) -> Select[*tuple[Any, ...]]:
    keys: dict[MatterOrder, Any] = {
        "number": Matter.number_key,
        "title": Matter.title_key,
        "client": Client.name_key,
        "practice_area": func.lower(Matter.practice_area),
        "responsible": func.coalesce(Colleague.name_key, ""),
    }
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
    )
    if order is not None:
        chosen = keys[order]
        query = query.order_by(chosen.desc() if descending else chosen, Matter.number_key)
    if order == "responsible":
        query = query.join(Colleague, Colleague.id == Matter.responsible_id, isouter=True)
    return query
