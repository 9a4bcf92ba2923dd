"""Run by test_vault_kills: does one thing to a vault again and again, each time killed one system call later.

Prints one JSON line for each point: which call, how the process ended, and what the vault is afterwards. Forks
before anything is opened, so that each child is a process of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import orm, text  # imported before the forks, which then are quick

from app.kernel.clock import FixedClock
from app.kernel.errors import CannotUnlock, LiaisonError
from app.storage import engine
from app.vault import attempts, backup, kdf, rotate, target, vault
from app.vault import header as headers
from app.vault.recovery import RecoveryKey
from tests import statements
from tests.faults.killing import arm

CLOCK = FixedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
USER = UUID("0190a3b4-0000-7000-8000-000000000001")
KEYS = {"old": RecoveryKey.new(), "new": RecoveryKey.new()}
BOB = UUID("0190a3b4-0000-7000-8000-00000000000b")


def create(folder: Path) -> None:
    vault.create_vault(folder, "old", cost=kdf.CHEAP, clock=CLOCK, slot_id=USER, label="Ann")[0].lock()


def change_password(folder: Path) -> None:
    opened = vault.unlock(folder, "old", clock=CLOCK)
    arm_here()
    vault.change_password(opened, "old", "new")


def create_new(folder: Path) -> None:
    arm_here()
    create(folder.with_name(folder.name + "-new"))


def back_up(folder: Path) -> None:
    opened = vault.unlock(folder, "old", clock=CLOCK)
    arm_here()
    backup.backup(opened, folder / "backups" / "one")


def restore(folder: Path) -> None:
    arm_here()
    backup.restore(
        folder / "backups" / "one", folder.with_name(folder.name + "-new"), "old", clock=CLOCK
    ).lock()


def remove_bob(folder: Path) -> None:
    """With a new key, in whose database he is not any more."""
    opened = vault.unlock(folder, "old", clock=CLOCK, slot=USER)
    arm_here()
    rotate.rotate(
        opened,
        without=BOB,
        in_copy=lambda copy: copy.session.execute(text("DELETE FROM people WHERE name = 'Bob'")),
    )


def new_recovery(folder: Path) -> None:
    """With a new key, too: who has the old sheet knows the present one."""
    opened = vault.unlock(folder, "old", clock=CLOCK)
    arm_here()
    rotate.rotate(opened, recovery=KEYS["new"])


def sheets_of(folder: Path) -> str:
    """Which sheets open it; the password does so always."""
    vault.unlock(folder, "old", clock=CLOCK).lock()
    found = []
    for name, key in KEYS.items():
        with suppress(CannotUnlock):
            vault.unlock_with_recovery(folder, str(key), clock=CLOCK).lock()
            found.append(name)
    data = [path.name for path in folder.iterdir() if path.name.startswith(("data-", "rotation-"))]
    return " and ".join(found) + (
        "" if data == [headers.read(folder).data_file] else f"; left {sorted(data)}"
    )


def with_people(folder: Path) -> None:
    """Ann and Bob, who can both sign in and both stand in the database."""
    opened = vault.unlock(folder, "old", clock=CLOCK)
    vault.add_user(opened, "bob's", slot_id=BOB, label="Bob", cost=kdf.CHEAP)
    with engine.writer(opened.engine).begin() as connection:
        connection.execute(text("CREATE TABLE people (name TEXT)"))
        connection.execute(text("INSERT INTO people VALUES ('Ann'), ('Bob')"))
        connection.execute(text("CREATE TABLE notes (words TEXT)"))
        rows = [{"words": f"{number} " * 200} for number in range(300)]
        connection.execute(text("INSERT INTO notes VALUES (:words)"), rows)
    opened.lock()


def people_of(folder: Path) -> str:
    """Who gets in and what is there: all of it of before, or all of it of afterwards."""
    found = []
    for name, password in (("Ann", "old"), ("Bob", "bob's")):
        try:
            opened = vault.unlock(folder, password, clock=CLOCK, label=name)
        except LiaisonError as error:
            if error.code != "no-such-user":
                return error.code
            continue
        with opened.engine.connect() as connection:
            people = [row.name for row in connection.execute(text("SELECT name FROM people"))]
            notes = connection.execute(text("SELECT count(*) FROM notes")).scalar_one()
        found.append(f"{name} finds {people} and {notes} notes")
        if name == "Ann":
            rotate.rotate(opened)  # the next try is not hindered by what was left
        opened.lock()
    left = {path.name for path in folder.iterdir()} - {"state"}
    expected = {
        headers.NAME,
        headers.COPY,
        f"{headers.NAME}.lock",
        "vault.lock",
        headers.read(folder).data_file,
    }
    return "; ".join(found) + ("" if left == expected else f"; left {sorted(left ^ expected)}")


def opens_with(folder: Path) -> str:
    for password in ("old", "new"):
        try:
            vault.unlock(folder, password, clock=CLOCK).lock()
        except LiaisonError as error:
            found = error.code
            if found != "wrong-password":
                return found
        else:
            return password
    return "neither"


def state_after(work: str, folder: Path) -> str:
    """What can be made of what the killed process left: a word that the test knows."""
    new = folder.with_name(folder.name + "-new")
    if work == "create_new":
        found = opens_with(new) if new.exists() else "no-vault"
        if found == "no-vault":
            create(new)  # the next try is not hindered by what was left
            found = f"no-vault, then {opens_with(new)}"
        return found
    if work == "restore":
        found = opens_with(new) if new.exists() else "no-vault"
        if found == "no-vault":
            backup.restore(folder / "backups" / "one", new, "old", clock=CLOCK).lock()
            found = f"no-vault, then {opens_with(new)}"
        return found
    if work == "remove_bob":
        return people_of(folder)
    if work == "new_recovery":
        return sheets_of(folder)
    found = opens_with(folder)
    if work == "back_up":
        opened = vault.unlock(folder, "old", clock=CLOCK)
        file = folder / "backups" / "one"
        found += " and " + (
            "a good backup" if file.exists() and backup.verify_backup(file, opened) else "none"
        )
        backup.backup(opened, file)
        target.sweep(
            file.parent, datetime.now(UTC) + timedelta(days=2)
        )  # nobody can be at work on it any more
        left = {path.name for path in file.parent.iterdir()}
        found += "" if left == {"one"} else f", left {sorted(left)}"
        opened.lock()
    return found


def say(where: str) -> None:
    sys.stdout.write(where)
    sys.stdout.flush()


arm_here: Callable[[], None]
"""Where each work begins to count the calls."""


def main(work: str, folder: Path, step: int) -> None:
    """Every point in turn, or every second, third …, until a run is not killed any more."""
    global arm_here
    kdf.allow(kdf.CHEAP)
    statements.keep()
    attempts.state_folder = lambda: folder / "state"
    pristine = folder / "pristine"
    create(pristine)
    if work in {"restore", "back_up"}:
        opened = vault.unlock(pristine, "old", clock=CLOCK)
        backup.backup(opened, pristine / "backups" / "one")
        opened.lock()
    if work == "remove_bob":
        with_people(pristine)
    if work == "new_recovery":
        opened = vault.unlock(pristine, "old", clock=CLOCK)
        rotate.rotate(opened, recovery=KEYS["old"])
        opened.lock()
    for point in range(1, 1000, step):
        copy = folder / f"run{point}"
        shutil.copytree(pristine, copy)
        arm_here = partial(arm, point, say)
        reader, pipe = os.pipe()
        child = os.fork()
        if child == 0:
            os.dup2(pipe, 1)
            globals()[work](copy)
            os._exit(0)
        os.close(pipe)
        with os.fdopen(reader) as said:
            where = said.read()
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        sys.stdout.write(json.dumps([where, killed or status, state_after(work, copy)]) + "\n")
        if not killed:
            return
        shutil.rmtree(copy)


assert orm
main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
