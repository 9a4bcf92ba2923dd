"""A vault: create it, unlock it, lock it. The way in for everybody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.kernel.clock import Clock
from app.kernel.errors import CannotUnlock, Damaged, MachineTrouble
from app.kernel.ids import new_id
from app.kernel.language import tr
from app.vault import failures, files, kdf, keys, leftovers, lock
from app.vault import folder as folders
from app.vault import header as headers
from app.vault import slots as slot_room
from app.vault.attempts import Attempts, TooManyTries
from app.vault.header import Header, Slot
from app.vault.kdf import KdfCost
from app.vault.passwords import add_user, change_password, header_damaged, must_be_password, reset_password
from app.vault.recovery import RecoveryKey
from app.vault.superseded import CODE as KEY_CHANGED
from app.vault.superseded import StillThisKey, key_changed
from app.vault.unlocked import Vault, check_identity

if TYPE_CHECKING:
    from sqlalchemy import Engine

__all__ = [
    "SlotInfo",
    "TooManyTries",
    "Vault",
    "add_user",
    "change_password",
    "create_vault",
    "reset_password",
    "slots",
    "unlock",
    "unlock_with_recovery",
    "wait_seconds",
]

RECOVERY_LABEL = "Recovery key"


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """A way into the vault, as the lock screen may show it before anything is unlocked (and before it is
    proved)."""

    id: UUID
    kind: str
    label: str


def slots(folder: Path) -> tuple[SlotInfo, ...]:
    """Who may unlock the vault in ``folder``, in the order they were added. Raises as `header.read`."""
    return tuple(SlotInfo(slot.id, slot.kind, slot.label) for slot in headers.read(folder).slots)


def wait_seconds(folder: Path, clock: Clock, label: str | None = None) -> int:
    """How long wrong passwords make ``label`` wait, or, without a name, whoever has to wait least. Raises as
    `header.read`."""
    header = headers.read(folder)
    users = [slot for slot in header.slots if slot.kind == "user" and (label is None or slot.is_of(label))]
    return min((Attempts(header.vault_id, slot.id, clock).seconds_left() for slot in users), default=0)


def create_vault(
    folder: Path,
    password: str,
    *,
    cost: KdfCost | None = None,
    clock: Clock,
    slot_id: UUID,
    label: str,
    set_up: Callable[[Vault], None] = lambda _: None,
) -> tuple[Vault, RecoveryKey]:
    """Make a vault in ``folder`` for one user (``slot_id``, named ``label``) and a recovery key, and unlock
    it.

    ``set_up`` puts into it what every vault must hold, before the folder counts as a vault: a creation that is
    killed before its end is taken away by the next one.

    ``cost`` None calibrates to about a second; a cost given explicitly is allowed for the life of this
    process even below the floor, as tests need. Raises `Refused` (folder, empty password, a vault there
    already), `MachineTrouble`; nothing is left behind then.
    """
    must_be_password(password)
    vault_id, key, recovery = new_id(clock.now()), keys.new_database_key(), RecoveryKey.new()
    with folders.making(folder) as made_in:
        if cost is None:  # only now: what is wrong with the folder shows at once
            cost, recovery_cost = kdf.calibrate(), kdf.FLOOR  # 160 random bits need no stretching
        else:
            kdf.allow(cost)
            recovery_cost = cost
        made = (
            slot_room.make(
                password, key, vault=vault_id, epoch=1, slot=slot_id, kind="user", label=label, cost=cost
            ),
            slot_room.make(
                str(recovery),
                key,
                vault=vault_id,
                epoch=1,
                slot=new_id(clock.now()),
                kind="recovery",
                label=RECOVERY_LABEL,
                cost=recovery_cost,
            ),
        )
        header = Header(vault_id, 1, 1, headers.data_file_name(1), made).signed(key)
        engine = _new_database(made_in, header, key)
        vault = Vault(made_in, vault_id, 1, slot_id, engine, clock, key)
        try:
            set_up(vault)
            headers.write(made_in, header)  # last: a vault without a header is none
        except BaseException:
            vault.lock()
            raise
    return vault, recovery


def unlock(
    folder: Path, password: str, *, clock: Clock, slot: UUID | None = None, label: str | None = None
) -> Vault:
    """Unlock with a password. ``slot`` or ``label`` (any case) says whose; with one user neither is needed.

    Raises `CannotUnlock` ("wrong-password", "no-such-user", "which-user", "no-vault", "other-host"), its kind
    `TooManyTries` with ``seconds`` to wait, `Damaged`, `MachineTrouble`.
    """
    return _with_the_newest_key(
        folder, lambda header: _unlock_with(folder, header, password, clock, slot, label)
    )


def _with_the_newest_key(folder: Path, opened_by: Callable[[Header], Vault]) -> Vault:
    """Open by the header; again where the vault got a new key on the way, which a key derivation gives it time
    for."""
    while True:
        header = headers.read(folder)
        try:
            return opened_by(header)
        except MachineTrouble as error:
            if error.code != KEY_CHANGED:
                raise


def _unlock_with(
    folder: Path, header: Header, password: str, clock: Clock, slot: UUID | None, label: str | None
) -> Vault:
    folders.refuse_unfit(folder, there=True)
    lock.refuse_other_host(folder)
    chosen = _choose(header, slot, label)
    kdf.check_bounds(chosen.cost)
    attempts = Attempts(header.vault_id, chosen.id, clock)
    attempts.check()
    attempts.begun()
    try:
        _, key = _open_slot(folder, header, chosen, password)
    except keys.WrongKeyError:
        failures.keep(header.vault_id, chosen.id, clock.now())
        raise CannotUnlock(
            "wrong-password", tr("That password does not open this vault."), field="password"
        ) from None
    except BaseException:
        attempts.taken_back()
        raise
    attempts.succeeded()
    return open_with_key(folder, header, chosen, clock, key)


def unlock_with_recovery(folder: Path, recovery_key: str, *, clock: Clock) -> Vault:
    """Unlock with the recovery key as typed. ``user`` is then the recovery slot's id.

    Raises `Invalid` naming mistyped groups, `CannotUnlock` ("wrong-recovery-key"), `Damaged`,
    `MachineTrouble`.
    """
    typed = RecoveryKey.parse(recovery_key)
    return _with_the_newest_key(folder, lambda header: _unlock_with_recovery(folder, header, typed, clock))


def _unlock_with_recovery(folder: Path, header: Header, typed: RecoveryKey, clock: Clock) -> Vault:
    folders.refuse_unfit(folder, there=True)
    lock.refuse_other_host(folder)
    for slot in header.slots:
        if slot.kind == "recovery":
            try:
                _, key = _open_slot(folder, header, slot, str(typed))
            except keys.WrongKeyError:
                continue
            return open_with_key(folder, header, slot, clock, key)
    failures.keep(header.vault_id, None, clock.now())
    raise CannotUnlock(
        "wrong-recovery-key",
        tr("This recovery key belongs to another vault, or was replaced."),
        field="recovery_key",
    )


def _choose(header: Header, slot: UUID | None, label: str | None) -> Slot:
    users = [found for found in header.slots if found.kind == "user"]
    if slot is not None:
        users = [found for found in users if found.id == slot]
    if label is not None:
        users = [found for found in users if found.is_of(label)]
    if len(users) == 1:
        return users[0]
    if not users:
        raise CannotUnlock("no-such-user", tr("Nobody of that name can unlock this vault."), field="user")
    raise CannotUnlock(
        "which-user", tr("Several people can unlock this vault. Say who you are."), field="user"
    )


def _open_slot(folder: Path, header: Header, slot: Slot, secret: str) -> tuple[keys.Opened, bytearray]:
    """The slot's secrets and the database key, with the header proved by it. Raises `keys.WrongKeyError`,
    `Damaged`."""
    try:
        opened = slot_room.open_with(secret, slot, header.vault_id)
    except keys.WrongKeyError:
        if _copy_opens(folder, header, slot, secret):
            raise header_damaged() from None
        raise
    try:
        key = slot_room.database_key(opened, slot, header)
    except keys.WrongKeyError:
        raise header_damaged() from None
    if not header.is_signed_by(key):
        raise header_damaged()
    return opened, key


def _copy_opens(folder: Path, header: Header, slot: Slot, secret: str) -> bool:
    """Whether the password is right after all: the copy has another slot in that place, which it opens.

    A copy older than the header does not count: its slot may be the one before a change of password.
    """
    copy, place = headers.read_copy(folder), header.slots.index(slot)
    if copy is None or copy.generation < header.generation or place >= len(copy.slots):
        return False
    twin = copy.slots[place]
    if (twin, copy.vault_id) == (slot, header.vault_id):
        return False
    try:
        slot_room.open_with(secret, twin, copy.vault_id)
    except (keys.WrongKeyError, Damaged):
        return False
    return True


def open_with_key(folder: Path, header: Header, slot: Slot, clock: Clock, key: bytearray) -> Vault:
    """The vault of a header that ``key`` proved, opened by ``slot``.

    Raises `Damaged`, `MachineTrouble`; of that kind "key-changed" where the header was replaced by a rotation since
    it was read.
    """
    from app.storage.engine import open_engine

    if headers.read_copy(folder) != header:
        _repair_copy(folder, header)
    try:
        engine = open_engine(folder / header.data_file, key, still=StillThisKey(folder, header.epoch))
    except Damaged:
        if headers.read(folder).epoch > header.epoch:  # its data file went
            raise key_changed() from None
        raise
    vault = Vault(folder, header.vault_id, header.epoch, slot.id, engine, clock, key)
    try:
        check_identity(vault)
    except BaseException:
        vault.lock()
        raise
    folders.finished(folder)
    leftovers.sweep(folder, header, key)
    return vault


def _repair_copy(folder: Path, header: Header) -> None:
    """Make the copy again after a crash between the two renames; a folder that cannot be written says so
    later."""
    try:
        with lock.changing_header(folder):
            if headers.read(folder) == header:  # and was not replaced since
                files.replace_with(folder / headers.COPY, header.spell())
    except MachineTrouble:
        return


def _new_database(folder: Path, header: Header, key: bytearray) -> Engine:
    from sqlalchemy import text

    from app.storage.engine import close_engine, open_engine, writer

    file = folder / header.data_file
    with files.as_trouble():
        files.make_new(file)
    engine = open_engine(file, key, create=True, still=StillThisKey(folder, header.epoch))
    try:
        with writer(engine).begin() as connection:
            connection.execute(
                text("CREATE TABLE vault_identity (vault_id TEXT NOT NULL, epoch INTEGER NOT NULL)")
            )
            connection.execute(
                text("INSERT INTO vault_identity VALUES (:vault, :epoch)"),
                {"vault": str(header.vault_id), "epoch": header.epoch},
            )
        files.sync_folder(folder)
    except BaseException:
        close_engine(engine)
        raise
    return engine
