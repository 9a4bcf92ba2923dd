"""Older states put back, whole or in part, show when the vault is checked: an older folder, an older page, a -wal file
that was deleted, cut or of elsewhere (VAULT.md, "What hides damage")."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.clients.queries import list_clients
from app.clients.words import ClientKind
from app.kernel.clock import FixedClock
from app.kernel.errors import Damaged
from app.verification import older_state, verify_workspace
from tests.support import MONDAY, PASSWORD, Cli

PAGE = 4096
DATA, WAL = "data-1.db", "data-1.db-wal"


def work(folder: Path, clients: int, *, cut_off: Path | None = None) -> None:
    """Add so many clients and remember where the trail ends, then lock.

    With ``cut_off`` the folder is then as it was before it was locked, as if the power had gone: what was committed is
    in the -wal file, and nobody brought it home.
    """
    workspace = open_workspace(folder, PASSWORD, clock=FixedClock(MONDAY))
    for number in range(clients):
        with workspace.write() as tx:
            add_client(tx, ClientDetails(ClientKind.ORGANISATION, company=f"Company {number}"))
    workspace.anchor_now()
    if cut_off is not None:
        shutil.copytree(folder, cut_off, ignore=shutil.ignore_patterns("*-shm"))
    workspace.lock()
    if cut_off is not None:
        put_in_place(cut_off, folder)


def put_in_place(old: Path, folder: Path) -> None:
    """An older copy of the whole folder instead of it."""
    shutil.rmtree(folder)
    shutil.copytree(old, folder)


def looked_at(folder: Path, clock: FixedClock) -> tuple[set[str], int]:
    """Which checks are not passed, and how many clients there are."""
    workspace = open_workspace(folder, PASSWORD, clock=clock)
    try:
        with workspace.read() as reader:
            clients = len(list_clients(reader))
        return {check.name for check in verify_workspace(workspace) if not check.ok}, clients
    finally:
        workspace.lock()


def is_told(folder: Path, clock: FixedClock, whole: int) -> bool:
    """Whether opening is refused as damage, or a check is not passed, or nothing happened: all ``whole`` clients are
    there."""
    try:
        wrong, clients = looked_at(folder, clock)
    except Damaged:
        return True
    return bool(wrong) or clients == whole


def test_an_old_folder_put_back(vault_folder: Path, tmp_path: Path, clock: FixedClock, cli: Cli) -> None:
    work(vault_folder, 3)
    shutil.copytree(vault_folder, tmp_path / "old")
    work(vault_folder, 4)
    assert looked_at(vault_folder, clock) == (set(), 7)
    put_in_place(tmp_path / "old", vault_folder)
    assert looked_at(vault_folder, clock) == ({"audit_trail"}, 3)
    ran = cli("verify")
    assert ran.status == 4
    (said,) = [check["detail"] for check in ran.json["checks"] if not check["ok"]]
    assert said.startswith("Event ")
    assert "older copy" in said


def test_what_is_remembered_does_not_move_with_the_work_in_an_old_folder(
    vault_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    """However long somebody works in the copy, it is told what there was before."""
    work(vault_folder, 3)
    shutil.copytree(vault_folder, tmp_path / "old")
    work(vault_folder, 4)
    put_in_place(tmp_path / "old", vault_folder)
    told = []
    for _ in range(4):
        work(vault_folder, 3)
        workspace = open_workspace(vault_folder, PASSWORD, clock=clock)
        told.append(older_state(workspace))
        workspace.lock()
    (always,) = set(told)
    assert always is not None
    assert "there were 9 events" in always


def test_what_the_wal_alone_holds_is_there(vault_folder: Path, tmp_path: Path, clock: FixedClock) -> None:
    work(vault_folder, 5, cut_off=tmp_path / "then")
    assert (vault_folder / WAL).stat().st_size > PAGE
    assert looked_at(vault_folder, clock) == (set(), 5)


def deleted(wal: Path) -> None:
    wal.unlink()


def emptied(wal: Path) -> None:
    wal.write_bytes(b"")


def cut(wal: Path) -> None:
    content = wal.read_bytes()
    wal.write_bytes(content[: len(content) // 2])


def flipped(wal: Path) -> None:
    content = bytearray(wal.read_bytes())
    content[len(content) // 2] ^= 1
    wal.write_bytes(content)


@pytest.mark.parametrize("damage", [deleted, emptied, cut, flipped])
def test_a_wal_that_lost_something_shows(
    vault_folder: Path, tmp_path: Path, clock: FixedClock, damage: Callable[[Path], None]
) -> None:
    """The file opens and is sound: what is missing shows in the trail alone."""
    work(vault_folder, 1)
    work(vault_folder, 5, cut_off=tmp_path / "then")
    damage(vault_folder / WAL)
    wrong, clients = looked_at(vault_folder, clock)
    assert wrong == {"audit_trail"}
    assert 1 <= clients < 6


def test_a_wal_of_an_older_state_is_not_mixed_in(
    vault_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    work(vault_folder, 2, cut_off=tmp_path / "then")
    shutil.copy2(vault_folder / WAL, tmp_path / "older")
    work(vault_folder, 3)  # brings it home, then deletes it
    assert not (vault_folder / WAL).exists()
    shutil.copy2(tmp_path / "older", vault_folder / WAL)
    assert is_told(vault_folder, clock, whole=5)


def test_a_wal_of_another_vault_is_not_mixed_in(
    vault_folder: Path, made_vault: Path, tmp_path: Path, clock: FixedClock
) -> None:
    shutil.copytree(made_vault, tmp_path / "other")
    work(tmp_path / "other", 2, cut_off=tmp_path / "then")
    work(vault_folder, 3)
    shutil.copy2(tmp_path / "other" / WAL, vault_folder / WAL)
    assert is_told(vault_folder, clock, whole=3)


def test_any_older_page_put_back_shows_or_changes_nothing_that_is_sealed(
    vault_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    """Each page is as it was written, once: the cipher says so. The trail, the indexes and the counts tell of it."""
    work(vault_folder, 4)
    older = (vault_folder / DATA).read_bytes()
    work(vault_folder, 4)
    newer = (vault_folder / DATA).read_bytes()
    pages = [at for at in range(0, len(older), PAGE) if older[at : at + PAGE] != newer[at : at + PAGE]]
    assert len(pages) > 3
    unseen = []
    for at in pages:
        mixed = bytearray(newer)
        mixed[at : at + PAGE] = older[at : at + PAGE]
        (vault_folder / DATA).write_bytes(mixed)
        if not is_told(vault_folder, clock, whole=-1):
            unseen.append(at // PAGE)
    assert unseen == []
