"""matters, matter, matter add, matter edit."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from app.care.commands import NewCostsFigure, state_costs
from app.care.firm_rule import firm_currency
from app.care.queries import matters_currency
from app.care.words import CostsKind
from app.cli import spelling
from app.cli.flags import add_flags, add_times, amount, given, iso_date
from app.cli.money_flags import exact
from app.cli.session import Add, Answer, Session
from app.cli.tables import plain, table
from app.clients.queries import find_client
from app.concerns.standing import say_standing, standing_concerns
from app.contactlog.queries import entries, follow_ups, last_contacts
from app.hours.queries import firm_calendar
from app.matters.commands import MatterDetails, open_matter
from app.matters.keepers import keeper_history
from app.matters.key_date_queries import key_dates
from app.matters.queries import find_matter, list_matters
from app.matters.sheet import matter_sheet
from app.matters.walls import shut_out, wall_of
from app.matters.words import MatterStatus
from app.owed.handover.new_keepers import edit_and_tell
from app.owed.news import news_standing
from app.owed.queries import owed
from app.people.queries import find_colleague
from app.schedule.queries import update_dues
from app.storage.transaction import Reader, Transaction

_BY_NAME = {"clients", "responsible_id", "point_of_contact_id", "supervisor_id", "external_id"}


def register(add: Add) -> None:
    """Add the commands."""
    listing = add("matters", "list the matters")
    listing.add_argument("--status", choices=[status.value for status in MatterStatus])
    listing.add_argument("--responsible", metavar="NAME")
    listing.add_argument(
        "--query", default="", metavar="TEXT", help="words of number, title, court number, client"
    )
    add_times(listing)
    listing.set_defaults(run=_matters)
    showing = add("matter", "show one matter")
    showing.add_argument("number", metavar="NUMBER")
    add_times(showing)
    showing.set_defaults(run=_matter)
    adding = add("matter add", "open a matter")
    adding.set_defaults(run=_add)
    editing = add("matter edit", "change a matter")
    editing.add_argument("matter", metavar="NUMBER")
    editing.set_defaults(run=_edit)
    editing.add_argument(
        "--keepers-from", type=iso_date, metavar="DATE", help="from which day somebody else looks after it"
    )
    editing.add_argument("--keepers-why", default="", metavar="TEXT", help="why somebody else does")
    editing.add_argument("--untold", action="store_true", help="make no news for the client of who does")
    for parser in (adding, editing):
        add_flags(parser, MatterDetails, skip=_BY_NAME)
        parser.add_argument(
            "--client", action="append", default=[], metavar="NAME", help="several are allowed"
        )
        parser.add_argument("--responsible", metavar="NAME", help="'' for nobody")
        parser.add_argument("--point-of-contact", metavar="NAME", help="'' for nobody")
        parser.add_argument("--supervisor", metavar="NAME", help="'' for the firm's lead")
        parser.add_argument(
            "--estimate", type=amount, metavar="AMOUNT", help="what the client is told it will cost"
        )
        parser.add_argument("--billed", type=amount, metavar="AMOUNT", help="what has been billed to date")


def _matters(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        responsible = find_colleague(reader, args.responsible).id if args.responsible is not None else None
        status = MatterStatus(args.status) if args.status else None
        rows = list_matters(reader, status=status, responsible_id=responsible, query=args.query)
        dues = update_dues(reader, firm_calendar(reader))
        contacts = last_contacts(reader)
    nexts = {
        row.id: dues[row.id].due_on for row in rows if row.id in dues and row.status is MatterStatus.OPEN
    }
    data = [spelling.matter(row, nexts.get(row.id), contacts.get(row.id)) for row in rows]
    text = table(
        ["Number", "Matter", "Client", "Status", "Next update"],
        [[row.number, row.title, row.client, row.status, nexts.get(row.id, "none")] for row in rows],
    )
    return Answer({"matters": data}, text if rows else "No matter matches.")


def _matter(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        matter_id = find_matter(reader, args.number).id
        answer = _sheet(reader, matter_id)
    session.workspace.viewed(matter_id)
    return answer


def _sheet(reader: Reader, matter_id: UUID) -> Answer:
    sheet = matter_sheet(reader, matter_id)
    row = sheet.row
    due = update_dues(reader, firm_calendar(reader), matter_id).get(matter_id)
    next_due = due.due_on if due and row.status is MatterStatus.OPEN else None
    log, wall = entries(reader, matter_id=matter_id), wall_of(reader, matter_id)
    unhappy, outside = standing_concerns(reader, matter_id=matter_id), shut_out(row, wall)
    data = {
        **spelling.matter(row, next_due, last_contacts(reader, matter_id).get(matter_id)),
        **spelling.matter_details(sheet),
        "keepers": [spelling.keeper(one) for one in keeper_history(reader, matter_id)],
        "restricted_to": [name for _, name in wall.people] if wall else [],
        "cannot_see_it": {role.value: name for role, name in outside},
        "concerns": [asdict(one) for one in unhappy],
        "entries": [spelling.entry(one) for one in log],
        "developments": spelling.developments(
            one for one in news_standing(reader, matter_id) if one.row.withdrawn_at is None
        ),
        "key_dates": [spelling.key_date(one) for one in key_dates(reader, matter_id)],
        "follow_ups": [spelling.follow_up(one) for one in follow_ups(reader, matter_id=matter_id)],
        "update_plan": spelling.plan(due) if due else None,
        "owed": spelling.owed_items(reader, owed(reader, matter_id=matter_id).items),
    }
    lines = [
        f"{plain(row.number)}  {plain(row.title)}",
        " · ".join(
            plain(one) for one in (row.client, row.court_number, row.practice_area, row.status) if one
        ),
        *(
            [f"Restricted to {', '.join(plain(name) for _, name in wall.people)}: {plain(wall.reason)}"]
            if wall
            else []
        ),
        *(f"{plain(name)} ({role.label}) cannot see it." for role, name in outside),
        *(plain(said) for said, _ in say_standing(unhappy)),
        "",
    ]
    lines += [
        f"{_said(reader, one.occurred_at)}  {one.channel.label}: {plain(one.summary.partition(chr(10))[0])}"
        for one in log
    ]
    return Answer(data, "\n".join(lines).rstrip())


def _add(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        details = replace(MatterDetails(**given(args, MatterDetails)), **_named(tx, args))
        matter_id = open_matter(tx, details)
        _state_costs(tx, matter_id, args)
        row = matter_sheet(tx.reader(), matter_id).row
    return Answer({"id": matter_id, "number": row.number}, f"Opened {row.number} {row.title}.")


def _edit(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        matter_id = find_matter(tx.reader(), args.matter, exact=True).id
        details = matter_sheet(tx.reader(), matter_id).details
        details = replace(details, **{**given(args, MatterDetails), **_named(tx, args)})
        told = edit_and_tell(
            tx, matter_id, details, on=args.keepers_from, reason=args.keepers_why, tells=not args.untold
        )
        _state_costs(tx, matter_id, args)
        row = matter_sheet(tx.reader(), matter_id).row
    said = f"Changed {row.number} {row.title}." + (" The client is to be told who." if told.made else "")
    return Answer({"id": matter_id, "number": row.number, "developments": list(told.made)}, said)


def _named(tx: Transaction, args: argparse.Namespace) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if args.client:
        found["clients"] = tuple(find_client(tx.reader(), name, exact=True) for name in args.client)
    for flag in ("responsible", "point_of_contact", "supervisor"):
        name: str | None = getattr(args, flag)
        if name is not None:
            found[f"{flag}_id"] = (
                find_colleague(tx.reader(), name, active_only=True).id if name.strip() else None
            )
    return found


def _state_costs(tx: Transaction, matter_id: UUID, args: argparse.Namespace) -> None:
    for kind, value in ((CostsKind.ESTIMATE, args.estimate), (CostsKind.TO_DATE, args.billed)):
        if value is not None:
            reader = tx.reader()
            to_date = kind is CostsKind.TO_DATE
            currency = matters_currency(reader, matter_id) if to_date else firm_currency(reader)
            exact(value, currency, "billed" if to_date else "estimate")
            state_costs(tx, NewCostsFigure(matter_id, kind, value, tx.today, currency=currency))


def _said(reader: Reader, moment: datetime) -> str:
    return f"{reader.local(moment):%Y-%m-%d %H:%M}"
