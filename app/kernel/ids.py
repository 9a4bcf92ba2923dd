"""Ids that two desks can make without asking each other, and that sort by when they were made."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID


def new_id(moment: datetime) -> UUID:
    """A UUID of version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds of ``moment``, 74 random bits."""
    milliseconds = int(moment.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
    random = secrets.randbits(74)
    high, low = random >> 62, random & ((1 << 62) - 1)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)


def read_id(text: str) -> UUID | None:
    """The id that ``text`` spells, or None where it spells none."""
    try:
        return UUID(text.strip())
    except ValueError:
        return None
