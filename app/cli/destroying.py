"""retention review, destroy, certificates: what is due is looked at, kept longer or destroyed, and what stays of it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli.flags import add_times, iso_date, some_path
from app.cli.retention_spelling import certificate_data, closed_data
from app.cli.session import Add, Answer, Session, note
from app.cli.tables import plain, table
from app.clients.queries import client_names
from app.kernel.errors import NotFound
from app.matters.queries import find_matter

if TYPE_CHECKING:
    from app.destruction.queries import Certificate, Outlived
    from app.destruction.review import Review
    from app.storage.transaction import Reader


def register(add: Add) -> None:
    """Add the commands."""
    looking = add("retention review", "a matter that is due, with all that speaks against it; keep it longer")
    looking.add_argument("matter", nargs="?", metavar="NUMBER", help="without it every matter that is due")
    looking.add_argument("--keep-until", type=iso_date, metavar="DATE", help="keep it until then (partners)")
    looking.add_argument("--reason", default="", metavar="TEXT")
    looking.set_defaults(run=_review)
    destroying = add(
        "retention destroy", "destroy matters that are due, for good (partners); the vault gets a new key"
    )
    destroying.add_argument("matters", nargs="+", metavar="NUMBER")
    destroying.add_argument("--reason", default="", metavar="TEXT", help="who decided it, and why")
    destroying.add_argument("--dry-run", action="store_true", help="say what speaks against it, and no more")
    destroying.set_defaults(run=_destroy)
    listing = add(
        "retention certificates", "certificates of what was destroyed; with --out one of them as a PDF"
    )
    listing.add_argument("number", nargs="?", type=int, metavar="N")
    listing.add_argument("--out", type=some_path, metavar="FILE.pdf")
    add_times(listing)
    listing.set_defaults(run=_certificates)


def _review(session: Session, args: argparse.Namespace) -> Answer:
    from app.destruction.review import review, reviews_due
    from app.retention.commands import keep_longer

    if args.keep_until is not None:
        if args.matter is None:
            raise NotFound("no-matter", "Please say which matter is kept longer.", field="matter")
        with session.workspace.write() as tx:
            keep_longer(
                tx, find_matter(tx.reader(), args.matter, exact=True).id, args.keep_until, args.reason
            )
    with session.workspace.read() as reader:
        if args.matter is None:
            found = reviews_due(reader)
        else:
            found = (review(reader, find_matter(reader, args.matter, exact=True).id),)
        return _reviewed(reader, found)


def _reviewed(reader: Reader, found: tuple[Review, ...]) -> Answer:
    names = client_names(reader, {one for row in found for one in row.closed.clients})
    data = [
        {
            **closed_data(one.closed, names, reader.today),
            "may_be_destroyed": one.is_free,
            "against": [
                {"kind": each.kind, "text": each.words, "id": each.source_id, "stops": each.stops}
                for each in one.objections
            ],
        }
        for one in found
    ]
    lines = [
        line
        for one in found
        for line in (
            f"{one.matter.number}  {plain(one.matter.title)}: {'may be destroyed' if one.is_free else 'is kept'}",
            *(f"    {plain(each.words, 200)}" for each in one.objections),
        )
    ]
    return Answer({"matters": data}, "\n".join(lines) if lines else "Nothing is due for review.")


def _destroy(session: Session, args: argparse.Namespace) -> Answer:
    from app.destruction.commands import destroy_matters
    from app.destruction.queries import certificates
    from app.destruction.review import review

    with session.workspace.read() as reader:
        ids = [find_matter(reader, one, exact=True).id for one in args.matters]
        if args.dry_run:
            return _reviewed(reader, tuple(review(reader, one) for one in ids))
    note(
        "All is copied but what goes; that takes longer than a backup. Ctrl+C stops it: nothing is lost then."
    )
    made = destroy_matters(session.workspace, ids, args.reason)
    with session.workspace.read() as reader:
        found = [one for one in certificates(reader) if one.number in made]
    said = [f"Destroyed, certificate {number}." for number in made]
    said += _outlived(found[0].says.outlived) if found else []
    said.append("The vault has a new key: make a backup now.")
    return Answer({"certificates": [certificate_data(one) for one in found]}, "\n".join(said))


def _outlived(found: Outlived) -> list[str]:
    gone = [f"{one.gone_by} if one is made each day" if one.gone_by else "hand" for one in found.backups]
    said = [
        f"Still in the backup {one.name}, gone by {when}."
        for one, when in zip(found.backups, gone, strict=True)
    ]
    return said + [
        f"{one.label.capitalize()} could not be looked into: a backup there may hold it."
        for one in found.not_seen
    ]


def _certificates(session: Session, args: argparse.Namespace) -> Answer:
    from app.destruction.queries import certificates

    with session.reading(args) as reader:
        found = certificates(reader, args.number)
        if args.number is not None and not found:
            raise NotFound("no-certificate", "There is no certificate of that number.", field="number")
        lines = [
            [
                one.number,
                f"{reader.local(one.destroyed_at):%Y-%m-%d}",
                one.says.matter,
                one.says.rule,
                one.reason,
            ]
            for one in found
        ]
    data: dict[str, object] = {"certificates": [certificate_data(one) for one in found]}
    if args.out is not None:
        if args.number is None:
            raise NotFound("no-certificate", "Please say which certificate.", field="number")
        data["file"], data["pages"] = args.out, _print(session, args, found[0])
    text = table(["No", "Destroyed", "Matter", "Rule", "Why"], lines) if lines else "Nothing was destroyed."
    return Answer(data, text)


def _print(session: Session, args: argparse.Namespace, found: Certificate) -> int:
    from app.destruction.commands import record_certificate_saved
    from app.destruction.paper import certificate_paper
    from app.vault.leaving import send_out

    with session.workspace.read() as reader:
        pdf, pages = certificate_paper(reader, found)
    send_out(
        session.workspace,
        args.out,
        pdf,
        lambda tx: record_certificate_saved(tx, found.id, found.number, pages, args.out),
    )
    return pages
