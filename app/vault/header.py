"""The vault's header: which slots there are and what opens them, readable before unlocking, signed by the
vault.

Format, version 1, and final: one JSON object in the canonical spelling (sorted keys, no spaces) with a line
end. Bytes are lower-case hex, ids are UUIDs in lower case. ``m`` is memory in KiB, ``t`` passes, ``p`` lanes
of Argon2id.

* ``version`` 1, ``vault_id``, ``epoch`` (counts database keys), ``generation`` (counts headers),
  ``data_file``
* ``slots``: ``id``, ``kind`` ("user" or "recovery"), ``label`` (the user's name), ``public_key``, ``kdf`` {m,
  t, p, salt}, ``nonce`` and ``wrapped_private_key`` (private key and binding key, bound to `Slot.bound_to`),
  ``sealed_dek`` (database key and tag, sealed to the public key), ``binding`` (nonce and binding key,
  encrypted for the holders of the database key, who need it to seal a new one)
* ``mac``: keyed BLAKE2b, by subkey "header" of the database key, of the canonical spelling of all the rest
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast
from uuid import UUID

from app.kernel.errors import CannotUnlock, Damaged, Refused
from app.kernel.language import tr
from app.kernel.text import clean
from app.vault import files, keys
from app.vault.kdf import SALT_BYTES, KdfCost
from app.vault.place import COPY as COPY  # it is the header whose name and copy these are
from app.vault.place import NAME as NAME
from app.vault.place import is_there

VERSION = 1
KINDS = ("user", "recovery")
MAX_SLOTS = 1000
_MAX_BYTES = 2 * 1024 * 1024
_SEALED_BYTES = 48 + 2 * keys.KEY_BYTES
_WRAPPED_BYTES = 16 + 2 * keys.KEY_BYTES
_BINDING_BYTES = keys.NONCE_BYTES + keys.KEY_BYTES + 16


@dataclass(frozen=True, slots=True)
class Slot:
    """One way into the vault. ``id`` is the user's id; a recovery key has an id of its own."""

    id: UUID
    kind: str
    label: str
    public_key: bytes
    cost: KdfCost
    salt: bytes
    nonce: bytes
    wrapped_private_key: bytes
    sealed_dek: bytes
    binding: bytes

    def is_of(self, name: str) -> bool:
        """Whether this is the slot of somebody of that name, in any case and from any keyboard."""
        return clean(self.label, lines=False).casefold() == clean(name, lines=False).casefold()

    def bound_to(self, vault: UUID) -> bytes:
        """What the wrapped private key is bound to: a slot moved, swapped or made cheaper does not open."""
        return keys.canonical(
            [
                "liaison slot",
                VERSION,
                str(vault),
                str(self.id),
                self.kind,
                self.public_key.hex(),
                _kdf_json(self.cost, self.salt),
            ]
        )

    def as_json(self) -> dict[str, object]:
        return {
            "id": str(self.id),
            "kind": self.kind,
            "label": self.label,
            "public_key": self.public_key.hex(),
            "kdf": _kdf_json(self.cost, self.salt),
            "nonce": self.nonce.hex(),
            "wrapped_private_key": self.wrapped_private_key.hex(),
            "sealed_dek": self.sealed_dek.hex(),
            "binding": self.binding.hex(),
        }


@dataclass(frozen=True, slots=True)
class Header:
    """What ``header.json`` says."""

    vault_id: UUID
    epoch: int
    generation: int
    data_file: str
    slots: tuple[Slot, ...]
    mac: bytes = b""

    def signed(self, database_key: bytes | bytearray) -> Header:
        """With the mac that this database key makes."""
        return replace(self, mac=self._mac(database_key))

    def is_signed_by(self, database_key: bytes | bytearray) -> bool:
        """Whether the header is as a holder of this database key wrote it."""
        return keys.same(self.mac, self._mac(database_key))

    def spell(self) -> bytes:
        """The bytes of the file."""
        return keys.canonical(self._body() | {"mac": self.mac.hex()}) + b"\n"

    def slot(self, slot_id: UUID) -> Slot | None:
        """The slot of that id."""
        return next((slot for slot in self.slots if slot.id == slot_id), None)

    def _mac(self, database_key: bytes | bytearray) -> bytes:
        return keys.mac(keys.subkey(database_key, "header"), keys.canonical(self._body()))

    def _body(self) -> dict[str, object]:
        return {
            "version": VERSION,
            "vault_id": str(self.vault_id),
            "epoch": self.epoch,
            "generation": self.generation,
            "data_file": self.data_file,
            "slots": [slot.as_json() for slot in self.slots],
        }


def data_file_name(epoch: int) -> str:
    """``data-<epoch>.db``."""
    return f"data-{epoch}.db"


def read(folder: Path) -> Header:
    """The header of the vault in ``folder``, checked in form; its mac is checked by whoever opens a slot.

    Raises `CannotUnlock` ("no-vault") where there is none and `Damaged` where it is not as it was written.
    """
    try:
        return parse(_bytes(folder / NAME))
    except FileNotFoundError:
        if not (folder / COPY).exists() and is_there(folder):
            raise Damaged(
                "header-lost",
                tr(
                    "{name} and its copy {copy} are missing from the vault's folder, and without them its "
                    "data does not open. Nothing was deleted: put one of them back, or restore the newest "
                    "backup."
                ).format(name=NAME, copy=COPY),
            ) from None
        if not (folder / COPY).exists():
            raise CannotUnlock(
                "no-vault", tr("There is no vault in this folder. Choose another, or create one.")
            ) from None
        raise Damaged(
            "header-missing",
            tr(
                "{name} is missing from the vault's folder. Its copy {copy} is there: put a copy of that in its place."
            ).format(name=NAME, copy=COPY),
        ) from None


def read_copy(folder: Path) -> Header | None:
    """What ``header.json.bak`` says, or None where it is missing or damaged."""
    try:
        return parse(_bytes(folder / COPY))
    except (FileNotFoundError, Damaged):
        return None


def write(folder: Path, header: Header) -> None:
    """Replace header, then its copy. The first rename is the commit; the copy is made again after a crash
    between.

    Raises `MachineTrouble`, and `Refused` for what `read` would not take; the old header then still stands.
    """
    content = header.spell()
    if len(content) > _MAX_BYTES or len(header.slots) > MAX_SLOTS:
        raise Refused(
            "too-many-people", tr("No more people can sign in to one vault, or their names are too long.")
        )
    files.replace_with(folder / NAME, content)
    files.replace_with(folder / COPY, content)


def parse(content: bytes) -> Header:
    """The header in ``content``. Raises `Damaged` for anything that `Header.spell` would not have written."""
    try:
        header = _header(json.loads(content.decode("utf-8")))
        if header.spell() == content:
            return header
    except _NewerVersionError:
        raise Damaged(
            "newer-header",
            tr("This vault was written by a newer version of Liaison. Install that version here, too."),
        ) from None
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError):
        raise _damaged() from None
    raise _damaged()


class _NewerVersionError(Exception):
    """The header is of a version to come."""


def _header(raw: dict[str, object]) -> Header:
    if isinstance(raw.get("version"), int) and cast("int", raw["version"]) > VERSION:
        raise _NewerVersionError
    slots = cast("list[dict[str, object]]", raw["slots"])
    epoch = _count(raw["epoch"])
    if raw["data_file"] != data_file_name(epoch) or not 1 <= len(slots) <= MAX_SLOTS:
        raise ValueError
    header = Header(
        vault_id=UUID(cast("str", raw["vault_id"])),
        epoch=epoch,
        generation=_count(raw["generation"]),
        data_file=data_file_name(epoch),
        slots=tuple(_slot(slot) for slot in slots),
        mac=_hex(raw["mac"], keys.KEY_BYTES),
    )
    if len({slot.id for slot in header.slots}) != len(slots):
        raise ValueError
    return header


def _slot(raw: dict[str, object]) -> Slot:
    kdf = cast("dict[str, object]", raw["kdf"])
    label = raw["label"]
    if raw["kind"] not in KINDS or not isinstance(label, str):
        raise ValueError
    return Slot(
        id=UUID(cast("str", raw["id"])),
        kind=raw["kind"],
        label=label,
        public_key=_hex(raw["public_key"], keys.KEY_BYTES),
        cost=KdfCost(_count(kdf["m"]), _count(kdf["t"]), _count(kdf["p"])),
        salt=_hex(kdf["salt"], SALT_BYTES),
        nonce=_hex(raw["nonce"], keys.NONCE_BYTES),
        wrapped_private_key=_hex(raw["wrapped_private_key"], _WRAPPED_BYTES),
        sealed_dek=_hex(raw["sealed_dek"], _SEALED_BYTES),
        binding=_hex(raw["binding"], _BINDING_BYTES),
    )


def _kdf_json(cost: KdfCost, salt: bytes) -> dict[str, object]:
    return {"m": cost.memory_kib, "t": cost.passes, "p": cost.parallelism, "salt": salt.hex()}


def _count(value: object) -> int:
    if type(value) is not int or not 1 <= value < 2**53:
        raise ValueError
    return value


def _hex(value: object, length: int) -> bytes:
    content = bytes.fromhex(cast("str", value))
    if len(content) != length:
        raise ValueError
    return content


def _bytes(path: Path) -> bytes:
    with files.as_trouble():
        try:
            size = path.stat().st_size
        except NotADirectoryError:  # a file where the folder should be holds no vault either
            raise FileNotFoundError from None
        if size > _MAX_BYTES:
            raise _damaged()
        return path.read_bytes()


def _damaged() -> Damaged:
    return Damaged(
        "header-damaged",
        tr(
            "The vault's {name} is damaged or was altered. Nothing was deleted: put a copy of {copy} "
            "in its place, or take the header out of the newest backup."
        ).format(name=NAME, copy=COPY),
    )
