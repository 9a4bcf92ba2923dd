"""snooze: put off what is owed, with the reason, and take it up again."""

from __future__ import annotations

import argparse
from uuid import UUID

from app.cli.flags import iso_date
from app.cli.session import Add, Answer, Session
from app.kernel.errors import NotFound
from app.kernel.ids import read_id
from app.owed.snoozing import owed_item, put_off, take_up


def register(add: Add) -> None:
    """Add the command."""
    parser = add("snooze", "put off something that `due` lists; when it is due stays as it is")
    parser.add_argument("source", metavar="SOURCE_ID", help="as `due --json` names it")
    until = parser.add_mutually_exclusive_group(required=True)
    until.add_argument("--until", type=iso_date, metavar="DATE", help="today: an hour before the day ends")
    until.add_argument("--end", action="store_true", help="take it up again")
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.set_defaults(run=_snooze)


def _snooze(session: Session, args: argparse.Namespace) -> Answer:
    source = _id_of(args.source)
    with session.workspace.write() as tx:
        item = owed_item(tx.reader(), source)
        if args.end:
            if item.put_off is None:
                raise NotFound("not-put-off", "That is not put off.", field="source")
            take_up(tx, item.put_off.id)
        else:
            put_off(tx, item.kind, source, args.until, args.reason, matter_id=item.matter_id)
        item = owed_item(tx.reader(), source, item.kind, item.matter_id)
    until = item.snoozed_until
    said = f"Put off until {session.spell(until)}." if until is not None else "It is on the list again."
    return Answer({"source_id": source, "snoozed_until": until}, said)


def _id_of(words: str) -> UUID:
    found = read_id(words)
    if found is None:
        raise NotFound("not-owed", "That is no id of anything that is owed.", field="source")
    return found
