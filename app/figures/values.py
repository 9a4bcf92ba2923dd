"""What a figure is: a whole number of a unit, so that it is the same number wherever it stands. Pure.

Spans are whole minutes, rounded down. Percentages have one decimal, half of it rounded up. An average or a share of
nothing is no number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Unit(StrEnum):
    """What a figure counts."""

    COUNT = "count"
    PERCENT = "percent"
    WORKING_MINUTES = "working_minutes"
    """Minutes of working days: all 24 hours of days that are no weekend and no holiday."""
    MINUTES = "minutes"
    """Minutes by the clock."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure; None where there is nothing to take it of."""

    number: float | None
    unit: Unit = Unit.COUNT

    @property
    def said(self) -> str:
        """For people: "1,204", "93.8 %", "27:05" (hours and minutes); "–" for no number."""
        if self.number is None:
            return "–"
        if self.unit is Unit.PERCENT:
            return f"{self.number:.1f} %"
        whole = int(self.number)
        return f"{whole:,}" if self.unit is Unit.COUNT else f"{whole // 60:,}:{whole % 60:02}"


def percent(part: int, whole: int) -> Value:
    """``part`` of ``whole``, reckoned in whole numbers so that it is rounded alike on every machine."""
    return Value((2000 * part + whole) // (2 * whole) / 10 if whole else None, Unit.PERCENT)


def minutes(span: timedelta | None, unit: Unit = Unit.WORKING_MINUTES) -> Value:
    """A span in whole minutes."""
    return Value(None if span is None else int(span.total_seconds()) // 60, unit)
