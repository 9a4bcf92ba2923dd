"""Which encoding the bytes of a CSV file are in, told by looking through them once, a piece at a time."""

from __future__ import annotations

import codecs
import io
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.kernel.errors import Refused
from app.kernel.language import tr

PIECE = 1 << 20
_TELLING_LINES = 100
_TELLING_LENGTH = 2000
# A free guess over all code pages calls short Latin-1 files Baltic or Chinese: Western and Central European
# are told apart here, by what letters of the second look like when read as the first: signs inside words.
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_SIGN_IN_WORD = re.compile(
    r"(?<=[^\W\d_])(?:[¹³¿¼¾£¥¶º¦±]|œ(?![ui]))(?=[^\W\d_])|(?<![^\W_])[£¯](?=[^\W\d_])"
)
_OTHER_SCRIPTS = ["cp1251", "cp1253", "cp1255", "cp1256", "cp932", "gb18030", "big5", "cp949", "cp1252"]
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES = (
    (
        b"PK\x03\x04",
        "This is an Excel workbook or a zip file. Save the sheet as “CSV UTF-8” and import that.",
    ),
    (b"\xd0\xcf\x11\xe0", "This is an old Excel or Outlook file. Save it as CSV and import that."),
    (b"%PDF", "This is a PDF. Export the list as CSV from the system it comes from."),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes, opened anew for every look through them; ``size`` in bytes."""

    open: Callable[[], BinaryIO]
    size: int

    @classmethod
    def of_bytes(cls, raw: bytes) -> Source:
        """Bytes that are held."""
        return cls(lambda: io.BytesIO(raw), len(raw))

    @classmethod
    def of_path(cls, path: Path) -> Source:
        """A file on a disk. Raises OSError."""
        return cls(lambda: path.open("rb"), os.stat(path).st_size)


@dataclass(frozen=True, slots=True)
class Coded:
    """The encoding of a file, whether that was a guess, and what becomes of bytes that do not belong to it."""

    encoding: str
    guessed: bool
    errors: str = "strict"


def find_encoding(source: Source, encoding: str | None = None) -> Coded:
    """Byte-order mark, then strict UTF-8, then a guess; or what the user chose (``encoding``).

    Raises Refused: ``unknown-encoding``, ``cannot-decode`` (only for a chosen encoding), ``not-csv``.
    """
    with source.open() as stream:
        sample = stream.read(4096)
    for magic, advice in _OTHER_FILES:
        if sample.startswith(magic):
            raise Refused("not-csv", tr(advice))
    if encoding is not None:
        return _chosen(source, encoding)
    for mark, codec in _BOMS:
        if sample.startswith(mark):
            return Coded(codec, guessed=False, errors="replace")
    wide = _utf16_without_mark(sample, source.size)
    if wide and _can_be(source, wide):
        return Coded(wide, guessed=True)
    if _can_be(source, "utf-8"):
        return Coded("utf-8", guessed=False)
    for codec in (_guess(_telling(source)), "cp1252"):
        if _can_be(source, codec):
            return Coded(codec, guessed=True)
    return Coded("latin-1", guessed=True)  # every byte is a character in it


def open_text(source: Source, coded: Coded) -> io.TextIOWrapper:
    """The text with its line ends as they are, without a byte-order mark. The caller closes it."""
    text = io.TextIOWrapper(source.open(), encoding=coded.encoding, errors=coded.errors, newline="")
    if text.read(1) != "\ufeff":
        text.seek(0)
    return text


def _chosen(source: Source, encoding: str) -> Coded:
    try:
        b"    ".decode(encoding)  # of nothing at all no codec is looked up
    except UnicodeError:
        pass  # what the file's own bytes say counts
    except (LookupError, ValueError):
        message = tr("There is no text encoding “{encoding}”.").format(encoding=encoding[:40])
        raise Refused("unknown-encoding", message, field="encoding") from None
    if not _can_be(source, encoding):
        message = tr("The file is not written in {encoding}. Choose another text encoding.").format(
            encoding=encoding
        )
        raise Refused("cannot-decode", message, field="encoding")
    return Coded(encoding, guessed=False)


def _pieces(source: Source) -> Iterator[bytes]:
    with source.open() as stream:
        while piece := stream.read(PIECE):
            yield piece


def _can_be(source: Source, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for piece in _pieces(source):
            decoder.decode(piece)
        decoder.decode(b"", True)
    except UnicodeError:
        return False
    return True


def _utf16_without_mark(sample: bytes, size: int) -> str | None:
    half = len(sample) // 2
    if not half or size % 2:
        return None
    if sample[1::2].count(0) > half * 0.6 and sample[0::2].count(0) < half * 0.1:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.6 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return None


def _telling(source: Source) -> bytes:
    """The first lines with other than ASCII bytes, each as far as it says something: only they tell."""
    found: list[bytes] = []
    for piece in _pieces(source):
        if piece.isascii():
            continue
        for line in piece.splitlines():
            if not line.isascii():
                first = (
                    next(at for at, byte in enumerate(line) if byte > 127) if len(line) > PIECE // 2 else 0
                )
                found.append(line[first : first + _TELLING_LENGTH])
                if len(found) >= _TELLING_LINES:
                    return b"\n".join(found)
    return b"\n".join(found)


def _guess(telling: bytes) -> str:
    """The likeliest code page."""
    runs = _HIGH_BYTES.findall(telling)
    if sum(len(run) == 1 for run in runs) * 2 >= len(runs):  # accents among plain letters: a Latin script
        return "cp1250" if _SIGN_IN_WORD.search(telling.decode("cp1252", "replace")) else "cp1252"
    from charset_normalizer import from_bytes  # late: most files are UTF-8

    best = from_bytes(telling, cp_isolation=_OTHER_SCRIPTS).best()
    return best.encoding if best else "cp1252"
