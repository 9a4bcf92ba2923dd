"""Which files are meant, what they are called, that mailboxes are split, and that reading needs no transaction."""

from __future__ import annotations

import os
import sys
from io import BytesIO
from pathlib import Path

import pytest

from app.contactlog.queries import entries
from app.exchange import find_files as finding
from app.exchange import incoming, read_files, taking
from app.exchange.commands import bring_in, import_files, take_files
from app.exchange.find_files import find_files
from app.exchange.mailbox import is_mailbox, split_mailbox
from app.exchange.queries import count_tray
from app.kernel.errors import Refused
from app.workspace import Workspace
from tests.support import Cli

MESSAGE = (
    "From: {sender}\nTo: office@example.com\nSubject: Hello\nMessage-ID: <{sender}>\n\nPlease call.\n{more}"
)
POSTMARK = "From MAILER-DAEMON Mon Nov 23 09:00:00 2026\n"


def _mailbox() -> str:
    known = MESSAGE.format(sender="nora@example.com", more="\n>From the office:\n\nFrom here on we wait.\n")
    unknown = MESSAGE.format(sender="stranger@nowhere.example", more="")
    return "\n".join(f"{POSTMARK}{one}" for one in (known, "X-Nothing: at all\n\nno mail\n", unknown, known))


def test_a_mailbox_is_taken_over_message_by_message(
    workspace: Workspace, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe", "--email", "nora@example.com")
    box = tmp_path / "old.mbox"
    box.write_text(_mailbox(), encoding="utf-8", newline="")
    (one,) = cli("import", "--dry-run", str(box)).json["files"]
    assert one["kind"] == "mbox"
    assert (one["created"]["entries"], one["unchanged"]) == (1, 1)
    assert ([note["row"] for note in one["unmatched"]], [note["row"] for note in one["refused"]]) == (
        [3],
        [2],
    )
    monkeypatch.setattr(taking, "ONE_TRANSACTION", 1)
    monkeypatch.setattr(taking, "STRETCH", 2)
    batch = read_files.read_files([box])
    assert isinstance(batch.items[0], incoming.PostFile)
    (outcome,) = bring_in(workspace.rehearse, batch, keeps=False)
    assert (outcome.created["entries"], outcome.unchanged, len(outcome.unmatched)) == (1, 1, 1)
    kept: list[int] = []
    (outcome,) = bring_in(workspace.write, batch, keeps=True, kept=kept.append)
    assert kept == [2, 4]
    assert (outcome.created["entries"], outcome.unchanged, len(outcome.unmatched)) == (1, 1, 1)
    with workspace.read() as reader:
        (logged,) = entries(reader)
        assert count_tray(reader) == 1
    assert logged.summary.endswith("Please call.\n\nFrom the office:\n\nFrom here on we wait.")


def test_one_message_with_a_postmark_is_a_mail(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "one.eml"
    file.write_text(POSTMARK + MESSAGE.format(sender="a@nowhere.example", more=""), encoding="utf-8")
    with workspace.write() as tx:
        (outcome,) = import_files(tx, [file])
    assert (outcome.kind, len(outcome.unmatched)) == ("email", 1)


def test_splitting_keeps_every_byte_but_the_mailboxes_own() -> None:
    whole = (
        b"From a@b Mon Nov 23 09:00:00 +0000 2026\r\nA: 1\r\n\r\n>>From x\r\n\r\nFrom b@c\r\nB: 2\r\n\r\nend"
    )
    assert is_mailbox(whole)
    assert list(split_mailbox(BytesIO(whole), 100)) == [b"A: 1\r\n\r\n>From x\r\n", b"B: 2\r\n\r\nend"]
    assert list(split_mailbox(BytesIO(whole), 11)) == [None, b"B: 2\r\n\r\nend"]
    assert not is_mailbox(b"From: a@b\nSubject: x\n")


def test_reading_opens_no_transaction(workspace: Workspace, tmp_path: Path) -> None:
    for name in "abc":
        text = MESSAGE.format(sender=f"{name}@nowhere.example", more="")
        (tmp_path / f"{name}.eml").write_text(text, encoding="utf-8")
    with workspace.write():  # somebody else writes just now
        batch = read_files.read_files([tmp_path])
    with workspace.write() as tx:
        outcomes = take_files(tx, batch)
    assert sum(len(one.unmatched) for one in outcomes) == 3


def test_files_of_one_name_are_told_apart(cli: Cli, tmp_path: Path) -> None:
    for place in ("post/a", "post/b", "other/post/a"):
        folder = tmp_path / place
        folder.mkdir(parents=True)
        text = MESSAGE.format(sender=f"{place.replace('/', '')}@nowhere.example", more="")
        (folder / "mail.eml").write_text(text, encoding="utf-8")

    def named(*paths: Path) -> list[str]:
        return [one["file"] for one in cli("import", "--dry-run", *map(str, paths)).json["files"]]

    assert named(tmp_path / "post") == ["post/a/mail.eml", "post/b/mail.eml"]
    single = tmp_path / "post" / "a" / "mail.eml"
    assert named(single) == [str(single)]
    assert len(set(named(tmp_path / "post", tmp_path / "other" / "post"))) == 3


def test_hidden_folders_are_left_out_and_too_many_files_stop_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git" / "deep").mkdir(parents=True)
    (tmp_path / ".git" / "deep" / "mail.eml").write_text("x", encoding="utf-8")
    for number in range(9):
        (tmp_path / f"{number}.eml").write_text("x", encoding="utf-8")
    seen: list[int] = []
    assert len(find_files([tmp_path], looked=seen.append)) == 9
    assert seen
    monkeypatch.setattr(finding, "FILES_AT_ONCE", 5)
    with pytest.raises(Refused, match="More than 5 files"):
        find_files([tmp_path])
    monkeypatch.setattr(finding, "LOOKED_AT_MOST", 5)
    monkeypatch.setattr(finding, "FILES_AT_ONCE", 50)
    with pytest.raises(Refused, match="smaller one"):
        find_files([tmp_path])


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of Unix")
def test_pipes_devices_and_links_that_lead_round_are_refused_and_nobody_waits(tmp_path: Path) -> None:
    folder = tmp_path / "post"
    (folder / "below").mkdir(parents=True)
    (folder / "mail.eml").write_text(MESSAGE.format(sender="a@nowhere.example", more=""), encoding="utf-8")
    os.mkfifo(folder / "pipe.eml")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    (folder / "below" / "self").symlink_to("self")
    (folder / "below" / "nowhere.csv").symlink_to("gone.csv")
    (folder / "zero").symlink_to("/dev/zero")
    batch = read_files.read_files([folder])
    said = {one.name: getattr(one, "reason", "") for one in batch.items}
    assert set(said) == {
        "post/mail.eml",
        "post/pipe.eml",
        "post/round",
        "post/zero",
        "post/below/self",
        "post/below/nowhere.csv",
    }
    assert said.pop("post/mail.eml") == ""
    assert "link to a folder" in said["post/round"]
    assert "no plain file" in said["post/pipe.eml"]
    assert "no plain file" in said["post/zero"]
    assert all(said.values())
