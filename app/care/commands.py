"""Telling the client what it costs. Every figure told is kept, every arrangement, too (PRACTICE F1)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.care.duties import next_costs_update
from app.care.estimate import Estimate, fit_estimate, sums_of
from app.care.firm_rule import firm_currency
from app.care.models import CostsExcuse, CostsFigure, FeeArrangement
from app.care.queries import Rate, arrangements, costs
from app.care.warning import warn_of_costs
from app.care.words import Arrangement, CostsKind
from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.money import fit_amount, fit_currency
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import clean
from app.matters.models import Matter
from app.storage.transaction import Reader, Transaction

MOST_RATES = 50


@dataclass(frozen=True, slots=True)
class NewCostsFigure:
    """An estimate, or what it has cost to date. ``amount``: fees, of a range from ``low`` its upper end; ``tax`` and
    ``disbursements`` beside it, where they are said apart; ``currency`` "": the firm's; ``covers`` and ``reason``
    (why it is revised) are for the client, ``note`` is not. ``in_all``: tax and disbursements are in the amount."""

    matter_id: UUID
    kind: CostsKind
    amount: Decimal
    on: date
    note: str = ""
    low: Decimal | None = None
    tax: Decimal | None = None
    disbursements: Decimal | None = None
    currency: str = ""
    covers: str = ""
    reason: str = ""
    told: bool = True
    in_all: bool = False


def state_costs(tx: Transaction, new: NewCostsFigure) -> UUID:
    """Write down a figure; the newest of a kind counts, the earlier ones stay.

    Where it brings the matter to amber or red, the client has to hear of it: that becomes a development in the same
    transaction (F2). Raises NotFound, `Refused` ("bad-amount", "bad-currency", "bad-range", "in-future", "too-long").
    """
    tx.need(Right.WRITE)
    _the_matter(tx, new.matter_id)
    values = asdict(fitted(tx.reader(), new))
    figure = CostsFigure(id=tx.new_id(), written_at=tx.now, author_id=tx.actor, **values)
    tx.session.add(figure)
    tx.session.flush()
    tx.record("added", "costs_figure", figure.id, **values)
    tx.touch("matter", new.matter_id)
    warn_of_costs(tx, [new.matter_id])
    return figure.id


def must_say_why(reader: Reader, new: NewCostsFigure) -> None:
    """For who tells a client another estimate than before: `Refused` ("no-reason") where nobody says why (F1)."""
    before = costs(reader, new.matter_id).estimate
    if new.kind is CostsKind.ESTIMATE and before is not None:
        same = sums_of(fitted(reader, new)) == sums_of(before)
        given_reason(new.reason, "Please say why the estimate is revised.", needed=not same)


def fitted(reader: Reader, new: NewCostsFigure) -> NewCostsFigure:
    """The figure as it is kept. Raises `Refused` as `state_costs` does."""
    said = Estimate(**{one.name: getattr(new, one.name) for one in fields(Estimate)})
    fit = fit_estimate(reader, said)
    if new.on > reader.today:
        raise Refused("in-future", tr("That day is still to come."), field="on")
    return replace(
        new,
        **asdict(fit),
        note=clean(new.note),
        reason=given_reason(new.reason, "", needed=False, lines=True),
    )


@dataclass(frozen=True, slots=True)
class NewArrangement:
    """What the client pays for from a day on, in words and at which rates."""

    matter_id: UUID
    kind: Arrangement
    holds_from: date
    words: str = ""
    rates: tuple[Rate, ...] = ()
    currency: str = ""
    reason: str = ""


def arrange_fees(tx: Transaction, new: NewArrangement) -> UUID:
    """Agree what the client pays for; the arrangement before holds until then and stays readable.

    A change needs a reason. Raises NotFound, `Refused` ("no-reason", "bad-amount", "bad-currency", "bad-rate").
    """
    tx.need(Right.WRITE)
    _the_matter(tx, new.matter_id)
    currency = fit_currency(new.currency) if new.currency.strip() else firm_currency(tx.reader())
    rates = [_rate(one, currency) for one in new.rates]
    if len(rates) > MOST_RATES:
        raise Refused(
            "bad-rate",
            tr("An arrangement has at most {most_rates} rates.").format(most_rates=MOST_RATES),
            field="rates",
        )
    is_first = not arrangements(tx.reader(), new.matter_id)
    reason = given_reason(new.reason, "Please say why the arrangement is changed.", needed=not is_first)
    said = {
        "matter_id": new.matter_id,
        "kind": new.kind,
        "words": clean(new.words),
        "rates": rates,
        "currency": currency,
        "holds_from": new.holds_from,
        "reason": reason,
    }
    row = FeeArrangement(id=tx.new_id(), set_at=tx.now, set_by=tx.actor, **said)
    tx.session.add(row)
    tx.session.flush()
    tx.record("set", "fee_arrangement", row.id, **said)
    tx.touch("matter", new.matter_id)
    return row.id


def _rate(one: Rate, currency: str) -> list[str]:
    who, per = clean(one.who, lines=False), clean(one.per, lines=False)
    if not who or not per or len(who) > 200 or len(per) > 80:
        raise Refused(
            "bad-rate", tr("Please say whose rate it is, and for what, such as an hour."), field="rates"
        )
    return [who, str(fit_amount(one.amount, currency, "rates")), per]


def excuse_costs_update(tx: Transaction, matter_id: UUID, reason: str) -> UUID:
    """The costs update due next will not be given; the one after it is counted from its day.

    Needs a reason. Raises NotFound, `Refused` ("no-costs-update": none is due in that matter, "no-reason").
    """
    tx.need(Right.WRITE)
    _the_matter(tx, matter_id)
    due_on = next_costs_update(tx.reader(), matter_id)
    if due_on is None:
        message = tr("No costs update is due in this matter: it is not open, or has no figures yet.")
        raise Refused("no-costs-update", message, field="matter")
    reason = given_reason(reason, "Please say why the costs update is not given.")
    row = CostsExcuse(
        id=tx.new_id(),
        matter_id=matter_id,
        due_on=due_on,
        reason=reason,
        excused_at=tx.now,
        excused_by=tx.actor,
    )
    tx.session.add(row)
    tx.session.flush()
    tx.record("excused", "costs_update", row.id, matter_id=matter_id, due_on=due_on, reason=reason)
    tx.touch("matter", matter_id)
    return row.id


def _the_matter(tx: Transaction, matter_id: UUID) -> None:
    if tx.session.get(Matter, matter_id) is None:
        raise NotFound("no-matter", tr("That matter is not in the vault."), field="matter")
