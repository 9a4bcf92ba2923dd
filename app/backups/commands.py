"""Setting the rule and the second place."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import event, select

from app.backups.models import BackupPlace, BackupRule
from app.backups.queries import FirmRule, rule
from app.kernel.errors import Invalid, MachineTrouble, Problem, Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.storage.transaction import Transaction
from app.vault import keeping
from app.vault.machine import machine_id, remember_place
from app.vault.unlocked import Vault

_BOUNDS = (
    ("daily", 1, keeping.MOST_DAYS),
    ("weekly", 0, keeping.MOST_WEEKS),
    ("monthly", 0, keeping.MOST_MONTHS),
    ("update_days", 1, keeping.MOST_UPDATE_DAYS),
)
MOST_WARN_DAYS = 60


def set_rule(tx: Transaction, new: FirmRule) -> None:
    """Change how the firm keeps its backups. Raises `Invalid`, `Refused` ("not-allowed")."""
    tx.need(Right.FIRM)
    kept = new.keeping
    problems = [
        Problem(
            name,
            "out-of-range",
            tr("Please give a number from {least} to {most}.").format(least=least, most=most),
        )
        for name, least, most in (*_BOUNDS, ("warn_days", 1, MOST_WARN_DAYS))
        if not least <= (new.warn_days if name == "warn_days" else getattr(kept, name)) <= most
    ]
    if problems:
        raise Invalid(problems)
    if new == rule(tx.reader()):
        return
    row = tx.session.scalars(select(BackupRule).limit(1)).one_or_none()
    if row is None:
        row = BackupRule(id=tx.new_id())
        tx.session.add(row)
    said = {
        "daily": kept.daily,
        "weekly": kept.weekly,
        "monthly": kept.monthly,
        "update_days": kept.update_days,
        "warn_days": new.warn_days,
    }
    for name, value in said.items():
        setattr(row, name, value)
    tx.record("changed", "backup", row.id, **said)


def set_place(tx: Transaction, vault: Vault, folder: Path | None) -> Path | None:
    """Set this machine's second place; None takes it away. Makes a folder for this vault in it and answers that.

    What stands outside the vault, for the day on which it does not open, is written when the commit is through.
    Backups may lie in synchronised folders: each is one encrypted file. Raises `Refused` (a folder inside the vault),
    `MachineTrouble` (not there, not writable).
    """
    tx.need(Right.BACKUP)
    machine = machine_id()
    row = tx.session.get(BackupPlace, machine)
    within = None if folder is None else _folder_in(folder, vault)
    if row is not None and (within is None or row.folder != str(within)):
        tx.session.delete(row)
        tx.session.flush()
        row = None
    if within is not None and row is None:
        tx.session.add(BackupPlace(machine=machine, folder=str(within), set_at=tx.now, set_by=tx.actor))
    tx.record("changed", "backup", vault.id, second_place=str(within) if within else None)
    event.listen(tx.session, "after_commit", lambda _: remember_place(vault.id, within), once=True)
    return within


def _folder_in(folder: Path, vault: Vault) -> Path:
    folder = folder.absolute()
    ours = vault.folder.resolve()
    if folder.resolve() == ours or ours in folder.resolve().parents:
        raise Refused(
            "inside-the-vault",
            tr(
                "That folder lies in the vault's own. Choose one on another disk, or one that is synchronised."
            ),
            field="folder",
        )
    name = f"Liaison backups {vault.id.hex[-8:]}"
    within = folder if folder.name == name else folder / name
    probe = within / ".liaison-probe"
    try:
        if not folder.is_dir():
            raise MachineTrouble(
                "place-missing", tr("There is no such folder. Connect the disk, or choose another.")
            )
        within.mkdir(exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError:
        raise MachineTrouble(
            "cannot-write", tr("Nothing can be written into that folder. Choose another one."), field="folder"
        ) from None
    return within
