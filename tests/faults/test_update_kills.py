"""Killed while an update is saved and logged as sent: what the log says was sent is there, and whole."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.words import DevelopmentKind
from tests.faults.killing import points_of
from tests.support import MONDAY, PASSWORD

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")


def test_a_kill_between_file_and_log_leaves_no_lie(vault_folder: Path, tmp_path: Path) -> None:
    workspace = open_workspace(vault_folder, PASSWORD, clock=FixedClock(MONDAY))
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        matter = open_matter(tx, MatterDetails("Lease", (client,)))
        add_development(tx, NewDevelopment(matter, DevelopmentKind.RULING, MONDAY, "Denied."))
    workspace.lock()
    room = tmp_path / "room"
    room.mkdir()
    points = points_of(Path(__file__).with_name("update_kills.py"), vault_folder, room)
    found = [(state["logged"], state["untold"], state["file"]) for _, _, state in points]
    assert set(found) <= {(0, 1, "none"), (0, 1, "whole"), (1, 0, "whole")}, "never logged without the file"
    assert found[0] == (0, 1, "none")
    assert found[-1] == (1, 0, "whole")
    assert len(points) > 5
