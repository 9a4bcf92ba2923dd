"""Makes packaging/wheels.txt: the file name of every wheel that the locks' hashes stand for.

python packaging/make_wheels.py: after a change of a lock; needs uv and the package index. A hash does not say for
which system a wheel is; the name does, so the test that every system has its wheels
(`tests/packaging/test_wheels.py`) needs no network. uv's own format of a lock has the names, but with the addresses of
the index, so only the names are kept.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
LOCKS = {
    ROOT / "requirements.txt": ROOT / "pyproject.toml",
    HERE / "requirements.txt": HERE / "requirements.in",
}
"""Lock → what it was made of."""
PYTHONS = {ROOT / "requirements.txt": "3.11", HERE / "requirements.txt": "3.13"}
OUT = HERE / "wheels.txt"


def wheels(lock: Path) -> dict[str, str]:
    """Name → SHA-256 of the wheels that ``lock`` allows."""
    allowed = set(re.findall(r"--hash=sha256:([0-9a-f]{64})", lock.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as room:
        asked = Path(room) / "pylock.toml"
        words = ["uv", "pip", "compile", str(LOCKS[lock]), "--universal", "--quiet", "-c", str(lock)]
        words += ["--python-version", PYTHONS[lock], "--format", "pylock.toml", "-o", str(asked)]
        subprocess.run(words, check=True)  # noqa: S603 # no word of a stranger's is among them
        found = tomllib.loads(asked.read_text(encoding="utf-8"))
    files = [file for package in found["packages"] for file in package.get("wheels", ())]
    named = {file.get("name") or file["url"].rsplit("/", 1)[1]: file["hashes"]["sha256"] for file in files}
    return {name: digest for name, digest in named.items() if digest in allowed}


def main() -> None:
    """Make it."""
    found = {name: digest for lock in LOCKS for name, digest in wheels(lock).items()}
    lines = [f"{digest}  {name}" for name, digest in sorted(found.items(), key=lambda one: one[0].lower())]
    OUT.write_text("\n".join([*lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
