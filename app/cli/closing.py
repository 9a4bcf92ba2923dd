"""close: how a matter ends, with its last note and its letter. close show: what is still open, and how it ended."""

from __future__ import annotations

import argparse
from pathlib import Path
from uuid import UUID

from app.care.queries import matters_currency
from app.cli import terms_spelling as spelled
from app.cli.flags import add_times, amount, iso_date, some_path
from app.cli.money_flags import exact
from app.cli.session import Add, Answer, Session, note
from app.cli.tables import plain, table
from app.engagement.ending import end_matter
from app.engagement.ending_queries import StillOpen, ending_of, endings, still_open
from app.engagement.forms import EndingForm
from app.engagement.words import EndingKind
from app.matters.queries import find_matter

_TEXTS = {
    "outcome": "what came of it",
    "reason": "why we do not act, or not any more",
    "instructions": "the client's last instructions, and what the client has to do",
    "deadlines": "time limits that the client has to watch from now on",
    "documents": "what was given back, and what is kept",
    "bill": "what the last bill says",
    "retention": "what the client was told of how long the file is kept",
    "although": "why it ends although a contact is unanswered, news untold or a key date to come",
}


def register(add: Add) -> None:
    """Add the commands."""
    closing = add("close", "end a matter: closed, disengaged or not engaged")
    closing.add_argument("--matter", required=True, metavar="NUMBER")
    closing.add_argument(
        "--kind", choices=[word.value for word in EndingKind], default=EndingKind.CLOSED.value
    )
    closing.add_argument("--on", type=iso_date, metavar="DATE", help="today if not given")
    for name, about in _TEXTS.items():
        closing.add_argument(f"--{name}", default="", metavar="TEXT", help=about)
    closing.add_argument(
        "--billed", type=amount, metavar="AMOUNT", help="what all of it cost, with tax and disbursements"
    )
    closing.add_argument("--letter", type=some_path, metavar="FILE.pdf", help="its letter, from the template")
    closing.set_defaults(run=_close)
    showing = add("close show", "what speaks against ending a matter, and how it ended")
    showing.add_argument("--matter", required=True, metavar="NUMBER")
    add_times(showing)
    showing.set_defaults(run=_show)


def _close(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        row = find_matter(tx.reader(), args.matter, exact=True)
        left = still_open(tx.reader(), row.id)
        texts = {name: getattr(args, name) for name in _TEXTS}
        currency = matters_currency(tx.reader(), row.id)
        exact(args.billed, currency, "billed")
        form = EndingForm(
            EndingKind(args.kind), args.on or tx.today, **texts, billed=args.billed, currency=currency
        )
        end_matter(tx, row.id, form)
        found = ending_of(tx.reader(), row.id)
    for one in left:
        note(f"Still open: {plain(_say(one))}")
    data: dict[str, object] = {
        "matter": row.number,
        "still_open": [_spelled(one) for one in left],
        "ending": spelled.ending(found) if found else None,
    }
    if args.letter is not None:
        data["file"], data["pages"] = args.letter, _letter(session, row.id, form.kind, args.letter)
    return Answer(data, f"{row.number} {row.title}: {form.kind.label}.")


def _letter(session: Session, matter_id: UUID, kind: EndingKind, file: Path) -> int:
    """The letter of the ending, as `letter write` makes it; how many pages."""
    from app.cli.letters import leave
    from app.letters.composing import compose_letter
    from app.letters.matter_terms import LETTER_OF
    from app.letters.queries import template

    with session.workspace.read() as reader:
        letter = compose_letter(reader, matter_id, template(reader, LETTER_OF[kind]).form)
    if letter.complaint:
        note(letter.complaint)
    return leave(session, letter, file)


def _show(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        row = find_matter(reader, args.matter)
        left, found = still_open(reader, row.id), endings(reader, row.id)
        now = ending_of(reader, row.id)
    session.workspace.viewed(row.id)
    data = {
        "matter": row.number,
        "ending": spelled.ending(now) if now else None,
        "endings": [spelled.ending(one) for one in found],
        "still_open": [_spelled(one) for one in left],
    }
    said = [
        f"{one.form.kind.label.capitalize()} on {one.form.ended_on.isoformat()}: "
        f"{plain(one.form.outcome or one.form.reason, 200)}"
        for one in found
    ]
    if left:
        said.append(table(["Still open", "What", "Day"], [[one.kind, one.text, one.on] for one in left]))
    return Answer(data, "\n".join(said) or "Nothing is open, and the matter did not end.")


def _say(one: StillOpen) -> str:
    return f"{one.kind}: {one.text}{f', {one.on.isoformat()}' if one.on else ''}"


def _spelled(one: StillOpen) -> dict[str, object]:
    return {"kind": one.kind, "text": one.text, "on": one.on, "needs_reason": one.needs_reason}
