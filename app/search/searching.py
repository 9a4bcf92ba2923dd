"""A search as the window and the command line make it: of everything that was saved, and to be stopped at any time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from time import monotonic
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
    patience: float | None = None,
) -> FoundPage:
    """As `find`, after the index has caught up with what was saved since.

    Where thousands wait (after an import, in an upgraded vault), what is indexed is searched and ``pending`` says how
    many are not: call `app.search.indexing.catch_up`. ``stop`` ends it within some hundredths of a second: `Outrun`.
    Never blocks a save for long, and stops nothing but itself. ``patience``: after so many seconds the page is what
    was found by then (`FoundPage.is_whole`); ask on from its ``next``, or with more patience. None: it is waited for.
    """
    waits = _up_to_date(workspace, stop)

    def ask(reader: Reader, late: Callable[[], bool] | None = None) -> FoundPage:
        return find(reader, asked, within=within, after=after, limit=limit, offset=offset, late=late)

    if patience is None or known_by is not None:
        return _asked(workspace, ask, stop, as_of, known_by)._replace(pending=waits)
    late = _Late(patience)
    with workspace.read(as_of) as reader:
        found = ask(reader, lambda: stop() or late())
    if stop():
        raise Outrun
    return found._replace(pending=waits)


class _Late:
    """Whether so many seconds are over."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds

    def __call__(self) -> bool:
        return monotonic() > self._end


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
