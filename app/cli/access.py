"""access-request list, open, items, decide, export, rules: what is held about somebody, for who asks for it."""

from __future__ import annotations

import argparse
from dataclasses import replace
from uuid import UUID

from app.access.commands import decide_items, open_request
from app.access.deciders import undo_decisions
from app.access.forms import NewDecision, NewRequest
from app.access.laws import laws
from app.access.queries import RequestSheet, exports_of, given_in, request_row, request_sheet, requests
from app.access.settings import access_rule, access_rules, change_access_rule
from app.access.words import Decision, Ground, Identity, Unit, Why
from app.channels.words import RULED, Channel
from app.cli.access_spelling import (
    OPEN,
    export_data,
    given_data,
    given_text,
    list_text,
    request_data,
    rule_data,
    sheet_data,
    sheet_text,
)
from app.cli.flags import add_times, count, iso_date, some_path
from app.cli.handles import read_handle
from app.cli.how_far import told
from app.cli.pdf_flags import add_pdf_password, pdf_password
from app.cli.session import Add, Answer, Session, note
from app.cli.tables import table
from app.clients.queries import find_client
from app.kernel.errors import NotFound
from app.kernel.ids import read_id
from app.people.queries import find_colleague
from app.storage.transaction import Reader


def register(add: Add) -> None:
    """Add the commands."""
    listing = add("access-request list", "who asked what is held about them, and by when an answer is owed")
    listing.add_argument("--open", action="store_true", help="those that are not closed")
    add_times(listing)
    listing.set_defaults(run=_list)
    _add_open(add)
    items = add(
        "access-request items", "all that is held about who asked, with what was decided of each item"
    )
    items.add_argument("request", metavar="ID")
    items.add_argument("--undecided", action="store_true", help="only what somebody has to decide")
    items.set_defaults(run=_items)
    _add_decide(add)
    giving = add("access-request export", "the answer as a file: .zip, or .pdf that may ask for a password")
    giving.add_argument("request", metavar="ID")
    giving.add_argument("--out", required=True, type=some_path, metavar="FILE.zip|FILE.pdf")
    giving.add_argument("--part", action="store_true", help="what you may see, where more is restricted")
    add_pdf_password(giving)
    giving.set_defaults(run=_export)
    given = add("access-request given", "what was given of a request: each file that left, with its index")
    given.add_argument("request", metavar="ID")
    given.set_defaults(run=_given)
    ruling = add("access-request rules", "how long there is for an answer by each law; with --law, set it")
    ruling.add_argument("--law", choices=sorted(laws()))
    ruling.add_argument("--unit", choices=[one.value for one in Unit])
    ruling.add_argument("--allowed", type=count, metavar="N")
    ruling.add_argument("--longer", type=count, metavar="N", help="so many more when it is extended")
    ruling.add_argument(
        "--identity",
        type=Identity,
        choices=list(Identity),
        help="what waiting for proof of who asks does to the clock",
    )
    ruling.add_argument(
        "--rolls",
        action=argparse.BooleanOptionalAction,
        help="a last day without work becomes the next working day",
    )
    ruling.add_argument("--reason", default="", metavar="TEXT")
    ruling.set_defaults(run=_rules)


def _add_open(add: Add) -> None:
    opening = add("access-request open", "somebody asks what is held about them: the clock runs")
    opening.add_argument("--client", metavar="NAME", help="name or id, where who asks is a client")
    opening.add_argument("--name", default="", metavar="NAME", help="of who asks, where it is no client")
    opening.add_argument("--also", action="append", default=[], metavar="NAME", help="another name of theirs")
    opening.add_argument("--phone", action="append", default=[], metavar="NUMBER")
    opening.add_argument("--email", action="append", default=[], metavar="ADDRESS")
    opening.add_argument(
        "--asked-by", default="", metavar="TEXT", help="who asks in their name, by what right"
    )
    opening.add_argument(
        "--wanted", default="", metavar="TEXT", help="what they ask for; everything if not given"
    )
    opening.add_argument("--received", type=iso_date, metavar="DATE", help="today if not given")
    opening.add_argument("--channel", choices=[one.value for one in RULED], default=Channel.LETTER.value)
    opening.add_argument("--entry", metavar="ENTRY_ID", help="the contact in which it came")
    opening.add_argument("--handler", metavar="NAME", help="who sees to it; you if not given")
    opening.add_argument("--identity-known", default="", metavar="TEXT", help="how it is certain who asks")
    opening.add_argument(
        "--law", choices=sorted(laws()), default="", help="that of the firm's place if not given"
    )
    opening.set_defaults(run=_open)


def _add_decide(add: Add) -> None:
    deciding = add(
        "access-request decide", "give, withhold or redact items, or take back what was decided of them"
    )
    deciding.add_argument("request", metavar="ID")
    which = deciding.add_mutually_exclusive_group(required=True)
    which.add_argument("--item", action="append", default=[], metavar="ITEM_ID")
    which.add_argument("--all-undecided", action="store_true")
    deciding.add_argument(
        "--why", choices=[one.value for one in Why], help="of those, the ones with this reason"
    )
    chosen = deciding.add_mutually_exclusive_group(required=True)
    for word in Decision:
        chosen.add_argument(f"--{word.value}", action="store_const", const=word, dest="decision")
    chosen.add_argument("--undo", action="store_true", help="of --item, as long as it did not leave")
    deciding.add_argument("--ground", choices=[one.value for one in Ground])
    deciding.add_argument(
        "--text", default="", metavar="TEXT", help="what is given instead, of a redacted item"
    )
    deciding.add_argument("--note", default="", metavar="TEXT", help="why, for the firm")
    deciding.set_defaults(run=_decide)


def find_request(reader: Reader, words: str) -> UUID:
    """The request that is meant by its id, or how that begins or ends. Raises NotFound."""
    found = read_handle(words, lambda: [row.id for row in requests(reader)])
    if found is None:
        raise NotFound("no-request", "That request is not in the vault.", field="request")
    return found


def _list(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        rows = requests(reader, open_only=args.open)
    text = list_text(rows) if rows else "Nobody asked."
    return Answer({"requests": [request_data(row) for row in rows]}, text)


def _open(session: Session, args: argparse.Namespace) -> Answer:
    entry_id = read_id(args.entry) if args.entry is not None else None
    if args.entry is not None and entry_id is None:
        raise NotFound("no-entry", "That entry is not in the vault.", field="entry")
    with session.workspace.write() as tx:
        reader = tx.reader()
        new = NewRequest(
            find_client(reader, args.client, exact=True) if args.client is not None else None,
            args.name,
            tuple(args.also),
            tuple(args.phone),
            tuple(args.email),
            args.asked_by,
            args.wanted,
            args.received,
            Channel(args.channel),
            entry_id,
            find_colleague(reader, args.handler, active_only=True).id if args.handler is not None else None,
            args.identity_known,
            args.law,
        )
        row = request_row(reader, open_request(tx, new))
    return Answer({"request": request_data(row)}, f"Request {row.id}: answer by {row.clock.due}.")


def _items(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.read() as reader:
        sheet = request_sheet(reader, find_request(reader, args.request))
    shown = replace(sheet, items=sheet.undecided) if args.undecided else sheet
    return Answer({"request": sheet_data(shown)}, sheet_text(shown))


def _decide(session: Session, args: argparse.Namespace) -> Answer:
    if args.undo:
        return _undo(session, args)
    ground = Ground(args.ground) if args.ground is not None else None
    new = NewDecision(args.decision, ground, args.note, args.text)
    with session.workspace.write() as tx:
        request_id = find_request(tx.reader(), args.request)
        chosen = _chosen(request_sheet(tx.reader(), request_id), args)
        number = decide_items(tx, request_id, chosen, new) if chosen else 0
        left = len(request_sheet(tx.reader(), request_id).undecided)
    return Answer({"decided": number, "undecided": left}, f"Decided: {number:,}. Left: {left:,}.")


def _undo(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        request_id = find_request(tx.reader(), args.request)
        chosen = _chosen(request_sheet(tx.reader(), request_id), args)
        number = undo_decisions(tx, request_id, chosen)
        left = len(request_sheet(tx.reader(), request_id).undecided)
    return Answer({"taken_back": number, "undecided": left}, f"Taken back: {number:,}. To decide: {left:,}.")


def _chosen(sheet: RequestSheet, args: argparse.Namespace) -> list[UUID]:
    if args.all_undecided:
        why = Why(args.why) if args.why is not None else None
        return [one.item.id for one in sheet.undecided if why is None or why in one.item.whys]
    found = [read_handle(words, lambda: [one.item.id for one in sheet.items]) for words in args.item]
    if None in found:
        raise NotFound("no-item", "That item is not among what is held.", field="item")
    return [one for one in found if one is not None]


def _export(session: Session, args: argparse.Namespace) -> Answer:
    from app.reports.access_out import save_export

    with session.workspace.read() as reader:
        request_id = find_request(reader, args.request)
    password = pdf_password(session, args, args.out.suffix.casefold().lstrip("."))
    made = save_export(
        session.workspace, request_id, args.out, part=args.part, password=password, progress=told()
    )
    if password is None:
        note(OPEN)
    with session.workspace.read() as reader:
        kept = exports_of(reader, request_id)[-1]
    data = {
        **export_data(kept),
        "file": args.out,
        "pages": made.pages,
        "items": made.given,
        "files": made.files,
    }
    return Answer(
        {"export": data}, f"{args.out}  {made.pages} p., {made.given:,} items, {made.files:,} files"
    )


def _given(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.read() as reader:
        made = exports_of(reader, find_request(reader, args.request))
        found = [(one, given_in(reader, one.id)) for one in made]
    text = "\n\n".join(given_text(*one) for one in found) or "Nothing was given yet."
    return Answer({"exports": [given_data(*one) for one in found]}, text)


def _rules(session: Session, args: argparse.Namespace) -> Answer:
    if args.law is not None:
        with session.workspace.write() as tx:
            before = access_rule(tx.reader(), args.law)
            given = {
                name: getattr(args, name)
                for name in ("allowed", "longer", "identity", "rolls")
                if getattr(args, name) is not None
            }
            unit = Unit(args.unit) if args.unit is not None else before.unit
            change_access_rule(tx, replace(before, unit=unit, **given), args.reason)
    with session.workspace.read() as reader:
        rules, own = access_rules(reader), access_rule(reader)
    rows = [
        [
            rule.law,
            rule.name,
            f"{rule.allowed} {rule.unit.value}",
            f"+ {rule.longer}",
            "yes" if rule == own else "",
        ]
        for rule in rules
    ]
    text = table(["Law", "Name", "Time", "Extended", "Ours"], rows)
    return Answer({"rules": [rule_data(one) for one in rules], "law": own.law}, text)
