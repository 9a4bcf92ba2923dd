"""The trail as it is read: pages, filters, names, and one event opened (PRACTICE J3)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from app.audit import queries
from app.clients.commands import ClientDetails, add_client, edit_client
from app.contactlog.commands import amend_contact, log_contact, withdraw_contact
from app.contactlog.forms import NewContact
from app.contactlog.queries import entry_form
from app.contactlog.words import Channel, Direction
from app.deeds.details import deed_details
from app.deeds.queries import Deed, Wanted, days_of, deed, deeds
from app.kernel.clock import FixedClock
from app.kernel.errors import NotFound, Refused
from app.kernel.rights import Right
from app.matters.commands import MatterDetails, open_matter
from app.matters.key_dates import NewKeyDate, add_key_date, move_key_date
from app.matters.words import KeyDateKind
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.workspace import Workspace
from tests.support import MONDAY


@pytest.fixture
def matters(workspace: Workspace) -> dict[str, UUID]:
    """Two matters of two clients."""
    with workspace.write() as tx:
        found = {}
        for name in ("Whitcombe", "Delacroix"):
            client = add_client(tx, ClientDetails(first_name="Nora", last_name=name))
            found[name] = open_matter(tx, MatterDetails(f"{name} v. Larkspur", (client,)))
        return found


ALL = Wanted()


def said(workspace: Workspace, wanted: Wanted = ALL, **paging: int) -> list[str]:
    with workspace.read() as reader:
        page = deeds(reader, wanted, **paging)
        return [one.sentence(days_of(reader)) for one in page.rows]


def call(matter: UUID, **rest: object) -> NewContact:
    values = {
        "channel": Channel.PHONE,
        "direction": Direction.OUT,
        "occurred_at": MONDAY,
        "summary": "She called.",
    }
    return NewContact(**{**values, "matter_id": matter, **rest})  # type: ignore[arg-type] # a table of test values


def newest(workspace: Workspace) -> Deed:
    with workspace.read() as reader:
        return deeds(reader, Wanted(), limit=1).rows[0]


def test_the_newest_comes_first_and_every_event_once(workspace: Workspace, matters: dict[str, UUID]) -> None:
    seqs: list[int] = []
    before: int | None = None
    with workspace.read() as reader:
        while True:
            page = deeds(reader, Wanted(), before_seq=before, limit=2)
            seqs += [one.event.seq for one in page.rows]
            before = page.next
            if before is None:
                break
    assert seqs == [6, 5, 4, 3, 2, 1]


def test_a_filter_looks_through_the_trail_a_stretch_at_a_time(
    workspace: Workspace, matters: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "STRETCH", 2)
    with workspace.read() as reader:
        page = deeds(reader, Wanted(action="added", matter=matters["Whitcombe"]))
        assert (page.rows, page.next) == ((), 5)  # of the newest two none is of that matter
        assert page.next is not None
        assert [
            one.event.seq for one in deeds(reader, Wanted(matter=matters["Whitcombe"]), before_seq=5).rows
        ] == [4]


def test_by_matter_means_all_that_hangs_on_it(workspace: Workspace, matters: dict[str, UUID]) -> None:
    with workspace.write() as tx:
        entry = log_contact(tx, call(matters["Whitcombe"]))
        add_key_date(
            tx, NewKeyDate(matters["Whitcombe"], KeyDateKind.HEARING, date(2026, 12, 4), title="Hearing")
        )
        log_contact(tx, call(matters["Delacroix"]))
    with workspace.write() as tx:
        withdraw_contact(tx, entry, "twice the same")
    assert said(workspace, Wanted(matter=matters["Whitcombe"])) == [
        "Maria Ortega withdrew an entry of Mon 23 Nov in Whitcombe v. Larkspur, because: twice the same",
        "Maria Ortega added a key date in Whitcombe v. Larkspur: Hearing, Fri 4 Dec",
        "Maria Ortega logged a contact of Mon 23 Nov in Whitcombe v. Larkspur",
        "Maria Ortega opened the matter Whitcombe v. Larkspur",
    ]


def test_an_import_is_found_by_what_it_brought(workspace: Workspace, matters: dict[str, UUID]) -> None:
    with workspace.write() as tx, tx.as_one("imported", "import", tx.new_id(), files=2):
        log_contact(tx, call(matters["Whitcombe"]))
        log_contact(tx, call(matters["Whitcombe"]))
    assert said(workspace, Wanted(matter=matters["Delacroix"])) == [
        "Maria Ortega opened the matter Delacroix v. Larkspur"
    ]
    assert (
        said(workspace, Wanted(matter=matters["Whitcombe"]))[0]
        == "Maria Ortega brought in 2 files: 2 records"
    )
    with workspace.read() as reader:
        found = deed_details(reader, newest(workspace).event.seq)
        listed = [one.sentence(days_of(reader)) for one in found.listed]
    assert listed == ["Maria Ortega logged a contact of Mon 23 Nov in Whitcombe v. Larkspur"] * 2
    assert found.more == 0


def test_a_long_import_is_listed_without_being_read(
    workspace: Workspace, matters: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace.write() as tx, tx.as_one("imported", "import", tx.new_id(), files=1):
        for number in range(5):
            add_client(tx, ClientDetails(first_name="Nora", last_name=f"Client {number}"))
    monkeypatch.setattr(queries, "SHORT", 60)
    assert said(workspace)[0] == "Maria Ortega brought in a file: 5 records"


def test_by_person_action_group_and_day(
    workspace: Workspace, matters: dict[str, UUID], clock: FixedClock
) -> None:
    with workspace.write() as tx:
        david = add_colleague(tx, NewColleague("David Finch", Role.LAWYER))
    clock.advance(timedelta(days=2))
    workspace.note("printed", "status_report", matters["Whitcombe"], pages=2)
    assert said(workspace, Wanted(person=david)) == ["Maria Ortega added David Finch to the firm as lawyer"]
    printed = ["Maria Ortega printed the status report in Whitcombe v. Larkspur, 2 pages"]
    assert said(workspace, Wanted(group="out")) == printed
    assert said(workspace, Wanted(action="printed")) == printed
    assert said(workspace, Wanted(first=MONDAY + timedelta(days=1))) == printed
    assert len(said(workspace, Wanted(before=MONDAY + timedelta(days=1)))) == 7
    assert len(said(workspace, Wanted(group="changes"))) == 7


def test_a_change_says_what_was_before(workspace: Workspace) -> None:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe", language="English"))
    with workspace.write() as tx:
        edit_client(
            tx,
            client,
            ClientDetails(first_name="Nora", last_name="Whitcombe", language="Spanish", interpreter=True),
        )
    with workspace.read() as reader:
        found = deed_details(reader, newest(workspace).event.seq)
    assert [(one.label, one.before, one.after) for one in found.values] == [
        ("interpreter", "no", "yes"),
        ("language", "English", "Spanish"),
    ]


def test_a_moved_date_says_from_when_to_when(workspace: Workspace, matters: dict[str, UUID]) -> None:
    with workspace.write() as tx:
        new = NewKeyDate(matters["Whitcombe"], KeyDateKind.HEARING, date(2026, 12, 4), title="Hearing")
        found = add_key_date(tx, new)
    with workspace.write() as tx:
        move_key_date(tx, found, date(2026, 12, 11), None, "the court is closed")
    assert said(workspace)[0] == (
        "Maria Ortega moved a key date in Whitcombe v. Larkspur: Hearing, from Fri 4 Dec to Fri 11 Dec, "
        "because: the court is closed"
    )


def test_an_entry_is_told_by_its_versions_where_the_trail_holds_a_digest(
    workspace: Workspace, matters: dict[str, UUID]
) -> None:
    with workspace.write() as tx:
        entry = log_contact(tx, call(matters["Whitcombe"]))
    added = newest(workspace)
    assert added.event.body is None
    with workspace.write() as tx:
        form = entry_form(tx.reader(), entry)
        amend_contact(tx, entry, call(matters["Whitcombe"], summary="She called twice."), "it was twice")
        assert form.summary == "She called."
    with workspace.read() as reader:
        first = deed_details(reader, added.event.seq)
        second = deed_details(reader, newest(workspace).event.seq)
    assert first.version is not None
    assert (first.version.content["summary"], first.earlier) == ("She called.", None)
    assert second.version is not None
    assert second.earlier is not None
    assert (second.earlier.content["summary"], second.version.content["summary"]) == (
        "She called.",
        "She called twice.",
    )
    assert [one.label for one in second.values] == ["reason"]


def test_what_nobody_signed_in_did_has_no_name(workspace: Workspace) -> None:
    from app.audit.signing import Way
    from app.vault import failures

    failures.keep(workspace.vault.id, workspace.actor, MONDAY)
    failures.keep(workspace.vault.id, None, MONDAY)
    workspace.sign_in(Way.WINDOW)
    with workspace.read() as reader:
        page = deeds(reader, Wanted(group="sign-ins"))
        whose = [(one.event.action, one.event.kind, one.who) for one in page.rows]
    assert whose == [
        ("signed in", "colleague", "Maria Ortega"),
        ("sign-in failed", "recovery_key", ""),
        ("sign-in failed", "colleague", ""),
    ]
    assert failures.read(workspace.vault.id) == (), "they stand in the trail now"


def test_an_event_that_is_none(workspace: Workspace) -> None:
    with workspace.read() as reader:
        assert deed(reader, 4711) is None
        with pytest.raises(NotFound):
            deed_details(reader, 4711)


def test_only_who_may_sees_the_trail(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.workspace.rights_held", lambda *_: frozenset(Right) - {Right.AUDIT})
    with workspace.read() as reader:
        with pytest.raises(Refused, match="audit trail"):
            deeds(reader, Wanted())
        with pytest.raises(Refused, match="audit trail"):
            deed(reader, 1)
