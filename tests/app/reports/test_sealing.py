"""A PDF with a password opens with it alone, by AES-256, and keeps its bookmarks and structure."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PasswordType, PdfReader

from app.kernel.errors import Refused
from app.reports.content import Letterhead, Stationery
from app.reports.press.house import About, HouseDocument
from app.reports.press.sealing import sealed


@pytest.fixture(scope="module")
def pdf() -> bytes:
    page = HouseDocument(Stationery(Letterhead("Aldous & Brant LLP")), About("A secret"))
    page.title("For one person")
    page.text("Nobody else may read this.")
    page.new_page()
    page.heading("More")
    page.text("The end.")
    return page.finish().pdf


@pytest.mark.parametrize("password", ["correct horse", "Ünïcödé 密码 パス", "x" * 127])
def test_it_opens_with_its_password_alone(pdf: bytes, password: str) -> None:
    shut = sealed(pdf, password)
    assert b"Nobody" not in shut
    assert b"Aldous" not in shut
    reader = PdfReader(BytesIO(shut))
    assert reader.decrypt("another one") is PasswordType.NOT_DECRYPTED
    assert reader.decrypt(password) is not PasswordType.NOT_DECRYPTED
    assert "Nobody else may read this." in reader.pages[0].extract_text()
    encrypted = reader.trailer["/Encrypt"].get_object()
    assert (encrypted["/V"], encrypted["/R"], encrypted["/Length"]) == (5, 6, 256)
    assert encrypted["/CF"]["/StdCF"]["/CFM"] == "/AESV3"


def test_bookmarks_structure_and_language_stay(pdf: bytes) -> None:
    reader = PdfReader(BytesIO(sealed(pdf, "correct horse")), password="correct horse")
    assert len(reader.outline) == 2
    assert reader.root_object["/Lang"] == "en-US"
    assert reader.root_object["/StructTreeRoot"]["/K"]["/S"] == "/Document"
    assert reader.metadata is not None
    assert reader.metadata.title == "A secret"


@pytest.mark.parametrize("password", ["", "short", "x" * 128, "nul\x00in it", "line\nend of it"])
def test_other_passwords_are_refused_in_a_sentence(pdf: bytes, password: str) -> None:
    with pytest.raises(Refused, match=r"^A password for a PDF .*\.$"):
        sealed(pdf, password)
