"""retention rules, hold, release, document, list, review: how long files are kept, and what stops their destruction."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from app.cli.flags import add_times, count, iso_date
from app.cli.handles import handle, read_handle
from app.cli.retention_spelling import closed_data, hold_data, listed, rule_data
from app.cli.session import Add, Answer, Session
from app.cli.tables import table
from app.clients.queries import client_names, find_client
from app.kernel.errors import NotFound, Refused
from app.matters.keepers import names_of
from app.matters.queries import find_matter, list_matters
from app.retention import commands
from app.retention.commands import NewKeptDocument
from app.retention.firm_rules import drop_rule, rule_versions, rules, set_rule, set_settings, settings
from app.retention.queries import HoldRow, closed_matters, holds, kept_documents
from app.retention.words import DocumentKind, RetentionEvent, say_months
from app.storage.transaction import Reader


def register(add: Add) -> None:
    """Add the commands."""
    _register_rules(add)
    holding = add("retention hold", "stop the destruction of a matter or of all that is held on a client")
    which = holding.add_mutually_exclusive_group(required=True)
    which.add_argument("--matter", metavar="NUMBER")
    which.add_argument("--client", metavar="NAME", help="name or id")
    holding.add_argument("--reason", default="", metavar="TEXT")
    holding.set_defaults(run=_hold)
    releasing = add("retention release", "lift a hold (partners)")
    releasing.add_argument("hold", metavar="HOLD_ID", help="as `retention holds` prints it, or the whole id")
    releasing.add_argument("--reason", default="", metavar="TEXT")
    releasing.set_defaults(run=_release)
    listing = add("retention holds", "what is held, by whom and why")
    listing.add_argument("--matter", metavar="NUMBER")
    listing.add_argument("--lifted", action="store_true", help="those that were lifted, too")
    add_times(listing)
    listing.set_defaults(run=_holds)
    keeping = add(
        "retention document", "an original that the firm keeps, such as a will; with --ended, its end"
    )
    keeping.add_argument("--matter", required=True, metavar="NUMBER")
    keeping.add_argument("--title", metavar="TEXT")
    keeping.add_argument(
        "--kind", choices=[one.value for one in DocumentKind], default=DocumentKind.WILL.value
    )
    keeping.add_argument("--ended", metavar="DOCUMENT_ID")
    keeping.add_argument("--on", type=iso_date, metavar="DATE", help="when it ended; today if not given")
    keeping.add_argument("--how", default="", metavar="TEXT", help="given back, proved, revoked …")
    keeping.set_defaults(run=_document)
    due = add("retention list", "closed matters that are due for review, with all that speaks against it")
    due.add_argument("--all", action="store_true", help="every closed matter, and until when it is kept")
    due.add_argument("--days", type=count, default=0, metavar="N", help="what is due within N days, too")
    add_times(due)
    due.set_defaults(run=_list)


def _register_rules(add: Add) -> None:
    ruling = add("retention rules", "how long closed matters are kept; with --event sets a rule")
    ruling.add_argument("--area", default="", metavar="NAME", help="practice area; all if not given")
    ruling.add_argument("--event", choices=[one.value for one in RetentionEvent])
    how_long = ruling.add_mutually_exclusive_group()
    how_long.add_argument("--years", type=count, metavar="N")
    how_long.add_argument("--months", type=count, metavar="N")
    how_long.add_argument("--drop", action="store_true", help="take the rule away")
    ruling.add_argument("--majority-age", type=count, metavar="YEARS")
    ruling.add_argument(
        "--keep-number", action=argparse.BooleanOptionalAction, help="certificates keep the matter's number"
    )
    ruling.add_argument(
        "--keep-name", action=argparse.BooleanOptionalAction, help="certificates keep the client's name"
    )
    ruling.add_argument("--reason", default="", metavar="TEXT")
    ruling.add_argument("--versions", action="store_true", help="every version there was")
    add_times(ruling)
    ruling.set_defaults(run=_rules)


def _rules(session: Session, args: argparse.Namespace) -> Answer:
    changes = (args.majority_age, args.keep_number, args.keep_name)
    if args.event is None and all(one is None for one in changes):
        if args.years is not None or args.months is not None or args.drop:
            raise Refused("no-event", "Please say from which event: --event closing.", field="event")
        with session.reading(args) as reader:
            return _listed(reader, versions=args.versions)
    with session.workspace.write() as tx:
        if args.event is not None:
            event = RetentionEvent(args.event)
            if args.drop:
                drop_rule(tx, args.area, event, args.reason)
            else:
                set_rule(tx, args.area, event, _months(args), args.reason)
        if any(one is not None for one in changes):
            age, number, name = changes
            known = settings(tx.reader())
            new = replace(
                known,
                majority_age=known.majority_age if age is None else age,
                keep_number=known.keep_number if number is None else number,
                keep_name=known.keep_name if name is None else name,
            )
            set_settings(tx, new, args.reason)
        return _listed(tx.reader())


def _months(args: argparse.Namespace) -> int:
    months: int | None = args.months if args.years is None else args.years * 12
    if months is None:
        raise Refused("no-time", "Please say how long: --years 7.", field="years")
    return months


def _listed(reader: Reader, *, versions: bool = False) -> Answer:
    rows, said = rule_versions(reader) if versions else rules(reader), settings(reader)
    data = {
        "rules": [rule_data(row) for row in rows],
        "majority_age": said.majority_age,
        "keep_number": said.keep_number,
        "keep_name": said.keep_name,
    }
    lines = [
        [row.practice_area or "every area", row.event.label, say_months(row.months), row.reason]
        for row in rows
    ]
    return Answer(data, table(["For", "Counted", "Kept for", "Why"], lines))


def _hold(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        reader = tx.reader()
        matter_id = find_matter(reader, args.matter, exact=True).id if args.matter is not None else None
        client_id = find_client(reader, args.client, exact=True) if args.client is not None else None
        made = commands.set_hold(tx, args.reason, matter_id=matter_id, client_id=client_id)
    return Answer(
        {"id": made}, f"Held ({handle(made)}): nothing of it is destroyed until a partner lifts the hold."
    )


def _release(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        found = read_handle(args.hold, lambda: [one.id for one in holds(tx.reader(), lifted=True)])
        if found is None:
            raise NotFound("no-hold", "That is no id of a hold.", field="hold")
        commands.lift_hold(tx, found, args.reason)
    return Answer({"id": found}, "The hold is lifted.")


def _holds(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        matter_id = find_matter(reader, args.matter, exact=True).id if args.matter is not None else None
        rows = holds(reader, matter_id=matter_id, lifted=args.lifted)
        numbers = _numbers(reader, {one.matter_id for one in rows if one.matter_id is not None})
        names = client_names(reader, {one.client_id for one in rows if one.client_id is not None})
        people = names_of(reader, [who for one in rows for who in (one.set_by, one.lifted_by)])
    data = [hold_data(one, numbers, names, people) for one in rows]
    lines = [
        [
            handle(one.id),
            _held(one, numbers, names),
            one.reason,
            one.set_at,
            people.get(one.set_by, ""),
            one.lifted_at,
        ]
        for one in rows
    ]
    text = (
        table(["Id", "Matter or client", "Reason", "Since", "By", "Lifted"], lines)
        if rows
        else "Nothing is held."
    )
    return Answer({"holds": data}, text)


def _held(one: HoldRow, numbers: Mapping[UUID | None, str], names: Mapping[UUID, str]) -> str:
    return names.get(one.client_id, "") if one.client_id is not None else numbers.get(one.matter_id, "")


def _numbers(reader: Reader, ids: set[UUID]) -> dict[UUID | None, str]:
    return {row.id: row.number for row in list_matters(reader, ids=ids)}


def _document(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        matter_id = find_matter(tx.reader(), args.matter, exact=True).id
        if args.ended is not None:
            there = [one.id for one in kept_documents(tx.reader(), [matter_id])]
            found = read_handle(args.ended, lambda: there)
            if found not in there:
                raise NotFound("no-document", "That is no document of this matter.", field="document")
            commands.end_document(tx, found, args.on or tx.today, args.how)
        elif args.title is not None:
            commands.keep_document(tx, matter_id, NewKeptDocument(args.title, DocumentKind(args.kind)))
        rows = kept_documents(tx.reader(), [matter_id])
    data = [
        {
            "id": one.id,
            "kind": one.kind,
            "title": one.title,
            "ended_on": one.ended_on,
            "ended_how": one.ended_how or None,
        }
        for one in rows
    ]
    lines = [
        [handle(one.id), one.kind.value, one.title, one.ended_on or "kept", one.ended_how] for one in rows
    ]
    text = (
        table(["Id", "Kind", "What", "Until", "How"], lines)
        if rows
        else "No original of this matter is kept."
    )
    return Answer({"documents": data}, text)


def _list(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        by = date.fromordinal(reader.today.toordinal() + args.days)
        rows = closed_matters(reader, due_by=None if args.all else by)
        names = client_names(reader, {one for row in rows for one in row.clients})
        data = [closed_data(row, names, reader.today) for row in rows]
    return Answer({"matters": data}, listed(rows, names) if rows else "Nothing is due for review.")
