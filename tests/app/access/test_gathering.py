"""What is held about a person: found everywhere, weighed, and behind walls only said to be there."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from app.access.commands import open_request
from app.access.forms import NewRequest
from app.access.gathering import Item
from app.access.queries import RequestSheet, request_sheet
from app.access.sources import KINDS, LEFT_OUT, parts, sources
from app.access.words import Why
from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.forms import NewFollowUp
from app.storage.base import Base
from app.workspace import Workspace
from tests.app.access.conftest import Office


def sheet_of(workspace: Workspace, request: UUID) -> RequestSheet:
    with workspace.read() as reader:
        return request_sheet(reader, request)


def by_id(sheet: RequestSheet) -> dict[UUID, Item]:
    return {one.item.id: one.item for one in sheet.items}


def tables(items: Iterable[Item]) -> set[str]:
    return {one.table for one in items}


def test_everything_of_a_client_across_matters(office: Office) -> None:
    items = by_id(sheet_of(office.workspace, office.request))
    assert {office.nora, office.lease, office.divorce} <= items.keys()
    assert {office.call, office.advice, office.note, office.with_file, office.secret} <= items.keys()
    assert {"contact_points", "client_people", "attachments", "matter_parties"} <= tables(items.values())
    assert items[office.secret].matter_id == office.divorce
    assert not {office.karl, office.others} & items.keys(), "another client's"


def test_what_has_to_be_decided_says_why(office: Office) -> None:
    sheet = sheet_of(office.workspace, office.request)
    items = by_id(sheet)
    assert items[office.call].whys == ()
    assert items[office.advice].whys == (Why.PRIVILEGED,)
    assert Why.INTERNAL in items[office.note].whys
    assert set(items[office.elsewhere].whys) == {Why.THIRD_PARTY, Why.NAMED_ALIKE}
    undecided = {one.item.id for one in sheet.undecided}
    assert office.call not in undecided
    assert office.advice in undecided
    brother = next(one for one in items.values() if one.table == "client_people")
    assert brother.whys == (Why.THIRD_PARTY,)


def test_what_the_firm_has_to_do_is_decided_and_what_the_client_has_to_do_goes(office: Office) -> None:
    """File reviews, calls for feedback and lessons of concerns make actions, too (PRACTICE J6)."""
    with office.workspace.write() as tx:
        ours = add_follow_up(tx, office.lease, NewFollowUp("Maria Ortega", "Why was the limit missed?"))
        theirs = add_follow_up(tx, office.lease, NewFollowUp("Nora Whitcombe", "Send the deed"))
    sheet = sheet_of(office.workspace, office.request)
    items = by_id(sheet)
    assert (items[ours].whys, items[theirs].whys) == ((Why.INTERNAL,), ())
    assert ours in {one.item.id for one in sheet.undecided}


def test_a_file_is_weighed_as_its_contact(office: Office) -> None:
    items = by_id(sheet_of(office.workspace, office.request))
    file = next(one for one in items.values() if one.table == "attachments")
    assert (file.title, file.whys, file.file_id) == ("lease.txt", (), file.id)
    assert file.matter_id == office.lease


def test_who_is_no_client_is_found_by_name_and_everything_is_decided(office: Office) -> None:
    with office.workspace.write() as tx:
        request = open_request(tx, NewRequest(name="Ned Whitcombe"))
    sheet = sheet_of(office.workspace, request)
    assert tables(by_id(sheet).values()) == {"client_people"}
    assert len(sheet.undecided) == len(sheet.items) == 1


def test_what_is_restricted_is_only_said_to_be_there(office: Office) -> None:
    sheet = sheet_of(office.seen_by(office.olive), office.request)
    assert sheet.restricted
    assert not {office.secret, office.divorce} & by_id(sheet).keys()
    said = " ".join(words for one in sheet.items for line in one.item.lines for words in line)
    assert "Spain" not in said
    assert "divorce" not in said
    assert not sheet_of(office.workspace, office.request).restricted


def test_who_took_part_behind_a_wall_is_only_said_to(office: Office) -> None:
    with office.workspace.write() as tx:
        request = open_request(tx, NewRequest(name="Karl Ode"))
    assert not sheet_of(office.seen_by(office.olive), request).restricted, "nothing of his is behind it"


def test_lines_read_as_people_do(office: Office) -> None:
    items = by_id(sheet_of(office.workspace, office.request))
    lines = dict(items[office.advice].lines)
    assert lines["Advice"] == "Do not sign"
    assert lines["Channel"] == "Phone"
    assert lines["Author"] == "Maria Ortega"
    assert not [label for label in lines if "key" in label.casefold()]


def test_every_table_that_names_a_client_or_a_matter_is_a_source_a_part_or_left_out_with_a_reason() -> None:
    """What is decided here by hand exists; everything else is an item by itself."""
    known = Base.metadata.tables.keys()
    assert KINDS.keys() <= known
    assert LEFT_OUT.keys() <= known
    hung = {table.name for several in parts().values() for table, _ in several}
    named = {table.name for table in sources()}
    owned = {
        table.name
        for table in Base.metadata.sorted_tables
        if {key.column.table.name for key in table.foreign_keys}
        & {"clients", "matters", "contact_entries", *named}
    }
    assert owned <= named | hung | LEFT_OUT.keys()
    assert "" not in LEFT_OUT.values()
    assert not LEFT_OUT.keys() & (named | hung)
