"""What was found, on paper: what was searched, by whom, when, how many, and every entry, newest first.

A hundred thousand entries are thousands of pages: they are set a page at a time and kept folded until the file is
written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.kernel.language import counted, tr
from app.kernel.numbers import say_number
from app.reports.content import Run
from app.reports.found.entries import FoundEntry, FoundHead
from app.reports.press.house import About, HouseDocument, Made
from app.reports.press.looks import NORMAL
from app.reports.press.speech import in_its_language
from app.reports.press.typesetting import Cell, Strip, glue, paragraph, plain, row, ruled

Told = Callable[[int], object]
"""Hears how many entries are set; may raise to end it."""
_MANY = 200
"""Entries set before it is told how many are."""


@in_its_language
def render_found(head: FoundHead, entries: Iterable[FoundEntry], told: Told = lambda _: None) -> Made:
    """The list as a PDF, in memory."""
    asked, title = head.asked or tr("everything"), tr("Contact log: what was found")
    about = About(
        title,
        note=f"{head.stationery.words.confidential} · {head.anchor}",
        name=asked,
        running=head.stationery.words.continued.format(title=title),
    )
    page = HouseDocument(head.stationery, about)
    page.firm_name(head.stationery.words.legend)
    page.title(title)
    count = counted(head.count, "1 contact, newest first", "{count} contacts, newest first")
    page.facts(
        [
            (tr("Searched for"), asked),
            (tr("Found"), count.format(count=say_number(head.count))),
            (tr("Printed by"), head.made),
        ]
    )
    done = 0
    for entry in entries:
        page.add(_entry(page, entry, first=done == 0))
        done += 1
        if done % _MANY == 0:
            told(done)
    told(done)
    return page.finish()


def _entry(page: HouseDocument, entry: FoundEntry, *, first: bool) -> list[Strip]:
    runs = [Run(entry.head, bold=True)]
    for label, words in entry.paragraphs:
        runs.append(Run("\n"))
        if label:
            runs.append(Run(f"{label}: ", italic=True))
        runs.append(Run(words))
    width = page.width - NORMAL.date_column
    body = row(
        page.ink,
        [
            Cell(plain(entry.when), NORMAL.when, 0, NORMAL.date_column - 6),
            Cell(tuple(runs), NORMAL.figures, NORMAL.date_column, width),
        ],
    )
    foot = paragraph(page.ink, plain(entry.foot), NORMAL.small, width, x=NORMAL.date_column, gap=1.5)
    return ruled([*glue(body), *foot], page.width, above=10 if first else 3, below=3)
