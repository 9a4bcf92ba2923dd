"""develop, key-date."""

from __future__ import annotations

import argparse
from datetime import date, datetime, time

from app.cli.flags import iso_date
from app.cli.session import Add, Answer, Session
from app.cli.spelling import problems, with_warnings
from app.contactlog.warnings import cannot_do
from app.kernel.days import parse_day
from app.kernel.errors import Refused
from app.kernel.said import say_by
from app.matters.developments import NewDevelopment, add_development
from app.matters.key_date_warnings import day_warnings
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.offers import last_day_to_answer
from app.matters.queries import find_matter
from app.matters.words import DevelopmentKind, KeyDateKind, is_essential, is_urgent
from app.owed.news import tell_time


def register(add: Add) -> None:
    """Add the commands."""
    developing = add("develop", "write down what happened in a matter")
    developing.add_argument("--matter", required=True, metavar="NUMBER")
    developing.add_argument("--kind", required=True, choices=[word.value for word in DevelopmentKind])
    developing.add_argument("--at", metavar="DATETIME", help="when it happened; now if not given")
    developing.add_argument("--text", required=True, metavar="TEXT")
    developing.add_argument("--document", default="", metavar="NUMBER", help="the court's document number")
    developing.add_argument("--plain", default="", metavar="TEXT", help="the same in words for the client")
    developing.add_argument("--urgent", action="store_true")
    developing.add_argument(
        "--open-until", type=iso_date, metavar="DATE", help="of an offer: the last day to answer, a key date"
    )
    developing.add_argument("--supplementary", action="store_true", help="it can wait for the next update")
    developing.set_defaults(run=_develop)
    dating = add("key-date", "put a date into a matter")
    dating.add_argument("--matter", required=True, metavar="NUMBER")
    dating.add_argument("--kind", required=True, choices=[word.value for word in KeyDateKind])
    dating.add_argument("--on", required=True, metavar="DATE[TIME]", help="2026-12-08 or 2026-12-08T09:30")
    dating.add_argument("--title", required=True, metavar="TEXT")
    dating.add_argument("--place", default="", metavar="TEXT")
    dating.add_argument("--client-attends", action="store_true")
    dating.add_argument("--who-acts", default="", metavar="NAME")
    dating.set_defaults(run=_key_date)


def _develop(session: Session, args: argparse.Namespace) -> Answer:
    at = session.moment(args.at) or session.clock.now()
    doubts = [*session.doubts()]
    kind = DevelopmentKind(args.kind)
    essential, key_date_id = not args.supplementary, None
    if args.open_until is not None and kind is not DevelopmentKind.OFFER:
        raise Refused("no-offer", "Only an offer is open until a day.", field="open_until")
    with session.workspace.write() as tx:
        matter = find_matter(tx.reader(), args.matter, exact=True)
        new = NewDevelopment(
            matter.id, kind, at, args.text, args.document, essential, args.urgent, plain_words=args.plain
        )
        development_id = add_development(tx, new)
        if args.open_until is not None:
            key_date_id = add_key_date(tx, last_day_to_answer(tx.reader(), new, args.open_until))
            doubts += day_warnings(tx.reader(), args.open_until, matter.id)
        urgent = is_urgent(kind, args.urgent)
        essential = is_essential(kind, essential=essential, urgent=urgent)
        by = tell_time(tx.reader(), matter.id, at, urgent=urgent, essential=essential)
    if by is None:
        said = f"{matter.number} {matter.title}: goes with the next update."
    else:
        said = f"{matter.number} {matter.title}: tell the client by {_by(session, by)}."
        if args.supplementary:
            said += " Urgent news, offers and our own errors never wait for an update."
    if args.open_until is not None:
        said += f" The last day to answer is noted for {args.open_until.isoformat()}."
    data = {
        "id": development_id,
        "tell_by": by,
        "matter": matter.number,
        "warnings": problems(doubts),
    }
    if key_date_id is not None:
        data["key_date"] = key_date_id
    return Answer(data, with_warnings(said, doubts))


def _by(session: Session, by: datetime) -> str:
    zone = session.workspace.zone
    return say_by(by.astimezone(zone), session.clock.now().astimezone(zone))


def _key_date(session: Session, args: argparse.Namespace) -> Answer:
    on, at = day_and_time(session, args.on)
    with session.workspace.write() as tx:
        matter = find_matter(tx.reader(), args.matter, exact=True)
        key_date_id = add_key_date(
            tx,
            NewKeyDate(
                matter.id,
                KeyDateKind(args.kind),
                on,
                args.title,
                at,
                args.place,
                args.client_attends,
                args.who_acts,
            ),
        )
        warnings = [*session.doubts(), *day_warnings(tx.reader(), on, matter.id)]
        warnings += cannot_do(tx.reader(), matter.id, [args.who_acts], "who_acts")
    data = {"id": key_date_id, "matter": matter.number, "warnings": problems(warnings)}
    said = f"{matter.number} {matter.title}: noted for {on.isoformat()}."
    return Answer(data, with_warnings(said, warnings))


def day_and_time(session: Session, words: str) -> tuple[date, time | None]:
    """A day is the whole day; with a time it is that time at the firm."""
    workspace = session.workspace
    today = session.clock.now().astimezone(workspace.zone).date()
    day = parse_day(words, today, order=session.day_order())
    if day is not None:
        return day, None
    moment = session.moment(words, field="on")
    if moment is None:
        raise Refused("bad-date", "Please give the day, such as 2026-12-08.", field="on")
    local = moment.astimezone(workspace.zone)
    return local.date(), local.time().replace(second=0, microsecond=0)
