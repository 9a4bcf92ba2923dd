"""report status."""

from __future__ import annotations

import argparse
from operator import attrgetter

from app.cli.flags import count, iso_date, some_path
from app.cli.pdf_flags import add_pdf_password, pdf_password
from app.cli.session import Add, Answer, Session, note
from app.cli.spelling import reading
from app.kernel.errors import Refused
from app.matters.queries import MatterRow, find_matter
from app.owed.queries import last_day
from app.people.queries import find_colleague
from app.plain.jargon import WordList
from app.plain.queries import word_list
from app.reports.content import Length
from app.reports.status.many import (
    Failed,
    How,
    Made,
    Which,
    file_names,
    make_open_report,
    make_report,
    one_by_one,
    reportable,
    save_report,
)
from app.reports.status.plainness import plainness_of
from app.storage.transaction import Reader


def register(add: Add) -> None:
    """Add the command."""
    parser = add("report status", "the client status report as PDF, of one matter or of all open ones")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--matter", metavar="NUMBER")
    which.add_argument("--all", action="store_true", help="every open matter; --out is then a folder")
    parser.add_argument("--responsible", metavar="NAME", help="with --all: only this lawyer's")
    parser.add_argument("--area", metavar="NAME", help="with --all: only this practice area's")
    parser.add_argument(
        "--due-within",
        type=count,
        metavar="DAYS",
        help="with --all: only where the next update is late or due within so many days",
    )
    parser.add_argument(
        "--out",
        required=True,
        type=some_path,
        metavar="FILE.pdf|DIR",
        help="with --all a folder: names follow the firm's pattern, and nothing is replaced",
    )
    parser.add_argument(
        "--since", type=iso_date, metavar="DATE", help="progress from then on, not from the last update"
    )
    parser.add_argument(
        "--length",
        type=Length,
        choices=[*Length],
        default=Length.USUAL,
        help="short, usual, or full: since the matter was opened",
    )
    parser.add_argument("--as-of", metavar="DATETIME", help="as it stood then")
    add_pdf_password(parser)
    parser.add_argument(
        "--mark-given", action="store_true", help="log that the client got it; the clock starts anew"
    )
    parser.set_defaults(run=_status)


def _status(session: Session, args: argparse.Namespace) -> Answer:
    if args.mark_given and args.as_of:
        raise Refused(
            "given-in-the-past",
            "A report as it stood earlier cannot be marked as given now.",
            field="mark_given",
        )
    if not args.all and (args.area is not None or args.due_within is not None):
        raise Refused(
            "only-with-all", "--area and --due-within choose among all matters: add --all.", field="all"
        )
    password = pdf_password(session, args)
    how = How(args.length, args.since, session.moment(args.as_of, end_of_day=True, field="as_of"))
    if args.all:
        return _all(session, args, how, password)
    with session.workspace.read(how.as_of) as reader:
        matter = find_matter(reader, args.matter)
    made = make_report(session.workspace, matter, how)
    made = save_report(session.workspace, made, args.out, password, given=args.mark_given)
    with session.workspace.read() as reader:
        words = word_list(reader)
    return Answer({"reports": [_spelled(made, words)]}, _said(made))


def _all(session: Session, args: argparse.Namespace, how: How, password: str | None) -> Answer:
    """Every matter that was asked for; what fails keeps the others from nothing, and the exit status is 1 then."""
    workspace = session.workspace
    with workspace.read(how.as_of) as reader:
        rows = sorted(
            (one.matter for one in reportable(reader, _which(reader, args))), key=attrgetter("number")
        )
        files = file_names(reader, args.out, rows)
        words = word_list(reader)

    def work(matter: MatterRow) -> Made:
        made = make_open_report(workspace, matter, how)
        return save_report(workspace, made, files[matter.id], password, given=args.mark_given, new=True)

    def told(done: int, of: int) -> None:
        if done:
            note(f"{done} of {of}")

    ran = one_by_one(rows, work, told)
    errors = [
        {"matter": one.matter.number, "code": one.code, "message": one.message}
        for one in (*ran.failed, *(Failed(row, "not-tried", "Not tried after that.") for row in ran.left))
    ]
    lines = [_said(one) for one in ran.done]
    lines += [f"{one['matter']}  not made: {one['message']}" for one in errors]
    data = {"reports": [_spelled(one, words) for one in ran.done], "errors": errors}
    return Answer(data, "\n".join(lines) or "No open matter matches.", status=1 if errors else 0)


def _which(reader: Reader, args: argparse.Namespace) -> Which:
    responsible = find_colleague(reader, args.responsible).id if args.responsible is not None else None
    days: int | None = args.due_within
    due_by = None if days is None else last_day(reader, days)
    return Which(responsible, args.area or "", due_by)


def _said(one: Made) -> str:
    said = f"{one.matter.number}  {one.file}  {one.pages} p."
    return "\n".join(filter(None, (said, one.report.complaint)))


def _spelled(one: Made, words: WordList) -> dict[str, object]:
    row: dict[str, object] = {"matter": one.matter.number, "file": str(one.file), "pages": one.pages}
    plainness = plainness_of(one.report, words)
    if plainness is not None:
        row["reading"] = reading(plainness)
    if one.report.complaint:
        row["warning"] = one.report.complaint
    return row
