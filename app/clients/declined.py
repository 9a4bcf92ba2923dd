"""Which clients do not want what needs their consent: the newest word counts, in every matter at once (PRACTICE A4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from app.clients.models import Consent
from app.clients.rules import Agreed, consent_state
from app.clients.words import ConsentKind, ConsentState
from app.storage.rows import among
from app.storage.transaction import Reader


def who_declined(reader: Reader, kind: ConsentKind, client_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of the clients whose newest word on ``kind`` by the reader's day is that they decline it, or take it back.

    Who was never asked has not declined. For kinds of which one word counts (`ConsentKind.each_apart` is False).
    """
    query = (
        select(Consent.client_id, Consent.given, Consent.on, Consent.withdrawn_on)
        .where(among(Consent.client_id, client_ids), Consent.kind == kind, Consent.on <= reader.today)
        .order_by(Consent.written_at, Consent.id)
    )
    if reader.known_by is not None:
        query = query.where(Consent.written_at <= reader.known_by)
    said: dict[UUID, list[Agreed]] = defaultdict(list)
    for client_id, given, on, withdrawn_on in reader.session.execute(query):
        said[client_id].append(Agreed(None, given, on, withdrawn_on))
    return frozenset(
        client_id
        for client_id, words in said.items()
        if consent_state(words, reader.today) is ConsentState.DECLINED
    )
