"""What is to be known when a client rings: who of the firm looks after a concern of theirs that is open."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, false, or_, select

from app.concerns.models import Concern
from app.concerns.queries import is_closed, known_concerns
from app.concerns.reading import facts_then
from app.kernel.language import tr
from app.matters.keepers import names_of
from app.matters.models import MatterClient
from app.people.models import Colleague
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Standing:
    """A concern that is open at the reader's moment."""

    id: UUID
    is_formal: bool
    handler: str


def standing_concerns(
    reader: Reader, *, matter_id: UUID | None = None, client_id: UUID | None = None
) -> tuple[Standing, ...]:
    """What is open of a matter (with what its clients brought up about no matter), or of a client whatever it is about;
    of both where both are named. Formal complaints first, the oldest first among them. One that is kept apart is no
    part of its matter, nor of its client, for whoever looks.

    One statement by the indexes of matter and client, for the page of a matter asks it whenever it is read.
    """
    about_none = and_(
        Concern.matter_id.is_(None),
        Concern.client_id.in_(select(MatterClient.client_id).where(MatterClient.matter_id == matter_id)),
    )
    whose = [] if matter_id is None else [Concern.matter_id == matter_id, about_none]
    whose += [] if client_id is None else [Concern.client_id == client_id]
    query = (
        known_concerns(reader)
        .where(or_(false(), *whose), is_closed(reader) == false())
        .outerjoin(Colleague, Colleague.id == Concern.handler_id)
        .add_columns(Colleague.name)
        .order_by(Concern.raised_on, Concern.id)
    )
    found = reader.session.execute(query).all()
    facts = facts_then(reader, [row for row, _ in found])
    names: dict[UUID | None, str] = {row.handler_id: name or "" for row, name in found}
    # Who handled it then.
    names |= names_of(reader, {one.handler_id for one in facts.values()} - names.keys())
    standing = [
        Standing(
            one, said.formal_on is not None and said.formal_on <= reader.today, names.get(said.handler_id, "")
        )
        for one, said in facts.items()
        if not said.apart
    ]
    return tuple(sorted(standing, key=lambda one: not one.is_formal))


def say_standing(found: Collection[Standing]) -> tuple[tuple[str, bool], ...]:
    """A line for the formal complaints, as in "Formal complaint, with David Finch", and one for the other concerns;
    each with whether it is of the formal ones."""
    said = []
    for is_formal, one, more in (
        (True, "Formal complaint, with {who}", "{count} formal complaints, with {who}"),
        (False, "Concern, with {who}", "{count} concerns, with {who}"),
    ):
        some = [row for row in found if row.is_formal is is_formal]
        if some:
            words = tr(one if len(some) == 1 else more)
            who = ", ".join(dict.fromkeys(row.handler for row in some))
            said.append((words.format(count=len(some), who=who), is_formal))
    return tuple(said)
