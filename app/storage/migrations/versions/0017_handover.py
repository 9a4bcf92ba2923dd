"""Point of contact, supervisor, emergency contact of a matter; hand-overs."""

from __future__ import annotations

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Nothing yet."""
