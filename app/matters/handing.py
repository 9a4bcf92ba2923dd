"""Many matters get other keepers in one go, in as many statements as one of them (PRACTICE B4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select

from app.kernel.errors import Invalid
from app.kernel.rights import Right
from app.matters.backdating import check_turn
from app.matters.commands import not_by_oneself
from app.matters.keepers import COLUMNS, KeeperRole, Turn, write_changes
from app.matters.models import Matter
from app.storage.rows import among
from app.storage.transaction import Reader, Transaction

Keepers = Mapping[KeeperRole, UUID | None]
"""Who looks after a matter in some of the four capacities."""


def matters_by_id(reader: Reader, ids: Iterable[UUID]) -> dict[UUID, Matter]:
    """The rows of many matters in one statement."""
    return {one.id: one for one in reader.session.scalars(select(Matter).where(among(Matter.id, ids)))}


def keepers_of(matter: Matter, roles: Iterable[KeeperRole]) -> dict[KeeperRole, UUID | None]:
    """Who is named in these capacities."""
    return {role: getattr(matter, COLUMNS[role]) for role in roles}


def check_keepers(reader: Reader, several: Mapping[UUID, Keepers], turn: Turn) -> None:
    """Whether these people may be named from ``turn`` on; that they can see each matter is for who asks to look at.

    Raises `Refused` as `check_turn`, and `Invalid` ("not-by-yourself").
    """
    rows = matters_by_id(reader, several)
    changed = {one: _changed(rows[one], keepers) for one, keepers in several.items()}
    check_turn(reader, ((rows[one], keepers) for one, keepers in changed.items()), turn)
    mine = reader.viewer
    takes = any(keepers.get(KeeperRole.RESPONSIBLE) == mine for keepers in changed.values())
    if takes and not turn.returned and (problems := not_by_oneself(reader)):
        raise Invalid(problems)


def change_keepers(
    tx: Transaction, several: Mapping[UUID, Keepers], turn: Turn
) -> dict[UUID, dict[KeeperRole, UUID | None]]:
    """Name these people; who was named before in what changed. Needs `Right.WRITE`.

    Raises as `check_keepers`; nothing is changed then.
    """
    tx.need(Right.WRITE)
    check_keepers(tx.reader(), several, turn)
    rows = matters_by_id(tx.reader(), several)
    before = {one: keepers_of(rows[one], _changed(rows[one], keepers)) for one, keepers in several.items()}
    named = {
        one: (_by_name(before[one]), _by_name({role: several[one][role] for role in before[one]}))
        for one in several
    }
    write_changes(tx, named, turn)
    why = {"reason": turn.reason} if turn.reason else {}
    since = {"since": turn.since} if turn.since not in {None, tx.now} else {}
    for one, (was, now) in named.items():
        for name, who in now.items():
            setattr(rows[one], name, who)
        if now:
            tx.record("changed", "matter", one, **now, **why, **since, before=was)
    tx.session.flush()
    return before


def _changed(matter: Matter, keepers: Keepers) -> dict[KeeperRole, UUID | None]:
    return {role: who for role, who in keepers.items() if getattr(matter, COLUMNS[role]) != who}


def _by_name(keepers: Keepers) -> dict[str, object]:
    return {COLUMNS[role]: who for role, who in keepers.items()}
