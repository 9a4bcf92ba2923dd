"""What the hand-over sheet shows, read in one go on the vault's worker."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.owed.handover.handing_over import NewHandOver, Outlook, foresee
from app.owed.handover.heirs import Heir, heirs
from app.owed.handover.left_with import LeftWith, left_with
from app.owed.handover.to_come import to_come
from app.owed.stand_ins import StandIn, stand_ins
from app.people.queries import ColleagueRow, colleague, colleagues
from app.workspace import Workspace
from ui.schedule.desk import Desk, load_desk


@dataclass(frozen=True, slots=True)
class HandOverView:
    """Somebody, what stands in their name as far as who looks may see it, and who could take it over."""

    person: ColleagueRow
    left: LeftWith
    heirs: tuple[Heir, ...]
    names: dict[UUID, str]
    desk: Desk
    away: StandIn | None


def load_hand_over(workspace: Workspace, colleague_id: UUID) -> HandOverView:
    """Read it."""
    with workspace.read() as reader:
        return HandOverView(
            colleague(reader, colleague_id),
            left_with(reader, colleague_id),
            heirs(reader, colleague_id),
            {one.id: one.name for one in colleagues(reader, active_only=False)},
            load_desk(reader),
            stand_ins(reader).get(colleague_id),
        )


def look_ahead(workspace: Workspace, new: NewHandOver, *, leaves: bool = False) -> Outlook:
    """What a hand-over would do; ``leaves``: after the removal of who hands over, which settles what is to come."""
    with workspace.read() as reader:
        return foresee(reader, new, to_come(reader, new.from_id) if leaves else ())
