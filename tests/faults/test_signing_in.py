"""Signing in on the command line: passwords from files and pipes, names in any case, wrong ones slowed down."""

from __future__ import annotations

import io
import sys
import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap import create_workspace
from app.kernel.clock import FixedClock
from app.vault import kdf
from tests.support import FIRM, MONDAY, PASSWORD, USER, Cli


def code(cli: Cli, *words: str, **options: object) -> str:
    """The code of what was refused, all of it with status 3: the vault could not be unlocked."""
    ran = cli(*words, **options)
    assert ran.status == 3, ran.err
    assert ran.err.strip().endswith(".")
    assert len(ran.err.strip().splitlines()) == 1
    return str(ran.json["error"]["code"])


@pytest.mark.parametrize(
    "content",
    [
        PASSWORD.encode(),
        f"{PASSWORD}\r\nsecond line\r\n".encode(),
        b"\xef\xbb\xbf" + PASSWORD.encode(),
        f"{PASSWORD}\r\n".encode("utf-16"),  # what older PowerShells write
    ],
)
def test_the_first_line_of_a_file_is_the_password(cli: Cli, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "password").write_bytes(content)
    assert cli("matters").status == 0


@pytest.mark.parametrize("content", [b"", b"\n", b"\r\n", b"caf\xe9\n", b"\x80\n", b"\xff\xfeD"])
def test_a_file_without_a_password_is_no_try(cli: Cli, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "password").write_bytes(content)
    for _ in range(6):
        assert code(cli, "matters") == "no-password"
    (tmp_path / "password").write_text(PASSWORD, encoding="utf-8")
    assert cli("matters").status == 0


@pytest.mark.parametrize("name", ["missing", ".", "n" * 5000])
def test_a_file_that_cannot_be_read_is_named(cli: Cli, tmp_path: Path, name: str) -> None:
    assert code(cli, "--password-file", str(tmp_path / name), "matters") == "no-password"
    made = cli("create", "--firm", "F", "--country", "US", "--time-zone", "UTC", "--user", "A", "--password-file", name,
               vault=tmp_path / "other")  # fmt: skip
    assert made.json["error"]["code"] == "no-password"
    assert not (tmp_path / "other").exists()


def test_standard_input_is_read_as_it_comes(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for line, status in ((f"{PASSWORD}\n", 0), (f"{PASSWORD}\r\n", 0), ("", 3)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode()), encoding="ascii"))
        assert cli("--password-file", "-", "matters").status == status


def test_wrong_passwords_are_slowed_down_and_the_wait_is_named(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("wrong", encoding="utf-8")
    assert [code(cli, "matters") for _ in range(3)] == ["wrong-password"] * 3
    assert code(cli, "matters") == "too-many-tries"
    (tmp_path / "password").write_text(PASSWORD, encoding="utf-8")
    assert code(cli, "matters") == "too-many-tries", "the right one has to wait, too"
    ran = cli("matters")
    assert "Wait 2 seconds" in ran.err
    assert cli("matters", at=MONDAY + timedelta(seconds=3)).status == 0
    assert cli("matters").status == 0, "and then nothing is counted any more"


@pytest.mark.parametrize("name", [USER, "MARIA ORTEGA", " maria ortega ", "Maria  Ortega"])
def test_a_name_is_taken_in_any_case(cli: Cli, name: str) -> None:
    assert cli("--user", name, "matters").status == 0


@pytest.mark.parametrize("name", ["maria", "", " ", "Recovery key", "\udcff", "x" * 100_000])
def test_another_name_is_no_user(cli: Cli, name: str) -> None:
    assert code(cli, "--user", name, "matters") == "no-such-user"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_a_password_and_a_name_are_the_same_on_every_keyboard(cli: Cli, tmp_path: Path, form: str) -> None:
    clock = FixedClock(MONDAY)
    name, password = "Zoë Ågren", "Größe ﬁne é 日本"
    folder = tmp_path / "other"
    create_workspace(folder, password, firm=FIRM, user=name, clock=clock, cost=kdf.CHEAP)[0].lock()
    (tmp_path / "password").write_text(unicodedata.normalize(form, password), encoding="utf-8")
    assert cli("--user", unicodedata.normalize(form, name).upper(), "matters", vault=folder).status == 0


def test_a_folder_without_a_vault(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_bytes(b"x")
    for name in ("missing", "missing/deeper", "empty", "file", "file/deeper"):
        assert code(cli, "matters", vault=tmp_path / name) == "no-vault"
    assert not (tmp_path / "missing").exists()
    assert [path.name for path in (tmp_path / "empty").iterdir()] == []


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (("--country", "US", "--time-zone", "Mars/Base"), "no-time-zone"),
        (("--country", "US", "--time-zone", "../../etc/passwd"), "no-time-zone"),
        (("--country", "US", "--time-zone", "america/los_angeles"), "no-time-zone"),
        (("--country", "US", "--time-zone", ""), "no-time-zone"),
        (("--country", "XX", "--time-zone", "UTC"), "unknown-place"),
        (("--country", "US", "--subdivision", "ZZ", "--time-zone", "UTC"), "unknown-place"),
        (("--country", "", "--time-zone", "UTC"), "no-country"),
        (("--country", "US", "--time-zone", "UTC", "--firm", " \0"), "no-name"),
        (("--country", "US", "--time-zone", "UTC", "--user", " \0"), "no-name"),
    ],
)
def test_a_vault_that_cannot_be_made_is_not_begun(
    cli: Cli, tmp_path: Path, words: tuple[str, ...], refused: str
) -> None:
    ran = cli("create", "--firm", "F", "--user", "Ann", *words, vault=tmp_path / "new")
    assert (ran.status, ran.json["error"]["code"]) == (1, refused)
    assert not (tmp_path / "new").exists()


def test_a_place_where_no_vault_can_be_is_named(cli: Cli, tmp_path: Path, vault_folder: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    before = sorted(path.name for path in vault_folder.iterdir())
    for folder, refused in (
        (vault_folder, "vault-exists"),
        (tmp_path / "file", "not-a-folder"),
        (tmp_path / "file" / "deeper", "not-a-folder"),
        (tmp_path / "Dropbox" / "v", "synced-folder"),
        (tmp_path / ("n" * 300), "disk-trouble"),
    ):
        ran = cli(
            "create", "--firm", "F", "--user", "Ann", "--country", "US", "--time-zone", "UTC", vault=folder
        )
        assert (ran.status, ran.json["error"]["code"]) == (1, refused), ran.err
    assert sorted(path.name for path in vault_folder.iterdir()) == before
