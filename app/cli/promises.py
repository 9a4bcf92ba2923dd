"""promises show, promises set: how fast is acknowledged and answered. clocks: where contacts stand by it."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from app.cli.flags import add_times
from app.cli.handles import handle, read_handle
from app.cli.promise_spelling import clock, own_terms, steps, terms
from app.cli.session import Add, Answer, Session
from app.cli.tables import table
from app.clients.queries import client_names, find_client
from app.contactlog.queries import awaiting_reply
from app.hours.queries import work_time
from app.kernel.errors import NotFound, Refused
from app.matters.queries import find_matter, list_matters
from app.owed.replies import replies
from app.people.queries import colleagues, find_colleague
from app.promises.commands import NewTerms, set_terms
from app.promises.queries import escalations_shown, terms_book, terms_history
from app.promises.terms import TERMS, EscalationStep, EscalationTo
from app.promises.words import read_promise, say_course, say_promise
from app.storage.transaction import Reader

_INHERIT = "inherit"


def register(add: Add) -> None:
    """Add the commands."""
    showing = add("promises show", "how fast the firm acknowledges and answers; of a client or matter, too")
    add_times(showing)
    setting = add("promises set", "set response times; earlier contacts keep those that held then")
    for parser in (showing, setting):
        parser.add_argument("--client", metavar="NAME")
        parser.add_argument("--matter", metavar="NUMBER")
    showing.set_defaults(run=_show)
    for name in TERMS:
        setting.add_argument(
            "--" + name.replace("_", "-"),
            metavar="TIME",
            help='such as "24 working_day_hours", "4 clock_hours", "6 opening_hours", or "inherit"',
        )
    setting.add_argument(
        "--step",
        action="append",
        metavar='"WHO: TIME"',
        help='of an escalation: "responsible: 24 working_day_hours" (point_of_contact, responsible, supervisor)',
    )
    setting.add_argument(
        "--since", metavar="DATETIME", help="for contacts from then on (default: from now on)"
    )
    setting.add_argument("--reason", default="", metavar="TEXT")
    setting.set_defaults(run=_set)
    asking = add("clocks", "where contacts that need a reply stand: due, paused, promised, late")
    add_times(asking)
    asking.add_argument("--matter", metavar="NUMBER")
    asking.add_argument("--entry", metavar="ENTRY_ID", help="as the list prints it, or the whole id")
    asking.add_argument("--person", metavar="NAME", help="what this person owes, or was reached by")
    asking.add_argument(
        "--open", action="store_true", help="only what is not answered; alone, of the whole firm"
    )
    asking.set_defaults(run=_clocks)


def _show(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        client_id, matter_id, name = _whose(reader, args)
        of_client = client_id
        if matter_id is not None:
            of_client = list_matters(reader, ids=[matter_id])[0].client_id
        book = terms_book(reader)
        counts = book.of(of_client, matter_id)
        history = terms_history(reader, (client_id, matter_id))
        data = {
            "of": name,
            "terms": terms(book, of_client, matter_id),
            "own": own_terms(book.own((client_id, matter_id))),
            "escalation": steps(book.steps()),
            "versions": history,
        }
    rows = [[one.replace("_", " "), say_promise(getattr(counts, one))] for one in TERMS]
    rows += [[one.to.label, f"{say_promise(one.after)} after the breach"] for one in book.steps()]
    return Answer(data, table([f"Response times of {name}", ""], rows))


def _set(session: Session, args: argparse.Namespace) -> Answer:
    since = session.moment(args.since, field="since")
    with session.workspace.write() as tx:
        client_id, matter_id, name = _whose(tx.reader(), args, exact=True)
        if args.step is not None and (client_id or matter_id):
            raise Refused("firm-only", "The steps of an escalation are the firm's alone.", field="step")
        own = terms_book(tx.reader()).own((client_id, matter_id), since)
        changes = {
            one: None if words.strip().casefold() == _INHERIT else read_promise(words, one)
            for one in TERMS
            if (words := getattr(args, one)) is not None
        }
        if not changes and args.step is None:
            raise Refused("nothing-given", "Please say which response time to set, such as --answer.")
        stepped = None if args.step is None else tuple(_step(words) for words in args.step)
        new = NewTerms(replace(own, **changes), client_id, matter_id, stepped, since, args.reason)
        changed = set_terms(tx, new)
        book = terms_book(tx.reader())
        data = {"of": name, "changed": changed, "own": own_terms(book.own((client_id, matter_id), since))}
    return Answer(data, f"Set for {name}." if changed else "Nothing has changed.")


def _step(words: str) -> EscalationStep:
    who, _, after = words.partition(":")
    key = "_".join(who.split()).casefold()
    if key not in [one.value for one in EscalationTo]:
        message = (
            "A step reaches point_of_contact, responsible or supervisor, such as "
            "“responsible: 24 working_day_hours”."
        )
        raise Refused("bad-step", message, field="step")
    return EscalationStep(EscalationTo(key), read_promise(after, "step"))


def _whose(
    reader: Reader, args: argparse.Namespace, *, exact: bool = False
) -> tuple[UUID | None, UUID | None, str]:
    """Client or matter, and what to call it."""
    if args.client is not None and args.matter is not None:
        raise Refused("two-of-them", "Please give a client or a matter, not both.", field="matter")
    if args.matter is not None:
        row = find_matter(reader, args.matter, exact=exact)
        return None, row.id, row.number
    if args.client is not None:
        client_id = find_client(reader, args.client, exact=exact)
        return client_id, None, client_names(reader, [client_id])[client_id]
    return None, None, "the firm"


def _clocks(session: Session, args: argparse.Namespace) -> Answer:
    if args.matter is not None and args.entry is not None:
        raise Refused("two-of-them", "Please give a matter or an entry, not both.", field="matter")
    if args.matter is None and args.entry is None and not args.open:
        message = "Please give --matter or --entry, or --open for all that is not answered."
        raise Refused("no-matter", message, field="matter")
    with session.reading(args) as reader:
        found = replies(
            reader,
            entry_ids=None if args.entry is None else [_id(reader, args.entry)],
            matter_id=None if args.matter is None else find_matter(reader, args.matter).id,
            person_id=None if args.person is None else find_colleague(reader, args.person).id,
            only_open=args.open,
        )
        shown = escalations_shown(reader, [one.source_id for one in found])
        names = {one.id: one.name for one in colleagues(reader, active_only=False)}
        where, now = work_time(reader), reader.now
        data = [
            {
                **clock(reader, one.course, shown, say_course(one.course, now, where)),
                "matter": one.matter.number if one.matter else None,
                "client": one.whose.client,
                "person": names.get(one.person_id) if one.person_id else None,
            }
            for one in found
            if one.course is not None
        ]
        rows = [
            [
                handle(one["entry"]),
                reader.local(came).strftime("%Y-%m-%d %H:%M"),
                *_whose_row(one),
                one["said"],
            ]
            for one in data
            if isinstance(came := one["occurred_at"], datetime)
        ]
    one_matter = args.matter is not None or args.entry is not None
    session.workspace.viewed(found[0].matter_id if found and one_matter else None)
    heads = ["Id", "Came in", "Matter", "Client", "Who", "Where it stands"]
    nothing = "Everything is answered." if args.open else "Nothing that came in needs a reply."
    return Answer({"as_of": now, "clocks": data}, table(heads, rows) if rows else nothing)


def _whose_row(one: dict[str, object]) -> list[object]:
    return [one["matter"] or "", one["client"], one["person"] or ""]


def _id(reader: Reader, words: str) -> UUID:
    found = read_handle(words, lambda: [one.entry_id for one in awaiting_reply(reader)])
    if found is None:
        raise NotFound("no-entry", "That entry is not in the contact log.", field="entry")
    return found
