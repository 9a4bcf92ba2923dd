"""Large files, kept in pieces: neither saving nor opening one holds more of it than a few pieces.

A form keeps what is chosen at once, a few pieces in each transaction: the entry is then saved as quickly as one
without files. What is never saved is swept away.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select

from app.contactlog.models import Attachment, StoredFile, StoredPiece
from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.storage.transaction import Reader, Transaction
from app.vault.outside import in_a_vault

PIECE = 1 << 20
"""Bytes of one piece: 1 MiB. A file not larger than that stands in its attachment's own row."""
MOST_BYTES = 200_000_000
"""One file of an entry. A larger one belongs into the firm's document store."""
_FORGOTTEN = timedelta(days=1)


def check_size(size: int) -> None:
    """Raise `Refused` for a file of more bytes than an entry takes."""
    if size > MOST_BYTES:
        message = tr(
            "That file is larger than 200 MB. Please attach a smaller copy, or note where it is kept."
        )
        raise Refused("too-large", message, field="files")


def size_of(path: Path) -> int:
    """How many bytes a file of the machine has that is to be attached.

    Raises `Refused` ("folder", "not-a-file", "inside-the-vault", "too-large"), `OSError` where it cannot be looked at.
    A pipe or a device has no end, and opening the vault's own file takes its locks away.
    """
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise Refused(
            "folder", tr("A folder cannot be attached. Please choose the files in it."), field="files"
        )
    if not stat.S_ISREG(about.st_mode):
        raise Refused("not-a-file", tr("That is no file, so it cannot be attached."), field="files")
    if in_a_vault(path):
        raise Refused("inside-the-vault", tr("What a vault is made of cannot be attached."), field="files")
    check_size(about.st_size)
    return about.st_size


def begin_file(tx: Transaction) -> UUID:
    """A file of which the pieces follow."""
    tx.need(Right.WRITE)
    file_id = tx.new_id()
    tx.insert(StoredFile, {"id": file_id, "by_id": tx.actor, "stored_at": tx.now})
    return file_id


def add_pieces(tx: Transaction, file_id: UUID, first: int, pieces: Iterable[bytes]) -> int:
    """Add pieces, each at most `PIECE` long; ``first`` is the position of the first. The answer is the next one."""
    _own(tx, file_id)
    position = first
    for piece in pieces:
        tx.insert(StoredPiece, {"file_id": file_id, "position": position, "content": piece})
        position += 1
    return position


def end_file(tx: Transaction, file_id: UUID, size: int, sha256: str) -> None:
    """The file is whole; SHA-256 in hex."""
    check_size(size)
    found = _own(tx, file_id)
    found.size, found.sha256 = size, sha256


def store_file(tx: Transaction, pieces: Iterable[bytes]) -> tuple[UUID, int]:
    """Keep a whole file in this transaction, a piece at a time; the answer has its bytes."""
    file_id, digest, size = begin_file(tx), hashlib.sha256(), 0
    for position, piece in enumerate(pieces):
        size += len(piece)
        check_size(size)
        digest.update(piece)
        add_pieces(tx, file_id, position, [piece])
    end_file(tx, file_id, size, digest.hexdigest())
    return file_id, size


def store_whole(tx: Transaction, content: bytes) -> UUID:
    """Keep in pieces what is in memory already, whatever its size: what came in is not refused."""
    file_id = begin_file(tx)
    view = memoryview(content)
    pieces = (bytes(view[start : start + PIECE]) for start in range(0, len(content), PIECE))
    add_pieces(tx, file_id, 0, pieces)
    found = _own(tx, file_id)
    found.size, found.sha256 = len(content), hashlib.sha256(content).hexdigest()
    return file_id


def drop_files(tx: Transaction, file_ids: Iterable[UUID]) -> None:
    """The form was given up: its files go, but for those that an entry has by now."""
    ids = set(file_ids)
    if not ids:
        return
    kept = select(Attachment.stored_id).where(Attachment.stored_id.in_(ids))
    ids -= set(tx.session.scalars(kept))
    own = set(
        tx.session.scalars(select(StoredFile.id).where(StoredFile.id.in_(ids), StoredFile.by_id == tx.actor))
    )
    tx.session.execute(delete(StoredPiece).where(StoredPiece.file_id.in_(own)))
    tx.session.execute(delete(StoredFile).where(StoredFile.id.in_(own)))


def forgotten_files(reader: Reader) -> tuple[UUID, ...]:
    """The viewer's files of a day ago or more that no entry has: a form was given up, or the program ended."""
    used = select(Attachment.id).where(Attachment.stored_id == StoredFile.id).exists()
    query = select(StoredFile.id).where(
        StoredFile.by_id == reader.viewer, StoredFile.stored_at < reader.now - _FORGOTTEN, ~used
    )
    return tuple(reader.session.scalars(query))


def stored_file(reader: Reader, file_id: UUID) -> tuple[int, str]:
    """(bytes, SHA-256) of a whole file that the viewer has chosen and no entry has yet."""
    found = reader.session.get(StoredFile, file_id)
    taken = select(Attachment.id).where(Attachment.stored_id == file_id)
    if (
        found is None
        or found.by_id != reader.viewer
        or not found.sha256
        or reader.session.scalar(taken) is not None
    ):
        raise NotFound("no-file", tr("That file was not kept. Please attach it again."), field="files")
    return found.size, found.sha256


def pieces_of(reader: Reader, attachment_id: UUID) -> Iterator[bytes]:
    """The content of an attachment, a piece at a time; the order of a file. Raises `NotFound` at once."""
    query = select(Attachment.content, Attachment.stored_id).where(Attachment.id == attachment_id)
    found = reader.session.execute(query).one_or_none()
    if found is None:
        raise NotFound("no-file", tr("That file is not in the vault."))
    content, stored_id = found
    return iter((content,)) if stored_id is None else _pieces(reader, stored_id)


def _pieces(reader: Reader, stored_id: UUID) -> Iterator[bytes]:
    position = 0
    while True:
        query = select(StoredPiece.content).where(
            StoredPiece.file_id == stored_id, StoredPiece.position == position
        )
        piece = reader.session.scalar(query)
        if piece is None:
            return
        yield piece
        position += 1


def _own(tx: Transaction, file_id: UUID) -> StoredFile:
    tx.need(Right.WRITE)
    found = tx.session.get(StoredFile, file_id)
    if found is None or found.by_id != tx.actor or found.sha256:
        raise NotFound("no-file", tr("That file was not kept. Please attach it again."), field="files")
    return found
