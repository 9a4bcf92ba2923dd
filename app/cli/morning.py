"""report morning: the list of what is owed, on paper."""

from __future__ import annotations

import argparse

from app.cli.flags import add_times, some_path
from app.cli.pdf_flags import add_pdf_password, pdf_password
from app.cli.session import Add, Answer, Session
from app.people.queries import find_colleague


def register(add: Add) -> None:
    """Add the command."""
    parser = add("report morning", "what somebody owes as a PDF to take along: late first")
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--person", metavar="NAME", help="whose list; without it that of who signs in")
    whose.add_argument("--team", action="store_true", help="what those owe whom who signs in answers for")
    parser.add_argument("--out", required=True, type=some_path, metavar="FILE.pdf")
    add_pdf_password(parser)
    add_times(parser)
    parser.set_defaults(run=_morning)


def _morning(session: Session, args: argparse.Namespace) -> Answer:
    from app.reports.lists.morning import morning_list
    from app.reports.lists.morning_page import render_morning
    from app.reports.lists.out import save_list
    from app.reports.press.sealing import sealed_if

    password = pdf_password(session, args)
    with session.reading(args) as reader:
        person = find_colleague(reader, args.person).id if args.person is not None else None
        found = morning_list(reader, person, team=args.team)
    made = render_morning(found)
    pages = made.pages
    save_list(session.workspace, args.out, found, sealed_if(made.pdf, password), pages)
    data = {"reports": [{"person": found.whose, "file": str(args.out), "pages": pages}]}
    return Answer(data, f"{found.whose}  {args.out}  {pages} p.\n{found.summary}")
