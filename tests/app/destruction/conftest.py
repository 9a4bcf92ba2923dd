"""A firm with a matter whose every word is a canary, closed long ago and settled; and after its destruction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import Connection, select, text

from app.backups.routine import back_up_now
from app.concerns.course import close_concern
from app.concerns.models import Concern
from app.concerns.words import Ending
from app.contactlog.commands import log_contact
from app.contactlog.follow_up_commands import finish_follow_up
from app.contactlog.forms import NewContact
from app.contactlog.models import FollowUp
from app.contactlog.words import Channel, Direction
from app.destruction.commands import destroy_matters
from app.exchange.commands import dismiss_tray_item
from app.exchange.models import TrayItem
from app.kernel.clock import FixedClock
from app.matters.commands import edit_matter
from app.matters.key_dates import finish_key_date
from app.matters.models import KeyDate
from app.matters.sheet import matter_sheet
from app.matters.words import MatterStatus
from app.retention.commands import end_document, lift_hold
from app.retention.models import KeptDocument, LegalHold
from app.search.indexing import catch_up
from app.storage.transaction import Transaction
from app.vault.backup import BackupInfo
from app.workspace import Workspace
from tests.journeys.secret_matter import make

CLOSED = datetime(2026, 12, 18, 20, tzinfo=UTC)
DUE = datetime(2034, 3, 1, 20, tzinfo=UTC)
Rows = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True)
class Firm:
    """Before and after. ``clock`` stands years later."""

    workspace: Workspace
    matter: UUID
    before: Rows
    backup: BackupInfo
    numbers: tuple[int, ...] = ()


def settle(tx: Transaction, matter_id: UUID, closed_on: date) -> None:
    """Close a matter, and everything that speaks against its destruction."""
    actions = select(FollowUp.id).where(FollowUp.matter_id == matter_id, FollowUp.done_at.is_(None))
    for one in tx.session.scalars(actions).all():
        finish_follow_up(tx, one)
    dates = select(KeyDate.id).where(KeyDate.matter_id == matter_id, KeyDate.done_at.is_(None))
    for one in tx.session.scalars(dates).all():
        finish_key_date(tx, one)
    for one in tx.session.scalars(select(LegalHold.id).where(LegalHold.matter_id == matter_id)).all():
        lift_hold(tx, one, "Settled")
    kept = select(KeptDocument.id).where(KeptDocument.matter_id == matter_id)
    for one in tx.session.scalars(kept).all():
        end_document(tx, one, closed_on, "Given back")
    for one in tx.session.scalars(select(Concern.id).where(Concern.matter_id == matter_id)).all():
        close_concern(tx, one, Ending.WITHDRAWN, "All steps are of no use any more")
    details = matter_sheet(tx.reader(), matter_id).details
    edit_matter(tx, matter_id, replace(details, status=MatterStatus.CLOSED, closed_on=closed_on))


def rows(workspace: Workspace) -> Rows:
    """Every row of every table, past every wall."""
    listed = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    with workspace.vault.engine.connect() as connection:
        names = connection.execute(text(f"{listed} AND name NOT LIKE 'sqlite_%'")).scalars().all()
        return {one: _rows(connection, one) for one in names}


def _rows(connection: Connection, table: str) -> list[tuple[object, ...]]:
    query = text(f'SELECT * FROM "{table}"')  # noqa: S608 # own tables
    return sorted((tuple(row) for row in connection.execute(query)), key=repr)


@pytest.fixture(scope="module")
def due(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    """The canary matter is due and nothing speaks against it."""
    firms = make(tmp_path_factory.mktemp("firms"), apart_word="Silverlark")
    firms.never.lock()
    workspace, matter = firms.inside, firms.facts.hidden
    clock = workspace.clock
    assert isinstance(clock, FixedClock)
    clock.set(CLOSED)
    with workspace.write() as tx:
        settle(tx, matter, CLOSED.date())
        for one in tx.session.scalars(select(TrayItem.id).where(TrayItem.placed_at.is_(None))).all():
            dismiss_tray_item(tx, one, "Of no matter of ours")
        here = NewContact(
            Channel.EMAIL, Direction.OUT, tx.now, "Told and answered here, too", firms.facts.matter
        )
        log_contact(tx, replace(here, answers_id=firms.facts.entry, tells=(firms.facts.development,)))
    catch_up(workspace)
    clock.set(DUE)
    made = back_up_now(workspace).made
    assert made is not None
    yield Firm(workspace, matter, rows(workspace), made)
    workspace.lock()


@pytest.fixture(scope="module")
def destroyed(due: Firm) -> Firm:
    """The same firm after it."""
    return replace(due, numbers=destroy_matters(due.workspace, [due.matter], "The partners decided it"))
