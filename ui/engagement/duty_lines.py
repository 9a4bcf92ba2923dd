"""Duties as somebody types them: one a line, with its day behind an @."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.contactlog.words import FollowUpSide
from app.engagement.forms import AgreedDuty
from app.kernel.errors import Invalid, Problem
from ui.schedule.desk import Desk


def written(duties: Iterable[AgreedDuty], side: FollowUpSide) -> str:
    """The duties of one side, to be changed: "Bring the lease @ 2026-12-04"."""
    return "\n".join(
        f"{one.text} @ {one.due_on.isoformat()}" if one.due_on else one.text
        for one in duties
        if one.side is side
    )


def read(words: str, side: FollowUpSide, desk: Desk, field: str, message: str) -> Iterator[AgreedDuty]:
    """Back again. Raises Invalid, for ``field``, where what stands behind an @ is no day."""
    for line in filter(None, map(str.strip, words.splitlines())):
        text, at, day = line.rpartition("@")
        due_on = desk.parse_ahead(day.strip()) if at else None
        if at and due_on is None:
            raise Invalid([Problem(field, "no-date", message.format(line=line[:80]))])
        yield AgreedDuty(side, text.strip() if at else line, due_on)
