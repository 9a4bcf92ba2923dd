"""A backup becomes a vault again in a new folder, and its trail says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.audit.signing import Way
from app.backups.routine import back_up_now
from app.bootstrap import create_workspace, open_workspace, restore_vault
from app.clients.commands import ClientDetails, add_client
from app.clients.queries import list_clients
from app.deeds.queries import Wanted, deeds
from app.kernel.clock import FixedClock
from app.kernel.errors import CannotUnlock, Damaged, Refused
from app.vault import kdf
from app.vault.vault import unlock_with_recovery
from app.verification import verify_workspace
from app.workspace import Workspace
from tests.support import FIRM, PASSWORD, USER


@pytest.fixture
def file(workspace: Workspace) -> Path:
    with workspace.write() as tx:
        add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
    made = back_up_now(workspace).made
    assert made is not None
    with workspace.write() as tx:
        add_client(tx, ClientDetails(first_name="Silas", last_name="Vance"))
    return made.file


def test_it_is_there_again_and_says_where_from(
    workspace: Workspace, file: Path, tmp_path: Path, clock: FixedClock
) -> None:
    before = {path.name: path.stat().st_size for path in workspace.vault.folder.iterdir()}
    anew = restore_vault(file, tmp_path / "anew", PASSWORD, clock=clock)
    assert {path.name: path.stat().st_size for path in workspace.vault.folder.iterdir()} == before
    opened = open_workspace(anew, PASSWORD, clock=clock)
    with opened.read() as reader:
        assert [row.name for row in list_clients(reader)] == ["Nora Whitcombe"]
    with opened.vault.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT action, body FROM audit_events JOIN audit_bodies USING (seq) WHERE action = 'restored'"
        ).all()
    assert len(rows) == 1
    assert file.name in rows[0][1]
    assert all(check.ok for check in verify_workspace(opened)), "nothing cries for what came after the backup"
    opened.lock()


def test_into_the_place_of_the_old_one(workspace: Workspace, file: Path, clock: FixedClock) -> None:
    folder = workspace.vault.folder
    workspace.lock()
    aside = folder.with_name("aside")
    folder.rename(aside)
    restore_vault(aside / "backups" / file.name, folder, PASSWORD, clock=clock)
    opened = open_workspace(folder, PASSWORD, clock=clock)
    assert all(check.ok for check in verify_workspace(opened))
    opened.lock()


def test_never_over_a_vault_and_nothing_is_left_of_what_fails(
    workspace: Workspace, file: Path, tmp_path: Path, clock: FixedClock
) -> None:
    with pytest.raises(Refused):
        restore_vault(file, workspace.vault.folder, PASSWORD, clock=clock)
    with pytest.raises(CannotUnlock):
        restore_vault(file, tmp_path / "anew", "guess", clock=clock)
    content = bytearray(file.read_bytes())
    content[-2000] ^= 1
    file.write_bytes(content)
    with pytest.raises(Damaged):
        restore_vault(file, tmp_path / "anew", PASSWORD, clock=clock)
    assert not list((tmp_path / "anew").glob("*"))


def test_on_a_new_machine_with_the_recovery_key(tmp_path: Path, clock: FixedClock) -> None:
    made, key = create_workspace(
        tmp_path / "vault", PASSWORD, firm=FIRM, user=USER, clock=clock, cost=kdf.CHEAP
    )
    back = back_up_now(made).made
    assert back is not None
    made.lock()
    anew = restore_vault(back.file, tmp_path / "anew", str(key), clock=clock)
    unlock_with_recovery(anew, str(key), clock=clock).lock()
    opened = open_workspace(anew, PASSWORD, clock=clock)
    assert all(check.ok for check in verify_workspace(opened))
    opened.lock()


def told(workspace: Workspace) -> list[tuple[str, str, str]]:
    with workspace.read() as reader:
        rows = deeds(reader, Wanted(group="vault")).rows
    return [(one.event.action, one.event.kind, one.who) for one in rows if one.event.action == "restored"]


def test_the_vault_beside_says_so_at_its_next_sign_in(
    workspace: Workspace, file: Path, tmp_path: Path, clock: FixedClock
) -> None:
    workspace.anchor_now()
    anew = restore_vault(file, tmp_path / "anew", PASSWORD, clock=clock)
    opened = open_workspace(anew, PASSWORD, clock=clock)
    opened.sign_in(Way.WINDOW)
    assert told(opened) == [("restored", "backup", USER)], "the restored one knows it already"
    opened.lock()
    assert told(workspace) == []
    for _ in range(2):
        workspace.sign_in(Way.WINDOW)
        assert told(workspace) == [("restored", "vault", USER)], "once"


def test_and_when_it_was_done_with_the_recovery_key(tmp_path: Path, clock: FixedClock) -> None:
    folder = tmp_path / "vault"
    made, key = create_workspace(folder, PASSWORD, firm=FIRM, user=USER, clock=clock, cost=kdf.CHEAP)
    back = back_up_now(made).made
    assert back is not None
    made.lock()
    restore_vault(back.file, tmp_path / "anew", str(key), clock=clock)
    opened = open_workspace(folder, PASSWORD, clock=clock)
    opened.sign_in(Way.COMMAND_LINE)
    assert told(opened) == [("restored", "recovery_key", "")]
    opened.lock()
