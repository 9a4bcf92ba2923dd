"""What is owed: indexes that find the little that is open in the much that is done."""

from __future__ import annotations

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Nothing yet."""
