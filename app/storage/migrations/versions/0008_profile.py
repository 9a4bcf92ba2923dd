"""Clients in full: people around a client, identity checks, consents, the firm's rules for channels."""

from __future__ import annotations

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Nothing yet."""
