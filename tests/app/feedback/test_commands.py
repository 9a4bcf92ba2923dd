"""Asking for feedback, what comes back, and what a low score owes, on a real vault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.clients.commands import ClientDetails, add_client
from app.clients.consents import NewConsent, take_consent, withdraw_consent
from app.clients.words import ConsentKind
from app.concerns.commands import raise_concern
from app.concerns.course import close_concern
from app.concerns.forms import NewConcern
from app.concerns.words import Ending
from app.contactlog.follow_up_commands import finish_follow_up
from app.contactlog.queries import follow_ups
from app.feedback import asking
from app.feedback.asking import count_to_ask, last_asked, to_ask, with_concern
from app.feedback.commands import (
    NewFeedback,
    ask_feedback,
    decline_feedback,
    record_feedback,
    withdraw_feedback,
)
from app.feedback.duties import feedback_duties
from app.feedback.firm_rules import change_feedback_rules, feedback_rules
from app.feedback.queries import answers, asks
from app.feedback.rules import FeedbackRules, Scores
from app.feedback.words import Occasion
from app.kernel.clock import FixedClock
from app.kernel.errors import Invalid, Refused
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.sheet import matter_sheet
from app.matters.walls import restrict_matter
from app.matters.words import MatterStatus
from app.owed.queries import owed
from app.people.commands import NewColleague, add_colleague
from app.people.models import Colleague
from app.people.words import Role
from app.workspace import Workspace
from tests.app.feedback.conftest import Asked
from tests.support import MONDAY, Cli

TODAY = date(2026, 11, 23)
LAST = TODAY + timedelta(days=7)


def named(workspace: Workspace) -> list[tuple[str, Occasion]]:
    with workspace.read() as reader:
        return [(one.client, one.occasion) for one in to_ask(reader)]


def close(workspace: Workspace, there: Asked) -> None:
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), there.matter).details
        edit_matter(tx, there.matter, replace(details, status=MatterStatus.CLOSED, closed_on=TODAY))


def test_who_was_told_of_a_hearing_is_to_be_asked_once(workspace: Workspace, there: Asked) -> None:
    assert named(workspace) == [("Nora Whitcombe", Occasion.HEARING)]
    with workspace.write() as tx:
        ask_feedback(tx, there.matter, Occasion.HEARING)
    assert named(workspace) == []
    with workspace.write() as tx, pytest.raises(Refused) as refused:
        ask_feedback(tx, there.matter)
    assert refused.value.code == "asked-already"


def test_the_time_counts_for_the_client_whatever_the_matter(
    workspace: Workspace, clock: FixedClock, there: Asked
) -> None:
    with workspace.write() as tx:
        other = open_matter(
            tx, MatterDetails(title="Whitcombe, will", clients=(there.client,), status=MatterStatus.OPEN)
        )
        ask_feedback(tx, there.matter, on=TODAY)
    clock.set(MONDAY + timedelta(days=89))
    with workspace.write() as tx, pytest.raises(Refused):
        ask_feedback(tx, other)
    clock.set(MONDAY + timedelta(days=90))
    with workspace.write() as tx:
        ask_feedback(tx, other)
    with workspace.read() as reader:
        assert [one.title for one in asks(reader)] == ["Whitcombe, will", "Whitcombe v. Larkspur"]


def test_an_ask_that_is_written_down_late_keeps_the_time_as_well(workspace: Workspace, there: Asked) -> None:
    with workspace.write() as tx:
        ask_feedback(tx, there.matter, on=TODAY)
    with workspace.write() as tx, pytest.raises(Refused):
        ask_feedback(tx, there.matter, on=TODAY - timedelta(days=30))


def test_who_declined_is_asked_in_no_matter(workspace: Workspace, there: Asked) -> None:
    with workspace.write() as tx:
        no = NewConsent(ConsentKind.SURVEY, given=False, wording="May we ask how we did?")
        take_consent(tx, there.client, no)
    assert named(workspace) == []
    with workspace.write() as tx, pytest.raises(Refused) as refused:
        ask_feedback(tx, there.matter)
    assert refused.value.code == "declined"


def test_a_consent_that_was_taken_back_holds_at_once(workspace: Workspace, there: Asked) -> None:
    with workspace.write() as tx:
        yes = take_consent(tx, there.client, NewConsent(ConsentKind.SURVEY, wording="May we ask how we did?"))
    assert named(workspace) == [("Nora Whitcombe", Occasion.HEARING)]
    with workspace.write() as tx:
        withdraw_consent(tx, yes, "by phone")
    assert named(workspace) == []


def test_nobody_is_asked_while_a_concern_is_open(workspace: Workspace, there: Asked) -> None:
    with workspace.write() as tx:
        concern = raise_concern(tx, NewConcern("Nobody calls back", matter_id=there.matter))
    assert named(workspace) == []
    with workspace.write() as tx, pytest.raises(Refused) as refused:
        ask_feedback(tx, there.matter)
    assert refused.value.code == "concern-open"
    with workspace.write() as tx:
        close_concern(tx, concern, Ending.WITHDRAWN, "She said so")
    assert named(workspace) == [("Nora Whitcombe", Occasion.HEARING)]


def test_a_low_score_owes_a_call_of_the_point_of_contact(workspace: Workspace, there: Asked) -> None:
    with workspace.write() as tx:
        done = record_feedback(tx, NewFeedback(there.matter, Scores(2, 4, 5, 8), entry_id=there.entry))
    assert done.low == ("clarity 2",)
    with workspace.read() as reader:
        (call,) = follow_ups(reader, matter_id=there.matter)
        (answer,) = answers(reader)
        assert (call.id, call.colleague_id, call.entry_id) == (done.follow_up_id, there.contact, there.entry)
        # Monday and two working days: Wednesday, the day before Thanksgiving
        assert call.due_on == answer.call_due == date(2026, 11, 25)
        assert answer.received_on == date(2026, 11, 19), "the day of the entry"
        assert call.id in {item.source_id for item in owed(reader).items}


def test_a_good_one_owes_nothing(workspace: Workspace, there: Asked) -> None:
    with workspace.write() as tx:
        done = record_feedback(tx, NewFeedback(there.matter, Scores(3, 3, 3, 7), "Well done"))
    assert (done.low, done.follow_up_id) == ((), None)


def test_the_call_for_a_closed_matter_stands_on_today_all_the_same(
    workspace: Workspace, there: Asked
) -> None:
    close(workspace, there)
    with workspace.write() as tx:
        done = record_feedback(tx, NewFeedback(there.matter, Scores(recommend=3)))
    assert done.follow_up_id is not None
    with workspace.read() as reader:
        (duty,) = [item for item in owed(reader).items if item.word == "feedback"]
        assert (duty.title, duty.person_id) == ("Whitcombe v. Larkspur", there.contact)
    with workspace.write() as tx:
        finish_follow_up(tx, done.follow_up_id)
    with workspace.read() as reader:
        assert not list(feedback_duties(reader, LAST))
        assert answers(reader)[0].call_done


def test_asking_stands_on_today_only_where_the_firm_wants_it(workspace: Workspace, there: Asked) -> None:
    with workspace.read() as reader:
        assert not list(feedback_duties(reader, LAST))
    with workspace.write() as tx:
        change_feedback_rules(tx, FeedbackRules(on_today=True), "We forget it")
    with workspace.read() as reader:
        (duty,) = feedback_duties(reader, LAST)
        assert (duty.matter_id, duty.due) == (there.matter, date(2026, 11, 26))
        assert list(feedback_duties(reader, LAST, there.matter)) == [duty]


def test_declining_is_an_answer_and_is_kept_among_the_consents(workspace: Workspace, there: Asked) -> None:
    with workspace.write() as tx:
        ask = ask_feedback(tx, there.matter)
        decline_feedback(tx, there.matter)
    with workspace.read() as reader:
        (answer,) = answers(reader)
        assert (answer.declined, answer.ask_id, answer.said) == (True, ask, "declined")
        assert asks(reader, waiting=True) == ()
    with workspace.write() as tx, pytest.raises(Refused) as refused:
        ask_feedback(tx, there.matter)
    assert refused.value.code == "declined"


def test_declining_this_time_alone_keeps_to_the_time(
    workspace: Workspace, clock: FixedClock, there: Asked
) -> None:
    with workspace.write() as tx:
        decline_feedback(tx, there.matter, this_time=True)
    clock.set(MONDAY + timedelta(days=90))
    with workspace.write() as tx:
        ask_feedback(tx, there.matter)


def test_an_answer_that_was_written_down_wrongly_counts_no_more(workspace: Workspace, there: Asked) -> None:
    with workspace.write() as tx:
        ask_feedback(tx, there.matter)
        done = record_feedback(tx, NewFeedback(there.matter, Scores(1)))
        withdraw_feedback(tx, done.answer_id, "Another client's form")
    with workspace.read() as reader:
        assert answers(reader) == ()
        assert answers(reader, withdrawn=True)[0].withdrawn_reason == "Another client's form"
        assert len(asks(reader, waiting=True)) == 1, "it is waited for again"


@pytest.mark.parametrize(
    ("scores", "words", "field"),
    [
        (Scores(), " ", "clarity"),
        (Scores(0), "", "clarity"),
        (Scores(timeliness=6), "", "timeliness"),
        (Scores(recommend=11), "", "recommend"),
        (Scores(recommend=-1), "", "recommend"),
    ],
)
def test_what_is_no_answer_is_refused_by_its_field(
    workspace: Workspace, there: Asked, scores: Scores, words: str, field: str
) -> None:
    with workspace.write() as tx, pytest.raises(Invalid) as refused:
        record_feedback(tx, NewFeedback(there.matter, scores, words))
    assert [one.field for one in refused.value.problems] == [field]


def test_an_entry_of_another_matter_is_refused(workspace: Workspace, there: Asked) -> None:
    with workspace.write() as tx:
        other = add_client(tx, ClientDetails(first_name="Olu", last_name="Adeyemi"))
        matter = open_matter(tx, MatterDetails(title="Adeyemi", clients=(other,)))
    with workspace.write() as tx, pytest.raises(Invalid):
        record_feedback(tx, NewFeedback(matter, Scores(4), entry_id=there.entry))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(min_size=1, max_size=200))
def test_any_words_are_kept_as_they_can_be_read(workspace: Workspace, there: Asked, words: str) -> None:
    with workspace.write() as tx:
        done = record_feedback(tx, NewFeedback(there.matter, Scores(4), words + "\x00\u202e end"))
    with workspace.read() as reader:
        (answer,) = [one for one in answers(reader) if one.id == done.answer_id]
    assert "\x00" not in answer.words
    assert answer.words.endswith("end")


def test_rules_are_versions_with_a_reason(workspace: Workspace) -> None:
    with workspace.write() as tx, pytest.raises(Refused):
        change_feedback_rules(tx, FeedbackRules(every_days=30), " ")
    with workspace.write() as tx, pytest.raises(Invalid):
        change_feedback_rules(tx, FeedbackRules(every_days=0), "Never mind")
    new = FeedbackRules(frozenset({Occasion.CLOSING}), 30, True, 1, 5, 3)
    with workspace.write() as tx:
        change_feedback_rules(tx, new, "Clients asked for it")
    with workspace.read() as reader:
        assert feedback_rules(reader) == new
    with workspace.read(known_by=MONDAY - timedelta(days=1)) as reader:
        assert feedback_rules(reader) == FeedbackRules()


def test_the_command_line_does_it_all(cli: Cli, workspace: Workspace, there: Asked) -> None:
    number = cli("matters").json["matters"][0]["number"]
    assert cli("feedback", "list").json["to_ask"][0]["after"] == "hearing"
    assert cli("feedback", "ask", "--matter", number, "--after", "hearing").status == 0
    done = cli("feedback", "record", "--matter", number, "--clarity", "2", "--words", "Too long").json
    assert done["low"] == ["clarity 2"]
    found = cli("feedback", "list", "--low").json
    assert [one["id"] for one in found["answers"]] == [done["id"]]
    assert found["answers"][0]["follow_up"] == done["follow_up"]
    assert cli("feedback", "figures").json["firm"]["clarity"]["said"] == "too few: 1"
    assert cli("feedback", "withdraw", done["id"][-8:], "--reason", "Wrong").status == 0
    assert cli("feedback", "decline", "--matter", number).status == 0
    assert cli("feedback", "ask", "--matter", number).status == 1
    ruled = cli("feedback", "rules", "--after", "closing", "--on-today", "--reason", "So").json
    assert (ruled["occasions"], ruled["on_today"]) == (["closing"], True)


def test_two_who_cannot_see_each_others_matter_do_not_ask_the_same_client_twice(
    workspace: Workspace, clock: FixedClock, there: Asked
) -> None:
    """What the second asker hears says neither when the client was asked nor that there is another matter."""
    with workspace.write() as tx:
        secret = open_matter(
            tx, MatterDetails("Secret matter", (there.client,), responsible_id=workspace.actor)
        )
        restrict_matter(tx, secret, [workspace.actor], "Mine")
        ask_feedback(tx, secret)
    other = Workspace(workspace.vault, workspace.clock, there.lawyer, workspace.zone)
    assert named(other) == []
    with pytest.raises(Refused) as refused, other.write() as tx:
        ask_feedback(tx, there.matter)
    assert refused.value.code == "asked-already"
    assert "Nov" not in refused.value.message
    with other.read() as reader:
        assert asks(reader) == ()
        assert last_asked(reader, [there.client]) == {}
    clock.advance(timedelta(days=90))
    with other.write() as tx:
        ask_feedback(tx, there.matter)


@pytest.mark.parametrize("hidden", ["concern kept apart", "matter"])
def test_who_may_not_know_of_a_concern_does_not_ask_its_client(
    workspace: Workspace, there: Asked, hidden: str
) -> None:
    """And hears the same as where the client was asked in a matter that they may not see: it could be either."""
    with workspace.write() as tx:
        secret = open_matter(
            tx, MatterDetails("Secret matter", (there.client,), responsible_id=workspace.actor)
        )
        restrict_matter(tx, secret, [workspace.actor], "Mine")
        apart = hidden != "matter"
        concern = raise_concern(
            tx,
            NewConcern(
                "About Leah", matter_id=there.matter if apart else secret, handler_id=tx.actor, apart=apart
            ),
        )
    other = Workspace(workspace.vault, workspace.clock, there.lawyer, workspace.zone)
    assert named(other) == []
    with other.read() as reader:
        assert with_concern(reader, [there.client]) == frozenset()
        assert count_to_ask(reader) == 0
    with pytest.raises(Refused) as refused, other.write() as tx:
        ask_feedback(tx, there.matter)
    with workspace.write() as tx:
        close_concern(tx, concern, Ending.WITHDRAWN, "She said so")
        ask_feedback(tx, secret)
    with pytest.raises(Refused) as asked, other.write() as tx:
        ask_feedback(tx, there.matter)
    said = [(one.value.code, one.value.message, one.value.field) for one in (refused, asked)]
    assert said[0] == said[1]
    assert said[0][0] == "asked-already"


def test_the_call_is_of_the_point_of_contact_though_another_has_a_longer_name(
    workspace: Workspace, there: Asked
) -> None:
    with workspace.write() as tx:
        add_colleague(tx, NewColleague("Cora Contact Park", Role.STAFF))
        done = record_feedback(tx, NewFeedback(there.matter, Scores(2)))
    with workspace.read() as reader:
        (call,) = follow_ups(reader, matter_id=there.matter)
    assert (call.id, call.colleague_id, call.who) == (done.follow_up_id, there.contact, "Cora Contact")


def test_the_call_is_of_nobody_who_cannot_make_it(workspace: Workspace, there: Asked) -> None:
    with workspace.write() as tx:
        tx.session.get_one(Colleague, there.contact).role = Role.READ_ONLY
        record_feedback(tx, NewFeedback(there.matter, Scores(2)))
    with workspace.read() as reader:
        (call,) = follow_ups(reader, matter_id=there.matter)
    assert call.colleague_id == there.lawyer


def test_of_many_who_were_closed_today_looks_at_those_that_wait_longest(
    workspace: Workspace, there: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace.write() as tx:
        for number in range(4):
            client = add_client(tx, ClientDetails(first_name="Ida", last_name=f"Case {number}"))
            on = TODAY - timedelta(days=20 + number)
            over = {"opened_on": date(2026, 1, 5), "status": MatterStatus.CLOSED, "closed_on": on}
            open_matter(tx, MatterDetails(f"Case {number}", (client,), **over))
    monkeypatch.setattr(asking, "FEW_CLOSED", 2)
    with workspace.read() as reader:
        everybody = to_ask(reader)
        assert (len(everybody), count_to_ask(reader)) == (5, 5)
        first = to_ask(reader, first=3)
    assert [one.matter.title for one in first] == ["Case 3", "Case 2", "Whitcombe v. Larkspur"]
