"""Ids that two desks can make without asking each other, and that sort by when they were made."""

from __future__ import annotations

import secrets
import threading
from datetime import UTC, datetime
from uuid import UUID

_RANDOM_BITS = 74
_guard = threading.Lock()
_last = [0, 0]
"""Milliseconds and random part of the newest id, so that ids of one millisecond sort as they were made."""


def new_id(moment: datetime) -> UUID:
    """A UUID of version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds of ``moment``, 74 random bits.

    Within one millisecond of one process the random part counts up (6.2, method 2).
    """
    milliseconds = int(moment.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
    with _guard:
        if milliseconds == _last[0] and _last[1] < (1 << _RANDOM_BITS) - (1 << 17):
            random = _last[1] + 1 + secrets.randbits(16)
        else:
            random = secrets.randbits(_RANDOM_BITS - 1)  # half the room stays for counting up
        _last[:] = milliseconds, random
    high, low = random >> 62, random & ((1 << 62) - 1)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)


def made_at(one: UUID) -> datetime:
    """When an id of `new_id` was made, UTC, to the millisecond."""
    return datetime.fromtimestamp((one.int >> 80) / 1000, UTC)


def read_id(text: str) -> UUID | None:
    """The id that ``text`` spells, or None where it spells none."""
    try:
        return UUID(text.strip())
    except ValueError:
        return None
