"""What a client has to hear in several matters at once: who looks after them now is told in one contact (B4, D3)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import exists, select

from app.contactlog.standing import untold_developments
from app.matters.development_queries import DevelopmentRow
from app.matters.keepers import NEWS
from app.matters.models import Development, Matter, MatterClient, MatterWall
from app.matters.words import MatterStatus
from app.storage.transaction import Reader


def untold_elsewhere(
    reader: Reader, client_id: UUID, matter_id: UUID | None
) -> tuple[tuple[DevelopmentRow, str], ...]:
    """The news of who looks after it now in the client's other matters, each with that matter's title; oldest first.

    Of restricted matters nothing: what is told of one stands in its own entries, where nobody else sees it.
    """
    if matter_id is not None and _is_restricted(reader, matter_id):
        return ()
    restricted = exists().where(MatterWall.matter_id == Matter.id)
    query = (
        select(Development.id, Matter.id.label("matter_id"), Matter.title)
        .join(Matter, Matter.id == Development.matter_id)
        .join(MatterClient, MatterClient.matter_id == Matter.id)
        .where(
            MatterClient.client_id == client_id,
            Matter.status != MatterStatus.CLOSED,
            Development.origin.startswith(NEWS),
            ~restricted,
        )
    )
    if matter_id is not None:
        query = query.where(Matter.id != matter_id)
    found = {one.id: one for one in reader.session.execute(query)}
    untold = (
        news for one in {row.matter_id for row in found.values()} for news in untold_developments(reader, one)
    )
    rows = [(news, str(found[news.id].title)) for news in untold if news.id in found]
    return tuple(sorted(rows, key=lambda one: (one[0].occurred_at, one[0].id)))


def told_together(reader: Reader, matter_id: UUID | None, client_id: UUID | None, other_id: UUID) -> bool:
    """Whether a contact in a matter, or with a client outside any, may tell what happened in another matter: where it
    is the same client's, and neither is restricted."""
    query = select(MatterClient.client_id).where(MatterClient.matter_id == other_id)
    same = client_id in set(reader.session.scalars(query))
    return same and not any(_is_restricted(reader, one) for one in (matter_id, other_id) if one is not None)


def _is_restricted(reader: Reader, matter_id: UUID) -> bool:
    return bool(reader.session.scalar(select(exists().where(MatterWall.matter_id == matter_id))))
