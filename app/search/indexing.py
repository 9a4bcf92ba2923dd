"""Bringing the index up to date: what was saved is read into it a moment later, in transactions of its own.

A save does nothing for the index. Who reads it catches up first (`app.search.searching`); so the window calls
`catch_up` when it is idle after a save, and with progress after an import or an upgrade.
"""

from __future__ import annotations

from collections.abc import Callable

from app.workspace import Workspace

Told = Callable[[int, int], object]
"""Hears (entries done, all); may raise to end it: what was committed stays."""


def pending(workspace: Workspace) -> int:
    """How many entries are not indexed as they read now. Quick."""
    raise NotImplementedError


def catch_up(
    workspace: Workspace,
    *,
    told: Told = lambda *_: None,
    cancelled: Callable[[], bool] = lambda: False,
    files: bool = True,
) -> int:
    """Index what is pending, in batches; how many entries that were. Nothing pending costs well under a millisecond.

    ``files``: the texts of attachments, too (a process apart reads them; seconds for a large one). Safe on any thread,
    beside whoever reads and writes; killed at any moment it goes on where it was. Everybody may.
    """
    raise NotImplementedError


def reindex(
    workspace: Workspace,
    *,
    told: Told = lambda *_: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Make the index anew from the log; how many entries it has then."""
    raise NotImplementedError
