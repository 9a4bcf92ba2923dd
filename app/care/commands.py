"""Telling the client what it costs. Every figure told is kept (PRACTICE F1)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.care.models import CostsFigure
from app.care.words import CostsKind
from app.kernel.errors import NotFound, Refused
from app.kernel.text import clean
from app.matters.models import Matter
from app.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class NewCostsFigure:
    """An estimate, or what has been billed to date, in the firm's currency."""

    matter_id: UUID
    kind: CostsKind
    amount: Decimal
    on: date
    note: str = ""


def state_costs(tx: Transaction, new: NewCostsFigure) -> UUID:
    """Write down a figure; the newest of a kind counts, the earlier ones stay."""
    if tx.session.get(Matter, new.matter_id) is None:
        raise NotFound("no-matter", "That matter is not in the vault.", field="matter")
    if not new.amount.is_finite() or new.amount < 0 or new.amount >= Decimal(10) ** 12:
        raise Refused("bad-amount", "Please give an amount of money, such as 11000.", field=new.kind.value)
    values = {**asdict(new), "amount": new.amount.quantize(Decimal("0.01")), "note": clean(new.note)}
    figure = CostsFigure(id=tx.new_id(), written_at=tx.now, author_id=tx.actor, **values)
    tx.session.add(figure)
    tx.session.flush()
    tx.record("added", "costs_figure", figure.id, **values)
    tx.touch("matter", new.matter_id)
    return figure.id
