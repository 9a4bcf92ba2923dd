"""Today: what is put off, with the reason; when it was shown; the morning list."""

from __future__ import annotations

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Nothing yet."""
