"""Every locked package has a wheel for every system and Python that Liaison is for: nothing is compiled on the way in.

The lock knows hashes alone; which file each is of stands in `packaging/wheels.txt`, made by `packaging/make_wheels.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import canonicalize_name, parse_wheel_filename

from tests.support import ROOT

LOCK = ROOT / "requirements.txt"
BUILD_LOCK = ROOT / "packaging" / "requirements.txt"
WHEELS = ROOT / "packaging" / "wheels.txt"


@dataclass(frozen=True, slots=True)
class Target:
    """A machine on which Liaison is installed."""

    sys_platform: str
    machine: str
    platforms: tuple[str, ...]


_GLIBC = ("manylinux2014_x86_64", *(f"manylinux_2_{minor}_x86_64" for minor in range(5, 35)))
TARGETS = {
    "Windows x64": Target("win32", "AMD64", ("win_amd64",)),
    "Windows arm64": Target("win32", "ARM64", ("win_arm64",)),
    "macOS arm64": Target("darwin", "arm64", tuple(mac_platforms((14, 0), "arm64"))),
    "macOS x86-64": Target("darwin", "x86_64", tuple(mac_platforms((14, 0), "x86_64"))),
    "Linux x86-64": Target("linux", "x86_64", _GLIBC),
}
PYTHONS = ((3, 11), (3, 12), (3, 13), (3, 14))
SHIPPED = (3, 13)
"""The Python inside the installed program, and that which builds it."""


@cache
def locked(lock: Path) -> tuple[tuple[Requirement, frozenset[str]], ...]:
    """Each pinned package with the hashes that are allowed for it."""
    found = []
    for part in re.split(r"\n(?=[A-Za-z0-9])", lock.read_text(encoding="utf-8")):
        if re.match(r"[A-Za-z0-9]", part):
            hashes = frozenset(re.findall(r"sha256:([0-9a-f]{64})", part))
            found.append((Requirement(part.split("\\", 1)[0].strip()), hashes))
    return tuple(found)


@cache
def known() -> dict[str, str]:
    """SHA-256 → the name of the wheel."""
    lines = WHEELS.read_text(encoding="utf-8").splitlines()
    return {line[:64]: line[66:] for line in lines}


@cache
def tags_of(python: tuple[int, int], target: Target) -> frozenset[Tag]:
    """What an interpreter on that machine can install."""
    machine = list(target.platforms)
    short = f"cp{python[0]}{python[1]}"
    return frozenset((*cpython_tags(python, platforms=machine), *compatible_tags(python, short, machine)))


def missing(lock: Path, python: tuple[int, int], target: Target) -> list[str]:
    """The packages that would have to be compiled there."""
    version = f"{python[0]}.{python[1]}"
    there = {
        "sys_platform": target.sys_platform,
        "platform_machine": target.machine,
        "platform_system": {"win32": "Windows", "darwin": "Darwin", "linux": "Linux"}[target.sys_platform],
        "os_name": "nt" if target.sys_platform == "win32" else "posix",
        "python_version": version,
        "python_full_version": f"{version}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    found = []
    for wanted, hashes in locked(lock):
        if wanted.marker is not None and not wanted.marker.evaluate(there):
            continue
        fits = tags_of(python, target)
        files = [parse_wheel_filename(known()[digest]) for digest in hashes if digest in known()]
        assert all(canonicalize_name(wanted.name) == name for name, *_ in files)
        if not any(fits & tags for _, version_, _, tags in files if wanted.specifier.contains(version_)):
            found.append(str(wanted.name))
    return found


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("python", PYTHONS, ids=lambda python: f"{python[0]}.{python[1]}")
def test_the_program_needs_no_compiler(python: tuple[int, int], name: str) -> None:
    assert missing(LOCK, python, TARGETS[name]) == []


@pytest.mark.parametrize("name", TARGETS)
def test_the_installer_is_made_without_a_compiler(name: str) -> None:
    assert missing(BUILD_LOCK, SHIPPED, TARGETS[name]) == []


def test_the_list_of_wheels_is_that_of_the_locks() -> None:
    """After a change of a lock: `python packaging/make_wheels.py`."""
    allowed = {digest for lock in (LOCK, BUILD_LOCK) for _, hashes in locked(lock) for digest in hashes}
    assert set(known()) <= allowed
    listed = {(name, str(version)) for name, version, *_ in map(parse_wheel_filename, known().values())}
    for lock in (LOCK, BUILD_LOCK):
        for wanted, _ in locked(lock):
            (pin,) = wanted.specifier
            assert (canonicalize_name(wanted.name), pin.version) in listed, wanted


def test_the_check_bites(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its wheels for Windows, a package is missed there and nowhere else."""
    kept = {digest: name for digest, name in known().items() if not ("pynacl" in name and "win" in name)}
    monkeypatch.setattr(f"{__name__}.known", lambda: kept)
    assert missing(LOCK, SHIPPED, TARGETS["Windows x64"]) == ["pynacl"]
    assert missing(LOCK, SHIPPED, TARGETS["Linux x86-64"]) == []
