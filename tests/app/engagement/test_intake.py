"""The beginning of a matter on a real vault (PRACTICE B1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.audit.models import AuditEvent
from app.conflicts.commands import NewCheck, check_conflicts, conclude_check
from app.conflicts.words import Conclusion
from app.contactlog.follow_up_commands import finish_follow_up, reopen_follow_up
from app.contactlog.queries import follow_ups
from app.contactlog.rows import FollowUpRow
from app.contactlog.words import FollowUpSide
from app.engagement.forms import IntakeForm, NewDocument
from app.engagement.intake import (
    add_document,
    expect_document,
    receive_document,
    return_document,
    save_intake,
    withdraw_document,
)
from app.engagement.intake_queries import DocumentRow, documents, intake_sheet
from app.engagement.words import DocumentState
from app.kernel.clock import FixedClock
from app.kernel.errors import Invalid, Refused
from app.owed.queries import owed
from app.storage.transaction import Transaction
from app.workspace import Workspace
from tests.support import MONDAY

TODAY = date(2026, 11, 23)
LEASE = NewDocument("The lease", due_on=date(2026, 11, 30), original=True)


def write(workspace: Workspace, act: Callable[[Transaction], object]) -> None:
    with workspace.write() as tx:
        act(tx)


def only(workspace: Workspace, matter: UUID) -> tuple[DocumentRow, FollowUpRow]:
    """The one document, and its action."""
    with workspace.read() as reader:
        (document,), (action,) = documents(reader, matter), follow_ups(reader, matter_id=matter)
    return document, action


def test_a_consultation_is_kept_in_versions(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        save_intake(tx, matter, IntakeForm(date(2026, 11, 2), "Ana and her brother", tx.actor, "She rents."))
        save_intake(tx, matter, IntakeForm(date(2026, 11, 2), "Ana alone", tx.actor, "She rents."))
        save_intake(tx, matter, IntakeForm(date(2026, 11, 2), "Ana alone", tx.actor, "She rents."))
    with workspace.read() as reader:
        sheet = intake_sheet(reader, matter)
    assert [one.form.with_whom for one in sheet.versions] == ["Ana alone", "Ana and her brother"]
    assert sheet.held_by == "Maria Ortega"


def test_an_owed_document_is_an_action_of_the_client(workspace: Workspace, matter: UUID) -> None:
    write(workspace, lambda tx: add_document(tx, matter, LEASE))
    document, action = only(workspace, matter)
    assert (document.state, document.due_on) == (DocumentState.OWED, LEASE.due_on)
    assert (action.side, action.text, action.due_on) == (
        FollowUpSide.CLIENT,
        "Send us: The lease",
        LEASE.due_on,
    )
    with workspace.read(MONDAY + timedelta(days=8)) as reader:
        assert action.id in {one.source_id for one in owed(reader, matter_id=matter).items}, (
            "it is reminded of"
        )


def test_what_comes_in_is_done(workspace: Workspace, matter: UUID) -> None:
    write(workspace, lambda tx: add_document(tx, matter, LEASE))
    document, _ = only(workspace, matter)
    write(workspace, lambda tx: receive_document(tx, document.id, date(2026, 11, 20)))
    document, action = only(workspace, matter)
    assert (document.state, document.received_on) == (DocumentState.RECEIVED, date(2026, 11, 20))
    assert action.done_at is not None
    with workspace.write() as tx, pytest.raises(Refused, match="not owed"):
        receive_document(tx, document.id)


def test_what_is_ticked_off_on_today_came_in(workspace: Workspace, matter: UUID) -> None:
    write(workspace, lambda tx: add_document(tx, matter, LEASE))
    _, action = only(workspace, matter)
    write(workspace, lambda tx: finish_follow_up(tx, action.id))
    document, _ = only(workspace, matter)
    assert (document.state, document.received_on) == (DocumentState.RECEIVED, TODAY)
    write(workspace, lambda tx: reopen_follow_up(tx, action.id))
    assert only(workspace, matter)[0].state is DocumentState.OWED
    write(workspace, lambda tx: finish_follow_up(tx, action.id))
    write(workspace, lambda tx: return_document(tx, document.id))
    assert only(workspace, matter)[0].state is DocumentState.RETURNED


def test_it_did_not_come_in_after_all(workspace: Workspace, matter: UUID) -> None:
    write(workspace, lambda tx: add_document(tx, matter, LEASE))
    document, _ = only(workspace, matter)
    write(workspace, lambda tx: receive_document(tx, document.id))
    write(workspace, lambda tx: expect_document(tx, document.id))
    document, action = only(workspace, matter)
    assert (document.state, action.done_at) == (DocumentState.OWED, None)


def test_what_is_not_needed_leaves_the_list(workspace: Workspace, matter: UUID) -> None:
    write(workspace, lambda tx: add_document(tx, matter, LEASE))
    document, _ = only(workspace, matter)
    with workspace.write() as tx, pytest.raises(Refused, match="say why"):
        withdraw_document(tx, document.id, " ")
    write(workspace, lambda tx: withdraw_document(tx, document.id, "The court has it"))
    document, action = only(workspace, matter)
    assert document.state is DocumentState.WITHDRAWN
    assert action.done_at is not None
    with workspace.write() as tx, pytest.raises(Refused, match="not with us"):
        return_document(tx, document.id)


def test_a_document_that_is_here_is_no_action(workspace: Workspace, matter: UUID) -> None:
    write(workspace, lambda tx: add_document(tx, matter, NewDocument("Passport", received_on=TODAY)))
    with workspace.read() as reader:
        (document,) = documents(reader, matter)
        assert document.state is DocumentState.RECEIVED
        assert follow_ups(reader, matter_id=matter) == ()
    write(workspace, lambda tx: expect_document(tx, document.id))
    assert only(workspace, matter)[1].side is FollowUpSide.CLIENT


def test_somebody_else_owes_it(workspace: Workspace, matter: UUID) -> None:
    write(workspace, lambda tx: add_document(tx, matter, NewDocument("Records", "St. Luke's Hospital")))
    assert only(workspace, matter)[1].side is FollowUpSide.OTHER


def test_somebody_else_owes_it_again(workspace: Workspace, matter: UUID) -> None:
    records = NewDocument("Records", "St. Luke's Hospital", received_on=TODAY)
    write(workspace, lambda tx: add_document(tx, matter, records))
    with workspace.read() as reader:
        (document,) = documents(reader, matter)
    write(workspace, lambda tx: expect_document(tx, document.id))
    assert only(workspace, matter)[1].side is FollowUpSide.OTHER


def test_what_is_not_needed_was_not_done(workspace: Workspace, matter: UUID, clock: FixedClock) -> None:
    write(workspace, lambda tx: add_document(tx, matter, LEASE))
    document, action = only(workspace, matter)
    clock.set(MONDAY + timedelta(hours=1))
    write(workspace, lambda tx: withdraw_document(tx, document.id, "The court has it"))
    off = only(workspace, matter)[1].done_at
    with workspace.read() as reader:
        query = select(AuditEvent.action).where(AuditEvent.object_id == action.id).order_by(AuditEvent.seq)
        assert list(reader.session.scalars(query)) == ["added", "given up"]
    clock.set(MONDAY + timedelta(hours=2))
    write(workspace, lambda tx: expect_document(tx, document.id))
    assert only(workspace, matter)[1].done_at is None
    with workspace.read(clock.now(), MONDAY + timedelta(minutes=90)) as reader:
        assert follow_ups(reader, matter_id=matter)[0].done_at == off, "as it was known"


def test_nothing_goes_back_before_it_came(workspace: Workspace, matter: UUID) -> None:
    write(workspace, lambda tx: add_document(tx, matter, LEASE))
    document, _ = only(workspace, matter)
    write(workspace, lambda tx: receive_document(tx, document.id, date(2026, 11, 20)))
    with workspace.write() as tx, pytest.raises(Refused) as found:
        return_document(tx, document.id, date(2026, 11, 19))
    assert (found.value.code, found.value.field) == ("before-received", "on")
    write(workspace, lambda tx: return_document(tx, document.id, date(2026, 11, 20)))
    assert only(workspace, matter)[0].returned_on == date(2026, 11, 20)


def test_the_conflict_check_of_the_matter_stands_beside_it(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        check = check_conflicts(tx, NewCheck(("Larkspur Catering",), matter_id=matter))
        conclude_check(tx, check, Conclusion.CLEAR, "Nobody of ours.")
    with workspace.read() as reader:
        found = intake_sheet(reader, matter).check
    assert found is not None
    assert (found.id, found.conclusion) == (check, Conclusion.CLEAR)


def test_bad_values(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx, pytest.raises(Invalid) as found:
        add_document(tx, matter, NewDocument(" ", " ", received_on=date(2026, 11, 24)))
    assert {one.field for one in found.value.problems} == {"title", "owner", "received_on"}
    with workspace.write() as tx, pytest.raises(Invalid, match="still to come"):
        save_intake(tx, matter, IntakeForm(date(2026, 11, 24)))
    with workspace.write() as tx, pytest.raises(Invalid, match="at most"):
        save_intake(tx, matter, IntakeForm(facts="x" * 20_001))


def test_as_it_stood(workspace: Workspace, matter: UUID, clock: FixedClock) -> None:
    write(workspace, lambda tx: add_document(tx, matter, LEASE))
    document, _ = only(workspace, matter)
    clock.set(MONDAY + timedelta(days=3))
    write(workspace, lambda tx: receive_document(tx, document.id))
    with workspace.read(MONDAY + timedelta(days=1)) as reader:
        assert documents(reader, matter)[0].state is DocumentState.OWED
    with workspace.read(MONDAY - timedelta(days=1)) as reader:
        assert documents(reader, matter) == ()
