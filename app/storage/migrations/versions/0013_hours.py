"""When the firm works: hours, closing and half days, who is away, the place of a matter's court."""

from __future__ import annotations

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Nothing yet."""
