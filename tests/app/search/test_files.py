"""The words of attached files are found; files that are made to break what reads them break nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from uuid import UUID

import pytest
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select

from app.apart import Unreadable, stop
from app.apart.packing import pack, unpack
from app.contactlog.forms import NewAttachment
from app.search import texts
from app.search.file_texts import File, kind_of, read_text
from app.search.found import Found, Where
from app.search.indexing import catch_up, pending, reindex
from app.search.models import AttachmentText
from app.workspace import Workspace

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(words: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, words)
    canvas.save()
    return out.getvalue()


def docx(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f'<?xml version="1.0"?><w:document {W}>{body}</w:document>')
    return out.getvalue()


MAIL = (
    b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nFrom: vera@example.net\r\n"
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n<p>quintr\xe9ll<br>now</p>\r\n--b--\r\n"
)
GOOD = {
    "a.txt": "a quintrell".encode("utf-16"),
    "b.html": b"<style>hidden</style><p>The <b>Quint</b>rell</p><p>x",
    "c.eml": MAIL,
    "d.docx": docx("<w:p><w:r><w:t>quint</w:t></w:r><w:r><w:t>rell</w:t></w:r></w:p><w:p/>"),
    "e.pdf": pdf("The quintrell letter"),
    "f.csv": "name;QUINTRÉLL".encode("cp1252"),
}
BAD = {
    "cut.pdf": pdf("x")[:300],
    "empty.pdf": b"",
    "junk.docx": b"PK\x03\x04 junk",
    "bomb.docx": docx("<!DOCTYPE x>"),
    "entity.docx": docx("").replace(b"w", b"v"),
    "deep.html": b"<div>" * 100_000,
    "parts.eml": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n" * 50_000,
    "nul.txt": b"\0" * 10_000,
    "photo.jpg": b"\xff\xd8",
}


@pytest.mark.parametrize("name", GOOD)
def test_words_are_read(name: str) -> None:
    text = read_text(pack(File, File(name, "application/octet-stream", GOOD[name]))).decode()
    assert "quintr" in text.lower()
    assert "hidden" not in text


def test_a_document_with_entities_is_refused() -> None:
    from app.kernel.errors import Refused

    raw = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "b">]><w:d {W}><w:t>&a;</w:t></w:d>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", raw)
    with pytest.raises(Refused, match="entities"):
        read_text(pack(File, File("x.docx", "", out.getvalue())))


def test_files_are_found_and_bad_ones_lose_nothing(
    workspace: Workspace, log: Callable[..., UUID], ask: Callable[..., list[Found]]
) -> None:
    files = {**GOOD, **BAD}
    ids = {
        name: log("See the file.", attachments=(NewAttachment(name, "application/octet-stream", content),))
        for name, content in files.items()
        if content
    }
    assert ask("quintrell") == [], "not before it was read"
    assert [row.id for row in ask('"cut pdf"')] == [ids["cut.pdf"]], "the name is, at once"
    catch_up(workspace)
    stop()
    assert pending(workspace) == 0
    found = ask("quintrell")
    assert {row.id for row in found} == {ids[name] for name in GOOD}
    assert {row.where for row in found} == {Where.ATTACHMENT}
    assert {row.file for row in found} == set(GOOD)
    assert all(row.marks for row in found)
    with workspace.read() as reader:
        kept = reader.session.scalars(select(AttachmentText)).all()
    assert len(kept) == len(ids), "each is read once"
    assert catch_up(workspace) == 0


def test_a_new_index_reads_no_file_twice_and_tries_again_what_failed(
    workspace: Workspace,
    log: Callable[..., UUID],
    ask: Callable[..., list[Found]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("good.txt", "late.txt", "photo.jpg"):
        content = f"The quintrell of {name}".encode()
        log("See the file.", attachments=(NewAttachment(name, "application/octet-stream", content),))
    read, tried = texts.run, list[str]()

    def too_busy(job: str, payload: bytes, **bounds: float) -> bytes:
        name = unpack(File, payload).name
        tried.append(name)
        if name == "late.txt":
            raise Unreadable("took-too-long", "That took too long.")
        return read(job, payload, **bounds)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(texts, "run", too_busy)
    catch_up(workspace)
    assert [row.file for row in ask("quintrell")] == ["good.txt"]
    monkeypatch.setattr(
        texts, "run", lambda *given, **bounds: (tried.append("again"), read(*given, **bounds))[1]
    )
    reindex(workspace)
    stop()
    assert tried == ["good.txt", "late.txt", "again"]
    assert {row.file for row in ask("quintrell")} == {"good.txt", "late.txt"}


def test_what_has_words() -> None:
    assert kind_of("a.PDF", "") == "pdf"
    assert kind_of("scan", "application/pdf; x=y") == "pdf"
    assert kind_of("notes", "text/markdown") == "text"
    assert kind_of("photo.jpg", "image/jpeg") is None
