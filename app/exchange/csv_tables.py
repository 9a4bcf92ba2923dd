"""Bytes of a CSV file to a table of text cells: encoding, delimiter, quoted line ends, broken rows.

The standard library's Sniffer fails on a single column, so the delimiter is counted here. Nothing is thrown
away in silence: a row whose cells do not fit the header is refused by its number, and reading goes on after
it.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from app.exchange.csv_lines import Record, read_records
from app.exchange.csv_out import bare
from app.exchange.csv_records import RefusedRow
from app.kernel.errors import Refused

DELIMITERS = ",;\t"
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
_SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?[ \t]*(\r\n|\n|\r|$)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a file, the encoding it was read with, and whether that was a guess."""

    text: str
    encoding: str
    guessed: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Headers and rows of one file.

    Headers are trimmed and made unique ("Phone", "Phone (2)"). ``rows`` are (row number as a spreadsheet
    shows it, cells), each with as many cells as there are headers; empty rows are left out.
    """

    headers: tuple[str, ...]
    rows: list[tuple[int, list[str]]]
    refused: tuple[RefusedRow, ...]
    delimiter: str
    encoding: str
    encoding_guessed: bool

    @property
    def total_rows(self) -> int:
        """Rows below the header that are not empty, refused ones too."""
        return len(self.rows) + len(self.refused)


def decode(raw: bytes, encoding: str | None = None) -> Decoded:
    """The text of ``raw``: byte-order mark, then strict UTF-8, then a guess; or what the user chose
    (``encoding``).

    Raises Refused: ``unknown-encoding``, ``cannot-decode`` (only for a chosen encoding), ``not-csv``.
    """
    for magic, advice in _OTHER_FILES:
        if raw.startswith(magic):
            raise Refused("not-csv", advice)
    if encoding is not None:
        return Decoded(_decode_as(raw, encoding), encoding, guessed=False)
    for mark, codec in _BOMS:
        if raw.startswith(mark):
            return Decoded(raw.decode(codec, errors="replace").removeprefix("\ufeff"), codec, guessed=False)
    wide = _utf16_without_mark(raw)
    for codec in (wide, "utf-8") if wide else ("utf-8",):
        try:
            return Decoded(raw.decode(codec), codec, guessed=codec != "utf-8")
        except UnicodeDecodeError:
            continue
    codec = _guess(raw)
    return Decoded(raw.decode(codec), codec, guessed=True)


def parse(decoded: Decoded) -> Table:
    """The table in a decoded text. Raises Refused ``empty-file`` where there is no header."""
    text, delimiter = decoded.text, None
    if mark := _SEPARATOR_LINE.match(text):  # a hint to Excel, which does not show it as a row
        text, delimiter = text[mark.end() :], mark[1]
    delimiter = delimiter or find_delimiter(text)
    records = read_records(_lines(text), delimiter)
    for header in records:
        if any(cell.strip() for cell in header.cells):
            break
    else:
        raise Refused("empty-file", "The file is empty. Export it again, with its header row.")
    if header.broken:
        raise Refused("broken-header", f"The header row cannot be read. {header.broken}")
    headers = _unique_headers(header.cells)
    rows, refused = _fitting_rows(records, len(headers))
    return Table(headers, rows, refused, delimiter, decoded.encoding, decoded.guessed)


def _lines(text: str) -> list[str]:
    """One by one: ``list()`` would let no other thread in until the last line of a large file."""
    lines: list[str] = []
    for line in io.StringIO(text, newline=""):
        lines.append(line)  # noqa: PERF402 - the reason is above
    return lines


def find_delimiter(text: str) -> str:
    """The one of comma, semicolon, tab that splits the header into most cells; a comma where none does."""
    sample = list(islice((line for line in io.StringIO(text[:200_000], newline="") if line.strip()), 20))
    best, most = ",", 1
    for delimiter in DELIMITERS:
        try:
            cells = len(next(csv.reader(sample, delimiter=delimiter), []))
        except csv.Error:
            continue
        if cells > most:
            best, most = delimiter, cells
    return best


def _decode_as(raw: bytes, encoding: str) -> str:
    try:
        text = raw.decode(encoding)
    except LookupError:
        raise Refused(
            "unknown-encoding", f"There is no text encoding “{encoding}”.", field="encoding"
        ) from None
    except UnicodeError:
        message = f"The file is not written in {encoding}. Choose another text encoding."
        raise Refused("cannot-decode", message, field="encoding") from None
    return text.removeprefix("\ufeff")


def _utf16_without_mark(raw: bytes) -> str | None:
    sample = raw[:4096]
    half = len(sample) // 2
    if not half or len(raw) % 2:
        return None
    if sample[1::2].count(0) > half * 0.6 and sample[0::2].count(0) < half * 0.1:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.6 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return None


def _guess(raw: bytes) -> str:
    """The likeliest code page. Only lines with other than ASCII bytes say anything, so only they are
    looked at."""
    telling = b"\n".join(islice((line[:2000] for line in raw.splitlines() if not line.isascii()), 100))
    runs = _HIGH_BYTES.findall(telling)
    if sum(len(run) == 1 for run in runs) * 2 >= len(runs):  # accents among plain letters: a Latin script
        found = "cp1250" if _SIGN_IN_WORD.search(telling.decode("cp1252", "replace")) else "cp1252"
    else:
        from charset_normalizer import from_bytes  # late: most files are UTF-8

        best = from_bytes(telling, cp_isolation=_OTHER_SCRIPTS).best()
        found = best.encoding if best else "cp1252"
    for codec in (found, "cp1252"):
        try:
            raw.decode(codec)
        except UnicodeDecodeError:
            continue
        return codec
    return "latin-1"  # every byte is a character in it


def _unique_headers(cells: list[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    headers = []
    for cell in cells:
        header = " ".join(bare(cell).split())
        seen[header] = count = seen.get(header, 0) + 1
        headers.append(f"{header} ({count})" if header and count > 1 else header)
    while headers and not headers[-1]:  # a delimiter at the end of each line makes columns of nothing
        headers.pop()
    return tuple(headers)


def _fitting_rows(
    records: Iterator[Record], width: int
) -> tuple[list[tuple[int, list[str]]], tuple[RefusedRow, ...]]:
    """Rows with as many cells as the header; empty cells beyond its end do not count."""
    rows: list[tuple[int, list[str]]] = []
    refused: list[RefusedRow] = []
    for number, cells, broken in records:
        if broken:
            refused.append(RefusedRow(number, f"{broken} Mend it in the file and import again.", ""))
            continue
        if len(cells) != width:
            while len(cells) > width and not cells[-1].strip():
                cells.pop()
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != width:
                found = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
                reason = f"The row has {found} where the header has {width}: a quote or a delimiter is wrong."
                refused.append(RefusedRow(number, reason, ""))
                continue
        plain = [bare(cell) for cell in cells]
        if any(map(str.strip, plain)):
            rows.append((number, plain))
    return rows, tuple(refused)
