"""A firm whose log is searched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.clients.words import ClientKind
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.matters.commands import MatterDetails, open_matter
from app.search.asking import parse
from app.search.found import Found
from app.search.searching import search
from app.workspace import Workspace
from tests.support import MONDAY

Log = Callable[..., UUID]
Ask = Callable[..., list[Found]]


@pytest.fixture
def client(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        return add_client(tx, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="Whitcombe"))


@pytest.fixture
def matter(workspace: Workspace, client: UUID) -> UUID:
    with workspace.write() as tx:
        return open_matter(
            tx, MatterDetails(title="Whitcombe v. Larkspur", number="26-00412", clients=(client,))
        )


@pytest.fixture
def log(workspace: Workspace, matter: UUID, client: UUID) -> Log:
    """Log a call; what is not said is as it mostly is."""

    def write(summary: str, *, at: datetime | None = None, **more: object) -> UUID:
        said: dict[str, object] = {
            "channel": Channel.PHONE,
            "direction": Direction.IN,
            "occurred_at": at or MONDAY - timedelta(hours=1),
            "summary": summary,
            "matter_id": matter,
            "client_id": client,
        }
        with workspace.write() as tx:
            return log_contact(tx, NewContact(**(said | more)))  # type: ignore[arg-type] # by name

    return write


@pytest.fixture
def ask(workspace: Workspace) -> Ask:
    """What a search finds now."""

    def look(text: str, *, typing: bool = False, **more: object) -> list[Found]:
        asked = parse(text, MONDAY.date(), "mdy", typing=typing)
        return list(search(workspace, asked, **more).rows)  # type: ignore[arg-type] # by name

    return look
