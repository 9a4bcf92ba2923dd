"""What the rooms of the firm's own house owe, in the one list with what is owed to clients.

It is read at each reading: there is little of it, and much of that changes by time alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from app.access.duties import access_duties
from app.care.duties import care_duties
from app.clients.queries import client_names
from app.concerns.duties import concerns_duties
from app.engagement.duties import engagement_duties
from app.feedback.duties import feedback_duties
from app.kernel.duty import Duty
from app.matters.queries import MatterRow, matters_of
from app.owed.items import OwedItem, Whose, of_matter
from app.owed.making import duty_item
from app.policies.duties import policy_duties
from app.retention.duties import retention_duties
from app.settings.queries import firm
from app.storage.transaction import Reader

Place = Callable[[Reader, date, UUID | None], Iterable[Duty]]
"""What a room owes at the reader's moment up to a last day, in one matter or (None) everywhere. It may say more."""

PLACES: Final[Sequence[Place]] = (
    care_duties,
    concerns_duties,
    feedback_duties,
    policy_duties,
    access_duties,
    retention_duties,
    engagement_duties,
)


def duties(reader: Reader, last_day: date, matter_id: UUID | None = None) -> list[OwedItem]:
    """What is owed, in no order; nothing of what the reader may not see."""
    found = [one for place in PLACES for one in place(reader, last_day, matter_id)]
    if not found:
        return []
    named = {one.matter_id for one in found if one.matter_id is not None}
    matters = matters_of(reader, named) if named else {}
    outside = _outside(reader, found)
    return [
        duty_item(reader, whose, one) for one in found if (whose := _whose(one, matters, outside)) is not None
    ]


def _outside(reader: Reader, found: Iterable[Duty]) -> Mapping[UUID | None, Whose]:
    """The clients outside any matter, and the firm itself (None)."""
    clients = {one.client_id for one in found if one.matter_id is None and one.client_id is not None}
    lead_id = firm(reader).details.lead_id
    named = client_names(reader, clients) if clients else {}
    own: dict[UUID | None, Whose] = {None: Whose(None, "", lead_id=lead_id)}
    return own | {one: Whose(one, name, lead_id=lead_id) for one, name in named.items()}


def _whose(
    one: Duty, matters: Mapping[UUID, MatterRow], outside: Mapping[UUID | None, Whose]
) -> Whose | None:
    if one.matter_id is None:
        return outside.get(one.client_id)
    matter = matters.get(one.matter_id)
    return None if matter is None else of_matter(matter)
