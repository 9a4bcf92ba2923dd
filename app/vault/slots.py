"""Making, opening and changing slots: who can get at the database key."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from app.kernel.text import clean
from app.vault import kdf, keys
from app.vault.header import Header, Slot
from app.vault.kdf import KdfCost


def make(
    secret: str,
    database_key: bytes | bytearray,
    *,
    vault: UUID,
    epoch: int,
    slot: UUID,
    kind: str,
    label: str,
    cost: KdfCost,
) -> Slot:
    """A slot that ``secret`` (password or recovery key) opens. Takes one key derivation."""
    opened, public = keys.new_opened()
    name = clean(label, lines=False)  # a lone surrogate could not be written
    empty = Slot(slot, kind, name, public, cost, b"", b"", b"", b"", b"")
    return _for_epoch(
        _wrapped(empty, opened, secret, cost, vault), opened.binding, database_key, vault, epoch
    )


def open_with(secret: str, slot: Slot, vault: UUID) -> keys.Opened:
    """What ``secret`` opens. Takes one key derivation. Raises `keys.WrongKeyError`; `Damaged` for a forged
    cost."""
    slot_key = kdf.derive(secret, slot.salt, slot.cost)
    plain = keys.decrypt(slot_key, slot.nonce, slot.wrapped_private_key, slot.bound_to(vault))
    return keys.Opened(plain[: keys.KEY_BYTES], plain[keys.KEY_BYTES :])


def database_key(opened: keys.Opened, slot: Slot, header: Header) -> bytearray:
    """The database key of the header's epoch. Raises `keys.WrongKeyError`."""
    return keys.unseal(slot.sealed_dek, opened, keys.place(header.vault_id, header.epoch, slot.id))


def rewrap(slot: Slot, opened: keys.Opened, secret: str, cost: KdfCost, vault: UUID) -> Slot:
    """The same slot under a new secret: the key pair stays. Takes one key derivation."""
    return _wrapped(slot, opened, secret, cost, vault)


def reseal(
    slot: Slot, old_key: bytes | bytearray, new_key: bytes | bytearray, *, vault: UUID, epoch: int
) -> Slot:
    """The same slot for a new database key, made without its owner's password; ``epoch`` is the new one.

    Raises `keys.WrongKeyError` where the slot's binding is not of this vault and the epoch before.
    """
    sealed = slot.binding
    binding = keys.decrypt(
        keys.subkey(old_key, "binding"),
        sealed[: keys.NONCE_BYTES],
        sealed[keys.NONCE_BYTES :],
        keys.place(vault, epoch - 1, slot.id),
    )
    return _for_epoch(slot, binding, new_key, vault, epoch)


def _wrapped(slot: Slot, opened: keys.Opened, secret: str, cost: KdfCost, vault: UUID) -> Slot:
    slot = replace(slot, cost=cost, salt=kdf.new_salt())
    slot_key = kdf.derive(secret, slot.salt, cost)
    nonce, wrapped = keys.encrypt(slot_key, opened.private + opened.binding, slot.bound_to(vault))
    return replace(slot, nonce=nonce, wrapped_private_key=wrapped)


def _for_epoch(slot: Slot, binding: bytes, database_key: bytes | bytearray, vault: UUID, epoch: int) -> Slot:
    where = keys.place(vault, epoch, slot.id)
    nonce, encrypted = keys.encrypt(keys.subkey(database_key, "binding"), binding, where)
    return replace(
        slot,
        sealed_dek=keys.seal(database_key, slot.public_key, binding, where),
        binding=nonce + encrypted,
    )
