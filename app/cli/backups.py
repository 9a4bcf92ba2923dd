"""backup, restore, and verify of a backup file: for nightly jobs, beside an open window or without a vault."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli.flags import some_path
from app.cli.how_far import told
from app.cli.session import Add, Answer, Session, note
from app.kernel.errors import CannotUnlock, Damaged, Refused
from app.kernel.text import number_of

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.backup import BackupInfo


def register(add: Add) -> None:
    """Add the commands."""
    making = add(
        "backup", "make a backup, open it again and compare it; without --out, into the vault's own folder"
    )
    making.add_argument(
        "--out",
        type=some_path,
        metavar="FILE",
        help="a file of your own, or an older one of this vault to replace; no rule touches it",
    )
    making.set_defaults(run=_backup)
    restoring = add("restore", "make the vault of a backup anew in a new folder, with the backup's password")
    restoring.add_argument("file", type=some_path, metavar="FILE")
    restoring.add_argument("--to", required=True, type=some_path, metavar="DIR", help="a new folder")
    restoring.set_defaults(run=_restore)


def _backup(session: Session, args: argparse.Namespace) -> Answer:
    from app.backups.queries import ENTRIES
    from app.backups.routine import back_up_now, noted_backup
    from app.kernel.rights import Right

    workspace = session.workspace
    with workspace.read() as reader:
        reader.need(Right.BACKUP)
    if args.out is not None:
        info = noted_backup(workspace, _some_file(args.out), told())
    else:
        outcome = back_up_now(workspace, told())
        if outcome.made is None:
            raise outcome.problem or Refused("no-backup", "No backup was made.")
        info = outcome.made
        if outcome.second_problem is not None:
            note(f"{outcome.second_problem.message} The backup in the vault's own folder is good.")
    entries = info.tables.get(ENTRIES, 0)
    data = {"file": info.file.absolute(), "entries": entries, "audit_head": _head(info)}
    return Answer(data, f"Backed up and checked: {info.file} ({number_of(entries, 'entry', 'entries')}).")


def _some_file(file: Path) -> Path:
    try:
        if file.is_dir():
            raise Refused("not-a-file", "That is a folder. Give the backup a file's name in it.", field="out")
    except OSError:
        raise Refused("not-a-file", "No file can have that name. Choose another.", field="out") from None
    return file


def _head(info: BackupInfo) -> dict[str, object]:
    return {"seq": info.audit_seq or 0, "mac": info.audit_mac.hex() if info.audit_mac else None}


def _restore(session: Session, args: argparse.Namespace) -> Answer:
    from app.bootstrap import restore_vault

    folder = restore_vault(
        there(args.file),
        args.to,
        session.password(),
        clock=session.clock,
        user=session.user,
        progress=told(),
    )
    return Answer({"vault": folder}, f"Restored into {folder}, checked. The vault before it was not touched.")


def there(file: Path) -> Path:
    """The file, if it is one. Raises `Refused`."""
    if not file.is_file():
        raise Refused("no-file", f"There is no file {file}.", field="file")
    return file


def check_backup(session: Session, file: Path) -> BackupInfo:
    """Open a backup again from its file and run every check: by its own password, without the vault it is of.

    Where that does not open it, by the vault's key: a password may have been changed since. Raises `Damaged`.
    """
    from app.backups.routine import note_checked
    from app.vault import failures
    from app.vault.backup import key_of_backup, verify_backup, verify_with_key
    from app.vault.container import read_beginning
    from app.vault.place import is_there

    tell = told()
    vault_id = read_beginning(there(file)).header.vault_id
    before = set(failures.read(vault_id))
    try:
        key = key_of_backup(file, session.password(), clock=session.clock, label=session.user)
    except CannotUnlock:
        if not is_there(session.folder):
            raise
        # The vault itself is asked, and counts it.
        failures.forget(vault_id, set(failures.read(vault_id)) - before)
    else:
        return verify_with_key(file, key, progress=tell)
    try:
        info = verify_backup(file, session.workspace.vault, progress=tell)
    except Damaged:
        note_checked(session.workspace, file, good=False)
        raise
    note_checked(session.workspace, file, good=True)
    return info
