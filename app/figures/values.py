"""What a figure is: a number of a unit, rounded here once, so that it is the same number wherever it stands. Pure.

Spans are whole minutes, rounded down. Percentages have one decimal, half of it rounded up. An average or a share of
nothing is no number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.kernel.language import counted, tr
from app.kernel.numbers import in_signs, say_number
from app.kernel.spans import say_minutes


class Unit(StrEnum):
    """What a figure counts."""

    COUNT = "count"
    PERCENT = "percent"
    WORKING_MINUTES = "working_minutes"
    """Minutes of working days: all 24 hours of days that are no weekend and no holiday."""
    MINUTES = "minutes"
    """Minutes by the clock."""
    DAYS = "days"
    """Whole days of the calendar."""
    SCORE = "score"
    """The average of answers from 1 to 5, with one decimal."""
    NET = "net"
    """The share of those who promote the firm less that of those who would not, in hundredths from -100 to 100."""


DECIMAL = frozenset({Unit.PERCENT, Unit.SCORE})
"""With one decimal; the others are whole numbers."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure; None where there is nothing to take it of. ``of``: of an average, of how many answers it is taken, or
    would be if they were not too few."""

    number: float | None
    unit: Unit = Unit.COUNT
    of: int = 0

    @property
    def has_rows(self) -> bool:
        """Whether anything stands behind it: a count of none and a figure of nothing have no rows."""
        if self.number is None:
            return self.of > 0
        return self.unit is not Unit.COUNT or self.number > 0

    @property
    def said(self) -> str:
        """For people: "1,204", "93.8 %", "27 h 5 min", "12 days", "4.2 (9 answers)"; "too few: 3" for an
        average that is not made; "–" for no number."""
        if self.number is None:
            return tr("too few: {count}").format(count=say_number(self.of)) if self.of else "–"
        if self.unit in {Unit.SCORE, Unit.NET}:
            said = in_signs(f"{self.number:.1f}") if self.unit is Unit.SCORE else f"{int(self.number):+d}"
            words = counted(self.of, "{figure} (1 answer)", "{figure} ({count} answers)")
            return words.format(figure=said, count=say_number(self.of))
        if self.unit is Unit.DAYS:
            days = int(self.number)
            return counted(days, "1 day", "{count} days").format(count=say_number(days))
        if self.unit is Unit.PERCENT:
            return tr("{percent} %").format(percent=in_signs(f"{self.number:.1f}"))
        whole = int(self.number)
        if self.unit is Unit.COUNT:
            return say_number(whole)
        hours, rest = divmod(whole, 60)
        if hours < 1000:
            return say_minutes(whole)
        return tr("{hours} h {minutes} min").format(hours=say_number(hours), minutes=rest)


def percent(part: int, whole: int) -> Value:
    """``part`` of ``whole``, reckoned in whole numbers so that it is rounded alike on every machine."""
    return Value((2000 * part + whole) // (2 * whole) / 10 if whole else None, Unit.PERCENT)


def minutes(span: timedelta | None, unit: Unit = Unit.WORKING_MINUTES) -> Value:
    """A span in whole minutes."""
    return Value(None if span is None else int(span.total_seconds()) // 60, unit)
