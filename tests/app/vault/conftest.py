"""A cheap vault, a clock that stands still, and the machine's state in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from app.kernel.clock import FixedClock
from app.vault import attempts, kdf
from app.vault.recovery import RecoveryKey
from app.vault.vault import Vault, create_vault

USER = UUID("0190a3b4-0000-7000-8000-000000000001")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the counts of wrong passwords go."""
    folder = tmp_path / "state"
    monkeypatch.setattr(attempts, "state_folder", lambda: folder)
    return folder


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))


@pytest.fixture
def made(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Vault, RecoveryKey]]:
    """A new vault, unlocked, with the password "correct horse", and its recovery key."""
    vault, recovery = create_vault(
        tmp_path / "vault", "correct horse", cost=kdf.CHEAP, clock=clock, slot_id=USER, label="Ann Lee"
    )
    yield vault, recovery
    vault.lock()


@pytest.fixture
def vault(made: tuple[Vault, RecoveryKey]) -> Vault:
    return made[0]


@pytest.fixture
def recovery(made: tuple[Vault, RecoveryKey]) -> RecoveryKey:
    return made[1]
