"""matter restrict, matter unrestrict."""

from __future__ import annotations

import argparse

from app.cli.session import Add, Answer, Session
from app.matters.queries import find_matter
from app.matters.walls import change_wall, lift_wall, restrict_matter, wall_of
from app.people.queries import find_colleague


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
    data = {"id": matter.id, "number": matter.number, "restricted": True, "restricted_to": names}
    return Answer(data, f"{matter.number} now exists for {', '.join(names)} alone.")


def _unrestrict(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        matter = find_matter(tx.reader(), args.matter, exact=True)
        lift_wall(tx, matter.id)
    data = {"id": matter.id, "number": matter.number, "restricted": False, "restricted_to": []}
    return Answer(data, f"{matter.number} exists for everybody at the firm again.")
