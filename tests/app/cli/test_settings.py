"""settings export, settings import: the whole of it or nothing, what would change first, and only for who may."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support import Cli


@pytest.fixture
def file(cli: Cli, tmp_path: Path) -> Path:
    """The settings of the firm as they are."""
    made = tmp_path / "settings.json"
    ran = cli("settings", "export", str(made))
    assert ran.status == 0, ran.err
    assert ran.json["file"] == str(made)
    assert {"letters", "fees", "schedules", "contact_kinds", "retention", "concerns"} <= set(
        ran.json["groups"]
    )
    return made


def _change(file: Path, group: str, **values: Any) -> None:
    said = json.loads(file.read_text(encoding="utf-8"))
    said["firm"].setdefault(group, {}).update(values)
    file.write_text(json.dumps(said), encoding="utf-8")


def test_what_was_saved_changes_nothing(cli: Cli, file: Path) -> None:
    ran = cli("settings", "import", str(file))
    assert ran.json == {"file": str(file), "changes": [], "left_out": [], "taken_over": False}


def test_a_dry_run_says_what_would_change_and_changes_nothing(cli: Cli, file: Path) -> None:
    _change(file, "fees", amber=50)
    _change(file, "letters", tagline="At law")
    _change(file, "a later room", x=1)
    there = [
        {"group": "letters", "name": "tagline", "now": "", "then": "At law"},
        {"group": "fees", "name": "amber", "now": 75, "then": 50},
    ]
    dry = cli("settings", "import", str(file), "--dry-run").json
    assert dry == {"file": str(file), "changes": there, "left_out": ["a later room"], "taken_over": False}
    assert cli("settings", "import", str(file)).json == {**dry, "taken_over": True}
    assert cli("settings", "import", str(file)).json["changes"] == []
    [told, *_] = cli("audit", "--action", "settings taken over").json["events"]
    assert told["object"]["kind"] == "firm"
    assert "letters" in json.dumps(told)


def test_one_bad_value_takes_all_back_and_is_said_before(cli: Cli, file: Path) -> None:
    _change(file, "letters", tagline="At law")
    _change(file, "fees", amber=300)
    for words in (["--dry-run"], []):
        ran = cli("settings", "import", str(file), *words)
        assert ran.status == 1
        assert ran.json["error"]["code"] == "no-settings"
        assert "“fees”" in ran.json["error"]["message"]
        assert "Amber begins" in ran.json["error"]["message"]
    _change(file, "fees", amber=75)
    [left] = cli("settings", "import", str(file), "--dry-run").json["changes"]
    assert left["name"] == "tagline"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b'{"format": "liaison-settings", "version": 1}',
        b'{"format": "liaison-settings", "ver',
        b"\0" * 99,
    ],
)
def test_another_file_is_one_sentence(cli: Cli, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.json"
    file.write_bytes(content)
    ran = cli("settings", "import", str(file))
    assert (ran.status, ran.json["error"]["code"]) == (1, "no-settings")


def test_where_nothing_can_be_read_or_written_is_one_sentence(cli: Cli, file: Path, tmp_path: Path) -> None:
    assert cli("settings", "import", str(tmp_path)).json["error"]["code"] == "cannot-read"
    assert cli("settings", "import", str(tmp_path / "none")).json["error"]["code"] == "cannot-read"
    assert cli("settings", "export", str(file / "beneath")).json["error"]["code"] == "cannot-write"
    assert cli("settings", "export", str(tmp_path)).json["error"]["code"] == "not-a-file"


def test_who_may_not_set_the_firm_up_neither_saves_nor_takes_over(
    cli: Cli, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "new").write_text("correct horse battery", encoding="utf-8")
    added = cli(
        "users", "add", "June Keller", "--role", "staff", "--new-password-file", str(tmp_path / "new")
    )
    assert added.status == 0, added.err
    june = ["--user", "June Keller", "--password-file", str(tmp_path / "new")]
    out = tmp_path / "out.json"
    for words in (["export", str(out)], ["import", str(file)], ["import", str(file), "--dry-run"]):
        ran = cli(*june, "settings", *words)
        assert (ran.status, ran.json["error"]["code"]) == (1, "not-allowed")
    assert not out.exists()
