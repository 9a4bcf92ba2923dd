"""The lists for the partners' meeting on paper, how much each owes first; and as a table with the same rows."""

from __future__ import annotations

from collections.abc import Iterator

from app.kernel.csv_out import write_csv
from app.kernel.language import counted, tr
from app.kernel.numbers import say_number
from app.reports.content import Paragraph, Run
from app.reports.lists.partners import (
    CARE,
    FORGOTTEN,
    SECTIONS,
    PartnersLists,
    PartnersRow,
    PartnersShare,
    say_section,
)
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument, Made
from app.reports.press.paper import MM
from app.reports.press.speech import in_its_language

_HEADERS = ("Person", "List", "State", "Due", "When", "Matter number", "Matter", "Client", "What")
_EVERY = (*SECTIONS, FORGOTTEN)
_COUNTS = (
    ("Late", 8),
    ("Updates", 13),
    ("News", 9),
    ("Answers", 13.5),
    ("Key dates", 14.5),
    ("Actions", 12),
    ("Care", 10),
    ("Put off", 11.5),
    ("Forgotten", 16),
)
"""Heads and widths in millimetres: how many are late, then how many things owed stand in each list, which add up to
those in the words below; what is put off and forgotten files are counted apart, there as here."""


@in_its_language
def render_partners(lists: PartnersLists) -> Made:
    """The lists as a PDF, in memory."""
    title = tr("What is owed")
    called = tr("What is owed, {day}").format(day=lists.day)
    about = About(called, name=lists.whose if lists.of_one else "", day=lists.day, running=title)
    page = HouseDocument(lists.stationery, about)
    page.firm_name()
    page.title(title, f"{lists.whose}. {lists.summary}")
    included = counted(
        lists.days,
        "all that is late or due, and what comes within 1 day",
        "all that is late or due, and what comes within {count} days",
    )
    page.facts([(tr("Made by"), lists.made), (tr("Includes", "a list"), included.format(count=lists.days))])
    columns = (
        Column(tr("When"), 30 * MM, voice="label"),
        Column(tr("Matter and client"), share=0.8),
        Column(tr("What"), share=1.2),
    )
    if not lists.of_one:
        page.heading(tr("By person"))
        care = any(share.count(CARE) for share in lists.shares)
        page.table(_heads(care=care), (_counts(one, care=care) for one in lists.shares))
    for share in lists.shares:
        page.heading(share.name)
        page.text(f"{share.summary} {share.note}".strip())
        for section in _EVERY:
            rows = share.of(section)
            if rows:
                page.heading(_head(section, share), level=2)
                page.table(columns, (_cells(row) for row in rows))
    if not any(share.rows for share in lists.shares):
        page.text(tr("Nothing is owed. Every client has heard from you."))
    return page.finish()


@in_its_language
def partners_table(lists: PartnersLists) -> bytes:
    """The same rows as CSV."""
    return write_csv([tr(head, "column of a table") for head in _HEADERS], _table(lists))


def _table(lists: PartnersLists) -> Iterator[tuple[str, ...]]:
    for share in lists.shares:
        for section in _EVERY:
            for row in share.of(section):
                yield (
                    share.name,
                    say_section(section),
                    row.state,
                    row.due,
                    row.when,
                    row.number,
                    row.title,
                    row.client,
                    row.text,
                )


def _heads(*, care: bool) -> tuple[Column, ...]:
    """``care``: whether anybody owes anything of the firm's own house; names have more room where nobody does."""
    counts = (
        Column(tr(head, "narrow column"), wide * MM, align="end", voice="label")
        for head, wide in _COUNTS
        if care or head != "Care"
    )
    return (Column(tr("Person")), *counts)


def _counts(share: PartnersShare, *, care: bool) -> tuple[str, ...]:
    lists = (share.count(section) for section in SECTIONS if care or section != CARE)
    numbers = (share.late, *lists, share.put_off, share.count(FORGOTTEN))
    return (share.name, *(say_number(number) for number in numbers))


def _head(section: str, share: PartnersShare) -> str:
    """As in "Updates: 2, and 1 put off"."""
    count = share.count(section)
    off = len(share.of(section)) - count
    words = tr("{list}: {count}, and {off} put off") if off else tr("{list}: {count}")
    return words.format(list=say_section(section), count=say_number(count), off=say_number(off))


def _cells(row: PartnersRow) -> tuple[Paragraph, Paragraph, str]:
    mark = "● " if row.late else ""
    place = tuple(part for part in (row.number, row.client if row.client != row.title else "") if part)
    whose = (Run(row.title, bold=True), Run(f"\n{' · '.join(place)}" if place else ""))
    return (Run(f"{mark}{row.when}", bold=row.late),), whose, row.text
