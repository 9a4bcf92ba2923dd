"""The words of one file, in the process apart: what comes in is a stranger's, and may be made to break what reads it.

Everything here may fail or never end; `app.apart` bounds time and memory, and its death loses this file's words alone.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import islice
from typing import Final
from xml.parsers import expat

from app.apart.packing import unpack
from app.kernel.errors import Refused
from app.kernel.language import tr


@dataclass(frozen=True, slots=True)
class File:
    """What the process is given."""

    name: str
    media_type: str
    content: bytes


MOST_BYTES: Final = 50_000_000
_MOST_LETTERS: Final = 2_000_000
_MOST_PAGES: Final = 3_000
_MOST_UNPACKED: Final = 100_000_000
_KINDS: Final = {
    "pdf": ("pdf",),
    "docx": ("docx", "docm", "dotx"),
    "html": ("html", "htm", "xhtml"),
    "mail": ("eml",),
    "text": ("txt", "text", "md", "csv", "tsv", "log", "ics", "vcf"),
}
_MEDIA: Final = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "message/rfc822": "mail",
}
_BLOCKS: Final = frozenset(
    {"p", "div", "br", "tr", "td", "th", "li", "title", "table", "h1", "h2", "h3", "h4", "h5"}
)
_UNSEEN: Final = frozenset({"script", "style", "template", "noscript"})


def kind_of(name: str, media_type: str) -> str | None:
    """How a file's words are read; None for one that has none."""
    ending = name.rpartition(".")[2].lower()
    for kind, endings in _KINDS.items():
        if ending in endings:
            return kind
    media = media_type.partition(";")[0].strip().lower()
    return _MEDIA.get(media) or ("text" if media.startswith("text/") else None)


def read_text(payload: bytes) -> bytes:
    """A `File`, packed, to its words in UTF-8; what it really is counts more than its name. Raises `Refused`."""
    file = unpack(File, payload)
    text = _READERS[_really(file.content, kind_of(file.name, file.media_type) or "text")](file.content)
    return text[:_MOST_LETTERS].encode("utf-8", "replace")


def _really(content: bytes, named: str) -> str:
    if content[:1024].lstrip().startswith(b"%PDF"):
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "docx"
    return "text" if named in {"pdf", "docx"} else named


def _pdf(content: bytes) -> str:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused("encrypted", tr("The file has a password."))
    return "\n".join(_bounded(page.extract_text() for page in islice(reader.pages, _MOST_PAGES)))


def _bounded(texts: Iterator[str]) -> Iterator[str]:
    taken = 0
    for text in texts:
        yield text
        taken += len(text)
        if taken > _MOST_LETTERS:
            return


def _docx(content: bytes) -> str:
    """Text of the document, its headers, footers, notes and comments."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [one.filename for one in archive.infolist() if _WORD_PARTS.fullmatch(one.filename)]
        for name in sorted(names, key=lambda name: (name != "word/document.xml", name)):
            with archive.open(name) as part:
                raw = part.read(_MOST_UNPACKED + 1)
            if len(raw) > _MOST_UNPACKED:
                raise Refused("too-large", tr("The document is too large unpacked."))
            found.append(_word_text(raw))
    return "\n".join(found)


_WORD_PARTS: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")


def _word_text(raw: bytes) -> str:
    found: list[str] = []
    inside = 0

    def begin(name: str, _: object) -> None:
        nonlocal inside
        if name == "w:t":
            inside += 1
        elif name in {"w:p", "w:br", "w:tab", "w:cr", "w:tc"}:
            found.append("\n")

    def end(name: str) -> None:
        nonlocal inside
        inside -= name == "w:t"

    def say(text: str) -> None:
        if inside > 0:
            found.append(text)

    def refuse(*_: object) -> None:
        raise Refused("not-a-document", tr("A document declares no entities."))

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, say
    parser.EntityDeclHandler = refuse
    parser.Parse(raw, True)
    return "".join(found)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        if tag in _BLOCKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found.append(data)


def _html(content: bytes) -> str:
    charset = re.search(rb"charset=[\"']?([\w-]+)", content[:2048])
    return _html_text(_decoded(content, charset[1].decode() if charset else ""))


def _html_text(markup: str) -> str:
    words = _Words()
    words.feed(markup)
    words.close()
    return "".join(words.found)


def _mail(content: bytes) -> str:
    """Subject, people, and what the parts say; files inside by their names."""
    import email
    import email.policy

    message = email.message_from_bytes(content, policy=email.policy.compat32)
    found = [_header(message.get(name)) for name in ("Subject", "From", "To", "Cc")]
    for part in message.walk():
        name = part.get_filename()
        if name:
            found.append(_header(name))
        elif part.get_content_maintype() == "text":
            raw = part.get_payload(decode=True)
            text = _decoded(raw if isinstance(raw, bytes) else b"", str(part.get_param("charset") or ""))
            found.append(_html_text(text) if part.get_content_subtype() == "html" else text)
    return "\n".join(found)


def _header(value: object) -> str:
    from email.header import decode_header, make_header

    try:
        return str(make_header(decode_header(str(value)))) if value else ""
    except (LookupError, ValueError):
        return str(value)


def _text(content: bytes) -> str:
    return _decoded(content, "")


def _decoded(content: bytes, charset: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    for one in (charset, "utf-8-sig", "cp1252"):
        try:
            if one:
                return content.decode(one)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("latin-1")


_READERS: Final[dict[str, Callable[[bytes], str]]] = {
    "pdf": _pdf,
    "docx": _docx,
    "html": _html,
    "mail": _mail,
    "text": _text,
}
