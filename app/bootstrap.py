"""Making, opening, recovering and restoring a vault: each ends with a workspace, or with nothing."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.drafts.first_hour import begin_first_hour
from app.kernel.clock import Clock, moment_of
from app.kernel.errors import Damaged
from app.kernel.ids import new_id
from app.kernel.language import tr
from app.kernel.rights import EVERY
from app.people import users
from app.people.commands import NewColleague, add_colleague
from app.people.queries import must_be_here
from app.people.rules import person_name, rights_of
from app.people.words import Role
from app.settings.commands import FirmDetails, check_firm, set_up_firm
from app.settings.queries import firm_of
from app.storage import migrate
from app.storage.engine import writer
from app.storage.transaction import Recorded, Transaction
from app.vault import passwords
from app.vault import vault as vaults
from app.vault.backup import backup, default_file, restore
from app.vault.kdf import KdfCost
from app.vault.progress import Progress
from app.vault.recovery import RecoveryKey
from app.vault.unlocked import Vault
from app.workdays.places import must_be_place
from app.workspace import Workspace


def create_workspace(
    folder: Path,
    password: str,
    *,
    firm: FirmDetails,
    user: str,
    role: Role = Role.PARTNER,
    job_title: str = "",
    is_guided: bool = False,
    clock: Clock,
    cost: KdfCost | None = None,
) -> tuple[Workspace, RecoveryKey]:
    """Make the firm's vault: its tables, the firm, and the first person, who signs in with ``password``.

    The first person is an administrator beside the role. It is a vault only when all that is there: whatever ends
    this before leaves a folder where it can be made again. ``is_guided``: that person goes through the first hour.
    """
    user = person_name(user, field="user")
    firm = check_firm(firm)
    must_be_place(firm.country, firm.subdivision or None)
    user_id = new_id(moment_of(clock))
    zone = ZoneInfo(firm.time_zone)

    def set_up(vault: Vault) -> None:
        migrate.upgrade(vault.engine)
        made = Workspace(vault, clock, user_id, zone)
        with Session(writer(vault.engine), expire_on_commit=False) as session, session.begin():
            # Nobody is there yet to have a right.
            tx = Transaction(session, user_id, clock, zone, lambda *_: EVERY)
            set_up_firm(tx, firm)
            add_colleague(tx, NewColleague(user, role, job_title), with_id=user_id, is_admin=True)
            if is_guided:
                begin_first_hour(tx)
            tx.finish(made.trail.record)

    vault, recovery = vaults.create_vault(
        folder, password, cost=cost, clock=clock, slot_id=user_id, label=user, set_up=set_up
    )
    rights = rights_of(role, is_admin=True)
    return Workspace(vault, clock, user_id, zone, _rights=rights, day_order=firm.day_order), recovery


def open_workspace(folder: Path, password: str, *, user: str | None = None, clock: Clock) -> Workspace:
    """Unlock the vault in ``folder`` and bring its tables up to date, with a verified backup before."""
    moment_of(clock)  # before a wrong password is counted by it
    vault = vaults.unlock(folder, password, clock=clock, label=user)
    return _workspace(vault, clock, vault.user)


def recover_workspace(
    folder: Path,
    recovery_key: str,
    *,
    user: str,
    new_password: str,
    clock: Clock,
    cost: KdfCost | None = None,
) -> Workspace:
    """Give ``user`` a new password by the recovery key and open the vault with it.

    That it was done stands in the trail in the same act, or it was not done. Raises `Invalid` naming mistyped groups,
    `CannotUnlock` ("wrong-recovery-key", "not-here"), `NotFound` ("no-such-user"), `Refused` ("password-empty"), and as
    `open_workspace`.
    """
    moment_of(clock)
    passwords.must_be_password(new_password)
    vault = vaults.unlock_with_recovery(folder, recovery_key, clock=clock)
    try:
        recovering = _workspace(vault, clock, users.named_slot(vault, user))
        users.recover(recovering, new_password, cost=cost)
    finally:
        vault.lock()
    return open_workspace(folder, new_password, user=user, clock=clock)


def restore_vault(
    file: Path,
    folder: Path,
    secret: str,
    *,
    clock: Clock,
    user: str | None = None,
    progress: Progress = lambda *_: None,
) -> Path:
    """Make the vault of a backup anew in the new ``folder`` (the answer), verified, and leave it locked.

    ``secret`` is a password of the backup, as it was then, or its recovery key; ``user`` says whose. The restored
    vault's audit trail says what was done; the vault before, wherever it is, is not touched. Raises `CannotUnlock`,
    `Damaged`, `Refused` (a folder with a vault in it), `MachineTrouble`; nothing is left behind then.
    """
    moment_of(clock)
    vault = restore(file, folder, secret, clock=clock, label=user, progress=progress)
    try:
        restored = Workspace(vault, clock, vault.user, ZoneInfo("UTC"))
        found = migrate.revision(vault.engine)
        # Into a newer one only a newer version can write, and it can still be opened there.
        if not migrate.is_newer(found):
            migrate.upgrade(
                vault.engine, [one.id for one in vaults.slots(vault.folder) if one.kind == "user"]
            )
            done = Recorded("restored", "backup", None, {"file": file.name})
            with Session(writer(vault.engine)) as session, session.begin():
                restored.trail.record(session, vault.user, clock.now(), [done])
            restored.anchor_now()
        return vault.folder
    finally:
        vault.lock()


def _workspace(vault: Vault, clock: Clock, who: UUID) -> Workspace:
    """What works in ``vault`` for ``who``, its tables brought up to date; where that fails the vault is locked."""
    try:
        return _up_to_date(vault, clock, who)
    except SQLAlchemyError:  # its pages decrypt, but a table or the firm's own row is not there
        vault.lock()
        raise Damaged(
            "tables-broken",
            tr(
                "The vault opens, but tables in it are missing or broken. Nothing was deleted: restore "
                "the newest backup."
            ),
        ) from None
    except BaseException:
        vault.lock()
        raise


def _up_to_date(vault: Vault, clock: Clock, who: UUID) -> Workspace:
    found = migrate.revision(vault.engine)
    if found != migrate.NEWEST:
        if not migrate.is_newer(found):
            backup(vault, default_file(vault, before_update=True))
        migrate.upgrade(vault.engine, [one.id for one in vaults.slots(vault.folder) if one.kind == "user"])
    with Session(vault.engine) as session:
        firm = firm_of(session)
        workspace = Workspace(vault, clock, who, firm.zone, day_order=firm.details.day_order)
        must_be_here(session, who)
        workspace.rights_in(session, who)
    return workspace
