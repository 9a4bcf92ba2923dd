"""The licences of all that is shipped, gathered while it is built: texts that lie in the packages themselves, and for
what brings none those kept in `packaging/licences`. A part without a text stops the build.
"""

from __future__ import annotations

import re
import sys
import sysconfig
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
KEPT = HERE / "licences"
LOCK = ROOT / "requirements.txt"

QT = ("LGPL-3.0.txt", "GPL-3.0.txt", "qt.txt")
KEPT_FOR = {
    "pyside6-essentials": QT,
    "pyside6-addons": QT,
    "pyside6-pdf": QT,
    "shiboken6": QT,
    "sqlcipher3": ("sqlcipher.txt",),  # brings its own text, not that of SQLCipher inside it
}
"""Package → texts of ours that go with it."""
OURS = {
    "liaison": (ROOT / "LICENSE",),
    "fonts": (ROOT / "resources" / "fonts" / "OFL.txt",),
    "icons": (ROOT / "resources" / "icons" / "LICENSE",),
}
OF_LINUX = KEPT / "linux.txt"
"""Of the libraries that go along from the Linux on which it is built (`contents.py`)."""
_TEXT = re.compile(r"(?i)^(licen[cs]e|copying|notice|authors|copyright)")
_NOT_SHIPPED = re.compile(r"(?i)darkgarden")


class NoLicence(Exception):
    """A part that is shipped has no text of a licence: find it and keep it before it is shipped."""


def locked(lock: Path = LOCK) -> list[str]:
    """The names of the packages that the lock has for this system and this Python."""
    from packaging.requirements import Requirement

    found = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if re.match(r"[A-Za-z0-9]", line):
            wanted = Requirement(line.rstrip("\\ "))
            if wanted.marker is None or wanted.marker.evaluate():
                found.append(wanted.name)
    return found


def texts_of(name: str) -> dict[str, str]:
    """File → words of the licences of a package. Raises `NoLicence`."""
    found = {}
    for file in metadata.distribution(name).files or ():
        if (
            _TEXT.match(file.name)
            and file.suffix not in {".py", ".pyc"}
            and not _NOT_SHIPPED.search(file.name)
        ):
            place = Path(str(file.locate()))
            found[_flat(file.parts)] = place.read_text(encoding="utf-8", errors="replace")
    for kept in KEPT_FOR.get(name, ()):
        found[kept] = (KEPT / kept).read_text(encoding="utf-8")
    if not found:
        raise NoLicence(f"{name} comes without the text of its licence: keep it in packaging/licences")
    return found


def python_text() -> str:
    """The licence of the interpreter that goes along, with those of the parts it is made of."""
    places = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
    for place in places:
        if place.is_file():
            return place.read_text(encoding="utf-8")
    raise NoLicence(f"This Python has no LICENSE.txt: looked in {', '.join(map(str, places))}")


def gather(out: Path) -> None:
    """Write them into ``out``, one folder for each part, and a list of contents."""
    lines = ["Liaison is made of these parts, each under its own licence:", ""]
    for name in locked():
        texts = texts_of(name)
        label = f"{name}-{metadata.version(name)}"
        _write(out / label, texts)
        lines.append(f"{label}: {', '.join(sorted(texts))}")
    python = f"python-{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"
    _write(out / python, {"LICENSE.txt": python_text()})
    lines.append(f"{python}: LICENSE.txt")
    bootloader = {name: text for name, text in texts_of("pyinstaller").items() if "COPYING" in name}
    _write(out / "pyinstaller-bootloader", bootloader)
    lines.append(f"pyinstaller-bootloader: {', '.join(bootloader)} (with the exception for what it starts)")
    kept = {**OURS, "libraries-of-linux": (OF_LINUX,)} if sys.platform.startswith("linux") else OURS
    for name, files in kept.items():
        _write(out / name, {file.name: file.read_text(encoding="utf-8") for file in files})
        lines.append(f"{name}: {', '.join(file.name for file in files)}")
    (out / "README.txt").write_text("\n".join([*lines, ""]), encoding="utf-8")


def _flat(parts: tuple[str, ...]) -> str:
    """ "x.dist-info/licenses/src/a/LICENSE" is one file name, whatever folders it lay in."""
    inside = [part for part in parts if not part.endswith(".dist-info") and part != "licenses"]
    return "-".join(inside)


def _write(folder: Path, texts: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
