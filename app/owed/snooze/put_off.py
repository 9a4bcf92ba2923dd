"""What is kept of a thing that is put off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PutOff:
    """Until when something is put off: a day, or, with ``until_at``, a moment of it (UTC)."""

    id: UUID
    until_on: date
    until_at: datetime | None
    reason: str
    by_id: UUID
    for_due: date | None = None

    @property
    def until(self) -> date | datetime:
        """When it is back."""
        return self.until_at or self.until_on
