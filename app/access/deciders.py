"""Who decides about an item, and a decision taken back before it left (PRACTICE J6)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.access.gathering import Item
from app.access.models import AccessDecision, AccessGiven
from app.access.queries import request_sheet
from app.access.words import Why
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.storage.transaction import Reader, Transaction

BY_LAWYERS: Final = frozenset({Why.PRIVILEGED, Why.THIRD_PARTY})
"""What is weighed by law: privilege is the client's and lost by giving, others have rights of their own. What is
internal, or perhaps another person's, anybody who works with the file can tell."""


def is_for_lawyers(item: Item) -> bool:
    """Whether partners and lawyers alone decide about it."""
    return not BY_LAWYERS.isdisjoint(item.whys)


def undo_decisions(tx: Transaction, request_id: UUID, item_ids: Collection[UUID]) -> int:
    """Take back what was decided about items, until one of them left in an export; how many. They wait for a decision
    again, or are given without one; what was decided stays in the vault.

    Raises NotFound, `Refused` ("closed", "not-decided", "given-already", "not-allowed").
    """
    tx.need(Right.WRITE)
    sheet = request_sheet(tx.reader(), request_id)
    if not sheet.row.is_open:
        raise Refused("closed", tr("This request is closed. Please open it again first."), field="request")
    wanted = set(item_ids)
    items = [one.item for one in sheet.items if one.item.id in wanted]
    if any(map(is_for_lawyers, items)):
        tx.need(Right.PRIVILEGE)
    made = {one.item_id: one for one in _newest(tx.reader(), request_id) if one.item_id in wanted}
    if not items or any(one.id not in made or made[one.id].taken_back for one in items):
        raise Refused(
            "not-decided", tr("Nothing was decided about it that could be taken back."), field="item"
        )
    left = [export.id for export in sheet.exports]
    given = select(AccessGiven.item_id).where(AccessGiven.export_id.in_(left), AccessGiven.item_id.in_(made))
    if tx.session.scalar(given) is not None:
        message = tr(
            "It left already in an export: that cannot be taken back. It can be decided anew for the next one."
        )
        raise Refused("given-already", message, field="item")
    for item in items:
        before = made[item.id]
        tx.insert(AccessDecision, _taken_back(tx, before))
        whose = {"matter_id": before.matter_id} if before.matter_id else {}
        tx.record("decision taken back", "access_request", request_id, item=item.id, **whose)
    return len(items)


def _newest(reader: Reader, request_id: UUID) -> Collection[AccessDecision]:
    query = (
        select(AccessDecision).where(AccessDecision.request_id == request_id).order_by(AccessDecision.number)
    )
    return {one.item_id: one for one in reader.session.scalars(query)}.values()


def _taken_back(tx: Transaction, before: AccessDecision) -> dict[str, object]:
    return {
        "id": tx.new_id(),
        "request_id": before.request_id,
        "matter_id": before.matter_id,
        "item_id": before.item_id,
        "number": before.number + 1,
        "decision": before.decision,
        "ground": before.ground,
        "note": "",
        "given_text": "",
        "digest": before.digest,
        "taken_back": True,
        "written_at": tx.now,
        "author_id": tx.actor,
    }
