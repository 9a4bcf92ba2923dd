"""Response times: terms of firm, client and matter, pauses, escalations shown to whom."""

from __future__ import annotations

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Nothing yet."""
