"""Which classes of confidentiality let a contact be shown to the client."""

from __future__ import annotations

_FOR_CLIENT = frozenset({"", "privileged"})
"""Privilege is the client's own. "Without prejudice", "partners only" and whatever else a firm says stay with it."""


def is_open(confidentiality: str) -> bool:
    """Whether an entry of that class may stand in what goes to the client."""
    return confidentiality.strip().casefold() in _FOR_CLIENT
