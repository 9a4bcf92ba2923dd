"""A search as the window and the command line make it: of everything that was saved, and to be stopped at any time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from app.kernel.errors import MachineTrouble, Refused
from app.search.asking import Asked
from app.search.desk import Desk
from app.search.expression import EVERYWHERE, Within
from app.search.finding import count, find
from app.search.found import FoundPage, Place
from app.search.indexing import catch_up_quickly
from app.storage.rows import Interrupted, stoppable
from app.storage.transaction import Reader

T = TypeVar("T")
Stop = Callable[[], bool]
"""Asked again and again while a search runs; True once it is outrun. Quick, safe on any thread:
``lambda: task.cancelled`` of a `ui.kit.tasks.Task`."""


class Outrun(Refused):
    """The search was stopped: somebody typed on. Not an error that people see."""

    def __init__(self) -> None:
        super().__init__("outrun", "The search was stopped.")


def search(
    workspace: Desk,
    asked: Asked,
    *,
    within: Within = EVERYWHERE,
    after: Place | None = None,
    limit: int = 50,
    offset: int = 0,
    stop: Stop = lambda: False,
    as_of: datetime | None = None,
    known_by: datetime | None = None,
) -> FoundPage:
    """As `find`, after the index has caught up with what was saved since.

    Where thousands wait (after an import, in an upgraded vault), what is indexed is searched and ``pending`` says how
    many are not: call `app.search.indexing.catch_up`. ``stop`` ends it within some hundredths of a second: `Outrun`.
    Never blocks a save for long, and stops nothing but itself.
    """
    waits = _up_to_date(workspace, stop)
    found = _asked(
        workspace,
        lambda reader: find(reader, asked, within=within, after=after, limit=limit, offset=offset),
        stop,
        as_of,
        known_by,
    )
    return found._replace(pending=waits)


def count_found(
    workspace: Desk,
    asked: Asked,
    *,
    within: Within = EVERYWHERE,
    stop: Stop = lambda: False,
    as_of: datetime | None = None,
    known_by: datetime | None = None,
) -> int:
    """How many fit, as `search` finds them; the same ``stop``."""
    _up_to_date(workspace, stop)
    return _asked(workspace, lambda reader: count(reader, asked, within=within), stop, as_of, known_by)


def _up_to_date(workspace: Desk, stop: Stop) -> int:
    """How many entries wait still. A vault that takes nothing just now is searched as far as it is indexed."""
    if stop():
        raise Outrun
    try:
        return catch_up_quickly(workspace)
    except MachineTrouble:
        return 1


def _asked(
    workspace: Desk,
    ask: Callable[[Reader], T],
    stop: Stop,
    as_of: datetime | None,
    known_by: datetime | None,
) -> T:
    try:
        with workspace.read(as_of, known_by) as reader, stoppable(reader.session, stop):
            return ask(reader)
    except Interrupted:
        raise Outrun from None
