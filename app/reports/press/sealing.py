"""A PDF that asks for a password: AES-256, as PDF 2.0 has it (revision 6 of the standard handler).

The password is for whoever gets the file; the vault does not keep it. Who has it may read, print and copy.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from io import BytesIO

from app.kernel.errors import Refused
from app.kernel.language import tr
from app.reports.press.watched import Watched

Told = Callable[[int, int], object]
LEAST_LETTERS = 8
MOST_BYTES = 127
"""Of UTF-8: readers take no more of a password."""


def sealed(pdf: bytes, password: str, told: Told = lambda *_: None) -> bytes:
    """The same document, readable with ``password`` alone; its bookmarks and structure stay. ``told`` hears how many
    bytes of how many are sealed, and may raise to stop.

    Raises Refused ("pdf-password") for one that is too short or too long, or that keyboards cannot type.
    """
    from pypdf import PdfReader, PdfWriter

    said = check_password(password)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt(said, algorithm="AES-256")
    target = Watched(told, len(pdf))
    writer.write(target)
    return target.getvalue()


def sealed_if(pdf: bytes, password: str | None, told: Told = lambda *_: None) -> bytes:
    """`sealed` where there is a password, else the document as it is."""
    return pdf if password is None else sealed(pdf, password, told)


def check_password(password: str) -> str:
    """The password in the one form that every reader makes of it (NFKC). Raises Refused ("pdf-password")."""
    said = unicodedata.normalize("NFKC", password)
    if len(said) < LEAST_LETTERS:
        raise _refused(
            tr("A password for a PDF needs at least {least} letters. Please choose a longer one.").format(
                least=LEAST_LETTERS
            )
        )
    if any(unicodedata.category(letter).startswith("C") for letter in said):
        raise _refused(tr("A password for a PDF cannot have control characters. Please choose another."))
    if len(said.encode()) > MOST_BYTES:
        raise _refused(
            tr("A password for a PDF has at most {most} bytes. Please choose a shorter one.").format(
                most=MOST_BYTES
            )
        )
    return said


def _refused(message: str) -> Refused:
    return Refused("pdf-password", message, field="pdf_password")
