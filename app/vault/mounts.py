"""Whether a path lies on another machine, as far as each platform tells."""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from pathlib import Path

_NETWORK = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "afs", "afpfs", "ncpfs", "webdav", "davfs", "ceph",
    "glusterfs", "lustre", "9p", "drvfs", "fuse.davfs", "fuse.davfs2", "fuse.sshfs", "fuse.rclone",
    "fuse.smbnetfs", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.glusterfs",
    "fuse.google-drive-ocamlfuse", "fuse.onedriver",
}  # fmt: skip
_ESCAPE = re.compile(r"\\([0-7]{3})")
_MAC_LINE = re.compile(r"^.* on (?P<point>/.*) \((?P<kind>[^,)]+)[,)]")
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


def network_kind(path: Path) -> str | None:
    """What kind of network drive ``path`` is on ("UNC path", "nfs4" …); None for a disk of this machine."""
    if str(path).replace("/", "\\").startswith("\\\\"):
        return "UNC path"
    if sys.platform == "win32":
        drive = path.resolve().drive
        if drive.startswith("\\\\"):
            return "UNC path"
        remote = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE
        return "mapped network drive" if remote else None
    mounts = _mac_mounts() if sys.platform == "darwin" else linux_mounts(_read_mounts())
    kind = kind_of(path.resolve(), mounts)
    return kind if kind in _NETWORK else None


def kind_of(path: Path, mounts: list[tuple[Path, str]]) -> str:
    """The file system that ``path`` is on, out of (mount point, kind): the longest mount point counts,
    then the last."""
    best, kind = -1, ""
    for point, found in mounts:
        if len(point.parts) >= best and path.is_relative_to(point):
            best, kind = len(point.parts), found
    return kind


def linux_mounts(text: str) -> list[tuple[Path, str]]:
    """``/proc/mounts`` as (mount point, kind)."""
    fields = [line.split(" ") for line in text.splitlines()]
    return [(Path(_ESCAPE.sub(_byte, line[1])), line[2]) for line in fields if len(line) > 2]


def mac_mounts(text: str) -> list[tuple[Path, str]]:
    """What ``/sbin/mount`` prints on macOS as (mount point, kind)."""
    found = (_MAC_LINE.match(line) for line in text.splitlines())
    return [(Path(line["point"]), line["kind"]) for line in found if line]


def _byte(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 8))


def _read_mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _mac_mounts() -> list[tuple[Path, str]]:
    try:
        done = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return mac_mounts(done.stdout)
