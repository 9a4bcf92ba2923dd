"""The contact history on paper: a part for each month, a row for each version, the exhibits, and what this record is.

Rows are set as they are read, and pages kept folded: the longest history takes little more room than its file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from app.kernel.said import say_date, say_exact
from app.reports.anchors import anchor_at_foot
from app.reports.content import Paragraph, Run
from app.reports.history.record import ELSEWHERE, Exhibit, History, HistoryLine, say_period
from app.reports.history.words import about_record, say_left_out
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument, Made
from app.reports.press.paper import MM

Told = Callable[[int], object]
"""Hears how many entries are set; may raise to end it."""
TITLE = "Contact history"
_EVERY = 50
_COLUMNS = (
    Column("No.", 11 * MM, voice="label"),
    Column("When", 22 * MM, voice="label"),
    Column("What the record says"),
    Column("Written", 26 * MM, voice="label"),
)
_EXHIBITS = (
    Column("Exhibit", 13 * MM, voice="label"),
    Column("Contact", 14 * MM, voice="label"),
    Column("File", share=1.0),
    Column("Bytes", 20 * MM, align="end", voice="label"),
    Column("SHA-256", share=1.1, voice="small"),
)


def render_history(history: History, rows: Iterable[HistoryLine], told: Told = lambda _: None) -> Made:
    """The history as a PDF, in memory."""
    page = HouseDocument(history.stationery, _about(history))
    if history.asked.for_client:
        page.letterhead()
    else:
        page.firm_name()
    matter = history.sheet.row
    page.title(TITLE, " · ".join(filter(None, (matter.title, matter.number, matter.court_number))))
    page.facts(_facts(history))
    exhibits: list[Exhibit] = []
    for month, lines in groupby(_counted(rows, exhibits, told), key=lambda line: line.month):
        page.heading(month)
        page.table(_COLUMNS, (_cells(line) for line in lines))
    if not history.keys:
        page.text("No contact is in this history.")
    if exhibits:
        page.heading("Exhibits")
        page.text(
            "The files that belong to the contacts above. They are kept in the vault and not printed here."
        )
        page.table(_EXHIBITS, (_exhibit(one) for one in exhibits))
    page.new_page()
    page.heading("About this record")
    for words in about_record(history, len(exhibits)):
        page.text(words)
    return page.finish()


def _about(history: History) -> About:
    number = history.sheet.row.number
    return About(
        f"{TITLE}, file {number}",
        note=f"Privileged and confidential · {anchor_at_foot(history.anchor)}",
        name=number,
        day=say_date(history.made_at.date()),
        running=f"{TITLE}, file {number}, continued",
    )


def _facts(history: History) -> Iterator[tuple[str, str]]:
    asked = history.asked
    clients = ", ".join(name for _, name in history.sheet.clients)
    yield "Client", clients
    yield "Period", say_period(asked)
    if history.known_by is not None:
        yield (
            "As known by",
            f"{say_exact(history.known_by.astimezone(history.made_at.tzinfo))}: what was written later is not in it",
        )
    count = len(history.keys)
    yield "Contacts", "1" if count == 1 else f"{count:,}"
    if asked.for_client:
        yield "Left out", say_left_out(history.left_out)
    yield (
        "Copy",
        "for the client" if asked.for_client else "for the firm: every entry and every version of it",
    )
    yield "Made by", f"{history.by}, {say_exact(history.made_at)}"
    yield "Times", f"of {history.zone.replace('_', ' ')}, where nothing else is said"


def _counted(rows: Iterable[HistoryLine], exhibits: list[Exhibit], told: Told) -> Iterator[HistoryLine]:
    done = 0
    for line in rows:
        exhibits += line.exhibits
        done = line.number
        if done % _EVERY == 0 and line.is_last:
            told(done)
        yield line
    told(done)


def _cells(line: HistoryLine) -> tuple[str, str, Paragraph, str]:
    number = str(line.number)
    if line.of > 1:
        number += f"\nversion {line.writing.version}"
    return number, line.when, tuple(_body(line)), line.written


def _body(line: HistoryLine) -> Iterator[Run]:
    heads = [Run(line.title, bold=True)] if line.title else []
    heads += [Run(words, bold=True) for words in _standing(line)]
    for place, run in enumerate(heads):
        yield Run(f"\n{run.text}", bold=True) if place else run
    if line.writing.reason:
        yield Run("\nAmended because: ", italic=True)
        yield Run(line.writing.reason)
    for label, words in line.said:
        yield Run(f"\n{label}: ", italic=True)
        yield Run(words)
    for one in line.exhibits:
        yield Run(f"\nExhibit {one.number}: ", italic=True)
        yield Run(f"{one.file.name} ({one.file.size:,} bytes)")


def _standing(line: HistoryLine) -> Iterator[str]:
    """Whether it still reads so, and whether it counts."""
    if line.writing.elsewhere:
        yield ELSEWHERE
    if line.of > 1 and line.is_last:
        yield f"Version {line.writing.version} of {line.of}: as it reads"
    elif line.of > 1:
        yield f"Version {line.writing.version} of {line.of}: amended later"
    gone = line.withdrawn
    if gone and line.is_last:
        yield gone


def _exhibit(one: Exhibit) -> tuple[str, str, str, str, str]:
    return str(one.number), str(one.entry), one.file.name, f"{one.file.size:,}", one.file.sha256
