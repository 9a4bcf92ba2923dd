"""Pictures of pages, and the kept ones that they are held against."""

from __future__ import annotations

import os
import re
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtPdf import QPdfDocument

from app.reports.fonts import face

PAGES = Path(__file__).parent / "app" / "reports" / "pages"
_NAMES = ("LibertinusSerif-Regular", "NotoSerifSC-Subset", "NotoSerifKR-Subset", "NotoEmoji-Regular")
_NAMES += ("NotoSerifThai-Regular", "NotoSerifDevanagari-Regular", "NotoSansSymbols2-Regular")
_DRAWN = sorted(set().union(*(face(name).letters for name in _NAMES)))
RIGHTWARD = [c for c in _DRAWN if not re.match("[\u0590-\u08ff\u200e\u200f\ufb1d-\ufdff\ufe70-\ufeff]", c)]
"""Every character that our fonts draw from left to right."""
_WIDE = 360
_MOST_DIFFERENCE = 1.5
"""Of 255, on the mean: another rasteriser's edges of letters; a page that moved by three dots is sixteen."""


def squeezed(text: str) -> str:
    """Without white: lines of a page break where they like."""
    return "".join(text.split())


def text_of(pdf: bytes) -> str:
    """All text of a PDF as another program reads it, pages one after the other, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def drawn(pdf: bytes, page: int) -> Image.Image:
    """A page in greys, 360 dots wide, on white."""
    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(pdf)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    points = document.pagePointSize(page)
    shown = document.render(page, QSize(_WIDE, round(_WIDE * points.height() / points.width())))
    document.close()
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    shown.save(target, "PNG")
    with Image.open(BytesIO(bytes(target.data().data()))) as clear:
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear.convert("RGBA")).convert("L")


def assert_looks_as_kept(pdf: bytes, page: int, name: str) -> None:
    """The page looks as the kept picture of that name, within what another machine's drawing may differ.

    With LIAISON_KEEP_PAGES=1 it becomes the kept one: look at it.
    """
    shown, file = drawn(pdf, page), PAGES / f"{name}.png"
    if os.environ.get("LIAISON_KEEP_PAGES"):
        PAGES.mkdir(exist_ok=True)
        shown.quantize(16).save(file, optimize=True)
    with Image.open(file) as kept:
        before = kept.convert("L")
    assert shown.size == before.size
    assert ImageStat.Stat(ImageChops.difference(shown, before)).mean[0] < _MOST_DIFFERENCE
