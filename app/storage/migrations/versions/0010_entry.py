"""The entry in full: why a wish or a rule was not kept, the kind of contact, what the templates ask."""

from __future__ import annotations

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Nothing yet."""
