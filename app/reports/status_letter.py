"""The client status report on paper (PRACTICE K1), as LOOK.md draws it: a letter, the action first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.reports.content import DatedLine, Paragraph, Run, StatusReport
from app.reports.ink import Ink, printable
from app.reports.lines import break_lines
from app.reports.looks import LARGE, NORMAL
from app.reports.paper import MM, Document, Sheet, write_pdf
from app.reports.pictures import open_logo
from app.reports.typesetting import (
    RULE_GREY,
    BoxMark,
    Cell,
    Mark,
    PictureMark,
    Strip,
    TextMark,
    barred,
    glue,
    one_line,
    paginate,
    paragraph,
    plain,
    row,
    ruled,
)

ACCENT = (0x2F / 255, 0x5D / 255, 0x8A / 255)
LOGO_HEIGHT = 18 * MM
HEAD_RULE = 11.0  # points above the text of the second page and on
MOST_ROOM_TO_SIGN = 22.0
LEAST_FOR_FIRM = 0.25  # of the letterhead's width
CLOSEST = 0.6  # of the white between parts, when that saves a page

Setting = Callable[[Ink, Sheet, StatusReport, "tuple[int, int] | None"], "StatusLetter"]
"""Sets a letter: with the ink, on the paper, and the size of the logo in dots."""


def render_status_report(report: StatusReport) -> bytes:
    """The report as a PDF, in memory. Raises Refused when the logo is not a picture that can be drawn."""
    return render_letter(report, StatusLetter, f"Status report {report.file_number}")


def render_letter(report: StatusReport, setting: Setting, title: str) -> bytes:
    """What ``setting`` makes of it, as a PDF called ``title``."""
    ink = Ink()
    sheet = Sheet(report.paper)
    pictures = {}
    if report.letterhead.logo is not None:
        pictures["logo"] = open_logo(report.letterhead.logo)
    logo = pictures.get("logo")
    letter = setting(ink, sheet, report, logo.getSize() if logo else None)
    pages = letter.pages()
    called = printable(title).encode("utf-8", "replace").decode()
    document = Document(called.strip(), report.language, pictures=pictures)
    return write_pdf(ink, sheet, document, pages, letter.around)


class StatusLetter:
    """The parts of one report as strips, in the order of K1."""

    def __init__(self, ink: Ink, sheet: Sheet, report: StatusReport, logo: tuple[int, int] | None) -> None:
        self._ink = ink
        self._logo = logo  # its size in dots
        self._report = report
        self._look = LARGE if report.large_print else NORMAL
        self._width = sheet.width
        self._height = sheet.height - self._look.foot
        self._signed_at: int | None = None  # which strip the name under the signature is

    def pages(self) -> list[list[tuple[float, Strip]]]:
        """The letter on as few pages as it needs (K1: one where it fits); what is left is room to sign."""
        strips, heights = self.strips(), (self._height, self._height)
        pages = paginate(strips, heights)
        if len(pages) > 1:
            closer = [strip._replace(gap=strip.gap * CLOSEST) for strip in strips]
            fewer = paginate(closer, heights)
            if len(fewer) < len(pages):
                strips, pages = closer, fewer
        top, last = pages[-1][-1]
        room = min(MOST_ROOM_TO_SIGN, self._height - top - last.height)
        at = self._signed_at
        if at is None or room <= 0 or len(strips) - at > len(pages[-1]):
            return pages
        strips[at] = strips[at]._replace(gap=strips[at].gap + room)
        return paginate(strips, heights)

    def strips(self) -> list[Strip]:
        """The whole letter but for the signature's room, from the top down."""
        report, words = self._report, self._report.words
        body = [
            *self._letterhead(),
            *self._addresses(),
            *self._title(),
            *self._key_point(),
            *self._text(words.priorities, report.priorities),
            *self._rows(report.since_heading or words.since, report.progress, words.no_progress),
            *self._rows(words.waiting_for, report.waiting_for),
            *self._rows(words.coming_up, report.coming_up),
            *self._actions(),
            *self._text(words.options, report.options),
            *self._text(words.decisions, report.decisions),
            *self._rows(words.fees, [DatedLine(fee.label, fee.text, note=fee.right) for fee in report.fees]),
            *self._paragraphs(report.closing),
        ]
        if report.signatory:
            self._signed_at = len(body)
            body = [*glue(body), *self._signature()]
        notices = self._notices()
        return [*glue(body), *notices] if notices else body

    def _letterhead(self) -> list[Strip]:
        head, logo = self._report.letterhead, self._logo
        half = self._firm_width()
        beside = "\n".join(line for line in (head.tagline, *head.lines) if line)
        if self._report.large_print:
            beside = beside.replace(" · ", "\n")  # a number is not broken at its spaces
        right = row(self._ink, [Cell(plain(beside), self._look.firm_lines, half, self._width - half, "end")])
        left = paragraph(self._ink, plain(head.firm), self._look.firm, half - 12)
        picture: tuple[Mark, ...] = ()
        tall = 0.0
        if logo:
            scale = min(LOGO_HEIGHT / logo[1], (half - 12) / logo[0])
            picture = (PictureMark(0, 0, logo[0] * scale, logo[1] * scale, "logo"),)
            tall = logo[1] * scale + 5
        marks = [*picture, *_shifted(left, tall), *_shifted(right, 0)]
        height = max(tall + _tall(left), _tall(right)) + 8
        rule = BoxMark(0, height, self._width, 0.7, (0.1, 0.1, 0.1))
        return [Strip(height + 0.7, (*marks, rule))]

    def _firm_width(self) -> float:
        """What the firm's name gets of the letterhead: its share, or less where an address beside it could not be read
        when it is broken (an e-mail address in large print)."""
        look, lines = self._look, self._report.letterhead.lines
        words = [plain(word) for line in lines for word in line.split()]
        longest = max(
            (break_lines(self._ink, word, look.firm_lines, 2 * self._width)[0].width for word in words),
            default=0.0,
        )
        return max(
            min(self._width * look.firm_share, self._width - longest - 1), self._width * LEAST_FOR_FIRM
        )

    def _addresses(self) -> list[Strip]:
        report = self._report
        half = self._width * 0.6
        right = (
            Run(f"{report.date}\n"),
            Run(report.words.confidential, italic=True),
            Run(f"\n{report.file_label}"),
        )
        cells = [
            Cell(plain("\n".join(report.addressee)), self._look.text, 0, half - 12),
            Cell(right, self._look.text, half, self._width - half, "end"),
        ]
        return glue(row(self._ink, cells, gap=10.5), all_of_them=True)

    def _title(self) -> list[Strip]:
        title = paragraph(self._ink, plain(self._report.words.title), self._look.title, self._width, gap=9)
        matter = paragraph(
            self._ink, plain(self._report.matter_line), self._look.matter, self._width, gap=0.5
        )
        return [*glue(title, all_of_them=True), *glue(matter)]

    def _key_point(self) -> list[Strip]:
        point = self._report.key_point
        if point is None:
            return []
        runs = (
            [Run(point.lead, bold=True), Run(" " + point.text)]
            if point.text
            else [Run(point.lead, bold=True)]
        )
        lines = paragraph(self._ink, runs, self._look.text, self._width - 10.5, x=10.5, gap=8.5)
        return barred(lines, ACCENT, bar=2.1, pad=2.1)

    def _heading(self, text: str) -> list[Strip]:
        return glue(
            paragraph(self._ink, plain(text.upper()), self._look.head, self._width, gap=8.5),
            all_of_them=True,
        )

    def _text(self, heading: str, text: str) -> list[Strip]:
        if not text.strip():
            return []
        body: list[Strip] = []
        for number, part in enumerate(text.strip().split("\n")):
            body += paragraph(self._ink, plain(part), self._look.text, self._width, gap=3 if number else 2.6)
        return [*self._heading(heading), *body]

    def _rows(self, heading: str, rows: Sequence[DatedLine], otherwise: str = "") -> list[Strip]:
        """A headed table of dated lines; without any, the sentence that says so."""
        if not rows:
            return self._text(heading, otherwise)
        strips = self._heading(heading)
        for number, line in enumerate(rows):
            strips += self._row(line, first=number == 0)
        return strips

    def _row(self, line: DatedLine, *, first: bool) -> list[Strip]:
        text_width = self._width - self._look.date_column
        note_width = min(110.0, text_width / 3) if line.note else 0.0
        when, text = (
            replace(self._look.when, bold=line.strong),
            replace(self._look.figures, bold=line.strong),
        )
        if line.strong:
            when = replace(when, grey=0.08)
        cells = [
            Cell(plain(line.when), when, 0, self._look.date_column - 6),
            Cell(
                plain(line.text),
                text,
                self._look.date_column,
                text_width - (note_width + 8 if line.note else 18),
            ),
        ]
        if line.note:
            cells.append(Cell(plain(line.note), text, self._width - note_width, note_width, "end"))
        return ruled(row(self._ink, cells), self._width, above=4 if first else 2, below=2.5)

    def _actions(self) -> list[Strip]:
        report, words = self._report, self._report.words
        if report.your_actions:
            return self._rows(words.your_actions, report.your_actions)
        if report.key_point is not None and report.key_point.asks:
            return []
        return self._text(words.your_actions, words.nothing_to_do)

    def _paragraphs(self, paragraphs: Sequence[Paragraph]) -> list[Strip]:
        strips: list[Strip] = []
        for number, runs in enumerate(paragraphs):
            strips += paragraph(self._ink, runs, self._look.text, self._width, gap=4 if number else 9.5)
        return strips

    def _signature(self) -> list[Strip]:
        strips: list[Strip] = []
        for number, name in enumerate(self._report.signatory):
            strips = glue(strips)
            strips += paragraph(self._ink, plain(name), self._look.text, self._width, gap=0 if number else 10)
        return strips

    def _notices(self) -> list[Strip]:
        strips: list[Strip] = []
        notices = [notice for notice in self._report.notices if notice.strip() != self._report.words.footer]
        for number, notice in enumerate(notices):
            strips += paragraph(
                self._ink, plain(notice), self._look.small, self._width, gap=3 if number else 10
            )
        return strips

    def _fitting(self, name: str, ending: str, width: float) -> str:
        """As much of a client's name as leaves room for what follows it in the foot."""
        room = width - break_lines(self._ink, plain(f" · {ending}"), self._look.small, 2 * width)[0].width - 6
        return one_line(self._ink, name, self._look.small, max(room, 20.0)) if name else ""

    def around(self, page: int, pages: int) -> list[Mark]:
        """The foot of a page, and from the second page on its head."""
        report, words = self._report, self._report.words
        foot = self._height + 17
        count = words.page_of.format(page=page, pages=pages)
        left = self._width * self._look.foot_share
        right = self._width - left - 8
        name, _, day = report.footer_short.rpartition(" · ")
        ending = " · ".join(part for part in (day, count) if part)
        short = " · ".join(part for part in (self._fitting(name, ending, right), ending) if part)
        cells = [
            Cell(plain(words.footer), self._look.small, 0, left),
            Cell(plain(short), replace(self._look.small, tabular=True), left + 8, right, "end"),
        ]
        marks: list[Mark] = [BoxMark(0, foot, self._width, 0.5, (0.55, 0.55, 0.55))]
        marks += _shifted(row(self._ink, cells), foot + 5)
        if page > 1:
            left = self._width * self._look.head_share
            right = self._width - left - 8
            firm = one_line(self._ink, report.letterhead.firm, self._look.small, left)
            again = words.continued.format(title=words.title)
            head = [
                Cell(plain(firm), self._look.small, 0, left),
                Cell(plain(again), self._look.small, left + 8, right, "end"),
            ]
            above = row(self._ink, head)
            marks += _shifted(above, -HEAD_RULE - 3 * self._look.scale - _tall(above))
            marks.append(BoxMark(0, -HEAD_RULE, self._width, 0.5, RULE_GREY))
        return marks


def _tall(strips: list[Strip]) -> float:
    return sum(strip.height for strip in strips)


def _shifted(strips: list[Strip], down: float) -> list[Mark]:
    """The marks of strips set one under the other, ``down`` points lower."""
    marks: list[Mark] = []
    for strip in strips:
        marks += [mark._replace(y=mark.y + down) for mark in strip.marks if isinstance(mark, TextMark)]
        down += strip.height
    return marks
