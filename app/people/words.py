"""Words for people of the firm."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What somebody does at the firm."""

    PARTNER = "partner"
    LAWYER = "lawyer"
    STAFF = "staff"
    READ_ONLY = "read-only"
