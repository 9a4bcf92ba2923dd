"""Taking what was found out of the vault, as a table or as pages: with permission, audited, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Protocol
from uuid import UUID

from app.audit.trail import head
from app.kernel.csv_out import csv_pieces
from app.kernel.errors import Refused
from app.kernel.rights import Right
from app.reports.found import HEADERS, FoundEntry, cells, entries_of, found_head, on_paper
from app.storage.transaction import Reader, Transaction
from app.vault.outside import Outgoing

Pages = Iterable[Sequence[UUID]]
"""The ids of what was found, in their order, a few hundred at a time."""
Told = Callable[[int], object]
"""Hears how many entries are done; may raise to end it, and then nothing is kept."""


class Opened(Protocol):
    """An unlocked vault (`app.workspace.Workspace`), as far as this needs one."""

    def read(self) -> AbstractContextManager[Reader]:
        """A look at the data."""
        ...

    def write(self) -> AbstractContextManager[Transaction]:
        """One transaction."""
        ...


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What came of it."""

    file: Path
    count: int


def kind_of(file: Path) -> str:
    """ "csv" or "pdf", by the file's ending. Raises `Refused` ("bad-ending")."""
    ending = file.suffix.casefold().lstrip(".")
    if ending not in {"csv", "pdf"}:
        raise Refused("bad-ending", "Please name a file that ends in .csv or .pdf.", field="out")
    return ending


def save_found(
    opened: Opened, asked: str, count: int, pages: Pages, file: Path, told: Told = lambda _: None
) -> TakenOut:
    """Write what was found to ``file``. ``asked`` are the words of the box, ``count`` how many fit them.

    Raises `Refused` ("not-allowed" without `Right.EXPORT`, "bad-ending"), `MachineTrouble`; then no file is left.
    """
    kind = kind_of(file)
    with opened.read() as reader:
        reader.need(Right.EXPORT)
    out = Outgoing(file, what="file")
    taken = 0

    def counting(done: int) -> None:
        nonlocal taken
        taken = done
        told(done)

    try:
        if kind == "csv":
            for piece in csv_pieces(HEADERS, _table(opened, pages, counting)):
                out.write(piece)
        else:
            out.write(pdf_of(opened, asked, count, pages, counting))
        with opened.write() as tx:
            tx.need(Right.EXPORT)
            tx.record("exported", "search", tx.new_id(), query=asked.strip(), count=taken, file=file.name)
            tx.at_last(out.finish)
    except BaseException:
        out.give_up()
        raise
    return TakenOut(file, taken)


def pdf_of(opened: Opened, asked: str, count: int, pages: Pages, told: Told = lambda _: None) -> bytes:
    """What was found as a PDF, in memory; nothing is recorded."""
    from app.reports.found_print import render_found  # ReportLab costs half a second

    with opened.read() as reader:
        around = found_head(reader, asked, count, head(reader.session))
    return render_found(around, chain.from_iterable(_papers(opened, pages)), told)


def _table(opened: Opened, pages: Pages, told: Told) -> Iterator[tuple[str, ...]]:
    done = 0
    for ids in pages:
        with opened.read() as reader:
            rows = [cells(reader, row) for row in entries_of(reader, ids)]
        yield from rows
        done += len(rows)
        told(done)


def _papers(opened: Opened, pages: Pages) -> Iterator[list[FoundEntry]]:
    for ids in pages:
        with opened.read() as reader:
            yield [on_paper(reader, row) for row in entries_of(reader, ids)]
