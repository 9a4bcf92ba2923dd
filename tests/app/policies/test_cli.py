"""Policies and training on the command line."""

from __future__ import annotations

import csv
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.workspace import Workspace
from tests.support import USER, Cli


@pytest.fixture
def ann(workspace: Workspace) -> str:
    with workspace.write() as tx:
        add_colleague(tx, NewColleague("Ann Lee", Role.LAWYER))
    return "Ann Lee"


@pytest.fixture
def words(tmp_path: Path) -> Path:
    file = tmp_path / "keys.txt"
    file.write_text("# Keys\nNobody lends a key.", encoding="utf-8")
    return file


def test_from_a_draft_to_everybody_has_read_it(cli: Cli, ann: str, words: Path, tmp_path: Path) -> None:
    made = cli("policy", "draft", "Keys", "--text", str(words)).json["policy"]
    assert (made["state"], made["draft"], made["version"]) == ("draft", 1, None)
    assert cli("policy", "keep", "Keys", "--responsible", "Ann", "--review", "6").json["policy"][
        "keeping"
    ] == {
        "responsible": ann,
        "review_months": 6,
        "everyone": True,
        "roles": [],
        "people": [],
    }
    forced = cli("policy", "put-in-force", "Keys").json["policy"]
    assert (forced["in_force_since"], forced["outstanding"]) == ("2026-11-23", 2)
    assert forced["next_review"] == "2027-05-23"
    assert cli("policy", "acknowledge", "Keys").status == 0
    owed = cli("policy", "outstanding").json["outstanding"]
    assert [(one["person"], one["version"], one["read"]) for one in owed] == [(ann, 1, None)]
    cli("policy", "acknowledge", "Keys", "--person", "Ann")
    assert cli("policy", "outstanding").json["outstanding"] == []
    words.write_text("# Keys\nNobody ever lends a key.", encoding="utf-8")
    assert cli("policy", "draft", "Keys", "--text", str(words)).status != 0, "a change needs a reason"
    cli("policy", "draft", "Keys", "--text", str(words), "--reason", "Clearer")
    (change,) = cli("policy", "diff", "Keys").json["changes"]
    assert (change["before"], change["after"]) == ("Nobody lends a key.", "Nobody ever lends a key.")
    assert "new" in {run["kind"] for run in change["words"]}
    cli("policy", "put-in-force", "Keys", "--minor")
    assert cli("policy", "outstanding").json["outstanding"] == []
    shown = cli("policy", "show", "Keys", "--out", str(tmp_path / "keys.pdf")).json
    assert [one["version"] for one in shown["versions"]] == [2, 1]
    page = PdfReader(BytesIO((tmp_path / "keys.pdf").read_bytes())).pages[0].extract_text()
    assert "Version 2, in force since November 23, 2026" in page
    assert "Nobody ever lends a key." in page


def test_who_acknowledged_it_on_paper_and_as_a_table(cli: Cli, ann: str, words: Path, tmp_path: Path) -> None:
    cli("policy", "draft", "Keys", "--text", str(words))
    cli("policy", "put-in-force", "Keys")
    cli("policy", "acknowledge", "Keys", "--person", "Ann")
    cli("policy", "record", "Keys", "--out", str(tmp_path / "record.pdf"))
    page = PdfReader(BytesIO((tmp_path / "record.pdf").read_bytes())).pages[0].extract_text()
    assert "1 of 2 who are asked have acknowledged it." in page
    assert "version 1, November 23, 2026, on paper" in page
    cli("policy", "record", "--out", str(tmp_path / "record.csv"))
    rows = list(csv.DictReader((tmp_path / "record.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["person"], row["how"], row["outstanding since"]) for row in rows] == [
        (ann, "paper", ""),
        (USER, "", "2026-11-23"),
    ]
    actions = [(one["action"], one["object"]["kind"]) for one in cli("audit").json["events"]]
    assert ("exported", "policy_record") in actions


def test_a_look_and_an_end(cli: Cli, words: Path) -> None:
    cli("policy", "draft", "Keys", "--text", str(words))
    cli("policy", "put-in-force", "Keys")
    noted = cli("policy", "review", "Keys", "--outcome", "change", "--findings", "Cards, too").json
    assert noted["policy"]["next_review"] == "2027-11-23"
    assert cli("policy", "show", "Keys").json["reviews"][0]["findings"] == "Cards, too"
    assert cli("policy", "repeal", "Keys", "--reason", "We have cards").json["policy"]["state"] == "repealed"
    assert cli("policy", "list", "--state", "in_force").json["policies"] == []


def test_the_starter_set(cli: Cli) -> None:
    assert [one["taken"] for one in cli("policy", "starter", "--list").json["starters"]] == [False] * 8
    assert len(cli("policy", "starter", "complaints").json["policies"]) == 1
    assert len(cli("policy", "starter").json["policies"]) == 7
    assert "Concerns and complaints" in cli("policy", "show", "complaints").json["title"]
    assert {one["list"] for one in cli("policy", "fields").json["fields"]} == {True, False}


def test_training(cli: Cli, ann: str, words: Path) -> None:
    cli("policy", "draft", "Keys", "--text", str(words))
    cli("policy", "put-in-force", "Keys")
    cli("training", "subject", "Keys and doors", "--refresher", "12")
    made = cli("training", "add", "Keys", "--on", "2026-01-12", "--trainer", "Otto", "--policy", "Keys").json[
        "session"
    ]
    assert (made["policy"], made["version"], made["attended"]) == ("Keys", 1, [])
    assert cli("training", "attend", made["id"][-8:], "Ann").json["session"]["attended"] == [ann]
    (due,) = cli("training", "due").json["due"]
    assert (due["person"], due["due"]) == (ann, "2027-01-12")
    assert cli("training", "subject", "Keys and doors", "--once").json["subject"]["refresher_months"] is None
    assert cli("training", "due").json["due"] == []
    cli("training", "withdraw", made["id"], "--reason", "Put off")
    assert cli("training", "list").json["sessions"] == []
