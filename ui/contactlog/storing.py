"""A large file on its way into the vault: a few pieces in each transaction, so that nothing else waits for it."""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.contactlog.forms import NewAttachment
from app.contactlog.storing import PIECE, add_pieces, begin_file, check_size, drop_files, end_file
from app.kernel.errors import LiaisonError, MachineTrouble
from app.kernel.language import tr
from app.workspace import Workspace
from ui.kit import tasks

AT_ONCE = 2
"""Pieces of one transaction: some hundredths of a second, between which other work has its turn."""


def unreadable() -> MachineTrouble:
    """The sentence for a file that the machine does not give."""
    message = tr("That file could not be read. Please check that it is still there and may be opened.")
    return MachineTrouble("unreadable", message, field="files")


def media_type(name: str) -> str:
    """By the ending of its name."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


class FileStoring(QObject):
    """Takes one file in. `progressed(bytes, all)` now and then, then `stored(NewAttachment)` or `failed(error)`."""

    progressed = Signal(object, object)
    stored = Signal(object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, path: Path, size: int, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self.path, self.size = workspace, path, size
        self._file: BinaryIO | None = None
        self._file_id: UUID | None = None
        self._digest = hashlib.sha256()
        self._taken = self._next = 0
        self._cancelled = False

    def start(self) -> None:
        """Begin; the rest follows by itself."""
        tasks.run(self._step, owner=self, done=self._on_step, failed=self._on_failed)

    def cancel(self) -> None:
        """Stop, and leave nothing of it in the vault."""
        self._cancelled = True
        self._undo()

    def _step(self) -> bool:
        """On the vault's worker: some pieces. Whether it was the last stretch."""
        if self._cancelled:
            return False
        try:
            if self._file is None:
                self._file = self.path.open("rb")
            pieces = [piece for _ in range(AT_ONCE) if (piece := self._file.read(PIECE))]
        except OSError:
            raise unreadable() from None
        taken = self._taken + sum(map(len, pieces))
        check_size(taken)
        digest = self._digest.copy()
        for piece in pieces:
            digest.update(piece)
        last = len(pieces) < AT_ONCE
        with self._workspace.write() as tx:
            file_id = self._file_id or begin_file(tx)
            following = add_pieces(tx, file_id, self._next, pieces)
            if last:
                end_file(tx, file_id, taken, digest.hexdigest())
        self._file_id, self._next, self._taken, self._digest = file_id, following, taken, digest
        return last

    def _on_step(self, last: bool) -> None:
        if self._cancelled:
            return
        self.progressed.emit(self._taken, max(self.size, self._taken))
        if not last:
            self.start()
            return
        self._close()
        name = self.path.name
        self.stored.emit(NewAttachment(name, media_type(name), b"", self._file_id, self._taken))

    def _on_failed(self, error: Exception) -> None:
        self._undo()
        if not isinstance(error, LiaisonError):
            raise error
        self.failed.emit(error)

    def _undo(self) -> None:
        workspace = self._workspace

        def work() -> None:
            self._close()
            if self._file_id is not None:
                with workspace.write() as tx:
                    drop_files(tx, [self._file_id])

        tasks.run(work, owner=self)

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
