"""matter restrict, matter unrestrict."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from uuid import UUID

from app.cli.session import Add, Answer, Session
from app.contactlog.queries import follow_ups
from app.hours.queries import firm_calendar
from app.kernel.text import fold
from app.matters.key_date_queries import key_dates
from app.matters.queries import MatterRow, find_matter
from app.matters.walls import change_wall, lift_wall, restrict_matter, wall_of
from app.people.queries import colleagues, find_colleague
from app.schedule.queries import update_dues
from app.storage.transaction import Reader


def register(add: Add) -> None:
    """Add the commands."""
    restricting = add("matter restrict", "let a matter exist for named people alone, or say anew for whom")
    restricting.add_argument("matter", metavar="NUMBER")
    restricting.add_argument(
        "--to", action="append", required=True, metavar="NAME", help="once for each of them, yourself as well"
    )
    restricting.add_argument("--reason", required=True, metavar="TEXT")
    restricting.set_defaults(run=_restrict)
    lifting = add("matter unrestrict", "let a restricted matter exist for everybody at the firm again")
    lifting.add_argument("matter", metavar="NUMBER")
    lifting.set_defaults(run=_unrestrict)


def _restrict(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        reader = tx.reader()
        matter = find_matter(reader, args.matter, exact=True)
        people = [find_colleague(reader, name, active_only=True).id for name in args.to]
        command = restrict_matter if wall_of(reader, matter.id) is None else change_wall
        command(tx, matter.id, people, args.reason)
        wall = wall_of(reader, matter.id)
        names = [name for _, name in wall.people] if wall else []
        others = sorted(_others(tx.reader(), matter, {one for one, _ in wall.people} if wall else set()))
    data = {
        "id": matter.id,
        "number": matter.number,
        "restricted": True,
        "restricted_to": names,
        "stands_with_others": others,
    }
    said = f"{matter.number} now exists for {', '.join(names)} alone."
    if others:
        said += f" Something in it still stands in the name of {', '.join(others)}, who cannot see it."
    return Answer(data, said)


def _others(reader: Reader, matter: MatterRow, inside: Collection[UUID]) -> set[str]:
    """Who has something to do in the matter and cannot see it."""
    people = {one.id: one.name for one in colleagues(reader) if one.id not in inside}
    due = update_dues(reader, firm_calendar(reader), matter.id).get(matter.id)
    open_ones = follow_ups(reader, matter_id=matter.id, open_only=True)
    ids = {
        matter.responsible_id,
        matter.point_of_contact_id,
        matter.supervisor_id,
        due.by_id if due else None,
    }
    ids |= {one.colleague_id for one in open_ones}
    acting = {fold(one.who_acts) for one in key_dates(reader, matter.id, pending_on=reader.today)}
    return {name for one, name in people.items() if one in ids or fold(name) in acting}


def _unrestrict(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        matter = find_matter(tx.reader(), args.matter, exact=True)
        lift_wall(tx, matter.id)
    data = {"id": matter.id, "number": matter.number, "restricted": False, "restricted_to": []}
    return Answer(data, f"{matter.number} exists for everybody at the firm again.")
