"""A file leaves the vault and the audit trail says so: both or neither."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Protocol

from app.kernel.errors import MachineTrouble
from app.kernel.language import tr
from app.kernel.rights import Right
from app.storage.transaction import Reader, Transaction
from app.vault.outside import Outgoing, cannot_write
from app.vault.target import kept_beside


class Opened(Protocol):
    """An unlocked vault (`app.workspace.Workspace`), as far as this needs one."""

    def read(self) -> AbstractContextManager[Reader]:
        """A look at the data."""
        ...

    def write(self) -> AbstractContextManager[Transaction]:
        """One transaction."""
        ...


def send_out(
    opened: Opened,
    file: Path,
    content: bytes | Iterable[bytes],
    tell: Callable[[Transaction], object],
    *,
    needs: Right | None = None,
    new: bool = False,
) -> None:
    """Write ``content`` to ``file``; ``tell`` records it once all of it is written.
    ``needs``: the right for it, asked once more when it is recorded; ``new``: nothing is replaced, what came to lie
    there meanwhile neither (one transaction writes at a time, so no other window or command of the vault is between).

    The file is put in its place as the last thing before the commit, and taken back where that fails: then what stood
    there before stands there again. Raises what writing, ``content`` and ``tell`` raise; nothing is left then.
    """
    out = _Placed(file, new=new)
    try:
        for piece in (content,) if isinstance(content, bytes) else content:
            out.file.write(piece)
        out.file.whole()  # the disk's time: nobody waits for it, and the place is empty for no more than two renames
        with opened.write() as tx:
            if needs is not None:
                tx.need(needs)
            tell(tx)
            tx.at_last(out.put)
    except BaseException:
        out.take_back()
        raise
    out.stays()


class _Placed:
    """A file that can be taken back while nothing says yet that it stays."""

    def __init__(self, place: Path, *, new: bool) -> None:
        self.file = Outgoing(place)
        self._place, self._new = place, new
        self._before: Path | None = None
        self._stands = False

    def put(self) -> None:
        """What stood there goes beside, or nothing may stand there."""
        if self._new and os.path.lexists(self._place):
            message = tr(
                "A file of that name came to lie there meanwhile. Please try again: it gets another name."
            )
            raise MachineTrouble("name-taken", message, field="out")
        if self._place.exists():
            try:
                beside = kept_beside(self._place, self.file.made_at)
                _keep_as(self._place, beside)
            except OSError as error:
                raise cannot_write(self._place, error) from None
            self._before = beside
        self.file.finish()
        self._stands = True

    def take_back(self) -> None:
        """As it was before."""
        self.file.give_up()
        # What led here is raised; a file that cannot go is replaced by what stood there.
        with suppress(OSError):
            if self._stands:
                self._place.unlink(missing_ok=True)
        # As above; what stood there is not lost, it lies beside under its second name.
        with suppress(OSError):
            if self._before is not None:
                # While both are names of one file nothing has taken its place, and it may be held there.
                if not (self._place.exists() and self._before.samefile(self._place)):
                    self._before.replace(self._place)
                self._before.unlink(missing_ok=True)
        self._stands, self._before = False, None

    def stays(self) -> None:
        """What stood there before is gone."""
        with suppress(OSError):  # held by another program: the new file stands, the old one is left beside it
            if self._before is not None:
                self._before.unlink(missing_ok=True)


def _keep_as(place: Path, beside: Path) -> None:
    """What stands at ``place`` has the name ``beside``, too: who is ended just then leaves no empty place. On a disk
    without links, as sticks are, it has that name alone."""
    if not place.is_symlink():
        with suppress(OSError, NotImplementedError):
            os.link(place, beside)
            return
    place.rename(beside)
