"""A vault of before people: who may decide and who must not be told stood in two texts of the client."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from app.clients.people_queries import people_around
from app.clients.profile import known_points
from app.clients.said import who_decides, who_must_not_know
from app.clients.words import VerifiedHow
from app.kernel.clock import FixedClock
from app.storage import migrate
from app.storage.engine import writer
from app.storage.transaction import Reader
from app.vault import kdf
from app.vault.unlocked import Vault
from app.vault.vault import create_vault
from tests.support import MONDAY, PASSWORD

NORA, PIERS, POINT = uuid4(), uuid4(), uuid4()
_TEXTS = (
    "salutation, first_name, last_name, company, job_title, preferred_channel, preferred_times, never_channels, "
    "language, accessibility, technology_limits, vulnerability, notes"
)


def _before(vault: Vault) -> None:
    with writer(vault.engine).begin() as connection:
        migrate.run(connection, "0007")
        empty = ", ".join(["''"] * len(_TEXTS.split(",")))
        for client_id, name, decides, told in (
            (NORA, "Nora", "Nora alone", "Her brother,\nNed"),
            (PIERS, "Piers", " ", ""),
        ):
            connection.execute(
                text(
                    f"INSERT INTO clients (id, kind, name, name_key, {_TEXTS}, interpreter, archived, added_at, "  # noqa: S608 - our own names
                    f"may_decide, do_not_tell) VALUES (:id, 'person', :name, lower(:name), {empty}, 0, 0, "
                    "'2026-01-02 00:00:00.000000', :decides, :told)"
                ),
                {"id": client_id.hex, "name": name, "decides": decides, "told": told},
            )
        connection.execute(
            text(
                "INSERT INTO contact_points (id, client_id, kind, value, match_key, label, position, verified_on, "
                "added_at) VALUES (:id, :client, 'phone', '510', '510', '', 0, '2026-01-02', "
                "'2026-01-02 00:00:00.000000')"
            ),
            {"id": POINT.hex, "client": NORA.hex},
        )


def test_the_words_become_notes_and_nothing_else_is_lost(tmp_path: Path) -> None:
    vault, _ = create_vault(
        tmp_path / "old",
        PASSWORD,
        cost=kdf.CHEAP,
        clock=FixedClock(MONDAY),
        slot_id=uuid4(),
        label="Maria",
        set_up=_before,
    )
    migrate.upgrade(vault.engine)
    columns = {str(one["name"]) for one in inspect(vault.engine).get_columns("clients")}
    assert not columns & {"may_decide", "do_not_tell"}, "one way of saying it"
    with Session(vault.engine) as session:
        old = Reader(session, uuid4(), MONDAY, ZoneInfo("UTC"), lambda *_: frozenset())
        people = people_around(old, NORA)
        assert who_decides(people) == "Nora alone"
        assert who_must_not_know(people) == "Her brother, Ned"
        assert people_around(old, PIERS) == ()
        (point,) = known_points(old, NORA)
        assert (point.verified_how, point.changed) == (VerifiedHow.CALL, False)
    vault.lock()
