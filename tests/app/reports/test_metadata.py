"""The metadata stream says what the file's head says, in XML that any program reads."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree

from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.reports.content import Letterhead, Stationery
from app.reports.press.house import About, HouseDocument
from app.reports.press.sealing import sealed

_DC = "{http://purl.org/dc/elements/1.1/}"
_LI = ".//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"


def _made(title: str, firm: str = "Aldous & Brant <LLP>", subject: str = "What is said") -> bytes:
    page = HouseDocument(Stationery(Letterhead(firm)), About(title, subject))
    page.text("Some words.")
    return page.finish().pdf


def _said(pdf: bytes, password: str | None = None) -> tuple[str, ElementTree.Element]:
    root = PdfReader(BytesIO(pdf), password=password).root_object
    packet = root["/Metadata"].get_object().get_data().decode()  # type: ignore[attr-defined] # a stream
    return packet, ElementTree.fromstring(packet)  # noqa: S314  # of our own file


def _words(tree: ElementTree.Element, name: str) -> list[str]:
    found = tree.find(f".//{_DC}{name}")
    assert found is not None
    return [one.text or "" for one in found.findall(_LI)]


def test_title_language_and_producer() -> None:
    packet, tree = _said(_made("Update 00003"))
    assert set(_words(tree, "title")) == {"Update 00003"}
    assert _words(tree, "language") == ["en-US"]
    assert _words(tree, "creator") == ["Aldous & Brant <LLP>"]
    assert _words(tree, "description") == ["What is said"]
    producer = tree.find(".//{http://ns.adobe.com/pdf/1.3/}Producer")
    assert producer is not None
    assert producer.text == "Liaison"
    assert "pdfua" not in packet, "no standard is claimed that we do not meet"


def test_a_password_covers_it() -> None:
    locked = sealed(_made("Update 00003"), "long enough 1")
    assert b"Update 00003" not in locked
    assert set(_words(_said(locked, "long enough 1")[1], "title")) == {"Update 00003"}


@settings(max_examples=40)
@given(st.text(), st.text())
@example("0\xad", "")
def test_any_words_make_xml_that_is_read(title: str, firm: str) -> None:
    pdf = _made(title, firm, title)
    packet, tree = _said(pdf)
    assert "<?xpacket" in packet
    head = PdfReader(BytesIO(pdf)).metadata
    assert head is not None
    kept = "".join(one for one in head.title or "" if one not in "\ufffe\uffff")
    assert set(_words(tree, "title")) == {kept}
