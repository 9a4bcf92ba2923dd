"""Tables as nobody should make them: broken quotes, one endless line, NULs, foreign letters, whatever a cell holds."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.csv_encodings import Source
from app.exchange.csv_kinds import Mapping, suggest_mapping
from app.exchange.csv_lines import LONGEST_LINE
from app.exchange.csv_records import RefusedRow
from app.exchange.csv_rows import look_through, read_rows, read_sample
from app.exchange.csv_tables import REASON_HEADER, open_table
from app.exchange.csv_targets import ALIASES, fingerprint
from app.exchange.outcome import FileOutcome, RowNote
from app.exchange.refused_rows import save_refused
from app.kernel.csv_out import write_csv
from app.kernel.errors import Refused
from tests.app.exchange.csv_whole import read_csv

ANYTHING = st.text(max_size=40) | st.sampled_from(
    ["\0", "\u202eabc", "👩‍⚖️", "=1+1", '"', '""', "\r", "\n", "\x1a", " ::: "]
)
HEADERS = st.lists(
    ANYTHING | st.sampled_from(["First Name", "Last Name", "matter", "date", "note"]), max_size=6
)


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8-sig", "Łucja Żółć"),
        ("utf-16", "Łucja Żółć"),
        ("latin-1", "José Muñoz"),
        ("cp1250", "Łucja Żółć"),
        ("cp932", "山田 太郎"),
    ],
)
def test_letters_of_other_places(codec: str, name: str) -> None:
    rows = "".join(f"{name} {number};a{number}@example.com\n" for number in range(12))
    content = read_csv(
        f"Name;E-mail\n{rows}".encode(codec),
        mapping=Mapping("contact", (("full_name", "Name"), ("email", "E-mail"))),
    )
    assert len(content.contacts) == 12
    if codec != "cp932":  # a guess among many pages is offered to be put right
        first = content.contacts[0]
        assert f"{first.first_name} {first.last_name}" == f"{name} 0"


class Endless(io.RawIOBase):
    """So many bytes of one line, made as they are read."""

    def __init__(self, head: bytes, size: int) -> None:
        self._begins = head, size
        self._head, self._left = head, size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        assert (offset, whence) == (0, 0)
        self._head, self._left = self._begins
        return 0

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override] # any buffer will do
        piece = self._head[: len(buffer)] or b"x" * min(len(buffer), self._left)
        self._head = self._head[len(piece) :]
        self._left -= 0 if self._head else len(piece)
        buffer[: len(piece)] = piece
        return max(0, len(piece))


def test_one_endless_line_takes_no_memory() -> None:
    size = 60_000_000

    def opened() -> io.BufferedReader:
        return io.BufferedReader(Endless(b"First Name,Last Name,Company,Email Address\n", size))

    tracemalloc.start()
    reading = look_through(Source(opened, size))  # type: ignore[arg-type] # reads like a file
    rows = list(reading.items())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [type(row) for row in rows] == [RefusedRow]
    assert peak < 12 * LONGEST_LINE


def test_nuls_and_a_quote_never_closed() -> None:
    raw = b'First Name,Last Name,Company,Email Address\nNo\0ra,Whit\0combe,,\nAnn,"Harbour,,\nSilas,Vance,,\n'
    content = read_csv(raw)
    assert [(one.first_name, one.last_name) for one in content.contacts] == [
        ("Nora", "Whitcombe"),
        ("Silas", "Vance"),
    ]
    assert [one.row for one in content.refused] == [3]


@given(HEADERS, st.lists(st.lists(ANYTHING, max_size=6), max_size=5), st.sampled_from(sorted(ALIASES)))
def test_whatever_stands_in_cells_and_headers(headers: list[str], rows: list[list[str]], record: str) -> None:
    raw = write_csv(headers, rows)
    try:
        sample = read_sample(Source.of_bytes(raw))
    except Refused:
        return  # in a sentence; anything else fails the test
    mapping = suggest_mapping(sample.headers, record)  # type: ignore[arg-type] # one of them
    shown = read_rows(sample.headers, sample.first, mapping)
    content = read_csv(raw, mapping=mapping)
    taken = len(content.contacts) + len(content.matters) + len(content.notes)
    assert taken + len(content.refused) == content.total_rows
    assert len(shown) <= content.total_rows


@given(st.lists(ANYTHING, max_size=6))
def test_the_fingerprint_minds_neither_order_nor_case(headers: list[str]) -> None:
    assert fingerprint(headers) == fingerprint([one.upper() for one in reversed(headers)]) or any(
        one.upper().lower() != one.lower() for one in headers
    )
    assert fingerprint(headers) == fingerprint(list(reversed(headers)))


def test_rows_to_mend_keep_every_word_and_their_reasons(tmp_path: Path) -> None:
    file, out = tmp_path / "a.csv", tmp_path / "out.csv"
    file.write_bytes(
        b'First Name,Last Name,Company,Email Address\n,,,=lost@example.com\nToo,few\nAnn,"Harbour,,\n'
    )
    outcome = FileOutcome(
        "a.csv", "clio-contacts", refused=[RowNote(2, "=no name"), RowNote(3, "few"), RowNote(4, "open")]
    )
    assert save_refused([(file, outcome)], out) == (out,)
    table = open_table(Source.of_path(out))
    assert table.marked
    assert table.headers == ("First Name", "Last Name", "Company", "Email Address")
    text = out.read_text(encoding="utf-8-sig")
    assert text.startswith(REASON_HEADER)
    assert "'=no name" in text
    assert "'=lost@example.com" in text
    assert "Too,few" in text
    assert 'Ann,""Harbour' in text
    with pytest.raises(Refused, match="another name"):
        save_refused([(file, outcome)], file)
    with pytest.raises(Refused, match="Every row"):
        save_refused([(file, FileOutcome("a.csv", "clio-contacts"))], out)
