"""Whether a message that came in asks the firm for a reply (PRACTICE E1).

Mail of a client, or of somebody around one, does: a clock that was not started is a duty that nobody sees. A court's,
the other side's, a newsletter's and a machine's do not. Somebody who looks may always say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from app.exchange.mail import Message
from app.exchange.suggestions import is_of_many
from app.kernel.text import fold
from app.workdays.worktime import Promise, WorkTime, due_at

_OTHER_SIDE = (
    "opposing",
    "other side",
    "adverse",
    "opponent",
    "defendant",
    "plaintiff",
    "gegner",
    "court",
    "clerk",
)
_FAR = timedelta(days=60)
"""Nothing that was promised in hours or days is still open after that: no calendar has to be asked."""


def is_other_side(relation: str) -> bool:
    """Whether somebody noted with a client speaks for others: "opposing counsel"."""
    said = fold(relation)
    return any(word in said for word in _OTHER_SIDE)


def may_ask(message: Message) -> bool:
    """Whether a person sent it, who can be answered."""
    return message.sender is not None and not message.is_automatic and not is_of_many(message.sender.email)


def is_called_so(name: str, names: Iterable[str]) -> bool:
    """Whether a sender's name is one of these: "Whitcombe, Nora" is Nora Whitcombe, from whatever address."""
    words = _words(name)
    return len(words) > 1 and any(_words(one) == words for one in names)


def is_recent(sent_at: datetime, came_at: datetime, where: WorkTime, answer: Promise) -> bool:
    """Whether an ``answer`` would still have been in time when the message came in (both aware).

    Old mail that is brought in from another system was answered there, or is history: it starts no clock.
    """
    return came_at - sent_at < _FAR and due_at(sent_at, answer, where) >= came_at


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(name).replace(",", " ").replace('"', " ").split())
