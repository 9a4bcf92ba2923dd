"""audit: who did what, when; newest first."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from app.cli.flags import count, iso_date
from app.cli.session import Add, Answer, Session
from app.cli.spelling import Json
from app.cli.tables import plain
from app.kernel.errors import Refused

if TYPE_CHECKING:
    from app.deeds.queries import Deed, ReaderDay, Wanted
    from app.storage.transaction import Reader

MOST = 1000
"""So many events are answered where nobody says how many."""


def register(add: Add) -> None:
    """Add the command."""
    parser = add("audit", "the audit trail: who did what, newest first")
    parser.add_argument("--matter", metavar="NUMBER", help="what was done in one matter")
    parser.add_argument("--person", metavar="NAME", help="what one person did, or had done to themselves")
    parser.add_argument("--action", metavar="WORD", help="such as amended, printed, 'signed in'")
    parser.add_argument("--from", dest="first", type=iso_date, metavar="DATE", help="from that day on")
    parser.add_argument("--to", dest="last", type=iso_date, metavar="DATE", help="until that day, inclusive")
    parser.add_argument(
        "--limit", type=count, default=MOST, metavar="N", help=f"at most so many (default {MOST}; 0 for all)"
    )
    parser.set_defaults(run=_audit)


def _audit(session: Session, args: argparse.Namespace) -> Answer:
    from app.audit.trail import head
    from app.deeds.queries import days_of
    from app.kernel.rights import Right

    with session.workspace.read() as reader:
        reader.need(Right.AUDIT)
        found = _all(reader, _wanted(session, reader, args), args.limit)
        end = head(reader.session)
        days = days_of(reader)
        text = "\n".join(_line(session, one, days) for one in found)
        data = {
            "events": [_spelled(one, days) for one in found],
            "head": {"seq": end.seq, "mac": end.mac.hex()},
        }
    return Answer(data, text or "Nothing in the trail fits.")


def _wanted(session: Session, reader: Reader, args: argparse.Namespace) -> Wanted:
    from app.audit.words import every_action
    from app.deeds.queries import Wanted
    from app.matters.queries import find_matter
    from app.people.queries import find_colleague

    if args.action is not None and args.action not in set(every_action()):
        words = ", ".join(every_action())
        raise Refused("no-action", f"The trail knows no such action. It knows: {words}.", field="action")
    zone = session.workspace.zone

    def midnight(day: date) -> datetime:
        return datetime.combine(day, time(), zone).astimezone(UTC)

    return Wanted(
        person=find_colleague(reader, args.person).id if args.person is not None else None,
        matter=find_matter(reader, args.matter).id if args.matter is not None else None,
        action=args.action or "",
        first=midnight(args.first) if args.first else None,
        before=midnight(args.last + timedelta(days=1)) if args.last else None,
    )


def _all(reader: Reader, wanted: Wanted, limit: int) -> list[Deed]:
    from app.deeds.queries import deeds

    found: list[Deed] = []
    before: int | None = None
    while True:
        page = deeds(
            reader, wanted, before_seq=before, limit=min(MOST, limit - len(found)) if limit else MOST
        )
        found += page.rows
        before = page.next
        if before is None or (limit and len(found) >= limit):
            return found


def _spelled(one: Deed, days: ReaderDay) -> Json:
    event, named = one.event, one.named
    return {
        "seq": event.seq,
        "at": event.at,
        "actor": one.who or None,
        "action": event.action,
        "object": {
            "kind": event.kind,
            "id": event.object_id,
            "name": named.name or None if named else None,
        },
        "matter": (named.matter_number or None) if named else None,
        "client": (named.client or None) if named else None,
        "text": one.sentence(days),
        "details": event.body,
    }


def _line(session: Session, one: Deed, days: ReaderDay) -> str:
    at = one.event.at.astimezone(session.workspace.zone)
    return f"{one.event.seq:>7}  {at:%Y-%m-%d %H:%M}  {plain(one.sentence(days), 200)}"
