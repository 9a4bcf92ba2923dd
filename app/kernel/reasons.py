"""What nobody may do without saying why."""

from __future__ import annotations

from app.kernel.errors import Refused
from app.kernel.text import clean


def given_reason(words: str, ask: str) -> str:
    """The reason that was given, cleaned, in one line; without one `Refused` ("no-reason"), which says ``ask``."""
    reason = clean(words, lines=False)
    if not reason:
        raise Refused("no-reason", ask, field="reason")
    return reason
