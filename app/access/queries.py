"""Access requests, read: the list with the clock of each, and one of them whole with its items and decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.access.gathering import Item, gather
from app.access.models import AccessDecision, AccessExport, AccessGiven, AccessRequest, AccessTurn
from app.access.person import person_of
from app.access.rules import AccessRule, Clock, Turn, clock
from app.access.settings import rule_in
from app.access.words import Decision, Ending, Ground, TurnKind
from app.channels.words import Channel
from app.hours.queries import firm_calendar
from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.matters.keepers import names_of
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class TurnRow:
    """Something that happened to a request."""

    kind: TurnKind
    on: date
    ending: Ending | None
    person: str
    note: str
    written_by: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as a list shows it, at the reader's moment."""

    id: UUID
    client_id: UUID | None
    name: str
    asked_by: str
    wanted: str
    received_on: date
    channel: Channel
    entry_id: UUID | None
    handler_id: UUID
    handler: str
    rule: AccessRule
    clock: Clock
    turns: tuple[TurnRow, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is not closed."""
        return self.clock.closed_on is None


@dataclass(frozen=True, slots=True)
class DecidedItem:
    """An item with what was decided. ``decision`` None: nobody did yet, and somebody has to."""

    item: Item
    decision: Decision | None
    ground: Ground | None = None
    note: str = ""
    given_text: str = ""
    decided_by: str = ""
    changed: bool = False
    """Whether it says something else than when it was decided."""


@dataclass(frozen=True, slots=True)
class ExportRow:
    """What was given."""

    id: UUID
    made_at: datetime
    made_by: str
    file: str
    sha256: str
    size: int
    sealed: bool
    part: bool


@dataclass(frozen=True, slots=True)
class RequestSheet:
    """A request whole. ``restricted``: there is more, which somebody who may see it has to gather."""

    row: RequestRow
    items: tuple[DecidedItem, ...]
    restricted: bool
    exports: tuple[ExportRow, ...]

    @property
    def undecided(self) -> tuple[DecidedItem, ...]:
        """The items that keep it from being given."""
        return tuple(one for one in self.items if one.decision is None)


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A line of the index of an export, as it left."""

    position: int
    what: str
    title: str
    day: date | None
    decision: Decision
    ground: Ground | None


def requests(reader: Reader, *, open_only: bool = False) -> tuple[RequestRow, ...]:
    """Every request that was known: open ones first, by the day of the answer; then the closed, newest first."""
    query = select(AccessRequest).where(AccessRequest.received_on <= reader.today)
    if reader.known_by is not None:
        query = query.where(AccessRequest.written_at <= reader.known_by)
    elif open_only:
        query = query.where(AccessRequest.closed_on.is_(None) | (AccessRequest.closed_on > reader.today))
    rows = _rows(reader, list(reader.session.scalars(query)))
    chosen = [row for row in rows if row.is_open or not open_only]
    return tuple(sorted(chosen, key=_order))


def request_row(reader: Reader, request_id: UUID) -> RequestRow:
    """One request. Raises NotFound."""
    return _rows(reader, [the_request(reader, request_id)])[0]


def request_sheet(reader: Reader, request_id: UUID) -> RequestSheet:
    """One request with all that is held, as it is now. Raises NotFound."""
    found = the_request(reader, request_id)
    gathered = gather(reader, person_of(reader, found))
    decided = _decisions(reader, request_id)
    names = names_of(reader, [one.author_id for one in decided.values()])
    items = tuple(_decided(one, decided.get(one.id), names) for one in gathered.items)
    return RequestSheet(_rows(reader, [found])[0], items, gathered.restricted, exports_of(reader, request_id))


def exports_of(reader: Reader, request_id: UUID) -> tuple[ExportRow, ...]:
    """What was given so far, the oldest first."""
    query = select(AccessExport).where(AccessExport.request_id == request_id).order_by(AccessExport.made_at)
    found = list(reader.session.scalars(query))
    names = names_of(reader, [one.made_by for one in found])
    return tuple(
        ExportRow(
            one.id,
            one.made_at,
            names.get(one.made_by, ""),
            one.file,
            one.sha256,
            one.size,
            one.sealed,
            one.part,
        )
        for one in found
    )


def given_in(reader: Reader, export_id: UUID) -> tuple[GivenRow, ...]:
    """The index of an export, of what may be seen."""
    query = select(AccessGiven).where(AccessGiven.export_id == export_id).order_by(AccessGiven.position)
    return tuple(
        GivenRow(one.position, one.what, one.title, one.day, one.decision, one.ground)
        for one in reader.session.scalars(query)
    )


def the_request(reader: Reader, request_id: UUID) -> AccessRequest:
    """The row of a request. Raises NotFound."""
    found = reader.session.get(AccessRequest, request_id)
    if found is None:
        raise NotFound("no-request", tr("That request is not in the vault."), field="request")
    return found


def turns_of(reader: Reader, request_ids: Iterable[UUID]) -> Mapping[UUID, Sequence[AccessTurn]]:
    """What happened to requests by the reader's day, each in its order."""
    query = (
        select(AccessTurn)
        .where(AccessTurn.request_id.in_(list(request_ids)), AccessTurn.on <= reader.today)
        .order_by(AccessTurn.written_at, AccessTurn.id)
    )
    if reader.known_by is not None:
        query = query.where(AccessTurn.written_at <= reader.known_by)
    found: dict[UUID, list[AccessTurn]] = defaultdict(list)
    for one in reader.session.scalars(query):
        found[one.request_id].append(one)
    return found


def _rows(reader: Reader, found: Sequence[AccessRequest]) -> list[RequestRow]:
    if not found:
        return []
    turns = turns_of(reader, [one.id for one in found])
    people = [one.handler_id for one in found]
    people += [
        who for several in turns.values() for one in several for who in (one.author_id, one.person_id) if who
    ]
    names, days = names_of(reader, people), firm_calendar(reader)
    made = []
    for one in found:
        happened, rule = turns.get(one.id, ()), rule_in(one.rule)
        handler = next((turn.person_id for turn in reversed(happened) if turn.person_id), one.handler_id)
        made.append(
            RequestRow(
                one.id,
                one.client_id,
                one.name,
                one.asked_by,
                one.wanted,
                one.received_on,
                one.channel,
                one.entry_id,
                handler,
                names.get(handler) or names_of(reader, [handler]).get(handler, ""),
                rule,
                clock(
                    one.received_on, rule, [Turn(turn.kind, turn.on, turn.ending) for turn in happened], days
                ),
                tuple(_turn(turn, names) for turn in happened),
            )
        )
    return made


def _turn(turn: AccessTurn, names: Mapping[UUID | None, str]) -> TurnRow:
    return TurnRow(
        turn.kind,
        turn.on,
        turn.ending,
        names.get(turn.person_id, "") if turn.person_id else "",
        turn.note,
        names.get(turn.author_id, ""),
        turn.written_at,
    )


def _order(row: RequestRow) -> tuple[bool, int, str]:
    if row.is_open:
        return False, (row.clock.due or date.max).toordinal(), str(row.id)
    return True, -(row.clock.closed_on or date.min).toordinal(), str(row.id)


def _decisions(reader: Reader, request_id: UUID) -> Mapping[UUID, AccessDecision]:
    """Of each item the newest, unless that was taken back."""
    query = (
        select(AccessDecision).where(AccessDecision.request_id == request_id).order_by(AccessDecision.number)
    )
    newest = {one.item_id: one for one in reader.session.scalars(query)}
    return {item_id: one for item_id, one in newest.items() if not one.taken_back}


def _decided(item: Item, made: AccessDecision | None, names: Mapping[UUID | None, str]) -> DecidedItem:
    changed = made is not None and made.digest != item.digest
    if made is None or changed:
        return DecidedItem(item, None if item.whys or changed else Decision.GIVE, changed=changed)
    return DecidedItem(
        item,
        made.decision,
        made.ground,
        made.note,
        made.given_text,
        names.get(made.author_id, ""),
    )
