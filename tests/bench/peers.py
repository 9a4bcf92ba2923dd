"""The same mail in notmuch and in recoll, where Debian's packages are on the machine: indexing and one search."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from app.exchange.commands import import_files
from app.search.asking import parse
from app.search.indexing import catch_up
from app.search.searching import search
from app.workspace import Workspace
from tests.bench.figure import Figure, seconds
from tests.bench.words import Writer

MAILS = 2_000
_WORD = "landlord"
MISSING: list[str] = []
"""Lines for the table's foot: peers that this machine has not."""


def measure(workspace: Workspace, room: Path) -> list[Figure]:
    """Index and search the same messages with each; ours by importing them, which does more."""
    folder = room / "mail" / "cur"
    folder.mkdir(parents=True)
    for number, text in enumerate(Writer(7).texts(MAILS)):
        (folder / f"{number:05}.eml").write_text(
            f"From: p{number % 90}@example.net\nTo: office@example.com\nSubject: {text[:40]}\n"
            f"Message-ID: <{number}@example.net>\nDate: Mon, 02 Nov 2026 10:{number % 60:02}:00 -0800\n\n{text}\n"
        )
    ours = seconds(lambda: _ours(workspace, folder))
    asked = parse(_WORD, workspace.clock.now().date())
    look = seconds(lambda: search(workspace, asked))
    figures = [
        Figure(f"{MAILS:,} mails brought in and indexed", MAILS / ours, unit="mails/s"),
        Figure("a word in them", look),
    ]
    for name, peer in (("notmuch", _notmuch), ("recoll", _recoll)):
        program = "notmuch" if name == "notmuch" else "recollindex"
        if shutil.which(program) is None:
            print(f"{name}: not on this machine")
            MISSING.append(name)
            continue
        figures += peer(room, folder)
    shutil.rmtree(room / "mail")
    return figures


def _ours(workspace: Workspace, folder: Path) -> None:
    with workspace.write() as tx:
        import_files(tx, sorted(folder.iterdir()))
    catch_up(workspace)


def _notmuch(room: Path, folder: Path) -> list[Figure]:
    config = room / "notmuch"
    config.write_text(f"[database]\npath={folder.parent}\n[user]\nname=A\nprimary_email=office@example.com\n")
    run = _runner({"NOTMUCH_CONFIG": str(config)})
    return [
        Figure(
            f"notmuch: {MAILS:,} mails indexed",
            MAILS / seconds(lambda: run(["notmuch", "new"])),
            unit="mails/s",
        ),
        Figure("notmuch: a word in them", seconds(lambda: run(["notmuch", "search", "--limit=50", _WORD]))),
    ]


def _recoll(room: Path, folder: Path) -> list[Figure]:
    config = room / "recoll"
    config.mkdir()
    (config / "recoll.conf").write_text(f"topdirs = {folder.parent}\n")
    run = _runner({"RECOLL_CONFDIR": str(config)})
    return [
        Figure(
            f"recoll: {MAILS:,} mails indexed", MAILS / seconds(lambda: run(["recollindex"])), unit="mails/s"
        ),
        Figure("recoll: a word in them", seconds(lambda: run(["recollq", "-n", "50", _WORD]))),
    ]


def _runner(more: dict[str, str]) -> Callable[[Sequence[str]], object]:
    environment = {**os.environ, **more}
    return lambda words: subprocess.run(words, env=environment, check=True, capture_output=True)  # own words
