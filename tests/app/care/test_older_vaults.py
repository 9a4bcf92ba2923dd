"""Figures of a vault from before currencies: they are in that of the firm's country, and were told."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from app.kernel import money
from app.kernel.clock import FixedClock
from app.storage import migrate
from app.storage.engine import writer
from app.vault import kdf
from app.vault.vault import create_vault
from tests.support import MONDAY, PASSWORD

_FIRM = (
    "INSERT INTO firm (id, name, tagline, address, phone, email, country, subdivision, time_zone, paper,"
    " emergency_contact, concern_contact, notices) VALUES ('1', 'F', '', '', '', '', 'GB', '', 'Europe/London', 'a4',"
    " '', '', '')"
)
_MATTER = (
    "INSERT INTO matters (id, number, number_key, title, title_key, practice_area, stage, status, court, court_number,"
    " emergency_contact, priorities, key_point, options, decision_asked, notes, added_at)"
    " VALUES ('2', '1', '1', 'T', 't', '', '', 'open', '', '', '', '', '', '', '', '', '2026-01-01 00:00:00')"
)
_FIGURE = (
    'INSERT INTO costs_figures (id, matter_id, kind, amount, "on", note, written_at, author_id)'
    " VALUES ('3', '2', 'estimate', 9000, '2026-01-05', 'All', '2026-01-05 00:00:00', '4')"
)

_EVENT = (
    "INSERT INTO audit_events (seq, at, actor_id, action, object_kind, body_hash, previous, mac)"
    " VALUES (1, '2026-11-20 16:45:00.000000', '4', 'signed in', 'vault', x'00', x'00', x'00')"
)


def test_they_keep_their_currency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(money, "_OF_PLACE", {})  # what a later version knows of places
    vault, _ = create_vault(
        tmp_path / "old", PASSWORD, cost=kdf.CHEAP, clock=FixedClock(MONDAY), slot_id=uuid4(), label="Maria"
    )
    with writer(vault.engine).begin() as connection:
        migrate.run(connection, "0025")
        for statement in (_FIRM, _MATTER, _FIGURE):
            connection.execute(text(statement))
        migrate.run(connection, migrate.NEWEST)
        figures = connection.execute(
            text("SELECT currency, low, tax, disbursements, covers, reason, told FROM costs_figures")
        )
        assert [tuple(row) for row in figures] == [("GBP", None, None, None, "", "", 1)]
        counting = connection.execute(text("SELECT count(*), max(came_at) FROM costs_counting")).one()
        assert tuple(counting) == (0, None), "nothing was ever recorded in it"
    vault.lock()


@pytest.mark.parametrize("has_figures", [True, False])
def test_they_owe_no_costs_update_that_was_due_before(tmp_path: Path, *, has_figures: bool) -> None:
    """From the last thing that was recorded before the program was updated; a vault without figures has no such day."""
    vault, _ = create_vault(
        tmp_path / "old", PASSWORD, cost=kdf.CHEAP, clock=FixedClock(MONDAY), slot_id=uuid4(), label="Maria"
    )
    with writer(vault.engine).begin() as connection:
        migrate.run(connection, "0025")
        for statement in (_FIRM, _MATTER, *((_FIGURE,) if has_figures else ()), _EVENT):
            connection.execute(text(statement))
        migrate.run(connection, migrate.NEWEST)
        found = connection.execute(text("SELECT came_at FROM costs_counting")).scalars().all()
    assert found == (["2026-11-20 16:45:00.000000"] if has_figures else [])
    vault.lock()
