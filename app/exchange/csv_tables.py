"""Bytes of a CSV file to rows of text cells: delimiter, quoted line ends, broken rows; a row at a time.

The standard library's Sniffer fails on a single column, so the delimiter is counted here. Nothing is thrown
away in silence: a row whose cells do not fit the header is refused by its number, and reading goes on after
it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from app.exchange.csv_encodings import Coded, Source, find_encoding, open_text
from app.exchange.csv_lines import Lines, Record, read_records
from app.exchange.csv_records import RefusedRow
from app.exchange.csv_targets import header_key
from app.exchange.csv_values import in_quotes
from app.kernel.csv_out import bare
from app.kernel.errors import Refused
from app.kernel.language import counted, tr

DELIMITERS = ",;\t"
REASON_HEADER = "Why this row did not come in"
"""The first column of a file of rows to mend; it is passed over when the file comes again."""
_SAMPLE = 200_000
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab"}
_BEGIN = 80
_SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?[ \t]*(\r\n|\n|\r|$)', re.IGNORECASE)


class RawRow(NamedTuple):
    """A row as the file has it. ``broken`` says why its cells do not fit the header; ``line`` as in `Record`."""

    number: int
    cells: list[str]
    broken: str
    line: str


@dataclass(frozen=True, slots=True)
class OpenTable:
    """Headers of one file, and how its rows are read.

    Headers are trimmed and made unique ("Phone", "Phone (2)"). ``marked``: a column of reasons stands before them.
    """

    source: Source
    coded: Coded
    headers: tuple[str, ...]
    delimiter: str
    marked: bool
    _header_row: int
    _begins: int
    """At which character the first line does."""

    @property
    def encoding(self) -> str:
        """As it was read."""
        return self.coded.encoding

    @property
    def encoding_guessed(self) -> bool:
        """Whether the user may want to choose another."""
        return self.coded.guessed

    def raw_rows(self) -> Iterator[RawRow]:
        """Every row below the header that is not empty, from the beginning of the file."""
        width = len(self.headers)
        with open_text(self.source, self.coded) as text:
            text.read(self._begins)
            for record in read_records(Lines(text), self.delimiter):
                if record.number > self._header_row and (row := self._row(record, width)) is not None:
                    yield row

    def rows(self) -> Iterator[tuple[int, list[str]] | RefusedRow]:
        """Each row with as many cells as there are headers, by the number a spreadsheet shows; or why it has not."""
        for number, cells, broken, _ in self.raw_rows():
            yield RefusedRow(number, broken, "") if broken else (number, cells)

    def _row(self, record: Record, width: int) -> RawRow | None:
        """Empty cells beyond the header's end do not count."""
        number, cells, broken, line = record
        if self.marked and not broken:
            cells = cells[1:]
        if broken:
            return RawRow(
                number,
                [],
                tr("{trouble} Mend it in the file and import again.").format(trouble=tr(broken)),
                line,
            )
        if len(cells) != width:
            while len(cells) > width and not cells[-1].strip():
                cells.pop()
            if not any(map(str.strip, cells)):
                return None
            if len(cells) != width:
                words = counted(
                    len(cells),
                    "The row has 1 cell where the header has {width}: a quotation mark or a {mark} is "
                    "missing or too many. It begins: {begin}.",
                    "The row has {count} cells where the header has {width}: a quotation mark or a {mark} "
                    "is missing or too many. It begins: {begin}.",
                )
                mark = tr(_NAMES[self.delimiter]) if self.delimiter in _NAMES else self.delimiter
                reason = words.format(count=len(cells), width=width, mark=mark, begin=_begin(cells))
                return RawRow(number, [bare(cell) for cell in cells], reason, "")
        plain = [bare(cell) for cell in cells]
        return RawRow(number, plain, "", "") if any(map(str.strip, plain)) else None


def _begin(cells: list[str]) -> str:
    """How a row begins, so that it is found in the file."""
    words = " | ".join(" ".join(bare(cell).split()) for cell in cells[:8]).strip()
    return in_quotes(words if len(words) <= _BEGIN else f"{words[:_BEGIN].rstrip()} …")


def open_table(source: Source, encoding: str | None = None) -> OpenTable:
    """Look at the beginning, and through all of it for its encoding.

    Raises Refused: as `find_encoding`; ``empty-file`` where there is no header, ``broken-header``.
    """
    coded = find_encoding(source, encoding)
    with open_text(source, coded) as text:
        sample = text.read(_SAMPLE)
    mark = _SEPARATOR_LINE.match(sample)  # a hint to Excel, which does not show it as a row
    delimiter = mark[1] if mark and mark[1] not in '"\r\n' else find_delimiter(sample)
    begins = mark.end() if mark else 0
    with open_text(source, coded) as text:
        text.read(begins)
        for header in read_records(Lines(text), delimiter):
            if header.broken:
                raise Refused(
                    "broken-header",
                    tr("The header row cannot be read. {broken}").format(broken=header.broken),
                )
            if any(cell.strip() for cell in header.cells):
                break
        else:
            raise Refused("empty-file", tr("The file is empty. Export it again, with its header row."))
    marked = len(header.cells) > 1 and header_key(header.cells[0]) == header_key(REASON_HEADER)
    headers = _unique_headers(header.cells[1:] if marked else header.cells)
    return OpenTable(source, coded, headers, delimiter, marked, header.number, begins)


def find_delimiter(text: str) -> str:
    """The one of comma, semicolon, tab that splits the header into most cells; a comma where none does."""
    sample = list(islice((line for line in io.StringIO(text[:_SAMPLE], newline="") if line.strip()), 20))
    best, most = ",", 1
    for delimiter in DELIMITERS:
        try:
            cells = len(next(csv.reader(sample, delimiter=delimiter), []))
        except csv.Error:
            continue
        if cells > most:
            best, most = delimiter, cells
    return best


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
