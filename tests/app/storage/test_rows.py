from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import bindparam, select

from app.clients.models import Client
from app.clients.words import ClientKind
from app.people.models import Colleague
from app.people.words import Role
from app.storage.rows import insert_rows, look_up
from app.storage.transaction import Transaction
from app.workspace import Workspace

_NAME = select(Client.name).where(Client.id == bindparam("client_id"))


def _client(tx: Transaction, client_id: UUID, name: str) -> dict[str, object]:
    row = {"id": client_id, "kind": ClientKind.PERSON, "name": name, "name_key": name.lower()}
    return {**row, "external_id": None, "added_at": tx.now}


def test_rows_are_there_at_once_with_their_defaults(workspace: Workspace) -> None:
    with workspace.write() as tx:
        ids = tx.new_id(), tx.new_id()
        tx.insert(Client, *(_client(tx, one, f"Client {number}") for number, one in enumerate(ids)))
        found = tx.session.get_one(Client, ids[1])
        assert (found.name, found.notes, found.archived) == ("Client 1", "", False)
        assert found.added_at - tx.now < timedelta(seconds=1)


def test_what_the_session_holds_back_goes_first(workspace: Workspace) -> None:
    with workspace.write() as tx:
        person = Colleague(id=tx.new_id(), name="Ivo", name_key="ivo", role=Role.LAWYER, added_at=tx.now)
        tx.session.add(person)
        insert_rows(tx.session, Client, [_client(tx, tx.new_id(), "Ida")])
        assert (
            tx.session.connection().scalar(select(Colleague.name).where(Colleague.id == person.id)) == "Ivo"
        )


def test_a_value_is_looked_up_among_what_is_not_written_yet(workspace: Workspace) -> None:
    with workspace.write() as tx:
        client_id = tx.new_id()
        tx.session.add(Client(**_client(tx, client_id, "Ida")))
        assert look_up(tx.session, _NAME, client_id=client_id) == "Ida"
        assert look_up(tx.session, _NAME, client_id=tx.new_id()) is None
