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
from app.kernel.language import tr
from app.kernel.rights import Right
from app.matters.walls import restricted_among
from app.reports.found.entries import FoundEntry, cells, entries_of, found_head, headers, printed
from app.reports.press.sealing import sealed_if
from app.settings.queries import firms_language
from app.storage.transaction import Transaction
from app.vault.leaving import Opened, send_out

Pages = Iterable[Sequence[UUID]]
"""The ids of what was found, in their order, a few hundred at a time."""
Told = Callable[[int], object]
"""Hears how many entries are done; may raise to end it, and then nothing is kept."""
PAPER = "paper"
"""How it left where it was printed."""


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What came of it."""

    file: Path
    count: int


@dataclass(frozen=True, slots=True)
class FoundPaper:
    """What was found set in type: ``asked`` for what, and how many entries of each matter stand on it."""

    asked: str
    pdf: bytes
    pages: int
    matters: Counter[UUID | None]
    both_sides: bool = False


def kind_of(file: Path) -> str:
    """ "csv" or "pdf", by the file's ending. Raises `Refused` ("bad-ending")."""
    ending = file.suffix.casefold().lstrip(".")
    if ending not in {"csv", "pdf"}:
        raise Refused("bad-ending", tr("Please name a file that ends in .csv or .pdf."), field="out")
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
        with firms_language(reader):
            heads = headers()
    if kind == "pdf":
        made = make_found(opened, asked, count, pages, told)
        save_pages(opened, file, made)
        return TakenOut(file, made.matters.total())
    seen = _Seen(told)
    content = csv_pieces(heads, _table(opened, pages, seen))
    send_out(
        opened, file, content, lambda tx: record_found(tx, asked, kind, seen.matters), needs=Right.EXPORT
    )
    return TakenOut(file, seen.matters.total())


class _Seen:
    """Counts the entries of each matter on their way out, None for those of none."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.matters: Counter[UUID | None] = Counter()

    def __call__(self, rows: Sequence[EntryRow]) -> None:
        self.matters.update(row.matter_id for row in rows)


def record_found(tx: Transaction, asked: str, kind: str, matters: Counter[UUID | None]) -> None:
    """Into the trail: for everybody how much; of each restricted matter that its entries are outside now (J3); and the
    words that were searched, hidden with any of the matters they found. ``kind``: "csv", "pdf", or "paper"."""
    taken, asked = tx.new_id(), asked.strip()
    restricted = {one: matters[one] for one in restricted_among(tx.session, matters)}
    others = matters.total() - sum(restricted.values())
    if (others or not restricted) and kind == PAPER:
        tx.record("printed", "search", taken, count=others)
    elif others or not restricted:
        tx.record("exported", "search", taken, count=others, format=kind)
    for matter_id, entries in restricted.items():
        if kind == PAPER:
            tx.record("printed", "matter", matter_id, search=taken, count=entries)
        else:
            tx.record("exported", "matter", matter_id, search=taken, count=entries, format=kind)
    found = sorted(str(one) for one in matters if one is not None)
    if asked and kind == PAPER:
        tx.record("printed", "search_words", tx.new_id(), search=taken, query=asked, matters=found)
    elif asked:
        tx.record("exported", "search_words", tx.new_id(), search=taken, query=asked, matters=found)


def make_found(
    opened: Opened, asked: str, count: int, pages: Pages, told: Told = lambda _: None
) -> FoundPaper:
    """What was found as a PDF, in memory; nothing is recorded."""
    from app.reports.found.page import render_found  # ReportLab costs half a second

    seen = _Seen(told)
    with opened.read() as reader:
        around = found_head(reader, asked, count, head(reader.session))
    made = render_found(around, chain.from_iterable(_papers(opened, pages, seen)), told)
    return FoundPaper(asked, made.pdf, made.pages, seen.matters, around.stationery.duplex)


def save_pages(opened: Opened, file: Path, made: FoundPaper, password: str | None = None) -> None:
    """Write what was set in type to ``file``; with a ``password`` the PDF asks for it.

    Raises `Refused` ("not-allowed" without `Right.EXPORT`, "pdf-password"), `MachineTrouble`; then no file is left.
    """
    content = sealed_if(made.pdf, password)
    send_out(
        opened,
        file,
        content,
        lambda tx: record_found(tx, made.asked, "pdf", made.matters),
        needs=Right.EXPORT,
    )


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
            spelled = [printed(reader, row) for row in rows]
        seen(rows)
        yield spelled
