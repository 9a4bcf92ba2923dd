"""A concern that is kept apart is not lost with the last who could see to it (PRACTICE G1, J2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.concerns.forms import ConcernFacts, as_content
from app.concerns.models import Concern, ConcernRulesVersion, ConcernVersion
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.people.duties import must_be_able, who_cannot
from app.people.queries import colleague
from app.people.words import Role
from app.settings.models import Firm
from app.storage.transaction import Transaction
from app.storage.walls import past_walls, through_walls

_WHY = "Who saw to it has left, and nobody else could see it."


def last_in_apart(session: Session, colleague_id: UUID, signing_in: Collection[UUID]) -> tuple[UUID, ...]:
    """The open concerns kept apart that somebody may see and nobody else who signs in and could see to them. It looks
    past walls: who looks after the people learns their number and no more."""
    columns = (
        Concern.id,
        Concern.handler_id,
        Concern.supervisor_id,
        Concern.author_id,
    )  # no row stays in the session
    query = past_walls(
        select(*columns).where(Concern.apart, Concern.closed_on.is_(None)).order_by(Concern.id)
    )
    rows = session.execute(query).all()
    if not rows:
        return ()
    seeing_all = _seeing_all(session)
    named = {row.id: {row.handler_id, row.supervisor_id, row.author_id, *seeing_all} - {None} for row in rows}
    cannot = who_cannot(session, {one for several in named.values() for one in several}).keys()
    can = set(signing_in) - cannot - {colleague_id}
    return tuple(one for one, several in named.items() if colleague_id in several and not several & can)


def hand_over_apart(tx: Transaction, from_id: UUID, to_id: UUID, signing_in: Collection[UUID]) -> int:
    """``to_id`` handles every concern that `last_in_apart` finds for ``from_id``; how many. Needs `Right.PEOPLE`.

    A partner who can sign in takes them: whoever looks after the people and is none learns nothing by it. Raises
    `Refused` ("has-left", "reads-only", "not-a-partner").
    """
    tx.need(Right.PEOPLE)
    found = last_in_apart(tx.session, from_id, signing_in)
    if not found:
        return 0
    must_be_able(tx.session, to_id, "successor")
    if to_id not in signing_in or colleague(tx.reader(), to_id).role is not Role.PARTNER:
        message = tr(
            "Only a partner who can sign in may take over concerns that are kept apart. Please choose one."
        )
        raise Refused("not-a-partner", message, field="successor")
    with tx.following_from(Right.PEOPLE), through_walls(tx.session):
        for one in found:
            _give(tx, one, to_id)
    return len(found)


def _give(tx: Transaction, concern_id: UUID, to_id: UUID) -> None:
    columns = [getattr(Concern, name) for name in ConcernFacts.__slots__]
    row = tx.session.execute(
        past_walls(select(Concern.version, *columns).where(Concern.id == concern_id))
    ).one()
    before, version = ConcernFacts(*row[1:]), row[0] + 1
    facts = replace(before, handler_id=to_id)
    change = update(Concern).where(Concern.id == concern_id).values(handler_id=to_id, version=version)
    tx.session.execute(change.execution_options(synchronize_session=False))
    written = {"written_at": tx.now, "author_id": tx.actor, "reason": _WHY}
    says = {"concern_id": concern_id, "version": version, **written, "content": as_content(facts)}
    tx.insert(ConcernVersion, says)
    was = {"handler_id": before.handler_id}
    tx.record("changed", "concern", concern_id, handler_id=to_id, before=was, reason=_WHY)
    tx.touch("concern", concern_id)


def _seeing_all(session: Session) -> Iterable[UUID]:
    """The firm's lead and the complaints partners."""
    query = select(ConcernRulesVersion.partner_ids).order_by(ConcernRulesVersion.number.desc())
    partners = session.scalars(query.limit(1)).first() or ()
    lead = session.scalars(select(Firm.lead_id)).first()
    return (*(UUID(one) for one in partners), *((lead,) if lead is not None else ()))
