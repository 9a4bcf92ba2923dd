"""report owed: the lists for the partners' meeting."""

from __future__ import annotations

import argparse

from app.cli.flags import add_times, count, some_path
from app.cli.pdf_flags import add_pdf_password, pdf_password
from app.cli.session import Add, Answer, Session
from app.kernel.rights import Right
from app.owed.queries import AHEAD
from app.people.queries import find_colleague


def register(add: Add) -> None:
    """Add the command."""
    parser = add("report owed", "what is owed, person by person, for the partners' meeting, as PDF or table")
    parser.add_argument("--person", metavar="NAME", help="what concerns this person; without it everybody's")
    parser.add_argument("--out", required=True, type=some_path, metavar="FILE.pdf|FILE.csv")
    parser.add_argument(
        "--days", type=count, default=AHEAD, metavar="N", help=f"days ahead (default {AHEAD})"
    )
    add_pdf_password(parser)
    add_times(parser)
    parser.set_defaults(run=_owed)


def _owed(session: Session, args: argparse.Namespace) -> Answer:
    from app.reports.found.out import kind_of
    from app.reports.lists.out import save_list
    from app.reports.lists.partners import partners_lists
    from app.reports.lists.partners_page import partners_table, render_partners
    from app.reports.press.sealing import sealed_if

    kind = kind_of(args.out)
    password = pdf_password(session, args, kind)
    with session.reading(args) as reader:
        reader.need(Right.EXPORT)
        person = find_colleague(reader, args.person).id if args.person is not None else None
        lists = partners_lists(reader, person, days=args.days)
    pages = 0
    if kind == "csv":
        content = partners_table(lists)
    else:
        made = render_partners(lists)
        content, pages = sealed_if(made.pdf, password), made.pages
    save_list(session.workspace, args.out, lists, content, pages)
    rows = sum(len(one.rows) for one in lists.shares)
    report = {"person": args.person and lists.whose, "file": str(args.out), "pages": pages, "rows": rows}
    return Answer({"reports": [report]}, f"{args.out}: {lists.summary}")
