"""A vault of before rights: who could sign in could do everything, and goes on to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, bindparam, text
from sqlalchemy.types import Uuid

from app.bootstrap import open_workspace
from app.kernel.clock import FixedClock
from app.people.queries import colleagues
from app.storage import migrate
from app.storage.engine import writer
from app.vault import kdf
from app.vault.unlocked import Vault
from app.vault.vault import create_vault
from tests.support import MONDAY, PASSWORD

MARIA, ANN, TOM = uuid4(), uuid4(), uuid4()
PEOPLE = ((MARIA, "Maria", "staff", True), (ANN, "Ann", "partner", True), (TOM, "Tom", "partner", False))


def _first_light(connection: Connection, people: Sequence[tuple[UUID, str, str, bool]]) -> None:
    """The tables and people of a vault as the first version made it."""
    migrate.run(connection, "0001")
    add = text(
        "INSERT INTO colleagues (id, name, name_key, role, job_title, email, phone, active, added_at) "
        "VALUES (:id, :name, lower(:name), :role, '', '', '', :active, '2026-01-02 00:00:00')"
    ).bindparams(bindparam("id", type_=Uuid()))
    for one, name, role, active in people:
        connection.execute(add, {"id": one, "name": name, "role": role, "active": active})


def _made(folder: Path, people: Sequence[tuple[UUID, str, str, bool]] = PEOPLE) -> Vault:
    def set_up(vault: Vault) -> None:
        with writer(vault.engine).begin() as connection:
            _first_light(connection, people)

    vault, _ = create_vault(
        folder,
        PASSWORD,
        cost=kdf.CHEAP,
        clock=FixedClock(MONDAY),
        slot_id=MARIA,
        label="Maria",
        set_up=set_up,
    )
    return vault


def _administrators(vault: Vault) -> set[str]:
    with vault.engine.connect() as connection:
        return set(connection.execute(text("SELECT name FROM colleagues WHERE is_admin")).scalars())


def test_who_can_sign_in_becomes_administrator_whatever_the_role(tmp_path: Path) -> None:
    vault = _made(tmp_path / "vault")
    migrate.upgrade(vault.engine, [MARIA])
    assert _administrators(vault) == {"Maria"}
    vault.lock()


@pytest.mark.parametrize(
    ("people", "wanted"),
    [(PEOPLE, {"Ann"}), ((PEOPLE[0], PEOPLE[2]), {"Maria"})],
    ids=["the partners who are here", "everybody where no partner is"],
)
def test_where_nobody_knows_who_signs_in_the_partners_do(
    tmp_path: Path, people: Sequence[tuple[UUID, str, str, bool]], wanted: set[str]
) -> None:
    vault = _made(tmp_path / "vault", people)
    migrate.upgrade(vault.engine)
    assert _administrators(vault) == wanted
    vault.lock()


def test_opening_an_old_vault_says_who_signs_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = _made(tmp_path / "vault")
    with writer(vault.engine).begin() as connection:
        needed_columns = [row[1] for row in connection.execute(text("PRAGMA table_info(firm)")) if row[3]]
        needed = {"id": uuid4().hex, "name": "Firm", "country": "US", "time_zone": "America/Los_Angeles"}
        values = {name: needed.get(name, "") for name in needed_columns}
        names, places = ", ".join(values), ", ".join(f":{name}" for name in values)
        connection.execute(text(f"INSERT INTO firm ({names}) VALUES ({places})"), values)  # noqa: S608 # own words
    vault.lock()
    workspace = open_workspace(tmp_path / "vault", PASSWORD, clock=FixedClock(MONDAY))
    with workspace.read() as reader:
        assert {row.name: row.is_admin for row in colleagues(reader, active_only=False)} == {
            "Maria": True,
            "Ann": False,
            "Tom": False,
        }
    workspace.lock()
