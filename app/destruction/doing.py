"""The rows of a matter go, with all that hangs on it; and its client, where nothing else is left of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access.models import AccessRequest
from app.clients.merges import ClientMerge
from app.clients.models import Client
from app.concerns.models import Concern
from app.contactlog.models import Attachment, ContactEntry
from app.destruction import leftovers, tables
from app.kernel.days import add_months
from app.matters.models import Matter
from app.retention.firm_rules import rules
from app.retention.models import LegalHold
from app.retention.rules import rules_for
from app.retention.words import RetentionEvent
from app.search.forgetting import forget_entries
from app.storage.rows import among
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Gone:
    """What went with one matter. ``things``: the ids of all of it; ``names``: the number, and erased clients' names."""

    counts: dict[str, int]
    files: tuple[tuple[str, int], ...]
    things: frozenset[UUID]
    names: frozenset[str]
    clients_erased: int
    clients_kept: int
    messages_kept: int


def destroy_rows(reader: Reader, matter_id: UUID, clients: Iterable[UUID]) -> Gone:
    """Delete a matter and all that hangs on it, and those of ``clients`` of whom nothing else is left.

    On a session from which nothing is hidden. The audit trail, and the words in the index, are for the caller.
    """
    session = reader.session
    number = session.scalar(select(Matter.number).where(Matter.id == matter_id)) or ""
    tables.begin(session)
    tables.doom(session, "matters.id", [matter_id])
    tables.spread(session)
    asked = list(clients)
    erased = [one for one in asked if _nothing_else(reader, one)]
    whole = [other for one in erased for other in _merged_into(session, one)]
    names = set(session.scalars(select(Client.name).where(among(Client.id, whole)))) if whole else set()
    tables.doom(session, "clients.id", whole)
    tables.spread(session)
    messages_kept = leftovers.doom_messages(session)
    tables.spread(session)
    leftovers.doom_files(session)
    tables.spread(session)
    leftovers.doom_put_off(session)
    files = _files(session)
    things = frozenset(tables.doomed_ids(session))
    leftovers.keep_links(session)
    leftovers.reopen_questions(session)
    forget_entries(session, f"entry_{tables.those('contact_entries')}")
    counts = tables.delete_doomed(session)
    counts["drafts"] = leftovers.drop_drafts(session, things)
    counts["saved_searches"] = leftovers.drop_searches(session, {number, *names})
    leftovers.forget_changes(session, [matter_id])
    tables.begin(session)
    return Gone(
        counts={name: count for name, count in sorted(counts.items()) if count},
        files=files,
        things=things,
        names=frozenset({number, *names}),
        clients_erased=len(erased),
        clients_kept=len(asked) - len(erased),
        messages_kept=messages_kept,
    )


def _nothing_else(reader: Reader, client_id: UUID) -> bool:
    """Whether nothing of the client is left but what goes now or could have gone long ago: no other matter, no hold,
    and of what stands outside any matter nothing that the firm's rule for closed matters would keep."""
    session, whole = reader.session, _merged_into(reader.session, client_id)
    if any(tables.keeps_client(session, one) for one in whole):
        return False
    held = select(LegalHold.id).where(among(LegalHold.client_id, whole), LegalHold.lifted_at.is_(None))
    if session.scalar(held.limit(1)) is not None:
        return False
    return all(_kept_until(reader, day) <= reader.today for day in _last_days(reader, whole))


def _last_days(reader: Reader, whole: list[UUID]) -> Iterator[date]:
    """When somebody last had to do with the client outside any matter: the last contact, the last complaint and the
    last access request. What is open of these stops the destruction (`app.destruction.review`)."""
    session = reader.session
    contact = select(func.max(ContactEntry.occurred_at)).where(
        among(ContactEntry.client_id, whole), ContactEntry.matter_id.is_(None)
    )
    if (last := session.scalar(contact)) is not None:
        yield reader.local(last).date()
    concern = select(func.max(Concern.closed_on)).where(
        among(Concern.client_id, whole), Concern.matter_id.is_(None)
    )
    request = select(func.max(AccessRequest.closed_on)).where(among(AccessRequest.client_id, whole))
    yield from filter(None, (session.scalar(concern), session.scalar(request)))


def _kept_until(reader: Reader, day: date) -> date:
    return add_months(day, rules_for("", rules(reader))[RetentionEvent.CLOSING].months)


def _merged_into(session: Session, client_id: UUID) -> list[UUID]:
    """The client, and the records that turned out to be the same client."""
    found = [client_id]
    for one in found:  # grows while it is read
        query = select(ClientMerge.from_id).where(ClientMerge.into_id == one, ClientMerge.undone_at.is_(None))
        found += [other for other in session.scalars(query) if other not in found]
    return found


def _files(session: Session) -> tuple[tuple[str, int], ...]:
    """Checksum and size of every attachment that goes."""
    going = [UUID(str(one)) for one in tables.doomed(session, "attachments.id")]
    if not going:
        return ()
    query = select(Attachment.sha256, Attachment.size).where(among(Attachment.id, going))
    return tuple(sorted((sha256, size) for sha256, size in session.execute(query)))
