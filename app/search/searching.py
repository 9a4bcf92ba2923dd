"""A search as the window and the command line make it: of everything that was saved, and to be stopped at any time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.kernel.errors import Refused
from app.search.asking import Asked
from app.search.finding import EVERYWHERE, FoundPage, Place, Within
from app.workspace import Workspace

Stop = Callable[[], bool]
"""Asked again and again while a search runs; True once it is outrun. Quick, safe on any thread:
``lambda: task.cancelled`` of a `ui.kit.tasks.Task`."""


class Outrun(Refused):
    """The search was stopped: somebody typed on. Not an error that people see."""


def search(
    workspace: Workspace,
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
    raise NotImplementedError


def count_found(
    workspace: Workspace,
    asked: Asked,
    *,
    within: Within = EVERYWHERE,
    stop: Stop = lambda: False,
    as_of: datetime | None = None,
    known_by: datetime | None = None,
) -> int:
    """How many fit, as `search` finds them; the same ``stop``."""
    raise NotImplementedError
