"""One house style: every document of the firm is made with `HouseDocument`. How, says `app.reports`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reportlab.lib.utils import ImageReader

from app.kernel.language import speaking, usual
from app.reports.content import DatedLine, Paragraph, Run, Stationery
from app.reports.press import grid
from app.reports.press.edges import Around, Edges
from app.reports.press.flow import Flow
from app.reports.press.grid import Column, TableCell
from app.reports.press.ink import Ink, TextStyle
from app.reports.press.letterhead import LOGO, letterhead_strips
from app.reports.press.looks import NORMAL, Look
from app.reports.press.paper import GUTTER, MARGIN, Document, Sheet, storable, write_pdf
from app.reports.press.pictures import open_logo
from app.reports.press.typesetting import (
    BoxMark,
    Cell,
    Colour,
    Mark,
    Strip,
    barred,
    glue,
    paragraph,
    plain,
    row,
)

ACCENT: Colour = (0x2F / 255, 0x5D / 255, 0x8A / 255)
_INDENT = 10.5
_WRITING_LINE = 22.0


@dataclass(frozen=True, slots=True)
class About:
    """What a document is, for its file and for the edges of its pages.

    ``title`` and ``subject`` go into the file's head, which everybody reads who gets the file: no client's name.
    ``note``: at the left of each foot, None for the usual mark; ``name`` and ``day``: at its right, before the page;
    ``running``: above the later pages, beside the firm.
    """

    title: str
    subject: str = ""
    note: str | None = None
    name: str = ""
    day: str = ""
    running: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished PDF and how many pages it has."""

    pdf: bytes
    pages: int


class HouseDocument:
    """A document of the firm, written from the top down; `finish` gives the PDF. Text is text: nothing in it is markup.

    Raises Refused ("logo-too-large", "logo-unreadable") where the firm's logo cannot be drawn. Needs no vault.
    """

    def __init__(
        self,
        stationery: Stationery,
        about: About,
        *,
        look: Look = NORMAL,
        landscape: bool = False,
        margin: float = MARGIN,
    ) -> None:
        self.ink = Ink()
        self.look = look
        self.stationery = stationery
        gutter = GUTTER if stationery.duplex else 0.0
        self._sheet = Sheet(stationery.paper, margin, landscape=landscape, gutter=gutter)
        self.width = self._sheet.width
        """Of the text, in points."""
        self._height = self._sheet.height - look.foot
        self._about = about
        picture = stationery.letterhead.logo
        self._pictures = {} if picture is None else {LOGO: _opened(picture)}
        self._flow = Flow(self._height)

    def letterhead(self) -> None:
        """The firm's head, for what goes to a client or another outside."""
        logo = self._pictures.get(LOGO)
        called = self.stationery.words.logo.format(firm=self.stationery.letterhead.firm)
        picture = (called, *logo.getSize()) if logo else None
        self.add(letterhead_strips(self.ink, self.look, self.stationery.letterhead, self.width, picture))

    def firm_name(self, legend: str = "") -> None:
        """The firm's name alone, for what stays inside; ``legend``: what it is said to be, under it."""
        self.add(paragraph(self.ink, plain(self.stationery.letterhead.firm), self.look.firm, self.width))
        if legend:
            style = replace(self.look.small, bold=True)
            self.add(paragraph(self.ink, plain(legend), style, self.width, gap=2))

    def addresses(self, left: Sequence[str], right: Paragraph) -> None:
        """Whom it goes to, and opposite the date and whatever else a letter says there."""
        half = self.width * 0.6
        cells = [
            Cell(plain("\n".join(left)), self.look.text, 0, half - 12),
            Cell(right, self.look.text, half, self.width - half, "end"),
        ]
        self.add(glue(row(self.ink, cells, gap=10.5), all_of_them=True))

    def title(self, words: str, below: str = "") -> None:
        """The document's title; ``below``: one grey line, such as the matter."""
        title = paragraph(
            self.ink, plain(words), self.look.title, self.width, gap=9, kind="H1", said=_one_line(words)
        )
        self.add(glue(title, all_of_them=True))
        if below:
            self.add(glue(paragraph(self.ink, plain(below), self.look.matter, self.width, gap=0.5)))

    def heading(self, words: str, level: Literal[1, 2] = 1) -> None:
        """A heading, which stays with what follows it: of a part in capitals (write it as a sentence), or below it."""
        said = _one_line(words)
        if level == 1:
            head = paragraph(
                self.ink, plain(words.upper()), self.look.head, self.width, gap=8.5, kind="H2", said=said
            )
        else:
            style = replace(self.look.text, bold=True)
            head = paragraph(self.ink, plain(words), style, self.width, gap=7, kind="H3", said=said)
        self.add(glue(head, all_of_them=True))

    def text(self, words: str | Paragraph, *, gap: float = 3.0, style: TextStyle | None = None) -> None:
        """Running text; each line of ``words`` is a paragraph of its own. ``gap``: white above, in points."""
        style = style or self.look.text
        if isinstance(words, tuple):
            self.add(paragraph(self.ink, words, style, self.width, gap=gap))
            return
        for part in words.strip().split("\n"):
            self.add(paragraph(self.ink, plain(part), style, self.width, gap=gap))

    def bullet(self, words: str, *, gap: float = 3.0) -> None:
        """A point of a list."""
        indent = _INDENT * self.look.scale
        lines = paragraph(self.ink, plain(words), self.look.text, self.width - indent, x=indent, gap=gap)
        mark = paragraph(self.ink, plain("•"), self.look.text, indent)
        self.add([lines[0]._replace(marks=(*mark[0].marks, *lines[0].marks)), *lines[1:]])

    def writing_line(self) -> None:
        """A line to write on by hand."""
        rule = BoxMark(0, _WRITING_LINE - 1, self.width, 0.5, (0.45, 0.45, 0.45))
        self.add([Strip(_WRITING_LINE, (rule,))])

    def small(self, words: str, *, gap: float = 3.0) -> None:
        """A notice in small letters."""
        self.text(words, gap=gap, style=self.look.small)

    def point(self, lead: str, words: str = "") -> None:
        """The most important point, with a bar beside it; its ``lead`` in bold, or without one."""
        rest = f" {words}" if lead and words else words
        runs = [Run(lead, bold=True), *([Run(rest)] if rest else [])]
        lines = paragraph(self.ink, runs, self.look.text, self.width - 10.5, x=10.5, gap=8.5)
        self.add(barred(lines, ACCENT, bar=2.1, pad=2.1))

    def facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Short facts under a title, one a line: "Printed by", "Ann Aldous, 3 March 2026"."""
        column = self.look.date_column
        for number, (label, words) in enumerate(pairs):
            cells = [
                Cell(plain(label), self.look.when, 0, column - 6),
                Cell(plain(words), self.look.text, column, self.width - column),
            ]
            self.add(glue(row(self.ink, cells, gap=1.5 if number else 6)))

    def dated(self, rows: Iterable[DatedLine]) -> None:
        """A table of when and what, without heads."""
        for strips in grid.dated(self.ink, self.look, self.width, rows):
            self.add(strips)

    def table(
        self, columns: Sequence[Column], rows: Iterable[Sequence[TableCell]], otherwise: str = ""
    ) -> int:
        """A table with repeated heads; each row has a cell for every column. ``rows`` may be any number, they are set
        as they come; without any, ``otherwise`` is said. Returns how many there were."""
        count = 0
        for strips in grid.table(self.ink, self.look, self.width, columns, rows):
            self.add(strips)
            count += 1
        if not count and otherwise:
            self.text(otherwise)
        return count

    def figure(self, height: float, marks: Iterable[Mark], alt: str, *, gap: float = 6.0) -> None:
        """A drawing of vectors ``height`` points high; ``alt`` says what it shows to who does not see it."""
        element = self.ink.structure.add("Figure", alt)
        self.add([Strip(height, tuple(mark._replace(element=element) for mark in marks), gap=gap)])

    @property
    def left(self) -> float:
        """Points that the first page has left below what is written so far; none where it is full."""
        return self._flow.left

    def signature(self, names: Sequence[str]) -> None:
        """Who signs, with what room the page leaves; the last lines above stay on the signature's page."""
        self._flow.sign()
        for number, name in enumerate(names):
            self._flow.hold()
            self.add(paragraph(self.ink, plain(name), self.look.text, self.width, gap=0 if number else 10))

    def hold(self) -> None:
        """What was written last stays on the page of what comes next."""
        self._flow.hold()

    def new_page(self) -> None:
        """Go on with another page."""
        self._flow.turn()

    def add(self, strips: Iterable[Strip]) -> None:
        """Anything else (`app.reports.press.typesetting`)."""
        self._flow.add(strips)

    def finish(self) -> Made:
        """The PDF."""
        pages = self._flow.finish()
        about, head, words = self._about, self.stationery.letterhead, self.stationery.words
        edges = Edges(
            words.inside if about.note is None else about.note,
            about.name,
            about.day,
            head.firm,
            about.running,
            words.page_of,
        )
        document = Document(
            about.title, self.stationery.language, head.firm, about.subject, pictures=self._pictures
        )
        around = Around(self.ink, self.look, self.width, self._height, edges)
        return Made(write_pdf(self.ink, self._sheet, document, pages, around), len(pages))


def _opened(picture: bytes) -> ImageReader:
    """The logo; what is wrong with it is told in the language of who is told."""
    with speaking(usual()):
        return open_logo(picture)


def _one_line(words: str) -> str:
    """Words as a bookmark has them."""
    return " ".join(storable(words).split())
