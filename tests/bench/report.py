"""Status reports a second against bare ReportLab: the same words, faces and rules as plain Platypus paragraphs.

Processor time, the best of several runs of each in turn, in one process.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from io import BytesIO
from xml.sax.saxutils import escape

from pypdf import PdfReader
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from app.reports.content import DatedLine, FeeLine, KeyPoint, Letterhead, Run, Stationery, StatusReport
from app.reports.press.fonts import FOLDER
from app.reports.status.letter import render_status_report
from tests.bench import history_paper, paper_peers
from tests.bench.figure import Figure

_FACES = (
    "LibertinusSerif-Regular",
    "LibertinusSerif-Bold",
    "LibertinusSerif-Italic",
    "Inter-Regular",
    "Inter-SemiBold",
)
_WORDS = "the other side told court that it asks for more time to answer your complaint order hearing"
_MARGIN, _WIDTH, _DATES = 68.0, 612.0 - 136.0, 74.0
_TEXT = ParagraphStyle("text", fontName=_FACES[0], fontSize=10.5, leading=14)
_RIGHT = ParagraphStyle("right", parent=_TEXT, alignment=2)
_TITLE = ParagraphStyle("title", fontName=_FACES[1], fontSize=13.4, leading=18)
_HEAD = ParagraphStyle("head", fontName=_FACES[4], fontSize=8, leading=11, spaceBefore=8)
_WHEN = ParagraphStyle("when", fontName=_FACES[3], fontSize=8.4, leading=14)
_FIRM = ParagraphStyle("firm", parent=_WHEN, fontSize=7.7, leading=9.8, alignment=2)
_RULED = [("LINEBELOW", (0, 0), (-1, -1), 0.5, (0.75, 0.75, 0.75)), ("LEFTPADDING", (0, 0), (-1, -1), 0)]


def _lines(*parts: str) -> str:
    return "<br/>".join(escape(part) for part in parts)


def _rows(heading: str, rows: tuple[DatedLine, ...]) -> list[Flowable]:
    cells = [[Paragraph(escape(line.when), _WHEN), Paragraph(escape(line.text), _TEXT)] for line in rows]
    table = Table(cells, colWidths=[_DATES, _WIDTH - _DATES], style=_RULED)
    return [Paragraph(escape(heading.upper()), _HEAD), table]


def bare(report: StatusReport) -> bytes:
    """The report as somebody would write it with ReportLab alone: no fallback faces, no ligatures, no kerning."""
    firm, point = report.stationery.letterhead, report.key_point or KeyPoint("")
    halves = [_WIDTH / 2, _WIDTH / 2]
    story: list[Flowable] = [
        Table(
            [[Paragraph(escape(firm.firm), _TITLE), Paragraph(_lines(firm.tagline, *firm.lines), _FIRM)]],
            halves,
        ),
        Table(
            [
                [
                    Paragraph(_lines(*report.addressee), _TEXT),
                    Paragraph(_lines(report.date, report.file_label), _RIGHT),
                ]
            ],
            halves,
        ),
        Paragraph(escape(report.words.title), _TITLE),
        Paragraph(escape(report.matter_line), _TEXT),
        Paragraph(f"<b>{escape(point.lead)}</b> {escape(point.text)}", _TEXT),
        Paragraph(escape(report.words.priorities.upper()), _HEAD),
        Paragraph(escape(report.priorities), _TEXT),
        *_rows(report.since_heading, report.progress),
        *_rows(report.words.waiting_for, report.waiting_for),
        *_rows(report.words.coming_up, report.coming_up),
        Paragraph(escape(report.words.options.upper()), _HEAD),
        Paragraph(escape(report.options), _TEXT),
        *_rows(
            report.words.fees, tuple(DatedLine(fee.label, f"{fee.text} {fee.right}") for fee in report.fees)
        ),
    ]
    for runs in report.closing:
        said = "".join(f"<b>{escape(run.text)}</b>" if run.bold else escape(run.text) for run in runs)
        story.append(Paragraph(said, _TEXT))

    def foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(_FACES[3], 7.3)
        canvas.line(_MARGIN, 50, 612 - _MARGIN, 50)
        canvas.drawString(_MARGIN, 40, report.words.footer)
        canvas.drawRightString(612 - _MARGIN, 40, f"{report.footer_short} · {document.page}")

    target = BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN)
    SimpleDocTemplate(target, pagesize=(612, 792), invariant=1, **margins).build(story, foot, foot)
    return target.getvalue()


def _report(rows: int) -> StatusReport:
    chance = random.Random(2)  # noqa: S311  # made-up sentences
    words = tuple(_WORDS.split())

    def sentence(count: int) -> str:
        return " ".join(
            chance.choice(words) + chance.choice(("", "", "", "s", f" {chance.randint(1, 99)}"))
            for _ in range(count)
        )

    return StatusReport(
        stationery=Stationery(
            Letterhead("Aldous & Brant LLP", "Attorneys at Law", ("1 Quay Road, Port Salem · 555 0100",))
        ),
        addressee=("Mr. Imre Kovács", "4 Orchard Lane", "Port Salem"),
        date="23 November 2026",
        file_label="Our file 00017",
        file_number="00017",
        matter_line="Kovács v. Tern Logistics · 2:26-cv-01234",
        footer_short="Kovács · 23 Nov 2026",
        key_point=KeyPoint("Please keep 12 January, 9:30, free.", sentence(25)),
        priorities=sentence(15),
        since_heading="Since our report of 6 November",
        progress=tuple(DatedLine(f"{n % 28 + 1} Nov", sentence(chance.randint(8, 30))) for n in range(rows)),
        waiting_for=(DatedLine("from you", sentence(7)), DatedLine("from the court", sentence(6))),
        coming_up=(DatedLine("15 Dec", sentence(6)), DatedLine("12 Jan, 9:30", sentence(5))),
        options=sentence(45),
        fees=(
            FeeLine("Estimate", "$11,000, given on 2 September", "58 % used"),
            FeeLine("To date", "$6,400"),
        ),
        closing=(
            (Run("Your next update is due on "), Run("4 December", bold=True), Run(f". {sentence(35)}")),
        ),
        signatory=("Ann Aldous",),
    )


def _best(make: Callable[[StatusReport], bytes], report: StatusReport) -> float:
    start = time.process_time()
    make(report)
    return time.process_time() - start


def measure() -> list[Figure]:
    """One page, and some fifty."""
    for name in _FACES:
        pdfmetrics.registerFont(TTFont(name, str(FOLDER / f"{name}.ttf")))
    pdfmetrics.registerFontFamily(_FACES[0], normal=_FACES[0], bold=_FACES[1], italic=_FACES[2])
    figures = []
    for name, rows, runs in (("one page", 3, 15), ("fifty pages", 900, 3)):
        report = _report(rows)
        pages = [len(PdfReader(BytesIO(make(report))).pages) for make in (render_status_report, bare)]
        pairs = [(_best(render_status_report, report), _best(bare, report)) for _ in range(runs)]
        ours, plain = (min(pair[side] for pair in pairs) / pages[side] for side in (0, 1))
        figures.append(
            Figure(
                f"status report, {name}", 1 / ours, 1 / plain, unit="pages/s", times=ours / plain, at_most=1.3
            )
        )
    return [*figures, history_paper.measure(), *paper_peers.measure(report, 1 / ours)]
