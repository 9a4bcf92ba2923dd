"""Header lines of a mail read leniently: encoded words, addresses, dates, parameters; all in linear time."""

from __future__ import annotations

import binascii
import codecs
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_tz
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from app.kernel import text as words

HEADER_LIMIT = 20_000  # characters of one header that are read; the rest is noise
ADDRESS_LIMIT = 500

_ENCODED_WORD = re.compile(r"=\?([^?\s*]{1,60}+)(?:\*[^?\s]{1,20}+)?\?([bBqQ])\?([^?]*+)\?=")
_QUOTED_BYTE = re.compile(rb"=([0-9A-Fa-f]{2})")
_PARAMETER = re.compile(r';\s*([^\s=;"]{1,60}+)\s*=\s*("(?:[^"\\]|\\.)*+"?|[^;]*+)')
_EMAIL = re.compile(r"[^\s<>()\[\],;:\"@]{1,200}@[^\s<>()\[\],;:\"@]{1,200}")
_ZONE_DIGITS = re.compile(r"(?<=\d)(\s*)([+-])(\d{2}):(\d{2})\b")
# What mails call these charsets is in practice the larger one (https://encoding.spec.whatwg.org, labels).
_LARGER = {
    "ascii": "utf-8", "us-ascii": "utf-8", "ansi_x3.4-1968": "utf-8", "iso-8859-1": "cp1252",
    "latin1": "cp1252", "latin-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
    "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949",
    "euc-kr": "cp949", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "iso-8859-9": "cp1254",
    "utf8": "utf-8", "utf-8mb4": "utf-8", "unicode-1-1-utf-7": "utf-7", "iso-8859-8-i": "iso-8859-8",
}  # fmt: skip
# Python codecs that are no charset of mails, or need quadratic time.
_NOT_FOR_MAIL = frozenset(
    ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem")
)


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox: ``email`` in lower case and without brackets, ``name`` as shown (may be empty)."""

    name: str
    email: str


@lru_cache(maxsize=256)
def codec_for(charset: str | None) -> str | None:
    """The Python codec for a charset named in a mail, or None where it is unknown or no charset."""
    name = (charset or "").strip().strip("\"'").lower()
    name = _LARGER.get(name, _LARGER.get(name.replace("_", "-"), name))
    try:
        found = codecs.lookup(name).name
        b"aa".decode(found, "replace")  # Python also has codecs that make no text
    except (LookupError, ValueError, UnicodeError):
        return None
    return None if found.replace("-", "_") in _NOT_FOR_MAIL else found


def decode(content: bytes, charset: str | None) -> str:
    """``content`` as text: by its charset, else as UTF-8, else as Windows-1252. Never fails; drops NUL."""
    codec = codec_for(charset)
    for candidate in dict.fromkeys(filter(None, (codec, "utf-8", "cp1252"))):
        try:
            return content.decode(candidate).replace("\0", "")
        except (UnicodeError, ValueError):
            continue
    return content.decode(codec or "utf-8", "replace").replace("\0", "")


def decode_words(raw: str) -> str:
    """A header's text with its encoded words (RFC 2047) turned into what they mean, in one line."""
    if "=?" in raw:
        raw = _join_words(raw[:HEADER_LIMIT])
    return words.clean(raw[:HEADER_LIMIT], lines=False)


def _join_words(raw: str) -> str:
    """Neighbouring words of one charset are joined before decoding: some mailers cut inside a character."""
    parts: list[str] = []
    waiting: tuple[str, bytes] | None = None
    position = 0
    for found in _ENCODED_WORD.finditer(raw):
        between = raw[position : found.start()]
        charset = found[1].lower()
        if waiting is not None and (between.strip() or waiting[0] != charset):
            parts.append(decode(waiting[1], waiting[0]))
            waiting = None
        if between.strip() or (not parts and waiting is None):
            parts.append(between)
        before = waiting[1] if waiting is not None else b""
        waiting = (charset, before + _word_bytes(found[2], found[3]))
        position = found.end()
    if waiting is not None:
        parts.append(decode(waiting[1], waiting[0]))
    return "".join(parts) + raw[position:]


def _word_bytes(encoding: str, payload: str) -> bytes:
    raw = payload.encode("utf-8", "surrogateescape")
    if encoding in "bB":
        return decode_base64(raw)
    return _QUOTED_BYTE.sub(lambda found: bytes((int(found[1], 16),)), raw.replace(b"_", b" "))


def decode_base64(raw: bytes) -> bytes:
    """Base64 with whatever does not belong left out and the padding made good."""
    kept = re.sub(rb"[^A-Za-z0-9+/]+", b"", raw)
    if len(kept) % 4 == 1:
        kept = kept[:-1]
    try:
        return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))
    except binascii.Error:
        return b""


def parse_parameters(raw: str) -> tuple[str, dict[str, str]]:
    """A header like Content-Type: its value (lower case) and its parameters, those of RFC 2231 joined."""
    raw = raw[:HEADER_LIMIT]
    value = raw.partition(";")[0].strip().lower()
    plain: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for found in _PARAMETER.finditer(raw):
        name, text = found[1].lower(), _unquote(found[2].strip())
        base, star, rest = name.partition("*")
        if not star:
            plain.setdefault(name, text)
            continue
        number = rest.rstrip("*")
        index = int(number) if number.isdecimal() and len(number) < 5 else 0
        pieces.setdefault(base, []).append((index, rest.endswith("*") or rest == "", text))
    for base, found_pieces in pieces.items():
        plain[base] = _extended(sorted(found_pieces, key=lambda piece: piece[0]))
    return value, plain


def _unquote(text: str) -> str:
    if text.startswith('"'):
        return re.sub(r"\\(.)", r"\1", text[1:].removesuffix('"'))
    return text


def _extended(pieces: list[tuple[int, bool, str]]) -> str:
    charset: str | None = None
    if pieces[0][1] and pieces[0][2].count("'") >= 2:
        charset, _, rest = pieces[0][2].split("'", 2)
        pieces = [(0, True, rest), *pieces[1:]]
    content = b"".join(
        unquote_to_bytes(text) if encoded else text.encode("utf-8", "surrogateescape")
        for _, encoded, text in pieces
    )
    return decode(content, charset or None)


def parse_addresses(raw: str) -> tuple[Address, ...]:
    """The mailboxes of a From, To or Cc line, however badly written; groups and comments are taken apart."""
    found: list[Address] = []
    for piece in _split_outside_quotes(raw[:HEADER_LIMIT]):
        address = _mailbox(piece)
        if address is not None and address not in found:
            found.append(address)
        if len(found) >= ADDRESS_LIMIT:
            break
    return tuple(found)


def _split_outside_quotes(raw: str) -> list[str]:
    pieces: list[str] = []
    start, depth, quoted, skip = 0, 0, False, False
    for index, character in enumerate(raw):
        if skip:
            skip = False
        elif character == "\\":
            skip = True
        elif character == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif character in "()":
            depth = max(0, depth + (1 if character == "(" else -1))
        elif character in ",;" and not depth:
            pieces.append(raw[start:index])
            start = index + 1
    rest = raw[start:]
    # An unclosed quote or comment would swallow all that follows.
    return [*pieces, *(re.split("[,;]", rest) if quoted or depth else [rest])]


def _mailbox(piece: str) -> Address | None:
    addresses = _EMAIL.findall(piece)
    if not addresses:  # the old way of writing: "john (at home) @ example . com"
        piece = re.sub(r"\s*([@.])\s*", r"\1", re.sub(r"\([^()]*+\)", "", piece))
        addresses = _EMAIL.findall(piece)
    if not addresses:
        return None
    email = addresses[-1]
    name = piece.replace(f"<{email}>", " ").replace(email, " ", 1) if piece.strip() != email else ""
    name = decode_words(re.sub(r"[<>]|mailto:", " ", name))
    name = re.sub(r'\\(["\\])', r"\1", name.strip(" \"'")).strip(" \"'():")
    return Address(name, email.strip("'.").lower())


def parse_date(raw: str) -> datetime | None:
    """A Date line in UTC, or None where it says no real moment. Without a zone it counts as UTC."""
    raw = _ZONE_DIGITS.sub(r"\1 \2\3\4", raw[:200])
    try:
        parts = parsedate_tz(raw)
        if parts is None:
            return None
        moment = datetime(*parts[:6], tzinfo=UTC) - timedelta(seconds=parts[9] or 0)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return moment if 1970 <= moment.year <= 2200 else None
