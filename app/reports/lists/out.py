"""A list of what is owed leaves the vault: on paper, or as a file that needs the right for it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Protocol
from uuid import UUID

from app.kernel.rights import Right
from app.matters.walls import restricted_among
from app.storage.transaction import Transaction
from app.vault.leaving import Opened, send_out


class NamesMany(Protocol):
    """A list with the names of many clients: its word in the trail, whose it is, rows of each matter."""

    @property
    def kind(self) -> str: ...
    @property
    def whose_id(self) -> UUID: ...
    @property
    def matters(self) -> Counter[UUID | None]: ...


def record_list(tx: Transaction, words: NamesMany, pages: int, file: Path | None = None) -> None:
    """It left the vault, on paper or as ``file``; of each restricted matter is told that something of it stands there
    (PRACTICE J3)."""
    action = "printed" if file is None else "exported"
    named = {} if file is None else {"file": file.name}
    kind, paper = words.kind, tx.new_id()
    tx.record(action, kind, words.whose_id, pages=pages, **named)
    for matter_id in restricted_among(tx.session, words.matters):
        count = words.matters[matter_id]
        if file is None:
            tx.record("printed", "matter", matter_id, list=paper, count=count)
        else:
            tx.record("exported", "matter", matter_id, list=paper, count=count)


def save_list(opened: Opened, file: Path, words: NamesMany, pdf: bytes, pages: int) -> None:
    """Write the list as it was set in type to ``file``: it names many clients.

    Raises `Refused` ("not-allowed" without `Right.EXPORT`), `MachineTrouble`; then no file is left.
    """
    with opened.read() as reader:
        reader.need(Right.EXPORT)
    send_out(opened, file, pdf, lambda tx: record_list(tx, words, pages, file), needs=Right.EXPORT)
