"""A verified backup against SQLite's own `backup()` of the same encrypted file, and the drill: a backup opened again
from its file and checked."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.bootstrap import open_workspace
from app.kernel.clock import SystemClock
from app.storage import cipher
from app.vault import files
from app.vault.backup import backup, verify_backup
from app.workspace import Workspace
from tests.bench.big_firm import PASSWORD
from tests.bench.figure import Figure, paired, seconds

AT_MOST = 2.5
DRILL_WITHIN = 60
LARGE = 1_000_000


def measure(workspace: Workspace, room: Path, entries: int) -> list[Figure]:
    """Ours counts, copies, packs, reads back, and runs every check; the bare one copies, and the disk keeps it."""
    out, bare_file = room / "bench.liaison-backup", room / "bare.db"
    runs = 1 if entries >= LARGE else 5
    _bare(workspace, bare_file)  # so that both find the file in memory
    ours, bare, times = paired(
        lambda: seconds(lambda: backup(workspace.vault, out)),
        lambda: seconds(lambda: _bare(workspace, bare_file)),
        runs,
    )
    bare_file.unlink()
    drill = seconds(lambda: verify_backup(out, workspace.vault))
    within = DRILL_WITHIN if entries >= LARGE else None
    out.unlink()
    return [
        Figure(f"verified backup, {entries:,} entries", ours, bare, times=times, at_most=AT_MOST),
        Figure(f"drill: a backup checked, {entries:,} entries", drill, within=within),
    ]


def measure_rotation(folder: Path, room: Path, entries: int) -> list[Figure]:
    """A new key for a copy of the vault in ``folder``: as a backup, but kept by the disk, and the vault goes on."""
    copy, bare_file = room / "rotated", room / "bare.db"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*-shm", "vault.lock", "backups"))
    workspace = open_workspace(copy, PASSWORD, clock=SystemClock())
    bare = seconds(lambda: _bare(workspace, bare_file))
    bare_file.unlink()
    ours = seconds(lambda: workspace.rotate("measured"))
    workspace.lock()
    shutil.rmtree(copy)
    return [Figure(f"a new key, {entries:,} entries", ours, bare)]


def _bare(workspace: Workspace, to: Path) -> None:
    to.unlink(missing_ok=True)
    files.make_new(to)
    key = workspace.vault.database_key()
    source = cipher.connect(workspace.vault.data_file, key)
    target = cipher.connect_new(to, key, journal="DELETE")
    try:
        source.backup(target, pages=-1, progress=lambda *_: None)
    finally:
        target.close()
        source.close()
    files.sync_file(to)
