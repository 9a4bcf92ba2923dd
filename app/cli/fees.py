"""fees …: what clients were told it costs, what it has cost so far, arrangements and rates (PRACTICE F)."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace

from app.care.commands import (
    NewArrangement,
    NewCostsFigure,
    arrange_fees,
    excuse_costs_update,
    must_say_why,
    state_costs,
)
from app.care.duties import next_costs_update
from app.care.estimate import say_sums
from app.care.firm_rule import fee_rule, firm_currency
from app.care.overview import costs_overview
from app.care.queries import NONE_TOLD, Rate, costs, matters_currency
from app.care.ruling import set_fee_rule
from app.care.words import Arrangement, CostsKind, FeeLevel
from app.cli import fees_spelling as spelling
from app.cli.flags import add_times, amount, count, iso_date
from app.cli.money_flags import add_beside, exact, read_tax
from app.cli.session import Add, Answer, Session
from app.cli.tables import table
from app.kernel.errors import Refused
from app.matters.queries import find_matter
from app.matters.words import MatterStatus
from app.reports.status.fees import arrangement_said, fee_lines

_RATE = re.compile(r"(.+?): *([\d,.]+)(?: (?:per|an?|each) (.+))?")


def register(add: Add) -> None:
    """Add the commands."""
    showing = add("fees show", "estimate, costs to date, arrangement and every revision of one matter")
    showing.add_argument("matter", metavar="NUMBER")
    add_times(showing)
    showing.set_defaults(run=_show)
    listing = add("fees list", "where the costs of open matters stand against their estimates")
    listing.add_argument("--level", choices=[one.value for one in FeeLevel])
    listing.add_argument("--all", action="store_true", help="matters that are not open, too")
    add_times(listing)
    listing.set_defaults(run=_list)
    for name, about, kind in (
        ("fees estimate", "what the client is told it will cost; again: a revision", CostsKind.ESTIMATE),
        ("fees to-date", "what it has cost so far", CostsKind.TO_DATE),
    ):
        _register_figure(add, name, about, kind)
    _register_arrange(add)
    excusing = add("fees excuse", "the costs update due next will not be given")
    excusing.add_argument("matter", metavar="NUMBER")
    excusing.add_argument("--reason", default="", metavar="TEXT")
    excusing.set_defaults(run=_excuse)
    ruling = add(
        "fees rule", "when the firm warns of costs, and how often they are told; with options: set it"
    )
    ruling.add_argument("--amber", type=count, metavar="PERCENT")
    ruling.add_argument("--red", type=count, metavar="PERCENT")
    ruling.add_argument("--with-tax", action=argparse.BooleanOptionalAction, help="compare totals with tax")
    ruling.add_argument("--months", type=count, metavar="N", help="costs are told at least so often")
    ruling.add_argument(
        "--currency", metavar="CODE", help="of figures that name none; '' for the place's own"
    )
    ruling.add_argument("--reason", default="", metavar="TEXT")
    ruling.set_defaults(run=_rule)


def _register_figure(add: Add, name: str, about: str, kind: CostsKind) -> None:
    parser = add(name, about)
    parser.add_argument("matter", metavar="NUMBER")
    parser.add_argument(
        "--amount", type=amount, required=True, metavar="AMOUNT", help="fees; of a range its upper end"
    )
    if kind is CostsKind.ESTIMATE:
        parser.add_argument(
            "--covers", default="", metavar="TEXT", help="what it covers; the client reads it"
        )
        parser.add_argument(
            "--reason", default="", metavar="TEXT", help="why it is revised; the client reads it"
        )
    add_beside(parser, ranged=kind is CostsKind.ESTIMATE)
    parser.add_argument("--on", type=iso_date, metavar="DATE", help="told on, or up to when (default: today)")
    parser.add_argument("--note", default="", metavar="TEXT", help="for the firm alone")
    # `fees estimate` is "what the client is told"; a bookkeeper's `to-date` tells nobody unless it is said (F2)
    told = parser.add_mutually_exclusive_group()
    told.add_argument("--told", action="store_true", help="the client was told of it on that day")
    told.add_argument("--untold", dest="told", action="store_false", help="the client was not told of it")
    parser.set_defaults(run=_state, kind=kind, told=kind is CostsKind.ESTIMATE)


def _register_arrange(add: Add) -> None:
    parser = add("fees arrange", "what the client pays for, and at which rates")
    parser.add_argument("matter", metavar="NUMBER")
    parser.add_argument("--kind", choices=[one.value for one in Arrangement], required=True)
    parser.add_argument(
        "--rate", action="append", default=[], metavar='"WHO: AMOUNT per hour"', help="several are allowed"
    )
    parser.add_argument("--words", default="", metavar="TEXT")
    parser.add_argument("--currency", default="", metavar="CODE")
    parser.add_argument("--from", dest="holds_from", type=iso_date, metavar="DATE", help="default: today")
    parser.add_argument("--reason", default="", metavar="TEXT", help="needed for a change")
    parser.set_defaults(run=_arrange)


def _show(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        row = find_matter(reader, args.matter)
        data = spelling.of_matter(reader, row.id, row.number)
        lines = [
            f"{one.label}: {one.text}{f' · {one.right}' if one.right else ''}"
            for one in fee_lines(reader, row.id)
        ]
        said = arrangement_said(reader, row.id)
    session.workspace.viewed(row.id)
    due = data["next_update_due"]
    lines = [*([said] if said else []), *lines, *([f"Costs are told again by {due}."] if due else [])]
    return Answer(data, "\n".join(lines) or "The client was told no figures yet.")


def _list(session: Session, args: argparse.Namespace) -> Answer:
    """JSON: ``fees``: each matter that has figures, with where its costs stand and when they are told again."""
    with session.reading(args) as reader:
        home = firm_currency(reader)
        rows = costs_overview(reader, status=None if args.all else MatterStatus.OPEN)
    rows = tuple(one for one in rows if one.costs is not NONE_TOLD)
    if args.level is not None:
        rows = tuple(one for one in rows if one.costs.standing and one.costs.level == args.level)
    data = [
        {
            "matter": one.matter.number,
            "title": one.matter.title,
            "client": one.matter.client,
            "told_on": one.told_on,
            "next_update_due": one.due_on,
        }
        | spelling.costs_said(one.costs)
        for one in rows
    ]
    shown = []
    for one in rows:
        stands = one.costs.standing
        share = f"{stands.percent} % {stands.level}" if stands else ""
        figures = [say_sums(each, home) if each else "" for each in (one.costs.to_date, one.costs.estimate)]
        shown.append([one.matter.number, one.matter.title, *figures, share])
    heads = ["Number", "Matter", "To date", "Estimate", "Used"]
    return Answer({"fees": data}, table(heads, shown) if rows else "No matter has such figures.")


def _state(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        reader = tx.reader()
        row = find_matter(reader, args.matter, exact=True)
        new = NewCostsFigure(
            row.id,
            args.kind,
            args.amount,
            args.on or tx.today,
            note=args.note,
            disbursements=args.disbursements,
            currency=args.currency,
            told=args.told,
        )
        if args.kind is CostsKind.ESTIMATE:
            new = replace(new, low=args.low, covers=args.covers, reason=args.reason)
        else:
            new = replace(new, currency=args.currency or matters_currency(reader, row.id))
        currency = new.currency.strip().upper() or firm_currency(reader)
        for name in ("amount", "low", "disbursements"):
            exact(getattr(new, name), currency, name)
        new = replace(new, tax=read_tax(args.tax, new.amount + (new.disbursements or 0), currency))
        must_say_why(reader, new)
        figure_id = state_costs(tx, new)
        found = costs(tx.reader(), row.id)
    data = {"id": figure_id, "matter": row.number, **spelling.costs_said(found)}
    said = f" {found.standing.percent} % of the estimate is used." if found.standing else ""
    warned = " The client has to hear of it." if found.level is not FeeLevel.WITHIN else ""
    return Answer(data, f"Written down for {row.number}.{said}{warned}")


def _arrange(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        row = find_matter(tx.reader(), args.matter, exact=True)
        currency = args.currency.strip().upper() or firm_currency(tx.reader())
        rates = tuple(_rate(words, currency) for words in args.rate)
        arrangement_id = arrange_fees(
            tx,
            NewArrangement(
                row.id,
                Arrangement(args.kind),
                args.holds_from or tx.today,
                args.words,
                rates,
                args.currency,
                args.reason,
            ),
        )
    return Answer({"id": arrangement_id, "matter": row.number}, f"Arranged for {row.number}.")


def _rate(words: str, currency: str) -> Rate:
    found = _RATE.fullmatch(" ".join(words.split()))
    try:
        value = amount(found[2]) if found else None
    except argparse.ArgumentTypeError:
        value = None
    if found is None or value is None:
        message = "Please give a rate such as “Partner: 450 per hour”."
        raise Refused("bad-rate", message, field="rate")
    exact(value, currency, "rate")
    return Rate(found[1], value, found[3] or "hour")


def _excuse(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        row = find_matter(tx.reader(), args.matter, exact=True)
        excuse_id = excuse_costs_update(tx, row.id, args.reason)
        due = next_costs_update(tx.reader(), row.id)
    return Answer(
        {"id": excuse_id, "matter": row.number, "next_update_due": due}, f"Excused; the next is due {due}."
    )


def _rule(session: Session, args: argparse.Namespace) -> Answer:
    given = {
        "amber": args.amber,
        "red": args.red,
        "with_tax": args.with_tax,
        "update_months": args.months,
        "currency": args.currency,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    if changes:
        with session.workspace.write() as tx:
            set_fee_rule(tx, replace(fee_rule(tx.reader()), **changes), args.reason)
    with session.workspace.read() as reader:
        data = spelling.rule(reader)
        rule = fee_rule(reader)
    tax = "with tax where both figures say it" if rule.with_tax else "without tax"
    text = (
        f"Amber from {rule.amber} %, red from {rule.red} % of the estimate's upper end, {tax}. "
        f"Costs are told at least every {rule.update_months} months, in {data['currency']}."
    )
    return Answer(data, text)
