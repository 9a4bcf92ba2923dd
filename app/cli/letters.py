"""letter …: letters from templates; notice …: what comes into them by itself."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.cli.flags import add_times, iso_date, some_path
from app.cli.session import Add, Answer, Session, note
from app.cli.texts import words_in
from app.contactlog.waiting import may_go, say_waiting, waiting
from app.kernel.errors import Refused
from app.matters.queries import find_matter
from app.notices.words import USUAL, Outlet

if TYPE_CHECKING:
    from app.letters.composing import Letter
    from app.letters.queries import TemplateRow
    from app.storage.transaction import Transaction

_TEMPLATE = "its key or name, as `letter list` prints it"


def register(add: Add) -> None:
    """Add the commands."""
    _reading(add)
    parser = add("letter write", "a letter for a matter: as PDF, or the words of an e-mail as .txt")
    _of_matter(parser)
    parser.add_argument("--out", required=True, type=some_path, metavar="FILE.pdf|FILE.txt")
    parser.add_argument(
        "--although-asked",
        action="store_true",
        help="the client waits for an answer, and this does not give it",
    )
    parser.set_defaults(run=_write)
    parser = add("letter preview", "the words of a letter for a matter, as they would leave")
    _of_matter(parser)
    parser.add_argument(
        "--try", dest="tried", type=some_path, metavar="FILE", help="with the words of this file"
    )
    parser.set_defaults(run=_preview)
    parser = add("letter change", "write a template anew; every version is kept")
    parser.add_argument("template", metavar="TEMPLATE", help=_TEMPLATE)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--text", type=some_path, metavar="FILE", help="the new words; - reads standard input")
    what.add_argument("--restore", type=int, metavar="VERSION", help="go back; 0 came with the program")
    parser.add_argument("--subject", metavar="TEXT")
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.set_defaults(run=_change)
    parser = add("notice list", "disclaimers and notices, and where they apply")
    add_times(parser)
    parser.set_defaults(run=_notices)
    parser = add("notice set", "write a notice, or write it anew")
    parser.add_argument("title", metavar="NAME")
    parser.add_argument("--text", metavar="TEXT")
    parser.add_argument("--area", action="append", metavar="PRACTICE AREA", help="none: all of them")
    parser.add_argument("--in", dest="outlets", action="append", choices=[one.value for one in Outlet])
    parser.add_argument("--end", action="store_true", help="it does not apply any more")
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.set_defaults(run=_set_notice)


def _reading(add: Add) -> None:
    parser = add("letter list", "the templates, and which of them the firm changed")
    add_times(parser)
    parser.set_defaults(run=_list)
    parser = add("letter show", "a template: its words, or every version of it")
    parser.add_argument("template", metavar="TEMPLATE", help=_TEMPLATE)
    parser.add_argument("--versions", action="store_true", help="every version, the newest first")
    add_times(parser)
    parser.set_defaults(run=_show)
    parser = add("letter fields", "the fields that a template may use")
    parser.set_defaults(run=_fields)


def _of_matter(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("template", metavar="TEMPLATE", help=_TEMPLATE)
    parser.add_argument("--matter", required=True, metavar="NUMBER")
    parser.add_argument("--since", type=iso_date, metavar="DATE", help="progress from then on")
    parser.add_argument("--as-of", metavar="DATETIME", help="as it stood then")


def _list(session: Session, args: argparse.Namespace) -> Answer:
    from app.letters.queries import templates

    with session.reading(args) as reader:
        rows = templates(reader)
    text = "\n".join(
        f"{row.key:<16}  {row.form.name}{f'  (your version {row.number})' if row.own else ''}" for row in rows
    )
    return Answer({"templates": [_spelled(row) for row in rows]}, text)


def _spelled(row: TemplateRow) -> dict[str, object]:
    return {
        "key": row.key,
        "name": row.form.name,
        "version": row.number,
        "own": row.own,
        "outlet": row.form.outlet.value,
        "update": row.form.is_update,
        "in_use": row.form.in_use,
    }


def _whole(row: TemplateRow) -> dict[str, object]:
    more = {"subject": row.form.subject, "text": row.form.text, "reason": row.reason}
    return {**_spelled(row), **more, "made_at": row.made_at, "made_by": row.made_by}


def _show(session: Session, args: argparse.Namespace) -> Answer:
    from app.letters.queries import find_template, template_versions

    with session.reading(args) as reader:
        row = find_template(reader, args.template)
        versions = template_versions(reader, row.key)
    if not args.versions:
        return Answer(_whole(row), f"{row.form.subject}\n\n{row.form.text}")
    said = [
        f"{one.number}  {session.spell(one.made_at) if one.made_at else 'came with the program'}  {one.reason}"
        for one in versions
    ]
    return Answer({"key": row.key, "versions": [_whole(one) for one in versions]}, "\n".join(said))


def _fields(_session: Session, _args: argparse.Namespace) -> Answer:
    from app.letters.fields import FIELDS

    rows = [{"name": one.name, "about": one.about, "group": one.group, "list": one.is_list} for one in FIELDS]
    return Answer({"fields": rows}, "\n".join(f"{one.name:<20}  {one.about}" for one in FIELDS))


def _composed(session: Session, args: argparse.Namespace, tried: str | None = None) -> Letter:
    from dataclasses import replace

    from app.letters.composing import compose_letter
    from app.letters.queries import find_template

    as_of = session.moment(args.as_of, end_of_day=True, field="as_of")
    with session.workspace.read(as_of) as reader:
        form = find_template(reader, args.template).form
        if tried is not None:
            form = replace(form, text=tried)
        matter = find_matter(reader, args.matter)
        letter = compose_letter(reader, matter.id, form, since=args.since)
    session.workspace.viewed(matter.id)
    if letter.complaint:
        note(letter.complaint)
    return letter


def _preview(session: Session, args: argparse.Namespace) -> Answer:
    letter = _composed(session, args, None if args.tried is None else words_in(args.tried))
    data = {
        "subject": letter.subject,
        "text": letter.text,
        "notices": list(letter.notices),
        "warning": letter.complaint,
    }
    return Answer(data, f"{letter.subject}\n\n{letter.as_email()}")


def leave(session: Session, letter: Letter, file: Path, although: Collection[UUID] = ()) -> int:
    """Put a letter into a file, as PDF or .txt, which the trail keeps; how many pages it has. ``although``: what stays
    unanswered, as `may_leave` has it."""
    from app.letters.commands import may_leave, record_letter_saved
    from app.vault.leaving import send_out

    content, pages = _made(letter, file)

    def tell(tx: Transaction) -> None:
        may_leave(tx, letter, although)
        record_letter_saved(tx, letter.matter_id, letter.name, pages, file)

    send_out(session.workspace, file, content, tell)
    return pages


def _write(session: Session, args: argparse.Namespace) -> Answer:
    letter = _composed(session, args)
    although = _must_go(session, letter, although_asked=args.although_asked) if letter.is_update else ()
    pages = leave(session, letter, args.out, although)
    row: dict[str, object] = {"matter": letter.frame.file_number, "file": str(args.out), "pages": pages}
    if letter.complaint:
        row["warning"] = letter.complaint
    return Answer({"letters": [row]}, f"{args.out}  {pages} p.")


def _must_go(session: Session, letter: Letter, *, although_asked: bool) -> tuple[UUID, ...]:
    """Whatever moment its words are of, it leaves now: what waits and is untold now counts. What stays unanswered."""
    with session.workspace.read() as reader:
        waits = waiting(reader, letter.matter_id)
        although = tuple(one.id for one in waits)
        may_go(reader, letter.matter_id, tells=letter.tells, although=although)
    if waits and not although_asked:
        message = f"{say_waiting(waits)} Answer it, or say --although-asked."
        raise Refused("unanswered", message, field="although_asked")
    return although


def _made(letter: Letter, file: Path) -> tuple[bytes, int]:
    """What goes into the file, and its pages."""
    from app.letters.page import render
    from app.reports.status.commands import page_count

    if file.suffix.casefold() == ".txt":
        return f"{letter.subject}\n\n{letter.as_email()}".encode(), 1
    pdf = render(letter)
    return pdf, page_count(pdf)


def _change(session: Session, args: argparse.Namespace) -> Answer:
    from dataclasses import replace

    from app.letters.commands import restore_template, save_template
    from app.letters.queries import find_template, template

    words = None if args.text is None else words_in(args.text)
    with session.workspace.write() as tx:
        row = find_template(tx.reader(), args.template)
        if words is None:
            restore_template(tx, row.key, args.restore, args.reason)
        else:
            subject = row.form.subject if args.subject is None else args.subject
            save_template(tx, row.key, replace(row.form, text=words, subject=subject), args.reason)
        now = template(tx.reader(), row.key)
    return Answer(
        {"key": now.key, "version": now.number}, f"{now.form.name}: version {now.number} counts now."
    )


def _notices(session: Session, args: argparse.Namespace) -> Answer:
    from app.notices.queries import notices

    with session.reading(args) as reader:
        rows = notices(reader)
    data = [
        {
            "id": row.notice_id,
            "title": row.form.title,
            "text": row.form.text,
            "areas": list(row.form.areas),
            "outlets": [one.value for one in row.form.outlets],
            "in_force": row.form.in_force,
            "version": row.number,
        }
        for row in rows
    ]
    said = [
        f"{row.form.title}  ({', '.join(row.form.areas) or 'every practice area'}; "
        f"{', '.join(one.label.lower() for one in row.form.outlets or USUAL)})"
        f"{'' if row.form.in_force else '  ended'}\n    {row.form.text}"
        for row in rows
    ]
    return Answer({"notices": data}, "\n".join(said) or "No notice yet.")


def _set_notice(session: Session, args: argparse.Namespace) -> Answer:
    from app.kernel.text import fold
    from app.notices.commands import save_notice
    from app.notices.queries import NoticeForm, notices

    with session.workspace.write() as tx:
        rows = notices(tx.reader())
        old = next((row for row in rows if fold(row.form.title) == fold(args.title)), None)
        was = NoticeForm(args.title, "") if old is None else old.form
        form = NoticeForm(
            was.title,
            was.text if args.text is None else args.text,
            was.areas if args.area is None else tuple(args.area),
            was.outlets if args.outlets is None else tuple(Outlet(one) for one in args.outlets),
            not args.end,
        )
        notice_id = save_notice(tx, form, args.reason, old.notice_id if old else None)
    return Answer({"id": notice_id}, "The notice is written.")
