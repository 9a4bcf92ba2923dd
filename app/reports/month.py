"""A month of the calendar on a page, and behind it the days that have more than their square holds (PRACTICE D4).

Names of clients stand on it only where somebody asked for them: what hangs on a wall is read by visitors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal
from uuid import UUID

from app.kernel.datewords import MONTHS
from app.kernel.rights import Right
from app.kernel.said import say_date, say_long, say_time
from app.kernel.weeks import Weeks, month_span
from app.matters.walls import restricted_among
from app.owed.calendar.day_items import Among, DayItem, DayKind
from app.owed.calendar.span import Span, firm_weeks, read_span
from app.people.queries import colleague
from app.reports.content import Run
from app.reports.ink import Ink, TextStyle
from app.reports.looks import NORMAL
from app.reports.month_grid import Square, grid
from app.reports.pagination import paginate
from app.reports.paper import MM, Document, Sheet, write_pdf
from app.reports.typesetting import Cell, Mark, Strip, TextMark, paragraph, plain, row
from app.settings.queries import firm
from app.storage.transaction import Reader, Transaction
from app.vault.leaving import Opened, send_out

MARGIN = 14 * MM
HOLIDAYS, ABSENCES = "holiday", "absence"
"""What may be left out beside the kinds of items."""
_SIGNS = {DayKind.UPDATE: "▣", DayKind.KEY_DATE: "▲", DayKind.FOLLOW_UP: "◆", DayKind.REPLY: "◇"}
_NAMES = {
    DayKind.UPDATE: "update",
    DayKind.KEY_DATE: "key date",
    DayKind.FOLLOW_UP: "follow-up",
    DayKind.REPLY: "reply",
}
_LEGEND = "▣ update   ▲ key date, urgent   ◆ follow-up   ◇ reply   ○ away   ✓ done"
_FOOT = 22.0


@dataclass(frozen=True, slots=True)
class PrintedMonth:
    """The bytes, how many pages, and how many things of each matter (None: of none) stand on them."""

    pdf: bytes
    pages: int
    matters: Counter[UUID | None]


@dataclass(frozen=True, slots=True)
class MonthPaper:
    """What stands on the page, before it is set in type."""

    title: str
    firm: str
    whose: str
    paper: Literal["a4", "letter"]
    language: str
    printed: str
    squares: tuple[Square, ...]
    weeks: Weeks
    today: date
    matters: Counter[UUID | None]


def read_month(
    reader: Reader,
    month: date,
    among: Among,
    *,
    hidden: Collection[str] = (),
    show_clients: bool = False,
) -> MonthPaper:
    """The month in which the day ``month`` lies. Kinds that are ``hidden`` stay away, but for what is late."""
    details = firm(reader).details
    first = month.replace(day=1)
    span = read_span(reader, *month_span(first, firm_weeks(reader)), among)
    now = reader.local(reader.now)
    items = (item for day in span.items.values() for item in day if _is_shown(item, hidden))
    return MonthPaper(
        title=f"{MONTHS[first.month - 1]} {first.year:04}",
        firm=details.name,
        whose=colleague(reader, among.person_id).name if among.person_id is not None else "",
        paper="a4" if details.paper == "a4" else "letter",
        language="en-US" if details.country == "US" else "en-GB",
        printed=f"Printed {say_date(now.date())}, {say_time(now)} by {colleague(reader, reader.viewer).name}",
        squares=tuple(_square(span, day, first, hidden, show_clients=show_clients) for day in span.days()),
        weeks=span.weeks,
        today=span.today,
        matters=Counter(item.whose.matter.id if item.whose.matter else None for item in items),
    )


def set_month(page: MonthPaper) -> PrintedMonth:
    """The page in type. Needs no vault."""
    ink = Ink()
    sheet = Sheet(page.paper, MARGIN, landscape=True)
    head = _head(ink, sheet, page.title, page.firm, page.whose)
    top = sum(strip.height for strip in head)
    drawn = grid(ink, sheet.width, sheet.height - top - _FOOT, page.squares, page.weeks)
    pages = [_stacked([*head, Strip(drawn.height, drawn.marks)])]
    pages += _rest(ink, sheet, [page.squares[number] for number in drawn.cut], page.today)

    def around(number: int, count: int) -> list[Mark]:
        foot = f"{page.printed} · page {number} of {count}"
        return _around(ink, sheet, _LEGEND if number == 1 else "", foot)

    document = Document(f"Calendar, {page.title}", page.language)
    return PrintedMonth(write_pdf(ink, sheet, document, pages, around), len(pages), page.matters)


def record_printed(tx: Transaction, made: PrintedMonth, *, show_clients: bool) -> None:
    """A month left the vault on paper; of each restricted matter is told that something of it stands there (J3)."""
    month = tx.new_id()
    tx.record("printed", "month", month, pages=made.pages, clients=show_clients)
    for matter_id in restricted_among(tx.session, made.matters):
        tx.record("printed", "matter", matter_id, month=month, count=made.matters[matter_id])


def save_month(opened: Opened, file: Path, made: PrintedMonth, *, show_clients: bool) -> None:
    """Write it to ``file``; the trail says the same of it.

    Raises `Refused` ("not-allowed") where it names clients and `Right.EXPORT` lacks, `MachineTrouble`; then no file is
    left.
    """
    needs = Right.EXPORT if show_clients else None
    if needs is not None:
        with opened.read() as reader:
            reader.need(needs)
    send_out(
        opened,
        file,
        made.pdf,
        lambda tx: _record_saved(tx, made, file, show_clients=show_clients),
        what="month",
        needs=needs,
    )


def _record_saved(tx: Transaction, made: PrintedMonth, file: Path, *, show_clients: bool) -> None:
    month = tx.new_id()
    tx.record("exported", "month", month, pages=made.pages, clients=show_clients, file=file.name)
    for matter_id in restricted_among(tx.session, made.matters):
        tx.record("exported", "matter", matter_id, month=month, count=made.matters[matter_id])


def _is_shown(item: DayItem, hidden: Collection[str]) -> bool:
    return item.late or item.kind.value not in hidden


def _square(span: Span, day: date, first: date, hidden: Collection[str], *, show_clients: bool) -> Square:
    away = () if ABSENCES in hidden else span.away_on(day)
    items = [item for item in span.items.get(day, ()) if _is_shown(item, hidden)]
    said = [f"○ {one.name} away" for one in away]
    said += [_said(item, show_clients=show_clients) for item in items]
    late = frozenset(number for number, item in enumerate(items, start=len(away)) if item.late)
    holiday = "" if HOLIDAYS in hidden else span.off.get(day, "")
    off = day in span.off and (HOLIDAYS not in hidden or not span.off[day])
    inside = (day.year, day.month) == (first.year, first.month)
    return Square(day, tuple(said), late, holiday, off, not span.off.get(day, "-"), inside)


def _said(item: DayItem, *, show_clients: bool) -> str:
    """As in "▲ 10:00 Vance: Scheduling conference", or "▲ 10:00 key date, 26-0412"."""
    at = f"{item.at:%H:%M} " if item.at is not None and not item.done else ""
    sign = _SIGNS[DayKind.KEY_DATE] if item.urgent else _SIGNS[item.kind]
    sign += " ✓" if item.done else "\u2009"  # a bold mark is wider than its place
    mark = " – late" if item.late else ""
    if not show_clients:
        number = f", {item.number}" if item.number else ""
        return f"{sign} {at}{item.what or _NAMES[item.kind]}{number}{mark}"
    name = item.title.split(" v. ")[0].split(",")[0]
    what = "update" if item.kind is DayKind.UPDATE else item.text
    return f"{sign} {at}{name}: {what}{mark}"


def _head(ink: Ink, sheet: Sheet, title: str, name: str, whose: str) -> list[Strip]:
    right = f"{name} · {whose}" if whose else name
    half = sheet.width / 2
    cells = [
        Cell(plain(title), NORMAL.title, 0, half),
        Cell(plain(right), replace(NORMAL.when, size=8.0), half, half, "end"),
    ]
    return [*row(ink, cells), Strip(6.0)]


def _stacked(strips: Sequence[Strip]) -> list[tuple[float, Strip]]:
    placed, down = [], 0.0
    for strip in strips:
        placed.append((down, strip))
        down += strip.height
    return placed


def _rest(ink: Ink, sheet: Sheet, squares: Sequence[Square], today: date) -> list[list[tuple[float, Strip]]]:
    """Each day that did not fit, whole."""
    if not squares:
        return []
    strips: list[Strip] = []
    text = TextStyle(size=9.5, leading=13)
    for square in squares:
        strips += [
            strip._replace(glued=True)
            for strip in paragraph(ink, plain(say_long(square.day, today)), NORMAL.head, sheet.width, gap=8)
        ]
        for number, said in enumerate(square.said):
            runs = (Run(said, bold=number in square.late),)
            strips += paragraph(ink, runs, text, sheet.width - 12, x=12)
    room = sheet.height - _FOOT
    return paginate(strips, (room, room))


def _around(ink: Ink, sheet: Sheet, left: str, right: str) -> list[Mark]:
    half = sheet.width / 2
    cells = [
        Cell(plain(left), NORMAL.small, 0, half),
        Cell(plain(right), replace(NORMAL.small, tabular=True), half, half, "end"),
    ]
    down, marks = sheet.height - _FOOT + 10, []
    for strip in row(ink, cells):
        marks += [mark._replace(y=mark.y + down) for mark in strip.marks if isinstance(mark, TextMark)]
        down += strip.height
    return list(marks)
