"""What stood in the name of who leaves stands in another's, as one act of the trail."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.audit.models import AuditEvent
from app.clients.commands import ClientDetails, add_client
from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.forms import NewFollowUp
from app.contactlog.queries import follow_ups
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, open_matter
from app.matters.sheet import matter_sheet
from app.matters.words import MatterStatus
from app.owed.handover.handing_over import NewHandOver, hand_over
from app.owed.handover.left_with import left_with
from app.people import standing
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.schedule.commands import NewPlan, set_plan
from app.schedule.models import UpdatePlan
from app.schedule.words import IntervalUnit
from app.workspace import Workspace


def test_matters_schedules_and_follow_ups_go_on_with_another(workspace: Workspace) -> None:
    with workspace.write() as tx:
        david = add_colleague(tx, NewColleague("David Finch", Role.LAWYER))
        ann = add_colleague(tx, NewColleague("Ann Harbour", Role.PARTNER))
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        details = MatterDetails("Whitcombe v. Larkspur", (client,), opened_on=tx.today, responsible_id=david)
        matter = open_matter(tx, details)
        closed = open_matter(
            tx,
            MatterDetails(
                "Old", (client,), status=MatterStatus.CLOSED, opened_on=tx.today, closed_on=tx.today,
                responsible_id=david,
            ),
        )  # fmt: skip
        set_plan(tx, NewPlan(matter, 2, IntervalUnit.WEEK, date(2026, 11, 2), 21, by_id=david))
        add_follow_up(tx, matter, NewFollowUp("David", "send stipulation", date(2026, 11, 24)))
        add_follow_up(tx, matter, NewFollowUp("Ann", "call the court", date(2026, 11, 25)))
    with workspace.write() as tx:
        standing.take_leave(tx, david, [workspace.actor])
        hand_over(tx, NewHandOver(david, ann))
    with workspace.read() as reader:
        assert left_with(reader, david).nothing
        sheet = matter_sheet(reader, matter).details
        assert (sheet.responsible_id, sheet.point_of_contact_id) == (ann, None)
        assert matter_sheet(reader, closed).details.responsible_id == david, "what is over stays as it was"
        assert {(one.who, one.colleague_id) for one in follow_ups(reader)} == {
            ("Ann Harbour", ann),
            ("Ann", ann),
        }
        newest = select(UpdatePlan).where(UpdatePlan.matter_id == matter).order_by(UpdatePlan.version.desc())
        plan = reader.session.scalars(newest).first()
        assert plan is not None
        assert (plan.by_id, plan.counted_from, plan.at_most_days) == (ann, date(2026, 11, 2), 21)
        actions = reader.session.scalars(select(AuditEvent.action).order_by(AuditEvent.seq)).all()
        assert actions[-2:] == ["removed", "handed over"]


def test_nobody_who_left_is_given_anything(workspace: Workspace) -> None:
    with workspace.write() as tx:
        david = add_colleague(tx, NewColleague("David Finch", Role.LAWYER))
        standing.take_leave(tx, david, [workspace.actor])
        with pytest.raises(Refused, match="no longer at the firm"):
            hand_over(tx, NewHandOver(workspace.actor, david))
