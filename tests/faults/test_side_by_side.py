"""Others at the same vault: a window, a second command line, another computer."""

from __future__ import annotations

import json
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.contactlog.queries import entries, versions
from app.kernel.clock import FixedClock, SystemClock
from app.storage import cipher
from app.storage.engine import writer
from app.vault import lock
from app.vault.lock import WindowLock
from app.verification import verify_workspace
from app.workspace import Workspace
from tests.support import PASSWORD, Cli, Process

LOG = ("log", "--matter", "00001", "--channel", "phone", "--direction", "in", "--summary")
MANY = """
import contextlib, functools, io
from app.cli import main as command_line
one = command_line.main
command_line._parser = functools.cache(command_line._parser)  # of the work it is the dearest part
def many(argv):
    for number in range({times}):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            status = one([*argv[:-1], f"{{argv[-1]}} {{number}}"])
        print(said.getvalue().strip() if status == 0 else "FAILED", flush=True)
    return 0
command_line.main = many
"""


@pytest.fixture
def matter(cli: Cli) -> str:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    return str(
        cli("matter", "add", "--title", "Whitcombe v. Larkspur", "--client", "Nora Whitcombe").json["number"]
    )


@pytest.mark.parametrize("times", [15, pytest.param(50, marks=pytest.mark.long)])
def test_two_writers_lose_nothing(process: Process, matter: str, vault_folder: Path, times: int) -> None:
    before = MANY.format(times=times)
    both = [process("--json", *LOG, f"Call of {who}", before=before) for who in ("one", "two")]
    ids: set[str] = set()
    for running in both:
        out, err = running.communicate()
        assert running.returncode == 0, err
        assert "FAILED" not in out, err
        ids |= {json.loads(said + "}")["id"] for said in out.split("}\n") if said.strip()}
    assert len(ids) == 2 * times
    workspace = open_workspace(vault_folder, PASSWORD, clock=SystemClock())
    with workspace.read() as reader:
        found = {str(entry.id) for entry in entries(reader)}
        assert found == ids
        assert all(len(versions(reader, entry.id)) == 1 for entry in entries(reader))
    assert [check.name for check in verify_workspace(workspace) if not check.ok] == []
    workspace.lock()


def test_beside_an_open_window_the_command_line_reads_and_writes(
    process: Process, cli: Cli, matter: str, workspace: Workspace, vault_folder: Path, clock: FixedClock
) -> None:
    """For nightly jobs; the window sees what was written at its next look."""
    with WindowLock.take(vault_folder, clock), workspace.read() as reader:
        assert entries(reader) == ()
        ran = process("--json", *LOG, "Called while the window was open")
        out, err = ran.communicate()
        assert ran.returncode == 0, err
        assert entries(reader) == (), "one look is of one moment"
    with workspace.read(as_of=SystemClock().now() + timedelta(days=9999)) as reader:
        assert [str(entry.id) for entry in entries(reader)] == [json.loads(out)["id"]]


def test_the_lock_of_another_computer_is_named_with_what_to_do(
    cli: Cli, matter: str, vault_folder: Path
) -> None:
    held = {"host": "reception-pc", "pid": 4711, "since": "2026-11-23T08:00:00+00:00"}
    (vault_folder / lock.NAME).write_text(json.dumps(held), encoding="utf-8")
    for words in (("matters",), (*LOG, "x"), ("verify",), ("import", str(vault_folder))):
        ran = cli(*words)
        assert (ran.status, ran.json["error"]["code"]) == (3, "other-host")
        assert "“reception-pc”" in ran.err
        assert "delete the file vault.lock" in ran.err
    (vault_folder / lock.NAME).unlink()
    assert cli("matter", matter).json["entries"] == []


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{", b"[]", b'{"host": 1}', b"[" * 5000])
def test_a_lock_file_of_junk_locks_nobody_out(cli: Cli, vault_folder: Path, content: bytes) -> None:
    (vault_folder / lock.NAME).write_bytes(content)
    assert cli("matters").status == 0


def test_a_long_write_of_somebody_else_is_waited_for_and_then_named(
    cli: Cli, matter: str, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cipher, "BUSY_SECONDS", 0.2)
    with writer(workspace.vault.engine).begin():
        assert cli("matter", matter).status == 0, "reading goes on"
        ran = cli(*LOG, "Asked when the court rules")
        assert (ran.status, ran.json["error"]["code"]) == (1, "busy")
        assert "do it again" in ran.err
    monkeypatch.setattr(cipher, "BUSY_SECONDS", 10.0)
    with writer(workspace.vault.engine).begin():
        done: list[int] = []
        waiting = threading.Thread(target=lambda: done.append(_log_beside(workspace)))
        waiting.start()
        waiting.join(0.3)
        assert not done
    waiting.join()
    assert done == [1]


def _log_beside(workspace: Workspace) -> int:
    with workspace.write() as tx:
        tx.session.connection()
    return 1


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe that is closed is told otherwise there")
@pytest.mark.parametrize("words", [("--json", "matters")])
def test_a_reader_who_goes_away_is_no_error(process: Process, matter: str, words: tuple[str, ...]) -> None:
    running = process(*words)
    assert running.stdout is not None
    running.stdout.close()
    assert running.stderr is not None
    err = running.stderr.read()
    assert "Traceback" not in err
    assert "Exception ignored" not in err
    assert running.wait() == 0, err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_an_answer_that_cannot_be_kept_is_said(process: Process, matter: str) -> None:
    with Path("/dev/full").open("w") as full:
        running = process("--json", "matters", stdout=full)
        _, err = running.communicate()
    assert running.returncode == 1
    assert err.strip() == (
        "The command was carried out, but its answer could not be written: No space left on device."
    )


def test_ctrl_c_is_one_sentence(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.session.Session.workspace", property(pressed))
    ran = cli("matters")
    assert (ran.status, ran.json["error"]["code"]) == (1, "stopped")
    assert ran.err.startswith("Stopped;")
    assert len(ran.err.splitlines()) == 1
