"""search … --out FILE: what is found as a table or as pages."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from uuid import UUID

from app.cli.flags import some_path
from app.cli.session import Answer, Session, note
from app.kernel.errors import Refused
from app.reports.found.out import kind_of, save_found
from app.search.asking import Asked
from app.search.expression import Within
from app.search.found import Place
from app.search.searching import search

_AT_ONCE = 250
_EVERY = 10_000


def add_out(parser: argparse.ArgumentParser) -> None:
    """The flag."""
    parser.add_argument(
        "--out",
        type=some_path,
        metavar="FILE.csv|FILE.pdf",
        help="all that is found into this file; a partner or an administrator may",
    )


def take_out(session: Session, args: argparse.Namespace, asked: Asked, within: Within, total: int) -> Answer:
    """Write the file. Raises `Refused` ("not-allowed", "bad-ending", "out-of-the-past"), `MachineTrouble`."""
    kind_of(args.out)
    if args.as_of or args.known_by:
        message = "What is found goes into a file as it reads now. Please leave --as-of and --known-by away."
        raise Refused("out-of-the-past", message, field="out")
    said = " ".join([asked.text, *_filters(args)]).strip()

    def told(done: int) -> None:
        if total >= _EVERY and (done % _EVERY == 0 or done >= total):
            note(f"Entries written: {done:,} of {total:,}")

    out = save_found(session.workspace, said, total, _pages(session, asked, within), args.out, told)
    counted = "1 entry" if out.count == 1 else f"{out.count:,} entries"
    return Answer({"file": str(out.file), "total": out.count}, f"{out.file}: {counted}.")


def _filters(args: argparse.Namespace) -> list[str]:
    """The flags, as the file and the audit trail name them."""
    named = {
        "matter": args.matter,
        "client": args.client,
        "person": args.person,
        "channel": args.channel,
        "from": args.first,
        "to": args.last,
    }
    said = [f"--{name} {value}" for name, value in named.items() if value is not None]
    return [*said, *(f"--tag {tag}" for tag in args.tag)]


def _pages(session: Session, asked: Asked, within: Within) -> Iterator[list[UUID]]:
    after: Place | None = None
    while True:
        page = search(session.workspace, asked, within=within, after=after, limit=_AT_ONCE)
        yield [row.id for row in page.rows]
        after = page.next
        if after is None:
            return
