"""The figures of the firm on the command line, as scripts use them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.support import USER, Cli

CLIENT = ("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")


@pytest.fixture
def firm(cli: Cli) -> Cli:
    """An e-mail that waits since the Friday before, noted on Monday."""
    client = cli(*CLIENT).json["id"]
    matter = cli("matter", "add", "--title", "Whitcombe v. Larkspur", "--client", client).json["number"]
    said = (
        "--channel",
        "email",
        "--direction",
        "in",
        "--needs-reply",
        "--summary",
        "Asks when the hearing is",
    )
    assert cli("log", "--matter", matter, *said, "--at", "2026-11-19T09:00").status == 0
    return cli


def test_figures_as_data_and_as_text(firm: Cli) -> None:
    found = firm("figures").json
    assert (found["from"], found["to"]) == ("2026-10-01", "2026-11-23")
    assert found["before"]["to"] == "2026-09-30"
    assert found["figures"]["acknowledgements"]["missed"] == 1
    assert found["figures"]["acknowledgements"]["percent"] == 0.0
    assert found["figures"]["acknowledgements"]["median_minutes"] is None
    assert found["figures"]["notes"]["late"] == 1
    text = firm("figures", as_json=False).out
    assert "Acknowledgements outstanding" in text
    assert "Notes written late" in text


def test_figures_of_a_person(firm: Cli) -> None:
    found = firm("figures", "--person", USER).json
    assert found["person"] == USER
    assert found["figures"]["notes"]["written"] == 1
    assert {one["person"] for one in found["people"]} == {USER}
    assert firm("figures", "--person", "Nobody at all").status != 0


@pytest.mark.parametrize(
    "days",
    [("--from", "2026-11-02", "--to", "2026-11-01"), ("--from", "2027-01-01"), ("--from", "yesterday-ish")],
)
def test_a_time_that_is_none_is_refused(firm: Cli, days: tuple[str, ...]) -> None:
    assert firm("figures", *days).status != 0


def test_the_report_as_pages_with_and_without_a_password(firm: Cli, tmp_path: Path) -> None:
    plain, secret = tmp_path / "plain.pdf", tmp_path / "secret"
    ran = firm("report", "firm", "--out", str(plain)).json
    assert ran["reports"][0]["pages"] == len(PdfReader(plain).pages)
    assert ran["figures"] == firm("figures").json["figures"]
    secret.write_text("a long enough password\n", encoding="utf-8")
    locked = tmp_path / "locked.pdf"
    flag = ("--pdf-password-file", str(secret))
    assert firm("report", "firm", "--out", str(locked), *flag).status == 0
    assert PdfReader(locked).is_encrypted
    refused = firm("report", "firm", "--out", str(tmp_path / "table.csv"), *flag)
    assert refused.status == 1
    assert not (tmp_path / "table.csv").exists()
