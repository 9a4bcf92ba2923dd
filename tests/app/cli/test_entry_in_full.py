"""Every field of an entry on the command line, and its files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.support import Cli


def test_the_later_fields_and_a_large_file_go_in_and_come_out(cli: Cli, tmp_path: Path) -> None:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    cli(
        "matter", "add", "--title", "Whitcombe v. Larkspur", "--client", "Nora Whitcombe", "--number", "00001"
    )
    scan = tmp_path / "scan.bin"
    scan.write_bytes(b"ab" * 900_000)
    said = ("--advice", "Options: accept or refuse.\nRisks: costs.", "--received", "She has the lease.")
    logged = cli(
        *("log", "--matter", "00001", "--channel", "phone", "--direction", "out", "--duration", "1h 12m"),
        *(
            "--kind",
            "settlement offer CONVEYED",
            "--summary",
            "Offer: 40,000.",
            "--wish-reason",
            "The hearing",
        ),
        *("--declined-confirmed-on", "2026-11-20", "--attach", str(scan), *said),
    ).json
    (missing,) = [one for one in logged["warnings"] if one["code"] == "unanswered"]
    assert "Likely" in missing["message"]
    assert "Risks" not in missing["message"]
    shown = cli("entry", logged["id"]).json
    assert shown["duration"] == 72
    assert shown["kind"] == "Settlement offer conveyed"
    assert (shown["received"], shown["wish_reason"]) == ("She has the lease.", "The hearing")
    assert (shown["declined_confirmed_on"], shown["held_by"], shown["late"]) == (
        "2026-11-20",
        shown["author"],
        False,
    )
    assert shown["tags"] == ["settlement"]
    out = tmp_path / "copy.bin"
    cli("attachment", logged["id"], "scan.bin", "--out", str(out))
    assert out.read_bytes() == scan.read_bytes()
    assert "Status call" in [one["name"] for one in cli("kinds").json["kinds"]]


@pytest.mark.skipif(sys.platform == "win32", reason="makes a pipe")
def test_only_a_file_is_attached_and_never_the_vaults_own(
    cli: Cli, vault_folder: Path, tmp_path: Path
) -> None:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    number = cli("matter", "add", "--title", "Whitcombe", "--client", "Nora Whitcombe").json["number"]
    os.mkfifo(tmp_path / "pipe")
    said = ("log", "--matter", number, "--channel", "note", "--direction", "internal", "--summary", "Filed the lease",
            "--at", "2026-11-23T10:00", "--attach")  # fmt: skip
    for path, code in ((tmp_path / "pipe", "not-a-file"), (tmp_path, "folder"),
                       (vault_folder / "data-1.db", "inside-the-vault")):  # fmt: skip
        ran = cli(*said, str(path))
        assert (ran.status, ran.json["error"]["code"]) == (1, code)
    assert cli("matter", number).json["entries"] == []
