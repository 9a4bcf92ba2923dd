"""search … --out: what is found as a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.support import MONDAY, Cli


@pytest.fixture
def firm(cli: Cli) -> Cli:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    cli("matter", "add", "--title", "Whitcombe v. Tern", "--client", "Nora Whitcombe", "--number", "26-1")
    for words in ("Asked for the lease", "Sent the lease", "About costs"):
        where = ("--matter", "26-1", "--channel", "phone", "--direction", "in", "--at", MONDAY.isoformat())
        assert cli("log", *where, "--summary", words).status == 0
    return cli


def test_all_that_is_found_goes_into_a_table_and_onto_pages(firm: Cli, tmp_path: Path) -> None:
    table = tmp_path / "found.csv"
    ran = firm("search", "lease", "--matter", "26-1", "--out", str(table))
    assert ran.json == {"file": str(table), "total": 2}
    assert table.read_text("utf-8-sig").count("the lease") == 2
    pages = tmp_path / "found.pdf"
    assert firm("search", "lease", "--matter", "26-1", "--out", str(pages)).json["total"] == 2
    assert "lease --matter 26-1" in PdfReader(pages).pages[0].extract_text()
    said = firm("audit", as_json=False).out
    assert "took what a search found out of the vault: 2 records" in said


@pytest.mark.parametrize(
    ("more", "code"),
    [(("--out", "x.docx"), "bad-ending"), (("--out", "x.csv", "--as-of", "2026-11-01"), "out-of-the-past")],
)
def test_what_is_refused(
    firm: Cli, more: tuple[str, ...], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = firm("search", "lease", *more)
    assert (ran.status, ran.json["error"]["code"]) == (1, code)
    assert not list(tmp_path.glob("x.*"))
