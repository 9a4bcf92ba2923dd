"""A matter to begin and to end."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import delete

from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.clients.words import ClientKind
from app.engagement.models import TermsRule
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, open_matter
from app.workspace import Workspace
from tests.support import PASSWORD


@pytest.fixture(autouse=True)
def _as_a_firm_begins(vault_folder: Path, clock: FixedClock) -> None:
    """Without the rule that the vault of tests has (`tests.support.ask_for_no_terms`)."""
    opened = open_workspace(vault_folder, PASSWORD, clock=clock)
    with opened.write() as tx:
        tx.session.execute(delete(TermsRule))
    opened.lock()


@pytest.fixture
def matter(workspace: Workspace) -> UUID:
    """Opened three weeks ago, for Ana Whitcombe."""
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(ClientKind.PERSON, first_name="Ana", last_name="Whitcombe"))
        return open_matter(
            tx, MatterDetails("Lease", (client,), opened_on=date(2026, 11, 2), responsible_id=tx.actor)
        )
