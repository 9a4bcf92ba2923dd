"""report status."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.cli.flags import iso_date, some_path
from app.cli.pdf_flags import add_pdf_password, pdf_password
from app.cli.session import Add, Answer, Session, note
from app.kernel.errors import LiaisonError, Refused
from app.matters.queries import MatterRow, find_matter, list_matters
from app.matters.words import MatterStatus
from app.people.queries import find_colleague
from app.plain.looking import Plainness
from app.reports.content import Length
from app.reports.files import document_name, free_names
from app.settings.queries import firm
from app.storage.transaction import Reader, Transaction
from app.vault.leaving import send_out


def register(add: Add) -> None:
    """Add the command."""
    parser = add("report status", "the client status report as PDF, of one matter or of all open ones")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--matter", metavar="NUMBER")
    which.add_argument("--all", action="store_true", help="every open matter; --out is then a folder")
    parser.add_argument("--responsible", metavar="NAME", help="with --all: only this lawyer's")
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
    password = pdf_password(session, args)
    as_of = session.moment(args.as_of, end_of_day=True, field="as_of")
    with session.workspace.read(as_of) as reader:
        if args.all:
            responsible = (
                find_colleague(reader, args.responsible).id if args.responsible is not None else None
            )
            matters = list_matters(reader, status=MatterStatus.OPEN, responsible_id=responsible)
        else:
            matters = (find_matter(reader, args.matter),)
        files = _files(reader, matters, args)
    printed: list[_Printed] = []
    for position, matter in enumerate(matters):
        try:
            printed.append(_print(session, matter, files[position], as_of, args, password))
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


def _files(reader: Reader, matters: Sequence[MatterRow], args: argparse.Namespace) -> list[Path]:
    """Where each report goes: the file that was named, or in the folder one by the firm's pattern that is free."""
    if not args.all:
        return [args.out]
    pattern = firm(reader).details.file_names
    names = (
        document_name(pattern, "Status report", reader.today, matter=one.number, client=one.client)
        for one in matters
    )
    return [args.out / name for name in free_names(args.out, names)]


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
    session: Session,
    matter: MatterRow,
    file: Path,
    as_of: datetime | None,
    args: argparse.Namespace,
    password: str | None,
) -> _Printed:
    from app.reports.commands import mark_given, page_count, record_saved
    from app.reports.plainness import plainness_of
    from app.reports.sealing import sealed
    from app.reports.status import status_report
    from app.reports.status_letter import render_status_report

    since: date | None = args.since
    with session.workspace.read(as_of) as reader:
        report = status_report(reader, matter.id, since=since, length=args.length)
    session.workspace.viewed(matter.id)
    pdf = render_status_report(report)
    pages = page_count(pdf)

    def tell(tx: Transaction) -> None:
        record_saved(tx, matter.id, pages, file)
        if args.mark_given:
            mark_given(tx, matter.id, report, pdf)

    content = pdf if password is None else sealed(pdf, password)
    send_out(session.workspace, file, content, tell, what="report")
    return _Printed(matter, file, pages, plainness_of(report))
