"""Pages a second of a contact history of some 500 pages against bare ReportLab setting the same table.

Processor time, the best of several runs of each in turn, in one process.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import cast
from uuid import UUID
from xml.sax.saxutils import escape

from pypdf import PdfReader
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from app.audit.trail import Head
from app.contactlog.history import Remembered, Writing
from app.matters.sheet import MatterSheet
from app.reports.content import Letterhead, Stationery
from app.reports.history.page import render_history
from app.reports.history.record import History, HistoryAsked, HistoryLine, LeftOut
from tests.bench.figure import Figure
from tests.support import MONDAY

_WORDS = (
    "client",
    "asked",
    "whether",
    "hearing",
    "moves",
    "court",
    "decides",
    "by",
    "Friday",
    "sent",
    "draft",
    "agreed",
)
_TEXT = ParagraphStyle("text", fontName="LibertinusSerif-Regular", fontSize=10.5, leading=14)
_WHEN = ParagraphStyle("when", fontName="Inter-Regular", fontSize=8.4, leading=14)
_HEADS = ("No.", "When", "What the record says", "Written")
_WIDTHS = (41, 72, 279, 84)
_RULED = [("LINEBELOW", (0, 0), (-1, -1), 0.5, (0.75, 0.75, 0.75)), ("VALIGN", (0, 0), (-1, -1), "TOP")]


def _lines(count: int) -> list[HistoryLine]:
    chance = random.Random(6)  # noqa: S311  # made-up sentences
    found = []
    for number in range(1, count + 1):
        row = SimpleNamespace(id=UUID(int=number))
        writing = Writing(1, MONDAY, "Ann Aldous", "", cast("object", row))  # type: ignore[arg-type] # only its words are set
        entry = Remembered(writing.row, (writing,), None)
        day = MONDAY - timedelta(days=count - number)
        words = (
            " ".join(
                chance.choice(_WORDS) + chance.choice(("", "", f" {chance.randint(1, 99)}"))
                for _ in range(some)
            )
            for some in (chance.randint(15, 60), chance.randint(4, 12))
        )
        said = tuple(zip(("What was said", "Decided"), words, strict=True))
        found.append(
            HistoryLine(
                number,
                writing,
                1,
                entry,
                f"{day:%d %b %Y, %H:%M} PST",
                "Call out, 12 min",
                said,
                f"{day:%d %b %Y, %H:%M} PST\nAnn Aldous",
                f"{day:%B %Y}",
            )
        )
    return found


def _history(count: int) -> History:
    row = SimpleNamespace(number="00017", title="Kovács v. Tern Logistics", court_number="2:26-cv-01234")
    sheet = SimpleNamespace(row=row, clients=((UUID(int=1), "Imre Kovács"),))
    return History(
        asked=HistoryAsked(UUID(int=1)),
        sheet=cast("MatterSheet", sheet),
        stationery=Stationery(Letterhead("Aldous & Brant LLP")),
        keys=range(count),  # type: ignore[arg-type] # counted only
        left_out=LeftOut(),
        anchor=Head(12_345, bytes(range(32))),
        by="Ann Aldous",
        made_at=MONDAY,
        known_by=None,
        zone="America/Los_Angeles",
    )


def _bare(lines: list[HistoryLine]) -> bytes:
    """As somebody would write it with ReportLab alone."""

    def cells() -> Iterator[list[object]]:
        yield list(_HEADS)
        for line in lines:
            said = "".join(f"<br/><i>{escape(label)}:</i> {escape(words)}" for label, words in line.said)
            written = escape(line.written).replace("\n", "<br/>")
            yield [
                Paragraph(str(line.number), _WHEN),
                Paragraph(escape(line.when), _WHEN),
                Paragraph(f"<b>{escape(line.title)}</b>{said}", _TEXT),
                Paragraph(written, _WHEN),
            ]

    target = BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 68.0)
    table = LongTable(list(cells()), colWidths=_WIDTHS, style=_RULED, repeatRows=1)
    SimpleDocTemplate(target, pagesize=(612, 792), invariant=1, **margins).build([table])
    return target.getvalue()


def _seconds(make: Callable[[], bytes]) -> float:
    start = time.process_time()
    make()
    return time.process_time() - start


def measure(count: int = 2_900, runs: int = 2) -> Figure:
    """The fonts have to be registered."""
    history, lines = _history(count), _lines(count)

    def ours() -> bytes:
        return render_history(history, iter(lines)).pdf

    def bare() -> bytes:
        return _bare(lines)

    pages = [len(PdfReader(BytesIO(make())).pages) for make in (ours, bare)]
    pairs = [(_seconds(ours), _seconds(bare)) for _ in range(runs)]
    us, plain = (min(pair[side] for pair in pairs) / pages[side] for side in (0, 1))
    name = f"contact history, {pages[0]} pages"
    return Figure(name, 1 / us, 1 / plain, unit="pages/s", times=us / plain, at_most=1.3)
