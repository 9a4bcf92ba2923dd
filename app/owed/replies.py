"""Contacts that need a reply, each with whose it is: the client, and who of the firm owes it or was reached."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from app.clients.queries import client_names
from app.contactlog.queries import AwaitingReply, FollowUpRow, asked, awaiting_reply
from app.hours.queries import work_time
from app.matters.queries import MatterRow, matters_of
from app.owed.caught import with_catchers
from app.owed.items import OwedItem, Whose, of_matter
from app.owed.making import reply_item
from app.promises.queries import terms_book
from app.settings.queries import firm
from app.storage.transaction import Reader


def replies(
    reader: Reader,
    *,
    entry_ids: Collection[UUID] | None = None,
    matter_id: UUID | None = None,
    person_id: UUID | None = None,
    only_open: bool = False,
) -> tuple[OwedItem, ...]:
    """Contacts that needed a reply, oldest first: some, those of a matter, those that concern a person of the firm.

    Of the whole log ask for ``only_open`` ones: they are found without reading all that was ever answered.
    """
    if only_open and entry_ids is None:
        rows = awaiting_reply(reader, matter_id)
    else:
        rows = asked(reader, entry_ids=entry_ids, matter_id=matter_id)
    ids = {one.matter_id for one in rows if one.matter_id is not None}
    matters = matters_of(reader, ids) if ids else {}
    outside = clients_outside(reader, rows)
    where, terms = work_time(reader), terms_book(reader)
    found = (
        reply_item(reader, whose, one, where, terms)
        for one in rows
        if (whose := whose_of(one, matters, outside)) is not None
    )
    return tuple(
        one
        for one in with_catchers(reader, found)
        if (person_id is None or one.concerns(person_id))
        and not (only_open and (one.course is None or one.course.owed is None))
    )


def clients_outside(reader: Reader, rows: Iterable[AwaitingReply | FollowUpRow]) -> Mapping[UUID, Whose]:
    """To whom something is owed outside any matter; who leads the firm hears of what is late with them (E4)."""
    clients = {one.client_id for one in rows if one.matter_id is None and one.client_id is not None}
    if not clients:
        return {}
    lead_id = firm(reader).details.lead_id
    names = client_names(reader, clients)
    return {one: Whose(one, name, lead_id=lead_id) for one, name in names.items()}


def whose_of(
    one: AwaitingReply | FollowUpRow, matters: Mapping[UUID, MatterRow], outside: Mapping[UUID, Whose]
) -> Whose | None:
    """In a matter, or with a client outside any; None where that is not to be seen."""
    if one.matter_id is not None:
        matter = matters.get(one.matter_id)
        return None if matter is None else of_matter(matter)
    return None if one.client_id is None else outside.get(one.client_id)
