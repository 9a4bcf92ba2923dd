"""Whatever is typed, the command line answers with one JSON document, a sentence and its exit status."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.cli import main as command_line
from app.matters.words import MatterStatus
from tests.support import MONDAY, Cli, Ran

LOG = (
    "log",
    "--matter",
    "00001",
    "--channel",
    "phone",
    "--direction",
    "out",
    "--summary",
    "They ask for 14 days more",
)
SCHEDULE = ("schedule", "--matter", "00001", "--every", "week")


@pytest.fixture
def matter(cli: Cli) -> str:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    return str(
        cli("matter", "add", "--title", "Whitcombe v. Larkspur", "--client", "Nora Whitcombe").json["number"]
    )


def in_words(ran: Ran) -> str:
    """What was refused, after a look at how it was said."""
    error = ran.json["error"]
    assert error.keys() == {"code", "message", "field"}
    assert error["message"].endswith((".", "”.")), error
    assert "Traceback" not in ran.err
    if ran.status == 1:
        assert ran.err.strip() == " ".join(error["message"].split())
    return str(error["code"])


REFUSED = {
    "numbers": [
        (("due", "--days", "-1"), "usage"),
        (("due", "--days", "1.5"), "usage"),
        (("due", "--days", "9" * 30), "usage"),
        ((*LOG, "--duration", "-5"), "duration-out-of-range"),
        ((*LOG, "--duration", "9" * 30), "duration-out-of-range"),
        ((*LOG, "--duration", ""), "usage"),
        ((*SCHEDULE, "--at-most", "3660 weeks"), "bad-interval"),
        ((*SCHEDULE, "--at-most", "5 months"), "bad-interval"),
        ((*SCHEDULE[:-1], "0 days"), "unknown-interval"),
        ((*SCHEDULE[:-1], "-3 days"), "unknown-interval"),
        ((*SCHEDULE[:-1], "99999 days"), "unknown-interval"),
        (("matter", "edit", "00001", "--estimate", "6.400,50"), "usage"),  # was once taken for 6.40
        (("matter", "edit", "00001", "--estimate", "1.005"), "bad-amount"),  # an amount in dinars, none in dollars
        (("matter", "edit", "00001", "--estimate", "NaN"), "usage"),
        (("matter", "edit", "00001", "--estimate", "1e400"), "usage"),
        (("matter", "edit", "00001", "--billed", "-1"), "bad-amount"),
    ],
    "dates": [
        ((*LOG, "--at", "0001-01-01"), "bad-time"),
        ((*LOG, "--at", "9999-12-31T23:59"), "bad-time"),
        ((*LOG, "--at", "2026-02-30"), "bad-time"),
        ((*LOG, "--at", "2026-11-20T24:00"), "bad-time"),
        ((*LOG, "--at", "2026-11-20T15:00+99:00"), "bad-time"),
        ((*LOG, "--at", "\0"), "bad-time"),
        ((*LOG, "--at", ""), "bad-time"),
        ((*LOG, "--at", "x" * 100_000), "bad-time"),
        ((*LOG, "--at", "tomorrow"), "in-future"),
        (("due", "--as-of", "9999-12-30"), "bad-time"),
        ((*SCHEDULE, "--from", "0001-01-01"), "usage"),
        ((*SCHEDULE, "--from", "2026-11-24"), "from-future"),
        (("key-date", "--matter", "00001", "--kind", "hearing", "--title", "T", "--on", "0001-01-01"), "bad-time"),
        (("key-date", "--matter", "00001", "--kind", "hearing", "--title", "T", "--on", ""), "bad-time"),
        ((*LOG, "--follow-up", "Nora: send it @ 9999-12-31"), "no-date"),
        ((*LOG, "--follow-up", "Nora: send it @"), "no-date"),
        ((*LOG, "--follow-up", "@ tomorrow"), "no-text"),
    ],
    "words": [
        (("matter", ""), "no-matter"),
        (("matter", "\0"), "no-matter"),
        (("matter", "\udcff"), "no-matter"),
        (("matter", "%"), "no-matter"),
        (("matter", "--", "-x"), "no-matter"),
        (("matter", "x" * 100_000), "too-long"),
        (("clients", "--query", "x" * 100_000), "too-long"),
        (("due", "--matter", ""), "no-matter"),  # an unset variable of a script must not mean "all of them"
        (("due", "--person", ""), "no-colleague"),
        (("matters", "--responsible", ""), "no-colleague"),
        ((*SCHEDULE, "--by", ""), "no-colleague"),
        ((*LOG, "--participant", ", client"), "no-name"),
        ((*LOG, "--promised-by", "2027-01-01"), "nothing-acknowledged"),
        ((*LOG[:-1], " \0\n"), "no-summary"),
        (("amend", "x", "--reason", "y"), "bad-id"),
        (("develop", "--matter", "00001", "--kind", "ruling", "--text", "\0"), "no-text"),
        (("develop", "--mat", "00001", "--kind", "ruling", "--text", "x"), "usage"),  # no flag is shortened
        (("matter", "add", "--title", "\0", "--client", "Nora Whitcombe"), "no-title"),
        (("matter", "add", "--title", "X", "--client", "Nora Whitcombe", "--number", "00001"), "number-taken"),
        (("nonsense",), "usage"),
        ((), "usage"),
    ],
    "files": [
        (("verify", "/nowhere"), "no-file"),
        (("verify", "/"), "no-file"),
        (("import", ""), "usage"),  # nothing is not the present folder
        (("import", "n" * 5000), "no-file"),
        (("import", "a\0b"), "usage"),
        ((*LOG, "--attach", "/nowhere"), "cannot-read"),
        ((*LOG, "--attach", "/"), "folder"),
        (("report", "status", "--matter", "00001", "--out", ""), "usage"),
        (("report", "status", "--matter", "00001", "--out", "/"), "not-a-file"),
        (("report", "status", "--matter", "00001", "--out", "n" * 300 + ".pdf"), "cannot-write"),
        (("report", "status", "--matter", "00001", "--all", "--out", "a"), "usage"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_odd_words_are_refused_in_a_sentence_and_change_nothing(cli: Cli, matter: str, kind: str) -> None:
    before = cli("matter", matter).json
    for words, code in REFUSED[kind]:
        ran = cli(*words)
        assert (in_words(ran), ran.status) == (code, 2 if code == "usage" else 1), words
    assert cli("matter", matter).json == before


def test_odd_words_that_mean_something_are_taken(cli: Cli, matter: str) -> None:
    for at, moment in (
        ("2026-11-20T15:00Z", "2026-11-20T07:00:00-08:00"),
        ("2026-11-20T15:00+01:00", "2026-11-20T06:00:00-08:00"),
        ("2026-11-20", "2026-11-20T12:00:00-08:00"),
        ("2026-11-23", "2026-11-23T11:00:00-08:00"),  # today, said at eleven, is not noon
        ("11/20/2026", "2026-11-20T12:00:00-08:00"),
        ("2026-03-08T02:30", "2026-03-08T03:30:00-07:00"),  # the clocks skip it
        ("2026-11-01T01:30", "2026-11-01T01:30:00-07:00"),  # it comes twice: the first
        ("2026-11-01T01:30-08:00", "2026-11-01T01:30:00-08:00"),
        ("1800-01-01T00:00", "1800-01-01T00:00:00-07:52:58"),
    ):
        entry = cli(*LOG, "--at", at).json["id"]
        assert cli("entry", entry).json["occurred_at"] == moment
    assert cli("due", "--days", "999999999").status == 0
    assert cli("due", "--as-of", "1800-01-02").json["items"] == []
    assert cli("due", "--as-of", "2999-12-31").status == 0
    assert cli("matters", "--query=-x").json == {"matters": []}


def test_a_matter_may_have_any_number(cli: Cli, matter: str) -> None:
    numbers = ["0001", "00010", "2026/7 b 👍", "-7", "10%", "a_b", "Größe 5", "n" * 3000]
    for number in numbers:
        assert (
            cli("matter", "add", "--title", "T", "--client", "Nora Whitcombe", f"--number={number}").status
            == 0
        )
    for number in (*numbers, matter):
        assert cli("matter", "--", number).json["number"] == number
    assert cli("matter", "--", " GRÖSSE  5 ").json["number"] == "Größe 5"
    assert cli("matter", "add", "--title", "T", "--client", "Nora Whitcombe").json["number"] == "00011"
    several = cli("matter", "1")
    assert in_words(several) == "several-matters"
    assert {"00001", "0001", "00010", "00011"} <= set(several.err.replace(";", " ").replace(".", " ").split())


def test_long_and_strange_texts_come_back_as_they_were_said(cli: Cli, matter: str) -> None:
    said = {
        "long": "word " * 400_000,
        "scripts": "Ελληνικά, русский, 日本語, עברית 👩‍👩‍👧 e\u0301",
        "lines": "first\r\nsecond\rthird",
        "controls": "a\0b\x1b[31mc\x07",
        "surrogate": "lone \udcff surrogate",
        "dash": "-starts with a dash",
    }
    back = {
        "long": said["long"].strip(),
        "scripts": "Ελληνικά, русский, 日本語, עברית 👩‍👩‍👧 é",
        "lines": "first\nsecond\nthird",
        "controls": "ab[31mc",
        "surrogate": "lone  surrogate",
        "dash": "-starts with a dash",
    }
    for name, text in said.items():
        entry = cli(*LOG[:-2], f"--summary={text}").json["id"]
        assert cli("entry", entry).json["summary"] == back[name], name
    for line in cli("matter", matter, as_json=False).out.splitlines():
        assert len(line) < 120
        assert "\x1b" not in line


def test_a_schedule_of_a_closed_matter_promises_nothing_but_a_question_stays_owed(
    cli: Cli, matter: str
) -> None:
    cli(*SCHEDULE, "--from", "2026-11-06")
    cli(
        "log",
        "--matter",
        matter,
        "--channel",
        "email",
        "--direction",
        "in",
        "--needs-reply",
        "--summary",
        "My file?",
    )
    cli("matter", "edit", matter, "--status", MatterStatus.CLOSED.value)
    (item,) = cli("due").json["items"]
    assert item["kind"] == "acknowledgement"
    assert cli("matter", matter).json["next_update_due"] is None
    assert cli("matters").json["matters"][0]["next_update_due"] is None
    cli("matter", "edit", matter, "--status", MatterStatus.OPEN.value)
    assert cli("matter", matter).json["next_update_due"] == "2026-11-13"


def test_a_matter_of_several_clients_is_found_by_each_and_belongs_to_the_first(cli: Cli, matter: str) -> None:
    cli("client", "add", "--company", "Larkspur GmbH & Co. KG")
    cli(
        "matter",
        "edit",
        matter,
        "--client",
        "Larkspur GmbH & Co. KG",
        "--client",
        "Nora Whitcombe",
        "--client",
        "Larkspur GmbH & Co. KG",
    )
    sheet = cli("matter", matter).json
    assert [one["name"] for one in sheet["clients"]] == ["Larkspur GmbH & Co. KG", "Nora Whitcombe"]
    assert sheet["client"] == "Larkspur GmbH & Co. KG"
    cli(*LOG, "--client", "Nora Whitcombe")
    assert cli("matter", matter).json["entries"][0]["client"] == "Nora Whitcombe"
    assert [one["name"] for one in cli("clients", "--status", "open").json["clients"]] == [
        "Larkspur GmbH & Co. KG", "Nora Whitcombe",
    ]  # fmt: skip
    assert cli("clients", "--responsible", "Maria").json == {"clients": []}


def test_nobody_is_responsible_where_that_is_said(cli: Cli, matter: str) -> None:
    cli("matter", "edit", matter, "--responsible", "MARIA ortega", "--point-of-contact", "maria")
    assert cli("matter", matter).json["responsible"] == "Maria Ortega"
    cli("matter", "edit", matter, "--responsible", "")
    sheet = cli("matter", matter).json
    assert (sheet["responsible"], sheet["point_of_contact"]) == ("", "Maria Ortega")


def test_nothing_is_nobody_even_where_there_is_only_one(cli: Cli, matter: str) -> None:
    for words in (("client", "edit", "", "--notes", "x"), ("client", "edit", "\0"), (*LOG, "--client", " ")):
        assert in_words(cli(*words)) == "no-client"


def test_a_point_is_verified_by_its_value(cli: Cli, matter: str) -> None:
    cli("client", "edit", "Nora Whitcombe", "--phone", "+1 510 555 0144", "--email", "nora@example.com")
    assert in_words(cli("client", "edit", "Nora Whitcombe", "--verified", "+1 510")) == "nothing-to-verify"
    assert in_words(cli("client", "add", "--company", "X", "--verified", "+1 510")) == "nothing-to-verify"
    assert cli("client", "edit", "Nora Whitcombe", "--verified", "+1 510 555 0144").status == 0


def test_an_entry_does_not_answer_itself(cli: Cli, matter: str) -> None:
    entry = cli(*LOG, "--needs-reply").json["id"]
    assert in_words(cli("amend", entry, "--reason", "r", "--answers", entry)) == "answers-itself"
    assert [item["kind"] for item in cli("due").json["items"]] == ["acknowledgement"]


def test_a_bug_is_one_sentence_without_a_clients_words(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("Whitcombe")

    monkeypatch.undo()  # of what the other tests need: a bug is a traceback there
    monkeypatch.setattr("app.cli.session.Session.workspace", property(broken))
    assert command_line.main(["--json", "matters"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["error"]["code"] == "bug"
    assert re.search(r"KeyError in \w+\.py, line \d+", said.err)
    assert "Whitcombe" not in said.out + said.err


def test_a_vault_of_another_day_reads_the_same(cli: Cli, matter: str) -> None:
    """A year ahead and a year back: nothing but what is due depends on the clock."""
    cli(*LOG)
    sheets = []
    for at in (datetime(2025, 11, 23, tzinfo=UTC), MONDAY, datetime(2027, 11, 23, tzinfo=UTC)):
        ran = cli("matter", matter, at=at)
        sheets.append(
            json.dumps({k: v for k, v in ran.json.items() if k not in {"entries", "last_contact_at"}})
        )
    assert len(set(sheets)) == 1
    assert cli("matter", matter, at=datetime(2025, 11, 23, tzinfo=UTC)).json["entries"] == [], "not yet, then"


def test_files_that_are_no_plain_files_are_not_read(cli: Cli, tmp_path: Path) -> None:
    """Reading a device or a pipe would never end."""
    ran = cli("import", "/dev/zero")
    assert ran.status == 1
    assert ran.json["error"]["code"] == "nothing-taken-over"
    assert ran.json["files"][0]["code"] == "not-a-file"


def test_stopped_by_hand_it_says_so_in_json_too(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.matters.list_matters", stopped)
    ran = cli("matters")
    assert (ran.status, ran.json["error"]["code"]) == (1, "stopped")


def test_a_time_that_the_clocks_skip_or_show_twice_is_pointed_out(cli: Cli, matter: str) -> None:
    def said(*words: str) -> list[tuple[str, str]]:
        ran = cli(*words)
        assert ran.status == 0, ran.err
        assert "clocks" not in ran.err, "it stands among the warnings"
        found = ran.json["warnings"]
        return [(one["field"], one["message"]) for one in found if one["code"] == "clock-turn"]

    skipped = "The clocks skip 02:30 on Sun 8 Mar 2026; it is read as 03:30."
    assert said(*LOG, "--at", "2026-03-08T02:30") == [("at", skipped)]
    assert said(*LOG, "--at", "2026-03-08T03:30") == []
    twice = said(*LOG, "--at", "2026-11-01T01:30")
    assert "2026-11-01T01:30-08:00" in twice[0][1]
    entry = cli(*LOG, "--at", "2026-11-20", "--needs-reply").json["id"]
    promised = ("--acknowledges", entry, "--promised-by", "2027-03-14T02:30")
    assert [one[0] for one in said(*LOG, "--direction", "out", "--at", "2026-11-21", *promised)] == [
        "promised_by"
    ]
    dated = ("key-date", "--matter", "00001", "--kind", "hearing", "--title", "T", "--on", "2027-03-14T02:30")
    assert [one[0] for one in said(*dated)] == ["on"]
    news = ("develop", "--matter", "00001", "--kind", "filing", "--text", "T", "--at", "2026-11-01T01:30")
    assert [one[0] for one in said(*news)] == ["at"]
    for words in (
        ("due", "--as-of", "2026-11-01T01:30"),
        ("amend", entry, "--reason", "x", "--at", "2026-11-01T01:30"),
    ):
        assert "twice" in cli(*words).err, "where there are no warnings it is said beside the answer"


@pytest.mark.parametrize(
    "words",
    [
        ("schedule", "--matter", "00001", "--silent", "2026-12-01..2026-12-31", "--reason"),
        ("schedule", "--matter", "00001", "--excuse", "2026-11-30", "--reason"),
        ("promises", "set", "--answer", "8h", "--reason"),
        ("key-date", "cancel", "{date}", "--reason"),
        ("amend", "{entry}", "--summary", "Other words", "--reason"),
    ],
)
def test_a_reason_has_an_end(cli: Cli, matter: str, words: tuple[str, ...]) -> None:
    cli(*SCHEDULE)
    dated = ("key-date", "--matter", "00001", "--kind", "hearing", "--title", "T", "--on", "2027-03-12")
    ids = {"date": cli(*dated).json["id"], "entry": cli(*LOG, "--at", "2026-11-20").json["id"]}
    ran = cli(*(one.format(**ids) for one in words), "ä" * 1001)
    assert (ran.status, ran.json["error"]["field"]) == (1, "reason")
    assert "1,000 letters" in ran.json["error"]["message"]
    assert cli(*(one.format(**ids) for one in words), "ä" * 1000).status == 0
