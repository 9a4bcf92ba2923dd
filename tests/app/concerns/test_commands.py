"""Raising, flagging, changing; steps taken, put right, taken back; stages, closing, reopening."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.concerns.commands import FLAGGED, change_concern, flag_concern, raise_concern
from app.concerns.course import close_concern, escalate_concern, reopen_concern
from app.concerns.forms import NewConcern, NewStage, NewStep
from app.concerns.outside import ELSEWHERE, final_notice, outside_bodies, outside_of
from app.concerns.queries import concerns, count_concerns, open_concerns_of
from app.concerns.reading import concern_meant
from app.concerns.settings import change_concern_rules, concern_rules
from app.concerns.sheet import concern_sheet, step_versions
from app.concerns.steps import correct_step, take_step, take_step_back
from app.concerns.words import Cause, ClockKind, Ending, Stage, StepKind
from app.contactlog.forms import NewFollowUp
from app.contactlog.queries import follow_ups
from app.contactlog.words import FollowUpSide
from app.kernel.clock import FixedClock
from app.kernel.duty import Duty
from app.kernel.errors import Refused
from app.matters.commands import edit_matter
from app.matters.sheet import matter_sheet
from app.matters.walls import restrict_matter
from app.matters.words import MatterStatus
from app.notices.commands import save_notice
from app.notices.queries import NoticeForm
from app.notices.words import Outlet
from app.owed.queries import owed
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.storage.transaction import Transaction
from tests.app.concerns.conftest import Office
from tests.support import MONDAY

TODAY = date(2026, 11, 23)
SAID = "Nobody calls back"


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def refused(office: Office, do: Callable[[Transaction], object]) -> str:
    with pytest.raises(Refused) as error, office.workspace.write() as tx:
        do(tx)
    return error.value.code


def raised(office: Office, **more: object) -> NewConcern:
    return replace(NewConcern(SAID, Cause.LATE_REPLY, matter_id=office.matter), **more)  # type: ignore[arg-type] # by name


def test_a_concern_begins_with_the_point_of_contact(office: Office) -> None:
    with office.workspace.write() as tx:
        concern = raise_concern(tx, raised(office))
    with office.workspace.read() as reader:
        row = concern_sheet(reader, concern).row
        assert (row.client, row.facts.raised_by, row.facts.raised_on) == (
            "Nora Whitcombe",
            "Nora Whitcombe",
            TODAY,
        )
        assert (row.handler, row.supervisor, row.stage) == ("Tom Bell", "Rosa Diaz", Stage.CONTACT)
        assert row.next is not None
        assert row.next.kind is ClockKind.ACKNOWLEDGE
        assert open_concerns_of(reader) == {office.matter: 1}
        assert count_concerns(reader, is_open=True) == 1


def test_outside_any_matter_it_is_whose_who_wrote_it_down(office: Office) -> None:
    with office.workspace.write() as tx:
        concern = raise_concern(tx, NewConcern(SAID, client_id=office.client))
    with office.workspace.read() as reader:
        row = concern_sheet(reader, concern).row
    assert (row.handler, row.supervisor, row.matter_number) == ("Maria Ortega", "Paul Finch", "")


def test_a_contact_is_flagged_once(office: Office) -> None:
    with office.workspace.write() as tx:
        concern = flag_concern(tx, office.entry)
    with office.workspace.read() as reader:
        facts = concern_sheet(reader, concern).row.facts
    assert (facts.how, facts.cause, facts.raised_on) == (FLAGGED, Cause.TONE, days(-4))
    assert (facts.matter_id, facts.entry_id) == (office.matter, office.entry)
    assert refused(office, lambda tx: flag_concern(tx, office.entry)) == "flagged-already"
    with office.workspace.write() as tx:
        close_concern(tx, concern, Ending.NONE, "She had a cold")
        flag_concern(tx, office.entry, "Again")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"matter_id": None}, "no-client"),
        ({"how": " \x00 "}, "no-how"),
        ({"how": "x" * 20_001}, "how-too-long"),
        ({"raised_by": "x" * 201}, "name-too-long"),
        ({"raised_on": days(1)}, "in-future"),
        ({"formal_on": days(-1)}, "bad-formal"),
        ({"formal_on": days(1)}, "bad-formal"),
    ],
)
def test_what_makes_no_sense_is_refused(office: Office, more: dict[str, object], code: str) -> None:
    assert refused(office, lambda tx: raise_concern(tx, raised(office, **more))) == code


def test_client_matter_and_entry_belong_together(office: Office) -> None:
    assert (
        refused(office, lambda tx: raise_concern(tx, raised(office, client_id=office.other_client)))
        == "other-client"
    )
    stray = NewConcern(SAID, client_id=office.other_client, entry_id=office.entry)
    assert refused(office, lambda tx: raise_concern(tx, stray)) == "other-client"


def test_who_may_not_see_the_matter_cannot_handle_its_concern(office: Office) -> None:
    with office.workspace.write() as tx:
        restrict_matter(tx, office.matter, [tx.actor, office.ann], "A partner's own case")
    assert (
        refused(office, lambda tx: raise_concern(tx, raised(office, handler_id=office.tom))) == "may-not-see"
    )
    with office.workspace.write() as tx:
        concern = raise_concern(tx, raised(office))
    with office.workspace.read() as reader:
        assert concern_sheet(reader, concern).row.handler == "Ann Lee"


def test_what_it_said_before_is_kept(office: Office) -> None:
    clock = office.workspace.clock
    assert isinstance(clock, FixedClock)
    with office.workspace.write() as tx:
        concern = raise_concern(tx, raised(office))
    clock.advance(timedelta(days=2))
    with office.workspace.write() as tx:
        facts = concern_sheet(tx.reader(), concern).row.facts
        change_concern(tx, concern, facts, "")  # the same: nothing to give a reason for
        change_concern(tx, concern, replace(facts, cause=Cause.FEES, formal_on=days(1)), "Her letter")
    with office.workspace.read() as reader:
        sheet = concern_sheet(reader, concern)
        assert [one.version for one in sheet.versions] == [2, 1]
        assert [one.facts.cause for one in sheet.versions] == [Cause.FEES, Cause.LATE_REPLY]
        assert sheet.row.course.formal_on == days(1)
    with office.workspace.read(known_by=MONDAY + timedelta(days=1)) as reader:
        (row,) = concerns(reader)
        assert (row.facts.cause, row.course.formal_on) == (Cause.LATE_REPLY, None)
    with office.workspace.read(as_of=MONDAY) as reader:  # formal tomorrow, as known now
        (row,) = concerns(reader)
        assert (row.facts.cause, row.course.formal_on) == (Cause.FEES, None)
    with office.workspace.read(as_of=MONDAY - timedelta(days=1)) as reader:
        assert concerns(reader) == ()
    assert refused(office, lambda tx: change_concern(tx, concern, facts, " ")) == "no-reason"


def test_a_step_is_put_right_and_taken_back_and_stays_readable(office: Office) -> None:
    with office.workspace.write() as tx:
        concern = raise_concern(tx, raised(office, raised_on=days(-3)))
        step = take_step(
            tx, concern, NewStep(StepKind.ACKNOWLEDGED, days(-1), office.tom, office.entry, "By phone")
        )
        correct_step(
            tx, step, NewStep(StepKind.ACKNOWLEDGED, days(-2), office.tom, None, "By mail"), "Misheard"
        )
    with office.workspace.read() as reader:
        (row,) = concern_sheet(reader, concern).steps
        assert (row.on, row.person, row.note, row.versions) == (days(-2), "Tom Bell", "By mail", 2)
        assert [one.note for one in step_versions(reader, step)] == ["By mail", "By phone"]
        assert StepKind.ACKNOWLEDGED not in concern_sheet(reader, concern).row.still_open
    with office.workspace.write() as tx:
        take_step_back(tx, step, "It was another client")
        take_step_back(tx, step, "")  # already
    with office.workspace.read() as reader:
        (row,) = concern_sheet(reader, concern).steps
        assert row.taken_back
        assert StepKind.ACKNOWLEDGED in concern_sheet(reader, concern).row.still_open


def test_what_was_learned_leads_to_an_action_and_a_policy(office: Office) -> None:
    learned = NewStep(StepKind.LEARNED, note="Calls come back late", policy_title="Response times")
    action = NewFollowUp("", "go through response times with everybody", days(9))
    with office.workspace.write() as tx:
        concern = raise_concern(tx, raised(office))
        take_step(tx, concern, replace(learned, action=action))
        outside = raise_concern(tx, NewConcern(SAID, client_id=office.client))
    with office.workspace.read() as reader:
        (row,) = concern_sheet(reader, concern).steps
        (agreed,) = follow_ups(reader, matter_id=office.matter)
    assert (row.action, row.action_done, row.policy_title) == (action.text, False, "Response times")
    assert agreed.id == row.follow_up_id
    assert refused(office, lambda tx: take_step(tx, outside, replace(learned, action=action))) == "no-matter"
    discussed = NewStep(StepKind.DISCUSSED, policy_title="Response times")
    assert refused(office, lambda tx: take_step(tx, concern, discussed)) == "not-learned"
    assert refused(office, lambda tx: take_step(tx, concern, NewStep(StepKind.LEARNED))) == "no-note"
    assert (
        refused(office, lambda tx: take_step(tx, concern, NewStep(StepKind.FINAL_RESPONSE))) == "not-formal"
    )
    assert (
        refused(office, lambda tx: take_step(tx, concern, NewStep(StepKind.EXPLAINED, days(1)))) == "bad-day"
    )


def test_an_action_is_of_who_is_meant_by_id_and_not_of_who_left(office: Office) -> None:
    learned = NewStep(StepKind.LEARNED, note="Calls come back late")
    action = NewFollowUp("", "call back the same day", colleague_id=office.ann)
    with office.workspace.write() as tx:
        add_colleague(tx, NewColleague("Ann Lee Park", Role.STAFF))
        concern = raise_concern(tx, raised(office))
        take_step(tx, concern, replace(learned, action=action))
    with office.workspace.read() as reader:
        (agreed,) = follow_ups(reader, matter_id=office.matter)
    assert (agreed.colleague_id, agreed.who, agreed.side) == (office.ann, "Ann Lee", FollowUpSide.FIRM)
    gone = replace(action, colleague_id=UUID(int=7))
    assert refused(office, lambda tx: take_step(tx, concern, replace(learned, action=gone))) == "has-left"


def test_it_goes_up_and_its_person_handles_it(office: Office) -> None:
    reached = []
    with office.workspace.write() as tx:
        concern = raise_concern(tx, raised(office))
        for _ in range(4):
            stage = escalate_concern(tx, concern, NewStage())
            reached.append((stage, concern_sheet(tx.reader(), concern).row.handler))
    assert reached == [
        (Stage.RESPONSIBLE, "Ann Lee"),
        (Stage.SUPERVISOR, "Rosa Diaz"),
        (Stage.PARTNER, "Paul Finch"),
        (Stage.OUTSIDE, "Paul Finch"),
    ]
    with office.workspace.read() as reader:
        stages = concern_sheet(reader, concern).stages
    assert [one.person for one in stages] == [
        "Tom Bell",
        "Ann Lee",
        "Rosa Diaz",
        "Paul Finch",
        "State Bar of California",
    ]
    assert refused(office, lambda tx: escalate_concern(tx, concern, NewStage())) == "not-higher"


def test_a_formal_complaint_is_not_given_to_whom_it_is_about(office: Office) -> None:
    with office.workspace.write() as tx:
        details = matter_sheet(tx.reader(), office.matter).details
        own = replace(details, point_of_contact_id=office.ann, supervisor_id=office.ann)
        edit_matter(tx, office.matter, own)
        worry = concern_sheet(tx.reader(), raise_concern(tx, raised(office))).row
        formal = raise_concern(tx, raised(office, formal_on=TODAY))
        complaint = concern_sheet(tx.reader(), formal).row
        chosen = raise_concern(tx, raised(office, formal_on=TODAY, handler_id=office.ann))
        assert concern_sheet(tx.reader(), chosen).row.handler == "Ann Lee"  # it is never blocked
        escalate_concern(tx, formal, NewStage(Stage.RESPONSIBLE))
        above = concern_sheet(tx.reader(), formal).row
    assert (worry.handler, worry.supervisor) == ("Ann Lee", "Ann Lee")
    assert (complaint.handler, complaint.supervisor) == ("Paul Finch", "Paul Finch")
    assert above.handler == "Paul Finch"


def test_a_stage_is_skipped_upwards_alone_and_needs_somebody(office: Office) -> None:
    with office.workspace.write() as tx:
        concern = raise_concern(tx, raised(office))
        assert escalate_concern(tx, concern, NewStage(Stage.PARTNER, office.olive)) is Stage.PARTNER
        nobody = raise_concern(tx, NewConcern(SAID, client_id=office.other_client, matter_id=office.others))
    assert (
        refused(office, lambda tx: escalate_concern(tx, concern, NewStage(Stage.SUPERVISOR))) == "not-higher"
    )
    assert refused(office, lambda tx: escalate_concern(tx, nobody, NewStage(Stage.RESPONSIBLE))) == "nobody"


def test_a_formal_complaint_without_its_final_response_is_closed_with_the_reason(office: Office) -> None:
    because = "The body took it over"

    def close(note: str, why: str) -> Callable[[Transaction], None]:
        return lambda tx: close_concern(tx, concern, Ending.OUTSIDE, note, without_response=why)

    with office.workspace.write() as tx:
        concern = raise_concern(tx, raised(office, formal_on=TODAY))
        other = raise_concern(tx, raised(office))
    assert refused(office, close("It is there", " ")) == "final-response-reason"
    assert refused(office, close("", because)) == "steps-open"
    assert (
        refused(office, lambda tx: close_concern(tx, other, Ending.NONE, "x", without_response=because))
        == "no-reason-needed"
    )
    with office.workspace.write() as tx:
        close("It is there", because)(tx)
    with office.workspace.read() as reader:
        turn = concern_sheet(reader, concern).row.course.turns[-1]
        assert concern_sheet(reader, concern).turns[-1].note == f"It is there\nNo final response: {because}"
    assert turn.ending is Ending.OUTSIDE


def test_closing_asks_for_what_is_missing(office: Office) -> None:
    with office.workspace.write() as tx:
        concern = raise_concern(tx, raised(office, formal_on=TODAY))
    assert refused(office, lambda tx: close_concern(tx, concern, Ending.RESOLVED, "x")) == "no-final-response"
    withdrawn = Ending.WITHDRAWN, "She took it back"
    assert refused(office, lambda tx: close_concern(tx, concern, *withdrawn)) == "final-response-reason"
    with office.workspace.write() as tx:
        take_step(tx, concern, NewStep(StepKind.FINAL_RESPONSE))
    assert refused(office, lambda tx: close_concern(tx, concern, Ending.RESOLVED, "x")) == "not-resolved"
    assert refused(office, lambda tx: close_concern(tx, concern, Ending.NOT_UPHELD)) == "steps-open"
    with office.workspace.write() as tx:
        take_step(tx, concern, NewStep(StepKind.RESOLVED))
        close_concern(tx, concern, Ending.RESOLVED, "She thanked us; nothing to learn")
    assert (
        refused(office, lambda tx: take_step(tx, concern, NewStep(StepKind.LEARNED, note="x")))
        == "concern-closed"
    )
    assert refused(office, lambda tx: escalate_concern(tx, concern, NewStage())) == "concern-closed"
    assert refused(office, lambda tx: close_concern(tx, concern, Ending.RESOLVED, "x")) == "concern-closed"
    with office.workspace.write() as tx:
        reopen_concern(tx, concern, "She came back")
    with office.workspace.read() as reader:
        row = concern_sheet(reader, concern).row
        assert (row.is_open, row.course.round, row.ending) == (True, 2, None)
        assert StepKind.RESOLVED in row.still_open, (
            "what was done before does not tick what is to be done anew"
        )
    assert refused(office, lambda tx: reopen_concern(tx, concern, "x")) == "not-closed"


def test_of_a_closed_concern_note_person_and_contact_are_put_right_alone(office: Office) -> None:
    """It was closed for what was done: a final response that goes away afterwards would leave it closed without."""
    final = NewStep(StepKind.FINAL_RESPONSE, TODAY, office.tom, note="In writing")
    with office.workspace.write() as tx:
        concern = raise_concern(tx, raised(office, raised_on=days(-5), formal_on=days(-4)))
        step = take_step(tx, concern, final)
        learned = take_step(tx, concern, NewStep(StepKind.LEARNED, TODAY, office.tom, note="Say it sooner"))
        close_concern(tx, concern, Ending.NOT_UPHELD, "She was told why")
    noted = replace(final, note="By letter", person_id=office.ann, entry_id=office.entry)
    action = NewFollowUp("Tom Bell", "Rewrite the letter")
    lesson = NewStep(StepKind.LEARNED, TODAY, office.tom, note="Say it sooner")
    for do in (
        lambda tx: take_step_back(tx, step, "It never left"),
        lambda tx: correct_step(tx, step, replace(final, kind=StepKind.EXPLAINED), "Not that"),
        lambda tx: correct_step(tx, step, replace(noted, on=days(-1)), "Sooner"),
        lambda tx: correct_step(tx, learned, replace(lesson, action=action), "This, too"),
        lambda tx: correct_step(tx, learned, replace(lesson, policy_title="Replies"), "This, too"),
    ):
        assert refused(office, do) == "concern-closed"
    with office.workspace.write() as tx:
        correct_step(tx, step, noted, "It was a letter")
    with office.workspace.read() as reader:
        (row,) = [one for one in concern_sheet(reader, concern).steps if one.step_id == step]
        assert (row.note, row.person, row.versions) == ("By letter", "Ann Lee", 2)
        assert follow_ups(reader, matter_id=office.matter) == ()
    with office.workspace.write() as tx:
        reopen_concern(tx, concern, "She came back")
        take_step_back(tx, step, "It never left")


def test_what_was_done_lies_within_its_round(office: Office) -> None:
    """A step of the second round is of what was brought up again; one of the first lies before it was closed."""
    early, late = NewStep(StepKind.EXPLAINED, days(-8)), NewStep(StepKind.EXPLAINED, days(-2))
    with office.workspace.write() as tx:
        concern = raise_concern(tx, raised(office, raised_on=days(-9)))
        first = take_step(tx, concern, early)
        close_concern(tx, concern, Ending.WITHDRAWN, "She said so", days(-6))
        reopen_concern(tx, concern, "She came back", days(-4))
        second = take_step(tx, concern, late)
    for do in (
        lambda tx: take_step(tx, concern, replace(early, on=days(-5))),
        lambda tx: correct_step(tx, second, early, "Sooner"),
        lambda tx: correct_step(tx, first, late, "Later"),
        lambda tx: escalate_concern(tx, concern, NewStage(on=days(-5))),
    ):
        assert refused(office, do) == "bad-day"
    with office.workspace.write() as tx:
        correct_step(tx, first, replace(early, on=days(-6)), "On the day it was closed")
        correct_step(tx, second, replace(late, on=days(-4)), "On the day she came back")
        escalate_concern(tx, concern, NewStage(on=days(-1)))
    assert (
        refused(office, lambda tx: close_concern(tx, concern, Ending.WITHDRAWN, "x", days(-2))) == "bad-day"
    ), "not before it stood where it stands"
    with office.workspace.write() as tx:
        close_concern(tx, concern, Ending.WITHDRAWN, "x", days(-1))


def test_the_firm_sets_its_clocks(office: Office) -> None:
    with office.workspace.write() as tx:
        rules = concern_rules(tx.reader())
        change_concern_rules(tx, replace(rules, acknowledge_days=1, partner_ids=(office.rosa,)), "Sooner")
        change_concern_rules(tx, concern_rules(tx.reader()))  # the same
    with office.workspace.read() as reader:
        assert concern_rules(reader).acknowledge_days == 1
    assert (
        refused(office, lambda tx: change_concern_rules(tx, replace(rules, final_weeks=99), "x"))
        == "bad-weeks"
    )
    lawyer = replace(rules, partner_ids=(office.ann,))
    assert refused(office, lambda tx: change_concern_rules(tx, lawyer, "x")) == "no-partner"


def test_the_final_response_says_what_the_firms_place_demands(office: Office) -> None:
    with office.workspace.read() as reader:
        assert "State Bar of California" in final_notice(reader, "Family")
    with office.workspace.write() as tx:
        save_notice(tx, NoticeForm("Complaints", "Write to the bar.", outlets=(Outlet.CONCERN,)))
        save_notice(tx, NoticeForm("E-mail", "Not secure."))
    with office.workspace.read() as reader:
        assert final_notice(reader, "Family") == "Write to the bar."


def test_every_place_names_its_source() -> None:
    for place, one in outside_bodies().items():
        assert all((one.body, one.text, one.source, one.compared)) or place == ELSEWHERE, place
    assert outside_of("GB", "ENG") == outside_bodies()["GB"]
    assert outside_of("GB", "SCT") == outside_bodies()["GB-SCT"]
    assert "50,000 euros" in outside_of("DE", "BY").text
    assert "50.000 Euro" in outside_of("DE", "BY", "de-DE").text
    assert outside_of("FR", "75").text == ""
    assert outside_of("FR", "75").body == "body that watches over lawyers in our place"
    assert "six months" in outside_bodies()["GB"].text
    assert "one year" in outside_bodies()["GB"].text
    assert "three months" in outside_bodies()["GB-NIR"].text


def test_what_was_learned_after_the_matter_was_over_is_still_owed(office: Office) -> None:
    """The follow-ups of a closed matter stand on no list of their own."""
    with office.workspace.write() as tx:
        concern = raise_concern(tx, raised(office, matter_id=office.matter))
        apart = raise_concern(tx, raised(office, matter_id=office.matter, apart=True))
        details = matter_sheet(tx.reader(), office.matter).details
        edit_matter(tx, office.matter, replace(details, status=MatterStatus.CLOSED, closed_on=tx.today))
        for one, words in ((concern, "Rewrite the letter"), (apart, "Talk to Ann")):
            action = NewFollowUp("Tom Bell", words, days(3), FollowUpSide.FIRM)
            take_step(tx, one, NewStep(StepKind.LEARNED, note="Say how long it takes", action=action))

    def listed(who: UUID, matter_id: UUID | None = None) -> list[tuple[str, UUID | None]]:
        with office.seen_by(who).read() as reader:
            items = owed(reader, days=10, matter_id=matter_id).items
            return [
                (one.text, concern_meant(reader, one.source_id))
                for one in items
                if isinstance(one.source, Duty)
            ]

    assert ("Rewrite the letter", concern) in listed(office.tom)
    assert "Talk to Ann" not in [text for text, _ in listed(office.olive)]
    assert "Talk to Ann" not in [text for text, _ in listed(office.tom, office.matter)]
