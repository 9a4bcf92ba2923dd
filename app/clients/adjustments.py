"""What was done for a client's needs, and when (PRACTICE A1); the needs themselves stand in the profile."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from uuid import UUID

from app.clients.merges import present_or_refused
from app.clients.models import Adjustment
from app.clients.rules import check_lengths
from app.clients.words import NeedKind
from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.language import tr
from app.kernel.text import clean
from app.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class NewAdjustment:
    """An adjustment as the form holds it. ``on``: None is today; ``by_id``: None is who writes it down."""

    text: str
    kind: NeedKind = NeedKind.ACCESS
    on: date | None = None
    by_id: UUID | None = None


def make_adjustment(tx: Transaction, client_id: UUID, new: NewAdjustment) -> UUID:
    """Write down what is done for a client, and since when."""
    new = replace(new, text=clean(new.text), on=new.on or tx.today, by_id=new.by_id or tx.actor)
    client_id = present_or_refused(tx.reader(), client_id)
    if not new.text:
        raise Invalid([Problem("text", "no-words", tr("Please say what was done: “letters in 18 point”."))])
    if problems := check_lengths(new):
        raise Invalid(problems)
    adjustment_id = tx.new_id()
    row = {"id": adjustment_id, "client_id": client_id, "written_at": tx.now}
    tx.insert(Adjustment, row | asdict(new))
    tx.record("adjustment made", "client", client_id, adjustment=adjustment_id, **asdict(new))
    return adjustment_id


def end_adjustment(tx: Transaction, adjustment_id: UUID, on: date | None = None) -> None:
    """It is done no more, from a day on (None is today)."""
    found, on = tx.session.get(Adjustment, adjustment_id), on or tx.today
    if found is None:
        raise NotFound("no-adjustment", tr("That accommodation is not in the vault."), field="adjustment")
    if found.ended_on is not None:
        raise Refused("ended", tr("This accommodation ended already."), field="adjustment")
    if on < found.on:
        raise Refused("day-out-of-range", tr("It cannot end before it began."), field="on")
    found.ended_on, found.ended_by = on, tx.actor
    tx.record("adjustment ended", "client", found.client_id, adjustment=adjustment_id, on=on)
