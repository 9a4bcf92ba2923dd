"""Who looked after a matter in the past is not rewritten by the way (PRACTICE B4).

A day that is over can still be named, where somebody took over and nobody wrote it down: by a partner, with the reason,
and neither before the matter was there nor before what was written last for the same capacity.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from app.kernel.errors import Refused
from app.kernel.rights import Right
from app.kernel.said import say_date
from app.matters.keepers import KeeperRole, MatterKeeper, Turn
from app.matters.models import Matter
from app.people.queries import has_partner
from app.storage.transaction import Transaction


def check_turn(tx: Transaction, matter: Matter, roles: Collection[KeeperRole], turn: Turn) -> None:
    """Whether others may look after a matter from this moment on.

    Only a day in the past is looked at. Raises `Refused` ("before-opened", "before-last-change", "no-reason",
    "not-allowed") with the field "on".
    """
    if turn.since is None or turn.returned or not roles:
        return
    day = tx.reader().local(turn.since).date()
    if day >= tx.today:
        return
    opened = matter.opened_on or tx.reader().local(matter.added_at).date()
    if day < opened:
        message = f"Matter {matter.number} was opened on {say_date(opened)}. Nobody looks after it from an earlier day."
        raise Refused("before-opened", message, field="on")
    last = _last_change(tx, matter.id, roles)
    if last is not None and day < last:
        message = (
            f"Who looks after matter {matter.number} was last changed from {say_date(last)} on. Please give that "
            "day or a later one."
        )
        raise Refused("before-last-change", message, field="on")
    if not turn.reason:
        message = "That day is over. Please say why somebody else looked after the matter since then."
        raise Refused("no-reason", message, field="reason")
    if Right.RESTRICT not in tx.rights and has_partner(tx.session):
        message = (
            "That day is over, and who answered for the matter then would be somebody else. Only a partner may say "
            "so. You can change it from today on."
        )
        raise Refused("not-allowed", message, field="on")


def _last_change(tx: Transaction, matter_id: UUID, roles: Collection[KeeperRole]) -> date | None:
    query = select(func.max(MatterKeeper.since)).where(
        MatterKeeper.matter_id == matter_id, MatterKeeper.role.in_(roles), MatterKeeper.since <= tx.now
    )
    last = tx.session.scalar(query)
    return None if last is None else tx.reader().local(last).date()
