from __future__ import annotations

from pathlib import Path

from app.backups.routine import back_up_now
from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.kernel.clock import FixedClock
from app.vault.backup import SUFFIX
from app.workspace import Workspace
from tests.support import PASSWORD
from ui.contents import contents
from ui.today.counting import Counting


def test_a_backup_that_goes_away_meanwhile_does_not_matter(workspace: Workspace) -> None:
    backups: Path = workspace.vault.folder / "backups"
    backups.mkdir(exist_ok=True)
    gone = backups / f"2026-11-22-190000{SUFFIX}"
    gone.symlink_to(backups / "nowhere")  # listed, and not there when it is looked at
    (backups / f"2026-11-23-180000{SUFFIX}").write_bytes(b"")  # and one that is none
    assert Counting(workspace)().backup_line == "No backup yet"
    back_up_now(workspace)
    assert Counting(workspace)().backup_line.startswith("Backed up")


def test_what_another_desk_writes_while_the_first_page_reads_is_announced(
    workspace: Workspace, vault_folder: Path, clock: FixedClock
) -> None:
    other = open_workspace(vault_folder, PASSWORD, clock=clock)
    shown = contents(workspace)
    with other.write() as tx:
        add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
    other.lock()
    shown.status()
    assert workspace.hear_elsewhere()
