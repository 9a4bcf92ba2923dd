"""What many tests need: real data where it is there, a firm's vault with a cheap key, the command line."""

from __future__ import annotations

import atexit
import gc
import itertools
import os
import shutil
from collections.abc import Generator, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.bootstrap import create_workspace, open_workspace
from app.cli.main import main
from app.kernel.clock import FixedClock, SystemClock
from app.vault import attempts, kdf
from app.workspace import Workspace
from tests import begun, compiled, new_tables, statements
from tests.once import made_once
from tests.support import DEMO_NOW, FIRM, MONDAY, PASSWORD, ROOT, USER, Cli, Ran, ask_for_no_terms

settings.register_profile("house", deadline=None)  # no test passes or fails by the speed of the machine
settings.load_profile("house")
statements.keep()
new_tables.keep()

_PYTHONS_PACE = gc.get_threshold()
gc.set_threshold(7_000, 20, 20)
"""A tenth of the looks of Python's collector: at its own pace they took about a tenth of the time of
those tests of the core that were measured."""


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real input that nobody here wrote; it is not part of the project."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the shared data is not on this machine")
    return folder


_MEMORY = Path("/dev/shm")  # noqa: S108 # pytest makes a folder of its own there, for this user alone
_ROOM = 4 << 30
"""Bytes that have to be free there. Half of a test's time went into waiting for the disk; that a vault asks it to keep
what it wrote is the same there, and whoever is killed leaves the same behind."""


def pytest_configure(config: pytest.Config) -> None:
    """Files go to the cores in the order in which they stand here. By the number of tests, those with one long test
    would come last, and all cores but one would wait for it."""
    config.option.loadscopereorder = False
    if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
    compiled.share(config)
    if hasattr(config, "workerinput"):
        # All is told by then, and to take all that was loaded apart takes more than a second.
        atexit.register(os._exit, 0)


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One process more than cores: many tests wait, for the disk, for a kill, for a pause to be over, and each core lay
    idle for a minute of eight. Who names a number gets that one."""
    cores = yield
    return cores if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else cores + 1


_LONGEST = (
    "test_everybody",
    "test_form_over_a_lock",
    "test_composer",
    "test_form_drafts",
    "test_large_letters",
)
"""Files of the window's tests that take from ten seconds to a minute."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of the window come last, and of them the longest first: at the end no core waits long for another."""

    def place(item: pytest.Item) -> int:
        if not item.path.is_relative_to(ROOT / "tests" / "ui"):
            return 0
        return 1 if item.path.stem in _LONGEST else 2

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the garbage collector need not walk it again for every test."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def pythons_pace() -> Iterator[None]:
    """Python's collector looks as often as in the program."""
    ours = gc.get_threshold()
    gc.set_threshold(*_PYTHONS_PACE)
    yield
    gc.set_threshold(*ours)


@pytest.fixture(scope="session")
def _states(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A new place each time, for the state of one test; the program makes the folder if it keeps anything."""
    room = tmp_path_factory.mktemp("states")
    return (room / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def _own_state(_states: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts of wrong passwords never reach the machine's own place."""
    state = next(_states)
    monkeypatch.setattr(attempts, "state_folder", lambda: state)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    begun.is_beginning = True


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call() -> None:
    begun.is_beginning = False


@pytest.fixture(scope="session")
def _begun(tmp_path_factory: pytest.TempPathFactory) -> begun.Begun:
    """What the fixtures of a file did on the command line, kept for its other tests."""
    room = tmp_path_factory.mktemp("begun")
    return begun.Begun(room / str(number) for number in itertools.count())


@pytest.fixture(scope="session")
def made_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of a firm with nothing in it yet, made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("made") / "vault"
    workspace, _ = create_workspace(
        folder, PASSWORD, firm=FIRM, user=USER, clock=FixedClock(MONDAY), cost=kdf.CHEAP
    )
    ask_for_no_terms(workspace)
    workspace.lock()
    return folder


@pytest.fixture(scope="session")
def demo_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo firm's vault as it stands on its Monday at 9:40, made once in a run; tests work on copies."""

    def make(folder: Path) -> None:
        from app.demo.firm import make_demo_vault

        folder.mkdir()
        make_demo_vault(folder / "vault", FixedClock(DEMO_NOW), cost=kdf.CHEAP).lock()

    kdf.allow(kdf.CHEAP)  # also in a process that only copies it
    return made_once(tmp_path_factory, "demo", make) / "vault"


@pytest.fixture
def vault_folder(made_vault: Path, tmp_path: Path) -> Path:
    """A copy of that vault."""
    folder = tmp_path / "vault"
    shutil.copytree(made_vault, folder)
    return folder


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY)


@pytest.fixture
def workspace(vault_folder: Path, clock: FixedClock) -> Iterator[Workspace]:
    """The vault, unlocked by Maria Ortega."""
    opened = open_workspace(vault_folder, PASSWORD, clock=clock)
    yield opened
    opened.lock()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> statements.Counted:
    """Every statement that goes to the database inside."""
    return lambda: statements.counting(monkeypatch)


@pytest.fixture
def cli(
    request: pytest.FixtureRequest,
    _begun: begun.Begun,
    made_vault: Path,
    vault_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Cli:
    """Run ``python -m app`` in this process on the vault; ``at`` puts the clock somewhere."""
    monkeypatch.setattr("app.cli.main._said_of_bug", _raised)
    beginning = _begun.of(request.path, made_vault, vault_folder)
    secret = tmp_path / "password"
    secret.write_text(PASSWORD + "\n", encoding="utf-8")

    def run(
        *words: str, vault: Path | None = None, as_json: bool = True, at: datetime | None = MONDAY
    ) -> Ran:
        clock: Any = FixedClock(at) if at is not None else SystemClock()
        monkeypatch.setattr("app.cli.session.SystemClock", lambda: clock)
        shared = ["--vault", str(vault or vault_folder), "--password-file", str(secret)]
        capsys.readouterr()

        def ran() -> Ran:
            status = main([*shared, *(["--json"] if as_json else []), *words])
            said = capsys.readouterr()
            return Ran(status, said.out, said.err)

        if vault or at is None or any(str(tmp_path) in word for word in words):
            return ran()
        return beginning.run((words, as_json, at), ran)

    return run


def _raised(error: Exception) -> str:
    """In a test a bug is a traceback, not a sentence."""
    raise error
