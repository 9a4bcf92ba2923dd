"""Whether another program changed something in the vault: a command, or a window on another desk.

All that is done is in the audit trail: what stands there and not by us was done by others. Who signed in, looked or
printed changed nothing (`NOTES`), a script that asks every minute what is owed among them. SQLite's own counter
(`PRAGMA data_version`) says less: it counts our other connections, the index of words and drafts, too.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from app.audit.trail import has_change, head


class Elsewhere:
    """Knows which events are of this process as they are committed; asked by any thread."""

    def __init__(self) -> None:
        self._ours: list[tuple[int, int]] = []
        """First and last number of the events of each transaction since the last look."""
        self._seen: int | None = None
        self._guard = threading.Lock()

    @contextmanager
    def counted(self) -> Iterator[Callable[[Session, int], None]]:
        """Around a transaction: call what it yields with its session and the number of its events when they are
        written, before the commit. So nobody who looks meanwhile takes them for another's; where it fails they are
        forgotten again."""
        kept: list[tuple[int, int]] = []

        def add(session: Session, events: int) -> None:
            if not events:
                return
            last = head(session).seq
            kept.append((last - events + 1, last))
            with self._guard:
                self._ours.append(kept[-1])

        try:
            yield add
        except BaseException:
            with self._guard:
                self._ours = [one for one in self._ours if one not in kept]
            raise

    def wrote(self, session: Session) -> bool:
        """Whether others changed anything since this was asked last; the first time it is only remembered."""
        seq = head(session).seq  # before what is ours: what is committed by now is known to be
        with self._guard:
            before, ours = self._seen, sorted(self._ours)
            self._seen = seq if before is None else max(before, seq)
            self._ours = [one for one in ours if one[1] > self._seen]
        return before is not None and any(
            has_change(session, first, last) for first, last in _between(before + 1, seq, ours)
        )


def _between(first: int, last: int, ours: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What of the events from ``first`` to ``last`` is not ours, in runs."""
    for start, end in ours:
        if first < start:
            yield first, min(start - 1, last)
        first = max(first, end + 1)
    if first <= last:
        yield first, last
