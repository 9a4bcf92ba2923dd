"""Run by test_canary: a whole day at a firm whose every word is a canary, with all that can go wrong on the way.

Prints one JSON line: what the exceptions said. Ends without closing anything, so that the write-ahead log stays.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import traceback
from pathlib import Path

from sqlalchemy import insert

from app.bootstrap import open_workspace
from app.cli import main as command_line
from app.clients.models import Client
from app.clients.queries import list_clients
from app.contactlog.queries import entries
from app.contactlog.storing import pieces_of
from app.drafts.commands import keep_draft
from app.kernel.clock import SystemClock
from app.matters.queries import list_matters
from app.reports.status.letter import render_status_report
from app.reports.status.report import status_report
from app.vault import kdf
from app.vault.backup import backup, default_file
from app.vault.lending import lend, take_back
from app.workspace import Workspace
from tests.support import PASSWORD, USER

CANARY = "Quetzalfink"
VAULT, OUTSIDE = Path(sys.argv[1]), Path(sys.argv[2])


def run(*words: str) -> int:
    """One command line; what it says for people to read is thrown away, what it says on standard error is not."""
    shared = ["--json", "--vault", str(VAULT), "--password-file", str(OUTSIDE / "password"), "--user", USER]
    with contextlib.redirect_stdout(io.StringIO()):
        return command_line.main([*shared, *words])


def run_named(*words: str) -> int:
    """The same where what is said beside names clients: of duplicates people are told whom they look like."""
    with contextlib.redirect_stderr(io.StringIO()):
        return run(*words)


def day() -> None:
    """What is done and undone with the command line."""
    word = CANARY
    done = [
        run("create", "--firm", "Harbour & Finch LLP", "--country", "US", "--time-zone", "America/Los_Angeles"),
        run("client", "add", "--first-name", word, "--last-name", f"{word}son", "--email", f"{word}@example.com",
            "--phone", "+1 510 555 0144", "--notes", f"likes {word}"),
        run("matter", "add", "--title", f"{word} v. Larkspur", "--client", f"{word} {word}son", "--priorities", word),
        run("log", "--matter", "00001", "--channel", "phone", "--direction", "in", "--summary", f"{word} asked",
            "--tag", word, "--participant", f"{word}, client", "--advice", word,
            "--follow-up", f"{word}: write @ next Tue",
            "--attach", str(OUTSIDE / "note.txt"), "--needs-reply"),
        run("develop", "--matter", "00001", "--kind", "ruling", "--text", f"{word} denied"),
        run("key-date", "--matter", "00001", "--kind", "hearing", "--on", "2030-01-08", "--title", f"{word} hearing"),
        run("schedule", "--matter", "00001", "--every", "week"),
        run("import", str(OUTSIDE / "good")),
        run("due"), run("matters"), run("matter", "00001"), run("search", f"{word} -zzz"), run("reindex"),
        run("verify"),
    ]  # fmt: skip
    refused = [
        run("import", str(OUTSIDE / "bad")),
        run("import", str(OUTSIDE / "bad" / "b.csv")),
        run(
            "log",
            "--matter",
            "00001",
            "--channel",
            "phone",
            "--direction",
            "in",
            "--summary",
            word,
            "--duration",
            "-1",
        ),
        run("matter", "add", "--title", word, "--client", "Nobody"),
        run("matter", "add", "--title", word, "--client", f"{word} {word}son", "--number", "00001"),
        run("entry", "00000000-0000-0000-0000-000000000000"),
    ]
    if any(done) or not all(refused):
        raise AssertionError((done, refused))


def afternoon() -> None:
    """What came with the log in full: one line, cards and calendars, two clients that are one, people who leave."""
    word, secret = CANARY, str(OUTSIDE / "password")
    done = [
        run("quick", f"call in 10m {word} asked about {word}; {word} will send lease by Fri", "--matter", "00001"),
        run_named("client", "add", "--first-name", word, "--last-name", f"{word}sohn", "--email", "two@example.org"),
        run("clients", "duplicates"),
        run_named("clients", "merge", f"{word} {word}sohn", f"{word} {word}son"),
        run("conflicts", "check", word, "--email", f"{word}@example.com", "--about", f"{word} asks"),
        run("import", str(OUTSIDE / "more")),
        run("search", word[:5] + "*"), run("search", f'"{word} asked"'),
        run("users", "add", f"{word}mann", "--role", "lawyer", "--new-password-file", secret),
        run("users", "remove", f"{word}mann"),
        run("rotate", "--reason", word),
        run("backup"), run("verify"),
    ]  # fmt: skip
    if any(done):
        raise AssertionError(done)
    (newest, *_) = sorted(
        VAULT.rglob("*.liaison-backup"), key=lambda file: file.stat().st_mtime, reverse=True
    )
    restored = run("restore", str(newest), "--to", str(VAULT.parent / "restored"))
    if restored:
        raise AssertionError(restored)


def lend_and_wipe(workspace: Workspace) -> None:
    """A file goes to another program, and the copy is wiped as at a lock."""
    with workspace.read() as reader:
        files = [file for row in entries(reader) for file in row.attachments]
        copy = lend(f"{CANARY}.txt", pieces_of(reader, files[0].id))
    if CANARY not in copy.read_text(encoding="utf-8") or not take_back(copy):
        raise AssertionError(copy)


def mishaps(workspace: Workspace) -> list[str]:
    """What exceptions say, of ours and of the libraries."""
    said = []

    def fall(work: object) -> None:
        try:
            work()  # type: ignore[operator]  # a function
        except Exception as error:
            said.extend([str(error), repr(error), "".join(traceback.format_exception(error))])

    def twice() -> None:
        with workspace.write() as tx:
            (client,) = list_clients(tx.reader(), query=CANARY)[:1]
            tx.session.execute(insert(Client), [{"id": client.id, "name": CANARY, "name_key": CANARY}])

    def cut_short() -> None:
        with workspace.write() as tx:
            tx.session.add(Client(id=tx.new_id(), name=CANARY, name_key=CANARY))
            tx.session.flush()

    for work in (twice, cut_short):
        fall(work)
    return said


def main() -> None:
    """The day, then a window's work, then the end of the process as a crash has it."""
    kdf.allow(kdf.CHEAP)
    kdf.calibrate, kdf.FLOOR = lambda *_: kdf.CHEAP, kdf.CHEAP
    day()
    afternoon()
    workspace = open_workspace(VAULT, PASSWORD, clock=SystemClock())
    backup(workspace.vault, default_file(workspace.vault))
    with workspace.read() as reader:
        (matter, *_) = list_matters(reader)
        pdf = render_status_report(status_report(reader, matter.id))
    with workspace.write() as tx:
        keep_draft(tx, tx.new_id(), "log", {"summary": CANARY})
    lend_and_wipe(workspace)
    said = mishaps(workspace)
    sys.stdout.write(json.dumps({"pages": pdf.count(b"/Type /Page"), "said": said}) + "\n")
    sys.stdout.flush()
    os._exit(0)


main()
