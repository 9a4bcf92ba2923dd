"""Words for conflict checks."""

from __future__ import annotations

from enum import StrEnum


class Conclusion(StrEnum):
    """What came of a check."""

    OPEN = "open"
    CLEAR = "clear"
    CONFLICT = "conflict"


class Source(StrEnum):
    """Where a match stands."""

    CLIENT = "client"
    PERSON = "person"
    PARTY = "party"
    MATTER = "matter"
    PARTICIPANT = "participant"


class Match(StrEnum):
    """How it matches what was asked, the surest first."""

    SAME = "same"
    ORDER = "order"
    EMAIL = "email"
    PHONE = "phone"
    INITIALS = "initials"
    NEAR = "near"
    PART = "part"
