from __future__ import annotations

from uuid import UUID

from app.clients.commands import ClientDetails, add_client, edit_client
from app.clients.words import ClientKind
from app.matters.commands import MatterDetails, open_matter
from app.matters.walls import restrict_matter
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.search.firm_names import FirmNames, Ref
from app.workspace import Workspace


def test_a_client_and_a_matter_are_found_by_name_number_and_court(
    workspace: Workspace, client: UUID, matter: UUID
) -> None:
    names = FirmNames(workspace)
    of_matter, of_client = Ref("matter", matter), Ref("client", client)
    assert set(names.find("whitc").order) == {of_matter, of_client}
    assert names.find("412").order == (of_matter,)
    assert names.find("larkspur nora").order == (of_matter,), "a matter by its client, too"
    found = names.find("nw")
    assert set(found.order) == {of_matter, of_client}
    assert found.clients[client].name == "Nora Whitcombe"
    assert found.matters[matter].title == "Whitcombe v. Larkspur"
    assert not found.is_stale


def test_nothing_typed_is_what_was_open_lately_as_far_as_it_is_there(
    workspace: Workspace, client: UUID, matter: UUID
) -> None:
    gone = Ref("matter", UUID(int=7))
    recent = [Ref("matter", matter), gone, Ref("client", client)]
    assert FirmNames(workspace).find("  ", recent).order == (recent[0], recent[2])


def test_every_client_of_a_matter_finds_it_and_other_names_find_a_client(workspace: Workspace) -> None:
    with workspace.write() as tx:
        first = add_client(tx, ClientDetails(first_name="Bea", last_name="Okafor"))
        details = ClientDetails(
            ClientKind.PERSON, first_name="Jo", last_name="Vance", also_known_as="Kowalska"
        )
        second = add_client(tx, details)
        both = open_matter(tx, MatterDetails("Tenants of Stonegate", (first, second)))
    names = FirmNames(workspace)
    assert Ref("matter", both) in names.find("vance").order
    assert names.find("kowal").order == (Ref("client", second),)


def test_what_is_new_is_found_once_the_names_are_read_anew_and_what_is_shown_is_never_old(
    workspace: Workspace, client: UUID
) -> None:
    names = FirmNames(workspace)
    assert names.find("tamsin").order == ()
    with workspace.write() as tx:
        new = add_client(tx, ClientDetails(first_name="Tamsin", last_name="Rowe"))
        edit_client(tx, client, ClientDetails(first_name="Nora", last_name="Larkspur"))
    found = names.find("whitcombe")
    assert found.is_stale
    assert found.clients[client].name == "Nora Larkspur"
    names.refresh()
    assert names.find("tamsin").order == (Ref("client", new),)
    assert names.find("whitcombe").order == ()
    assert not names.find("nora").is_stale


def test_a_wall_holds_at_once_also_for_names_that_were_read_before(
    workspace: Workspace, client: UUID, matter: UUID
) -> None:
    with workspace.write() as tx:
        other = add_colleague(tx, NewColleague("Lou", Role.LAWYER))
    lou = Workspace(workspace.vault, workspace.clock, other, workspace.zone)
    names, hidden = FirmNames(lou), Ref("matter", matter)
    assert hidden in names.find("larkspur").order
    with workspace.write() as tx:
        restrict_matter(tx, matter, [workspace.actor], "private")
    assert hidden not in names.find("larkspur").order
    assert names.find("", [hidden]).order == ()
    names.refresh()
    assert hidden not in names.find("larkspur").order
    assert hidden in FirmNames(workspace).find("larkspur").order
