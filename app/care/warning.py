"""The warning before an estimate is passed: news for the client, once for each estimate and level (PRACTICE F1, F2).

It is told as any other development is.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from app.care.firm_rule import firm_currency
from app.care.queries import Costs, costs_of
from app.care.words import FeeLevel
from app.contactlog.corrections import withdraw_development
from app.contactlog.telling import tellings
from app.kernel.language import tr
from app.kernel.money import say_money
from app.kernel.said import say_date
from app.matters.developments import NewDevelopment, add_development
from app.matters.models import Development, Matter
from app.matters.words import DevelopmentKind, MatterStatus
from app.storage.transaction import Transaction

_ORIGIN = "fees:"
PUT_RIGHT: Final = "What it has cost was put right: less of the estimate is used"
RULE_CHANGED: Final = "The firm's rule was changed: this is not warned of any more"
_FELL = PUT_RIGHT, RULE_CHANGED
"""Why a warning that nobody told was taken back by itself; one that people withdrew does not come again."""


def warn_of_costs(
    tx: Transaction, matters: Collection[UUID] | None, *, fell: str = PUT_RIGHT
) -> tuple[UUID, ...]:
    """Write down what the client has to hear now of costs against the estimate; the developments made. What an earlier
    estimate warned of and nobody told is overtaken by the new one, and so is what a figure warned of that was put
    right: should it come true, the client is warned then. Closed matters are left alone.

    ``matters`` None: all that have figures. ``fell``: why less of an estimate may be used than before, one of `_FELL`.
    """
    home = firm_currency(tx.reader())
    made = []
    for matter_id, found in costs_of(tx.reader(), matters).items():
        matter = tx.session.get(Matter, matter_id)
        if matter is None or matter.status is MatterStatus.CLOSED:
            continue
        _withdraw_overtaken(tx, matter_id, found, fell)
        if found.level is FeeLevel.WITHIN or _said_red(tx, matter_id, found):
            continue
        news = add_development(
            tx,
            NewDevelopment(
                matter_id=matter_id,
                kind=DevelopmentKind.COSTS,
                occurred_at=tx.now,
                text=_words(found, home),
                essential=True,
                origin=_fresh(tx, matter_id, _origin(found, found.level)),
            ),
        )
        made += [news] if news is not None else []
    return tuple(made)


def _origin(found: Costs, level: FeeLevel) -> str:
    return f"{_ORIGIN}{found.estimate_id}:{level.value}"


def _fresh(tx: Transaction, matter_id: UUID, origin: str) -> str:
    """The origin by which a warning comes once; with a number after it where those before were taken back."""
    query = select(func.count()).where(*_of(matter_id, origin), Development.withdrawn_reason.in_(_FELL))
    fell = tx.session.scalar(query) or 0
    return f"{origin}:{fell + 1}" if fell else origin


def _said_red(tx: Transaction, matter_id: UUID, found: Costs) -> bool:
    """Whether it was written down already that this estimate is used up: amber is no news after that."""
    red = _of(matter_id, _origin(found, FeeLevel.RED))
    query = select(Development.id).where(*red, Development.withdrawn_reason.not_in(_FELL)).limit(1)
    return tx.session.scalar(query) is not None


def _of(matter_id: UUID, origin: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Development.matter_id == matter_id, Development.origin.startswith(origin)


def _withdraw_overtaken(tx: Transaction, matter_id: UUID, found: Costs, fell: str) -> None:
    """What nobody told of another estimate, or of another level of this one, is told no more."""
    query = select(Development.id, Development.origin).where(
        *_of(matter_id, _ORIGIN), Development.withdrawn_at.is_(None)
    )
    rows = tx.session.execute(query).all()
    if not rows:
        return
    told = tellings(tx.reader(), matter_id)
    for development_id, origin in rows:
        reason = _why_overtaken(str(origin), found, fell)
        if reason and development_id not in told:
            withdraw_development(tx, development_id, reason)


def _why_overtaken(origin: str, found: Costs, fell: str) -> str:
    """Why what was written down is not so any more; "" where it is."""
    if not origin.startswith(f"{_ORIGIN}{found.estimate_id}:"):
        return tr("Another estimate was told")
    if origin.startswith(_origin(found, found.level)) or not found.is_compared:
        return ""
    return tr("By now all of the estimate is used") if found.level is FeeLevel.RED else fell


def _words(found: Costs, home: str) -> str:
    """As the client reads it: figures and days, and what they mean."""
    stands, estimate, to_date = found.standing, found.estimate, found.to_date
    if stands is None or estimate is None or to_date is None:
        raise TypeError("there is no warning without an estimate and an amount to date")
    used, of = say_money(stands.used, stands.currency, home), say_money(stands.of, stands.currency, home)
    if stands.with_tax:
        used = tr("{used} including tax").format(used=used)
    if estimate.low is not None:
        of = tr("up to {amount}").format(amount=of)
    if stands.used > stands.of:
        words = tr("Costs up to {day} are {used}: more than the estimate of {of} given on {told_on}.")
    elif stands.used == stands.of:
        words = tr("Costs up to {day} are {used}: all of the estimate of {of} given on {told_on}.")
    else:
        words = tr("Costs up to {day} are {used}: {percent} % of the estimate of {of} given on {told_on}.")
    return words.format(
        day=say_date(to_date.on), used=used, percent=stands.percent, of=of, told_on=say_date(estimate.on)
    )
