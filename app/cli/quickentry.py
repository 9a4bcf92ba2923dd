"""quick: one line, as somebody would type it, becomes an entry of the contact log."""

from __future__ import annotations

import argparse

from app.cli import spelling
from app.cli.session import Add, Answer, Session, note
from app.contactlog.commands import log_contact
from app.contactlog.warnings import warnings_of
from app.kernel.said import say_date
from app.kernel.spans import say_minutes
from app.matters.queries import find_matter
from app.quickentry.contact import client_name, new_contact, participants
from app.quickentry.parts import Known, Ref, Setting, Understood
from app.quickentry.queries import known_for, setting_of
from app.quickentry.reading import read, with_about

LONGEST = 1_000_000


def register(add: Add) -> None:
    """Add the command."""
    parser = add("quick", "log a contact said in one line")
    parser.add_argument("line", metavar="LINE")
    parser.add_argument("--matter", metavar="NUMBER", help="the matter, whatever the line names")
    parser.add_argument("--dry-run", action="store_true", help="say what is understood and write nothing")
    parser.set_defaults(run=_quick)


def _quick(session: Session, args: argparse.Namespace) -> Answer:
    line: str = args.line[:LONGEST]
    if len(args.line) > LONGEST:
        note(f"Only the first {LONGEST} letters are taken.")
    with session.workspace.read() as reader:
        page = None
        if args.matter is not None:
            row = find_matter(reader, args.matter, exact=True)
            page = Ref(row.id, row.client_id)
        setting = setting_of(reader, page)
        known = known_for(reader, line, page)
    understood = read(line, setting, known)
    if page is not None:
        understood = with_about(understood, page, known)
    client = client_name(understood, known)
    data = _spelled(understood, setting, known, client)
    if args.dry_run:
        return Answer(data, _said(understood, client))
    new = new_contact(understood, setting, client)
    with session.workspace.write() as tx:
        warnings = warnings_of(tx.reader(), new)
        entry_id = log_contact(tx, new)
    data["warnings"] = spelling.problems(warnings)
    said = [f"Logged.\n{_said(understood, client)}", *(one.message for one in warnings)]
    return Answer({"id": entry_id, **data}, "\n".join(said))


def _spelled(understood: Understood, setting: Setting, known: Known, client: str) -> dict[str, object]:
    numbers = {one.id: one.number for one in known.matters}
    about, asked = understood.about, understood.asked
    people = participants(understood, setting, client)
    return {
        "matter": numbers.get(about.ref.matter_id) if about and about.ref.matter_id else None,
        "client": client or None,
        "channel": understood.channel,
        "direction": understood.direction,
        "outcome": understood.outcome,
        "occurred_at": understood.when or setting.now,
        "duration": understood.duration,
        "summary": understood.summary,
        "participants": [{"name": one.name, "role": one.role} for one in people],
        "with_client": not understood.not_with_client,
        "follow_ups": [
            {"who": one.who, "side": one.side, "text": one.text, "due_on": one.due_on}
            for one in understood.follow_ups
        ],
        "tags": list(understood.tags),
        "urgent": understood.urgent,
        "parts": [
            {"kind": one.kind, "words": understood.line[one.start : one.end]} for one in understood.parts
        ],
        "doubts": [{"field": one.code, "message": one.text} for one in understood.doubts],
        "choices": [
            {"matter": numbers.get(one.ref.matter_id) if one.ref.matter_id else None, "text": one.text}
            for one in (asked.choices if asked else ())
        ],
    }


def _said(understood: Understood, client: str) -> str:
    how = [understood.channel.label, understood.direction.label]
    if understood.duration is not None:
        how.append(say_minutes(understood.duration))
    about = understood.about.text if understood.about else "?"
    lines = [f"{', '.join(how)}  {about}{f'  {client}' if client and client != about else ''}"]
    lines.append(understood.summary)
    lines += [f"{one.who}: {one.text}, by {say_date(one.due_on)}" for one in understood.follow_ups]
    return "\n".join([*lines, *(one.text for one in understood.doubts)])
