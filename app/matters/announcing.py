"""What a client has to hear when a key date is new, moved or cancelled: it becomes a development (PRACTICE D3, D4).

A hearing, and whatever the client attends, is theirs to know at once; a deadline waits for the next update;
appointments, limitation dates and milestones are the firm's own diary unless the client attends: a calendar calls an
expert's visit, a witness, a talk within the office an appointment too.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.kernel.language import tr
from app.matters.developments import NewDevelopment
from app.matters.words import DevelopmentKind, KeyDateKind


class DateTurn(StrEnum):
    """What became of a date."""

    NEW = "new"
    MOVED = "moved"
    CANCELLED = "cancelled"
    AGAIN = "again"
    """It was cancelled, and takes place after all."""


_KINDS = {
    KeyDateKind.HEARING: DevelopmentKind.HEARING,
    KeyDateKind.DEADLINE: DevelopmentKind.DEADLINE,
}
_TOLD_OF = frozenset(_KINDS)


def concerns_client(kind: KeyDateKind, *, client_attends: bool) -> bool:
    """Whether the client has to hear what becomes of such a date."""
    return client_attends or kind in _TOLD_OF


def date_news(
    key_date_id: UUID,
    matter_id: UUID,
    kind: KeyDateKind,
    title: str,
    turn: DateTurn,
    now: datetime,
    *,
    slot: str,
    was: str = "",
    client_attends: bool = False,
    version: int = 1,
) -> NewDevelopment:
    """The development that tells the client what became of a date. ``slot`` is when it is, ``was`` when it was.

    Its origin names the date, the turn and the version.
    """
    moved = was not in {"", slot}
    words = {
        DateTurn.NEW: "{title}: {slot}",
        DateTurn.MOVED: tr("{title} has been moved from {was} to {slot}"),
        DateTurn.CANCELLED: tr(
            "{title} of {was} does not take place, nor on {slot}, to which it had been moved"
        )
        if moved
        else tr("{title} of {slot} does not take place"),
        DateTurn.AGAIN: tr("{title} takes place after all: {slot}"),
    }[turn]
    return NewDevelopment(
        matter_id,
        _KINDS.get(kind, DevelopmentKind.OTHER),
        now,
        words.format(title=title, slot=slot, was=was),
        essential=kind is not KeyDateKind.DEADLINE or client_attends,
        origin=origin_of(key_date_id, turn, version),
    )


def origin_of(key_date_id: UUID, turn: DateTurn, version: int) -> str:
    """What tells the news of a date's turn from any other."""
    return f"key-date:{key_date_id}:{turn.value}:{version}"
