"""A vault: create it, unlock it, lock it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.kernel.clock import Clock
from app.kernel.errors import CannotUnlock, Damaged, MachineTrouble, NotFound, Refused
from app.kernel.ids import new_id
from app.vault import files, folder as folders, header as headers, kdf, keys, lock, slots as slot_room
from app.vault.attempts import Attempts
from app.vault.header import Header, Slot
from app.vault.kdf import KdfCost
from app.vault.recovery import RecoveryKey

if TYPE_CHECKING:
    from sqlalchemy import Engine

RECOVERY_LABEL = "Recovery key"


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """A way into the vault, as the lock screen may show it before anything is unlocked (and before it is proved)."""

    id: UUID
    kind: str
    label: str


@dataclass(slots=True)
class Vault:
    """An unlocked vault. ``user`` is the id of the slot that opened it: the user's id."""

    folder: Path
    id: UUID
    epoch: int
    user: UUID
    engine: Engine
    _key: bytearray = field(repr=False)

    @property
    def data_file(self) -> Path:
        """The database of the present epoch. Never open it but through `engine` or `database_key`."""
        return self.folder / headers.data_file_name(self.epoch)

    @property
    def is_locked(self) -> bool:
        """Whether `lock` was called."""
        return not any(self._key)

    def subkey(self, purpose: str) -> bytes:
        """The 32-byte key for one purpose ("audit", "backup" …). Raises `CannotUnlock` ("locked")."""
        return keys.subkey(self.database_key(), purpose)

    def database_key(self) -> bytearray:
        """The raw key of the database, not a copy: do not keep it. Raises `CannotUnlock` ("locked")."""
        if self.is_locked:
            raise CannotUnlock("locked", "The vault is locked. Unlock it first.")
        return self._key

    def lock(self) -> None:
        """Close every connection, wipe the key, give freed memory back. Twice is once."""
        from app.storage.engine import close_engine

        close_engine(self.engine)
        keys.wipe(self._key)
        _trim_memory()


def slots(folder: Path) -> tuple[SlotInfo, ...]:
    """Who may unlock the vault in ``folder``, in the order they were added. Raises as `header.read`."""
    return tuple(SlotInfo(slot.id, slot.kind, slot.label) for slot in headers.read(folder).slots)


def create_vault(
    folder: Path, password: str, *, cost: KdfCost | None = None, clock: Clock, slot_id: UUID, label: str
) -> tuple[Vault, RecoveryKey]:
    """Make a vault in ``folder`` for one user (``slot_id``, named ``label``) and a recovery key, and unlock it.

    ``cost`` None calibrates to about a second; a cost given explicitly is allowed for the life of this process even
    below the floor, as tests need. Raises `Refused` (folder, empty password, a vault there already), `MachineTrouble`;
    nothing is left behind then.
    """
    _must_be_password(password)
    if cost is None:
        cost, recovery_cost = kdf.calibrate(), kdf.FLOOR  # 160 random bits need no stretching
    else:
        kdf.allow(cost)
        recovery_cost = cost
    folder = folders.prepare(folder)
    vault_id, epoch, key = new_id(clock.now()), 1, keys.new_database_key()
    recovery = RecoveryKey.new()
    made = (
        slot_room.make(
            password, key, vault=vault_id, epoch=epoch, slot=slot_id, kind="user", label=label, cost=cost
        ),
        slot_room.make(
            str(recovery),
            key,
            vault=vault_id,
            epoch=epoch,
            slot=new_id(clock.now()),
            kind="recovery",
            label=RECOVERY_LABEL,
            cost=recovery_cost,
        ),
    )
    header = Header(vault_id, epoch, 1, headers.data_file_name(epoch), made).signed(key)
    try:
        engine = _new_database(folder, header, key)
        headers.write(folder, header)
    except BaseException:
        _remove_beginnings(folder, header)
        raise
    return Vault(folder, vault_id, epoch, slot_id, engine, key), recovery


def unlock(
    folder: Path, password: str, *, clock: Clock, slot: UUID | None = None, label: str | None = None
) -> Vault:
    """Unlock with a password. ``slot`` or ``label`` (any case) says whose; with one user neither is needed.

    Raises `CannotUnlock` ("wrong-password", "no-such-user", "which-user", "no-vault", "other-host"), its kind
    `TooManyTries` with ``seconds`` to wait, `Damaged`, `MachineTrouble`.
    """
    header = headers.read(folder)
    lock.refuse_other_host(folder)
    chosen = _choose(header, slot, label)
    kdf.check_bounds(chosen.cost)
    attempts = Attempts(header.vault_id, clock)
    attempts.check()
    attempts.begun()
    try:
        opened, key = _open_slot(folder, header, chosen, password)
    except keys.WrongKey:
        raise CannotUnlock(
            "wrong-password", "That password does not open this vault.", field="password"
        ) from None
    except BaseException:
        attempts.taken_back()
        raise
    attempts.succeeded()
    return _opened(folder, header, chosen, key)


def unlock_with_recovery(folder: Path, recovery_key: str, *, clock: Clock) -> Vault:
    """Unlock with the recovery key as typed. ``user`` is then the recovery slot's id.

    Raises `Invalid` naming mistyped groups, `CannotUnlock` ("wrong-recovery-key"), `Damaged`, `MachineTrouble`.
    """
    typed = RecoveryKey.parse(recovery_key)
    header = headers.read(folder)
    lock.refuse_other_host(folder)
    for slot in header.slots:
        if slot.kind == "recovery":
            try:
                _, key = _open_slot(folder, header, slot, str(typed))
            except keys.WrongKey:
                continue
            Attempts(header.vault_id, clock).succeeded()
            return _opened(folder, header, slot, key)
    raise CannotUnlock(
        "wrong-recovery-key",
        "This recovery key belongs to another vault, or was replaced.",
        field="recovery_key",
    )


def change_password(vault: Vault, old: str, new: str, *, cost: KdfCost | None = None) -> None:
    """Give the signed-in user another password; all else stays. ``cost`` None keeps what the slot has.

    The old password opens older copies of the folder and older backups still. Raises `CannotUnlock`
    ("wrong-password"), `Refused` (empty), `MachineTrouble` (the old password then still holds).
    """
    _must_be_password(new)
    header = _header_of(vault)
    slot = header.slot(vault.user)
    if slot is None or slot.kind != "user":
        raise NotFound("no-such-user", "Sign in as the user whose password is to be changed.")
    try:
        opened = slot_room.open_with(old, slot, vault.id)
    except keys.WrongKey:
        raise CannotUnlock("wrong-password", "The present password is wrong.", field="password") from None
    if cost is not None:
        kdf.allow(cost)
    write_slots(
        vault, header, _with(header, slot_room.rewrap(slot, opened, new, cost or slot.cost, vault.id))
    )


def reset_password(vault: Vault, user: UUID, new: str, *, cost: KdfCost | None = None) -> None:
    """Give ``user`` a new slot with a new password, for who unlocked with the recovery key. Raises as above."""
    _must_be_password(new)
    header = _header_of(vault)
    slot = header.slot(user)
    if slot is None or slot.kind != "user":
        raise NotFound("no-such-user", "There is no such user in this vault.")
    if cost is not None:
        kdf.allow(cost)
    made = slot_room.make(
        new,
        vault.database_key(),
        vault=vault.id,
        epoch=vault.epoch,
        slot=slot.id,
        kind="user",
        label=slot.label,
        cost=cost or slot.cost,
    )
    write_slots(vault, header, _with(header, made))


def add_user(vault: Vault, password: str, *, slot_id: UUID, label: str, cost: KdfCost | None = None) -> None:
    """Give another person a slot of their own. Raises `Refused` (name or id taken, empty password)."""
    _must_be_password(password)
    header = _header_of(vault)
    if any(slot.id == slot_id or slot.label.casefold() == label.casefold() for slot in header.slots):
        raise Refused("user-exists", "Somebody of that name can already unlock this vault.", field="label")
    if cost is None:
        cost = kdf.calibrate()
    kdf.allow(cost)
    made = slot_room.make(
        password,
        vault.database_key(),
        vault=vault.id,
        epoch=vault.epoch,
        slot=slot_id,
        kind="user",
        label=label,
        cost=cost,
    )
    write_slots(vault, header, (*header.slots, made))


def write_slots(vault: Vault, header: Header, changed: tuple[Slot, ...]) -> None:
    """Replace the slots: one header replace is the commit."""
    generation = header.generation + 1
    new = Header(header.vault_id, header.epoch, generation, header.data_file, changed)
    headers.write(vault.folder, new.signed(vault.database_key()))


def _header_of(vault: Vault) -> Header:
    """The header on disk, proved by the key in hand."""
    header = headers.read(vault.folder)
    if not header.is_signed_by(vault.database_key()):
        raise _header_damaged()
    return header


def _with(header: Header, changed: Slot) -> tuple[Slot, ...]:
    return tuple(changed if slot.id == changed.id else slot for slot in header.slots)


def _choose(header: Header, slot: UUID | None, label: str | None) -> Slot:
    users = [found for found in header.slots if found.kind == "user"]
    if slot is not None:
        users = [found for found in users if found.id == slot]
    if label is not None:
        users = [found for found in users if found.label.casefold() == label.strip().casefold()]
    if len(users) == 1:
        return users[0]
    if not users:
        raise CannotUnlock("no-such-user", "Nobody of that name can unlock this vault.", field="user")
    raise CannotUnlock("which-user", "Several people can unlock this vault. Say who you are.", field="user")


def _open_slot(folder: Path, header: Header, slot: Slot, secret: str) -> tuple[keys.Opened, bytearray]:
    """The slot's secrets and the database key, with the header proved by it. Raises `keys.WrongKey`, `Damaged`."""
    try:
        opened = slot_room.open_with(secret, slot, header.vault_id)
    except keys.WrongKey:
        if _copy_opens(folder, header, slot, secret):
            raise _header_damaged() from None
        raise
    try:
        key = slot_room.database_key(opened, slot, header)
    except keys.WrongKey:
        raise _header_damaged() from None
    if not header.is_signed_by(key):
        raise _header_damaged()
    return opened, key


def _copy_opens(folder: Path, header: Header, slot: Slot, secret: str) -> bool:
    """Whether the password is right after all: the copy of the same generation has another slot, which it opens."""
    copy = headers.read_copy(folder)
    if (
        copy is None
        or copy == header
        or (copy.vault_id, copy.generation) != (header.vault_id, header.generation)
    ):
        return False
    twin = copy.slot(slot.id)
    if twin is None or twin == slot:
        return False
    try:
        slot_room.open_with(secret, twin, copy.vault_id)
    except (keys.WrongKey, Damaged):
        return False
    return True


def _opened(folder: Path, header: Header, slot: Slot, key: bytearray) -> Vault:
    from app.storage.engine import open_engine

    if headers.read_copy(folder) != header:
        _repair_copy(folder, header)
    engine = open_engine(folder / header.data_file, key)
    vault = Vault(folder, header.vault_id, header.epoch, slot.id, engine, key)
    try:
        _check_identity(vault)
    except BaseException:
        vault.lock()
        raise
    return vault


def _repair_copy(folder: Path, header: Header) -> None:
    """Make the copy again after a crash between the two renames; a folder that cannot be written says so later."""
    try:
        files.replace_with(folder / headers.COPY, header.spell())
    except MachineTrouble:
        return


def _check_identity(vault: Vault) -> None:
    """The vault id and epoch stand inside the database, too: a foreign file under the same key would show."""
    from sqlalchemy import text
    from sqlalchemy.exc import DatabaseError

    try:
        with vault.engine.connect() as connection:
            row = connection.execute(text("SELECT vault_id, epoch FROM vault_identity")).one_or_none()
    except DatabaseError:
        row = None
    if row is None or (row[0], row[1]) != (str(vault.id), vault.epoch):
        raise Damaged(
            "wrong-data-file",
            "The data file is not the one that belongs to this header. Nothing was deleted: restore the newest backup.",
        )


def _new_database(folder: Path, header: Header, key: bytearray) -> Engine:
    from sqlalchemy import text

    from app.storage.engine import close_engine, open_engine, writer

    file = folder / header.data_file
    with files.as_trouble():
        files.make_new(file)
    engine = open_engine(file, key, create=True)
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


def _remove_beginnings(folder: Path, header: Header) -> None:
    """Take away what a failed creation made; it held nothing yet."""
    for name in (
        headers.NAME,
        headers.COPY,
        header.data_file,
        f"{header.data_file}-wal",
        f"{header.data_file}-shm",
    ):
        (folder / name).unlink(missing_ok=True)


def _must_be_password(password: str) -> None:
    if not password:
        raise Refused("password-empty", "Choose a password; an empty one protects nothing.", field="password")


def _header_damaged() -> Damaged:
    return Damaged(
        "header-altered",
        f"The vault's {headers.NAME} was altered or is damaged: it is not as this vault signed it. Nothing was deleted: "
        f"put a copy of {headers.COPY} in its place, or take the header out of the newest backup.",
    )


def _trim_memory() -> None:
    """Give freed pages back to the system (glibc): closed connections leave plaintext in them."""
    if sys.platform == "linux":
        trim: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
