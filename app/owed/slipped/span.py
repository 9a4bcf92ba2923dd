"""The time that is looked at for what slipped, and what is read for it once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.matters.queries import MatterRow
from app.matters.turning import StoodThen
from app.matters.words import MatterStatus
from app.owed.slipped.lines import LineState
from app.promises.queries import TermsBook
from app.storage.transaction import Reader
from app.workdays.worktime import PromiseUnit, WorkTime, worked_between


@dataclass(frozen=True, slots=True)
class Span:
    """From ``begin`` to before ``end``; ``reader`` reads at ``end``. Of one matter, or of all that may be seen."""

    reader: Reader
    begin: datetime
    end: datetime
    matter_id: UUID | None
    matters: Mapping[UUID, MatterRow]
    where: WorkTime
    terms: TermsBook
    stood: StoodThen
    """The matters that stood otherwise at ``end`` than ``matters`` say."""
    is_over: bool = False
    """``end`` is the first moment of the next day, which belongs to what comes after; else it is now."""

    def status(self, matter_id: UUID) -> MatterStatus:
        """How a matter stood at the end: what became of it later is no part of this time."""
        return self.stood[matter_id][1] if matter_id in self.stood else self.matters[matter_id].status

    def worked(self, start: datetime, end: datetime) -> timedelta:
        """Working time between two moments, all 24 hours of working days."""
        return worked_between(start, end, PromiseUnit.WORKING_DAY_HOURS, self.where)

    def has(self, moment: datetime | None) -> bool:
        """Whether a moment lies in it."""
        if moment is None or not self.begin <= moment <= self.end:
            return False
        return moment < self.end or not self.is_over

    def judge(self, due: datetime | None, given_at: datetime | None) -> tuple[LineState, timedelta | None]:
        """What became of what was due then, and how late it was or is, in working time."""
        at = given_at or self.end
        if due is None or at <= due:
            return (LineState.GIVEN if given_at else LineState.OWED), None
        return (LineState.LATE if given_at else LineState.MISSED), self.worked(due, at)
