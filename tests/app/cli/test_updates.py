"""`update …`: words and keys that scripts depend on."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.contactlog.corrections import withdraw_development
from app.drafts.commands import keep_draft
from app.matters.queries import find_matter
from app.updates import FORM, draft, spelled
from app.updates.keeping import kept_id
from app.workspace import Workspace
from tests.support import Cli


@pytest.fixture
def matter(cli: Cli) -> str:
    """The number of a matter with a ruling and a filing untold."""
    cli(
        "client", "add", "--first-name", "Nora", "--last-name", "Whitcombe", "--salutation", "Ms.",
        "--email", "nora@example.com", "--never-channels", "text",
    )  # fmt: skip
    number = str(cli("matter", "add", "--title", "Lease", "--client", "Nora Whitcombe").json["number"])
    cli("schedule", "--matter", number, "--every", "fortnight", "--from", "2026-11-09")
    for kind, text, *more in (("ruling", "Denied."), ("filing", "They filed a list.", "--supplementary")):
        cli("develop", "--matter", number, "--kind", kind, "--at", "2026-11-20T10:00", "--text", text, *more)
    return number


def test_an_update_is_shown_piece_by_piece(cli: Cli, matter: str) -> None:
    shown = cli("update", "show", "--matter", matter).json
    assert shown.keys() == {
        "matter", "client", "length", "channel", "since", "subject", "greeting", "opening", "pieces", "closing",
        "sign_off", "signatory", "tells", "left_untold", "text", "waits", "reading",
        "warnings",
    }  # fmt: skip
    assert shown["pieces"][0].keys() == {"id", "kind", "when", "text", "ticked", "tells", "sources", "note"}
    assert [one["text"] for one in shown["pieces"]] == ["Denied.", "They filed a list."]
    assert len(shown["tells"]) == 2
    short = cli("update", "show", "--matter", matter, "--length", "short").json
    assert [one["ticked"] for one in short["pieces"]] == [True, False]
    assert short["left_untold"] == shown["pieces"][1]["tells"]
    assert [one["code"] for one in short["warnings"]] == ["left-untold"]
    taken = cli("update", "show", "--matter", matter, "--length", "short", "--take", short["left_untold"][0])
    assert taken.json["tells"] == shown["tells"]


def test_pieces_are_left_out_and_added(cli: Cli, matter: str) -> None:
    shown = cli("update", "show", "--matter", matter).json
    ruling = shown["pieces"][0]["id"]
    other = cli(
        "update", "show", "--matter", matter, "--leave-out", ruling[-8:], "--add", "See you on Friday.",
        "--opening", "Good news.", "--greeting", "Dear Nora,", "--subject", "News", "--channel", "letter",
    ).json  # fmt: skip
    assert "Denied" not in other["text"]
    assert other["text"].startswith("Dear Nora,\n\nGood news.\n\n")
    assert "See you on Friday." in other["text"]
    assert (other["subject"], other["channel"], other["left_untold"]) == ("News", "letter", [ruling])
    for flag, field in (("--leave-out", "leave_out"), ("--take", "take")):
        wrong = cli("update", "show", "--matter", matter, flag, "nothing")
        assert wrong.status == 1
        assert (wrong.json["error"]["code"], wrong.json["error"]["field"]) == ("no-piece", field)
    assert cli("update", "show", "--matter", matter, "--kept").json["error"]["code"] == "no-draft"


def test_what_a_kept_draft_tells_that_holds_no_more_does_not_leave(
    cli: Cli, matter: str, workspace: Workspace, tmp_path: Path
) -> None:
    with workspace.read() as reader:
        found = draft(reader, find_matter(reader, matter).id)
    with workspace.write() as tx:
        row = kept_id(workspace.actor, found.matter_id)
        keep_draft(tx, row, f"sheet:{FORM}", {"fields": {"draft": spelled(found)}})
        withdraw_development(tx, found.pieces[0].tells[0], "It was another case")
    out = ("--matter", matter, "--kept", "--out", str(tmp_path / "out"))
    for words in (("pdf", *out), ("eml", *out), ("script", *out), ("sent", *out)):
        ran = cli("update", *words)
        assert (ran.status, ran.json["error"]["code"]) == (1, "gone-since")
    assert not (tmp_path / "out").exists()
    assert cli("update", "show", "--matter", matter, "--kept").status == 0, "it may be looked at"
    assert cli("update", "pdf", *out, "--leave-out", found.pieces[0].key).status == 0
    (tmp_path / "out").unlink()
    assert cli("update", "pdf", *out, "--news").status == 0
    assert "Denied" not in PdfReader(tmp_path / "out").pages[0].extract_text()


def test_it_leaves_as_letter_mail_and_script(cli: Cli, matter: str, tmp_path: Path) -> None:
    pdf, eml, script = (tmp_path / name for name in ("u.pdf", "u.eml", "s.pdf"))
    (row,) = cli("update", "pdf", "--matter", matter, "--out", str(pdf)).json["updates"]
    assert (row["matter"], row["file"], row["pages"]) == (matter, str(pdf), 1)
    assert "Denied." in PdfReader(pdf).pages[0].extract_text()
    assert cli("update", "script", "--matter", matter, "--out", str(script)).status == 0
    assert "TO SAY" in PdfReader(script).pages[0].extract_text()
    assert cli("update", "eml", "--matter", matter, "--out", str(eml)).status == 0
    message = message_from_bytes(eml.read_bytes(), policy=policy.default)
    assert (message["X-Unsent"], message["To"].addresses[0].addr_spec) == ("1", "nora@example.com")
    events = cli("audit", "--action", "exported").json["events"]
    assert [one["object"]["kind"] for one in events] == ["client_update"] * 3
    assert cli("matter", matter).json["entries"] == [], "what is saved is not sent"


def test_a_password_holds_in_the_letter_and_in_the_mail(cli: Cli, matter: str, tmp_path: Path) -> None:
    secret, pdf, eml = (tmp_path / name for name in ("pw", "u.pdf", "u.eml"))
    secret.write_text("correct horse battery\n", encoding="utf-8")
    for kind, file in (("pdf", pdf), ("eml", eml)):
        ran = cli("update", kind, "--matter", matter, "--out", str(file), "--pdf-password-file", str(secret))
        assert ran.status == 0, ran.err
    assert PdfReader(pdf).is_encrypted
    message = message_from_bytes(eml.read_bytes(), policy=policy.default)
    (attached,) = message.iter_attachments()
    (tmp_path / "in.pdf").write_bytes(attached.get_content())
    assert PdfReader(tmp_path / "in.pdf").is_encrypted


def test_sent_is_logged_with_its_words(cli: Cli, matter: str) -> None:
    shown = cli("update", "show", "--matter", matter, "--length", "short").json
    sent = cli("update", "sent", "--matter", matter, "--length", "short").json
    assert sent.keys() == {
        "id", "matter", "client", "channel", "tells", "left_untold", "answers", "next_due", "text", "file", "pages",
        "warnings",
    }  # fmt: skip
    (entry,) = cli("matter", matter).json["entries"]
    assert (entry["id"], entry["summary"], entry["update"]) == (sent["id"], shown["text"], True)
    assert entry["tells"] == shown["tells"] == sent["tells"]
    assert cli("schedule", "--matter", matter).json["next_due"] == sent["next_due"] == "2026-12-07"
    left = cli("update", "show", "--matter", matter).json
    assert left["tells"] == sent["left_untold"]


def test_what_it_answers_is_named(cli: Cli, matter: str) -> None:
    first, second = (
        cli(
            "log", "--matter", matter, "--channel", "email", "--direction", "in", "--needs-reply",
            "--at", "2026-11-20T10:00", "--summary", words,
        ).json["id"]
        for words in ("When does it end?", "How much is it?")
    )  # fmt: skip
    assert cli("update", "show", "--matter", matter).json["waits"] == [
        {"id": first, "called": "e-mail of 20 Nov", "text": "When does it end?"},
        {"id": second, "called": "e-mail of 20 Nov", "text": "How much is it?"},
    ]
    sent = ("update", "sent", "--matter", matter, "--answers")
    for wrong in ("nothing", "012345abc"):
        refused = cli(*sent, wrong)
        assert (refused.json["error"]["code"], refused.json["error"]["field"]) == ("no-entry", "answers")
    assert cli(*sent, first[-8:], "--answers", second).json["answers"] == [first, second]
    assert "waits-for-answer" not in str(cli("update", "show", "--matter", matter).json["warnings"])
    again = cli(*sent, first, "--again")
    assert (again.status, again.json["error"]["code"]) == (1, "not-waiting")


def test_the_next_one_is_counted_from_the_day_on_which_it_was_sent(cli: Cli, matter: str) -> None:
    sent = cli("update", "sent", "--matter", matter, "--at", "2026-11-20T12:00").json
    assert cli("schedule", "--matter", matter).json["next_due"] == sent["next_due"] == "2026-12-04"


def test_the_same_words_twice_are_refused_until_somebody_says_so(cli: Cli, matter: str) -> None:
    words = ("update", "sent", "--matter", matter, "--since", "2026-11-01", "--opening", "The same.")
    for one in cli("update", "show", *words[2:]).json["tells"]:
        words += ("--leave-out", one)
    assert cli(*words).status == 0
    again = cli(*words)
    assert (again.status, again.json["error"]["code"]) == (1, "sent-already")
    assert cli(*words, "--again").status == 0


def test_saved_and_logged_in_one_step_or_not_at_all(cli: Cli, matter: str, tmp_path: Path) -> None:
    nowhere = tmp_path / "u"
    nowhere.write_text("no folder", encoding="utf-8")
    nowhere /= "u.pdf"
    failed = cli("update", "sent", "--matter", matter, "--out", str(nowhere))
    assert failed.status == 1
    assert cli("matter", matter).json["entries"] == []
    file = tmp_path / "u.eml"
    refused = cli("update", "sent", "--matter", matter, "--out", str(file), "--at", "2027-11-09T12:00")
    assert refused.status == 1
    assert not file.exists()
    sent = cli("update", "sent", "--matter", matter, "--out", str(file)).json
    assert (sent["file"], sent["pages"]) == (str(file), 1)
    assert file.read_bytes().startswith(b"X-Unsent: 1\r\n")
    (entry,) = cli("matter", matter).json["entries"]
    assert entry["tells"] == sent["tells"]
    assert len(sent["tells"]) == 2
