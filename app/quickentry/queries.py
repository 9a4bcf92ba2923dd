"""What the vault has for the words of a line: the few matters and clients that could be meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.clients.models import Client
from app.hours.queries import firm_calendar
from app.kernel.text import fold
from app.matters.docket_numbers import located_docket_numbers
from app.matters.models import Matter, MatterClient
from app.matters.words import MatterStatus
from app.people.queries import colleagues
from app.quickentry.languages import vocabulary as spoken_vocabulary
from app.quickentry.names import needles
from app.quickentry.parts import Known, KnownClient, KnownMatter, Ref, Setting
from app.quickentry.tokens import READ, tokens_of
from app.quickentry.vocabulary import Vocabulary
from app.settings.queries import firm
from app.storage.transaction import Reader

MOST = 40
"""So many matters, and so many clients, are looked at; where more fit, nobody guesses."""


def setting_of(reader: Reader, page: Ref | None = None) -> Setting:
    """What a line is read against: the firm's time, days and people, and what the window shows."""
    calendar = firm_calendar(reader)
    # The holidays are computed here, not while one types.
    calendar.is_working_day(reader.local(reader.now).date())
    people = colleagues(reader)
    return Setting(
        now=reader.local(reader.now),
        order=firm(reader).details.day_order,
        add_working_days=calendar.add_working_days,
        is_working_day=calendar.is_working_day,
        holiday=calendar.holiday,
        colleagues=tuple((one.id, one.name) for one in people),
        me=next((one.name for one in people if one.id == reader.viewer), ""),
        page=page,
    )


def asked_of(line: str, vocabulary: Vocabulary | None = None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words and the serials of docket numbers that `known_for` would look up: the same, the same answer."""
    words = needles(tokens_of(line), vocabulary or spoken_vocabulary())
    serials = dict.fromkeys(str(number.serial) for _, _, number in located_docket_numbers(line[:READ]))
    return words, tuple(serials)[:4]


def known_for(
    reader: Reader, line: str, page: Ref | None = None, *, vocabulary: Vocabulary | None = None
) -> Known:
    """The matters and clients whose number, title or name has words of ``line``, those that fit best first."""
    words, serials = asked_of(line, vocabulary)
    keys = [fold(word) for word in words]
    clients, more_clients = _clients(reader, keys)
    matters, more_matters = _matters(reader, keys, serials)
    page_ids = [page.matter_id] if page and page.matter_id else []
    theirs = _matters_of(reader, [one.id for one in clients], page_ids)
    if page and page.client_id and page.client_id not in {one.id for one in clients}:
        clients += _named(reader, [page.client_id])
    every = {one.id: one for one in (*matters, *theirs[0])}
    return Known(
        tuple(every.values()),
        tuple(KnownClient(one.id, one.name, theirs[1].get(one.id, ()), one.also) for one in clients),
        more_clients or more_matters,
    )


def _begins(column: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    """Whether a word of the column begins so."""
    return column.startswith(word, autoescape=True) | column.contains(f" {word}", autoescape=True)


def _fit(conditions: Iterable[ColumnElement[bool]]) -> ColumnElement[int]:
    total: ColumnElement[int] = literal(0)
    for one in conditions:
        total = total + case((one, 1), else_=0)
    return total


def _clients(reader: Reader, keys: Sequence[str]) -> tuple[list[KnownClient], bool]:
    if not keys:
        return [], False
    fits = [_begins(Client.name_key, key) for key in keys]
    query = (
        select(Client.id, Client.name, Client.company)
        .where(or_(*fits), ~Client.archived)
        .order_by(_fit(fits).desc(), Client.name_key)
        .limit(MOST + 1)
    )
    rows = reader.session.execute(query).all()
    found = [KnownClient(row.id, row.name, (), (row.company,) if row.company else ()) for row in rows[:MOST]]
    return found, len(rows) > MOST


def _named(reader: Reader, client_ids: Sequence[UUID]) -> list[KnownClient]:
    query = select(Client.id, Client.name).where(Client.id.in_(client_ids))
    return [KnownClient(row.id, row.name) for row in reader.session.execute(query)]


_MATTER = (
    Matter.id,
    Matter.number,
    Matter.title,
    Matter.court_number,
    Client.id,
    Client.name,
    Matter.status,
)


def _matters(reader: Reader, keys: Sequence[str], serials: Sequence[str]) -> tuple[list[KnownMatter], bool]:
    fits = [_begins(Matter.title_key, key) for key in keys]
    exact = [Matter.number_key == key for key in keys]
    exact += [Matter.number_key.endswith(f"0{key}", autoescape=True) for key in keys if key.isdecimal()]
    docket = [func.lower(Matter.court_number).contains(serial, autoescape=True) for serial in serials]
    if not (fits or docket):
        return [], False
    query = (
        select(*_MATTER)
        .join(MatterClient, (MatterClient.matter_id == Matter.id) & (MatterClient.position == 0))
        .join(Client, Client.id == MatterClient.client_id)
        .where(or_(*fits, *exact, *docket))
        .order_by((_fit(fits) + 20 * _fit(exact) + 20 * _fit(docket)).desc(), Matter.number_key)
        .limit(MOST + 1)
    )
    rows = reader.session.execute(query).all()
    return [_known(row) for row in rows[:MOST]], len(rows) > MOST


def _known(row: Sequence[Any]) -> KnownMatter:
    matter_id, number, title, court_number, client_id, client, status = row
    closed = status is MatterStatus.CLOSED
    return KnownMatter(matter_id, number, title, court_number, client_id, client, closed)


def _matters_of(
    reader: Reader, client_ids: Sequence[UUID], matter_ids: Sequence[UUID]
) -> tuple[list[KnownMatter], dict[UUID, tuple[UUID, ...]]]:
    """The matters of these clients that are not closed, with those that are asked for; and whose they are."""
    owner = MatterClient.__table__.alias("owner")
    query = (
        select(*_MATTER, owner.c.client_id)
        .join(MatterClient, (MatterClient.matter_id == Matter.id) & (MatterClient.position == 0))
        .join(Client, Client.id == MatterClient.client_id)
        .join(owner, owner.c.matter_id == Matter.id)
        .where(
            (owner.c.client_id.in_(client_ids) & (Matter.status != MatterStatus.CLOSED))
            | Matter.id.in_(matter_ids)
        )
        .order_by(Matter.number_key)
        .limit(MOST * 4)
    )
    found: dict[UUID, KnownMatter] = {}
    whose: dict[UUID, tuple[UUID, ...]] = {}
    for *columns, client_id in reader.session.execute(query):
        one = _known(columns)
        found[one.id] = one
        if not one.closed:
            whose[client_id] = (*whose.get(client_id, ()), one.id)
    return list(found.values()), whose
