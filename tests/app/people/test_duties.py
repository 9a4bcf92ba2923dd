"""Nothing to do is given to who only reads, has left, or may not see the matter."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.contactlog.warnings import cannot_do
from app.hours.commands import NewAbsence, add_absence
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.sheet import matter_sheet
from app.matters.walls import restrict_matter
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.workspace import Workspace

ROLES = ("responsible_id", "point_of_contact_id", "supervisor_id")


@pytest.fixture
def people(workspace: Workspace) -> dict[str, UUID]:
    with workspace.write() as tx:
        reads = add_colleague(tx, NewColleague("June Keller", Role.READ_ONLY))
        tom = add_colleague(tx, NewColleague("Tom Reyes", Role.LAWYER))
        client = add_client(tx, ClientDetails(first_name="Ida", last_name="Whitcombe"))
        matter = open_matter(tx, MatterDetails("Lease", (client,)))
    return {"reads": reads, "tom": tom, "client": client, "matter": matter}


@pytest.mark.parametrize("role", ROLES)
def test_who_reads_only_looks_after_no_matter(
    workspace: Workspace, people: dict[str, UUID], role: str
) -> None:
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), people["matter"]).details
        with pytest.raises(Refused) as refused:
            edit_matter(tx, people["matter"], replace(details, **{role: people["reads"]}))  # type: ignore[arg-type]  # one of three names
        assert (refused.value.code, refused.value.field) == ("reads-only", role)


def test_who_reads_only_gives_no_updates_and_stands_in_for_nobody(
    workspace: Workspace, people: dict[str, UUID]
) -> None:
    with workspace.write() as tx:
        with pytest.raises(Refused) as refused:
            set_plan(tx, NewPlan(people["matter"], 1, IntervalUnit.WEEK, by_id=people["reads"]))
        assert (refused.value.code, refused.value.field) == ("reads-only", "by")
        with pytest.raises(Refused) as refused:
            add_absence(tx, NewAbsence(people["tom"], tx.today, tx.today, people["reads"]))
        assert (refused.value.code, refused.value.field) == ("reads-only", "stand_in_id")


def test_who_may_not_see_a_matter_gets_nothing_to_do_in_it(
    workspace: Workspace, people: dict[str, UUID]
) -> None:
    with workspace.write() as tx:
        matter, tom = people["matter"], people["tom"]
        restrict_matter(tx, matter, [workspace.actor], "a partner's own")
        with pytest.raises(Refused, match="Tom Reyes may not see this matter") as refused:
            set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, by_id=tom))
        assert refused.value.code == "may-not-see"
        details = matter_sheet(tx.reader(), matter).details
        with pytest.raises(Refused) as refused:
            edit_matter(tx, matter, replace(details, supervisor_id=tom))
        assert (refused.value.code, refused.value.field) == ("may-not-see", "supervisor_id")


def test_who_will_not_do_what_was_agreed_is_pointed_out(
    workspace: Workspace, people: dict[str, UUID]
) -> None:
    with workspace.write() as tx:
        matter = people["matter"]
        said = cannot_do(tx.reader(), matter, ["june keller", "Tom Reyes", "the client"])
        assert [(one.field, one.code) for one in said] == [("follow_ups", "reads-only")]
        restrict_matter(tx, matter, [workspace.actor], "a partner's own")
        assert [one.code for one in cannot_do(tx.reader(), matter, ["Tom Reyes"])] == ["may-not-see"]
        assert cannot_do(tx.reader(), matter, ["", "Maria Ortega"]) == []
