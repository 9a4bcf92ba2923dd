"""The one list of what is owed, worst first, and of the files that nobody has a next date for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.clients.queries import client_names
from app.contactlog.queries import (
    AwaitingReply,
    FollowUpRow,
    awaiting_reply,
    follow_ups,
    last_contacts,
    untold_developments,
)
from app.hours.queries import work_time
from app.matters.queries import KeyDateRow, MatterRow, key_dates, list_matters
from app.matters.words import MatterStatus
from app.owed.items import (
    OwedItem,
    OwedState,
    Whose,
    as_moment,
    development_item,
    follow_up_item,
    key_date_item,
    of_matter,
    reply_item,
    stays_owed,
    update_item,
)
from app.owed.snoozes import snoozes, with_snoozes
from app.promises.queries import TermsBook, terms_book
from app.schedule.queries import UpdateDue, update_dues
from app.storage.transaction import Reader
from app.workdays.worktime import WorkTime

AHEAD = 7
"""Days ahead that are listed unless somebody asks for more."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """An open matter with no next date (D2), and why."""

    matter: MatterRow
    reason: str


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed at a moment."""

    items: tuple[OwedItem, ...]
    forgotten: tuple[Forgotten, ...]

    def count(self, state: OwedState) -> int:
        """How many items stand so."""
        return sum(item.state is state for item in self.items)


@dataclass(frozen=True, slots=True)
class _Sources:
    """What the items are made from, each read once.

    ``matters`` are those that run, ``every`` also the closed ones where somebody awaits a reply.
    """

    every: Mapping[UUID, MatterRow]
    matters: Mapping[UUID, MatterRow]
    updates: Mapping[UUID, UpdateDue]
    replies: tuple[AwaitingReply, ...]
    agreed: tuple[FollowUpRow, ...]
    dates: tuple[KeyDateRow, ...]
    terms: TermsBook


def owed(
    reader: Reader, *, days: int = AHEAD, person_id: UUID | None = None, matter_id: UUID | None = None
) -> Owed:
    """What is owed in matters that run, and replies in closed ones: all that is late or due, and what comes within
    ``days``; worst first.

    Derived from the log, the plans and the calendar at the reader's moment; nothing is stored (PRACTICE D2, E3).
    """
    where = work_time(reader)
    calendar = where.calendar
    of_one = None if matter_id is None else [matter_id]
    matters = {row.id: row for row in list_matters(reader, ids=of_one, closed=False)}
    replies = awaiting_reply(reader, matter_id)
    asked = {one.matter_id for one in replies if one.matter_id is not None} - matters.keys()
    dates = key_dates(reader, matter_id, pending_on=reader.today)
    sources = _Sources(
        every=matters | {row.id: row for row in (list_matters(reader, ids=asked) if asked else ())},
        matters=matters,
        updates=update_dues(reader, calendar, matter_id, closed=False),
        replies=replies,
        agreed=follow_ups(reader, matter_id=matter_id, open_only=True),
        dates=tuple(date for date in dates if stays_owed(date, reader.today)),
        terms=terms_book(reader),
    )
    last_day = reader.today + timedelta(days=min(days, (date.max - reader.today).days))
    items = [
        item
        for item in _items(reader, sources, where, matter_id)
        if (person_id is None or item.concerns(person_id)) and _listed(item, last_day, reader)
    ]
    items = with_snoozes(reader, items, snoozes(reader, matter_id))
    items.sort(key=lambda item: item.sort_key(reader))
    forgotten = [
        one
        for one in _forgotten(reader, sources, matter_id)
        if person_id is None or person_id in {one.matter.responsible_id, one.matter.point_of_contact_id}
    ]
    return Owed(tuple(items), tuple(forgotten))


def _items(reader: Reader, sources: _Sources, where: WorkTime, matter_id: UUID | None) -> Iterator[OwedItem]:
    matters = sources.matters
    untold = untold_developments(reader, matter_id)
    supplementary = Counter(news.matter_id for news in untold if not (news.essential or news.urgent))
    for due in sources.updates.values():
        if (matter := matters.get(due.matter_id)) and matter.status is MatterStatus.OPEN:
            yield update_item(reader, matter, due, supplementary[due.matter_id])
    for news in untold:
        if matter := matters.get(news.matter_id):
            yield development_item(reader, matter, news, where, sources.terms)
    yield from _agreed_and_asked(reader, sources, where)
    for key in sources.dates:
        if matter := matters.get(key.matter_id):
            yield key_date_item(reader, matter, key)


def _agreed_and_asked(reader: Reader, sources: _Sources, where: WorkTime) -> Iterator[OwedItem]:
    """Replies and follow-ups: in matters, and with clients outside any."""
    outside = _outside_matters(reader, sources.replies, sources.agreed)
    for waiting in sources.replies:
        if matter := sources.every.get(waiting.matter_id) if waiting.matter_id else None:
            yield reply_item(reader, of_matter(matter), waiting, where, sources.terms)
        elif waiting.matter_id is None and waiting.client_id in outside:
            yield reply_item(reader, outside[waiting.client_id], waiting, where, sources.terms)
    for agreed in sources.agreed:
        if matter := sources.matters.get(agreed.matter_id) if agreed.matter_id else None:
            yield follow_up_item(reader, of_matter(matter), agreed)
        elif agreed.matter_id is None and agreed.client_id in outside:
            yield follow_up_item(reader, outside[agreed.client_id], agreed)


def _outside_matters(
    reader: Reader, replies: Sequence[AwaitingReply], agreed: Sequence[FollowUpRow]
) -> dict[UUID | None, Whose]:
    """The clients to whom something is owed outside any matter."""
    whole: list[AwaitingReply | FollowUpRow] = [*replies, *agreed]
    ids = {one.client_id for one in whole if one.matter_id is None and one.client_id is not None}
    return {client_id: Whose(client_id, name) for client_id, name in client_names(reader, ids).items()}


def _listed(item: OwedItem, last_day: date, reader: Reader) -> bool:
    if item.state is not OwedState.UPCOMING:
        return True
    return item.due is not None and as_moment(item.due, reader).astimezone(reader.zone).date() <= last_day


def _forgotten(reader: Reader, sources: _Sources, matter_id: UUID | None) -> Iterator[Forgotten]:
    dated = set(sources.updates)
    dated |= {agreed.matter_id for agreed in sources.agreed if agreed.matter_id and agreed.due_on}
    dated |= {key.matter_id for key in sources.dates}
    contacts: Mapping[UUID, object] | None = None
    for matter in sources.matters.values():
        if matter.status is not MatterStatus.OPEN or matter.id in dated:
            continue
        if contacts is None:
            contacts = last_contacts(reader, matter_id, closed=False)
        opened = f"Open since {matter.opened_on:%B %Y}" if matter.opened_on else "Open"
        heard = "" if matter.id in contacts else ", no contact logged"
        yield Forgotten(matter, f"{opened}, no update schedule and nothing dated{heard}")
