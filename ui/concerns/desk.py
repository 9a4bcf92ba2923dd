"""What the forms of this room need to know: the firm's people."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from app.people.words import Role
from ui.concerns.words import tr
from ui.kit.choice import Choice
from ui.schedule.desk import Desk


def people_choice(
    desk: Desk,
    name: str,
    *,
    nobody: str = "",
    chosen: UUID | None = None,
    also: Sequence[tuple[UUID, str]] = (),
) -> Choice[UUID | None]:
    """Those of the firm to whom something can be given; ``nobody``: a first line for none of them, ``also``: who is
    named already, though they left."""
    named = [(one.id, one.name) for one in desk.people if one.role is not Role.READ_ONLY]
    there = {one for one, _ in named}
    named += [one for one in also if one[0] not in there and one[1]]
    first: list[tuple[UUID | None, str]] = [(None, nobody)] if nobody else []
    choice: Choice[UUID | None] = Choice([*first, *named], name=name)
    if chosen is not None:
        choice.set_value(chosen)
    return choice


NO_DAY = "This is no date. Try “today” or “6 Nov”."


def no_day() -> str:
    """What to say of words that are no date."""
    return tr(NO_DAY)
