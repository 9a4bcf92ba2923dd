"""report status."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.cli.flags import iso_date, some_path
from app.cli.session import Add, Answer, Session, note
from app.kernel.errors import LiaisonError, Refused
from app.matters.queries import MatterRow, find_matter, list_matters
from app.matters.words import MatterStatus
from app.people.queries import find_colleague
from app.plain.looking import Plainness
from app.reports.files import file_names
from app.storage.transaction import Transaction
from app.vault.leaving import send_out


def register(add: Add) -> None:
    """Add the command."""
    parser = add("report status", "the client status report as PDF, of one matter or of all open ones")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--matter", metavar="NUMBER")
    which.add_argument("--all", action="store_true", help="every open matter; --out is then a folder")
    parser.add_argument("--responsible", metavar="NAME", help="with --all: only this lawyer's")
    parser.add_argument("--out", required=True, type=some_path, metavar="FILE.pdf|DIR")
    parser.add_argument(
        "--since", type=iso_date, metavar="DATE", help="progress from then on, not from the last update"
    )
    parser.add_argument("--as-of", metavar="DATETIME", help="as it stood then")
    parser.add_argument(
        "--mark-given", action="store_true", help="log that the client got it; the clock starts anew"
    )
    parser.set_defaults(run=_status)


@dataclass(frozen=True, slots=True)
class _Printed:
    """One report on disk."""

    matter: MatterRow
    file: Path
    pages: int
    plainness: Plainness | None


def _status(session: Session, args: argparse.Namespace) -> Answer:
    if args.mark_given and args.as_of:
        raise Refused(
            "given-in-the-past",
            "A report as it stood earlier cannot be marked as given now.",
            field="mark_given",
        )
    as_of = session.moment(args.as_of, end_of_day=True, field="as_of")
    with session.workspace.read(as_of) as reader:
        if args.all:
            responsible = (
                find_colleague(reader, args.responsible).id if args.responsible is not None else None
            )
            matters = list_matters(reader, status=MatterStatus.OPEN, responsible_id=responsible)
        else:
            matters = (find_matter(reader, args.matter),)
    names = file_names([matter.number for matter in matters])
    printed: list[_Printed] = []
    for position, matter in enumerate(matters):
        file = args.out / names[matter.number] if args.all else args.out
        try:
            printed.append(_print(session, matter, file, as_of, args))
        except LiaisonError:
            if printed:
                note(
                    f"{len(printed)} of {len(matters)} reports were made, up to {printed[-1].matter.number}."
                )
            raise
        if args.all:
            note(f"{position + 1} of {len(matters)}")
    text = "\n".join(f"{one.matter.number}  {one.file}  {one.pages} p." for one in printed)
    return Answer({"reports": [_spelled(one) for one in printed]}, text or "No open matter matches.")


def _spelled(one: _Printed) -> dict[str, object]:
    row: dict[str, object] = {"matter": one.matter.number, "file": str(one.file), "pages": one.pages}
    if one.plainness is not None:
        reading = one.plainness.reading
        row["reading"] = {
            "score": None if reading.score is None else round(reading.score),
            "ease": reading.ease,
            "long_sentences": list(reading.long_sentences),
            "jargon": [{"word": term.word, "say": term.say} for term in one.plainness.jargon],
        }
    return row


def _print(
    session: Session, matter: MatterRow, file: Path, as_of: datetime | None, args: argparse.Namespace
) -> _Printed:
    from app.reports.commands import mark_given, page_count, record_saved
    from app.reports.plainness import plainness_of
    from app.reports.status import status_report
    from app.reports.status_letter import render_status_report

    since: date | None = args.since
    with session.workspace.read(as_of) as reader:
        report = status_report(reader, matter.id, since=since)
    session.workspace.viewed(matter.id)
    pdf = render_status_report(report)
    pages = page_count(pdf)

    def tell(tx: Transaction) -> None:
        record_saved(tx, matter.id, pages, file)
        if args.mark_given:
            mark_given(tx, matter.id, report, pdf)

    send_out(session.workspace, file, pdf, tell, what="report")
    return _Printed(matter, file, pages, plainness_of(report))
