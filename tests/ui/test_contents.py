from __future__ import annotations

from pathlib import Path

from app.bootstrap import Workspace
from app.vault.backup import SUFFIX
from ui.contents import status


def test_a_backup_that_goes_away_meanwhile_does_not_matter(workspace: Workspace) -> None:
    backups: Path = workspace.vault.folder / "backups"
    backups.mkdir(exist_ok=True)
    (backups / f"gone{SUFFIX}").symlink_to(backups / "nowhere")  # listed, and not there when it is looked at
    assert status(workspace).backup_line == "No backup yet"
    (backups / f"there{SUFFIX}").write_bytes(b"")
    assert status(workspace).backup_line.startswith("Backed up")
