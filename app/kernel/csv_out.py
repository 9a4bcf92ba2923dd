"""CSV that spreadsheets open without running it, and that comes in again as it went out.

VAULT "Hostile input": a cell that starts with = + - @ tab CR gets a leading apostrophe. So that reading can
take off exactly what writing put on, a cell that already is apostrophes before such a character gets one
more.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_FIRST = frozenset("'=+-@\t\r")


def guarded(cell: str) -> str:
    """The cell as written: with an apostrophe before what a spreadsheet would take for a formula."""
    return "'" + cell if cell and cell[0] in _FIRST and _RISKY.match(cell) else cell


def bare(cell: str) -> str:
    """The cell as it was meant: without the apostrophe that ``guarded`` (or another system) put on."""
    return cell[1:] if cell and cell[0] == "'" and _GUARDED.match(cell) else cell


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A whole file: UTF-8 with a byte-order mark (Excel needs it), commas, CRLF, all cells guarded."""
    return b"".join(csv_pieces(headers, rows))


def csv_pieces(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """As `write_csv`, a row at a time: for what is too long to be held at once."""
    yield b"\xef\xbb\xbf" + _spelled(headers)
    for row in rows:
        yield _spelled(row)


def _spelled(row: Sequence[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerow([guarded(cell) for cell in row])
    return out.getvalue().encode("utf-8", "replace")
