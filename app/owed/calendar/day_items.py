"""One thing on one day of the calendar, and whose days are asked for: values alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from app.kernel.rows import quick_row
from app.matters.queries import MatterRow
from app.owed.items import Whose


class DayKind(StrEnum):
    """What an item on a day is. A reply is what runs by a clock: an answer, news that has to be told, a duty of the
    firm's own house."""

    UPDATE = "update"
    KEY_DATE = "key_date"
    FOLLOW_UP = "follow_up"
    REPLY = "reply"


MOVABLE = frozenset({DayKind.KEY_DATE, DayKind.FOLLOW_UP})
"""What was agreed for a day can be agreed for another; an update follows its schedule, a reply its clock."""


@quick_row
class DayItem:
    """One thing on one day. ``at`` is local, None for the whole day; ``person_id`` whose it is; ``source_id`` the key
    date, follow-up, entry or development it comes from, the matter for an update that is owed."""

    kind: DayKind
    day: date
    at: time | None
    whose: Whose
    person_id: UUID | None
    text: str
    done: bool = False
    late: bool = False
    urgent: bool = False
    source_id: UUID | None = None
    what: str = ""
    """What a reply is, in a word or two and without any of the client's: "answer", "tell: offer"; else ""."""
    is_owed: bool = False
    """Whether somebody still has it to do; a hearing that has passed and a date of a closed matter are history."""
    cancelled: bool = False
    """It was done with because it will not take place."""

    @property
    def title(self) -> str:
        """The matter, the client outside any, or the firm."""
        return self.whose.title

    @property
    def number(self) -> str:
        """The matter's number, "" outside any."""
        return self.whose.matter.number if self.whose.matter else ""

    @property
    def can_move(self) -> bool:
        """Whether somebody may agree another day for it."""
        return self.kind in MOVABLE and self.is_owed


@dataclass(frozen=True, slots=True)
class Among:
    """Whose days are asked for: somebody's, a matter's, those of a practice area; everything where nothing is said."""

    person_id: UUID | None = None
    matter_id: UUID | None = None
    practice_area: str = ""

    def has(self, item: DayItem) -> bool:
        """Whether an item is asked for."""
        return self.fits(item.person_id, item.whose.matter)

    def fits(self, person_id: UUID | None, matter: MatterRow | None) -> bool:
        """Whether what is somebody's and in some matter is."""
        if self.person_id is not None and person_id != self.person_id:
            return False
        if self.matter_id is not None and (matter is None or matter.id != self.matter_id):
            return False
        return self.of_area(matter)

    def of_area(self, matter: MatterRow | None) -> bool:
        """Whether what is in some matter is of the area. For what is owed that is enough: `owed` was asked for person
        and matter, and knows whom else it concerns."""
        return not self.practice_area or (matter is not None and matter.practice_area == self.practice_area)


EVERYTHING = Among()
