"""The number of an index row: when the entry was. Newest first is then how the index lies, and costs no sorting.

Seconds since the year 1, times 4,096, and a number among those of the same second: whoever imports ten thousand rows
of one day has ten thousand of one second; those beyond 4,096 go into the next seconds.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

TIES: Final = 4_096
_FIRST: Final = datetime(1, 1, 1)  # noqa: DTZ001 - reckoned in UTC without saying so, as the database keeps it


def first_number(moment: datetime) -> int:
    """The lowest number of a second; what lies before has lower ones. ``moment`` is aware, or UTC without a zone."""
    plain = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    since = plain - _FIRST
    return (since.days * 86_400 + since.seconds) * TIES
