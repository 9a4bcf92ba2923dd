"""Files that no honest program writes, or that were torn on the way: each is refused or taken with a sentence."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.support import Cli

HEADS = "first_name,last_name,company,email_address\n"
NORA = "Nora,Whitcombe,,nora@example.com\n"
MAIL = "From: nora@example.com\nTo: us@example.org\nSubject: A question\n"


def nested(depth: int) -> str:
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"{MAIL}MIME-Version: 1.0\n{parts}Content-Type: text/plain\n\ninner\n"


def take(cli: Cli, folder: Path, name: str, content: str | bytes) -> Any:
    """What came of one file, with the sentences that a person reads."""
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = cli("import", str(file))
    assert ran.status in {0, 1}, ran.err
    (one,) = ran.json["files"]
    taken = (
        any(one["created"].values()) or any(one["updated"].values()) or one["unchanged"] or one["unmatched"]
    )
    assert ran.status == (1 if one["refused"] and not taken else 0)
    assert ("error" in ran.json) == (ran.status == 1)
    for row in (*one["refused"], *one["unmatched"]):
        assert row["reason"].endswith("."), row
        assert not any(ord(letter) < 32 for letter in ran.err.strip()), "nothing that commands the terminal"
    return one


REFUSED = {
    "unknown columns": ("a.csv", "colour,size\nred,3\n", "unknown-headers", "Say which column is what"),
    "nothing": ("a.csv", "", "empty-file", "Export it again"),
    "line ends": ("a.csv", "\n\n\n", "empty-file", "Export it again"),
    "bytes": ("a.csv", bytes(range(256)) * 100, "unknown-headers", "Say which column is what"),
    "a picture": ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100, "", "."),
    "a thousand parts in one another": ("a.eml", nested(1000), "unreadable-message", "log it by hand"),
    "messages in one another": (
        "a.eml", MAIL + "Content-Type: message/rfc822\n\n" * 1000 + "x", "unreadable-message", "log it by hand",
    ),
    "a hundred thousand parts": (
        "a.eml", f"{MAIL}Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 100_000 + "--b--",
        "unreadable-message", "log it by hand",
    ),
    "a hundred thousand headers": (
        "a.eml", "".join(f"X-{n}: y\n" for n in range(100_000)) + f"{MAIL}\nx", "unreadable-message", "log it by hand",
    ),
    "no message": ("a.eml", bytes(range(256)) * 50, "unreadable-message", "save it anew as .eml"),
    "half an archive": ("a.eml", b"PK\x03\x04" + bytes(range(256)), "unreadable-message", "save it anew as .eml"),
}  # fmt: skip


def test_what_cannot_be_taken_over_says_what_to_do(cli: Cli, tmp_path: Path) -> None:
    before = cli("verify").json
    for name, (file, content, code, advice) in REFUSED.items():
        one = take(cli, tmp_path, file, content)
        assert one["kind"] == "refused", name
        assert code in {"", one["code"]}, name
        assert advice in one["refused"][0]["reason"], name
    assert cli("clients").json == {"clients": []}
    assert [check["ok"] for check in cli("verify").json["checks"]] == [
        check["ok"] for check in before["checks"]
    ]


def test_a_broken_row_costs_itself_alone(cli: Cli, tmp_path: Path) -> None:
    rows = f'{HEADS}{NORA}Bob\n"never closed,Two,,b@example.com\nCarl,Three,,c@example.com\nToo,Many,,x@y.example,1,2\n'
    one = take(cli, tmp_path, "a.csv", rows)
    assert one["created"]["clients"] == 2
    assert [row["row"] for row in one["refused"]] == [3, 4, 6]
    assert "quotation mark" in one["refused"][1]["reason"]
    assert take(cli, tmp_path, "a.csv", rows)["unchanged"] == 2, "and again nothing comes twice"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_letters_of_another_code_page_are_read(cli: Cli, tmp_path: Path, encoding: str) -> None:
    one = take(
        cli,
        tmp_path,
        "a.csv",
        f"{HEADS}Jürgen,Größe,,j@example.com\nZoë,Ågren,,z@example.com\n".encode(encoding),
    )
    assert one["refused"] == []
    assert one["encoding"]
    assert [client["name"] for client in cli("clients").json["clients"]] == ["Jürgen Größe", "Zoë Ågren"]


ODD_MAILS = {
    "brackets": "From: "
    + "(" * 5000
    + "x\nTo: "
    + "(" * 5000
    + "\nDate: "
    + "(" * 5000
    + "\nSubject: s\n\nx",
    "no such letters": f"{MAIL}Content-Type: text/plain; charset=x-none\n\ncaf\xe9",
    "no such subject": "From: nora@example.com\nSubject: =?x-none?Q?a=FF?=\n\nx",
    "a file that climbs": (
        f"{MAIL}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Disposition: attachment; "
        'filename="../../etc/pass\0wd"\n\nx\n--b--'
    ),
    "a date that is none": f"{MAIL}Date: Thu, 99 Foo 0000 99:99:99 +9999\n\nx",
    "the year one": f"{MAIL}Date: Mon, 1 Jan 0001 00:00:00 +1400\n\ny",
    "the year 9999": f"{MAIL}Date: Fri, 31 Dec 9999 23:59:59 -1400\n\nz",
    "no end": "From: nora@example.com\nSubject: "
    + "s" * 300_000
    + "\nMessage-ID: <"
    + "m" * 100_000
    + ">\n\n"
    + "b" * 999,
    "only a subject": "Subject: only a subject\n\n",
}


def test_odd_mails_end_in_the_log_or_in_the_tray(cli: Cli, tmp_path: Path) -> None:
    take(cli, tmp_path, "a.csv", HEADS + NORA)
    cli("matter", "add", "--title", "Whitcombe v. Larkspur", "--client", "Nora Whitcombe")
    for name, content in ODD_MAILS.items():
        one = take(cli, tmp_path, "a.eml", content.encode("latin-1"))
        assert one["created"]["entries"] + len(one["unmatched"]) + len(one["refused"]) == 1, name
        assert take(cli, tmp_path, "a.eml", content.encode("latin-1"))["created"]["entries"] == 0, name
    sheet = cli("matter", "00001").json
    assert len(sheet["entries"]) >= 5
    for entry in sheet["entries"]:
        assert 1900 < int(entry["occurred_at"][:4]) <= 2026
        assert not {letter for one in entry["attachments"] for letter in one["name"]} & set("/\\\0")
    assert cli("verify").status == 0


def test_one_bad_file_of_many_stops_no_other(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    (folder / "a.eml").write_text(nested(1000), encoding="utf-8")
    (folder / "b.csv").write_text(HEADS + NORA, encoding="utf-8")
    (folder / "c.csv").write_text("colour\nred\n", encoding="utf-8")
    ran = cli("import", str(folder))
    assert ran.status == 0
    assert ran.json["totals"]["created"]["clients"] == 1
    assert ran.json["totals"]["refused"] == 2
    assert [one["kind"] for one in ran.json["files"]] == ["refused", "clio-contacts", "refused"]


def test_a_preview_changes_nothing_and_says_what_would_be(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEADS + NORA, encoding="utf-8")
    seen = cli("import", "--dry-run", str(tmp_path / "a.csv"))
    assert "Nothing was changed" in seen.err
    assert cli("clients").json == {"clients": []}
    assert cli("import", str(tmp_path / "a.csv")).json == seen.json


@pytest.mark.long
def test_a_hundred_thousand_rows_are_taken_over_in_a_minute(cli: Cli, tmp_path: Path) -> None:
    rows = "".join(f"First{n},Last{n},,person{n}@example.com\n" for n in range(100_000))
    started = time.monotonic()
    one = take(cli, tmp_path, "a.csv", HEADS + rows)
    assert one["created"]["clients"] == 100_000
    print(f"{100_000 / (time.monotonic() - started):.0f} rows a second")  # noqa: T201  measured, and not asserted
    assert cli("verify").status == 0
