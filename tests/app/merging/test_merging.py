"""Two clients made one, and two again: every row, every value, and a trail that still vouches for the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text

from app import tables
from app.clients.adjustments import NewAdjustment, make_adjustment
from app.clients.around import PersonAround, add_person
from app.clients.commands import ClientDetails, Point, add_client, edit_client
from app.clients.consents import NewConsent, take_consent
from app.clients.identity import NewIdentityCheck, check_identity
from app.clients.merges import merged_away, present_client
from app.clients.profile import profile
from app.clients.queries import client_sheet, find_client, list_clients
from app.clients.words import ClientKind, ConsentKind, PointKind
from app.contactlog.commands import amend_contact, log_contact
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.queries import entries, entry, entry_form, versions
from app.contactlog.vouched import unlike_the_trail
from app.contactlog.wishes import channels_in
from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.clock import FixedClock
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.queries import list_matters
from app.matters.sheet import matter_sheet
from app.merging.commands import merge_clients, unmerge_clients
from app.merging.tables import BY_HAND, STAYS, moved
from app.storage.transaction import Transaction
from app.verification import verify_workspace
from app.workspace import Workspace
from tests.journeys.secret_matter import CANARY, TwoFirms, make
from tests.support import MONDAY


@pytest.fixture
def pair(workspace: Workspace) -> tuple[UUID, UUID]:
    """Nora twice: each with a matter, contacts, follow-ups; one matter is for both."""
    with workspace.write() as tx:
        one = add_client(tx, nora(phone="+1 510 555 0144", language="English", notes="Old."))
        other = add_client(tx, nora(last="Whitcomb", phone="(510) 555-0144", email="nora@example.com"))
        first = open_matter(tx, MatterDetails("Lease", (one,)))
        second = open_matter(tx, MatterDetails("Dog", (other,)))
        open_matter(tx, MatterDetails("Both", (other, one)))
        for matter, client in ((first, one), (second, other), (None, other)):
            log_contact(tx, said(matter, client))
    return one, other


def nora(last: str = "Whitcombe", phone: str = "", email: str = "", **more: object) -> ClientDetails:
    points = [Point(PointKind.PHONE, phone)] if phone else []
    points += [Point(PointKind.EMAIL, email)] if email else []
    return ClientDetails(
        ClientKind.PERSON,
        first_name="Nora",
        last_name=last,
        points=tuple(points),
        **more,  # type: ignore[arg-type]
    )


def said(matter: UUID | None, client: UUID | None, words: str = "Called.") -> NewContact:
    return NewContact(
        Channel.PHONE,
        Direction.OUT,
        MONDAY - timedelta(hours=3),
        words,
        matter,
        client,
        outcome=Outcome.SPOKE,
        follow_ups=(NewFollowUp("we", "write", date(2026, 12, 1)),),
    )


def merge(workspace: Workspace, lost: UUID, kept: UUID) -> UUID:
    with workspace.write() as tx:
        return merge_clients(tx, lost, kept)


def undo(workspace: Workspace, merge_id: UUID) -> None:
    with workspace.write() as tx:
        unmerge_clients(tx, merge_id)


def unlike(workspace: Workspace) -> list[object]:
    """With the eyes of nobody: everything is looked at."""
    from sqlalchemy.orm import Session

    with Session(workspace.vault.engine) as session:
        return list(unlike_the_trail(workspace.seeing_all(session)))


def rows(workspace: Workspace) -> dict[str, list[str]]:
    """Every row of every table, but for the trail, what remembers merges and what notes each change."""
    own = {"audit_events", "audit_bodies", "client_merges", "merge_moves", "register_mark", "owed_changes"}
    with workspace.vault.engine.connect() as connection:
        return {
            table.name: sorted(
                repr(tuple(row))
                for row in connection.execute(text(f'SELECT * FROM "{table.name}"'))  # noqa: S608 # own names
            )
            for table in tables.METADATA.sorted_tables
            if table.name not in own and "search" not in table.name
        }


def test_everything_that_hangs_on_a_client_is_moved_or_listed() -> None:
    told = {(table.name, column.name) for table, column in moved()} | STAYS.keys()
    named = {
        (table.name, column.name)
        for table in tables.METADATA.sorted_tables
        for column in table.columns
        if column.name.endswith("client_id")
        or any(key.column.table.name == "clients" for key in column.foreign_keys)
    }
    assert named - told - {(name, "client_id") for name in BY_HAND} == set(), (
        "say in app/merging/tables.py what it is"
    )
    assert {
        ("contact_entries", "client_id"),
        ("contact_points", "client_id"),
        ("follow_ups", "client_id"),
    } <= told
    for table, column in moved():
        unique = {key.name for index in table.indexes if index.unique for key in index.columns}
        unique |= {one.name for constraint in table.constraints for one in getattr(constraint, "columns", ())
                   if type(constraint).__name__ == "UniqueConstraint"}  # fmt: skip
        assert not column.primary_key, f"{table.name}: by hand, the client is part of the key"
        assert column.name not in unique, f"{table.name}: by hand, two of them may collide"


def test_what_hangs_on_the_one_hangs_on_the_other(workspace: Workspace, pair: tuple[UUID, UUID]) -> None:
    kept, lost = pair
    merge(workspace, lost, kept)
    with workspace.read() as reader:
        assert [row.title for row in list_matters(reader, client_id=kept)] == ["Lease", "Dog", "Both"]
        assert list_matters(reader, client_id=lost) == ()
        assert {row.client_id for row in entries(reader)} == {kept}
        assert {one.client_id for row in entries(reader) for one in row.follow_ups} == {kept}
        (both,) = (row for row in list_matters(reader) if row.title == "Both")
        assert matter_sheet(reader, both.id).clients == ((kept, "Nora Whitcombe"),)
        sheet = client_sheet(reader, kept)
        assert (sheet.details.language, sheet.details.notes) == ("English", "Old.")
        assert [point.value for point in sheet.points] == [
            "+1 510 555 0144",
            "nora@example.com",
        ], "one number in two spellings stays once"
        assert [row.id for row in list_clients(reader)] == [kept]
        assert [row.id for row in list_clients(reader, archived=True)] == [kept]
        assert find_client(reader, "Nora") == find_client(reader, str(lost)) == kept
        assert present_client(reader, lost) == kept
    assert unlike(workspace) == []


@pytest.mark.parametrize("other", ["510 555 0144", "+1 510 555 0144", "001 510.555.0144"])
def test_the_same_number_stays_once(workspace: Workspace, other: str) -> None:
    with workspace.write() as tx:
        kept = add_client(tx, nora(phone=other))
        verified = ClientDetails(
            last_name="Whitcombe", points=(Point(PointKind.PHONE, "(510) 555-0144", verified=True),)
        )
        lost = add_client(tx, verified)
    done = merge(workspace, lost, kept)
    with workspace.read() as reader:
        (point,) = client_sheet(reader, kept).points
        assert (point.value, point.verified_on) == ("(510) 555-0144", date(2026, 11, 23))
    undo(workspace, done)
    with workspace.read() as reader:
        assert [point.value for point in client_sheet(reader, kept).points] == [other]
        assert [point.value for point in client_sheet(reader, lost).points] == ["(510) 555-0144"]


def test_forms_that_were_open_write_to_the_client_that_stays(
    workspace: Workspace, pair: tuple[UUID, UUID]
) -> None:
    kept, lost = pair
    merge(workspace, lost, kept)
    with workspace.write() as tx:
        log_contact(tx, said(None, lost, "Written while she was two."))
        opened = open_matter(tx, MatterDetails("Late", (lost, kept)))
        (dog,) = (row for row in list_matters(tx.reader()) if row.title == "Dog")
        edit_matter(tx, dog.id, MatterDetails("Dog", (lost,), number=dog.number))
        add_person(tx, lost, PersonAround("Ned"))
        take_consent(tx, lost, NewConsent(ConsentKind.SURVEY, wording="May we ask?"))
        check_identity(tx, lost, NewIdentityCheck(detail="passport"))
        make_adjustment(tx, lost, NewAdjustment("18 point"))
    with workspace.read() as reader:
        assert {row.client_id for row in entries(reader)} == {kept}
        assert {one.client_id for row in entries(reader) for one in row.follow_ups} == {kept}
        for matter in (opened, dog.id):
            assert matter_sheet(reader, matter).clients == ((kept, "Nora Whitcombe"),)
        found = profile(reader, kept)
        assert [row.details.name for row in found.sheet.people] == ["Ned"]
        assert (len(found.consents), len(found.checks), len(found.adjustments)) == (1, 1, 1)
        assert find_client(reader, str(lost)) == kept
    assert unlike(workspace) == []


def test_undone_everything_is_as_it_was(workspace: Workspace, pair: tuple[UUID, UUID]) -> None:
    before = rows(workspace)
    for kept, lost in (pair, pair[::-1]):
        done = merge(workspace, lost, kept)
        assert rows(workspace) != before
        undo(workspace, done)
        assert rows(workspace) == before
        assert unlike(workspace) == []
    with workspace.read() as reader:
        assert list(reader.session.scalars(merged_away())) == []


def test_the_chosen_values_stay_and_go_again(workspace: Workspace, pair: tuple[UUID, UUID]) -> None:
    kept, lost = pair
    before = rows(workspace)
    with workspace.write() as tx:
        chosen = ClientDetails(first_name="Nora", last_name="Whitcomb", language="French")
        done = merge_clients(tx, lost, kept, chosen)
    with workspace.read() as reader:
        sheet = client_sheet(reader, kept)
        assert (sheet.name, sheet.details.language, len(sheet.points)) == ("Nora Whitcomb", "French", 2)
    undo(workspace, done)
    assert rows(workspace) == before


def test_what_was_done_after_the_merge_stays(
    workspace: Workspace, pair: tuple[UUID, UUID], clock: FixedClock
) -> None:
    kept, lost = pair
    done = merge(workspace, lost, kept)
    clock.advance(timedelta(minutes=5))
    with workspace.write() as tx:
        new = log_contact(tx, said(None, kept, "After."))
        sheet = client_sheet(tx.reader(), kept)
        edit_client(tx, kept, ClientDetails(first_name="Nora", last_name="W", points=sheet.details.points))
        (both,) = (row.id for row in list_matters(tx.reader()) if row.title == "Both")
        edit_matter(tx, both, matter_sheet(tx.reader(), both).details)
        third = add_client(tx, nora("Lang"))
        (dog,) = (row.id for row in list_matters(tx.reader()) if row.title == "Dog")
        edit_matter(tx, dog, MatterDetails("Dog", (third,)))
    undo(workspace, done)
    with workspace.read() as reader:
        assert entry(reader, new).client_id == kept
        assert client_sheet(reader, kept).details.last_name == "W"
        assert [one for one, _ in matter_sheet(reader, dog).clients] == [third]
        assert [one for one, _ in matter_sheet(reader, both).clients] == [lost, kept]
    assert unlike(workspace) == []


def amended(tx: Transaction, entry_id: UUID) -> None:
    amend_contact(tx, entry_id, entry_form(tx.reader(), entry_id), "a word")


def test_entries_amended_before_during_and_after_are_vouched_for(
    workspace: Workspace, pair: tuple[UUID, UUID]
) -> None:
    kept, lost = pair
    with workspace.read() as reader:
        first, *others = (row.id for row in entries(reader, client_id=lost))
    with workspace.write() as tx:
        extra = [log_contact(tx, said(None, lost, str(number))) for number in range(3)]
        amended(tx, first)
        amended(tx, extra[2])
    done = merge(workspace, lost, kept)
    assert unlike(workspace) == []
    with workspace.write() as tx:
        amended(tx, extra[0])
        amended(tx, extra[2])
    assert unlike(workspace) == []
    with workspace.read() as reader:
        firsts = [versions(reader, one)[0].content["client_id"] for one in (extra[0], extra[2])]
        assert firsts == [str(lost), str(lost)]
    undo(workspace, done)
    assert unlike(workspace) == []
    with workspace.write() as tx:
        for one in (*extra, *others):
            amended(tx, one)
    assert unlike(workspace) == []
    again = merge(workspace, kept, lost)
    assert unlike(workspace) == []
    undo(workspace, again)
    assert unlike(workspace) == []
    assert all(check.ok for check in verify_workspace(workspace))


def test_merges_in_a_row_and_their_undo(workspace: Workspace, pair: tuple[UUID, UUID]) -> None:
    kept, lost = pair
    with workspace.write() as tx:
        third = add_client(tx, nora("Third"))
    before = rows(workspace)
    first, second = merge(workspace, lost, kept), merge(workspace, kept, third)
    assert unlike(workspace) == []
    with workspace.read() as reader:
        assert present_client(reader, lost) == third
        assert {row.client_id for row in entries(reader)} == {third}
    with pytest.raises(Refused) as refused:
        undo(workspace, first)
    assert refused.value.code == "merged-on"
    undo(workspace, second)
    undo(workspace, first)
    assert rows(workspace) == before
    assert unlike(workspace) == []
    with pytest.raises(Refused) as refused:
        undo(workspace, first)
    assert refused.value.code == "undone-already"


def test_two_merges_into_one_are_undone_last_first(workspace: Workspace, pair: tuple[UUID, UUID]) -> None:
    """They share a matter and a number: parted in another order, one of them would lose both."""
    one, other = pair
    with workspace.write() as tx:
        kept = add_client(tx, nora("Kept", phone="+1 510 555 0144"))
    before = rows(workspace)
    first, second = merge(workspace, one, kept), merge(workspace, other, kept)
    with pytest.raises(Refused) as refused:
        undo(workspace, first)
    assert refused.value.code == "merged-since"
    undo(workspace, second)
    undo(workspace, first)
    assert rows(workspace) == before
    assert unlike(workspace) == []


def test_what_makes_no_sense_is_refused(workspace: Workspace, pair: tuple[UUID, UUID]) -> None:
    kept, lost = pair
    with workspace.write() as tx:
        third = add_client(tx, nora("Third"))
    merge(workspace, lost, kept)
    for one, other in ((kept, kept), (third, lost), (lost, third)):
        with pytest.raises(Refused):
            merge(workspace, one, other)


def test_what_came_to_the_merged_record_since_goes_along(
    workspace: Workspace, pair: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, lost = pair
    done = merge(workspace, lost, kept)
    monkeypatch.setattr("app.contactlog.checking.present_client", lambda _, one: one)
    with workspace.write() as tx:  # a program that knew its id, and did not ask
        late = log_contact(tx, said(None, lost, "Late."))
    assert merge(workspace, lost, kept) == done
    with workspace.read() as reader:
        assert entry(reader, late).client_id == kept
    undo(workspace, done)
    with workspace.read() as reader:
        assert entry(reader, late).client_id == lost
    assert unlike(workspace) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE contact_entries SET client_id = :lost WHERE id = :id",
        "UPDATE contact_entries SET client_id = :third WHERE id = :id",
        "UPDATE contact_entries SET summary = 'Never' WHERE id = :id",
    ],
)
def test_an_entry_altered_after_a_merge_shows(
    workspace: Workspace, pair: tuple[UUID, UUID], statement: str
) -> None:
    kept, lost = pair
    with workspace.write() as tx:
        third = add_client(tx, nora("Third"))
    with workspace.read() as reader:
        chosen = next(row.id for row in entries(reader, client_id=lost))
    merge(workspace, lost, kept)
    with workspace.vault.engine.connect() as connection:
        values = {name: one.hex for name, one in (("lost", lost), ("third", third), ("id", chosen))}
        used = {name: one for name, one in values.items() if f":{name}" in statement}
        assert connection.execute(text(statement), used).rowcount == 1
        connection.commit()
    assert [one.entry_id for one in unlike(workspace)] == [chosen]  # type: ignore[attr-defined]


# behind walls


@pytest.fixture
def firms(tmp_path: Path) -> Iterator[TwoFirms]:
    made = make(tmp_path)
    yield made
    made.inside.lock()
    made.never.lock()


def test_a_merge_by_who_must_not_see_a_matter_takes_it_along_and_says_nothing(firms: TwoFirms) -> None:
    facts = firms.facts
    with firms.inside.write() as tx:
        double = add_client(tx, nora("Witcombe"))
        (hidden,) = (row for row in list_matters(tx.reader()) if row.id == facts.hidden)
        edit_matter(tx, hidden.id, _with(tx, hidden.id, facts.client, double))
    before = rows(firms.inside)
    for lost, kept in ((facts.client, double), (double, facts.client)):
        with firms.walled.write() as tx:
            done = merge_clients(tx, lost, kept)
        with firms.walled.read() as reader:
            told = repr(reader.session.execute(text("SELECT * FROM audit_bodies")).all())
            told += repr(reader.session.execute(text("SELECT * FROM audit_events")).all())
            told += repr(reader.session.execute(text("SELECT * FROM merge_moves")).all())
        assert CANARY not in told
        assert not [one for one in facts.hidden_ids if one in told]
        with firms.inside.read() as reader:
            assert [one for one, _ in matter_sheet(reader, facts.hidden).clients] == [kept]
            assert {row.client_id for row in entries(reader, matter_id=facts.hidden)} == {kept}
        assert unlike(firms.inside) == []
        with firms.walled.write() as tx:
            unmerge_clients(tx, done)
        assert rows(firms.inside) == before
        assert unlike(firms.inside) == []


def test_the_matters_own_trail_says_that_its_client_was_merged(firms: TwoFirms) -> None:
    from app.audit.models import AuditEvent

    facts = firms.facts
    with firms.walled.write() as tx:
        double = add_client(tx, nora("Witcombe"))
        merge_clients(tx, facts.client, double)
    told = select(AuditEvent.object_id).where(AuditEvent.action == "client merged")
    with firms.inside.read() as reader:
        assert set(reader.session.scalars(told)) == {facts.matter, facts.hidden}
    with firms.walled.read() as reader:
        assert set(reader.session.scalars(told)) == {facts.matter}


def test_nothing_else_goes_through_the_wall_after_a_merge(firms: TwoFirms) -> None:
    facts = firms.facts
    with firms.walled.write() as tx:
        double = add_client(tx, nora("Witcombe"))
        merge_clients(tx, facts.client, double)
        for statement in (
            "UPDATE contact_entries SET summary = 'x' WHERE matter_id = :id",
            "DELETE FROM follow_ups WHERE matter_id = :id",
        ):
            assert tx.session.execute(text(statement), {"id": facts.hidden.hex}).rowcount == 0


def _with(tx: Transaction, matter_id: UUID, *clients: UUID) -> MatterDetails:
    from dataclasses import replace

    return replace(matter_sheet(tx.reader(), matter_id).details, clients=clients)


def test_no_wish_that_keeps_somebody_safe_is_lost(workspace: Workspace) -> None:
    told = {
        "never_channels": ("Text", "Phone at home"),
        "vulnerability": ("Is watched.", "Lives with the other side."),
        "accessibility": ("Large print", "No stairs"),
        "interpreter_note": ("Sign language", "A woman"),
    }
    with workspace.write() as tx:
        kept = add_client(tx, nora(**{name: one for name, (one, _) in told.items()}))
        lost = add_client(tx, nora(**{name: other for name, (_, other) in told.items()}))
    before = rows(workspace)
    done = merge(workspace, lost, kept)
    with workspace.read() as reader:
        details = client_sheet(reader, kept).details
    for name, several in told.items():
        assert all(one in getattr(details, name) for one in several), name
    assert set(channels_in(details.never_channels)) == {Channel.TEXT, Channel.PHONE}
    undo(workspace, done)
    assert rows(workspace)["clients"] == before["clients"]
