"""Pictures of pages, and the kept ones that they are held against."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtPdf import QPdfDocument

from app.reports.press.fonts import face

PAGES = Path(__file__).parent / "app" / "reports" / "pages"
_NAMES = ("LibertinusSerif-Regular", "NotoSerifSC-Subset", "NotoSerifKR-Subset", "NotoEmoji-Regular")
_NAMES += ("NotoSerifThai-Regular", "NotoSerifDevanagari-Regular", "NotoSansSymbols2-Regular")
_NAMES += ("NotoSerifHebrew-Regular", "NotoNaskhArabic-Regular")
DRAWN = sorted(set().union(*(face(name).letters for name in _NAMES)))
"""Every character that our fonts draw."""
_LETTERS: list[tuple[str, ...]] = [
    tuple(map(chr, range(0x20, 0x7F))),
    tuple("ÄÖÜß éèêñ ŁłĐđ ½№€§"),
    tuple("Ελληνικά Кириллица"),
    tuple("法院将于一月十二日开庭龍龜鬱"),
    tuple("お客様の事件について「はい」"),
    tuple("귀하의 사건에 대해 알려"),
    ("👍🏽", "❤️", "👨‍👩‍👧", "🇩🇪", "1️⃣", "⚖️"),
    tuple("אבגדהוזחטיכלמנסעפצקרשתםןץףך ׳״"),
    ("שׁ", "לֹ", "מָ", "וֹ", "בְּ", " "),
    tuple("ابتثجحخدذرزسشصضطظعغفقكلمنهويلا ،؛؟"),
    ("مُ", "حَ", "مَّ", "دٌ", "لًا", "الله", " "),
    tuple("٠١٢٣۴۵"),
    tuple("()[]{}«»\"'.,:;-–!?%$ 0123456789"),
]
"""Letters as people see them, of each script; signs and figures once more, to stand beside all of them."""
TEXTS = st.lists(
    st.sampled_from(_LETTERS)
    .flatmap(lambda letters: st.lists(st.sampled_from(letters), min_size=1, max_size=25))
    .map("".join),
    min_size=1,
    max_size=8,
).map(" ".join)
"""Text of several scripts, whichever way they run."""
_WIDE = 360
_MOST_DIFFERENCE = 1.5
"""Of 255, on the mean: another rasteriser's edges of letters; a page that moved by three dots is sixteen."""


def many_words(begin: str) -> list[str]:
    """80,000 words, a thousand different ones in no order, so that one lost, doubled or out of its place is seen.

    With each another, a third of the time of all pages would go into shaping what is shaped as any word.
    """
    chance = random.Random(80_000)  # noqa: S311 # no secret
    return [f"{begin}{chance.randrange(1000)}" for _ in range(80_000)]


def squeezed(text: str) -> str:
    """Without white: lines of a page break where they like."""
    return "".join(text.split())


def text_of(pdf: bytes) -> str:
    """All text of a PDF as another program reads it, pages one after the other, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@contextmanager
def _in_a_viewer(pdf: bytes) -> Iterator[QPdfDocument]:
    """The PDF as our own preview, and browsers, have it."""
    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(pdf)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    yield document
    document.close()


def long_text_of(pdf: bytes) -> str:
    """As `text_of` of hundreds of pages, as a browser copies it: that takes no longer than to print them."""
    with _in_a_viewer(pdf) as document:
        pages = [document.getAllText(page).text() for page in range(document.pageCount())]
    return " ".join(" ".join(pages).split())


def drawn(pdf: bytes, page: int) -> Image.Image:
    """A page in greys, 360 dots wide, on white."""
    with _in_a_viewer(pdf) as document:
        points = document.pagePointSize(page)
        shown = document.render(page, QSize(_WIDE, round(_WIDE * points.height() / points.width())))
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
