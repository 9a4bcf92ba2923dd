"""The tables of a new vault are made by every migration once in a process, and for its other vaults by the same
statements: finding them takes half a second of the processor, running them a few milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, event

from app import bootstrap
from app.storage import migrate
from app.storage.engine import writer
from tests.support import PRESENT

_SCRIPTS = migrate._SCRIPTS
_READS = ("SELECT", "PRAGMA main.", "PRAGMA temp.")
Statement = tuple[str, Any, bool]


class _Migrations:
    """What `app.bootstrap` finds under the name of `app.storage.migrate`: the same, but for a vault without tables.
    Whoever upgrades an older one, or asks the module itself, gets the migrations."""

    def __init__(self) -> None:
        self._statements: list[Statement] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(migrate, name)

    def upgrade(self, engine: Engine, signing_in: Collection[UUID] = ()) -> None:
        """As `migrate.upgrade`."""
        today = migrate._SCRIPTS == _SCRIPTS and migrate.NEWEST == PRESENT
        if not today or signing_in or migrate.revision(engine) is not None:
            migrate.upgrade(engine, signing_in)
        elif self._statements:
            self._again(engine)
        else:
            self._statements = _heard(engine, lambda: migrate.upgrade(engine))

    def _again(self, engine: Engine) -> None:
        with writer(engine).begin() as connection:
            for statement, values, many in self._statements:
                connection.exec_driver_sql(statement, list(values) if many else values)


def _heard(engine: Engine, work: Callable[[], None]) -> list[Statement]:
    """Every statement of ``work`` that changes anything."""
    found: list[Statement] = []

    def hear(_c: object, _cursor: object, statement: str, values: Any, _context: object, many: bool) -> None:
        if not statement.lstrip().startswith(_READS):
            found.append((statement, values, many))

    event.listen(engine, "before_cursor_execute", hear)
    try:
        work()
    finally:
        event.remove(engine, "before_cursor_execute", hear)
    return found


def keep() -> None:
    """From here on, in this process and those it forks."""
    bootstrap.migrate = _Migrations()  # type: ignore[assignment] # stands for the module
