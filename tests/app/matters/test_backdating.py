"""Who looked after a matter in the past is rewritten by a partner, with the reason, and not beyond what is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.kernel.clock import FixedClock
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, open_matter
from app.matters.keepers import KeeperRole, keeper_history
from app.matters.sheet import matter_sheet
from app.owed.handover.handing_over import NewHandOver, hand_over
from app.owed.handover.new_keepers import edit_and_tell
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.workspace import Workspace


@dataclass
class Firm:
    workspace: Workspace
    staff: Workspace
    nora: UUID
    max: UUID
    matter: UUID

    def give(self, workspace: Workspace, to_id: UUID, on: date, reason: str = "") -> None:
        with workspace.write() as tx:
            details = matter_sheet(tx.reader(), self.matter).details
            edit_and_tell(tx, self.matter, replace(details, point_of_contact_id=to_id), on=on, reason=reason)


@pytest.fixture
def firm(workspace: Workspace, clock: FixedClock) -> Firm:
    """Maria is a partner; the matter was opened a month ago."""
    with workspace.write() as tx:
        nora = add_colleague(tx, NewColleague("Nora Brandt", Role.LAWYER))
        max_ = add_colleague(tx, NewColleague("Max Stone", Role.LAWYER))
        staff = add_colleague(tx, NewColleague("Sam Staff", Role.STAFF))
        client = add_client(tx, ClientDetails(first_name="Ida", last_name="Whitcombe"))
        opened = tx.today - timedelta(days=30)
        matter = open_matter(
            tx, MatterDetails("Lease", (client,), opened_on=opened, point_of_contact_id=nora)
        )
    eyes = Workspace(workspace.vault, clock, staff, workspace.zone)
    return Firm(workspace, eyes, nora, max_, matter)


def test_not_before_the_matter_was_opened(firm: Firm) -> None:
    with pytest.raises(Refused) as refused:
        firm.give(firm.workspace, firm.max, date(1800, 1, 1), "always was")
    assert (refused.value.code, refused.value.field) == ("before-opened", "on")
    with pytest.raises(Refused, match="was opened on"), firm.workspace.write() as tx:
        hand_over(tx, NewHandOver(firm.nora, firm.max, on=date(2020, 1, 1), reason="left"))


def test_a_day_that_is_over_asks_for_the_reason_and_a_partner(firm: Firm) -> None:
    last_week = date(2026, 11, 16)
    with pytest.raises(Refused) as refused:
        firm.give(firm.workspace, firm.max, last_week)
    assert (refused.value.code, refused.value.field) == ("no-reason", "reason")
    with pytest.raises(Refused, match="Only a partner"):
        firm.give(firm.staff, firm.max, last_week, "nobody wrote it down")
    firm.give(firm.workspace, firm.max, last_week, "nobody wrote it down")
    with firm.workspace.read() as reader:
        (change,) = keeper_history(reader, firm.matter)
    assert (change.role, change.now, reader.local(change.since).date()) == (
        KeeperRole.CONTACT,
        "Max Stone",
        last_week,
    )


def test_today_and_days_to_come_are_for_anybody(firm: Firm) -> None:
    firm.give(firm.staff, firm.max, date(2026, 11, 23))
    firm.give(firm.staff, firm.nora, date(2026, 12, 7))


def test_not_before_what_was_written_last(firm: Firm) -> None:
    firm.give(firm.workspace, firm.max, date(2026, 11, 18), "leave")
    with pytest.raises(Refused) as refused:
        firm.give(firm.workspace, firm.nora, date(2026, 11, 12), "leave")
    assert (refused.value.code, refused.value.field) == ("before-last-change", "on")
