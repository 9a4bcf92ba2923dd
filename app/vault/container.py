"""A backup as one file: what is needed to open it, what must be found in it, and the database itself.

Format, version 1, and final: ``MAGIC`` (8 bytes), length (4 bytes, big-endian) and bytes of the vault's
header as in ``header.json``, length and bytes of the manifest, then the SQLCipher database to the end of the
file. The manifest is 24 bytes of nonce and JSON encrypted by XChaCha20-Poly1305 with subkey "backup", bound
to all before it: vault id, epoch, time, size and keyed BLAKE2b of the database, rows of each table, audit
head.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

import nacl.hashlib

from app.kernel.errors import Damaged
from app.kernel.language import tr
from app.vault import files, keys
from app.vault import header as headers
from app.vault.checks import Contents
from app.vault.header import Header
from app.vault.progress import Progress

MAGIC = b"LIAISON1"
_LENGTH = struct.Struct(">I")
_MAX_BYTES = 16 * 1024 * 1024
_PIECE = 1024 * 1024
NO_DIGEST = bytes(keys.KEY_BYTES)
"""Stands in a manifest until the database was written."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself."""

    vault: UUID
    epoch: int
    made_at: datetime
    size: int
    digest: bytes
    contents: Contents


@dataclass(frozen=True, slots=True)
class Beginning:
    """What stands before the database: the header in the clear, the manifest still sealed, where the
    database begins."""

    header: Header
    sealed: bytes
    start: int


def write(
    out: Path, header: Header, manifest: Manifest, key: bytes | bytearray, database: Path, told: Progress
) -> None:
    """Put header, manifest and ``database`` into the new file ``out`` and have the disk keep it.

    The digest in ``manifest`` is computed on the way, so the manifest is filled in last.
    """
    before = _before(header.spell())
    length = keys.NONCE_BYTES + len(_spell(manifest)) + keys.TAG_BYTES
    digest = new_digest(key)
    files.make_new(out)
    with out.open("wb") as file, database.open("rb") as source:
        file.write(before + _LENGTH.pack(length) + bytes(length))
        for piece in _pieces(source, manifest.size, told):
            digest.update(piece)
            file.write(piece)
        whole = _spell(replace(manifest, digest=digest.digest()))
        nonce, encrypted = keys.encrypt(keys.subkey(key, "backup"), whole, before)
        file.seek(len(before) + _LENGTH.size)
        file.write(nonce + encrypted)
        file.flush()
        os.fsync(file.fileno())


def read_beginning(file: Path) -> Beginning:
    """What stands before the database. Raises `Damaged` where it is no backup or cut short."""
    with files.as_trouble(), file.open("rb") as source:
        if source.read(len(MAGIC)) != MAGIC:
            raise Damaged(
                "not-a-backup", tr("This file is not a Liaison backup, or its beginning is damaged.")
            )
        try:
            header = headers.parse(_part(source))
        except Damaged as error:
            if error.code == "newer-header":
                raise
            raise damaged() from None
        return Beginning(header, _part(source), source.tell())


def open_manifest(beginning: Beginning, key: bytes | bytearray) -> Manifest:
    """The manifest, proved by the database key, and the header with it. Raises `Damaged`."""
    before = _before(beginning.header.spell())
    nonce, encrypted = beginning.sealed[: keys.NONCE_BYTES], beginning.sealed[keys.NONCE_BYTES :]
    try:
        plain = keys.decrypt(keys.subkey(key, "backup"), nonce, encrypted, before)
    except keys.WrongKeyError:
        raise damaged() from None
    if not beginning.header.is_signed_by(key):
        raise damaged()
    return _manifest(cast("dict[str, object]", json.loads(plain)))


def extract(
    file: Path, beginning: Beginning, manifest: Manifest, key: bytes | bytearray, to: Path, told: Progress
) -> None:
    """Copy the database, still encrypted, into the new file ``to``, proving it byte for byte. Raises
    `Damaged`."""
    digest = new_digest(key)
    files.make_new(to)
    with file.open("rb") as source, to.open("wb") as target:
        _to_database(source, beginning, manifest)
        for piece in _pieces(source, manifest.size, told):
            digest.update(piece)
            target.write(piece)
        target.flush()
    if not keys.same(digest.digest(), manifest.digest):
        raise damaged()


def prove(
    file: Path, beginning: Beginning, manifest: Manifest, key: bytes | bytearray, told: Progress
) -> None:
    """Read the database in ``file`` to its end and compare it with the manifest byte for byte. Raises `Damaged`."""
    digest = new_digest(key)
    with file.open("rb") as source:
        _to_database(source, beginning, manifest)
        for piece in _pieces(source, manifest.size, told):
            digest.update(piece)
    if not keys.same(digest.digest(), manifest.digest):
        raise damaged()


def compare(file: Path, beginning: Beginning, manifest: Manifest, database: Path, told: Progress) -> None:
    """Read the database in ``file`` to its end beside ``database``, of which the manifest's digest was taken: each
    byte is the same. Raises `Damaged`."""
    with file.open("rb") as source, database.open("rb") as twin:
        _to_database(source, beginning, manifest)
        for piece in _pieces(source, manifest.size, told):
            if piece != twin.read(len(piece)):
                raise damaged()


def _to_database(source: BinaryIO, beginning: Beginning, manifest: Manifest) -> None:
    if source.seek(0, os.SEEK_END) != beginning.start + manifest.size:
        raise Damaged(
            "backup-cut", tr("This backup is cut short or has something added to it. Use another one.")
        )
    source.seek(beginning.start)


def new_digest(key: bytes | bytearray) -> nacl.hashlib.blake2b:
    """Of a backup's database."""
    return nacl.hashlib.blake2b(digest_size=keys.KEY_BYTES, key=keys.subkey(key, "backup file"))


def damaged() -> Damaged:
    """A backup that is not as it was written."""
    return Damaged(
        "backup-damaged", tr("This backup is damaged: it is not as it was written. Use another one.")
    )


def _before(header: bytes) -> bytes:
    return MAGIC + _LENGTH.pack(len(header)) + header


def _part(source: BinaryIO) -> bytes:
    prefix = source.read(_LENGTH.size)
    length = _LENGTH.unpack(prefix)[0] if len(prefix) == _LENGTH.size else _MAX_BYTES + 1
    content = source.read(length) if length <= _MAX_BYTES else b""
    if len(content) != length:
        raise damaged()
    return content


def _pieces(source: BinaryIO, size: int, told: Progress) -> Iterator[bytes]:
    done = 0
    while done < size:
        piece = source.read(min(_PIECE, size - done))
        if not piece:
            raise damaged()
        done += len(piece)
        yield piece
        told(done, size)


def _spell(manifest: Manifest) -> bytes:
    contents = manifest.contents
    return keys.canonical(
        {
            "version": 1,
            "vault_id": str(manifest.vault),
            "epoch": manifest.epoch,
            "made_at": manifest.made_at.isoformat(),
            "size": manifest.size,
            "digest": manifest.digest.hex(),
            "tables": dict(contents.tables),
            "audit_seq": contents.audit_seq,
            "audit_mac": contents.audit_mac.hex() if contents.audit_mac is not None else None,
        }
    )


def _manifest(raw: dict[str, object]) -> Manifest:
    mac = cast("str | None", raw["audit_mac"])
    return Manifest(
        vault=UUID(cast("str", raw["vault_id"])),
        epoch=cast("int", raw["epoch"]),
        made_at=datetime.fromisoformat(cast("str", raw["made_at"])),
        size=cast("int", raw["size"]),
        digest=bytes.fromhex(cast("str", raw["digest"])),
        contents=Contents(
            cast("dict[str, int]", raw["tables"]),
            cast("int | None", raw["audit_seq"]),
            bytes.fromhex(mac) if mac is not None else None,
        ),
    )
