"""Run by big_files: takes a file of 200 MB in, saves the entry, opens the file, saves a copy.

How much memory each takes above what there was before it, in MB, with what SQLite keeps of written pages in its cache.
Linux alone says the highest since it was asked last.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.bootstrap import create_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewAttachment, NewContact
from app.contactlog.queries import entry
from app.contactlog.storing import pieces_of
from app.contactlog.words import Channel, Direction
from app.kernel.clock import SystemClock
from app.vault import kdf, lending
from app.vault.outside import write_outside
from tests.support import FIRM, PASSWORD, USER
from ui.contactlog.storing import FileStoring
from ui.kit import tasks

BYTES = 200_000_000


def highest(do: Callable[[], object]) -> float:
    """The most memory (MB resident) during ``do`` above what there was before it."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _status("VmRSS")
    do()
    return (_status("VmHWM") - before) / 1024


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def main(room: Path) -> None:
    """All of it, then one line of JSON."""
    application = QApplication([])
    workspace, _ = create_workspace(
        room / "vault", PASSWORD, firm=FIRM, user=USER, clock=SystemClock(), cost=kdf.CHEAP
    )
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
    file = room / "recording.bin"
    with file.open("wb") as handle:
        for number in range(200):
            handle.write(number.to_bytes(4, "big") * 250_000)
    taken: list[NewAttachment] = []

    def take_in() -> None:
        owner = QObject()
        storing = FileStoring(workspace, file, BYTES, owner)
        storing.stored.connect(taken.append)
        storing.start()
        while not taken:
            application.processEvents()

    def save() -> None:
        new = NewContact(
            Channel.MEETING,
            Direction.OUT,
            workspace.clock.now(),
            "Recorded",
            client_id=client,
            attachments=tuple(taken),
        )
        with workspace.write() as tx:
            entries.append(log_contact(tx, new))

    def give_out(to: Callable[[Iterable[bytes]], object]) -> Callable[[], None]:
        def work() -> None:
            with workspace.read() as reader:
                (kept,) = entry(reader, entries[0]).attachments
                to(pieces_of(reader, kept.id))

        return work

    entries: list[UUID] = []
    found = {
        "taken in": highest(take_in),
        "saved": highest(save),
        "opened with its program": highest(give_out(lambda pieces: lending.lend("a.bin", pieces))),
        "saved as a copy": highest(give_out(lambda pieces: write_outside(room / "copy.bin", pieces))),
    }
    tasks.finish()
    workspace.lock()
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
