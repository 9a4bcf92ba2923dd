"""The contact history on paper: a part for each month, a row for each version, the exhibits, and what this record is.

Rows are set as they are read, and pages kept folded: the longest history takes little more room than its file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.said import say_date, say_exact
from app.reports.anchors import anchor_at_foot
from app.reports.attendance.page import file_columns
from app.reports.content import Paragraph, Run
from app.reports.history.record import Exhibit, History, HistoryLine, say_period
from app.reports.history.words import about_record, say_left_out
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument, Made
from app.reports.press.paper import MM
from app.reports.press.speech import in_its_language
from app.reports.saying import say_bytes

Told = Callable[[int], object]
"""Hears how many entries are set; may raise to end it."""
_EVERY = 50


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("No."), 11 * MM, voice="label"),
        Column(tr("When"), 22 * MM, voice="label"),
        Column(tr("What the record says")),
        Column(tr("Written"), 26 * MM, voice="label"),
    )


def _exhibit_columns() -> tuple[Column, ...]:
    return (
        Column(tr("Exhibit"), 13 * MM, voice="label"),
        Column(tr("Contact"), 14 * MM, voice="label"),
        *file_columns(),
    )


@in_its_language
def render_history(history: History, rows: Iterable[HistoryLine], told: Told = lambda _: None) -> Made:
    """The history as a PDF, in memory."""
    page = HouseDocument(history.stationery, _about(history))
    if history.asked.for_client:
        page.letterhead()
    else:
        page.firm_name(history.stationery.words.legend)
    matter = history.sheet.row
    page.title(
        tr("Contact history"), " · ".join(filter(None, (matter.title, matter.number, matter.court_number)))
    )
    page.facts(_facts(history))
    exhibits: list[Exhibit] = []
    for month, lines in groupby(_counted(rows, exhibits, told), key=lambda line: line.month):
        page.heading(month)
        page.table(_columns(), (_cells(line) for line in lines))
    if not history.keys:
        page.text(tr("No contact is in this history."))
    if exhibits:
        page.heading(tr("Exhibits"))
        page.text(
            tr(
                "The files that belong to the contacts above. They are kept in the vault and not printed here."
            )
        )
        page.table(_exhibit_columns(), (_exhibit(one) for one in exhibits))
    page.new_page()
    page.heading(tr("About this record"))
    for words in about_record(history, len(exhibits)):
        page.text(words)
    return page.finish()


def _about(history: History) -> About:
    number, words = history.sheet.row.number, history.stationery.words
    title = tr("Contact history, file {number}").format(number=number)
    return About(
        title,
        note=f"{words.inside} · {anchor_at_foot(history.anchor)}",
        name=number,
        day=say_date(history.made_at.date()),
        running=words.continued.format(title=title),
    )


def _facts(history: History) -> Iterator[tuple[str, str]]:
    asked = history.asked
    clients = ", ".join(name for _, name in history.sheet.clients)
    yield tr("Client"), clients
    yield tr("Period"), say_period(asked)
    if history.known_by is not None:
        moment = say_exact(history.known_by.astimezone(history.made_at.tzinfo))
        yield (
            tr("As known by", "a moment"),
            tr("{moment}: what was written later is not in it").format(moment=moment),
        )
    yield tr("Contacts"), say_number(len(history.keys))
    if asked.for_client:
        yield tr("Left out"), say_left_out(history.left_out)
    yield (
        tr("Copy", "a paper"),
        tr("for the client") if asked.for_client else tr("for the firm: every entry and every version of it"),
    )
    yield tr("Made by"), f"{history.by}, {say_exact(history.made_at)}"
    yield tr("Times"), _say_zone(history.zone)


def _say_zone(zone: str) -> str:
    """Whose clock the times are of, by the name of its town: "America/Los_Angeles" is a name for programs."""
    region, _, town = zone.rpartition("/")
    words = tr("{zone}, unless stated otherwise")
    if region and region != "Etc":
        words = tr("local time in {zone}, unless stated otherwise")
    return words.format(zone=town.replace("_", " "))


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
        number += "\n" + tr("version {number}").format(number=line.writing.version)
    return number, line.when, tuple(_body(line)), line.written


def _body(line: HistoryLine) -> Iterator[Run]:
    heads = [Run(line.title, bold=True)] if line.title else []
    heads += [Run(words, bold=True) for words in _standing(line)]
    for place, run in enumerate(heads):
        yield Run(f"\n{run.text}", bold=True) if place else run
    if line.writing.reason:
        yield Run(f"\n{tr('Amended because:')} ", italic=True)
        yield Run(line.writing.reason)
    for label, words in line.said:
        yield Run(f"\n{label}: ", italic=True)
        yield Run(words)
    for one in line.exhibits:
        yield Run(f"\n{tr('Exhibit {number}:').format(number=one.number)} ", italic=True)
        yield Run(f"{one.file.name} ({say_bytes(one.file.size)})")


def _standing(line: HistoryLine) -> Iterator[str]:
    """Whether it still reads so, and whether it counts."""
    if line.writing.elsewhere:
        yield tr(
            "This version stood in another matter. Its words belong there and are not part of this history."
        )
    if line.of > 1:
        words = (
            tr("Version {number} of {of}: as it reads")
            if line.is_last
            else tr("Version {number} of {of}: amended later")
        )
        yield words.format(number=line.writing.version, of=line.of)
    gone = line.withdrawn
    if gone and line.is_last:
        yield gone


def _exhibit(one: Exhibit) -> tuple[str, str, str, str, str]:
    return str(one.number), str(one.entry), one.file.name, say_number(one.file.size), one.file.sha256
