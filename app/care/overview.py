"""Where the costs of matters stand beside each other, and by when each client hears of them again (PRACTICE F2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.care.duties import came, costs_told
from app.care.firm_rule import fee_rule
from app.care.queries import NONE_TOLD, Costs, costs_of
from app.care.rules import FeeRule, tell_again_by
from app.hours.queries import firm_calendar
from app.matters.queries import MatterRow, list_matters
from app.matters.words import MatterStatus
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class MatterCosts:
    """A matter with its costs. ``told_on``: when the client last heard of them; ``due_on``: by when they hear again;
    both None where the matter is not open, or has neither figures nor an arrangement."""

    matter: MatterRow
    costs: Costs
    told_on: date | None
    due_on: date | None


def costs_overview(
    reader: Reader, *, query: str = "", status: MatterStatus | None = MatterStatus.OPEN
) -> tuple[MatterCosts, ...]:
    """The matters (None: of any status) that have figures or an arrangement, by number, in a fixed number of
    statements; ``query`` filters by words of number, title and client."""
    rows = list_matters(reader, status=status, query=query)
    found = costs_of(reader, None if status is None else [row.id for row in rows])
    rule = fee_rule(reader)
    told = costs_told(reader, rule, None, None)
    again = _again(reader, rule)
    return tuple(
        MatterCosts(row, found.get(row.id, NONE_TOLD), on, again(on) if on is not None else None)
        for row in rows
        if row.id in found or row.id in told
        for on in (told.get(row.id),)
    )


def _again(reader: Reader, rule: FeeRule) -> Callable[[date], date]:
    """By when costs are told again: thousands of matters, but few days on which somebody was told."""
    calendar, came_on = firm_calendar(reader), came(reader)
    return lru_cache(lambda on: tell_again_by(on, rule, calendar.on_or_before, came_on))
