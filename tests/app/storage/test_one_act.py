"""What is done as one act is one event of the trail, or nothing at all."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from sqlalchemy import select

from app.audit.models import AuditBody, AuditEvent
from app.clients.commands import ClientDetails, add_client
from app.clients.queries import list_clients
from app.storage.transaction import Transaction
from app.workspace import Workspace


def _add(tx: Transaction, name: str) -> UUID:
    return add_client(tx, ClientDetails(last_name=name))


def test_one_event_lists_what_was_done(workspace: Workspace) -> None:
    with workspace.write() as tx, tx.as_one("imported", "import", tx.new_id(), files=1):
        added = [_add(tx, "Whitcombe"), _add(tx, 'O\'Hara "Müller"')]
    with workspace.read() as reader:
        query = select(AuditEvent.action, AuditBody.body).join(AuditBody, AuditBody.seq == AuditEvent.seq)
        action, body = reader.session.execute(query.order_by(AuditEvent.seq.desc())).first() or ("", "")
        assert workspace.trail.check(reader.session) is None
    said = json.loads(body)
    assert (action, said["files"]) == ("imported", 1)
    assert [one[:3] for one in said["done"]] == [["added", "client", str(one)] for one in added]
    assert said["done"][1][3]["last_name"] == 'O\'Hara "Müller"'


def test_acts_within_acts(workspace: Workspace) -> None:
    with workspace.write() as tx, tx.as_one("imported", "import", tx.new_id()):
        with tx.as_one("imported", "import", tx.new_id(), files=2):
            _add(tx, "Rowe")
        _add(tx, "Vance")
    with workspace.read() as reader:
        body = json.loads(
            reader.session.scalars(select(AuditBody.body).order_by(AuditBody.seq.desc())).first() or ""
        )
    assert [one[0] for one in body["done"]] == ["imported", "added"]
    assert body["done"][0][3]["files"] == 2
    assert body["done"][0][3]["done"][0][3]["last_name"] == "Rowe"


def test_nothing_done_is_nothing_recorded(workspace: Workspace) -> None:
    heard: list[object] = []
    workspace.announcer.listen(heard.append)
    with workspace.write() as tx, tx.as_one("imported", "import", tx.new_id(), files=3):
        pass
    assert heard == []


def test_an_act_that_failed_is_not_committed_by_who_took_it_for_nothing(workspace: Workspace) -> None:
    def half(tx: Transaction) -> None:
        with tx.as_one("imported", "import", tx.new_id()):
            _add(tx, "Whitcombe")
            raise ValueError

    def swallow() -> None:
        with workspace.write() as tx:
            try:
                half(tx)
            except ValueError:
                _add(tx, "Rowe")

    with pytest.raises(RuntimeError, match="cannot be committed"):
        swallow()
    with workspace.read() as reader:
        assert list_clients(reader) == ()
