"""``users`` as CLI.md has it."""

from __future__ import annotations

import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import create_workspace
from app.kernel.clock import FixedClock
from app.vault import kdf, passwords
from tests.support import FIRM, MONDAY, PASSWORD, USER, Cli


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new slot costs nothing: the command line would calibrate."""
    monkeypatch.setattr(passwords.kdf, "calibrate", lambda: kdf.CHEAP)


@pytest.fixture
def secret(tmp_path: Path) -> Any:
    def write(words: str, name: str = "secret") -> str:
        file = tmp_path / name
        file.write_text(words + "\n", encoding="utf-8")
        return str(file)

    return write


def people(ran: Any) -> dict[str, tuple[str, bool, bool, bool]]:
    assert ran.status == 0, ran.err
    return {
        one["name"]: (one["role"], one["active"], one["admin"], one["signs_in"]) for one in ran.json["users"]
    }


def add(cli: Cli, secret: Any, name: str, *words: str, password: str = "four lamps on rivers") -> Any:  # noqa: S107 # made up
    return cli("users", "add", name, *words, "--new-password-file", secret(password))


@pytest.mark.parametrize("words", [("users",), ("users", "list")])
def test_the_list_tells_who_is_at_the_firm(cli: Cli, words: tuple[str, ...]) -> None:
    assert people(cli(*words)) == {USER: ("partner", True, True, True)}
    assert USER in cli(*words, as_json=False).out


def test_add_and_sign_in(cli: Cli, secret: Any) -> None:
    ran = add(cli, secret, "Tom Baker", "--role", "lawyer", "--admin")
    assert people(ran)["Tom Baker"] == ("lawyer", True, True, True)
    assert ran.err == "", "a strong password needs no word"
    his = secret("four lamps on rivers", "his")
    assert people(cli("--user", "tom baker", "--password-file", his, "users"))
    assert (cli("users").status, cli("users").json["error"]["code"]) == (3, "which-user")
    assert people(cli("--user", USER, "users"))[USER]


def test_a_weak_password_is_taken_with_a_warning_that_does_not_show_it(cli: Cli, secret: Any) -> None:
    ran = add(cli, secret, "Tom Baker", "--role", "staff", password="Tom12")
    assert ran.status == 0
    assert "weaker than it should be" in ran.err
    assert "Tom12" not in ran.err + ran.out


def test_what_is_not_understood_is_refused(cli: Cli, secret: Any) -> None:
    assert cli("users", "add", "Tom Baker").status == 2, "a role has to be said"
    ran = cli("users", "add", "Tom Baker", "--role", "staff")
    assert (ran.status, ran.json["error"]["field"]) == (1, "new_password")
    assert add(cli, secret, USER, "--role", "staff").json["error"]["code"] == "user-exists"
    assert cli("users", "role", USER).json["error"]["code"] == "nothing-given"
    assert cli("users", "role", "Nobody", "--role", "staff").json["error"]["code"] == "no-colleague"
    assert cli("users", "remove", USER).json["error"]["code"] == "oneself"


def test_role(cli: Cli, secret: Any) -> None:
    add(cli, secret, "Tom Baker", "--role", "staff")
    me = ("--user", USER)
    assert people(cli(*me, "users", "role", "Tom", "--role", "partner"))["Tom Baker"][0] == "partner"
    assert people(cli(*me, "users", "role", "Tom", "--admin"))["Tom Baker"] == ("partner", True, True, True)
    assert people(cli(*me, "users", "role", "Tom", "--no-admin"))["Tom Baker"] == (
        "partner",
        True,
        False,
        True,
    )
    ran = cli(*me, "users", "role", USER, "--no-admin")
    assert (ran.status, ran.json["error"]["code"]) == (1, "last-administrator")


def test_who_only_reads_can_read_and_nothing_else(cli: Cli, secret: Any) -> None:
    add(cli, secret, "Tom Baker", "--role", "read-only")
    his = ("--user", "Tom Baker", "--password-file", secret("four lamps on rivers", "his"))
    assert cli(*his, "clients").status == 0
    assert cli(*his, "due").status == 0
    for words in (
        ("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe"),
        ("users", "role", USER, "--role", "staff"),
        ("users", "remove", USER),
        ("users", "recovery-key"),
    ):
        ran = cli(*his, *words)
        assert (ran.status, ran.json["error"]["code"]) == (1, "not-allowed"), words


def test_password_of_ones_own_and_of_somebody_else(cli: Cli, secret: Any) -> None:
    add(cli, secret, "Tom Baker", "--role", "staff")
    new = ("--new-password-file", secret("rivers on four lamps", "new"))
    assert cli("--user", USER, "users", "password", "Tom Baker", *new).status == 0
    his = ("--user", "Tom Baker", "--password-file", secret("rivers on four lamps", "his"))
    assert cli(*his, "users", "password", USER, *new).json["error"]["code"] == "not-allowed"
    again = ("--new-password-file", secret("lamps, four rivers", "again"))
    assert cli(*his, "users", "password", *again).status == 0
    assert cli(*his, "users").status == 3
    assert cli("--user", "Tom Baker", "--password-file", again[1], "users").status == 0


def test_old_and_new_password_by_standard_input(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, secret: Any
) -> None:
    piped = TextIOWrapper(BytesIO(f"{PASSWORD}\nrivers on four lamps\n".encode()))
    monkeypatch.setattr(sys, "stdin", piped)
    assert cli("--password-file", "-", "users", "password", "--new-password-file", "-").status == 0
    assert cli("--password-file", secret("rivers on four lamps"), "users").status == 0


def test_remove(cli: Cli, secret: Any, vault_folder: Path) -> None:
    add(cli, secret, "Tom Baker", "--role", "staff")
    me = ("--user", USER)
    cli(*me, "client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    added = cli(
        *me, "matter", "add", "--title", "Lease", "--client", "Nora Whitcombe", "--responsible", "Tom Baker"
    )
    assert added.status == 0, added.err
    ran = cli(*me, "users", "remove", "Tom Baker")
    assert people(ran)["Tom Baker"] == ("staff", False, False, False)
    mine = {"matters": [added.json["number"]], "update_plans": 0, "follow_ups": 0, "house": []}
    assert ran.json["left_with"] == mine
    assert (vault_folder / "data-2.db").exists()
    assert cli("users").status == 0, "one is left, so nobody has to say who"
    his = ("--user", "Tom Baker", "--password-file", secret("four lamps on rivers", "his"))
    assert cli(*his, "users").json["error"]["code"] == "no-such-user"
    ran = cli("matter", "edit", added.json["number"], "--responsible", "Tom Baker")
    assert (ran.status, ran.json["error"]["code"]) == (1, "no-colleague")


def test_recover_and_a_new_recovery_key(cli: Cli, tmp_path: Path, secret: Any) -> None:
    folder = tmp_path / "keyed"
    workspace, key = create_workspace(
        folder, PASSWORD, firm=FIRM, user=USER, clock=FixedClock(MONDAY), cost=kdf.CHEAP
    )
    workspace.lock()
    new = secret("rivers on four lamps", "new")
    by_key = ("users", "recover", "--new-password-file", new, "--recovery-key-file")
    assert people(cli(*by_key, secret(str(key), "key"), vault=folder))[USER][3]
    assert cli("users", vault=folder).status == 3
    ran = cli("--password-file", new, "users", "recovery-key", vault=folder)
    assert ran.status == 0
    ran_again = cli(*by_key, secret(str(key), "key"), vault=folder)
    assert (ran_again.status, ran_again.json["error"]["code"]) == (3, "wrong-recovery-key")
    assert cli(*by_key, secret(ran.json["recovery_key"], "key"), vault=folder).status == 0
    assert cli(*by_key, secret("ABCDE", "key"), vault=folder).json["error"]["field"] == "recovery_key"
