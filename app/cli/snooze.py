"""snooze: put off what is owed, with the reason, and take it up again."""

from __future__ import annotations

import argparse
from uuid import UUID

from app.cli.handles import read_handle
from app.cli.session import Add, Answer, Session
from app.kernel.errors import NotFound
from app.owed.queries import owed
from app.owed.snooze.commands import owed_item, put_off, take_up
from app.storage.transaction import Reader


def register(add: Add) -> None:
    """Add the command."""
    parser = add("snooze", "put off something that `due` lists; when it is due stays as it is")
    parser.add_argument("source", metavar="SOURCE_ID", help="as `due` prints it, or the whole id")
    until = parser.add_mutually_exclusive_group(required=True)
    until.add_argument("--until", metavar="DAY", help="tomorrow, Thu; today: an hour before the day ends")
    until.add_argument("--end", action="store_true", help="take it up again")
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.set_defaults(run=_snooze)


def _snooze(session: Session, args: argparse.Namespace) -> Answer:
    until_on = None if args.until is None else session.day(args.until, "until")
    with session.workspace.write() as tx:
        source = _id_of(tx.reader(), args.source)
        item = owed_item(tx.reader(), source)
        if args.end:
            if item.put_off is None:
                raise NotFound("not-put-off", "That is not put off.", field="source")
            take_up(tx, item.put_off.id)
        else:
            put_off(tx, item.kind, source, until_on, args.reason, matter_id=item.matter_id)
        item = owed_item(tx.reader(), source, item.kind, item.matter_id)
    until = item.snoozed_until
    said = f"Put off until {session.spell(until)}." if until is not None else "It is on the list again."
    return Answer({"source_id": source, "snoozed_until": until}, said)


def _id_of(reader: Reader, words: str) -> UUID:
    found = read_handle(words, lambda: [one.source_id for one in owed(reader).items])
    if found is None:
        raise NotFound("not-owed", "That is no id of anything that is owed.", field="source")
    return found
