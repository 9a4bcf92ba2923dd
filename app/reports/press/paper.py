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

from app.reports.content import Paper
from app.reports.press.embedding import PdfFile
from app.reports.press.ink import Ink, printable
from app.reports.press.metadata import MetadataStream
from app.reports.press.pagination import PageKeeper
from app.reports.press.pen import Bookmarks, Pen
from app.reports.press.tagging import TaggedCanvas
from app.reports.press.typesetting import Mark

rl_config.useA85 = 0  # pages as bytes, not spelled out in letters: smaller, and made in half the time

MM = 72 / 25.4
_PROGRAM = "Liaison"
MARGIN = 24 * MM
GUTTER = 5 * MM
"""Of the pages of a firm that prints on both sides."""
SIZES: dict[Paper, tuple[float, float]] = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}

PageMarks = Callable[[int, int], Sequence[Mark]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper: its size and the margin all round, in points; ``landscape`` lies on its side; ``gutter``: so much more
    white at the side that is bound, and less at the other, for pages printed on both sides."""

    paper: Paper
    margin: float = MARGIN
    landscape: bool = False
    gutter: float = 0.0

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

    def left(self, page: int) -> float:
        """Where the text block of a page begins, counted from 1: odd pages are bound at their left."""
        return self.margin + (self.gutter if page % 2 else -self.gutter)


@dataclass(slots=True)
class Document:
    """What the file is called and holds beside text. ``pictures``: by the keys of the picture marks."""

    title: str
    language: str
    author: str = ""
    subject: str = ""
    pictures: Mapping[str, ImageReader] = field(default_factory=dict)


def write_pdf(ink: Ink, sheet: Sheet, document: Document, pages: PageKeeper, around: PageMarks) -> bytes:
    """The finished file, with bookmarks where it has more than a page, and tagged for screen readers.

    ``around(page, pages)`` gives head and foot; their y counts from the text block.
    """
    width, height = sheet.size
    target = BytesIO()
    canvas = TaggedCanvas(target, pagesize=(width, height), pageCompression=1, invariant=1, pdfVersion=(1, 7))
    inside: PdfFile = vars(canvas)["_doc"]
    _say_what_it_is(canvas, inside, document)
    canvas.begin(ink.structure)
    pen = Pen(canvas, sheet, document.pictures)
    count = len(pages)
    foots = [around(number, count) for number in range(1, count + 1)]
    inside.fontMapping.clear()  # the standard font that ReportLab begins with is never drawn with
    inside.idToObject["BasicFonts"].dict.clear()
    inside.delayedFonts.extend(ink.fonts)  # the door its own fonts come in by
    marks = Bookmarks(canvas, ink.structure) if count > 1 else None
    for number, (page, foot) in enumerate(zip(pages, foots, strict=True), 1):
        pen.turn_to(number)
        for top, strip in page:
            pen.draw(strip.marks, top, marks)
        pen.draw(foot, 0.0, around=True)
        if number < count:
            canvas.turn()
        else:
            canvas.showPage()
    canvas.write_structure()
    canvas.save()
    return target.getvalue()


def _say_what_it_is(canvas: TaggedCanvas, inside: PdfFile, document: Document) -> None:
    """Into the head that every reader shows, and the same as a metadata stream."""
    title, author, subject = (storable(one) for one in (document.title, document.author, document.subject))
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(subject)
    canvas.setCreator(_PROGRAM)
    canvas.setProducer(_PROGRAM)
    canvas.setCatalogEntry("Lang", pdfdoc.PDFString(document.language))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    stream = MetadataStream(
        title=title, language=document.language, author=author, subject=subject, program=_PROGRAM
    )
    canvas.setCatalogEntry("Metadata", inside.Reference(stream, "metadata"))


def storable(text: str) -> str:
    """As heads and bookmarks of a file can hold it: without controls, halves of a character, and the hyphen that is not
    seen, which the encoding of heads does not have (ISO 32000-1, D.3) and readers take for something else."""
    return printable(text).replace("\xad", "").encode("utf-8", "replace").decode().strip()
