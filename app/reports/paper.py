"""Pages of strips written as a PDF, in memory.

The file is the same, byte for byte, for the same content: no date, no random number goes into it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from app.reports.content import Paper
from app.reports.embedding import PdfFile
from app.reports.ink import Ink
from app.reports.typesetting import BoxMark, Mark, PictureMark, Strip, TextMark

rl_config.useA85 = 0  # pages as bytes, not spelled out in letters: smaller, and made in half the time

MM = 72 / 25.4
MARGIN = 24 * MM
SIZES: dict[Paper, tuple[float, float]] = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}

PageMarks = Callable[[int, int], Sequence[Mark]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper: its size and the margin all round, in points; ``landscape`` lies on its side."""

    paper: Paper
    margin: float = MARGIN
    landscape: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the whole sheet."""
        narrow, long = SIZES[self.paper]
        return (long, narrow) if self.landscape else (narrow, long)

    @property
    def width(self) -> float:
        """Of the text block."""
        return self.size[0] - 2 * self.margin

    @property
    def height(self) -> float:
        """Of the text block."""
        return self.size[1] - 2 * self.margin


@dataclass(slots=True)
class Document:
    """What the file is called and holds beside text. ``pictures``: by the keys of the picture marks."""

    title: str
    language: str
    author: str = ""
    pictures: Mapping[str, ImageReader] = field(default_factory=dict)


class _BareCanvas(Canvas):
    """A canvas that does not begin every page with a font that is not embedded."""

    def _make_preamble(self) -> None:
        self._preamble = ""


def write_pdf(
    ink: Ink, sheet: Sheet, document: Document, pages: list[list[tuple[float, Strip]]], around: PageMarks
) -> bytes:
    """The finished file. ``around(page, pages)`` gives head and foot; their y counts from the text block."""
    width, height = sheet.size
    target = BytesIO()
    canvas = _BareCanvas(target, pagesize=(width, height), pageCompression=1, invariant=1, pdfVersion=(1, 7))
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject("")
    canvas.setCreator("Liaison")
    canvas.setProducer("Liaison")
    canvas.setCatalogEntry("Lang", pdfdoc.PDFString(document.language))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    pen = _Pen(canvas, sheet.margin, height - sheet.margin, document.pictures)
    foots = [around(number, len(pages)) for number in range(1, len(pages) + 1)]
    inside: PdfFile = vars(canvas)["_doc"]
    inside.fontMapping.clear()  # the standard font that ReportLab begins with is never drawn with
    inside.idToObject["BasicFonts"].dict.clear()
    inside.delayedFonts.extend(ink.fonts)  # the door its own fonts come in by
    for page, foot in zip(pages, foots, strict=True):
        for top, strip in page:
            pen.draw(strip.marks, top)
        pen.draw(foot, 0.0)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


class _Pen:
    """Draws marks on the canvas' current page."""

    def __init__(self, canvas: Canvas, left: float, top: float, pictures: Mapping[str, ImageReader]) -> None:
        self._canvas = canvas
        self._left = left
        self._top = top
        self._pictures = pictures

    def draw(self, marks: Sequence[Mark], down: float) -> None:
        """Draw marks whose y counts from ``down`` points below the top of the text block."""
        write = self._canvas.addLiteral
        for mark in marks:
            x = self._left + mark.x
            y = self._top - down - mark.y
            if isinstance(mark, TextMark):
                grey = f"{mark.grey:g} g {mark.grey:g} G "
                write(f"BT {grey}1 0 0 1 {x:.2f} {y:.2f} Tm {mark.show} ET")
            elif isinstance(mark, BoxMark):
                red, green, blue = mark.colour
                box = f"{x:.2f} {y - mark.height:.2f} {mark.width:.2f} {mark.height:.2f} re f"
                write(f"{red:g} {green:g} {blue:g} rg {box}")
            elif isinstance(mark, PictureMark):
                self._canvas.drawImage(
                    self._pictures[mark.key], x, y - mark.height, mark.width, mark.height, mask="auto"
                )
