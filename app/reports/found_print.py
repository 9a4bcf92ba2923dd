"""What was found, on paper: what was searched, by whom, when, how many, and every entry, newest first.

A hundred thousand entries are thousands of pages: they are set a page at a time and kept folded until the file is
written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.reports.content import Run
from app.reports.edges import FOOT, PAGE_OF, Around, Edges
from app.reports.found import FoundEntry, FoundHead
from app.reports.ink import Ink
from app.reports.looks import NORMAL
from app.reports.pagination import Filling, FoldedPages
from app.reports.paper import Document, Sheet, write_pdf
from app.reports.typesetting import (
    Cell,
    Strip,
    glue,
    paragraph,
    plain,
    row,
    ruled,
)

Told = Callable[[int], object]
"""Hears how many entries are set; may raise to end it."""
_MANY = 200
"""Entries set before it is told how many are."""


def render_found(head: FoundHead, entries: Iterable[FoundEntry], told: Told = lambda _: None) -> bytes:
    """The list as a PDF, in memory."""
    ink = Ink()
    sheet = Sheet(head.paper)
    heights = (sheet.height - FOOT, sheet.height - FOOT)
    filling = Filling(heights, FoldedPages())
    _set(ink, sheet, head, entries, filling, told)
    document = Document("Contact log: what was found", head.language, author=head.by)
    edges = Edges(
        f"Privileged and confidential · {head.anchor}", name=head.asked or "everything", page_of=PAGE_OF
    )
    return write_pdf(
        ink, sheet, document, filling.finish(), Around(ink, NORMAL, sheet.width, heights[0], edges)
    )


def _set(
    ink: Ink, sheet: Sheet, head: FoundHead, entries: Iterable[FoundEntry], filling: Filling, told: Told
) -> None:
    filling.add(_title(ink, sheet, head))
    done = 0
    for entry in entries:
        filling.add(_entry(ink, sheet, entry, first=done == 0))
        done += 1
        if done % _MANY == 0:
            told(done)
    told(done)


def _title(ink: Ink, sheet: Sheet, head: FoundHead) -> list[Strip]:
    count = "1 contact" if head.count == 1 else f"{head.count:,} contacts"
    asked = head.asked or "everything"
    facts = (
        ("Searched for", asked),
        ("Found", f"{count}, newest first"),
        ("Printed by", f"{head.by}, {head.made}"),
    )
    strips = [
        *paragraph(ink, plain(head.firm), NORMAL.firm, sheet.width),
        *paragraph(ink, plain("Contact log: what was found"), NORMAL.title, sheet.width, gap=6),
    ]
    for number, (label, words) in enumerate(facts):
        cells = [
            Cell(plain(label), NORMAL.when, 0, NORMAL.date_column - 6),
            Cell(plain(words), NORMAL.text, NORMAL.date_column, sheet.width - NORMAL.date_column),
        ]
        strips += row(ink, cells, gap=0 if number else 6)
    return glue(strips, all_of_them=True)


def _entry(ink: Ink, sheet: Sheet, entry: FoundEntry, *, first: bool) -> list[Strip]:
    runs = [Run(entry.head, bold=True)]
    for label, words in entry.paragraphs:
        runs.append(Run("\n"))
        if label:
            runs.append(Run(f"{label}: ", italic=True))
        runs.append(Run(words))
    width = sheet.width - NORMAL.date_column
    body = row(
        ink,
        [
            Cell(plain(entry.when), NORMAL.when, 0, NORMAL.date_column - 6),
            Cell(tuple(runs), NORMAL.figures, NORMAL.date_column, width),
        ],
    )
    foot = paragraph(ink, plain(entry.foot), NORMAL.small, width, x=NORMAL.date_column, gap=1.5)
    return ruled([*glue(body), *foot], sheet.width, above=10 if first else 3, below=3)
