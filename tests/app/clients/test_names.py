"""What a client or a matter may be called."""

from __future__ import annotations

import pytest

from app.clients.commands import ClientDetails, add_client, edit_client
from app.clients.queries import client_names
from app.clients.words import ClientKind
from app.kernel.errors import Invalid
from app.kernel.text import LONGEST_CALLED
from app.matters.commands import MatterDetails, open_matter
from app.matters.queries import list_matters
from app.workspace import Workspace

UNSEEN = ["\u200b\u2060", "\u0301" * 3, " \u202e "]
LONG = "n" * (LONGEST_CALLED + 1)


def _codes(caught: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in caught.value.problems]


@pytest.mark.parametrize("name", UNSEEN)
def test_a_name_that_nobody_can_see_is_none(workspace: Workspace, name: str) -> None:
    with workspace.write() as tx, pytest.raises(Invalid) as person:
        add_client(tx, ClientDetails(last_name=name))
    assert _codes(person) == [("last_name", "no-name")]
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(last_name="Whitcombe"))
    with workspace.write() as tx, pytest.raises(Invalid) as matter:
        open_matter(tx, MatterDetails(title=name, clients=(client,)))
    assert _codes(matter) == [("title", "no-title")]


@pytest.mark.parametrize("long", [LONG, "q" + "\u0301" * LONGEST_CALLED])
def test_a_name_without_end_is_refused_at_its_field(workspace: Workspace, long: str) -> None:
    with workspace.write() as tx, pytest.raises(Invalid) as firm:
        add_client(tx, ClientDetails(ClientKind.ORGANISATION, company=long))
    assert _codes(firm) == [("company", "name-too-long")]
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(last_name=LONG[:-1]))
    with workspace.write() as tx, pytest.raises(Invalid) as person:
        edit_client(tx, client, ClientDetails(last_name="Marsh", first_name=long))
    assert _codes(person) == [("first_name", "name-too-long")]
    with workspace.write() as tx, pytest.raises(Invalid) as matter:
        open_matter(tx, MatterDetails(title=long, clients=(client,)))
    assert _codes(matter) == [("title", "name-too-long")]


def test_a_name_does_not_turn_what_stands_around_it(workspace: Workspace) -> None:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="\u202ecod.exe"))
        matter = open_matter(tx, MatterDetails(title="Marsh \u2067v. Willow", clients=(client,)))
    with workspace.read() as reader:
        assert client_names(reader, [client])[client] == "Nora cod.exe"
        assert [one.title for one in list_matters(reader, ids=[matter])] == ["Marsh v. Willow"]
