"""import."""

from __future__ import annotations

from app.cli.session import Add


def register(add: Add) -> None:
    """Add the command."""
