"""What slipped, read on the vault's worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.matters.queries import list_matters
from app.owed.slipped.queries import Slipped, slipped
from app.people.queries import colleagues
from app.reports.lists.morning import MorningList
from app.reports.lists.slipped import slipped_list
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SlippedShown:
    """What slipped, with the names of people and matters; ``now`` is in the firm's zone."""

    found: Slipped
    now: datetime
    names: Mapping[UUID, str]
    titles: Mapping[UUID, str]


def load_slipped(
    workspace: Workspace,
    first: date | None = None,
    last: date | None = None,
    *,
    matter_id: UUID | None = None,
    person_id: UUID | None = None,
) -> SlippedShown:
    """As `app.owed.slipped.queries.slipped` has it, for a matter, a person or the firm."""
    with workspace.read() as reader:
        found = slipped(reader, first, last, matter_id=matter_id, person_id=person_id)
        names = {row.id: row.name for row in colleagues(reader, active_only=False)}
        titles: dict[UUID, str] = {}
        if matter_id is None:
            titles = {row.id: f"{row.number} {row.title}" for row in list_matters(reader)}
        return SlippedShown(found, reader.local(reader.now), names, titles)


def load_slipped_list(
    workspace: Workspace, first: date, last: date, *, person_id: UUID | None = None
) -> MorningList:
    """The same for paper, for a person or the firm."""
    with workspace.read() as reader:
        return slipped_list(reader, first, last, person_id=person_id)
