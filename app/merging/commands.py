"""Making two clients one, and taking that back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from uuid import UUID

from sqlalchemy import func, select

from app.clients.commands import ClientDetails, edit_client
from app.clients.likeness import Likeness, likeness
from app.clients.merges import ApartClients, ClientMerge, merged_away
from app.clients.models import Client
from app.clients.queries import client_sheet
from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.merging.moves import Moves, Return
from app.merging.tables import as_json, table_named
from app.storage.transaction import Transaction
from app.storage.walls import past_walls

Entries = Mapping[UUID | None, list[UUID]]
"""Those that moved, of each matter; None for those of none."""
TOGETHER: Mapping[str, str] = {
    "notes": "\n\n",
    "accessibility": "\n",
    "vulnerability": "\n",
    "never_channels": "; ",
    "interpreter_note": "; ",
}
"""Details of which both stay, with what stands between: a wish that keeps somebody safe must not be lost."""
_TEXTS = tuple(one.name for one in fields(ClientDetails) if one.name not in {"kind", "points", "archived"})


def merge_clients(
    tx: Transaction, from_id: UUID, into_id: UUID, details: ClientDetails | None = None
) -> UUID:
    """``from_id`` is ``into_id`` from now on: all that hangs on it hangs on that one. The answer is the merge's id.

    ``details`` are the values that stay (`merged_details` without them); the ways to reach both are kept whatever they
    say. The record of ``from_id`` stays. Where the two were merged before, what came to ``from_id`` since goes along.
    Raises `Refused` ("same-client", "merged-already"), `NotFound`, and what `edit_client` raises.
    """
    tx.need(Right.WRITE)
    lost, kept = _client(tx, from_id), _client(tx, into_id)
    if lost.id == kept.id:
        raise Refused(
            "same-client", tr("These two are the same client already. Please choose another."), field="into"
        )
    before = tx.session.scalars(
        select(ClientMerge).where(ClientMerge.from_id == from_id, ClientMerge.undone_at.is_(None))
    ).first()
    if tx.session.scalar(merged_away().where(ClientMerge.from_id == into_id)) is not None:
        raise _merged_already()
    if before is not None:
        if before.into_id != into_id:
            raise _merged_already()
        return _bring_along(tx, before)
    merge = ClientMerge(
        id=tx.new_id(), from_id=from_id, into_id=into_id, merged_at=tx.now, merged_by=tx.actor
    )
    chosen = details or merged_details(
        client_sheet(tx.reader(), into_id).details, client_sheet(tx.reader(), from_id).details, lost.name
    )
    tx.session.add(merge)
    tx.session.flush()
    moves = Moves(tx, merge.id, from_id, into_id)
    _keep_values(tx, moves, chosen)
    moves.all()
    _tell_merged(tx, merge, moves.entries)
    return merge.id


def unmerge_clients(tx: Transaction, merge_id: UUID) -> UUID:
    """The two are two again: every row that the merge moved goes back, and values are as they were, as far as nobody
    changed them since. What was added after the merge stays with the one that stayed. The answer is the other's id.

    Raises `Refused` ("undone-already", "merged-on", "merged-since"), `NotFound`.
    """
    tx.need(Right.WRITE)
    merge = tx.session.get(ClientMerge, merge_id)
    if merge is None:
        raise NotFound("no-merge", tr("There is no such merge of clients."), field="merge")
    if merge.undone_at is not None:
        raise Refused("undone-already", tr("This merge was undone already."))
    if tx.session.scalar(merged_away().where(ClientMerge.from_id == merge.into_id)) is not None:
        message = tr("The client was merged into another one since. Undo that merge first, then this one.")
        raise Refused("merged-on", message)
    _refuse_out_of_turn(tx, merge)
    back = Return(tx, merge.id, merge.from_id, merge.into_id)
    back.all()
    merge = tx.session.get_one(ClientMerge, merge_id)
    merge.undone_at, merge.undone_by = tx.now, tx.actor
    _tell_unmerged(tx, merge, back.entries)
    return merge.from_id


def _refuse_out_of_turn(tx: Transaction, merge: ClientMerge) -> None:
    """What both records brought along (a matter of both, one number) is known by the later merge as the one's own: it
    is parted in the order in which it grew together, or one of them loses it."""
    later = select(ClientMerge.id).where(
        ClientMerge.into_id == merge.into_id, ClientMerge.undone_at.is_(None), ClientMerge.id > merge.id
    )
    if tx.session.scalar(later.limit(1)) is not None:
        raise Refused(
            "merged-since",
            tr("Another client was merged into the same one since. Undo that merge first, then this one."),
        )


def keep_apart(tx: Transaction, one: UUID, other: UUID) -> None:
    """These two look like one client and are two: they are not pointed out any more."""
    first, second = sorted((_client(tx, one).id, _client(tx, other).id))
    if first == second:
        raise Refused(
            "same-client", tr("These two are the same client already. Please choose another."), field="into"
        )
    if tx.session.get(ApartClients, (first, second)) is None:
        tx.session.add(ApartClients(one_id=first, other_id=second, said_at=tx.now, said_by=tx.actor))
        tx.record("kept apart", "client", first, other=second)


def merged_details(kept: ClientDetails, lost: ClientDetails, lost_name: str = "") -> ClientDetails:
    """The values of one client where it has any, else the other's; what both say in several lines is put together."""
    values: dict[str, object] = {
        name: getattr(kept, name) or getattr(lost, name) for name in _TEXTS if name != "external_id"
    }
    values["external_id"] = kept.external_id
    for name, between in TOGETHER.items():
        values[name] = _together(getattr(kept, name), getattr(lost, name), between)
    if "also_known_as" in values:
        other = "" if not lost_name or _same_name(kept, lost_name) else lost_name
        values["also_known_as"] = _lines(kept, lost, other)
    return replace(kept, **values)  # type: ignore[arg-type] # each by its own name


def _same_name(kept: ClientDetails, name: str) -> bool:
    from app.clients.rules import said_name

    said = said_name(kept.kind, kept.first_name, kept.last_name, kept.company)
    return likeness(said, name) is Likeness.SAME


def _lines(kept: ClientDetails, lost: ClientDetails, name: str) -> str:
    every = [*kept.also_known_as.splitlines(), *lost.also_known_as.splitlines(), name]
    return "\n".join(dict.fromkeys(one.strip() for one in every if one.strip()))


def _together(one: str, other: str, between: str) -> str:
    """Both, but once what both say."""
    said = dict.fromkeys(part.strip() for part in (*one.split(between), *other.split(between)))
    return one if other == one or not other else between.join(part for part in said if part)


def _bring_along(tx: Transaction, merge: ClientMerge) -> UUID:
    """What came to the merged record since: by a form that was open, by a program that knew its id."""
    columns = table_named("merge_moves").columns
    last = tx.session.scalar(
        past_walls(select(func.max(columns.position)).where(columns.merge_id == merge.id))
    )
    moves = Moves(tx, merge.id, merge.from_id, merge.into_id, start=(last if last is not None else -1) + 1)
    moves.all()
    if moves.rows:
        _tell_merged(tx, merge, moves.entries)
    return merge.id


def _keep_values(tx: Transaction, moves: Moves, details: ClientDetails) -> None:
    """The values that stay, on the one; the other is put away. Both are remembered."""
    was = {one: _row(tx, one) for one in (moves.from_id, moves.into_id)}
    points = client_sheet(tx.reader(), moves.into_id).details.points
    edit_client(tx, moves.into_id, replace(details, points=points, archived=False))
    lost = _client(tx, moves.from_id)
    lost.archived = True
    tx.session.flush()
    for client_id, before in was.items():
        after = _row(tx, client_id)
        names = [name for name, value in after.items() if value != before[name]]
        if names:
            moves.changed(
                "clients", {"id": client_id}, {n: before[n] for n in names}, {n: after[n] for n in names}
            )


def _tell_merged(tx: Transaction, merge: ClientMerge, entries: Entries) -> None:
    """Into the trail: of each matter for itself, so that who must not see one does not read of it here either."""
    said = {"client": merge.from_id, "into": merge.into_id}
    for matter_id, moved in _by_matter(entries):
        tx.record("client merged", "matter", matter_id, **said, moved_entries=moved)
    tx.record("merged", "client", merge.from_id, **said, moved_entries=entries.get(None, []))
    tx.touch("client", merge.into_id)


def _tell_unmerged(tx: Transaction, merge: ClientMerge, entries: Entries) -> None:
    said = {"client": merge.from_id, "into": merge.into_id}
    for matter_id, moved in _by_matter(entries):
        tx.record("client unmerged", "matter", matter_id, **said, moved_entries=moved)
    tx.record("unmerged", "client", merge.from_id, **said, moved_entries=entries.get(None, []))
    tx.touch("client", merge.into_id)


def _by_matter(entries: Entries) -> list[tuple[UUID, list[UUID]]]:
    return sorted((matter_id, moved) for matter_id, moved in entries.items() if matter_id is not None)


def _row(tx: Transaction, client_id: UUID) -> dict[str, object]:
    table = table_named("clients")
    found = tx.session.execute(select(*table.columns).where(table.columns.id == client_id)).mappings().one()
    return as_json(dict(found))


def _client(tx: Transaction, client_id: UUID) -> Client:
    found = tx.session.get(Client, client_id)
    if found is None:
        raise NotFound("no-client", tr("That client is not in the vault."), field="client")
    return found


def _merged_already() -> Refused:
    message = tr("This client was merged into another one already. Choose that one, or undo the merge first.")
    return Refused("merged-already", message, field="into")
