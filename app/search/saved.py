"""Saved searches: one's own, and those shared in the firm."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.storage.transaction import Reader, Transaction


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with a name. Who saved it may rename and remove it, shared or not."""

    id: UUID
    name: str
    query: str
    """The words of the box, as they were typed."""
    is_shared: bool
    is_mine: bool
    saved_by: str
    """The colleague's name."""


def save_search(tx: Transaction, name: str, query: str, *, shared: bool = False) -> UUID:
    """Keep a search under a name. One's own of the same name is replaced.

    Raises `Refused` ("no-name", "no-query", "too-long", "not-allowed").
    """
    raise NotImplementedError


def rename_search(tx: Transaction, search_id: UUID, name: str) -> None:
    """Raises `NotFound` ("no-search") for one that is not there or another's, `Refused` ("no-name", "name-taken")."""
    raise NotImplementedError


def share_search(tx: Transaction, search_id: UUID, *, shared: bool) -> None:
    """Show it to everybody in the firm, or to oneself alone again. Raises `NotFound` ("no-search")."""
    raise NotImplementedError


def remove_search(tx: Transaction, search_id: UUID) -> None:
    """Raises `NotFound` ("no-search") for one that is not there or another's."""
    raise NotImplementedError


def saved_searches(reader: Reader) -> tuple[SavedSearch, ...]:
    """One's own first, then those that others share; each by name."""
    raise NotImplementedError
