"""Taking what was found out of the vault, as a table or as pages: with permission, audited, all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from uuid import UUID

from app.audit.trail import head
from app.contactlog.rows import EntryRow
from app.kernel.csv_out import csv_pieces
from app.kernel.errors import Refused
from app.kernel.rights import Right
from app.matters.walls import restricted_among
from app.reports.found import HEADERS, FoundEntry, cells, entries_of, found_head, on_paper
from app.storage.transaction import Transaction
from app.vault.leaving import Opened, send_out

Pages = Iterable[Sequence[UUID]]
"""The ids of what was found, in their order, a few hundred at a time."""
Told = Callable[[int], object]
"""Hears how many entries are done; may raise to end it, and then nothing is kept."""


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
    seen = _Seen(told)
    if kind == "csv":
        content: Iterable[bytes] = csv_pieces(HEADERS, _table(opened, pages, seen))
    else:
        content = _pdf(opened, asked, count, pages, seen)
    send_out(
        opened, file, content, lambda tx: _tell(tx, asked.strip(), kind, seen.matters), needs=Right.EXPORT
    )
    return TakenOut(file, seen.matters.total())


class _Seen:
    """Counts the entries of each matter on their way out, None for those of none."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.matters: Counter[UUID | None] = Counter()

    def __call__(self, rows: Sequence[EntryRow]) -> None:
        self.matters.update(row.matter_id for row in rows)


def _tell(tx: Transaction, asked: str, kind: str, matters: Counter[UUID | None]) -> None:
    """Into the trail: for everybody how much; of each restricted matter that its entries are outside now (J3); and the
    words that were searched, hidden with any of the matters they found."""
    export = tx.new_id()
    restricted = {one: matters[one] for one in restricted_among(tx.session, matters)}
    others = matters.total() - sum(restricted.values())
    if others or not restricted:
        tx.record("exported", "search", export, count=others, format=kind)
    for matter_id, entries in restricted.items():
        tx.record("exported", "matter", matter_id, search=export, count=entries, format=kind)
    if asked:
        found = sorted(str(one) for one in matters if one is not None)
        tx.record("exported", "search_words", tx.new_id(), search=export, query=asked, matters=found)


def _pdf(opened: Opened, asked: str, count: int, pages: Pages, seen: _Seen) -> Iterator[bytes]:
    yield pdf_of(opened, asked, count, pages, seen.told, seen)


def pdf_of(
    opened: Opened,
    asked: str,
    count: int,
    pages: Pages,
    told: Told = lambda _: None,
    seen: Callable[[Sequence[EntryRow]], object] = lambda _: None,
) -> bytes:
    """What was found as a PDF, in memory; nothing is recorded."""
    from app.reports.found_print import render_found  # ReportLab costs half a second

    with opened.read() as reader:
        around = found_head(reader, asked, count, head(reader.session))
    return render_found(around, chain.from_iterable(_papers(opened, pages, seen)), told)


def _table(opened: Opened, pages: Pages, seen: _Seen) -> Iterator[tuple[str, ...]]:
    for ids in pages:
        with opened.read() as reader:
            rows = entries_of(reader, ids)
            spelled = [cells(reader, row) for row in rows]
        seen(rows)
        yield from spelled
        seen.told(seen.matters.total())


def _papers(
    opened: Opened, pages: Pages, seen: Callable[[Sequence[EntryRow]], object]
) -> Iterator[list[FoundEntry]]:
    for ids in pages:
        with opened.read() as reader:
            rows = entries_of(reader, ids)
            spelled = [on_paper(reader, row) for row in rows]
        seen(rows)
        yield spelled
