"""Backups under faults: kills, full disks, a second place that goes away, and every byte flipped."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from app.backups.commands import set_place
from app.backups.queries import backup_state, own_shelf
from app.backups.routine import daily
from app.kernel.clock import FixedClock
from app.kernel.errors import Damaged, MachineTrouble
from app.vault import kdf, shelf
from app.vault.backup import backup, verify_backup, verify_with_key
from app.vault.vault import create_vault
from app.workspace import Workspace
from tests.faults.killing import points_of
from tests.support import MONDAY

SCRIPT = Path(__file__).with_name("backup_kills.py")
USUAL, ALL = 7, 1
USER_ID = UUID("0190a3b4-0000-7000-8000-000000000001")


@pytest.mark.skipif(sys.platform == "win32", reason="uses fork and SIGKILL to die at an exact point")
@pytest.mark.parametrize("step", [USUAL, pytest.param(ALL, marks=pytest.mark.long)])
def test_killed_at_any_point_as_many_good_ones_are_left_as_the_rule_says(tmp_path: Path, step: int) -> None:
    points = points_of(SCRIPT, tmp_path, step)
    assert len(points) > 40 / step
    for _, _, ((own, second), after) in points:
        assert own >= 3
        assert second >= 3
        assert after == [3, 3], "the next run is through, whatever the one before left"
    assert {own for _, _, ((own, _), _) in points} >= {3, 5}, "before the day's, and after the rule"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes: an empty vault takes more than one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or mount is None:
        pytest.skip("only Linux makes a small disk out of memory")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("making a small disk takes rights that this account has not")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


@pytest.fixture
def second(workspace: Workspace, disk: Path) -> Path:
    with workspace.write() as tx:
        within = set_place(tx, workspace.vault, disk)
    assert within is not None
    return within


def _is_told(workspace: Workspace) -> str:
    outcome = daily(workspace)
    assert outcome.made is not None, "the backup in the vault's own folder is made all the same"
    assert verify_backup(outcome.made.file, workspace.vault) == outcome.made
    assert isinstance(outcome.second_problem, MachineTrouble)
    with workspace.read() as reader:
        said = backup_state(reader, workspace.vault).second_failed
    assert said == outcome.second_problem.message
    return said


def test_a_second_place_that_is_full(workspace: Workspace, second: Path) -> None:
    (second.parent / "filler").write_bytes(b"x" * 3_950_000)
    assert "make room" in _is_told(workspace)
    assert list(second.iterdir()) == []
    (second.parent / "filler").unlink()
    assert daily(workspace).second is not None


def test_a_second_place_that_takes_nothing(workspace: Workspace, second: Path) -> None:
    remount = ["mount", "-o", "remount,{}", str(second.parent)]
    subprocess.run([one.format("ro") for one in remount], check=True)
    assert "cannot be written to" in _is_told(workspace)
    subprocess.run([one.format("rw") for one in remount], check=True)
    assert daily(workspace).second is not None


def test_a_second_place_that_goes_away_in_the_middle(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stick").mkdir()
    with workspace.write() as tx:
        within = set_place(tx, workspace.vault, tmp_path / "stick")
    assert within is not None
    really = shelf._forget_cached

    def pull(file: Path) -> None:
        (tmp_path / "stick").rename(tmp_path / "pulled")
        really(file)

    with monkeypatch.context() as patched:
        patched.setattr(shelf, "_forget_cached", pull)
        assert "went away" in _is_told(workspace)
    shutil.rmtree(tmp_path / "pulled" / within.name)
    (tmp_path / "pulled" / within.name).mkdir()
    (tmp_path / "pulled").rename(tmp_path / "stick")
    assert daily(workspace).second is not None


def test_a_full_disk_while_the_days_backup_is_made(workspace: Workspace, disk: Path) -> None:
    """The vault's own folder of backups lies on a small disk of its own."""
    own_shelf(workspace.vault).symlink_to(disk, target_is_directory=True)
    (disk / "filler").write_bytes(b"x" * 3_950_000)
    outcome = daily(workspace)
    assert (outcome.made, type(outcome.problem)) == (None, MachineTrouble)
    assert [path.name for path in disk.iterdir()] == ["filler"], "nothing half made is left"
    with workspace.read() as reader:
        assert backup_state(reader, workspace.vault).needs_care
    (disk / "filler").unlink()
    assert daily(workspace).made is not None
    with workspace.read() as reader:
        assert not backup_state(reader, workspace.vault).needs_care


@pytest.fixture
def small(tmp_path: Path) -> tuple[bytes, bytes]:
    """A small backup, and its key."""
    clock = FixedClock(MONDAY)
    vault, _ = create_vault(
        tmp_path / "small", "old", cost=kdf.CHEAP, clock=clock, slot_id=USER_ID, label="Ann"
    )
    content = backup(vault, tmp_path / "one").file.read_bytes()
    key = bytes(vault.database_key())
    vault.lock()
    return content, key


def _refused(content: bytes, key: bytes, positions: Iterable[int], room: Path) -> None:
    file = room / "flipped"
    altered = bytearray(content)
    for at in positions:
        altered[at] ^= 1 << at % 8
        file.write_bytes(altered)
        with pytest.raises(Damaged):
            verify_with_key(file, key)
        altered[at] = content[at]
    file.write_bytes(altered)
    verify_with_key(file, key)  # and as it was it is good


def test_a_flipped_byte_in_any_region_is_refused(small: tuple[bytes, bytes], tmp_path: Path) -> None:
    content, key = small
    header = struct.unpack(">I", content[8:12])[0]
    manifest = 12 + header
    sealed = struct.unpack(">I", content[manifest : manifest + 4])[0]
    database = manifest + 4 + sealed
    pages = range(database, len(content), 4096)
    regions = {
        "the sign and the lengths": [*range(12), *range(manifest, manifest + 4)],
        "the header": range(12, manifest, 17),
        "nonce and manifest": range(manifest + 4, database, 5),
        "salt and pages": [page + at for page in pages for at in (0, 15, 16, 2000, 4015, 4016, 4095)],
    }
    for positions in regions.values():
        _refused(content, key, positions, tmp_path)


@pytest.mark.long
def test_each_flipped_byte_is_refused(small: tuple[bytes, bytes], tmp_path: Path) -> None:
    content, key = small
    _refused(content, key, range(len(content)), tmp_path)
