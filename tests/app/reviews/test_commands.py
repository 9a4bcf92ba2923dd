"""File reviews on a real vault: begun, recorded, given up; comments as actions; the record on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader

from app.clients.commands import ClientDetails, add_client
from app.concerns.commands import raise_concern
from app.concerns.forms import NewConcern
from app.contactlog.follow_up_commands import finish_follow_up
from app.contactlog.queries import follow_ups
from app.kernel.errors import Invalid, NotFound, Refused
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.sheet import matter_sheet
from app.matters.walls import restrict_matter
from app.matters.words import MatterStatus
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.reviews.checklist import change_checklist, checklist, checklist_versions, supplied
from app.reviews.commands import Comment, NewRecord, Said, drop_review, record_review, start_review
from app.reviews.queries import review_queue, review_sheet, reviews
from app.reviews.words import Risk, Verdict
from app.workspace import Workspace
from tests.support import Cli


@pytest.fixture
def lawyer(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        return add_colleague(tx, NewColleague("Leah Lawyer", Role.LAWYER))


@pytest.fixture
def matter(workspace: Workspace, lawyer: UUID) -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        about = MatterDetails(
            title="Whitcombe v. Larkspur",
            clients=(client,),
            responsible_id=lawyer,
            opened_on=date(2026, 3, 2),
        )
        return open_matter(tx, about)


def fine(workspace: Workspace) -> dict[int, Said]:
    with workspace.read() as reader:
        return {place: Said(Verdict.FINE) for place in range(len(checklist(reader).items))}


def begun(workspace: Workspace, matter: UUID) -> UUID:
    with workspace.write() as tx:
        return start_review(tx, matter)


def test_a_comment_is_an_action_of_the_author(workspace: Workspace, matter: UUID, lawyer: UUID) -> None:
    review = begun(workspace, matter)
    said = fine(workspace) | {2: Said(Verdict.ATTENTION, "Two replies were late")}
    comments = (
        Comment("call her about the lien"),
        Comment("write the note of 3 May", due_on=date(2026, 12, 1)),
    )
    with workspace.write() as tx:
        actions = record_review(tx, review, NewRecord(said, "In good order but for replies", comments))
    with workspace.read() as reader:
        sheet = review_sheet(reader, review)
        agreed = {one.id: one for one in follow_ups(reader, matter_id=matter)}
    assert (sheet.row.attention, sheet.row.comments, sheet.row.findings) == (
        1,
        2,
        "In good order but for replies",
    )
    assert [agreed[one].colleague_id for one in actions] == [lawyer, lawyer]
    # five working days after Monday 23 November; Thursday and Friday are Thanksgiving
    assert [agreed[one].due_on for one in actions] == [date(2026, 12, 2), date(2026, 12, 1)]
    assert [line.done for line in sheet.comments] == [False, False]
    with workspace.write() as tx:
        finish_follow_up(tx, actions[0])
    with workspace.read() as reader:
        assert [line.done for line in review_sheet(reader, review).comments] == [True, False]


def test_each_point_has_a_verdict_and_attention_says_why(workspace: Workspace, matter: UUID) -> None:
    review, said = begun(workspace, matter), fine(workspace)
    with workspace.write() as tx, pytest.raises(Invalid) as refused:
        record_review(tx, review, NewRecord({place: one for place, one in said.items() if place}))
    assert [one.code for one in refused.value.problems] == ["unanswered"]
    with workspace.write() as tx, pytest.raises(Invalid) as refused:
        record_review(tx, review, NewRecord(said | {1: Said(Verdict.ATTENTION, " ")}))
    assert [(one.field, one.code) for one in refused.value.problems] == [("note_1", "no-note")]


def test_a_review_is_of_who_began_it_and_is_finished_once(
    workspace: Workspace, matter: UUID, lawyer: UUID
) -> None:
    review, said = begun(workspace, matter), fine(workspace)
    other = Workspace(workspace.vault, workspace.clock, lawyer, workspace.zone)
    with other.write() as tx, pytest.raises(Refused) as refused:
        record_review(tx, review, NewRecord(said))
    assert refused.value.code == "not-yours"
    with workspace.write() as tx, pytest.raises(Refused) as refused:
        start_review(tx, matter)
    assert refused.value.code == "under-review"
    with workspace.write() as tx:
        record_review(tx, review, NewRecord(said))
    with workspace.write() as tx, pytest.raises(Refused) as refused:
        record_review(tx, review, NewRecord(said))
    assert refused.value.code == "finished"


def test_staff_reviews_no_file(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        staff = add_colleague(tx, NewColleague("Sam Staff", Role.STAFF))
    other = Workspace(workspace.vault, workspace.clock, staff, workspace.zone)
    with other.write() as tx, pytest.raises(Refused) as refused:
        start_review(tx, matter)
    assert refused.value.code == "not-a-lawyer"


def test_a_review_given_up_is_kept_with_its_reason(workspace: Workspace, matter: UUID) -> None:
    review = begun(workspace, matter)
    with workspace.write() as tx:
        drop_review(tx, review, "The matter is settled")
    with workspace.read() as reader:
        assert reviews(reader) == ()
        (row,) = reviews(reader, dropped=True)
        assert (row.dropped_reason, row.runs) == ("The matter is settled", False)
        assert [one.matter.id for one in review_queue(reader)] == [matter]


def test_a_restricted_matter_is_reviewed_by_who_sees_it_alone(
    workspace: Workspace, matter: UUID, lawyer: UUID
) -> None:
    with workspace.write() as tx:
        other = add_colleague(tx, NewColleague("Olive Outsider", Role.PARTNER))
        restrict_matter(tx, matter, (workspace.actor, lawyer), "Hers")
    outsider = Workspace(workspace.vault, workspace.clock, other, workspace.zone)
    with outsider.read() as reader:
        assert review_queue(reader) == ()
    with outsider.write() as tx, pytest.raises(NotFound):
        start_review(tx, matter)


def test_the_checklist_has_versions_and_a_review_keeps_its_own(workspace: Workspace, matter: UUID) -> None:
    review = begun(workspace, matter)
    with workspace.write() as tx, pytest.raises(Refused):
        change_checklist(tx, ["Was the client told?"], "")
    with workspace.write() as tx, pytest.raises(Invalid):
        change_checklist(tx, ["One", "One"], "Twice")
    with workspace.write() as tx:
        assert change_checklist(tx, ["Was the client told?", " "], "Shorter") == 1
    with workspace.read() as reader:
        assert checklist(reader).items == ("Was the client told?",)
        assert [one.number for one in checklist_versions(reader)] == [1, 0]
        assert len(review_sheet(reader, review).points) == len(supplied().items)


def test_the_command_line_does_it_all(cli: Cli, workspace: Workspace, matter: UUID, tmp_path: Path) -> None:
    number = cli("matters").json["matters"][0]["number"]
    assert [one["matter"] for one in cli("review", "queue").json["queue"]] == [number]
    review = cli("review", "start", "--matter", number).json["review"]
    assert cli("review", "record", review["id"], "--fine", "1,2").status == 1
    done = cli(
        "review", "record", review["id"][-8:], "--fine", "rest", "--attention", "3:Late replies", "--not-here", "11",
        "--findings", "Good", "--comment", "call her",
    ).json  # fmt: skip
    assert (done["review"]["attention"], len(done["follow_ups"])) == (1, 1)
    assert done["review"]["points"][10]["verdict"] == "not_here"
    file = tmp_path / "review.pdf"
    shown = cli("review", "show", review["id"], "--out", str(file)).json
    assert shown["pages"] == 1
    text = PdfReader(file).pages[0].extract_text()
    assert "Result" in text
    assert "Point" in text
    assert "Late replies" in text
    assert "File review" in text
    assert cli("review", "figures").json["firm"]["share"] == "1"
    assert cli("review", "list", "--matter", number).json["reviews"][0]["findings"] == "Good"
    words = tmp_path / "points.txt"
    words.write_text("Was the client told?\nIs there a next date?\n", encoding="utf-8")
    written = cli("review", "checklist", "--set", str(words), "--reason", "Shorter").json
    assert written["checklists"][0]["items"] == ["Was the client told?", "Is there a next date?"]


def test_a_file_that_became_ones_own_meanwhile_is_reviewed_by_another(
    workspace: Workspace, matter: UUID
) -> None:
    """Begun as somebody else's, handed over to the reviewer before the review was recorded."""
    review = begun(workspace, matter)
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, responsible_id=tx.actor))
    with workspace.write() as tx, pytest.raises(Refused) as refused:
        record_review(tx, review, NewRecord(fine(workspace)))
    assert refused.value.code == "own-file"
    with workspace.write() as tx:
        drop_review(tx, review, "It is mine now")


def test_a_comment_in_a_matter_that_was_closed_meanwhile_is_not_lost(
    workspace: Workspace, matter: UUID, lawyer: UUID
) -> None:
    review = begun(workspace, matter)
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, status=MatterStatus.CLOSED, closed_on=tx.today))
    commented = NewRecord(fine(workspace), "", [Comment("Call the client")])
    with workspace.write() as tx, pytest.raises(Refused) as refused:
        record_review(tx, review, commented)
    assert (refused.value.code, refused.value.field) == ("closed", "comments")
    with workspace.write() as tx:
        assert record_review(tx, review, replace(commented, comments=(), findings="Call the client")) == ()


def test_a_concern_kept_apart_speaks_for_no_file_and_is_stored_with_no_review(
    workspace: Workspace, matter: UUID, lawyer: UUID
) -> None:
    """What stands in a review is read by everybody who may see the matter, not by its reviewer alone."""
    with workspace.write() as tx:
        raise_concern(tx, NewConcern("Nobody calls", matter_id=matter))
        raise_concern(tx, NewConcern("She is afraid of her lawyer", matter_id=matter, apart=True))
    with workspace.read() as reader:
        (row,) = review_queue(reader)
    assert dict(row.risks)[Risk.CONCERNS] == 1
    review = begun(workspace, matter)
    with workspace.read() as reader:
        assert dict(review_sheet(reader, review).row.risks)[Risk.CONCERNS] == 1


def test_a_comment_is_of_who_is_meant_though_another_has_a_longer_name(
    workspace: Workspace, matter: UUID, lawyer: UUID
) -> None:
    review = begun(workspace, matter)
    with workspace.write() as tx:
        add_colleague(tx, NewColleague("Leah Lawyer Park", Role.LAWYER))
        (action,) = record_review(tx, review, NewRecord(fine(workspace), "", [Comment("Call the client")]))
    with workspace.read() as reader:
        (agreed,) = follow_ups(reader, matter_id=matter)
    assert (agreed.id, agreed.colleague_id, agreed.who) == (action, lawyer, "Leah Lawyer")
