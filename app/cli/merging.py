"""clients duplicates, clients merge, clients unmerge, clients apart."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from app.cli.session import Add, Answer, Session, note
from app.cli.tables import plain, table
from app.clients.commands import ClientDetails
from app.clients.duplicate_pairs import alike_pairs
from app.clients.duplicates import Alike, AnyPoint, Reason, alike_clients
from app.clients.queries import client_sheet, find_client
from app.kernel.errors import NotFound
from app.kernel.ids import read_id
from app.merging.commands import TOGETHER, keep_apart, merge_clients, merged_details, unmerge_clients
from app.merging.queries import NOT_CHOSEN, differing, merges, undo_preview
from app.storage.transaction import Reader

_WHY = {
    "same": "same name",
    "order": "same words",
    "initials": "initials",
    "near": "similar name",
    "email": "same e-mail",
    "phone": "same phone",
}
_FIELDS = tuple(name for name in ClientDetails.__dataclass_fields__ if name not in NOT_CHOSEN)


def register(add: Add) -> None:
    """Add the commands."""
    listing = add("clients duplicates", "list clients that may be one")
    listing.set_defaults(run=_duplicates)
    merging = add("clients merge", "make two clients one; it can be undone")
    merging.add_argument("client", metavar="FROM", help="name or id of the record that goes")
    merging.add_argument("into", metavar="INTO", help="name or id of the one that stays")
    merging.add_argument(
        "--take",
        action="append",
        default=[],
        choices=_FIELDS,
        metavar="FIELD",
        help="this value of FROM stays",
    )
    merging.set_defaults(run=_merge)
    undoing = add("clients unmerge", "make one client two again")
    undoing.add_argument("merge", metavar="ID", help="of the merge, or of the client that was merged away")
    undoing.set_defaults(run=_unmerge)
    apart = add("clients apart", "say that two clients that look like one are two")
    apart.add_argument("client", metavar="NAME")
    apart.add_argument("other", metavar="NAME")
    apart.set_defaults(run=_apart)


def warn_of_duplicates(
    reader: Reader, client_id: UUID, name: str, points: Iterable[AnyPoint]
) -> list[dict[str, object]]:
    """The clients who may be the one that was just added, as the answer spells them; said on standard error, too."""
    found = alike_clients(reader, name, points, but=client_id)
    for one in found:
        note(f"{plain(one.name)} may be the same client ({_said(one.reasons)}): see clients duplicates.")
    return [_alike(one) for one in found]


def _duplicates(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.read() as reader:
        pairs = alike_pairs(reader)
    data = [
        {
            "clients": [{"id": one.one, "name": one.one_name}, {"id": one.other, "name": one.other_name}],
            "reasons": _reasons(one.reasons),
        }
        for one in pairs
    ]
    text = table(
        ["Client", "may be", "because of"],
        [[one.one_name, one.other_name, _said(one.reasons)] for one in pairs],
    )
    return Answer({"duplicates": data}, text if pairs else "No two clients look like one.")


def _merge(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        reader = tx.reader()
        lost, kept = _record(reader, args.client), find_client(reader, args.into, exact=True)
        theirs, ours = client_sheet(reader, lost), client_sheet(reader, kept)
        decided = {*args.take, *TOGETHER}
        undecided = [name for name in differing(ours.details, theirs.details) if name not in decided]
        details = merged_details(ours.details, theirs.details, theirs.name)
        details = replace(details, **{name: getattr(theirs.details, name) for name in args.take})
        merge_id = merge_clients(tx, lost, kept, details)
        name = client_sheet(tx.reader(), kept).name
    if undecided:
        note(
            f"Both say something else of: {', '.join(undecided)}. The values of {plain(name)} stay (--take)."
        )
    data = {"merge": merge_id, "from": lost, "into": kept, "name": name}
    return Answer(data, f"{plain(theirs.name)} is {plain(name)} now. To undo it: clients unmerge {merge_id}")


def _unmerge(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        wanted = read_id(args.merge)
        every = merges(tx.reader(), standing=True)
        found = next((one for one in every if wanted in {one.id, one.from_id}), None)
        if found is None:
            raise NotFound(
                "no-merge", "There is no such merge of clients that could be undone.", field="merge"
            )
        stays = undo_preview(tx.reader(), found.id).stays
        client_id = unmerge_clients(tx, found.id)
    said = f"{plain(found.from_name)} and {plain(found.into_name)} are two clients again."
    more = f" Entries written since the merge stay with {plain(found.into_name)}: {stays}." if stays else ""
    return Answer({"client": client_id, "name": found.from_name, "stays": stays}, said + more)


def _apart(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        one, other = (
            find_client(tx.reader(), args.client, exact=True),
            find_client(tx.reader(), args.other, exact=True),
        )
        keep_apart(tx, one, other)
    return Answer({"clients": [one, other]}, "They are two clients, and not pointed out any more.")


def _record(reader: Reader, name: str) -> UUID:
    """The record itself, also of one that was merged already: what came to it since goes along."""
    wanted = read_id(name)
    if wanted is not None and any(one.from_id == wanted for one in merges(reader, wanted, standing=True)):
        return wanted
    return find_client(reader, name, exact=True)


def _alike(one: Alike) -> dict[str, object]:
    return {"id": one.id, "name": one.name, "reasons": _reasons(one.reasons)}


def _reasons(reasons: tuple[Reason, ...]) -> list[dict[str, str]]:
    return [{"how": one.how, "value": one.value} for one in reasons]


def _said(reasons: tuple[Reason, ...]) -> str:
    return ", ".join(_WHY[one.how] for one in reasons)
