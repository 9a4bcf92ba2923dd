"""access-request identity, extend, hand, close, reopen: what happens to a request."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from uuid import UUID

from app.access.commands import (
    ask_identity,
    check_identity,
    close_request,
    extend_request,
    hand_request,
    reopen_request,
)
from app.access.queries import request_row
from app.access.words import Ending
from app.cli.access import find_request
from app.cli.access_spelling import request_data, state
from app.cli.flags import iso_date
from app.cli.session import Add, Answer, Session
from app.people.queries import find_colleague
from app.storage.transaction import Transaction

Act = Callable[[Transaction, UUID, argparse.Namespace], None]


def register(add: Add) -> None:
    """Add the commands."""
    identity = _parser(add, "identity", "who asks was asked for proof, or is known for certain", _identity)
    which = identity.add_mutually_exclusive_group(required=True)
    which.add_argument("--asked", action="store_true", help="proof was asked for; the clock may stand")
    which.add_argument("--checked", metavar="TEXT", help="how it became certain")
    identity.add_argument("--on", type=iso_date, metavar="DATE", help="today if not given")
    extending = _parser(add, "extend", "the answer takes longer, and the person was told so", _extend)
    extending.add_argument("--reason", required=True, metavar="TEXT", help="as the person was told")
    extending.add_argument("--told", type=iso_date, metavar="DATE", help="today if not given")
    handing = _parser(add, "hand", "somebody else sees to it", _hand)
    handing.add_argument("--to", required=True, metavar="NAME")
    closing = _parser(add, "close", "it is answered, or ended otherwise", _close)
    closing.add_argument("--ending", choices=[one.value for one in Ending], default=Ending.GIVEN.value)
    closing.add_argument("--note", default="", metavar="TEXT")
    closing.add_argument("--on", type=iso_date, metavar="DATE", help="today if not given")
    reopening = _parser(add, "reopen", "it was closed too early", _reopen)
    reopening.add_argument("--reason", required=True, metavar="TEXT")


def _parser(add: Add, name: str, about: str, act: Act) -> argparse.ArgumentParser:
    parser = add(f"access-request {name}", about)
    parser.add_argument("request", metavar="ID")
    parser.set_defaults(run=lambda session, args: _done(session, args, act))
    return parser


def _done(session: Session, args: argparse.Namespace, act: Act) -> Answer:
    with session.workspace.write() as tx:
        request_id = find_request(tx.reader(), args.request)
        act(tx, request_id, args)
        row = request_row(tx.reader(), request_id)
    due = f", answer by {row.clock.due}" if row.is_open and row.clock.due else ""
    return Answer({"request": request_data(row)}, f"{state(row)}{due}")


def _identity(tx: Transaction, request_id: UUID, args: argparse.Namespace) -> None:
    if args.asked:
        ask_identity(tx, request_id, args.on)
    else:
        check_identity(tx, request_id, args.checked, args.on)


def _extend(tx: Transaction, request_id: UUID, args: argparse.Namespace) -> None:
    extend_request(tx, request_id, args.reason, args.told)


def _hand(tx: Transaction, request_id: UUID, args: argparse.Namespace) -> None:
    hand_request(tx, request_id, find_colleague(tx.reader(), args.to, active_only=True).id)


def _close(tx: Transaction, request_id: UUID, args: argparse.Namespace) -> None:
    close_request(tx, request_id, Ending(args.ending), args.note, args.on)


def _reopen(tx: Transaction, request_id: UUID, args: argparse.Namespace) -> None:
    reopen_request(tx, request_id, args.reason)
