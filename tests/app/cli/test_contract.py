"""The command line is a contract: these words and keys are what other programs depend on."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.support import Cli


@pytest.fixture
def matter(cli: Cli) -> str:
    """The number of a matter of Nora Whitcombe's."""
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe", "--phone", "+1 510 555 0144")
    return str(
        cli("matter", "add", "--title", "Whitcombe v. Larkspur", "--client", "Nora Whitcombe").json["number"]
    )


def log(cli: Cli, matter: str, *words: str, at: str = "2026-11-20T15:00") -> str:
    ran = cli(
        "log", "--matter", matter, "--channel", "phone", "--direction", "out", "--at", at,
        "--summary", "Explained that the other side asks for 14 days more", *words,
    )  # fmt: skip
    assert ran.status == 0, ran.err
    return str(ran.json["id"])


def test_clients_and_matters_are_listed_with_the_keys_of_the_contract(cli: Cli, matter: str) -> None:
    (client,) = cli("clients").json["clients"]
    assert {"id", "name", "kind"} <= client.keys()
    assert client["name"] == "Nora Whitcombe"
    (row,) = cli("matters", "--status", "open", "--query", "larksp").json["matters"]
    assert row["number"] == matter == "00001"
    assert {
        "id", "number", "title", "client", "court_number", "status", "responsible", "point_of_contact",
        "next_update_due", "last_contact_at",
    } <= row.keys()  # fmt: skip
    assert cli("matters", "--status", "closed").json == {"matters": []}


def test_a_matter_is_edited_by_a_flag_for_each_field(cli: Cli, matter: str) -> None:
    ran = cli("matter", "edit", matter, "--practice-area", "Employment", "--priorities", "settle by spring")
    assert ran.status == 0
    sheet = cli("matter", matter).json
    assert (sheet["practice_area"], sheet["priorities"]) == ("Employment", "settle by spring")
    assert sheet["title"] == "Whitcombe v. Larkspur"


def test_a_client_edit_keeps_the_other_contact_points(cli: Cli, matter: str) -> None:
    assert (
        cli("client", "edit", "Nora Whitcombe", "--email", "nora@example.com", "--language", "Spanish").status
        == 0
    )
    (row,) = cli("clients").json["clients"]
    assert (row["phone"], row["email"], row["language"]) == ("+1 510 555 0144", "nora@example.com", "Spanish")


def test_an_entry_is_logged_amended_and_every_version_stays_readable(cli: Cli, matter: str) -> None:
    entry_id = log(cli, matter, "--participant", "Nora Whitcombe, client", "--tag", "extension")
    ran = cli("amend", entry_id, "--reason", "wrong number of days", "--summary", "They ask for 15 days more")
    assert ran.json == {"id": entry_id, "version": 2}
    entry = cli("entry", entry_id, "--versions").json
    assert entry["summary"] == "They ask for 15 days more"
    assert entry["participants"] == [{"name": "Nora Whitcombe", "role": "client"}]
    assert entry["tags"] == ["extension"]
    first, second = entry["versions"]
    assert first["content"]["summary"].startswith("Explained that")
    assert (second["version"], second["reason"]) == (2, "wrong number of days")


def test_a_bare_note_is_logged_and_pointed_out(cli: Cli, matter: str) -> None:
    ran = cli(
        "log", "--matter", matter, "--channel", "phone", "--direction", "out", "--summary", "updated client"
    )
    assert ran.status == 0
    assert "bare_note" in {warning["code"] for warning in ran.json["warnings"]} | {
        warning["code"].replace("-", "_") for warning in ran.json["warnings"]
    }


def test_a_development_is_owed_until_an_entry_tells_it(cli: Cli, matter: str) -> None:
    made = cli(
        "develop",
        "--matter",
        matter,
        "--kind",
        "ruling",
        "--at",
        "2026-11-19T09:00",
        "--text",
        "Motion denied",
    )
    assert made.json["tell_by"] is not None
    (item,) = cli("due").json["items"]
    assert (item["kind"], item["state"], item["source_id"]) == ("development", "overdue", made.json["id"])
    assert item["matter"] == matter
    log(cli, matter, "--tells", made.json["id"])
    assert cli("due").json["items"] == []
    assert len(cli("due", "--as-of", "2026-11-19").json["items"]) == 1, "by then it had not been told"


def test_a_schedule_counts_from_the_last_update(cli: Cli, matter: str) -> None:
    made = cli("schedule", "--matter", matter, "--every", "fortnight", "--from", "2026-11-06")
    assert made.json == {"matter": matter, "next_due": "2026-11-20"}
    (item,) = cli("due").json["items"]
    assert (item["kind"], item["due_at"], item["state"]) == ("update", "2026-11-20", "overdue")
    log(cli, matter, "--update", at="2026-11-20T15:00")
    assert cli("matters").json["matters"][0]["next_update_due"] == "2026-12-04"


def test_an_excused_update_moves_the_schedule_on(cli: Cli, matter: str) -> None:
    cli("schedule", "--matter", matter, "--every", "week", "--from", "2026-11-13")
    wrong = cli("schedule", "--matter", matter, "--excuse", "2026-11-19", "--reason", "client abroad")
    assert (wrong.status, wrong.json["error"]["code"]) == (1, "not-due")
    right = cli("schedule", "--matter", matter, "--excuse", "2026-11-20", "--reason", "client abroad")
    assert right.json["next_due"] == "2026-11-25", (
        "Friday is the day after Thanksgiving, Thursday the day itself"
    )


def test_a_follow_up_is_owed_by_its_day(cli: Cli, matter: str) -> None:
    agreed = ("Nora: send the pay slips @ next Tue", "court: rule on it @ 2026-11-23")
    log(cli, matter, "--follow-up", agreed[0], "--follow-up", agreed[1])
    items = cli("due", "--days", "30").json["items"]
    assert {(item["kind"], item["due_at"], item["state"]) for item in items} == {
        ("follow_up", "2026-12-01", "upcoming"),
        ("follow_up", "2026-11-23", "due"),
    }
    follow_ups = cli("matter", matter).json["follow_ups"]
    assert {(one["who"], one["side"]) for one in follow_ups} == {("Nora", "client"), ("court", "court")}


def test_what_needs_a_reply_is_owed_an_acknowledgement_then_an_answer(cli: Cli, matter: str) -> None:
    asked = cli(
        "log", "--matter", matter, "--channel", "email", "--direction", "in", "--needs-reply", "--at",
        "2026-11-23T09:00", "--summary", "Asks whether the deposition moves now",
    ).json["id"]  # fmt: skip
    (item,) = cli("due").json["items"]
    assert (item["kind"], item["due_at"]) == ("acknowledgement", "2026-11-24T09:00:00-08:00")
    log(cli, matter, "--acknowledges", asked, "--promised-by", "2026-12-01T12:00", at="2026-11-23T10:00")
    (item,) = cli("due", "--days", "30").json["items"]
    assert (item["kind"], item["due_at"]) == ("answer", "2026-12-01T12:00:00-08:00")
    log(cli, matter, "--answers", asked, at="2026-11-23T10:30")
    assert cli("due", "--days", "30").json["items"] == []


def test_a_matter_with_no_next_date_is_forgotten(cli: Cli, matter: str) -> None:
    (forgotten,) = cli("due").json["forgotten"]
    assert (forgotten["matter"], forgotten["client"]) == (matter, "Nora Whitcombe")
    cli(
        "key-date",
        "--matter",
        matter,
        "--kind",
        "hearing",
        "--on",
        "2027-01-12T09:30",
        "--title",
        "Deposition",
    )
    assert cli("due").json["forgotten"] == []
    (date,) = cli("matter", matter).json["key_dates"]
    assert (date["on"], date["at"], date["kind"]) == ("2027-01-12", "09:30:00", "hearing")


def test_the_status_report_says_all_that_was_entered(cli: Cli, matter: str, tmp_path: Path) -> None:
    odd = "Email <john@x.com> & co said “ja”: 日本語, Ελληνικά, русский 👍"
    cli("develop", "--matter", matter, "--kind", "filing", "--text", odd)
    cli("schedule", "--matter", matter, "--every", "month")
    ran = cli("report", "status", "--matter", matter, "--out", str(tmp_path / "a.pdf"), "--mark-given")
    (printed,) = ran.json["reports"]
    assert printed.pop("reading") == {"score": None, "ease": None, "long_sentences": [], "jargon": []}
    assert printed == {"matter": matter, "file": str(tmp_path / "a.pdf"), "pages": 1}
    reader = PdfReader(tmp_path / "a.pdf")
    said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert odd in said
    assert len(reader.pages) == 1
    sheet = cli("matter", matter).json
    assert sheet["next_update_due"] == "2026-12-23"
    assert sheet["developments"][0]["told_at"] is not None
    (entry,) = sheet["entries"]
    assert entry["update"]
    assert entry["attachments"][0]["media_type"] == "application/pdf"


def test_reports_of_all_open_matters_go_into_a_folder(cli: Cli, matter: str, tmp_path: Path) -> None:
    cli("matter", "add", "--title", "Second", "--client", "Nora Whitcombe", "--number", "2026/7 b")
    ran = cli("report", "status", "--all", "--out", str(tmp_path / "all"))
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == [
        "Status report 00001 2026-11-23.pdf",
        "Status report 2026-7 b 2026-11-23.pdf",
    ]
    assert [one["matter"] for one in ran.json["reports"]] == ["00001", "2026/7 b"]
    assert (ran.json["errors"], ran.status) == ([], 0)


def test_reports_of_those_whose_update_is_due(cli: Cli, matter: str, tmp_path: Path) -> None:
    cli("matter", "add", "--title", "Second", "--client", "Nora Whitcombe", "--number", "7")
    cli("schedule", "--matter", "7", "--every", "week", "--from", "2026-11-18")
    some = ("report", "status", "--all", "--out", str(tmp_path / "some"))
    assert [one["matter"] for one in cli(*some, "--due-within", "2").json["reports"]] == ["7"]
    assert cli(*some, "--due-within", "1").json["reports"] == []
    assert [one["matter"] for one in cli(*some, "--due-within", "99999999").json["reports"]] == ["7"]
    assert cli(*some, "--area", "no such").json["reports"] == []
    ran = cli("report", "status", "--matter", "7", "--area", "x", "--out", str(tmp_path / "a.pdf"))
    assert (ran.json["error"]["code"], ran.status) == ("only-with-all", 1)


def test_reports_that_fail_are_listed(cli: Cli, matter: str, tmp_path: Path) -> None:
    (tmp_path / "in the way").write_text("a file")
    ran = cli("report", "status", "--all", "--out", str(tmp_path / "in the way"))
    assert (ran.status, ran.json["reports"]) == (1, [])
    (error,) = ran.json["errors"]
    assert (error["matter"], error["code"]) == (matter, "cannot-write")


def test_a_report_asks_for_a_password_of_its_own(cli: Cli, matter: str, tmp_path: Path) -> None:
    words, out = tmp_path / "words", tmp_path / "a.pdf"
    asks = ("--length", "full", "--pdf-password-file", str(words))
    words.write_text("short\n")
    ran = cli("report", "status", "--matter", matter, "--out", str(out), *asks)
    assert (ran.json["error"]["code"], out.exists()) == ("pdf-password", False)
    words.write_text("correct horse\n")
    ran = cli("report", "status", "--matter", matter, "--out", str(out), *asks)
    assert ran.json["reports"][0]["pages"] == 1
    reader = PdfReader(out)
    assert reader.is_encrypted
    assert reader.decrypt("correct horse")


def test_a_report_cannot_be_given_in_the_past(cli: Cli, matter: str, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    ran = cli(
        "report", "status", "--matter", matter, "--out", str(out), "--as-of", "2026-11-01", "--mark-given"
    )
    assert ran.status == 1
    assert not out.exists()


def test_times_carry_an_offset_and_json_is_one_document(cli: Cli, matter: str) -> None:
    log(cli, matter)
    (entry,) = cli("matter", matter).json["entries"]
    assert entry["occurred_at"] == "2026-11-20T15:00:00-08:00"
    assert datetime.fromisoformat(entry["written_at"]).utcoffset() is not None
    assert entry["written_at"] == "2026-11-23T11:00:00-08:00", "nothing lets a writer change it"


def test_known_by_shows_what_had_been_written_by_then(cli: Cli, matter: str) -> None:
    log(cli, matter)  # on the 20th, written on the 23rd
    assert cli("matter", matter, "--known-by", "2026-11-22").json["entries"] == []
    assert len(cli("matter", matter, "--as-of", "2026-11-22").json["entries"]) == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("matter", "99999"), "no-matter"),
        (
            ("log", "--matter", "99999", "--channel", "phone", "--direction", "in", "--summary", "x"),
            "no-matter",
        ),
        (("entry", "not-an-id"), "bad-id"),
        (("matter", "add", "--title", "X", "--client", "Nobody"), "no-client"),
        (("matter", "add", "--title", "X"), "no-client"),
        (("client", "add"), "no-name"),
        (("due", "--as-of", "sometime"), "bad-time"),
        (("import", "/nowhere/at/all.csv"), "no-file"),
    ],
)
def test_what_is_refused_says_so_in_one_line(cli: Cli, words: tuple[str, ...], code: str) -> None:
    ran = cli(*words)
    assert ran.status == 1
    assert ran.json["error"]["code"] == code
    assert ran.json["error"].keys() == {"code", "message", "field"}
    assert len(ran.err.strip().splitlines()) == 1


def test_several_matching_matters_are_listed(cli: Cli, matter: str) -> None:
    cli("matter", "add", "--title", "Whitcombe v. Other", "--client", "Nora Whitcombe")
    ran = cli("matter", "whitcombe")
    assert ran.json["error"]["code"] == "several-matters"
    assert "00001" in ran.err
    assert "00002" in ran.err


def test_usage_is_status_2(cli: Cli) -> None:
    ran = cli("develop", "--matter", "1", "--kind", "nonsense", "--text", "x")
    assert ran.status == 2
    assert ran.json["error"]["code"] == "usage"
    assert "usage:" in ran.err
    assert cli("develop", as_json=False).out == ""


def test_a_wrong_password_is_status_3(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("wrong\n", encoding="utf-8")
    ran = cli("matters")
    assert (ran.status, ran.json["error"]["code"]) == (3, "wrong-password")


def test_a_damaged_vault_is_status_4(cli: Cli, vault_folder: Path) -> None:
    for name in ("header.json", "header.json.bak"):
        (vault_folder / name).write_bytes(b"")
    ran = cli("matters")
    assert ran.status == 4, ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_verify_checks_files_and_audit_trail(cli: Cli, matter: str) -> None:
    ran = cli("verify")
    assert ran.status == 0
    assert ran.json["ok"]
    assert {"header", "integrity", "audit_trail"} <= {check["name"] for check in ran.json["checks"]}


def test_people_read_tables_and_programs_read_json(cli: Cli, matter: str) -> None:
    said = cli("matters", as_json=False)
    assert "Whitcombe v. Larkspur" in said.out
    with pytest.raises(json.JSONDecodeError):
        said.json  # noqa: B018  # reading it is what fails
