"""`letter …` and `notice …`: words and keys that scripts depend on."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from app.cli import letters
from app.letters.composing import Letter
from tests.support import Cli


@pytest.fixture
def matter(cli: Cli) -> str:
    """The number of a matter of Nora Whitcombe's."""
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe", "--salutation", "Ms.")
    ran = cli("matter", "add", "--title", "Lease", "--client", "Nora Whitcombe", "--practice-area", "Estates")
    return str(ran.json["number"])


def test_templates_are_listed_shown_and_written_anew(cli: Cli, tmp_path: Path) -> None:
    rows = cli("letter", "list").json["templates"]
    assert {"key", "name", "version", "own", "outlet", "update", "in_use"} == rows[0].keys()
    assert "closing" in [row["key"] for row in rows]
    shown = cli("letter", "show", "closing").json
    assert {"subject", "text", "version", "reason", "made_at", "made_by"} <= shown.keys()
    words = tmp_path / "closing.txt"
    words.write_text("{{client.greeting}},\n\nfarewell {{cliant.name}}", encoding="utf-8")
    wrong = cli("letter", "change", "closing", "--text", str(words), "--reason", "Shorter")
    assert wrong.status == 1
    assert wrong.json["error"]["code"] == "unknown-field"
    assert "line 3, column 10" in wrong.json["error"]["message"]
    assert "client.name" in wrong.json["error"]["message"]
    words.write_text("{{client.greeting}},\n\nfarewell.", encoding="utf-8")
    changed = cli("letter", "change", "closing", "--text", str(words), "--reason", "Shorter")
    assert changed.json == {"key": "closing", "version": 1}
    back = cli("letter", "change", "closing", "--restore", "0", "--reason", "Kinder")
    assert back.json["version"] == 2
    versions = cli("letter", "show", "closing", "--versions").json["versions"]
    assert [one["version"] for one in versions] == [2, 1, 0]
    assert cli("letter", "change", "closing", "--text", str(tmp_path / "nowhere")).status == 1
    assert cli("letter", "show", "nowhere").json["error"]["code"] == "no-template"
    assert {"name", "about", "group", "list"} == cli("letter", "fields").json["fields"][0].keys()


def test_a_letter_is_previewed_and_written(cli: Cli, matter: str, tmp_path: Path) -> None:
    set_ = cli("notice", "set", "Deadlines", "--text", "Deadlines are short.", "--area", "Estates")
    assert set_.status == 0, set_.err
    preview = cli("letter", "preview", "closing", "--matter", matter).json
    assert {"subject", "text", "notices", "warning"} == preview.keys()
    assert preview["notices"] == ["Deadlines are short."]
    tried = tmp_path / "own.txt"
    tried.write_text("Only {{client.name}}", encoding="utf-8")
    assert (
        cli("letter", "preview", "closing", "--matter", matter, "--try", str(tried)).json["text"]
        == "Only Nora Whitcombe"
    )
    file = tmp_path / "closing.pdf"
    (row,) = cli("letter", "write", "closing", "--matter", matter, "--out", str(file)).json["letters"]
    assert (row["matter"], row["file"], row["pages"]) == (matter, str(file), 1)
    text = " ".join(PdfReader(file).pages[0].extract_text().split())
    assert "Dear Ms. Whitcombe" in text
    assert "Deadlines are short." in text
    mail = tmp_path / "mail.txt"
    assert cli("letter", "write", "update-email", "--matter", matter, "--out", str(mail)).status == 0
    assert "Dear Ms. Whitcombe" in mail.read_text(encoding="utf-8")
    event = cli("audit", "--matter", matter).json["events"][0]
    assert (event["action"], event["object"]["kind"] if isinstance(event["object"], dict) else "letter") == (
        "exported",
        "letter",
    )


def test_no_update_leaves_out_what_the_client_has_to_hear_now(cli: Cli, matter: str, tmp_path: Path) -> None:
    """By the moment it is written, whatever moment its words are of."""
    at = ("develop", "--matter", matter, "--at", "2026-11-20T10:00")
    write = ("letter", "write", "no-news", "--matter", matter, "--out", str(tmp_path / "none.pdf"))
    cli(*at, "--kind", "filing", "--text", "They filed", "--supplementary")
    assert cli(*write).status == 0, "it can wait for another update"
    cli(*at, "--kind", "ruling", "--text", "Denied")
    for more in ((), ("--although-asked",), ("--as-of", "2026-11-19T10:00")):
        refused = cli(*write[:-1], str(tmp_path / "again.pdf"), *more)
        assert (refused.status, refused.json["error"]["code"]) == (1, "there-is-news")
    assert not (tmp_path / "again.pdf").exists()
    told = cli("letter", "write", "update-email", "--matter", matter, "--out", str(tmp_path / "mail.txt"))
    assert told.status == 0
    log = ("log", "--matter", matter, "--channel", "email", "--direction", "in", "--summary", "When?")
    assert cli(*log, "--needs-reply").status == 0
    out = ("--out", str(tmp_path / "now.txt"))
    refused = cli("letter", "write", "update-email", "--matter", matter, *out, "--as-of", "2026-11-21T10:00")
    assert (refused.status, refused.json["error"]["code"]) == (1, "unanswered")


def test_what_is_asked_while_it_is_set_in_type_stops_it(
    cli: Cli, matter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it may go although something else was asked before."""
    log = ("log", "--matter", matter, "--channel", "email", "--direction", "in", "--needs-reply", "--summary")
    made = letters._made

    def slowly(letter: Letter, file: Path) -> tuple[bytes, int]:
        content = made(letter, file)
        assert cli(*log, "When is the hearing?").status == 0
        return content

    monkeypatch.setattr(letters, "_made", slowly)
    for more in ((), ("--although-asked",)):
        file = tmp_path / "no-news.pdf"
        refused = cli("letter", "write", "no-news", "--matter", matter, "--out", str(file), *more)
        assert (refused.status, refused.json["error"]["code"]) == (1, "unanswered")
        assert not file.exists()


def test_a_notice_is_changed_with_a_reason_and_ended(cli: Cli) -> None:
    assert cli("notice", "list").json == {"notices": []}
    cli("notice", "set", "Mail", "--text", "Not secure.", "--in", "email")
    assert cli("notice", "set", "mail", "--text", "Never secure.").json["error"]["code"] == "no-reason"
    assert cli("notice", "set", "mail", "--end", "--reason", "We encrypt").status == 0
    (row,) = cli("notice", "list").json["notices"]
    assert (row["text"], row["outlets"], row["in_force"], row["version"]) == (
        "Not secure.",
        ["email"],
        False,
        2,
    )
