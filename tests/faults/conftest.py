"""Processes of their own for the tests of faults: the command line as scripts run it, with a cheap key."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import ENVIRONMENT, PASSWORD, Process

CHEAP_APP = """
import sys
from app.vault import kdf
kdf.allow(kdf.CHEAP)
kdf.calibrate, kdf.FLOOR = lambda *_: kdf.CHEAP, kdf.CHEAP
{before}
from app.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


class OnDisk:
    """Folders for tests that ask when a disk is full, or kill what writes to one: other tests work in memory."""

    def __init__(self, room: Path) -> None:
        self._room = room

    def mktemp(self, name: str) -> Path:
        """A new folder."""
        return Path(tempfile.mkdtemp(prefix=f"{name[:30]}-", dir=self._room))


@pytest.fixture(scope="session")
def tmp_path_factory() -> Iterator[OnDisk]:
    with tempfile.TemporaryDirectory(prefix="liaison-faults-", ignore_cleanup_errors=True) as room:
        yield OnDisk(Path(room))


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: OnDisk) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp(re.sub(r"\W", "_", request.node.name))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def process(vault_folder: Path, tmp_path: Path) -> Iterator[Process]:
    """Start ``python -m app`` on the vault; ``before`` is what its process does first."""
    secret = tmp_path / "secret"
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    started: list[subprocess.Popen[str]] = []

    def start(
        *words: str, before: str = "", vault: Path | None = None, **options: Any
    ) -> subprocess.Popen[str]:
        shared = ["--vault", str(vault or vault_folder), "--password-file", str(secret)]
        running: subprocess.Popen[str] = subprocess.Popen(
            [sys.executable, "-c", CHEAP_APP.format(before=before), *shared, *words],
            env={
                **ENVIRONMENT,
                "XDG_STATE_HOME": str(tmp_path / "state"),
                "LOCALAPPDATA": str(tmp_path / "state"),
            },
            stderr=subprocess.PIPE,
            encoding="utf-8",
            **{"stdout": subprocess.PIPE, **options},
        )
        started.append(running)
        return running

    yield start
    for running in started:
        running.kill()
        running.wait()
        for pipe in (running.stdout, running.stderr):
            if pipe is not None:
                pipe.close()
