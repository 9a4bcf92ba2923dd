"""A certificate says of backups only what could be seen: a disk that is not connected is not an empty one."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from app.backups.commands import set_place
from app.backups.models import BackupPlace
from app.backups.queries import own_shelf
from app.backups.routine import back_up_now
from app.clients.commands import ClientDetails, add_client
from app.destruction.commands import destroy_matters
from app.destruction.paper import certificate_paper
from app.destruction.queries import certificates
from app.matters.commands import MatterDetails, open_matter
from app.matters.words import MatterStatus
from app.workspace import Workspace
from tests.paper import text_of


def said(workspace: Workspace) -> str:
    """What the certificate of a matter says that is destroyed now, in one line."""
    with workspace.write() as tx:
        nora = add_client(tx, ClientDetails(first_name="Nora", last_name="Peregrine"))
        about = MatterDetails("Lease", (nora,), status=MatterStatus.CLOSED, closed_on=date(2015, 3, 1))
        old = open_matter(tx, about)
    destroy_matters(workspace, [old], "It is time")
    with workspace.read() as reader:
        pdf, _ = certificate_paper(reader, certificates(reader)[0])
    return " ".join(text_of(pdf).split()).casefold()


@pytest.fixture
def second(workspace: Workspace, tmp_path: Path) -> Path:
    disk = tmp_path / "disk"
    disk.mkdir()
    with workspace.write() as tx:
        place = set_place(tx, workspace.vault, disk)
    assert place is not None
    return place


def test_where_nothing_was_found(workspace: Workspace, second: Path) -> None:
    words = said(workspace)
    assert (
        "no backup that holds it was found in the vault's own folder or this machine's second place" in words
    )
    assert "could not be looked into" not in words


def test_a_second_place_that_is_not_there_is_named(workspace: Workspace, second: Path) -> None:
    shutil.rmtree(second)
    words = said(workspace)
    assert (
        "no backup that holds it was found in the vault's own folder this machine's second place could"
        in words
    )


def test_a_backup_that_cannot_be_read_is_not_none(workspace: Workspace) -> None:
    shelf = own_shelf(workspace.vault)
    shelf.mkdir(exist_ok=True)
    (shelf / "2026-11-20-120000.liaison-backup").write_bytes(b"broken")
    words = said(workspace)
    assert "no backup that holds it was found" not in words
    assert "the vault's own folder could not be looked into, or not whole" in words


def test_other_machines_places_are_not_seen(workspace: Workspace) -> None:
    with workspace.write() as tx:
        tx.session.add(BackupPlace(machine="another", folder="/mnt", set_at=tx.now, set_by=tx.actor))
    assert "the second places of other machines could not be looked into" in said(workspace)


def test_the_day_by_which_one_is_gone_has_its_condition(workspace: Workspace) -> None:
    assert back_up_now(workspace).made is not None
    words = said(workspace)
    assert "backups that still hold it" in words
    assert "if one is made on each day" in words
