"""In which order what is owed hurts (PRACTICE D2, D3, E4), as a pure rule.

1. What is late stands before what is due, and that before what is still to come: a promise that is broken is broken
   more with every hour, one that runs can still be kept.
2. In each of these what is urgent comes first: the client has to decide something or loses something (D3).
3. Of what is late, that which is latest by the measure of its own promise comes first. An answer promised within four
   hours that is four hours late has made the client wait twice as long as was said; a monthly update a day late has
   made them wait a thirtieth longer.
4. Of the rest, that which is due first comes first; a whole day counts to its end, and what has no date of its own
   comes last.
5. What hurts alike stands in the same order each time: by kind, and then by when it was written down.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

SHORTEST = timedelta(hours=1)
"""No promise counts as shorter: a moment named in an acknowledgement may be minutes away."""
OF_A_DAY = timedelta(days=1)
"""What was promised where nobody knows since when: a date that was fixed is kept on the day or not."""


class Hurt(NamedTuple):
    """The place of one thing in the list; the smaller comes first."""

    state: int
    not_urgent: bool
    kept_by: float
    """Minus how late by the measure of the promise; 0 for what is not late."""
    due: datetime


def hurt(state: int, due: datetime, now: datetime, *, urgent: bool, since: datetime | None) -> Hurt:
    """Where a thing stands. ``state``: 0 late, 1 due, 2 to come; ``since``: when its promise began to run.

    All moments are aware.
    """
    return Hurt(state, not urgent, -lateness(due, now, since) if state == 0 else 0.0, due)


def lateness(due: datetime, now: datetime, since: datetime | None) -> float:
    """How late against how long the promise was: 1.0 is twice the time that was promised; 0 for what is not late."""
    promised = OF_A_DAY if since is None else max(due - since, SHORTEST)
    return max(now - due, timedelta()) / promised
