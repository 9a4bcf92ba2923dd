"""Bytes to a table: encodings, delimiters, quotes, rows that do not fit."""

from __future__ import annotations

import csv
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.csv_encodings import Source, find_encoding
from app.exchange.csv_records import RefusedRow
from app.exchange.csv_tables import open_table
from app.kernel.csv_out import bare, guarded, write_csv
from app.kernel.errors import Refused


@dataclass
class Table:
    """A whole table, as a test looks at it."""

    headers: tuple[str, ...]
    delimiter: str
    encoding_guessed: bool
    rows: list[tuple[int, list[str]]]
    refused: list[RefusedRow]


def table(raw: bytes | str, encoding: str | None = None) -> Table:
    found = open_table(Source.of_bytes(raw.encode() if isinstance(raw, str) else raw), encoding)
    rows = list(found.rows())
    return Table(
        found.headers,
        found.delimiter,
        found.encoding_guessed,
        [row for row in rows if not isinstance(row, RefusedRow)],
        [row for row in rows if isinstance(row, RefusedRow)],
    )


def decode(raw: bytes, encoding: str | None = None) -> str:
    return find_encoding(Source.of_bytes(raw), encoding).encoding


def cells(found: Table) -> list[list[str]]:
    return [row for _, row in found.rows]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_reads_every_unicode_form(codec: str) -> None:
    raw = "Name,City\nBjörk Åse,Tromsø\nZoë,“Here”\n".encode(codec)
    assert cells(table(raw)) == [["Björk Åse", "Tromsø"], ["Zoë", "“Here”"]]


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_western_code_page_is_read_right_and_said_to_be_a_guess(codec: str) -> None:
    rows = [["Müller", "Café Étoile"], ["Núñez", "São Paulo"], ["Jørgensen", "Malmö"]]
    raw = "\n".join(["Name,Place", *(",".join(row) for row in rows)]).encode(codec)
    found = table(raw)
    assert cells(found) == rows
    assert found.encoding_guessed


def test_one_foreign_letter_is_enough_to_go_by() -> None:
    assert cells(table("name\nRené\n".encode("latin-1"))) == [["René"]]


def test_other_scripts_by_choice_of_the_user() -> None:
    raw = "name,city\nИванов,Москва\n".encode("cp1251")
    assert table(raw, "cp1251").rows == [(2, ["Иванов", "Москва"])]


def test_bytes_of_no_encoding_still_make_a_table() -> None:
    found = table(b"name,city\n\x81\x8d\xff\xfe,x\n")
    assert found.rows[0][1][1] == "x"


def test_wrong_choice_of_encoding_is_a_sentence() -> None:
    with pytest.raises(Refused) as refusal:
        decode("naïve".encode("latin-1"), "utf-8")
    assert refusal.value.code == "cannot-decode"
    with pytest.raises(Refused) as refusal:
        decode(b"x", "klingon")
    assert refusal.value.code == "unknown-encoding"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_finds_the_delimiter(delimiter: str) -> None:
    text = delimiter.join(["a", "b", '"c, d; e"']) + "\n" + delimiter.join(["1", "2", "3"])
    found = table(text)
    assert found.delimiter == delimiter
    assert found.headers == ("a", "b", "c, d; e")


def test_excel_separator_line_is_no_row() -> None:
    found = table("sep=;\r\na;b\r\n1;2\r\n")
    assert found.headers == ("a", "b")
    assert found.rows == [(2, ["1", "2"])]


def test_one_column() -> None:
    assert table("company\nLarkspur\n\nStonegate\n").rows == [(2, ["Larkspur"]), (4, ["Stonegate"])]


def test_quoted_line_ends_count_as_one_row() -> None:
    found = table('a,b\n"one\ntwo\r\nthree",2\n3,4\n')
    assert found.rows == [(2, ["one\ntwo\r\nthree", "2"]), (3, ["3", "4"])]


def test_same_headers_stay_apart() -> None:
    assert table("Phone,Phone,,\n1,2,,\n").headers == ("Phone", "Phone (2)")


WRONG = "a quotation mark or a comma is missing or too many. It begins: "


def test_rows_that_do_not_fit_are_refused_and_the_rest_is_read() -> None:
    found = table("a,b,c\n1,2,3\n1,2\n1,2,3,4\n,,\n1,2,3,,,\n4,5,6\n")
    assert [number for number, _ in found.rows] == [2, 6, 7]
    assert [(row.row, row.reason) for row in found.refused] == [
        (
            3,
            f"The row has 2 cells where the header has 3: {WRONG}“1 | 2”.",
        ),
        (
            4,
            f"The row has 4 cells where the header has 3: {WRONG}“1 | 2 | 3 | 4”.",
        ),
    ]


def test_quote_never_closed_costs_one_row_only() -> None:
    found = table('a,b,c\n1,"open,3\n4,5,6\n7,8,9\n')
    assert [row for _, row in found.rows] == [["4", "5", "6"], ["7", "8", "9"]]
    assert "never closed" in found.refused[0].reason


def test_quote_closed_by_that_of_a_later_row_costs_one_row_only() -> None:
    found = table('a,b,c\n1,"open,3\n"Smith, Co",5,6\n7,8,9\n')
    assert [row for _, row in found.rows] == [["Smith, Co", "5", "6"], ["7", "8", "9"]]
    assert [row.row for row in found.refused] == [2]


def test_cell_too_long_costs_one_row_only() -> None:
    limit = csv.field_size_limit()
    prose, word = "x\n" * limit, "y" * (limit + 1)
    found = table(f'a,b\n1,2\n"{prose}",2\n{word},2\n3,4\n')
    assert cells(found) == [["1", "2"], ["3", "4"]]
    assert [row.row for row in found.refused] == [3, 4]


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"\xef\xbb\xbf", b" , ,\n,,\n", b"\xff\xfe", b"sep=;"])
def test_empty_file(raw: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        table(raw)
    assert refusal.value.code == "empty-file"


def test_header_alone_is_an_empty_table() -> None:
    assert table("a,b").rows == []


@pytest.mark.parametrize("raw", [b"PK\x03\x04 workbook", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1"])
def test_files_of_another_kind_say_what_to_do(raw: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        decode(raw)
    assert refusal.value.code == "not-csv"


def test_broken_quotes_by_the_thousand_end_soon() -> None:
    found = table("a,b\n" + '1,"x\n' * 20_001)
    assert found.rows == []
    assert len(found.refused) == 20_001


@given(st.binary(max_size=400))
def test_no_bytes_crash(raw: bytes) -> None:
    try:
        found = table(raw)
    except Refused:
        return  # in a sentence; anything else fails the test
    assert all(len(row) == len(found.headers) for _, row in found.rows)


@given(st.text(alphabet="ab\",;\n\r\t \0'=", max_size=200))
def test_no_tangle_of_quotes_crashes(text: str) -> None:
    try:
        found = table(text)
    except Refused:
        return  # in a sentence; anything else fails the test
    assert all(len(row) == len(found.headers) for _, row in found.rows)


SOME_CELL = st.text(alphabet=st.characters(codec="utf-8"), max_size=8) | st.sampled_from(
    [
        "=1+1",
        "'=1+1",
        "''-x",
        "'",
        "-",
        "+1 510 555 0144",
        "@a",
        "\tx",
        "\rx",
        "'\r",
        'say "x"',
        "a;b",
        "two\nlines",
    ]
)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(SOME_CELL, min_size=width, max_size=width))))
def test_out_and_in_again_is_the_same(rows: list[list[str]]) -> None:
    width = len(rows[0]) if rows else 1
    raw = write_csv([f"column {number}" for number in range(width)], rows)
    expected = [row for row in rows if any(cell.strip() for cell in row)]
    assert cells(table(raw)) == expected


@given(SOME_CELL)
def test_no_cell_goes_out_as_a_formula(cell: str) -> None:
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert bare(guarded(cell)) == cell
