"""The shortcut by which tests make new vaults makes what the migrations make."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, text

from app import bootstrap
from app.bootstrap import create_workspace
from app.kernel.clock import FixedClock
from app.storage import migrate
from app.vault import kdf
from tests.support import FIRM, MONDAY, PASSWORD, PRESENT, USER


def _made(folder: Path) -> list[tuple[object, ...]]:
    workspace, _ = create_workspace(
        folder, PASSWORD, firm=FIRM, user=USER, clock=FixedClock(MONDAY), cost=kdf.CHEAP
    )
    try:
        assert migrate.revision(workspace.vault.engine) == PRESENT
        return _look(workspace.vault.engine)
    finally:
        workspace.lock()


def _look(engine: Engine) -> list[tuple[object, ...]]:
    """Tables, indexes and triggers word for word, and how many rows each table has."""
    with engine.connect() as connection:
        things = connection.execute(
            text("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
        )
        found = [tuple(row) for row in things]
        tables = [row[1] for row in found if row[0] == "table"]
        count = 'SELECT count(*) FROM "{}"'
        return found + [(one, connection.scalar(text(count.format(one)))) for one in tables]


def test_it_is_the_same(tmp_path: Path) -> None:
    shortcut = bootstrap.migrate
    assert shortcut is not migrate
    bootstrap.migrate = migrate
    try:
        by_migrations = _made(tmp_path / "real")
    finally:
        bootstrap.migrate = shortcut
    assert _made(tmp_path / "first") == by_migrations
    assert _made(tmp_path / "second") == by_migrations
