"""A new database key: the vault is copied into a file under it, and one header replace makes that the vault.

In this order (VAULT.md, "Keys"):

1. This process becomes the window of the vault, so that no other window is open, and takes the write lock of the old
   data file. It keeps both to the end: nobody writes what the copy would not have.
2. A mark says which data file is being made (`leftovers`).
3. The old file is copied into the new one under the new key; epoch, removal and audit event are written there; it is
   closed, opened again from the file, checked, counted, and kept by the disk.
4. The header is replaced: every slot but the one left out, resealed. That is the commit.
5. The old data file goes. Whoever still has it open finds the later epoch in the header at the beginning of the next
   transaction (`superseded`), and writes nothing.

Older backups and copies of the folder open with the old key as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.kernel.errors import LiaisonError, NotFound, Refused
from app.kernel.ids import new_id
from app.kernel.language import tr
from app.vault import copying, files, kdf, keys, leftovers, lock
from app.vault import header as headers
from app.vault import slots as slot_room
from app.vault.checks import Contents
from app.vault.header import Header, Slot
from app.vault.passwords import header_damaged, signed_header
from app.vault.progress import Progress, Steps
from app.vault.recovery import RecoveryKey
from app.vault.superseded import StillThisKey
from app.vault.unlocked import Vault
from app.vault.vault import RECOVERY_LABEL

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class NewCopy:
    """The database under its new key, in the one transaction in which it departs from the old one."""

    session: Session
    epoch: int
    subkey: Callable[[str], bytes]
    """The new key's 32 bytes for one purpose; the old one's are the vault's own still."""


def rotate(
    vault: Vault,
    *,
    without: UUID | None = None,
    recovery: RecoveryKey | None = None,
    in_copy: Callable[[NewCopy], None] = lambda _: None,
    without_a_trace: bool = False,
    progress: Progress = lambda *_: None,
) -> int:
    """Give the vault a new database key; the new epoch. The vault goes on unlocked, with the new key.

    ``without``: the user whose slot goes, who opens no later state with password or old key. ``recovery``: a new
    recovery key in place of the old one. ``in_copy`` writes into the copy what must be true together with the new
    key; what it raises ends the rotation. ``without_a_trace``: what it deletes lies in no page of the new file, and in
    none of what is left of the old ones that any key of the vault opens. ``progress`` is told (done, all) and may
    raise to cancel.

    Not inside a transaction of this process: it would wait for itself. Raises `NotFound` ("no-such-user"), `Refused`
    ("oneself", "data-file-there"), `CannotUnlock` ("window-open", "other-host", "locked"), `MachineTrouble` ("busy",
    "key-changed", disk full …), `Damaged`; the vault is then as it was.
    """

    def still_wanted(done: int, whole: int) -> None:
        vault.database_key()  # whoever locks the vault wants no new key either
        progress(done, whole)

    steps = Steps(still_wanted, (30, 10, 20, 20, 20) if without_a_trace else (65, 10, 25))
    with vault.same_key(steps.still):  # a backup on another thread ends with the key that it began with
        return _rotate(vault, without, recovery, _copier(in_copy, without_a_trace=without_a_trace), steps)


_Copy = Callable[["_Turn", Path, Steps], Contents]


def _copier(in_copy: Callable[[NewCopy], None], *, without_a_trace: bool) -> _Copy:
    """What makes the new data file, empty until now, of the old one."""

    def copy(turn: _Turn, file: Path, steps: Steps) -> Contents:
        def change(session: Session) -> None:
            in_copy(turn.new_copy(session))

        old, new = (turn.vault.data_file, turn.old), (file, turn.new)
        if without_a_trace:
            return copying.without_a_trace(old, new, turn.epoch, change, steps)
        copied = copying.to_new_key(*old, *new, steps.next())
        steps.next()(0, 1)
        return copying.depart(file, turn.new, turn.epoch, copied, change)

    return copy


def _rotate(
    vault: Vault,
    without: UUID | None,
    recovery: RecoveryKey | None,
    copy: _Copy,
    steps: Steps,
) -> int:
    old, new = bytearray(vault.database_key()), keys.new_database_key()
    try:
        with lock.alone(vault.folder, vault.clock), _old_file(vault, old) as header:
            turn = _Turn(vault, header.epoch + 1, old, new, without)
            turn.replace_recovery_key(recovery)
            turn.slots(header)  # whatever cannot be resealed shows before the long part
            with _new_file(vault.folder, turn.epoch) as file:
                made = copy(turn, file, steps)
                steps.next()(0, 1)
                copying.check(file, new, vault.id, turn.epoch, made, steps.still)
                steps.still()
                engine, kept = turn.commit(file)
        try:
            vault.go_on_with(engine, turn.epoch, new)
        finally:
            if kept:  # else the old file stays until an unlocking finds which header the disk has
                leftovers.clear(vault.folder, turn.epoch, turn.epoch)
    finally:
        keys.wipe(old)
        keys.wipe(new)
    return turn.epoch


@dataclass(slots=True)
class _Turn:
    """From one key to the next: what the new header is made of."""

    vault: Vault
    epoch: int
    old: bytearray
    new: bytearray
    without: UUID | None
    recovery: Slot | None = None

    def new_copy(self, session: Session) -> NewCopy:
        return NewCopy(session, self.epoch, lambda purpose: keys.subkey(self.new, purpose))

    def replace_recovery_key(self, key: RecoveryKey | None) -> None:
        """Make the slot of the new recovery key; 160 random bits need no stretching."""
        if key is None:
            return
        present = [slot.cost for slot in headers.read(self.vault.folder).slots if slot.kind == "recovery"]
        self.recovery = slot_room.make(
            str(key),
            self.new,
            vault=self.vault.id,
            epoch=self.epoch,
            slot=new_id(self.vault.clock.now()),
            kind="recovery",
            label=RECOVERY_LABEL,
            cost=present[0] if present else kdf.FLOOR,
        )

    def slots(self, header: Header) -> tuple[Slot, ...]:
        """Those of ``header`` for the new key, but the one that is left out."""
        self._refuse_odd(header)
        kept = [slot for slot in header.slots if slot.id != self.without]
        if self.recovery is not None:
            kept = [slot for slot in kept if slot.kind != "recovery"]
        try:
            resealed = [
                slot_room.reseal(slot, self.old, self.new, vault=self.vault.id, epoch=self.epoch)
                for slot in kept
            ]
        except keys.WrongKeyError:
            raise header_damaged() from None
        return (*resealed, *([self.recovery] if self.recovery is not None else []))

    def _refuse_odd(self, header: Header) -> None:
        if self.without is None:
            return
        slot = header.slot(self.without)
        if slot is None or slot.kind != "user":
            raise NotFound("no-such-user", tr("There is no such user in this vault."))
        if self.without == self.vault.user:
            raise Refused("oneself", tr("You cannot remove yourself. Another administrator can do it."))

    def commit(self, file: Path) -> tuple[Engine, bool]:
        """Make ``file`` the vault: an engine on it, and whether the disk surely keeps the new header."""
        from app.storage.engine import close_engine, open_engine

        folder = self.vault.folder
        engine = open_engine(file, self.new, still=StillThisKey(folder, self.epoch))
        try:
            with lock.changing_header(folder):
                header = signed_header(self.vault)  # passwords may have changed since
                new = Header(
                    header.vault_id, self.epoch, header.generation + 1, file.name, self.slots(header)
                ).signed(self.new)
                try:
                    headers.write(folder, new)
                except Exception:
                    if headers.read(folder) != new:
                        raise
                    return engine, False
                return engine, True
        except BaseException:
            close_engine(engine)
            raise


@contextmanager
def _old_file(vault: Vault, key: bytearray) -> Iterator[Header]:
    """The header, while nobody writes into the data file that it names."""
    signed_header(vault)  # not replaced by another rotation: its data file is there
    with leftovers.standstill(vault.data_file, key):
        yield signed_header(vault)


@contextmanager
def _new_file(folder: Path, epoch: int) -> Iterator[Path]:
    """The file for the new epoch, empty and marked; gone again where the header did not become its own."""
    file = folder / headers.data_file_name(epoch)
    if file.exists():
        raise Refused(
            "data-file-there",
            tr(
                "There is a file {name} in the vault's folder already, as if an older copy of the vault "
                "had been put back beside a newer one. Move it out of the folder if nobody needs it, "
                "then do it again."
            ).format(name=file.name),
        )
    leftovers.mark(folder, epoch)
    try:
        with files.as_trouble():
            files.make_new(file)
        yield file
    except BaseException:
        with suppress(LiaisonError):  # a header that cannot be read says nothing: both files stay
            if headers.read(folder).epoch < epoch:
                leftovers.clear(folder, epoch, epoch - 1)
        raise
