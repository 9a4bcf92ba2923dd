"""clients, client show, client add, client edit."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any
from uuid import UUID

from app.cli.client_flags import add_profile_flags, write_profile
from app.cli.client_spelling import client, client_text
from app.cli.flags import add_flags, add_times, given
from app.cli.merging import warn_of_duplicates
from app.cli.session import Add, Answer, Session
from app.cli.tables import table
from app.clients.commands import ClientDetails, Point, add_client, edit_client
from app.clients.points import Verification, verify_point
from app.clients.profile import profile
from app.clients.queries import client_sheet, find_client, list_clients
from app.clients.words import ClientKind, PointKind, VerifiedHow
from app.kernel.errors import Refused
from app.matters.of_clients import clients_of_matters
from app.matters.words import MatterStatus
from app.people.queries import find_colleague
from app.storage.transaction import Transaction


def register(add: Add) -> None:
    """Add the commands."""
    listing = add("clients", "list the clients")
    listing.add_argument("--query", default="", metavar="TEXT", help="words of the name")
    listing.add_argument(
        "--status", choices=[status.value for status in MatterStatus], help="those with such a matter"
    )
    listing.add_argument("--responsible", metavar="NAME", help="those with a matter of this lawyer's")
    listing.add_argument("--archived", action="store_true", help="those put away, too")
    add_times(listing)
    listing.set_defaults(run=_clients)
    showing = add("client show", "show all that is known of a client")
    showing.add_argument("client", metavar="NAME", help="name or id")
    add_times(showing)
    showing.set_defaults(run=_show)
    adding = add("client add", "add a client")
    adding.set_defaults(run=_add)
    editing = add("client edit", "change a client")
    editing.add_argument("client", metavar="NAME", help="name or id")
    editing.set_defaults(run=_edit)
    for parser in (adding, editing):
        add_flags(parser, ClientDetails, skip={"points", "external_id"})
        for kind in PointKind:
            parser.add_argument(
                f"--{kind.value}", action="append", default=[], metavar="TEXT", help="several are allowed"
            )
        add_profile_flags(parser)
        parser.add_argument(
            "--verified-how", choices=[one.value for one in VerifiedHow], help="call, without it"
        )
        parser.add_argument(
            "--verified",
            action="append",
            default=[],
            metavar="TEXT",
            help="one of these, called back and found right",
        )


def _clients(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        rows = list_clients(reader, query=args.query, archived=args.archived)
        if args.status is not None or args.responsible is not None:
            status = None if args.status is None else MatterStatus(args.status)
            lawyer = None if args.responsible is None else find_colleague(reader, args.responsible).id
            wanted = clients_of_matters(reader, status=status, responsible_id=lawyer)
            rows = tuple(row for row in rows if row.id in wanted)
    data = [
        {
            "id": row.id,
            "name": row.name,
            "kind": row.kind,
            "phone": row.phone,
            "email": row.email,
            "preferred_channel": row.preferred_channel,
            "language": row.language,
            "archived": row.archived,
        }
        for row in rows
    ]
    text = table(["Client", "Phone", "E-mail"], [[row.name, row.phone, row.email] for row in rows])
    return Answer({"clients": data}, text if rows else "No client matches.")


def _add(session: Session, args: argparse.Namespace) -> Answer:
    points = _verified(_points(args), args.verified)
    details = ClientDetails(**{**_kind(args), **given(args, ClientDetails), "points": points})
    with session.workspace.write() as tx:
        client_id = add_client(tx, details)
        _verify(tx, client_id, args)
        write_profile(tx, client_id, args)
        sheet = client_sheet(tx.reader(), client_id)
        alike = warn_of_duplicates(tx.reader(), client_id, sheet.name, sheet.points)
    return Answer({"id": client_id, "name": sheet.name, "duplicates": alike}, f"Added {sheet.name}.")


def _edit(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        client_id = find_client(tx.reader(), args.client, exact=True)
        details = client_sheet(tx.reader(), client_id).details
        points = _verified(_merged(details.points, _points(args)), args.verified)
        edit_client(tx, client_id, replace(details, **{**given(args, ClientDetails), "points": points}))
        _verify(tx, client_id, args)
        write_profile(tx, client_id, args)
        sheet = client_sheet(tx.reader(), client_id)
    return Answer({"id": client_id, "name": sheet.name}, f"Changed {sheet.name}.")


def _show(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        client_id = find_client(reader, args.client)
        known = profile(reader, client_id)
    return Answer(client(known), client_text(known))


def _verify(tx: Transaction, client_id: UUID, args: argparse.Namespace) -> None:
    """A point that was not verified by a call, but in another way."""
    if args.verified_how in {None, VerifiedHow.CALL.value}:
        return
    how = Verification(VerifiedHow(args.verified_how), on=args.on)
    for point in client_sheet(tx.reader(), client_id).points:
        if point.value in args.verified:
            verify_point(tx, point.id, how)


def _kind(args: argparse.Namespace) -> dict[str, Any]:
    """A company without a person's name is an organisation, unless something else is said."""
    named = vars(args)
    if "company" in named and not {"first_name", "last_name"} & set(named):
        return {"kind": ClientKind.ORGANISATION}
    return {}


def _points(args: argparse.Namespace) -> tuple[Point, ...]:
    return tuple(Point(kind, value) for kind in PointKind for value in getattr(args, kind.value))


def _verified(points: tuple[Point, ...], values: list[str]) -> tuple[Point, ...]:
    """The points with those marked that were called back and found right (A3); one that is not there is refused."""
    if unknown := set(values) - {point.value for point in points}:
        message = f"The client has no number or address {min(unknown)!r} that could be verified."
        raise Refused("nothing-to-verify", message, field="verified")
    return tuple(
        replace(point, verified=True, how=VerifiedHow.CALL) if point.value in values else point
        for point in points
    )


def _merged(before: tuple[Point, ...], given_now: tuple[Point, ...]) -> tuple[Point, ...]:
    """Points of a kind that was given replace those of that kind; the other kinds stay."""
    kinds = {point.kind for point in given_now}
    return tuple(point for point in before if point.kind not in kinds) + given_now
