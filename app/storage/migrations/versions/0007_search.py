"""The contact log is found again: what was said is indexed, and searches are saved."""

from __future__ import annotations

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Nothing yet."""
