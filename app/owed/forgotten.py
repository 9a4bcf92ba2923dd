"""Open matters that nobody has a next date for (PRACTICE D2), and why each is on that list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.contactlog.queries import last_contacts
from app.kernel.language import tr
from app.kernel.said import say_month
from app.matters.models import Matter
from app.matters.queries import MatterRow
from app.matters.turning import StoodThen
from app.matters.words import MatterStatus
from app.owed.unable import Unable
from app.storage.base import same_id
from app.storage.rows import raw_rows
from app.storage.transaction import Reader

NONE_STOOD: StoodThen = {}


@dataclass(frozen=True, slots=True)
class Forgotten:
    """An open matter with no next date (D2), and why."""

    matter: MatterRow
    reason: str
    unable: Unable | None = None
    """Where nobody whose it is can look after it: why, and with whom it stands meanwhile."""

    def concerns(self, person_id: UUID) -> bool:
        """Whether somebody looks after it, or it stands with them."""
        named = person_id in {self.matter.responsible_id, self.matter.point_of_contact_id}
        return named or (self.unable is not None and person_id in self.unable.with_ids)


def undated(
    reader: Reader, dated: Collection[str], matter_id: UUID | None = None, stood: StoodThen = NONE_STOOD
) -> set[UUID]:
    """The open matters of which none is ``dated`` (digits of ids); those that were not known yet are not missed.
    ``stood``: the matters that stood otherwise at the reader's moment."""
    query = select(Matter.id).where(Matter.status == MatterStatus.OPEN)
    if matter_id is not None:
        query = query.where(Matter.id == matter_id)
    elif reader.known_by is not None:
        query = query.where(Matter.added_at <= reader.known_by)
    rows = raw_rows(reader.session, query)
    found = {same_id(one) for (one,) in rows if one not in dated}
    were_open = {
        one for one, (_, status) in stood.items() if status is MatterStatus.OPEN and one.hex not in dated
    }
    return found - stood.keys() | were_open if stood else found


def forgotten(reader: Reader, matters: Iterable[MatterRow]) -> Iterator[Forgotten]:
    """These matters, each with the reason."""
    rows = list(matters)
    heard = last_contacts(reader, among=[row.id for row in rows]) if rows else {}
    for row in rows:
        words = (
            tr("Open since {month}, no update schedule, key date or follow-up")
            if row.opened_on
            else tr("Open, no update schedule, key date or follow-up")
        )
        said = words.format(month=say_month(row.opened_on)) if row.opened_on else words
        yield Forgotten(
            row, said if row.id in heard else tr("{reason}, no contact logged").format(reason=said)
        )
