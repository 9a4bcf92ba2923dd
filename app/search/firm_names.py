"""Every client and matter of the firm by name, for who types one anywhere in the window.

The names are read once and kept in memory while the vault is open, since to ask the database at each key would take
longer than a person waits. What is kept only says where to look: what is shown of a name is read by its id, behind
the walls of who asks. So a name that was changed, merged or hidden since is never shown as it was; one that is new is
found as soon as the names are read anew.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import select

from app.clients.merges import merged_away
from app.clients.models import Client
from app.clients.queries import ClientRow, list_clients
from app.matters.models import Matter, MatterClient
from app.matters.queries import MatterRow, list_matters
from app.matters.words import MatterStatus
from app.search.desk import Desk
from app.search.names import Hit, Named, Names
from app.storage.base import same_id
from app.storage.register import register_state
from app.storage.rows import raw_rows
from app.storage.transaction import Reader

MOST: Final = 40
"""Names that are found at once: who does not see theirs among them types another letter."""


class Ref(NamedTuple):
    """A client or a matter. ``kind`` is "client" or "matter"."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Found:
    """What fits, best first; the rows as they stand now. ``is_stale``: the firm's names changed since they were
    read, so that a new one may be missing until `FirmNames.refresh`."""

    hits: tuple[Hit[Ref], ...]
    matters: dict[UUID, MatterRow]
    clients: dict[UUID, ClientRow]
    is_stale: bool

    @property
    def order(self) -> tuple[Ref, ...]:
        """Which they are, best first."""
        return tuple(one.key for one in self.hits)


class FirmNames:
    """The names as who is signed in may see them, kept until the vault is locked. Any thread may ask."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: tuple[object, Names[Ref]] | None = None
        self._reading = threading.Lock()

    def refresh(self) -> None:
        """Read the names anew, where something of the firm's register changed. 50,000 take a second."""
        with self._reading, self._desk.read() as reader:
            self._names(reader, register_state(reader.session))

    def find(self, typed: str, recent: Sequence[Ref] = (), most: int = MOST) -> Found:
        """The clients and matters whose names fit best; where nothing was typed, those of ``recent``.

        Only the first question of all waits until the names are read.
        """
        with self._desk.read() as reader:
            state = register_state(reader.session)
            if self._kept is None:
                with self._reading:
                    self._names(reader, state)
            known, names = self._kept or (state, Names[Ref](()))
            lately = [] if typed.strip() else [Hit(one, 0) for one in recent]
            hits = lately or names.find(typed, most, recent=recent)
            return as_they_stand(reader, hits, is_stale=known != state)

    def _names(self, reader: Reader, state: object) -> None:
        if self._kept is None or self._kept[0] != state:
            self._kept = state, Names(all_names(reader))


def all_names(reader: Reader) -> Iterator[Named[Ref]]:
    """What each client and matter can be found by, as the viewer may see them; the newest matters first.

    A matter by its number, title, court number and every client's name; a client also by former and other names.
    """
    clients = raw_rows(
        reader.session,
        select(Client.id, Client.name, Client.also_known_as, Client.archived)
        .where(Client.id.not_in(merged_away()))
        .order_by(Client.name_key),
    )
    names = {client_id: name for client_id, name, _, _ in clients}
    whose: dict[str, list[str]] = defaultdict(list)
    pairs = select(MatterClient.matter_id, MatterClient.client_id).order_by(MatterClient.position)
    for matter_id, client_id in raw_rows(reader.session, pairs):
        whose[matter_id].append(names.get(client_id, ""))
    matters = raw_rows(
        reader.session,
        select(Matter.id, Matter.number, Matter.title, Matter.court_number, Matter.status).order_by(
            Matter.number_key.desc()
        ),
    )
    for matter_id, number, title, court_number, status in matters:
        words = " ".join((number, title, *whose[matter_id], court_number))
        yield Named(Ref("matter", same_id(matter_id)), words, faded=status == MatterStatus.CLOSED.value)
    for client_id, name, also, archived in clients:
        yield Named(Ref("client", same_id(client_id)), f"{name} {also}", faded=bool(archived))


def as_they_stand(reader: Reader, hits: Iterable[Hit[Ref]], *, is_stale: bool = False) -> Found:
    """These clients and matters as they are now, in that order; what is not there for who looks is left out."""
    asked = tuple(hits)
    of_kind = {kind: [one.key.id for one in asked if one.key.kind == kind] for kind in ("matter", "client")}
    matters = {row.id: row for row in list_matters(reader, ids=of_kind["matter"], order=None)}
    clients = {row.id: row for row in list_clients(reader, ids=of_kind["client"], archived=True)}
    there = {"matter": matters.keys(), "client": clients.keys()}
    kept = tuple(one for one in asked if one.key.id in there[one.key.kind])
    return Found(kept, matters, clients, is_stale)
