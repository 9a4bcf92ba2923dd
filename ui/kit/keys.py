"""Keys of what was chosen in a field, as JSON and back."""

from __future__ import annotations

from uuid import UUID


def key_of(key: object) -> object:
    """The key of something chosen: an id, or a word."""
    return {"id": str(key)} if isinstance(key, UUID) else key if isinstance(key, str) else None


def read_key(value: object) -> object:
    """The key again, None for anything else."""
    if isinstance(value, dict):
        try:
            return UUID(str(value.get("id")))
        except ValueError:
            return None
    return value if isinstance(value, str) else None
