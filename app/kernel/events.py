"""What changed, announced after the commit: pages that show it mark themselves stale."""

from __future__ import annotations

import sys
from collections.abc import Callable, Container
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Changed:
    """``kind`` is a table's word in the singular ("matter", "entry" …); ``ids`` are the rows that changed, of
    several thousand the first: who reads ids takes so many for all."""

    kind: str
    ids: frozenset[UUID]

    def is_of(self, kinds: Container[str]) -> bool:
        """Whether something of these kinds changed, or may have."""
        return self.kind in kinds or self.kind == ANYTHING.kind

    def names(self, object_id: UUID) -> bool:
        """Whether this thing is among what changed, or may be."""
        return object_id in self.ids or self.kind == ANYTHING.kind


ANYTHING = Changed("anything", frozenset())
"""Another program wrote into the vault: whatever is shown may be out of date."""


Listener = Callable[[tuple[Changed, ...]], None]


class Announcer:
    """Tells listeners of each commit. Called on the thread that committed: a window must hop to its own."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after every commit; the answer stops that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, changes: tuple[Changed, ...]) -> None:
        """Tell everybody. One who fails keeps neither the others from hearing nor the commit from having been one."""
        for listener in tuple(self._listeners):
            try:
                listener(changes)
            except Exception as error:  # whatever a listener does, what was written is written
                failed = type(error).__name__
                sys.stderr.write(f"liaison: a listener failed after a commit ({failed})\n")
