"""What others do while matters are destroyed, and what hangs on them by an id alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from app.backups.queries import own_shelf
from app.backups.routine import back_up_now
from app.clients.commands import ClientDetails, add_client
from app.concerns.commands import raise_concern
from app.concerns.course import close_concern
from app.concerns.forms import NewConcern
from app.concerns.words import Ending
from app.destruction.commands import destroy_matters
from app.destruction.queries import certificates
from app.destruction.review import review
from app.kernel.duty import Duty, DutyKind
from app.kernel.errors import LiaisonError
from app.matters.commands import MatterDetails, open_matter
from app.matters.words import MatterStatus
from app.owed.queries import owed
from app.owed.snooze.commands import put_off
from app.retention.commands import set_hold
from app.storage import cipher
from app.storage.transaction import Transaction
from app.vault.progress import Progress
from app.verification import verify_workspace
from app.workspace import Workspace
from tests.app.destruction.pages import every_byte

OLD = date(2015, 3, 1)


@pytest.fixture(autouse=True)
def _soon_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes while matters are destroyed hears soon that they have to wait."""
    monkeypatch.setattr(cipher, "BUSY_SECONDS", 0.2)


@pytest.fixture
def nora(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        return add_client(tx, ClientDetails(first_name="Nora", last_name="Peregrine"))


@pytest.fixture
def old(workspace: Workspace, nora: UUID) -> UUID:
    """A matter that is due, of a client who has another one."""
    with workspace.write() as tx:
        open_matter(tx, MatterDetails("The other", (nora,)))
        about = MatterDetails("Lease", (nora,), status=MatterStatus.CLOSED, closed_on=OLD)
        return open_matter(tx, about)


def failing(workspace: Workspace) -> list[str]:
    return [one.detail for one in verify_workspace(workspace) if not one.ok]


@pytest.mark.parametrize("apart", [True, False])
def test_why_a_concern_was_put_off_goes_with_it(workspace: Workspace, old: UUID, *, apart: bool) -> None:
    """One that is kept apart names neither matter nor client where it is put off."""
    with workspace.write() as tx:
        concern = raise_concern(tx, NewConcern("Too dear", matter_id=old, apart=apart))
        for item in owed(tx.reader(), days=90).items:
            if isinstance(item.source, Duty) and item.source.kind is DutyKind.CONCERN:
                put_off(tx, item.kind, item.source_id, tx.today + timedelta(days=3), "Quetzalfink is abroad")
        close_concern(tx, concern, Ending.WITHDRAWN, "Quetzalfink took it back")
    assert b"quetzalfink" in every_byte(workspace).lower()
    destroy_matters(workspace, [old], "It is time")
    assert b"quetzalfink" not in every_byte(workspace).lower()
    with workspace.vault.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM snoozes")).scalar() == 0
    assert failing(workspace) == []


def test_a_hold_put_on_meanwhile_is_heeded_or_refused(workspace: Workspace, old: UUID) -> None:
    other = Workspace(workspace.vault, workspace.clock, workspace.actor, workspace.zone)
    held: list[bool] = []

    def told(_done: int, _all: int) -> None:
        if not held:
            try:
                with other.write() as tx:
                    set_hold(tx, "She may sue", matter_id=old)
            except LiaisonError:
                held.append(False)
            else:
                held.append(True)

    try:
        destroy_matters(workspace, [old], "It is time", told)
    except LiaisonError:
        assert held == [True]
        with workspace.read() as reader:
            assert not review(reader, old).is_free
    else:
        assert held == [False]
    assert failing(workspace) == []


def test_a_backup_made_meanwhile_is_named_or_not_there(workspace: Workspace, old: UUID) -> None:
    """The nightly backup of another desk, at each moment at which it could come."""
    made: list[str] = []

    def told(_done: int, _all: int) -> None:
        try:
            backup = back_up_now(workspace).made
        except LiaisonError as error:
            made.append("refused " + error.code)
        else:
            assert backup is not None
            made.append(backup.file.name)

    destroy_matters(workspace, [old], "It is time", told)
    assert made
    with workspace.read() as reader:
        (found,) = certificates(reader)
    assert {one.name for one in found.says.outlived.backups} == {
        one for one in made if not one.startswith("refused")
    }
    there = {one.name for one in own_shelf(workspace.vault).glob("*.liaison-backup")}
    assert there == {one for one in made if not one.startswith("refused")}, "none that no certificate names"
    assert failing(workspace) == []


class _Desk:
    """Another desk makes its nightly backup between the look and the lock."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace, self.vault, self.read = workspace, workspace.vault, workspace.read
        self.made: list[str] = []

    def destroy(
        self, why: str, change: Callable[[Transaction], None], progress: Progress = lambda *_: None
    ) -> int:
        backup = back_up_now(self._workspace).made
        assert backup is not None
        self.made.append(backup.file.name)
        return self._workspace.destroy(why, change, progress)


def test_a_backup_made_before_the_lock_is_named(workspace: Workspace, old: UUID) -> None:
    desk = _Desk(workspace)
    destroy_matters(desk, [old], "It is time")
    with workspace.read() as reader:
        (found,) = certificates(reader)
    assert [one.name for one in found.says.outlived.backups] == desk.made
