"""Whether another program wrote into the vault: a command, or a window on another desk.

All that is done is in the audit trail, so the trail is longer by what others did than by what we did. SQLite's own
counter (`PRAGMA data_version`) says less: it counts our other connections, the index of words and drafts, too.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from app.audit.trail import head


class Elsewhere:
    """Counts the events of this process as they are committed; asked by any thread."""

    def __init__(self) -> None:
        self._ours = 0
        self._theirs: int | None = None
        self._guard = threading.Lock()

    @contextmanager
    def counted(self) -> Iterator[Callable[[int], None]]:
        """Around a transaction: call what it yields with the number of its events, before the commit. So nobody who
        looks meanwhile takes them for another's; where it fails they are counted off again."""
        counted = 0

        def add(events: int) -> None:
            nonlocal counted
            counted += events
            with self._guard:
                self._ours += events

        try:
            yield add
        except BaseException:
            with self._guard:
                self._ours -= counted
            raise

    def wrote(self, session: Session) -> bool:
        """Whether others did anything since this was asked last; the first time it is only remembered."""
        seq = head(session).seq
        with self._guard:
            theirs, before = seq - self._ours, self._theirs
            self._theirs = theirs if before is None else max(before, theirs)
        return before is not None and theirs > before
