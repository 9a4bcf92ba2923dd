"""calendar export: the firm's dates for other calendars."""

from __future__ import annotations

import argparse

from app.cli.flags import iso_date, some_path
from app.cli.session import Add, Answer, Session


def register(add: Add) -> None:
    """Add the command."""
    parser = add("calendar export", "updates owed, key dates, follow-ups and absences for another calendar")
    parser.add_argument("--out", required=True, type=some_path, metavar="FILE.ics")
    parser.add_argument("--person", metavar="NAME", help="only what this person of the firm owes")
    parser.add_argument("--matter", metavar="NUMBER", help="only this matter")
    parser.add_argument("--from", dest="first", type=iso_date, metavar="DATE", help="default: today")
    parser.add_argument("--to", dest="last", type=iso_date, metavar="DATE", help="default: a year on")
    parser.add_argument(
        "--show-clients",
        action="store_true",
        help="titles name matters and clients; a partner or an administrator may",
    )
    parser.set_defaults(run=_export)


def _export(session: Session, args: argparse.Namespace) -> Answer:
    from app.exchange.calendar_out import save_calendar
    from app.matters.queries import find_matter
    from app.owed.calendar.day_items import Among
    from app.people.queries import find_colleague

    with session.workspace.read() as reader:
        among = Among(
            find_colleague(reader, args.person).id if args.person is not None else None,
            find_matter(reader, args.matter).id if args.matter is not None else None,
        )
    saved = save_calendar(
        session.workspace,
        args.out,
        first=args.first,
        last=args.last,
        among=among,
        show_clients=args.show_clients,
    )
    counted = "1 event" if saved.events == 1 else f"{saved.events:,} events"
    return Answer({"file": str(saved.file), "events": saved.events}, f"{saved.file}: {counted}.")
