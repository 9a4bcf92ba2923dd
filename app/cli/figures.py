"""figures, report firm: how well clients were kept informed, in numbers (PRACTICE I5, K4)."""

from __future__ import annotations

import argparse

from app.cli.flags import add_times, check_span, iso_date, some_path
from app.cli.pdf_flags import add_pdf_password, pdf_password
from app.cli.session import Add, Answer, Session
from app.cli.tables import table
from app.figures.firm import FirmFigures, figures
from app.figures.sections import sections, summary
from app.figures.spelling import spelled
from app.figures.tables import Table
from app.people.queries import find_colleague


def register(add: Add) -> None:
    """Add the commands."""
    parser = add("figures", "response times, updates on time, late notes, what is owed: the firm's figures")
    _days(parser)
    add_times(parser)
    parser.set_defaults(run=_figures)
    parser = add("report firm", "the figures of the firm with charts as PDF, or as a table to check them by")
    _days(parser)
    parser.add_argument("--out", required=True, type=some_path, metavar="FILE.pdf|.csv")
    add_times(parser)
    add_pdf_password(parser)
    parser.set_defaults(run=_report)


def _days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="first", type=iso_date, metavar="DATE", help="this quarter's first day"
    )
    parser.add_argument("--to", dest="last", type=iso_date, metavar="DATE", help="today if not given")
    parser.add_argument("--person", metavar="NAME", help="what this person owed, wrote and looks after")


def _read(session: Session, args: argparse.Namespace) -> FirmFigures:
    check_span(args.first, args.last)
    with session.reading(args) as reader:
        person = find_colleague(reader, args.person).id if args.person is not None else None
        return figures(reader, args.first, args.last, person_id=person)


def _figures(session: Session, args: argparse.Namespace) -> Answer:
    found = _read(session, args)
    tables = [_text(summary(found))]
    for section in sections(found):
        tables += [f"{section.title}\n{section.meaning}", *(_text(one) for one in section.tables)]
    head = f"{found.days.said()}, beside {found.earlier.said()}"
    return Answer(spelled(found), "\n\n".join([head, *tables]))


def _text(one: Table) -> str:
    heads = [one.title, *(head.words for head in one.heads)]
    return table(heads, [[row.label, *(value.said for value in row.values)] for row in one.rows])


def _report(session: Session, args: argparse.Namespace) -> Answer:
    from app.reports.figures.out import save_firm

    password = pdf_password(session, args)
    found = _read(session, args)
    pages = save_firm(session.workspace, found, args.out, password)
    told = {"file": str(args.out), "pages": pages, "from": found.days.first, "to": found.days.last}
    size = f"{pages} p." if pages else "table"
    return Answer({"reports": [told], **spelled(found)}, f"{found.days.said()}  {args.out}  {size}")
