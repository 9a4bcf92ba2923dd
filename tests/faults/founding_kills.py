"""Run by test_founding_kills: a firm is set up as the window does it, again and again, killed elsewhere each time.

``FOLDER BEGIN STEP``: from the first of the "questions" on, or of the first "hour", once the vault is made. Prints one
JSON line for each run: where it was killed (null: it came to its end), what had been acknowledged, and what somebody
finds who starts the program again and goes on. Forks before anything of Qt is made and while nothing is open, so that
each child is a process of its own, and quick.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.drafts.first_hour import Step, settle_step, steps_left
from app.kernel.clock import SystemClock
from app.storage.guarded import GuardedCursor
from app.vault import attempts, kdf
from app.verification import verify_workspace
from tests import statements
from tests.faults.killing import Say, run_armed
from ui.desk import WorkspaceDesk
from ui.kit import machine
from ui.shell.desk import NewFirm
from ui.shell.preferences import Preferences

STRONG = "trout lamp orbit fifty-one"
CLOCK = SystemClock()
ASKED = ("firm", "place", "you", "password")
ALSO = ((GuardedCursor, "execute"), (GuardedCursor, "executemany"))


def new_firm(folder: Path) -> NewFirm:
    """The answers to the first questions."""
    return NewFirm(
        folder / "vault", "Harbour & Finch LLP", "US", "CA", "America/Los_Angeles", "Maria Delgado", STRONG
    )


def recalled(folder: Path) -> Preferences:
    """The machine's settings, as the program reads them at its start."""
    found = Preferences(folder / "window.ini")
    found.recall()
    return found


def set_up(folder: Path, begin: str, say: Say, armed: Callable[[], None]) -> None:
    """All that the window does up to the end of the first hour. ``armed`` is asked at ``begin``."""
    app = QCoreApplication.instance() or QCoreApplication([])
    kept = recalled(folder)
    desk = WorkspaceDesk(folder / "vault", CLOCK, cost=kdf.CHEAP)
    if begin == "questions":
        armed()
    for asked in ASKED[1:]:
        machine.rules().put(machine.BEGUN_FIRM, {"at": asked, "firm": "Harbour & Finch LLP"})
        app.processEvents()
        say(f"at {asked}")
    desk.create(new_firm(folder))
    say("made")
    if begin == "hour":
        armed()
    machine.rules().put(machine.BEGUN_FIRM, {})
    app.processEvents()
    desk.note_key_read()
    say(Step.KEY)
    for step in tuple(Step)[1:]:
        with desk.workspace.write() as tx:
            settle_step(tx, step)
        say(step)
    desk.lock()
    assert kept is not None


def looked_at(folder: Path, say: Say) -> None:
    """What the program finds when it is started again, and whether all can be taken up."""
    QCoreApplication([])
    recalled(folder)
    desk = WorkspaceDesk(folder / "vault", CLOCK, cost=kdf.CHEAP)
    found: dict[str, Any] = {"at": machine.rules().get(machine.BEGUN_FIRM).get("at", "")}
    found["was_there"] = is_there = desk.exists()
    if not is_there:
        desk.create(new_firm(folder))
        desk.lock()
    found["people"] = list(desk.people())
    desk.unlock("Maria Delgado", STRONG)
    with desk.workspace.read() as reader:
        found["left"] = list(steps_left(reader))
    found["wrong"] = [one.detail for one in verify_workspace(desk.workspace) if not one.ok]
    desk.lock()
    names = {one.name for one in (folder / "vault").iterdir()}
    found["files"] = sorted(names - {"backups", "header.json.lock", "vault.lock", "window.lock"})
    say(json.dumps(found))


def main() -> None:
    """Every so many moments, until one run comes to its end."""
    room, begin, step = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    attempts.state_folder = lambda: room / "state"  # not the machine's own place
    kdf.allow(kdf.CHEAP)
    statements.keep()
    desk = WorkspaceDesk(room / "other", CLOCK, cost=kdf.CHEAP)
    desk.create(
        new_firm(room)._replace(folder=room / "other")
    )  # no child does for the first time what is remembered
    desk.note_key_read()
    desk.lock()
    for number in range(20_000 // step):
        folder = room / f"{number}"
        folder.mkdir()
        ran = run_armed(1 + number * step, partial(set_up, folder, begin), ALSO)
        (state,) = run_armed(0, lambda say, _, folder=folder: looked_at(folder, say)).said
        sys.stdout.write(json.dumps({"where": ran.where, "said": ran.said, **json.loads(state)}) + "\n")
        sys.stdout.flush()
        shutil.rmtree(folder)
        if ran.where is None:
            return


main()
