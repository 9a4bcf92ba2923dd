"""Access requests on the command line, from the request to its end."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.support import Cli


def test_from_the_request_to_its_end(cli: Cli, tmp_path: Path) -> None:
    cli("client", "add", "--kind", "person", "--first-name", "Nora", "--last-name", "Whitcombe")
    cli("matter", "add", "--title", "The lease", "--client", "Nora Whitcombe")
    log = ("log", "--matter", "00001", "--channel", "phone", "--direction", "in", "--outcome", "spoke")
    cli(*log, "--at", "2026-11-20T10:00", "--summary", "She asked", "--advice", "Do not sign")
    opened = cli("access-request", "open", "--client", "Nora Whitcombe", "--received", "2026-11-20").json[
        "request"
    ]
    assert (opened["law"], opened["due"], opened["state"]) == ("ccpa", "2027-01-04", "open")
    request = opened["id"]
    (one,) = cli("access-request", "items", request, "--undecided").json["request"]["items"]
    assert (one["what"], one["why"], one["decision"]) == ("Contact", ["privileged"], None)
    early = cli("export", "--client", "Nora Whitcombe", "--out", str(tmp_path / "out"))
    assert early.status == 1
    assert "undecided" in early.err + early.out
    decided = cli(
        "access-request", "decide", request, "--all-undecided", "--withhold", "--ground", "legal_privilege"
    )
    assert decided.json == {"decided": 1, "undecided": 0}
    made = cli("export", "--client", "Nora Whitcombe", "--out", str(tmp_path / "out"))
    assert "not encrypted" in made.err
    files = made.json["files"]
    assert [Path(one).suffix for one in files] == [".zip"]
    (given,) = cli("access-request", "given", request).json["exports"]
    assert given["sha256"] == hashlib.sha256(Path(files[0]).read_bytes()).hexdigest()
    assert ("withhold", "legal_privilege") in {(one["decision"], one["ground"]) for one in given["index"]}
    closed = cli("access-request", "close", request).json["request"]
    assert (closed["state"], closed["ending"]) == ("closed", "given")
    assert cli("access-request", "list", "--open").json == {"requests": []}
    assert cli("access-request", "export", request, "--out", str(tmp_path / "late.zip")).status == 1


def test_the_laws_are_said_with_their_sources(cli: Cli) -> None:
    said = cli("access-request", "rules").json
    assert said["law"] == "ccpa"
    assert all(one["source"] for one in said["rules"])
    set_ = cli(
        "access-request", "rules", "--law", "ccpa", "--allowed", "30", "--reason", "We promise a month"
    )
    assert {one["law"]: one["allowed"] for one in set_.json["rules"]}["ccpa"] == 30
    set_ = cli(
        *(
            "access-request",
            "rules",
            "--law",
            "ccpa",
            "--identity",
            "begins",
            "--rolls",
            "--reason",
            "As told",
        )
    )
    (ours,) = (one for one in set_.json["rules"] if one["law"] == "ccpa")
    assert (ours["allowed"], ours["identity"], ours["rolls"]) == (30, "begins", True)
