"""A month of the calendar on a page, and behind it the days that have more than their square holds (PRACTICE D4).

Names of clients stand on it only where somebody asked for them: what hangs on a wall is read by visitors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from uuid import UUID

from app.kernel.language import tr
from app.kernel.rights import Right
from app.kernel.said import say_long, say_month, say_time
from app.kernel.weeks import Weeks, month_span
from app.matters.walls import restricted_among
from app.owed.calendar.day_items import Among, DayItem, DayKind
from app.owed.calendar.span import Span, firm_weeks, read_span
from app.people.queries import colleague
from app.reports.content import Run, Stationery
from app.reports.lists.month_grid import Square, grid
from app.reports.press.edges import FOOT
from app.reports.press.house import About, HouseDocument
from app.reports.press.ink import TextStyle
from app.reports.press.looks import NORMAL
from app.reports.press.paper import MM
from app.reports.press.sealing import sealed_if
from app.reports.press.speech import in_its_language
from app.reports.press.typesetting import Strip, paragraph
from app.reports.saying import printed_by
from app.reports.stationery import on_paper, stationery
from app.storage.transaction import Reader, Transaction
from app.vault.leaving import Opened, send_out

MARGIN = 14 * MM
HOLIDAYS, ABSENCES = "holiday", "absence"
"""What may be left out beside the kinds of items."""
_SIGNS = {DayKind.UPDATE: "▣", DayKind.KEY_DATE: "★", DayKind.FOLLOW_UP: "◆", DayKind.REPLY: "◇"}
_URGENT = "▲"
_NAMES = {
    DayKind.UPDATE: "update",
    DayKind.KEY_DATE: "key date",
    DayKind.FOLLOW_UP: "follow-up",
    DayKind.REPLY: "reply",
}
_WHITE = 6.0
_LEGEND_ROOM = 24.0
"""Points under the grid for its legend."""


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
    stationery: Stationery
    whose: str
    shows_clients: bool
    printed: str
    squares: tuple[Square, ...]
    weeks: Weeks
    today: date
    matters: Counter[UUID | None]


@on_paper
def read_month(
    reader: Reader,
    month: date,
    among: Among,
    *,
    hidden: Collection[str] = (),
    show_clients: bool = False,
) -> MonthPaper:
    """The month in which the day ``month`` lies. Kinds that are ``hidden`` stay away, but for what is late."""
    first = month.replace(day=1)
    span = read_span(reader, *month_span(first, firm_weeks(reader)), among)
    items = (item for day in span.items.values() for item in day if _is_shown(item, hidden))
    return MonthPaper(
        title=say_month(first),
        stationery=stationery(reader),
        whose=colleague(reader, among.person_id).name if among.person_id is not None else "",
        shows_clients=show_clients,
        printed=printed_by(reader),
        squares=tuple(_square(span, day, first, hidden, show_clients=show_clients) for day in span.days()),
        weeks=span.weeks,
        today=span.today,
        matters=Counter(item.whose.matter.id if item.whose.matter else None for item in items),
    )


@in_its_language
def set_month(page: MonthPaper) -> PrintedMonth:
    """The page in type. Needs no vault."""
    called, words = tr("Calendar, {month}").format(month=page.title), page.stationery.words
    about = About(
        called,
        note=f"{words.confidential} · {page.printed}" if page.shows_clients else page.printed,
        name=called,
        running=words.continued.format(title=called),
    )
    look = NORMAL._replace(foot=FOOT)
    paper = HouseDocument(page.stationery, about, look=look, landscape=True, margin=MARGIN)
    paper.firm_name()
    paper.title(page.title, page.whose)
    drawn = grid(paper.ink, paper.width, paper.left - _LEGEND_ROOM, page.squares, page.weeks)
    paper.hold()
    paper.add([Strip(drawn.height, drawn.marks, gap=_WHITE)])
    paper.hold()
    paper.small(tr("▣ update   ★ key date   ▲ urgent   ◆ follow-up   ◇ reply   ○ away   ✓ done"), gap=_WHITE)
    if drawn.cut:
        paper.new_page()
    for number in drawn.cut:
        _rest(paper, page.squares[number], page.today)
    made = paper.finish()
    return PrintedMonth(made.pdf, made.pages, page.matters)


def record_printed(tx: Transaction, made: PrintedMonth, *, show_clients: bool) -> None:
    """A month left the vault on paper; of each restricted matter is told that something of it stands there (J3)."""
    month = tx.new_id()
    tx.record("printed", "month", month, pages=made.pages, clients=show_clients)
    for matter_id in restricted_among(tx.session, made.matters):
        tx.record("printed", "matter", matter_id, month=month, count=made.matters[matter_id])


def save_month(
    opened: Opened, file: Path, made: PrintedMonth, password: str | None = None, *, show_clients: bool
) -> None:
    """Write it to ``file``, which asks for the ``password`` where there is one; the trail says the same of it.

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
        sealed_if(made.pdf, password),
        lambda tx: _record_saved(tx, made, file, show_clients=show_clients),
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
    said = [tr("○ {name} away").format(name=one.name) for one in away]
    said += [_said(item, show_clients=show_clients) for item in items]
    late = frozenset(number for number, item in enumerate(items, start=len(away)) if item.late)
    holiday = "" if HOLIDAYS in hidden else span.off.get(day, "")
    off = day in span.off and (HOLIDAYS not in hidden or not span.off[day])
    inside = (day.year, day.month) == (first.year, first.month)
    return Square(day, tuple(said), late, holiday, off, not span.off.get(day, "-"), inside)


def _short_time(at: time) -> str:
    """As in "10:00", in the USA "10am" and "2:30pm": a square of the month is narrow."""
    clock, _, half = say_time(at).partition(" ")
    return f"{clock.removesuffix(':00')}{half.lower()}" if half else clock


def _said(item: DayItem, *, show_clients: bool) -> str:
    """As in "★ 10:00 Vance: Scheduling conference", or "★ 10:00 key date, 26-0412"; the time as short as it can be."""
    at = f"{_short_time(item.at)} " if item.at is not None and not item.done else ""
    sign = _URGENT if item.urgent else _SIGNS[item.kind]
    sign += " ✓" if item.done else "\u2009"  # a bold mark is wider than its place
    if show_clients:
        name = item.title.split(" v. ")[0].split(",")[0]
        what = tr("update", "of a client") if item.kind is DayKind.UPDATE else item.text
        said = f"{name}: {what}"
    else:
        said = ", ".join(filter(None, (item.what or tr(_NAMES[item.kind], "of a client"), item.number)))
    return f"{sign} {at}" + (tr("{what} – late").format(what=said) if item.late else said)


def _rest(paper: HouseDocument, square: Square, today: date) -> None:
    """A day that did not fit, whole."""
    paper.heading(say_long(square.day, today))
    text = TextStyle(size=9.5, leading=13)
    for number, said in enumerate(square.said):
        runs = (Run(said, bold=number in square.late),)
        paper.add(paragraph(paper.ink, runs, text, paper.width - 12, x=12))
