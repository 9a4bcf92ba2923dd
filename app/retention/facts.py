"""What the rules of retention ask of matters, read with one statement for each table, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from app.clients.models import Client
from app.clients.words import ClientKind
from app.kernel.text import fold
from app.matters.models import KeyDate, Matter, MatterClient
from app.matters.words import KeyDateKind
from app.retention.models import KeptDocument, RetentionReview
from app.retention.rules import MatterFacts
from app.storage.transaction import Reader


class FactsRow(NamedTuple):
    """A matter in what counts here."""

    id: UUID
    number: str
    practice_area: str
    opened_on: date | None
    closed_on: date | None


class _Person(NamedTuple):
    client_id: UUID
    born_on: date | None
    kind: ClientKind


class Facts:
    """Of the matters for which ``where`` holds, by the reader's moment."""

    def __init__(self, reader: Reader, where: Sequence[ColumnElement[bool]]) -> None:
        session, until = reader.session, min(reader.now, reader.known_by or reader.now)
        columns = (Matter.id, Matter.number, Matter.practice_area, Matter.opened_on, Matter.closed_on)
        self.matters = [FactsRow(*row) for row in session.execute(select(*columns).where(*where))]
        those = select(Matter.id).where(*where)
        self._people: defaultdict[UUID, list[_Person]] = defaultdict(list)
        self._limitations: defaultdict[UUID, list[date]] = defaultdict(list)
        self._documents: defaultdict[UUID, list[date | None]] = defaultdict(list)
        self._kept: dict[UUID, date] = {}
        if not self.matters:  # as on most days: nothing hangs on none
            return
        for matter_id, client_id, born_on, kind in session.execute(_people(those)):
            self._people[matter_id].append(_Person(client_id, born_on, kind))
        for matter_id, day in session.execute(_limitations(those)):
            self._limitations[matter_id].append(day)
        kept = select(KeptDocument.matter_id, KeptDocument.ended_on, KeptDocument.ended_at).where(
            KeptDocument.matter_id.in_(those), KeptDocument.written_at <= until
        )
        for matter_id, ended_on, ended_at in session.execute(kept):
            over = ended_at is not None and ended_at <= until
            self._documents[matter_id].append(ended_on if over else None)
        said = (
            select(RetentionReview.matter_id, RetentionReview.keep_until)
            .where(RetentionReview.matter_id.in_(those), RetentionReview.reviewed_at <= until)
            .order_by(RetentionReview.reviewed_at, RetentionReview.id)
        )
        self._kept.update((row.matter_id, row.keep_until) for row in session.execute(said))

    def of(self, matter: FactsRow) -> MatterFacts:
        """For the rules."""
        people = self._people[matter.id]
        return MatterFacts(
            fold(matter.practice_area),
            matter.closed_on,
            tuple(one.born_on for one in people if one.kind is ClientKind.PERSON),
            tuple(self._limitations[matter.id]),
            tuple(self._documents[matter.id]),
        )

    def clients(self, matter: FactsRow) -> tuple[UUID, ...]:
        """Whom it was for."""
        return tuple(one.client_id for one in self._people[matter.id])

    def kept_until(self, matter: FactsRow) -> date | None:
        """What the last review said."""
        return self._kept.get(matter.id)


def _people(those: Select[UUID]) -> Select[UUID, UUID, date | None, ClientKind]:
    return (
        select(MatterClient.matter_id, MatterClient.client_id, Client.born_on, Client.kind)
        .join(Client, Client.id == MatterClient.client_id)
        .where(MatterClient.matter_id.in_(those))
        .order_by(MatterClient.position)
    )


def _limitations(those: Select[UUID]) -> Select[UUID, date]:
    """Those that nobody met, cancelled or withdrew."""
    return select(KeyDate.matter_id, KeyDate.on).where(
        KeyDate.matter_id.in_(those),
        KeyDate.kind == KeyDateKind.LIMITATION,
        KeyDate.done_at.is_(None),
        KeyDate.withdrawn_at.is_(None),
    )
