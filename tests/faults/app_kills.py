"""Run by test_app_kills: does one thing on the command line again and again, each time killed at another moment.

Prints one JSON line for each run: what had been acknowledged, and what the vault is afterwards. Forks before
anything is opened, so that each child is a process of its own, and quick.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from select import select as wait_for

from sqlalchemy import func, select

from app.bootstrap import create_workspace, open_workspace
from app.cli import main as command_line
from app.clients.queries import list_clients
from app.contactlog.queries import entries
from app.exchange import take_tables, taking
from app.exchange.queries import count_tray
from app.kernel.clock import SystemClock
from app.kernel.errors import LiaisonError
from app.matters.models import KeyDate
from app.matters.queries import list_matters
from app.storage import migrate
from app.storage.transaction import Reader
from app.vault import attempts, kdf
from app.vault.backup import SUFFIX, verify_backup
from app.verification import verify_workspace
from app.workspace import Workspace
from tests import statements
from tests.support import FIRM, PASSWORD, PRESENT, TO_COME, USER

CLOCK = SystemClock()
LOG = (
    "log",
    "--matter",
    "00001",
    "--channel",
    "phone",
    "--direction",
    "in",
    "--summary",
    "Asked when the court rules",
)
ROWS = 40
LONG_ROWS, LONG_MAILS, LONG_DATES = 600, 50, 12
OLDER = migrate._SCRIPTS, migrate.NEWEST


def run(vault: Path, *words: str) -> tuple[int, str]:
    """One command line, as `python -m app` would; the answer is its exit status and its standard output."""
    secret = vault.parent / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        status = command_line.main(["--json", "--vault", str(vault), "--password-file", str(secret), *words])
    return status, said.getvalue()


def make(folder: Path) -> None:
    """A vault with a client and a matter, files to import, and the migrations of a newer program."""
    shutil.copytree(migrate._SCRIPTS, folder / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "migrations" / "versions" / f"{TO_COME}_more.py").write_text(SECOND, encoding="utf-8")
    create_workspace(folder / "vault", PASSWORD, firm=FIRM, user=USER, clock=CLOCK, cost=kdf.CHEAP)[0].lock()
    run(folder / "vault", "client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    run(folder / "vault", "matter", "add", "--title", "Whitcombe v. Larkspur", "--client", "Nora Whitcombe")
    rows = [f"First{n},Last{n},,person{n}@example.com" for n in range(ROWS)]
    files = folder / "files"
    files.mkdir()
    (files / "c.csv").write_text(
        "\n".join(["first_name,last_name,company,email_address", *rows]), encoding="utf-8"
    )
    rows = [f"Open,Matter {n},First{n},Last{n},," for n in range(ROWS)]
    heads = "status,description,client_first_name,client_last_name,client_company_name,custom_number"
    (files / "m.csv").write_text("\n".join([heads, *rows]), encoding="utf-8")
    make_long(folder)
    for n in range(10):
        head = f"From: person{n}@example.com\nTo: us@example.org\nSubject: Question\nMessage-ID: <{n}@example.com>\n"
        (files / f"{n}.eml").write_text(f"{head}\nWhen does the court rule?\n", encoding="utf-8")


def log(folder: Path, acknowledge: Callable[[str], None]) -> None:
    """Calls, as many as it can."""
    while True:
        status, said = run(folder / "vault", *LOG)
        if status:
            raise AssertionError(said)
        acknowledge(json.loads(said)["id"])


def take_over(folder: Path, acknowledge: Callable[[str], None]) -> None:
    """Clients, matters and mails in one go."""
    status, said = run(folder / "vault", "import", str(folder / "files"))
    acknowledge("done" if status == 0 else said)


def take_long(folder: Path, acknowledge: Callable[[str], None]) -> None:
    """A table of many rows, a mailbox of many stretches, a folder of mails, a calendar: each of them in several
    transactions."""
    take_tables.ROWS_AT_ONCE, take_tables.ROW_STRETCH, take_tables._PAUSE = 100, 100, 0.01
    taking.STRETCH, taking.ONE_TRANSACTION = 20, 20
    status, said = run(folder / "vault", "import", str(folder / "long"))
    acknowledge("done" if status == 0 else said)


def make_long(folder: Path) -> None:
    """What `take_long` takes over."""
    post = folder / "long" / "post"
    post.mkdir(parents=True)
    rows = [f"Long{n},Row{n},,long{n}@example.com" for n in range(LONG_ROWS)]
    (folder / "long" / "c.csv").write_text(
        "\n".join(["first_name,last_name,company,email_address", *rows]), encoding="utf-8"
    )
    head = (
        "From: {at}\nTo: us@example.org\nSubject: Question {n}\nMessage-ID: <long{n}@example.com>\n\nWhen?\n"
    )
    box = [
        f"From x Mon Nov 23 09:00:00 2026\n{head.format(at='long1@example.com', n=n)}\n"
        for n in range(LONG_MAILS)
    ]
    (folder / "long" / "box.mbox").write_text("".join(box), encoding="utf-8")
    for n in range(LONG_MAILS, 2 * LONG_MAILS):
        (post / f"{n}.eml").write_text(head.format(at="a@nowhere.example", n=n), encoding="utf-8")
    dates = [
        f"BEGIN:VEVENT\r\nUID:{n}@long\r\nDTSTART:202712{n + 1:02d}T170000Z\r\n"
        f"SUMMARY:Hearing in 00001, part {n}\r\nEND:VEVENT\r\n"
        for n in range(LONG_DATES)
    ]
    calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{''.join(dates)}END:VCALENDAR\r\n"
    (folder / "long" / "dates.ics").write_text(calendar, encoding="utf-8", newline="")


def create(folder: Path, acknowledge: Callable[[str], None]) -> None:
    """The firm's vault."""
    words = ("--firm", "Harbour & Finch LLP", "--country", "US", "--time-zone", "America/Los_Angeles")
    status, said = run(folder / "new", "--user", USER, "create", *words)
    acknowledge("done" if status == 0 else said)


def upgrade(folder: Path, acknowledge: Callable[[str], None]) -> None:
    """Open the vault with a program that has one migration more."""
    with_a_newer_program(folder)
    status, said = run(folder / "vault", "matters")
    acknowledge("done" if status == 0 else said)


def with_a_newer_program(folder: Path) -> None:
    """From here on this process knows one migration more, which takes a while."""
    migrate._SCRIPTS, migrate.NEWEST = folder / "migrations", TO_COME


SECOND = f"""
import sqlalchemy as sa
from alembic import op

revision = "{TO_COME}"
down_revision = "{PRESENT}"
"""
SECOND += """

def upgrade():
    op.create_table("more", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("words", sa.Text()))
    for number in range(300):
        op.execute(f"INSERT INTO more VALUES ({number}, 'words')")
    op.add_column("clients", sa.Column("nickname", sa.Text(), server_default="", nullable=False))
    for number in range(300):
        op.execute(f"UPDATE more SET words = 'other' WHERE id = {number}")
"""


def state_after(work: str, folder: Path, acknowledged: list[str]) -> dict[str, object]:
    """What the vault is, whole or not, and what is in it."""
    vault = folder / "new" if work == "create" else folder / "vault"
    found: dict[str, object] = {}
    if work == "create" and run(vault, "matters")[0] == 3:
        again: list[str] = []
        create(folder, again.append)
        found["again"] = again
    if work == "upgrade":
        found.update(_upgraded(folder))
    workspace = open_workspace(vault, PASSWORD, clock=CLOCK)
    found["wrong"] = wrong = _wrong(workspace)
    with workspace.read() as reader:
        log = entries(reader)
        found["lost"] = sorted(
            {one for one in acknowledged if work == "log"} - {str(entry.id) for entry in log}
        )
        found["holds"] = _counts(reader)
    workspace.lock()
    if work in {"take_over", "take_long"}:
        run(vault, "import", str(folder / ("files" if work == "take_over" else "long")))
        workspace = open_workspace(vault, PASSWORD, clock=CLOCK)
        with workspace.read() as reader:
            found["then"] = [*_counts(reader), count_dates(reader)]
        found["wrong"] = [*wrong, *_wrong(workspace)]
        workspace.lock()
    return found


def _wrong(workspace: Workspace) -> list[str]:
    return [check.detail for check in verify_workspace(workspace) if not check.ok]


def _counts(reader: Reader) -> list[int]:
    """Clients, matters, messages."""
    return [len(list_clients(reader)), len(list_matters(reader)), len(entries(reader)) + count_tray(reader)]


def count_dates(reader: Reader) -> int:
    """Key dates of all matters."""
    return reader.session.scalar(select(func.count()).select_from(KeyDate)) or 0


def _upgraded(folder: Path) -> dict[str, object]:
    """What the program before says of the vault, then what the newer one made of it, with its backups."""
    found: dict[str, object] = {}
    try:
        migrate._SCRIPTS, migrate.NEWEST = OLDER
        workspace = open_workspace(folder / "vault", PASSWORD, clock=CLOCK)
        found["revision"] = migrate.revision(workspace.vault.engine)
        workspace.lock()
    except LiaisonError as error:
        found["revision"] = error.code
    with_a_newer_program(folder)
    workspace = open_workspace(folder / "vault", PASSWORD, clock=CLOCK)
    found["then"] = migrate.revision(workspace.vault.engine)
    files = (folder / "vault" / "backups").glob(f"*{SUFFIX}")
    found["backups"] = [verify_backup(file, workspace.vault).audit_seq for file in files]
    workspace.lock()
    return found


def until_it_says_so(work: str, folder: Path) -> float:
    """How many seconds pass until the first is acknowledged, on this machine now."""
    started = time.monotonic()
    in_a_child(work, folder, 0.0, after_first=True)
    return time.monotonic() - started


def in_a_child(
    work: str, folder: Path, seconds: float | None, *, after_first: bool = False
) -> tuple[list[str], bool]:
    """What the child acknowledged before it was killed, and whether it was; without ``seconds`` it is not, with
    ``after_first`` as soon as it acknowledged something."""
    reader, pipe = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            globals()[work](folder, lambda said: os.write(pipe, f"{said}\n".encode()))
        finally:
            os._exit(0)
    os.close(pipe)
    if after_first:
        wait_for([reader], [], [])
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reader) as said:
        acknowledged = [line.rstrip("\n") for line in said.readlines() if line.endswith("\n")]
    _, status = os.waitpid(child, 0)
    return acknowledged, os.WIFSIGNALED(status)


def main(folder: Path, times: int, *works: str) -> None:
    """So many kills for each work, spread over the time that it takes."""
    kdf.allow(kdf.CHEAP)
    statements.keep()
    kdf.calibrate, kdf.FLOOR = lambda *_: kdf.CHEAP, kdf.CHEAP
    attempts.state_folder = lambda: folder / "state"
    pristine = folder / "pristine"
    pristine.mkdir()
    make(pristine)
    for work in works:
        kill(work, folder, times)


def kill(work: str, folder: Path, times: int) -> None:
    """First without a kill, to see how long it takes; calls go on until they are killed."""
    chance = random.Random(4711)  # noqa: S311 where to kill, no secret
    took = 0.5
    if work == "log":
        migrate._SCRIPTS, migrate.NEWEST = OLDER
        shutil.copytree(folder / "pristine", folder / "pace")
        took = max(took, 2 * until_it_says_so(work, folder / "pace"))
        shutil.rmtree(folder / "pace")
    turn, tries = 1 if work == "log" else 0, 0
    while turn <= times:
        tries += 1
        migrate._SCRIPTS, migrate.NEWEST = OLDER
        copy = folder / f"{work}{tries}"
        shutil.copytree(folder / "pristine", copy)
        started = time.monotonic()
        seconds = took * (turn - chance.random()) / times if turn else None
        heard = work == "log" and turn == times
        if heard and seconds is not None:  # by what was said: the machine's pace may have changed
            seconds -= took / 2
        acknowledged, killed = in_a_child(work, copy, seconds, after_first=heard)
        if not killed:  # its pace, also where the machine has become quicker since
            took = time.monotonic() - started
        turn += killed or not turn or tries > 3 * times
        state = state_after(work, copy, acknowledged)
        said = {"work": work, "acknowledged": acknowledged, "killed": killed, **state}
        sys.stdout.write(json.dumps(said) + "\n")
        shutil.rmtree(copy)


main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
