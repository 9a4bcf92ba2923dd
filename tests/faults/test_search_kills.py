"""Killed while the log is read into the index, the vault is whole and every entry is found."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.kernel.clock import FixedClock
from app.search.asking import parse
from app.search.indexing import catch_up, pending
from app.search.searching import count_found, search
from app.verification import verify_workspace
from tests.support import ENVIRONMENT, MONDAY, PASSWORD, ROOT

SCRIPT = Path(__file__).with_name("search_kills.py")
ENTRIES = 60


@pytest.mark.parametrize("kills", [3, pytest.param(40, marks=pytest.mark.long)])
def test_every_entry_is_found_afterwards(vault_folder: Path, tmp_path: Path, kills: int) -> None:
    workspace = open_workspace(vault_folder, PASSWORD, clock=FixedClock(MONDAY))
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        for number in range(ENTRIES):
            moment = MONDAY - timedelta(hours=number)
            said = f"lease {number}"
            log_contact(tx, NewContact(Channel.PHONE, Direction.IN, moment, said, client_id=client))
    workspace.lock()
    asked = parse("lease", date(2026, 11, 23))
    for kill in range(kills):
        _run_and_kill(vault_folder, tmp_path, after=0.007 * kill)
        workspace = open_workspace(vault_folder, PASSWORD, clock=FixedClock(MONDAY))
        indexed = ENTRIES - pending(workspace)
        assert len(search(workspace, asked, limit=ENTRIES).rows) in {indexed, ENTRIES}
        catch_up(workspace)
        assert count_found(workspace, asked) == ENTRIES
        assert len({row.id for row in search(workspace, asked, limit=ENTRIES * 2).rows}) == ENTRIES
        assert [check for check in verify_workspace(workspace) if not check.ok] == []
        workspace.lock()


def _run_and_kill(vault: Path, room: Path, after: float) -> None:
    started = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(vault), str(room)],
        env=ENVIRONMENT,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "open\n"
    time.sleep(after)
    started.kill()
    started.wait()
    started.stdout.close()
