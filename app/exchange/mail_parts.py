"""A mail's bytes cut into its parts, without recursion and with limits.

The standard library's parser follows nested parts recursively and re-reads them at each level: a thousand
nested parts end in RecursionError, deeply nested ones take minutes. Here the depth, the number of parts and
the bytes are counted while they are cut.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.exchange.mail_headers import HEADER_LIMIT, decode, decode_base64, parse_parameters
from app.kernel.errors import Refused
from app.kernel.language import tr

MAX_BYTES = 60 * 1024 * 1024
MAX_PARTS = 2_000
MAX_DEPTH = 30
MAX_HEADERS = 2_000

_LINE = re.compile(rb"[^\n]*+\n?")
_FIELD = re.compile(rb"([!-9;-~]{1,100}+)[ \t]*:[ \t]*")
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} [^\r\n]{0,300}\r?\n", re.MULTILINE)


def refuse(reason: str) -> Refused:
    """A mail that is not read, with the sentence that says what to do."""
    return Refused(
        "unreadable-message",
        tr(
            "{reason} Open it in your mail program and log it by hand, or save it anew as .eml and import that."
        ).format(reason=reason),
    )


@dataclass(slots=True)
class Part:
    """One MIME part: its headers (names in lower case), its raw body, the parts inside it."""

    headers: dict[str, list[str]]
    body: bytes
    depth: int
    media_type: str = "text/plain"
    parameters: dict[str, str] = field(default_factory=dict)
    children: list[Part] = field(default_factory=list)

    def header(self, name: str) -> str:
        """The first header of that name, unfolded, or an empty string."""
        values = self.headers.get(name)
        return values[0] if values else ""

    def content(self) -> bytes:
        """The body with its transfer encoding undone."""
        encoding = self.header("content-transfer-encoding").partition(";")[0].strip(" \t\"'").lower()
        if encoding == "base64":
            return decode_base64(self.body)
        if encoding == "quoted-printable":
            return binascii.a2b_qp(self.body)
        if encoding in {"x-uuencode", "uuencode", "uue", "x-uue"}:
            return _uudecode(self.body)
        return self.body


def _uudecode(body: bytes) -> bytes:
    begin = _UU_BEGIN.search(body)
    decoded: list[bytes] = []
    for line in body[begin.end() if begin else 0 :].splitlines():
        if line.strip() in {b"end", b"`", b""}:
            break
        try:
            decoded.append(binascii.a2b_uu(line))
        except binascii.Error:
            # Some encoders pad with blanks that the last byte count does not tell of.
            length = ((line[0] - 32 & 63) * 4 + 5) // 3
            try:
                decoded.append(binascii.a2b_uu(line[:length]))
            except binascii.Error:
                continue
    return b"".join(decoded)


@dataclass(slots=True)
class _Budget:
    parts: int = MAX_PARTS

    def take(self) -> None:
        self.parts -= 1
        if self.parts < 0:
            raise refuse(tr("This message has more than {most} parts.").format(most=MAX_PARTS))


def read_parts(raw: bytes) -> Part:
    """The tree of parts of a message. Refuses what is too large, nested too deeply or in too many parts."""
    if len(raw) > MAX_BYTES:
        raise refuse(tr("This message is larger than {most} MB.").format(most=MAX_BYTES // 1024 // 1024))
    budget = _Budget()
    root = _cut(_without_mbox_line(raw), 0, "text/plain", budget)
    waiting = [root]
    while waiting:
        part = waiting.pop()
        for content, kind in _inside(part):
            if part.depth >= MAX_DEPTH:
                raise refuse(
                    tr("This message has parts nested more than {most} deep.").format(most=MAX_DEPTH)
                )
            part.children.append(_cut(content, part.depth + 1, kind, budget))
        if part.children:
            part.body = b""  # its parts hold it all
        waiting.extend(part.children)
    return root


def walk(part: Part) -> Iterator[Part]:
    """This part and all inside it, in the order they are written; does not go into forwarded messages."""
    waiting = [part]
    while waiting:
        current = waiting.pop()
        yield current
        if current.media_type != "message/rfc822":
            waiting.extend(reversed(current.children))


def _inside(part: Part) -> Iterator[tuple[bytes, str]]:
    if part.media_type in {"message/rfc822", "message/global"}:
        part.media_type = "message/rfc822"
        yield _without_mbox_line(part.content().lstrip(b"\r\n")), "text/plain"
    elif part.media_type.startswith("multipart/") and (
        boundary := part.parameters.get("boundary", "").rstrip()
    ):
        kind = "message/rfc822" if part.media_type == "multipart/digest" else "text/plain"
        for content in _between(part.body, boundary.encode("utf-8", "surrogateescape")):
            yield content, kind


def _between(body: bytes, boundary: bytes) -> Iterator[bytes]:
    """The pieces between boundary lines (RFC 2046, 5.1.1); the last one may lack its end."""
    line = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
    start: int | None = None
    for found in line.finditer(body):
        if start is not None:
            yield _without_line_end(body[start : found.start()])
        if found[1]:
            return
        start = found.end()
    if start is not None:
        yield body[start:]


def _without_line_end(piece: bytes) -> bytes:
    return piece[:-2] if piece.endswith(b"\r\n") else piece.removesuffix(b"\n")


def _without_mbox_line(raw: bytes) -> bytes:
    raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return raw.partition(b"\n")[2] if raw.startswith((b"From ", b">From ")) else raw


def _cut(raw: bytes, depth: int, default_type: str, budget: _Budget) -> Part:
    budget.take()
    headers, body = _headers(raw)
    media_type, parameters = parse_parameters(headers.get("content-type", [""])[0])
    if "/" not in media_type:
        media_type = default_type
    return Part(headers, body, depth, media_type, parameters)


def read_headers(raw: bytes) -> dict[str, list[str]]:
    """Header lines alone: their names in lower case, each with its lines."""
    return _headers(raw)[0]


def _headers(raw: bytes) -> tuple[dict[str, list[str]], bytes]:
    headers: dict[str, list[bytes]] = {}
    count, position = 0, 0
    pieces: list[bytes] = []  # of the field that is being read
    name = ""
    while position < len(raw):
        line = _LINE.match(raw, position)[0]  # type: ignore[index]  # this pattern always matches
        stripped = line.rstrip(b"\r\n")
        starts = _FIELD.match(stripped)
        folded = stripped[:1] in (b" ", b"\t")
        if not stripped or (starts is None and not folded):
            # An empty line ends the headers. Anything else that is no header starts the body at once, as in
            # mails whose empty line was lost; a stray line between two headers is left out.
            if stripped and _looks_like_header(raw, position + len(line)):
                position += len(line)
                continue
            position += len(line) if not stripped else 0
            break
        position += len(line)
        if folded and pieces:
            pieces.append(stripped)
        elif starts is not None:
            _keep(headers, name, pieces)
            count += 1
            if count > MAX_HEADERS:
                raise refuse(tr("This message has more than {most} header lines.").format(most=MAX_HEADERS))
            name, pieces = starts[1].decode("ascii").lower(), [stripped[starts.end() :]]
    _keep(headers, name, pieces)
    return _decoded(headers), raw[position:]


def _looks_like_header(raw: bytes, position: int) -> bool:
    following = _LINE.match(raw, position)
    if following is not None and following[0][:1] in (b" ", b"\t"):
        following = _LINE.match(raw, following.end())
    return following is not None and _FIELD.match(following[0]) is not None


def _keep(headers: dict[str, list[bytes]], name: str, pieces: list[bytes]) -> None:
    if pieces:
        headers.setdefault(name, []).append(b"".join(pieces)[:HEADER_LIMIT])


def _decoded(headers: dict[str, list[bytes]]) -> dict[str, list[str]]:
    """Headers as text. Where one is neither ASCII nor UTF-8, the charset of the body is the best guess."""
    kind = headers.get("content-type", [b""])[0].decode("ascii", "replace")
    charset = parse_parameters(kind)[1].get("charset")
    return {name: [_header_text(value, charset) for value in values] for name, values in headers.items()}


def _header_text(value: bytes, charset: str | None) -> str:
    try:
        return value.decode("utf-8").replace("\0", "")
    except UnicodeDecodeError:
        return decode(value, charset)
