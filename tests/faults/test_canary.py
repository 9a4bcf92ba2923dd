"""A client's words stand in no file in plain text: not in the vault, not beside it, not in what errors say (J1)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ENVIRONMENT, PASSWORD

CANARY = "Quetzalfink"
SPELLINGS = [
    spelled.encode(encoding)
    for spelled in (CANARY, CANARY.lower(), CANARY.upper(), CANARY[::-1])
    for encoding in ("utf-8", "utf-16-le")
]


CARD = (
    f"BEGIN:VCARD\nVERSION:3.0\nN:{CANARY};Rosa\nFN:Rosa {CANARY}\nEMAIL:{CANARY}3@example.com\nEND:VCARD\n"
)
EVENT = (
    f"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:{CANARY}\nDTSTAMP:20261101T000000Z\n"
    f"DTSTART;VALUE=DATE:20300108\nSUMMARY:00001 {CANARY} hearing\nEND:VEVENT\nEND:VCALENDAR\n"
)


def plain(folder: Path) -> list[str]:
    """The files below ``folder`` that hold the word as anybody could read it."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    assert files
    return [path.name for path in files if any(one in path.read_bytes() for one in SPELLINGS)]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A firm's day in a home of its own, so that every file that is written lies below it."""
    outside, home = tmp_path_factory.mktemp("outside"), tmp_path_factory.mktemp("home")
    (outside / "password").write_text(PASSWORD, encoding="utf-8")
    (outside / "note.txt").write_text(f"{CANARY} " * 3000, encoding="utf-8")
    mail = f"From: {CANARY}@example.com\nSubject: {CANARY}\nMessage-ID: <1@example.com>\n\n{CANARY} asks\n"
    heads = "first_name,last_name,company,email_address\n"
    for name, files in (
        ("good", {"a.eml": mail, "b.csv": f"{heads}{CANARY},Two,,two@example.com\n"}),
        ("more", {"a.vcf": CARD, "a.ics": EVENT}),
        ("bad", {"a.eml": f"{CANARY}\0\0\n", "b.csv": f"{CANARY},colour\n{CANARY},red\n"}),
    ):
        (outside / name).mkdir()
        for file, content in files.items():
            (outside / name / file).write_text(content, encoding="utf-8")
    for name in ("temp", "state", "data", "config", "cache"):
        (home / name).mkdir()
    places = {
        "HOME": home, "USERPROFILE": home, "TMPDIR": home / "temp", "TEMP": home / "temp", "TMP": home / "temp",
        "XDG_STATE_HOME": home / "state", "XDG_DATA_HOME": home / "data", "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache", "LOCALAPPDATA": home / "data", "SQLITE_TMPDIR": home / "temp",
    }  # fmt: skip
    done = subprocess.run(
        [
            sys.executable,
            str(Path(__file__).with_name("canary_journey.py")),
            str(home / "vault"),
            str(outside),
        ],
        env={**ENVIRONMENT, **{name: str(place) for name, place in places.items()}},
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return home, done


def test_the_net_catches_what_is_plain(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(f"x{CANARY}".encode("utf-16-le"))
    (tmp_path / "b").write_bytes(b"x")
    assert plain(tmp_path) == ["a"]


def test_no_file_holds_a_clients_words(day: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    home, _ = day
    names = {path.name for path in home.rglob("*") if path.is_file()}
    assert "header.json" in names
    assert any(re.fullmatch(r"data-\d+\.db-wal", name) for name in names), "the log of what was written last"
    assert any(name.endswith(".liaison-backup") for name in names)
    assert any((home / "state").rglob("*.held")), "a file was lent"
    assert (home / "restored").is_dir()
    assert plain(home) == []


def test_no_error_says_a_clients_words(day: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, done = day
    said = json.loads(done.stdout)
    assert said["pages"] >= 1, "the report was made, in memory"
    assert len(said["said"]) == 6, "two works fell, each told in three ways"
    assert "IntegrityError" in said["said"][1]
    assert CANARY not in done.stdout
    assert CANARY not in done.stderr
    assert len(done.stderr.splitlines()) >= 6, "each refusal said something"
