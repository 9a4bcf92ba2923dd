"""report attendance: what one contact was, said and brought about, on a page to sign."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli.flags import add_times, some_path
from app.cli.pdf_flags import add_pdf_password, pdf_password
from app.cli.session import Add, Answer, Session
from app.kernel.errors import NotFound, Refused
from app.kernel.ids import read_id

if TYPE_CHECKING:
    from app.reports.attendance.note import Attendance


def register(add: Add) -> None:
    """Add the command."""
    parser = add(
        "report attendance", "the attendance note of one contact; with --out as a PDF, else in words"
    )
    parser.add_argument("--entry", required=True, metavar="ENTRY_ID")
    parser.add_argument("--out", type=some_path, metavar="FILE.pdf")
    add_pdf_password(parser)
    add_times(parser)
    parser.set_defaults(run=_attendance)


def _attendance(session: Session, args: argparse.Namespace) -> Answer:
    from app.reports.attendance.note import attendance
    from app.reports.attendance.out import save_attendance

    if args.out is None and args.pdf_password_file is not None:
        raise Refused("no-pdf", "Only a PDF can ask for a password: add --out.", field="pdf_password_file")
    password = pdf_password(session, args)
    entry_id = read_id(args.entry)
    if entry_id is None:
        raise NotFound("no-entry", "That entry is not in the contact log.", field="entry")
    with session.reading(args) as reader:
        note = attendance(reader, entry_id, session.clock.now())
        if args.as_of is not None and note.occurred_at > reader.now:
            raise NotFound("no-entry", "That contact had not taken place by then.", field="entry")
    session.workspace.viewed(note.matter_id)
    report: dict[str, object] = {"matter": note.number, "file": None, "pages": 0, "note": _spelled(note)}
    report["anchor"] = {"seq": note.anchor.seq, "mac": note.anchor.mac.hex()}
    answer = {"reports": [report]}
    if args.out is None:
        return Answer(answer, _said(note))
    from app.reports.attendance.page import render_attendance  # ReportLab costs half a second

    made = render_attendance(note)
    save_attendance(session.workspace, args.out, note.entry_id, made.pdf, made.pages, password)
    report |= {"file": str(args.out), "pages": made.pages}
    return Answer(answer, f"{note.number}  {args.out}  {made.pages} p.".lstrip())


def _spelled(note: Attendance) -> dict[str, object]:
    """The same words as on paper; ``parts`` in its order."""
    return {
        "entry": str(note.entry_id),
        "matter": note.number,
        "title": note.stationery.words.attendance,
        "mark": note.mark,
        "withdrawn": note.standing,
        "facts": [{"label": label, "words": words} for label, words in note.facts],
        "parts": [{"heading": heading, "words": words} for heading, words in note.parts],
        "agreed": [{"what": one.what, "who": one.who, "by": one.by} for one in note.agreed],
        "key_dates": [{"when": when, "what": what} for _, when, what in note.dates],
        "next_update": note.next_update[1] if note.next_update else "",
        "files": [{"name": one.name, "bytes": one.size, "sha256": one.sha256} for one in note.files],
        "written": [{"label": label, "words": words} for label, words in note.written],
    }


def _said(note: Attendance) -> str:
    """As plain text: parts with a line between."""
    head = [note.stationery.words.attendance, note.below, note.mark, note.standing]
    parts = [[heading, words] for heading, words in note.parts]
    agreed = [f"{one.who + ': ' if one.who else ''}{one.what} ({one.by})" for one in note.agreed]
    parts += [["What was agreed", *agreed]] if agreed else []
    dates = [f"{when}: {what}" for _, when, what in note.dates]
    parts += [["Key dates entered that day", *dates]] if dates else []
    parts += [[f"Next update: {note.next_update[1]}"]] if note.next_update else []
    files = [f"File: {one.name}, {one.size:,} bytes, {one.sha256}" for one in note.files]
    pairs = [[f"{label}: {words}" for label, words in one] for one in (note.facts, note.written)]
    blocks = [[line for line in head if line], pairs[0], *parts, files, pairs[1]]
    return "\n\n".join("\n".join(block) for block in blocks if block)
