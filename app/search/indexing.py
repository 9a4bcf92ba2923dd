"""Bringing the index up to date: what was saved is read into it a moment later, in transactions of its own.

A save does nothing for the index. Who reads it catches up first (`app.search.searching`); so the window calls
`catch_up` when it is idle after a save, and with progress after an import or an upgrade.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from sqlalchemy.orm import Session

from app.kernel.errors import MachineTrouble
from app.search import index, texts
from app.search.desk import Desk
from app.storage.engine import writing
from app.storage.walls import whatever_lies

Told = Callable[[int, int], object]
"""Hears (entries done, all); may raise to end it: what was committed stays."""

_AT_ONCE: Final = 400
"""So many are indexed before a search, in less than a tenth of a second; more are left to `catch_up`."""
_BATCH: Final = 2_000
"""In one transaction. A save that comes meanwhile waits for its end."""


def pending(workspace: Desk) -> int:
    """How many entries are not indexed as they read now. Quick."""
    with Session(workspace.vault.engine) as session:
        session.connection(execution_options=whatever_lies())
        return index.state(session).waiting


def catch_up(
    workspace: Desk,
    *,
    told: Told = lambda *_: None,
    cancelled: Callable[[], bool] = lambda: False,
    files: bool = True,
) -> int:
    """Index what is pending, in batches; how many entries that were. Nothing pending costs well under a millisecond.

    ``files``: the texts of attachments, too (a process apart reads them; seconds for a large one). Safe on any thread,
    beside whoever reads and writes; killed at any moment it goes on where it was. Everybody may.
    """
    done = _entries(workspace, told, cancelled)
    if files and texts.unread(workspace):
        with suppress(MachineTrouble):  # no process can be started just now: the files wait
            texts.read_new(workspace, cancelled)
        done += _entries(workspace, told, cancelled)
    return done


def catch_up_quickly(workspace: Desk) -> int:
    """Before a search: index the few that wait; how many wait still. Waits for no other program that writes."""
    waits = pending(workspace)
    if not waits or waits > _AT_ONCE:
        return waits
    with _writing(workspace, briefly=True) as session:
        known = _known(session)
        index.index_new(session, known, _AT_ONCE)
        index.index_changed(session, _known(session), _AT_ONCE)
    return pending(workspace)


def reindex(
    workspace: Desk,
    *,
    told: Told = lambda *_: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Make the index anew from the log; how many entries it has then. Files that could not be read are tried again."""
    with _writing(workspace) as session:
        index.clear(session)
        texts.forget_unread(session)
    return catch_up(workspace, told=told, cancelled=cancelled)


def _entries(workspace: Desk, told: Told, cancelled: Callable[[], bool]) -> int:
    done, every = 0, pending(workspace)
    while done < every and not cancelled():
        with _writing(workspace) as session:
            known = _known(session)
            some = index.index_new(session, known, _BATCH) or index.index_changed(session, known, _BATCH)
        if not some:
            break
        done += some
        told(min(done, every), max(done, every))
    return done


def _known(session: Session) -> index.State:
    """How far the index is; one that another version made is begun anew."""
    known = index.state(session)
    if known.made_by == index.MADE_BY:
        return known
    index.clear(session)
    return index.state(session)


@contextmanager
def _writing(workspace: Desk, *, briefly: bool = False) -> Iterator[Session]:
    """A transaction that sees everything: the index is one for all, and who looks into it sees through walls."""
    with Session(workspace.vault.engine) as session, session.begin():
        session.connection(execution_options=writing(briefly=briefly))
        yield session
