from __future__ import annotations

from pathlib import Path

from app.backups.routine import back_up_now
from app.vault.backup import SUFFIX
from app.workspace import Workspace
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
