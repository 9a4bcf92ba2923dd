"""What leaves the vault as a file of its own: whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from app.kernel.errors import MachineTrouble, Refused
from app.kernel.language import tr
from app.vault import header as headers
from app.vault.target import half_made, sweep_beside

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_TOO_LONG = 206
"""Windows, for a file's whole path: ERROR_FILENAME_EXCED_RANGE."""


def write_outside(file: Path, content: bytes | Iterable[bytes]) -> None:
    """What stands there already is replaced only by a finished file. What is large comes in pieces.

    Raises MachineTrouble with the reason; nothing half written is left then.
    """
    out = Outgoing(file)
    try:
        for piece in (content,) if isinstance(content, bytes) else content:
            out.write(piece)
    except BaseException:
        out.give_up()
        raise
    out.finish()


class Outgoing:
    """A file that leaves the vault piece by piece, beside its place until it is whole; `finish` puts it there.

    Raises MachineTrouble with the reason wherever it cannot be written, `Refused` ("inside-the-vault", "not-a-file")
    where nothing of ours may be. Use `give_up` when it is not wanted any more: nothing half written is left then.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        try:
            must_be_free(file)
            (self._part,) = half_made(file, "part")
            file.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # said now what name the disk does not take
                file.lstat()
            self._handle = self._part.open("xb")
            self.made_at = self._part.stat().st_mtime
            """When it was begun: seconds, as the disk counts them."""
            sweep_beside(self._part, file)
        except OSError as error:
            raise self._trouble(error) from None

    def write(self, content: bytes) -> None:
        """The next piece."""
        try:
            self._handle.write(content)
        except OSError as error:
            self.give_up()
            raise self._trouble(error) from None

    def whole(self) -> None:
        """Nothing more comes: it lies on the disk, still beside its place. A second time without effect."""
        try:
            if not self._handle.closed:
                self._handle.flush()
                os.fsync(self._handle.fileno())
                self._handle.close()
        except OSError as error:
            self.give_up()
            raise self._trouble(error) from None

    def finish(self) -> None:
        """It is whole: what stands in its place is replaced by it."""
        self.whole()
        try:
            self._part.replace(self._file)
        except OSError as error:
            self.give_up()
            raise self._trouble(error) from None

    def give_up(self) -> None:
        """It is not wanted; after `finish`, without effect."""
        with suppress(OSError):  # closing writes what is left, and a full disk may refuse it
            self._handle.close()
        with suppress(OSError):  # the place went away, and the half-made file with it
            self._part.unlink(missing_ok=True)

    def _trouble(self, error: OSError) -> MachineTrouble:
        return cannot_write(self._file, error)


def cannot_write(place: Path, error: OSError) -> MachineTrouble:
    """Why nothing is saved at ``place``, and what to do. Windows lets nobody replace a file that a program has
    open."""
    reason = os.strerror(error.errno) if error.errno else tr("it cannot be written")
    if isinstance(error, PermissionError) and place.is_file():
        words = tr(
            "This cannot be saved there: {reason}. If another program has that file open, close it there; or choose "
            "another name."
        )
    elif isinstance(error, PermissionError) or error.errno == errno.EROFS:
        words = tr("This cannot be saved there: {reason}. Choose a folder in which you may save.")
    elif error.errno in {errno.EEXIST, errno.ENOTDIR}:
        words = tr(
            "This cannot be saved there: {reason}. What should be a folder is a file: choose another folder."
        )
    elif error.errno in _FULL:
        words = tr("This cannot be saved there: {reason}. Make room there, or choose another place.")
    elif error.errno == errno.ENAMETOOLONG or getattr(error, "winerror", 0) == _TOO_LONG:
        words = tr("This cannot be saved there: {reason}. Choose a shorter name.")
    else:
        words = tr("This cannot be saved there: {reason}.")
    return MachineTrouble("cannot-write", words.format(reason=reason), field="out")


def must_be_free(file: Path) -> None:
    """Replacing the vault's own file would destroy it, and in the place of a device or a pipe stands no file.

    A name of bytes that are no text (an old disk's) could not be told to the trail, nor printed; the folder may be so.
    """
    if "\0" in str(file) or any("\ud800" <= one <= "\udfff" for one in file.name):
        raise Refused(
            "bad-name",
            tr("The file's name has characters that are no text. Choose another name."),
            field="out",
        )
    if os.path.lexists(file) and not file.is_file():
        raise Refused(
            "not-a-file", tr("Something that is no file stands there. Choose another name."), field="out"
        )
    if in_a_vault(file):
        raise Refused(
            "inside-the-vault",
            tr(
                "That file would lie in a vault's own folder, where it could take the place of what the "
                "vault is made of. "
                "Choose another place."
            ),
            field="out",
        )


def in_a_vault(file: Path) -> bool:
    """Whether a file lies, or would lie, in the folder of a vault, this one or another."""
    within = file.absolute().parent.resolve()
    return any(_is_vault(above) for above in (within, *within.parents))


def _is_vault(folder: Path) -> bool:
    """Whether it holds a vault, this one or another."""
    if not any(os.path.isfile(folder / name) for name in (headers.NAME, headers.COPY)):
        return False
    with suppress(OSError):  # nobody may look: better taken for a vault than written into
        return any(name.startswith("data-") for name in os.listdir(folder))
    return True
