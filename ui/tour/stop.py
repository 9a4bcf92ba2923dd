"""One picture of the tour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from app.workspace import Workspace


MORNING = datetime(2026, 11, 23, 17, 40, tzinfo=UTC)
"""Monday 23 November 2026, 9:40 in California: the week of Thanksgiving."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One picture: how to get there. What it opened is closed again before the next."""

    name: str
    go: Callable[[], object]


def matter_of(workspace: Workspace, number: str) -> UUID:
    """The demo firm’s matter of that number."""
    from app.matters.queries import find_matter

    with workspace.read() as reader:
        return find_matter(reader, number).id
