"""The tables under migrations: what they make is what the models say, and an upgrade is whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from app import tables
from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.clients.words import ClientKind
from app.kernel.clock import FixedClock
from app.kernel.errors import MachineTrouble, Refused
from app.storage import migrate, triggers
from app.storage.base import Base
from app.storage.engine import writer
from app.vault import kdf
from app.vault.backup import restore, verify_backup
from app.vault.vault import create_vault
from app.verification import verify_workspace
from app.workspace import Workspace
from tests.support import MONDAY, PASSWORD, PRESENT, TO_COME, Cli

GOOD = """
    op.create_table("more", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("clients", sa.Column("nickname", sa.Text(), server_default="", nullable=False))
"""
BAD = (
    GOOD
    + """
    op.execute("CREATE TABLE half (id)")
    op.execute("DROP TABLE nowhere")
"""
)


@pytest.fixture
def vault(vault_folder: Path) -> Path:
    """A vault at the present revision, with a client in it."""
    workspace = open_workspace(vault_folder, PASSWORD, clock=FixedClock(MONDAY))
    with workspace.write() as tx:
        add_client(tx, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="Whitcombe"))
    workspace.lock()
    return vault_folder


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program that knows one migration more; the test writes what it does."""
    scripts = tmp_path / "migrations"
    shutil.copytree(migrate._SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    with monkeypatch.context() as patched:
        patched.setattr(migrate, "_SCRIPTS", scripts)
        patched.setattr(migrate, "NEWEST", TO_COME)
        yield scripts / "versions" / f"{TO_COME}_more.py"


def write(file: Path, body: str) -> None:
    head = (
        "import sqlalchemy as sa\nfrom alembic import op\n\n"
        f'revision = "{TO_COME}"\ndown_revision = "{PRESENT}"\n\n\n'
    )
    file.write_text(f"{head}def upgrade():{body}", encoding="utf-8")


def columns(workspace: Workspace) -> dict[str, set[str]]:
    look = inspect(workspace.vault.engine)
    return {
        name: {str(column["name"]) for column in look.get_columns(name)} for name in look.get_table_names()
    }


def backups(vault: Path) -> list[Path]:
    return sorted((vault / "backups").glob("*.liaison-backup")) if (vault / "backups").exists() else []


def is_ours(name: str | None, kind: str, _: object) -> bool:
    """What SQLite keeps for the index of words is no table of ours."""
    return kind != "table" or name is None or not name.startswith("search_index")


def test_the_migrations_make_what_the_models_say(workspace: Workspace) -> None:
    assert tables.EVERY, "every model is imported by now"
    with workspace.vault.engine.connect() as connection:
        options = {"compare_type": False, "include_name": is_ours}
        context = MigrationContext.configure(connection, opts=options)
        found = [one for one in compare_metadata(context, Base.metadata) if "vault_identity" not in str(one)]
    assert found == []


@pytest.mark.parametrize("made", [False, True])
def test_what_a_delivered_migration_does_not_make_a_later_one_does(tmp_path: Path, *, made: bool) -> None:
    """0022 was delivered without this index, and for a while made it: vaults of both kinds end up with it."""

    def has_it(connection: Connection) -> bool:
        found = inspect(connection).get_indexes("audit_events")
        return any(one["name"] == "ix_audit_events_asked" for one in found)

    vault, _ = create_vault(
        tmp_path / "old", PASSWORD, cost=kdf.CHEAP, clock=FixedClock(MONDAY), slot_id=uuid4(), label="Maria"
    )
    with writer(vault.engine).begin() as connection:
        migrate.run(connection, "0023")
        assert not has_it(connection)
        if made:
            connection.execute(text("CREATE INDEX ix_audit_events_asked ON audit_events (object_kind)"))
        migrate.run(connection, migrate.NEWEST)
        assert has_it(connection)
    vault.lock()


def test_an_upgrade_makes_a_verified_backup_first(vault: Path, newer: Path, tmp_path: Path) -> None:
    write(newer, GOOD)
    workspace = open_workspace(vault, PASSWORD, clock=FixedClock(MONDAY))
    assert migrate.revision(workspace.vault.engine) == TO_COME
    assert "nickname" in columns(workspace)["clients"]
    (file,) = backups(vault)
    info = verify_backup(file, workspace.vault)
    assert (info.tables["clients"], "more" in info.tables) == (1, False)
    assert all(check.ok for check in verify_workspace(workspace))
    workspace.lock()
    open_workspace(vault, PASSWORD, clock=FixedClock(MONDAY)).lock()
    assert backups(vault) == [file], "nothing to do, no backup"
    before = restore(file, tmp_path / "restored", PASSWORD, clock=FixedClock(MONDAY))
    assert migrate.revision(before.engine) == PRESENT
    before.lock()


def test_an_upgrade_that_fails_leaves_the_old_tables_and_says_so(
    vault: Path, newer: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    write(newer, BAD)
    ran = cli("clients", vault=vault)
    assert (ran.status, ran.json["error"]["code"]) == (1, "upgrade-failed")
    assert "go on with the version you had" in ran.err
    assert "Whitcombe" not in ran.err
    assert len(backups(vault)) == 1
    monkeypatch.undo()
    with pytest.MonkeyPatch.context() as older:
        older.setattr(migrate, "_SCRIPTS", Path(migrate.__file__).parent / "migrations")
        older.setattr(migrate, "NEWEST", PRESENT)
        workspace = open_workspace(vault, PASSWORD, clock=FixedClock(MONDAY))
        assert "more" not in columns(workspace)
        assert "nickname" not in columns(workspace)["clients"]
        assert all(check.ok for check in verify_workspace(workspace))
        workspace.lock()


def test_after_the_mend_the_upgrade_goes_through(vault: Path, newer: Path) -> None:
    write(newer, BAD)
    with pytest.raises(MachineTrouble):
        open_workspace(vault, PASSWORD, clock=FixedClock(MONDAY))
    write(newer, GOOD + "    \n")
    workspace = open_workspace(vault, PASSWORD, clock=FixedClock(MONDAY))
    assert migrate.revision(workspace.vault.engine) == TO_COME
    workspace.lock()


def test_a_vault_of_a_newer_version_is_left_alone(vault: Path, workspace: Workspace, cli: Cli) -> None:
    with writer(workspace.vault.engine).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    before = {path.name for path in vault.iterdir()}
    with pytest.raises(Refused) as caught:
        open_workspace(vault, PASSWORD, clock=FixedClock(MONDAY))
    assert caught.value.code == "newer-vault"
    assert "Install that version" in cli("clients", vault=vault).err
    assert {path.name for path in vault.iterdir()} == before, "not even a backup"
    assert migrate.revision(workspace.vault.engine) == "0099"


def test_no_migration_drops_a_trigger(workspace: Workspace) -> None:
    """A migration that makes a table anew would drop its triggers unseen."""
    with workspace.vault.engine.connect() as connection:
        names = (
            connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        )
    assert set(names) == triggers.EVERY, "say in app/storage/triggers.py what it is for"


@pytest.mark.parametrize("name", sorted(triggers.EVERY))
def test_verify_says_which_part_lost_a_trigger(workspace: Workspace, name: str) -> None:
    with writer(workspace.vault.engine).begin() as connection:
        connection.execute(text(f"DROP TRIGGER {name}"))
    failed = {check.name for check in verify_workspace(workspace) if not check.ok}
    kept_by = {
        "search": triggers.OF_SEARCH,
        "owed": triggers.OF_WHAT_IS_OPEN | triggers.OF_WHAT_CHANGED,
        "audit_trail": triggers.OF_THE_TRAIL,
    }
    assert failed == {part for part, names in kept_by.items() if name in names}
