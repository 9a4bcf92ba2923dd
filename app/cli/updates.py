"""update …: the letter that tells the client what happened, written, saved and logged (PRACTICE D6).

JSON of ``update show``: ``{matter, client, length, channel, since, subject, greeting, opening, pieces: [{id, kind,
when, text, ticked, tells, sources, note}], closing, sign_off, signatory, tells, left_untold, text, waits: [{id,
called, text}], reading, warnings}``; ``note`` is the firm's own and leaves with nothing, ``waits``: what came in and
waits for an answer. ``update pdf|eml|script``: ``{updates: [{matter,
file, pages, warnings}]}``.
``update sent``: ``{id, matter, client, channel, tells, left_untold, answers, next_due, text, file, pages, warnings}``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar
from uuid import UUID

from app.cli.flags import add_times, some_path
from app.cli.pdf_flags import add_pdf_password, pdf_password
from app.cli.session import Add, Answer, Session
from app.cli.spelling import Json, problems, reading, with_warnings
from app.cli.update_flags import add_update_flags, answered, wanted
from app.cli.update_spelling import listed, spelled
from app.contactlog.waiting import waiting
from app.contactlog.words import WRITTEN, Channel
from app.hours.queries import firm_calendar
from app.kernel.errors import Problem, Refused
from app.kernel.said import say_long
from app.matters.queries import MatterRow
from app.plain.queries import word_list
from app.schedule.queries import update_dues
from app.storage.transaction import Reader, Transaction
from app.updates import (
    UpdateDraft,
    UpdateLetter,
    letter,
    log_sent,
    phone_script,
    plainness_of,
    warnings,
)
from app.updates.commands import words_of

if TYPE_CHECKING:
    from app.reports.press.house import Made

T = TypeVar("T")


def register(add: Add) -> None:
    """Add the commands."""
    parser = add("update show", "what an update of a matter would tell: its pieces, its words, how they read")
    add_update_flags(parser)
    add_times(parser)
    parser.set_defaults(run=_show)
    ways = (
        ("pdf", "an update as a letter", "FILE.pdf", _pdf),
        (
            "eml",
            "an update as the draft of an e-mail with the letter, for your mail program",
            "FILE.eml",
            _eml,
        ),
        ("script", "an update as the script of a phone call: what to say, what to ask", "FILE.pdf", _script),
    )
    for name, about, out, run in ways:
        parser = add(f"update {name}", about)
        add_update_flags(parser)
        parser.add_argument("--out", required=True, type=some_path, metavar=out)
        if name != "script":
            add_pdf_password(parser)
        parser.set_defaults(run=run)
    parser = add(
        "update sent", "log that the client got it: its words, the news it told, the update as given"
    )
    add_update_flags(parser)
    parser.add_argument("--at", metavar="DATETIME", help="when they got it; now if not given")
    parser.add_argument(
        "--out",
        type=some_path,
        metavar="FILE.pdf|FILE.eml",
        help="save it in the same step: both, or neither",
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help="why it went against a wish or a rule")
    parser.add_argument("--again", action="store_true", help="the same words were sent once more")
    parser.add_argument(
        "--answers",
        action="append",
        default=[],
        metavar="ENTRY_ID",
        help="what came in and is answered with it, by its id of `update show`; several times",
    )
    add_pdf_password(parser)
    parser.set_defaults(run=_sent)


def _show(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        matter, found = wanted(reader, args)
        said, words = warnings(reader, found), word_list(reader)
        waits = waiting(reader, matter.id)
    session.workspace.viewed(matter.id)
    asked = [{"id": one.id, "called": one.called, "text": one.words} for one in waits]
    data = {**spelled(matter, found), "waits": asked, "reading": None, "warnings": problems(said)}
    if (plainness := plainness_of(found, words)) is not None:
        data["reading"] = reading(plainness)
    return Answer(data, with_warnings(listed(found, waits), said))


def _pdf(session: Session, args: argparse.Namespace) -> Answer:
    from app.updates.leaving import save_pdf

    password = pdf_password(session, args)
    meant = _read(session, args, letter)
    return _saved(
        args, meant, save_pdf(session.workspace, meant.draft, meant.made, args.out, password=password)
    )


def _eml(session: Session, args: argparse.Namespace) -> Answer:
    from app.updates.leaving import save_eml

    password = pdf_password(session, args)
    meant = _read(session, args, letter, Channel.EMAIL)
    return _saved(
        args, meant, save_eml(session.workspace, meant.draft, meant.made, args.out, password=password)
    )


def _script(session: Session, args: argparse.Namespace) -> Answer:
    from app.updates.leaving import save_script

    meant = _read(session, args, phone_script, Channel.PHONE)
    return _saved(args, meant, save_script(session.workspace, meant.draft, meant.made, args.out))


@dataclass(frozen=True, slots=True)
class _Meant(Generic[T]):
    """The update that is meant, what is made of it, and what speaks against sending it."""

    matter: MatterRow
    draft: UpdateDraft
    made: T
    said: tuple[Problem, ...]


def _saved(args: argparse.Namespace, meant: _Meant[T], made: Made) -> Answer:
    number, said = meant.matter.number, meant.said
    row: Json = {"matter": number, "file": str(args.out), "pages": made.pages}
    text = f"{number}  {args.out}  {made.pages} p."
    return Answer({"updates": [{**row, "warnings": problems(said)}]}, with_warnings(text, said))


def _read(
    session: Session,
    args: argparse.Namespace,
    make: Callable[[Reader, UpdateDraft], T],
    by: Channel | None = None,
) -> _Meant[T]:
    """``by`` this channel where the file is made for one; a restricted matter was looked at."""
    with session.workspace.read() as reader:
        matter, found = wanted(reader, args)
        found = found if by is None else replace(found, channel=by)
        meant = _Meant(matter, found, make(reader, found), warnings(reader, found))
    session.workspace.viewed(matter.id)
    return meant


def _sent(session: Session, args: argparse.Namespace) -> Answer:
    password = pdf_password(session, args)
    if password is not None and args.out is None:
        raise Refused("only-with-out", "A password is for the file: add --out.", field="pdf_password")
    at = session.moment(args.at)
    with session.workspace.read() as reader:
        matter, found = wanted(reader, args, exact=True)
        said = warnings(reader, found, at=at or reader.now)
        ready = letter(reader, found)
        answers = answered(reader, args, matter.id)
    log = partial(_log, args, found, ready, at, answers)
    entry_id, made = _send(session, args, found, ready, log, password)
    with session.workspace.read() as reader:
        due = update_dues(reader, firm_calendar(reader), matter.id).get(matter.id)
    next_due = None if due is None else due.due_on
    data: Json = {
        "id": entry_id,
        "matter": matter.number,
        "client": matter.client,
        "channel": found.channel,
        "tells": list(found.tells),
        "left_untold": list(found.untold),
        "answers": list(answers),
        "next_due": next_due,
        "text": words_of(found),
        "file": None if args.out is None else str(args.out),
        "pages": None if made is None else made.pages,
        "warnings": problems(said),
    }
    ahead = f" The next one is due {say_long(next_due)}." if next_due else ""
    return Answer(
        data, with_warnings(f"Logged as an update by {found.channel.label}: {matter.number}.{ahead}", said)
    )


def _log(
    args: argparse.Namespace,
    found: UpdateDraft,
    ready: UpdateLetter,
    at: datetime | None,
    answers: Sequence[UUID],
    tx: Transaction,
    made: Made | None,
) -> UUID:
    from app.updates.leaving import as_attachment

    return log_sent(
        tx,
        found,
        at=at,
        attachments=() if made is None else (as_attachment(ready, made),),
        wish_reason=args.reason,
        answers=answers,
        again=args.again,
        forget_kept=args.kept,
    )


def _send(
    session: Session,
    args: argparse.Namespace,
    found: UpdateDraft,
    ready: UpdateLetter,
    log: Callable[[Transaction, Made | None], UUID],
    password: str | None,
) -> tuple[UUID, Made | None]:
    """Save where that is asked for, and log, in one transaction; what is written has its letter with it."""
    from app.updates.leaving import save_eml, save_pdf
    from app.updates.page import render

    if args.out is None:
        made = render(ready) if found.channel in WRITTEN else None
        with session.workspace.write() as tx:
            return log(tx, made), made
    entries: list[UUID] = []
    save = save_eml if args.out.suffix.casefold() == ".eml" else save_pdf
    saved = save(
        session.workspace,
        found,
        ready,
        args.out,
        password=password,
        also=lambda tx, made: entries.append(log(tx, made)),
    )
    return entries[0], saved
