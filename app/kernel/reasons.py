"""What nobody may do without saying why."""

from __future__ import annotations

from app.kernel.errors import Refused
from app.kernel.text import clean

LONGEST_REASON = 1_000
"""Letters of a reason: it is read in one breath; a contact is what says more."""


def given_reason(words: str, ask: str) -> str:
    """The reason that was given, cleaned, in one line; without one `Refused` ("no-reason"), which says ``ask``, and
    ("too-long") for one of more than `LONGEST_REASON` letters."""
    reason = clean(words, lines=False)
    if not reason:
        raise Refused("no-reason", ask, field="reason")
    if len(reason) > LONGEST_REASON:
        message = (
            f"A reason has at most {LONGEST_REASON:,} letters. Please shorten it; the log has room for more."
        )
        raise Refused("too-long", message, field="reason")
    return reason
