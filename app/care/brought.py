"""Lines of work from the files of other systems: what they add to the figure that was typed last."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import and_, case, func, select

from app.care.models import CostsFigure, CostsLine
from app.care.words import CostsKind, LineKind
from app.kernel.money import fit_amount, in_mills
from app.kernel.rights import Right
from app.storage.rows import among
from app.storage.transaction import Reader, Transaction


@dataclass(frozen=True, slots=True)
class Brought:
    """Of one matter and currency: thousandths of time and expenses, how many lines, the day of the last."""

    matter_id: UUID
    currency: str
    time: int
    expenses: int
    count: int
    last: date


@dataclass(frozen=True, slots=True)
class NewLine:
    """One line of work; below nothing for a credit. ``key`` is the same whenever the same line comes."""

    matter_id: UUID
    key: str
    kind: LineKind
    on: date
    amount: Decimal
    currency: str


def brought_in(reader: Reader, matters: Collection[UUID] | None = None) -> Iterable[Brought]:
    """The sums of lines of days after the last typed amount to date of their currency, up to the reader's day: that
    figure says what there was until then."""
    typed = select(CostsFigure.matter_id, CostsFigure.currency, func.max(CostsFigure.on).label("until"))
    typed = typed.where(CostsFigure.kind == CostsKind.TO_DATE, CostsFigure.on <= reader.today)
    if reader.known_by is not None:
        typed = typed.where(CostsFigure.written_at <= reader.known_by)
    base = typed.group_by(CostsFigure.matter_id, CostsFigure.currency).subquery()
    query = (
        select(
            CostsLine.matter_id,
            CostsLine.currency,
            func.sum(case((CostsLine.kind == LineKind.TIME, CostsLine.mills), else_=0)),
            func.sum(case((CostsLine.kind == LineKind.EXPENSE, CostsLine.mills), else_=0)),
            func.count(),
            func.max(CostsLine.on),
        )
        .join(
            base,
            and_(base.c.matter_id == CostsLine.matter_id, base.c.currency == CostsLine.currency),
            isouter=True,
        )
        .where(base.c.until.is_(None) | (CostsLine.on > base.c.until), CostsLine.on <= reader.today)
        .group_by(CostsLine.matter_id, CostsLine.currency)
    )
    if matters is not None:
        query = query.where(among(CostsLine.matter_id, matters))
    if reader.known_by is not None:
        query = query.where(CostsLine.written_at <= reader.known_by)
    return [Brought(*row) for row in reader.session.execute(query)]


def bring_line(tx: Transaction, new: NewLine) -> bool:
    """Keep a line of work; False where it came before. Raises `Refused` ("bad-amount")."""
    tx.need(Right.WRITE)
    if tx.session.scalar(select(CostsLine.id).where(CostsLine.key == new.key)) is not None:
        return False
    mills = in_mills(fit_amount(abs(new.amount), new.currency)) * (-1 if new.amount < 0 else 1)
    line_id = tx.new_id()
    said = {"kind": new.kind, "on": new.on, "mills": mills, "currency": new.currency}
    tx.insert(
        CostsLine,
        {"id": line_id, "matter_id": new.matter_id, "key": new.key, **said}
        | {"written_at": tx.now, "author_id": tx.actor},
    )
    tx.record("brought in", "costs_line", line_id, matter_id=new.matter_id, **said)
    tx.touch("matter", new.matter_id)
    return True
