"""What nobody may do without saying why."""

from __future__ import annotations

from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.text import clean

LONGEST_REASON = 1_000
"""Letters of a reason: it is read in one breath; a contact is what says more."""


def given_reason(
    words: str, ask: str, *, needed: bool = True, lines: bool = False, longest: int = LONGEST_REASON
) -> str:
    """The reason that was given, cleaned; in one line, but for a field of several (``lines``).

    Raises `Refused`, field "reason": ("no-reason"), which says ``ask``, where there is none and one is ``needed``, and
    ("too-long") for one of more than ``longest`` letters.
    """
    reason = clean(words, lines=lines)
    if needed and not reason:
        raise Refused("no-reason", tr(ask), field="reason")
    if len(reason) > longest:
        message = tr(
            "A reason has at most {longest} letters. Please shorten it; the log has room for more."
        ).format(longest=say_number(longest))
        raise Refused("too-long", message, field="reason")
    return reason
