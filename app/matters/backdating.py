"""Who looked after a matter in the past is not rewritten by the way (PRACTICE B4).

A day that is over can still be named, where somebody took over and nobody wrote it down: by a partner, with the reason,
and neither before the matter was there nor before what was written last for the same capacity.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.said import say_date
from app.matters.keepers import KeeperRole, MatterKeeper, Turn
from app.matters.models import Matter
from app.people.queries import has_partner
from app.storage.rows import among
from app.storage.transaction import Reader

Roles = Collection[KeeperRole]


def check_turn(reader: Reader, several: Iterable[tuple[Matter, Roles]], turn: Turn) -> None:
    """Whether others may look after these matters from this moment on, each in these capacities.

    Only a day in the past is looked at. Raises `Refused` ("before-opened", "before-last-change", "no-reason",
    "not-allowed") with the field "on".
    """
    if turn.since is None or turn.returned:
        return
    day = reader.local(turn.since).date()
    changed = [(matter, roles) for matter, roles in several if roles]
    if day >= reader.today or not changed:
        return
    last = _last_changes(reader, [matter.id for matter, _ in changed])
    for matter, roles in changed:
        _check_matter(
            reader, matter, day, [last[matter.id, one] for one in roles if (matter.id, one) in last]
        )
    given_reason(
        turn.reason, "That day is over. Please say why somebody else looked after the matter since then."
    )
    if Right.RESTRICT not in reader.rights and has_partner(reader.session):
        message = tr(
            "That day is over, and who answered for the matter then would be somebody else. Only a partner may say "
            "so. You can change it from today on."
        )
        raise Refused("not-allowed", message, field="on")


def _check_matter(reader: Reader, matter: Matter, day: date, changes: Collection[date]) -> None:
    opened = matter.opened_on or reader.local(matter.added_at).date()
    if day < opened:
        message = tr(
            "Matter {number} was opened on {date}. Nobody looks after it from an earlier day."
        ).format(number=matter.number, date=say_date(opened))
        raise Refused("before-opened", message, field="on")
    if changes and day < (last := max(changes)):
        message = tr(
            "Who looks after matter {number} was last changed from {date} on. Please give that day or a later one."
        ).format(number=matter.number, date=say_date(last))
        raise Refused("before-last-change", message, field="on")


def _last_changes(reader: Reader, matter_ids: Collection[UUID]) -> dict[tuple[UUID, KeeperRole], date]:
    query = (
        select(MatterKeeper.matter_id, MatterKeeper.role, func.max(MatterKeeper.since))
        .where(among(MatterKeeper.matter_id, matter_ids), MatterKeeper.since <= reader.now)
        .group_by(MatterKeeper.matter_id, MatterKeeper.role)
    )
    rows = reader.session.execute(query)
    return {(matter_id, role): reader.local(since).date() for matter_id, role, since in rows}
