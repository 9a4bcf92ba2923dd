"""The tray: messages that wait to be placed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, tuple_

from app.exchange.court_notices import NoticeCase
from app.exchange.incoming import read_mail
from app.exchange.mail import Message
from app.exchange.models import TrayItem
from app.exchange.place_messages import Place, Placer
from app.exchange.suggestions import Suggestion, is_of_many, suggestions
from app.exchange.take_messages import case_key, still_waiting
from app.exchange.threads import find_thread
from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.matters.courts import court_name
from app.storage.transaction import Reader

SNIPPET = 240


@dataclass(frozen=True, slots=True)
class TrayRow:
    """A message that waits. ``text`` is how it begins; `tray_message` has it whole. ``suggestion``: where it may
    belong."""

    id: UUID
    arrived_at: datetime
    sent_at: datetime | None
    sender: str
    recipients: str
    subject: str
    text: str
    reason: str
    address: str = ""
    suggestion: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class TrayCase:
    """A case that a waiting court notice speaks of. ``key`` tells it from the notice's others."""

    key: str
    court: str
    court_number: str
    case_name: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrayMessage:
    """One waiting message to be read; ``cases`` that wait where a court sent it; ``files`` names what is attached."""

    row: TrayRow
    cases: tuple[TrayCase, ...]
    files: tuple[str, ...]
    needs_reply: bool = False
    """Whether it asks for one, as far as a program sees (`app.exchange.replies`); who places it may say otherwise."""
    may_need_reply: bool = False
    """Whether that is a question at all: not of a court's notice, nor of what the firm itself sent."""


def tray(
    reader: Reader, *, limit: int | None = None, after: tuple[datetime, UUID] | None = None
) -> tuple[TrayRow, ...]:
    """What waits, newest first; ``after`` (a row's `place_in_line`) goes on behind that row."""
    age = func.coalesce(TrayItem.sent_at, TrayItem.arrived_at)
    query = (
        select(
            TrayItem.id,
            TrayItem.arrived_at,
            TrayItem.sent_at,
            TrayItem.sender,
            TrayItem.recipients,
            TrayItem.subject,
            func.substr(TrayItem.text, 1, SNIPPET),
            TrayItem.reason,
            TrayItem.address,
        )
        .where(TrayItem.placed_at.is_(None))
        .order_by(age.desc(), TrayItem.id.desc())
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(age, TrayItem.id) < tuple_(*after))
    rows = [TrayRow(*row) for row in reader.session.execute(query)]
    found = suggestions(reader, [(row.id, row.address) for row in rows])
    return tuple(replace(row, suggestion=found.get(row.id)) for row in rows)


def place_in_line(row: TrayRow) -> tuple[datetime, UUID]:
    """Where a row stands in `tray`."""
    return row.sent_at or row.arrived_at, row.id


def tray_message(reader: Reader, item_id: UUID) -> TrayMessage:
    """One message that waits, read again from what came in."""
    item = reader.session.get(TrayItem, item_id)
    if item is None or item.placed_at is not None:
        raise NotFound("not-in-tray", tr("That message does not wait in the tray any more."))
    row = TrayRow(
        item.id,
        item.arrived_at,
        item.sent_at,
        item.sender,
        item.recipients,
        item.subject,
        item.text,
        item.reason,
        item.address,
        suggestions(reader, [(item.id, item.address)]).get(item.id),
    )
    try:
        file = read_mail(item.subject, item.raw)
    except Refused:  # a later version may be stricter; the text that was kept is still there to be read
        return TrayMessage(row, (), ())
    cases = _said(still_waiting(item, file))
    files = tuple(one.name for one in file.message.attachments)
    if cases:
        return TrayMessage(replace(row, suggestion=None), cases, files)
    place = Place(row.suggestion.matter_id) if row.suggestion is not None else None
    may, needs = _reply(reader, item, file.message, place)
    return TrayMessage(row, cases, files, needs, may)


def asks_there(
    reader: Reader, item_id: UUID, matter_id: UUID | None = None, client_id: UUID | None = None
) -> bool:
    """Whether a waiting message asks for a reply once it belongs to a matter or a client: who writes from a new address
    is known there by name. As `place_tray_item` has it by the rule. False for what waits no more."""
    item = reader.session.get(TrayItem, item_id)
    if item is None or item.placed_at is not None:
        return False
    try:
        message = read_mail(item.subject, item.raw).message
    except Refused:  # as in `tray_message`
        return False
    return _reply(reader, item, message, Place(matter_id, client_id))[1]


def _reply(reader: Reader, item: TrayItem, message: Message, place: Place | None) -> tuple[bool, bool]:
    """Whether it may need a reply, and whether it does; by the matter or client it belongs to, where that is known."""
    placer = Placer(reader, matters=False)
    if placer.is_ours(message):
        return False, False
    sent_at = item.sent_at or item.arrived_at
    asks = placer.asks_for_reply(message) or (place is not None and placer.asks_for_reply(message, place))
    recent = asks and placer.is_recent(sent_at, item.arrived_at, place)
    return True, recent and not find_thread(reader, message).is_answered


def waiting_from(reader: Reader, address: str) -> tuple[UUID, ...]:
    """The messages of an address that wait, oldest first; none of a court's, which its sender does not place."""
    query = (
        select(TrayItem.id)
        .where(TrayItem.placed_at.is_(None), TrayItem.address == address)
        .order_by(func.coalesce(TrayItem.sent_at, TrayItem.arrived_at), TrayItem.id)
    )
    return () if is_of_many(address) else tuple(reader.session.scalars(query))


def count_tray(reader: Reader) -> int:
    """How many messages wait."""
    return reader.session.scalar(select(func.count()).where(TrayItem.placed_at.is_(None))) or 0


def _said(cases: Sequence[NoticeCase]) -> tuple[TrayCase, ...]:
    return tuple(
        TrayCase(
            case_key(case),
            court_name(case.court_id) if case.court_id else "",
            case.court_number,
            case.case_name,
            tuple(entry.plain_text or entry.text or entry.short_text for entry in case.entries),
        )
        for case in cases
    )
