"""log, amend, entry, attachment, kinds."""

from __future__ import annotations

import argparse
import mimetypes
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from app.cli import spelling
from app.cli.flags import add_times, iso_date, some_path
from app.cli.handles import read_handle
from app.cli.session import Add, Answer, Session, read_file
from app.cli.tables import plain
from app.clients.queries import find_client
from app.contactlog.commands import amend_contact, log_contact
from app.contactlog.forms import NewAttachment, NewContact, NewFollowUp, NewParticipant
from app.contactlog.kind_queries import kinds
from app.contactlog.kinds import FIELDS, find_kind, say_unanswered, unanswered
from app.contactlog.queries import awaiting_reply, entry, entry_form, versions_read
from app.contactlog.quickwords import parse_follow_up, parse_participant
from app.contactlog.storing import PIECE, pieces_of, size_of, store_file
from app.contactlog.warnings import warnings_of
from app.contactlog.words import Channel, Direction, Outcome, usual_outcome
from app.hours.queries import firm_calendar
from app.kernel.errors import MachineTrouble, NotFound, Problem, Refused
from app.kernel.ids import read_id
from app.kernel.rights import Right
from app.kernel.spans import parse_minutes
from app.matters.queries import find_matter
from app.people.queries import find_colleague
from app.settings.queries import firm
from app.storage.transaction import Transaction
from app.vault.outside import write_outside

_TEXTS = (
    "summary",
    "advice",
    "advice_declined",
    "decision",
    "for_client",
    "costs",
    "interpreter",
    "confidentiality",
    "reached_at",
    "received",
    "wish_reason",
)
_TICKS = {"update": "is_update", "needs_reply": "needs_reply", "urgent": "urgent", "billable": "billable",
          "identity_checked": "identity_checked", "with_client": "with_client",
          "awaits_client": "awaits_client"}  # fmt: skip


def register(add: Add) -> None:
    """Add the commands."""
    logging = add("log", "log one contact")
    logging.set_defaults(run=_log)
    amending = add("amend", "amend an entry; the earlier version stays readable")
    amending.add_argument("entry", metavar="ENTRY_ID")
    amending.add_argument("--reason", required=True, metavar="TEXT")
    amending.set_defaults(run=_amend)
    for parser in (logging, amending):
        _add_fields(parser, required=parser is logging)
    showing = add("entry", "show an entry")
    showing.add_argument("entry", metavar="ENTRY_ID")
    add_times(showing)
    showing.add_argument("--versions", action="store_true", help="every version of it, too")
    showing.set_defaults(run=_entry)
    saving = add("attachment", "write a file of an entry outside the vault")
    saving.add_argument("entry", metavar="ENTRY_ID")
    saving.add_argument("name", metavar="NAME")
    saving.add_argument("--out", required=True, type=some_path, metavar="FILE")
    saving.set_defaults(run=_save_attachment)
    add("kinds", "kinds of contact, and what each asks").set_defaults(run=_kinds)


def _add_fields(parser: argparse.ArgumentParser, *, required: bool) -> None:
    absent: Any = argparse.SUPPRESS
    parser.add_argument("--matter", default=absent, metavar="NUMBER")
    parser.add_argument("--client", default=absent, metavar="NAME", help="for contact outside a matter")
    parser.add_argument(
        "--channel", choices=[word.value for word in Channel], required=required, default=absent
    )
    parser.add_argument(
        "--direction", choices=[word.value for word in Direction], required=required, default=absent
    )
    parser.add_argument("--outcome", choices=[word.value for word in Outcome], default=absent)
    parser.add_argument("--at", default=absent, metavar="DATETIME", help="when it occurred; now if not given")
    parser.add_argument(
        "--duration", type=_minutes, default=absent, metavar="MINUTES", help="or 1h 12m, 1:12, 72min, 1.2h"
    )
    parser.add_argument(
        "--kind", default=absent, metavar="NAME", help="presets, and says what is not answered"
    )
    parser.add_argument(
        "--held-by", default=absent, metavar="NAME", help="the colleague who held the contact"
    )
    parser.add_argument("--declined-confirmed-on", type=iso_date, default=absent, metavar="DATE")
    for name in _TEXTS:
        parser.add_argument("--" + name.replace("_", "-"), default=absent, metavar="TEXT")
    for name in _TICKS:
        parser.add_argument(
            "--" + name.replace("_", "-"), action=argparse.BooleanOptionalAction, default=absent
        )
    parser.add_argument("--participant", action="append", default=absent, metavar='"NAME, ROLE"')
    parser.add_argument("--follow-up", action="append", default=absent, metavar='"WHO: TEXT @ DATE"')
    parser.add_argument("--tells", action="append", default=absent, metavar="DEVELOPMENT_ID")
    parser.add_argument("--tag", action="append", default=absent, metavar="TEXT")
    parser.add_argument("--attach", action="append", type=some_path, default=absent, metavar="FILE")
    parser.add_argument("--acknowledges", default=absent, metavar="ENTRY_ID")
    parser.add_argument("--promised-by", default=absent, metavar="DATETIME", help="when the answer will come")
    parser.add_argument(
        "--answers",
        action="append",
        default=absent,
        metavar="ENTRY_ID",
        help="several times for several answered",
    )


def _log(session: Session, args: argparse.Namespace) -> Answer:
    channel, direction = Channel(args.channel), Direction(args.direction)
    start = NewContact(
        channel=channel,
        direction=direction,
        occurred_at=session.clock.now(),
        summary="",
        outcome=usual_outcome(channel, direction),
        with_client=direction is not Direction.INTERNAL and channel is not Channel.NOTE,
    )
    with session.workspace.write() as tx:
        new = _filled(session, tx, start, args)
        warnings = (*session.doubts(), *warnings_of(tx.reader(), new), *_not_answered(tx, new))
        entry_id = log_contact(tx, new)
        written = entry(tx.reader(), entry_id)
    where = " ".join(plain(one) for one in (written.matter_number, written.client) if one)
    text = "\n".join([f"Logged: {where}." if where else "Logged.", *(one.message for one in warnings)])
    data = {
        "id": entry_id,
        "matter": written.matter_number or None,
        "client": written.client,
        "warnings": spelling.problems(warnings),
    }
    return Answer(data, text)


def _amend(session: Session, args: argparse.Namespace) -> Answer:
    entry_id = _id(args.entry, "entry")
    with session.workspace.write() as tx:
        new = _filled(session, tx, entry_form(tx.reader(), entry_id), args)
        version = amend_contact(tx, entry_id, new, args.reason)
    return Answer({"id": entry_id, "version": version}, f"Amended; this is version {version}.")


def _entry(session: Session, args: argparse.Namespace) -> Answer:
    entry_id = _id(args.entry, "entry")
    with session.reading(args) as reader:
        row = entry(reader, entry_id)
        if row.occurred_at > reader.now and args.as_of is not None:
            raise NotFound("no-entry", "That contact had not taken place by then.", field="entry")
        data = spelling.entry(row)
        if args.versions:
            read = versions_read(reader, entry_id)
            data["versions"] = [spelling.version(*one) for one in read if one[0].version <= row.version]
        when = reader.local(row.occurred_at)
    session.workspace.viewed(row.matter_id)
    lines = [f"{when:%Y-%m-%d %H:%M}  {row.channel.label}, {row.direction.label}  {row.client}", row.summary]
    lines += [f"{head}: {text}" for head, text in (("Advice", row.advice), ("Decided", row.decision)) if text]
    return Answer(data, "\n".join(lines))


def _filled(session: Session, tx: Transaction, start: NewContact, args: argparse.Namespace) -> NewContact:
    """The entry with what was given on the command line put into it."""
    named = vars(args)
    values: dict[str, Any] = {name: named[name] for name in _TEXTS if name in named}
    values |= {field: named[flag] for flag, field in _TICKS.items() if flag in named}
    values |= {
        name: word(named[name])
        for name, word in (("channel", Channel), ("direction", Direction), ("outcome", Outcome))
        if name in named
    }
    if "kind" in named:
        start, values = _of_kind(tx, start, named["kind"], values)
    if "held_by" in named:
        values["held_by_id"] = find_colleague(tx.reader(), named["held_by"]).id
    if "declined_confirmed_on" in named:
        values["declined_confirmed_on"] = named["declined_confirmed_on"]
    if "duration" in named:
        values["duration_minutes"] = args.duration
    if "at" in named:
        values["occurred_at"] = session.moment(args.at)
    if "promised_by" in named:
        said_at = values.get("occurred_at", start.occurred_at)
        values["promised_by"] = session.moment(
            args.promised_by, end_of_day=True, field="promised_by", look="ahead", said_at=said_at
        )
        if "acknowledges" not in named and start.acknowledges_id is None:
            message = "Please say with --acknowledges which entry the answer is promised for."
            raise Refused("nothing-acknowledged", message, field="promised_by")
    if "matter" in named:
        values["matter_id"], values["client_id"] = find_matter(tx.reader(), args.matter, exact=True).id, None
    if "client" in named:
        values["client_id"] = find_client(tx.reader(), args.client, exact=True)
    if "acknowledges" in named:
        values["acknowledges_id"] = _asked_id(tx, args.acknowledges, "acknowledges")
    if "answers" in named:
        first, *others = [_asked_id(tx, one, "answers") for one in args.answers]
        values |= {"answers_id": first, "also_answers": tuple(others)}
    return replace(start, **values, **_belongings(tx, named))


def _belongings(tx: Transaction, named: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "tells" in named:
        found["tells"] = tuple(_id(one, "tells") for one in named["tells"])
    if "tag" in named:
        found["tags"] = tuple(named["tag"])
    if "participant" in named:
        people = [parse_participant(one) for one in named["participant"]]
        found["participants"] = tuple(NewParticipant(one.name, one.role) for one in people)
    if "follow_up" in named:
        order = firm(tx.reader()).details.day_order
        add_days = firm_calendar(tx.reader()).add_working_days
        agreed = [
            parse_follow_up(one, tx.today, order=order, add_working_days=add_days)
            for one in named["follow_up"]
        ]
        found["follow_ups"] = tuple(NewFollowUp(one.who, one.text, one.day) for one in agreed)
    if "attach" in named:
        found["attachments"] = tuple(_attachment(tx, path) for path in named["attach"])
    return found


def _attachment(tx: Transaction, path: Path) -> NewAttachment:
    """A small file whole, a large one piece by piece into the same transaction."""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    try:
        size = size_of(path)
        if size <= PIECE:
            return NewAttachment(path.name, kind, read_file(path, PIECE, "attach"))
        with path.open("rb") as file:
            stored_id, size = store_file(tx, iter(lambda: file.read(PIECE), b""))
    except OSError:
        raise MachineTrouble("cannot-read", "A file to attach cannot be read.", field="attach") from None
    return NewAttachment(path.name, kind, b"", stored_id, size)


def _of_kind(
    tx: Transaction, start: NewContact, name: str, given: dict[str, Any]
) -> tuple[NewContact, dict[str, Any]]:
    """What the kind presets, where it was not said."""
    kind = find_kind(kinds(tx.reader()), name)
    if kind is None:
        raise Refused(
            "no-kind", "There is no kind of contact of this name; `kinds` lists them.", field="kind"
        )
    tags = tuple(dict.fromkeys((*start.tags, *kind.tags)))
    start = replace(start, tags=tags, confidentiality=start.confidentiality or kind.confidentiality)
    if kind.outcome is not None and given.get("channel", start.channel) is kind.channel:
        start = replace(start, outcome=kind.outcome)
    return start, {**given, "kind": kind.name, "summary": given.get("summary", start.summary) or kind.summary}


def _not_answered(tx: Transaction, new: NewContact) -> list[Problem]:
    kind = find_kind(kinds(tx.reader()), new.kind) if new.kind else None
    open_ = unanswered(kind, {name: getattr(new, name) for name in FIELDS}) if kind is not None else ()
    problem = say_unanswered([one.lead for one in open_])
    return [problem] if problem is not None else []


def _minutes(words: str) -> int:
    if re.fullmatch(r"-?\d{1,40}", words.strip(), re.ASCII):
        return int(words)  # whether it can be is for the rule to say
    found = parse_minutes(words)
    if found is None:
        raise argparse.ArgumentTypeError(f"{words!r} is not a duration such as 18, 1h 12m, 1:12 or 1.2h")
    return found


def _save_attachment(session: Session, args: argparse.Namespace) -> Answer:
    entry_id = _id(args.entry, "entry")
    with session.workspace.write() as tx:
        files = [one for one in entry(tx.reader(), entry_id).attachments if one.name == args.name]
        if not files:
            raise NotFound("no-file", "That entry has no file of this name.", field="name")
        tx.need(Right.WRITE)
        tx.record("saved", "attachment", files[0].id)
        write_outside(args.out, pieces_of(tx.reader(), files[0].id))
    return Answer({"file": str(args.out), "size": files[0].size}, "Saved a copy outside the vault.")


def _kinds(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.read() as reader:
        found = kinds(reader)
    data = [
        {"name": one.name, "channel": one.channel, "direction": one.direction, "outcome": one.outcome,
         "tags": list(one.tags),
         "questions": [{"field": q.field, "lead": q.lead, "ask": q.ask} for q in one.questions]}
        for one in found
    ]  # fmt: skip
    return Answer({"kinds": data}, "\n".join(one.name for one in found))


def _asked_id(tx: Transaction, words: str, field: str) -> UUID:
    """An entry that needed a reply, by its id, or by the handle that lists print of what is open."""
    waiting = read_handle(words, lambda: [one.entry_id for one in awaiting_reply(tx.reader())])
    return waiting or _id(words, field)


def _id(text: str, field: str) -> UUID:
    found = read_id(text)
    if found is None:
        raise Refused("bad-id", f"{text!r} is not an id.", field=field)
    return found
