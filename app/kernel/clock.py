"""The time, injected: nothing in the program asks the machine directly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

from app.kernel.errors import MachineTrouble
from app.kernel.language import tr


class Clock(Protocol):
    """Tells the present moment."""

    def now(self) -> datetime:
        """The moment it is, aware, in UTC."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is moved: for tests, the demo firm and ``--as-of``."""

    def __init__(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError("a clock needs a moment with a time zone")
        self._moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        return self._moment

    def set(self, moment: datetime) -> None:
        """Put the clock at ``moment`` (aware)."""
        self._moment = moment.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Move the clock by a span of time."""
        self._moment += by


def moment_of(clock: Clock) -> datetime:
    """Now, by a clock that can be believed: what is written keeps for good when that was. Raises `MachineTrouble`
    ("clock-wrong") where it stands in a year in which no date can be written."""
    from app.kernel.days import FIRST_YEAR, LAST_YEAR  # the first window needs no reader of dates

    now = clock.now()
    if not FIRST_YEAR <= now.year <= LAST_YEAR:
        message = tr(
            "This computer’s clock stands in the year {year}, and what is written keeps for good when that was. Set "
            "its date and time, then try again."
        )
        raise MachineTrouble("clock-wrong", message.format(year=now.year))
    return now
