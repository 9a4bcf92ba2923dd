"""The whole main job on the command line, on real input that nobody here wrote."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.support import Cli


def same(text: str | None) -> str:
    """Without white space and the brackets that mark links."""
    return re.sub(r"[\s\[\]]", "", text or "")


@pytest.fixture
def firm_with_its_post(cli: Cli, shared_data: Path) -> Cli:
    """Clients and matters of the system used until now, then the court's e-mails of the week."""
    tables = cli("import", str(shared_data / "csv"))
    assert tables.json["totals"]["created"] == {
        "clients": 67, "matters": 70, "entries": 0, "developments": 0, "key_dates": 0,
    }  # fmt: skip
    notices = cli("import", *map(str, sorted((shared_data / "court-notices").glob("*.eml"))))
    assert len(notices.json["files"]) == 63
    assert {file["kind"] for file in notices.json["files"]} == {"court-notice"}
    assert notices.json["totals"]["unmatched"] == notices.json["totals"]["refused"] == 0
    return cli


def test_every_notice_is_filed_as_its_peer_reads_it(firm_with_its_post: Cli, shared_data: Path) -> None:
    """Every docket number under the right matter, none under a wrong one; dates, documents and texts as expected."""
    cli = firm_with_its_post
    matters = cli("matters").json["matters"]
    sheets = {(row["court"], row["court_number"]): cli("matter", row["number"]).json for row in matters}
    expected: dict[tuple[str, str], set[tuple[str, str | None, str]]] = {key: set() for key in sheets}
    for file in sorted((shared_data / "court-notices").glob("*.json")):
        notice = json.loads(file.read_text(encoding="utf-8"))
        for docket in notice["dockets"]:
            key = (notice["court_id"], docket["docket_number"])
            expected[key] |= {
                (entry["date_filed"], entry["document_number"], same(entry["description"]))
                for entry in docket["docket_entries"]
            }
    for key, sheet in sheets.items():
        found = {
            (news["occurred_at"][:10], news["document_number"], same(news["text"]))
            for news in sheet["developments"]
        }
        assert found == expected[key], key


def test_what_the_clients_have_to_be_told_is_owed_told_and_printed(
    firm_with_its_post: Cli, tmp_path: Path
) -> None:
    cli = firm_with_its_post
    (row,) = cli("matters", "--query", "3:17-cv-06011").json["matters"]
    number = row["number"]
    sheet = cli("matter", number).json
    (news,) = sheet["developments"]
    (owed,) = cli("due", "--matter", number).json["items"]
    assert (owed["kind"], owed["source_id"]) == ("development", news["id"])
    cli(
        "log", "--matter", number, "--channel", "phone", "--direction", "out", "--tells", news["id"], "--update",
        "--summary", "Told them how the hearing went and that the court has not decided yet.",
    )  # fmt: skip
    assert cli("due", "--matter", number).json["items"] == []
    out = tmp_path / "report.pdf"
    assert cli("report", "status", "--matter", number, "--out", str(out), "--since", "2022-01-01").status == 0
    said = same(" ".join(page.extract_text() for page in PdfReader(out).pages))
    assert same(news["whole_text"]) in said


def test_the_same_files_twice_change_nothing(firm_with_its_post: Cli, shared_data: Path) -> None:
    cli = firm_with_its_post
    before = cli("verify").json["checks"][-1]["detail"]
    again = cli(
        "import", str(shared_data / "csv"), *map(str, sorted((shared_data / "court-notices").glob("*.eml")))
    )
    assert not any(again.json["totals"]["created"].values())
    assert not any(again.json["totals"]["updated"].values())
    assert again.json["totals"]["unchanged"] == 67 + 70 + 63
    assert cli("verify").json["checks"][-1]["detail"] == before


def test_every_other_message_ends_somewhere(cli: Cli, shared_data: Path) -> None:
    """52 messages with broken headers, odd charsets, bounces: entry, tray, already there or a named refusal."""
    ran = cli("import", str(shared_data / "mail"))
    assert ran.status == 0
    files = ran.json["files"]
    assert len(files) == 52
    for file in files:
        ends = file["created"]["entries"] + file["unchanged"] + len(file["unmatched"]) + len(file["refused"])
        assert ends == 1, file["file"]


def test_a_preview_changes_nothing(cli: Cli, shared_data: Path) -> None:
    ran = cli("import", "--dry-run", str(shared_data / "csv"))
    assert ran.json["totals"]["created"]["matters"] == 70
    assert cli("matters").json["matters"] == []
