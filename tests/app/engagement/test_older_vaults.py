"""A vault from before engagement terms: they are asked for from the firm's day on which it was last worked in."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from app.kernel.clock import FixedClock
from app.storage import migrate
from app.storage.engine import writer
from app.vault import kdf
from app.vault.vault import create_vault
from tests.support import MONDAY, PASSWORD

_FIRM = (
    "INSERT INTO firm (id, name, tagline, address, phone, email, country, subdivision, time_zone, paper,"
    " emergency_contact, concern_contact, notices) VALUES ('1', 'F', '', '', '', '', 'US', 'CA', :zone, 'a4',"
    " '', '', '')"
)
_EVENT = (
    "INSERT INTO audit_events (seq, at, actor_id, action, object_kind, body_hash, previous, mac)"
    " VALUES (1, '2025-03-02 05:30:00.000000', '4', 'signed in', 'vault', x'00', x'00', x'00')"
)


@pytest.mark.parametrize(
    ("zone", "since"),
    [("America/Los_Angeles", "2025-03-01"), ("Europe/London", "2025-03-02"), ("", None)],
)
def test_terms_are_asked_for_from_the_firms_day(tmp_path: Path, zone: str, since: str | None) -> None:
    """Half past five in the morning in London is the evening before in Los Angeles; without a firm there is no rule."""
    vault, _ = create_vault(
        tmp_path / "old", PASSWORD, cost=kdf.CHEAP, clock=FixedClock(MONDAY), slot_id=uuid4(), label="Maria"
    )
    with writer(vault.engine).begin() as connection:
        migrate.run(connection, "0024")
        if zone:
            connection.execute(text(_FIRM), {"zone": zone})
        connection.execute(text(_EVENT))
        migrate.run(connection, migrate.NEWEST)
        rules = [tuple(row) for row in connection.execute(text("SELECT since, made_at FROM terms_rules"))]
    assert rules == ([(since, "2025-03-02 05:30:00.000000")] if since else [])
    vault.lock()
