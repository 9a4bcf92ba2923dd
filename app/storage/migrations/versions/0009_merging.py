"""Clients that were one: merges that can be undone, and conflict checks that are kept."""

from __future__ import annotations

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Nothing yet."""
