"""report history: what was said in a matter, when and by whom it was written down, as evidence."""

from __future__ import annotations

import argparse

from app.cli.flags import add_times, iso_date, some_path
from app.cli.pdf_flags import add_pdf_password, pdf_password
from app.cli.session import Add, Answer, Session, note
from app.matters.queries import find_matter

_EVERY = 1_000


def register(add: Add) -> None:
    """Add the command."""
    parser = add("report history", "the contact history of a matter as evidence, as PDF or table")
    parser.add_argument("--matter", required=True, metavar="NUMBER")
    parser.add_argument("--out", required=True, type=some_path, metavar="FILE.pdf|FILE.csv")
    parser.add_argument(
        "--from", dest="first", type=iso_date, metavar="DATE", help="contacts from that day on"
    )
    parser.add_argument("--to", dest="last", type=iso_date, metavar="DATE", help="until that day, inclusive")
    parser.add_argument(
        "--for-client",
        action="store_true",
        help="what was between the client and the firm, as it reads now; says how much is left out",
    )
    add_pdf_password(parser)
    add_times(parser)
    parser.set_defaults(run=_history)


def _history(session: Session, args: argparse.Namespace) -> Answer:
    from app.reports.found.out import kind_of
    from app.reports.history.out import make_history, save_history
    from app.reports.history.record import HistoryAsked

    kind = kind_of(args.out)
    password = pdf_password(session, args, kind)

    def told(done: int, every: int) -> None:
        if every >= _EVERY and done % _EVERY == 0:
            note(f"Contacts written: {done:,} of {every:,}")

    with session.reading(args) as reader:
        matter = find_matter(reader, args.matter)
        asked = HistoryAsked(matter.id, args.first, args.last, args.for_client)
        made = make_history(reader, asked, session.clock.now(), kind=kind, told=told)
    session.workspace.viewed(matter.id)
    save_history(session.workspace, args.out, made, password)
    left, anchor = made.history.left_out, made.history.anchor
    report = {
        "matter": matter.number,
        "file": str(args.out),
        "pages": made.pages,
        "entries": len(made.history.keys),
        "versions": made.versions,
        "exhibits": made.exhibits,
        "left_out": {
            "entries": left.entries,
            "internal": left.internal,
            "restricted": left.restricted,
            "withdrawn": left.withdrawn,
            "versions": left.versions,
        },
        "anchor": {"seq": anchor.seq, "mac": anchor.mac.hex()},
    }
    size = f"{made.pages} p." if kind == "pdf" else f"{made.versions} rows"
    return Answer({"reports": [report]}, f"{matter.number}  {args.out}  {size}")
