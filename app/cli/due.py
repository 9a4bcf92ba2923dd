"""due: what is owed, from the one function behind Today."""

from __future__ import annotations

import argparse
from datetime import datetime

from app.cli import spelling
from app.cli.flags import add_times, count
from app.cli.handles import handle
from app.cli.session import Add, Answer, Session
from app.cli.tables import table
from app.kernel.said import say_day
from app.matters.queries import find_matter
from app.owed.items import OwedState
from app.owed.queries import AHEAD, owed
from app.people.queries import find_colleague


def register(add: Add) -> None:
    """Add the command."""
    parser = add("due", "what is owed to clients, worst first")
    add_times(parser)
    parser.add_argument(
        "--days", type=count, default=AHEAD, metavar="N", help=f"days ahead (default {AHEAD})"
    )
    parser.add_argument("--person", metavar="NAME")
    parser.add_argument("--matter", metavar="NUMBER")
    parser.set_defaults(run=_due)


def _due(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        person = find_colleague(reader, args.person).id if args.person is not None else None
        matter = find_matter(reader, args.matter).id if args.matter is not None else None
        found = owed(reader, days=args.days, person_id=person, matter_id=matter)
        items = spelling.owed_items(reader, found.items)
        forgotten = [
            {"matter": one.matter.number, "client": one.matter.client, "reason": one.reason}
            for one in found.forgotten
        ]
        data = {"as_of": reader.now, "items": items, "forgotten": forgotten}
    rows = [
        [one["state"], one["due_at"], one["matter"], one["client"], one["text"], handle(one["source_id"])]
        for one in _said(session, items)
    ]
    rows += [["forgotten", "", one["matter"], one["client"], one["reason"], ""] for one in forgotten]
    text = table(["State", "Due", "Matter", "Client", "What", "Id"], rows)
    return Answer(data, text if rows else "Nothing is owed. Every client has heard from you.")


def _said(session: Session, items: list[spelling.Json]) -> list[spelling.Json]:
    return [
        {
            **one,
            "due_at": str(session.spell(one["due_at"]))[:16] if one["due_at"] else "",
            "text": "; ".join(
                str(part)
                for part in (_put_off(session, one), one["text"], one["stands_with_because"])
                if part
            ),
            **_waits(session, one),
        }
        for one in items
    ]


def _put_off(session: Session, one: spelling.Json) -> str:
    """Of what is put off: until when, and why, as Today says it. The JSON has both."""
    until = one["snoozed_until"]
    if until is None:
        return ""
    return f"put off until {str(session.spell(until))[:16]}: {one['snoozed_because']}"


def _waits(session: Session, one: spelling.Json) -> spelling.Json:
    """Of what waits for the client: since when, and no time, as it moves on when the client is heard."""
    since = one["paused_since"]
    if not isinstance(since, datetime) or one["state"] == OwedState.OVERDUE:
        return {}
    zone = session.workspace.zone
    day = say_day(since.astimezone(zone), session.clock.now().astimezone(zone))
    return {"state": f"waits for the client since {day}", "due_at": ""}
