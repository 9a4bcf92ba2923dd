"""What is mentioned before an update leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.queries import awaiting_reply
from app.contactlog.words import Channel, Direction
from app.kernel.errors import Problem
from app.matters.developments import NewDevelopment, add_development, say_plainly
from app.matters.words import COURT_ORIGIN, DevelopmentKind
from app.reports.status.plainness import court_days, say_court_days
from app.reports.status.report import status_report
from app.storage.transaction import Transaction
from app.updates import (
    UpdateDraft,
    changed_since,
    draft,
    log_sent,
    read_back,
    reword,
    spelled,
    take_in,
    tick,
    untimely,
    warnings,
)
from app.workspace import Workspace
from tests.app.updates.conftest import Told
from tests.support import MONDAY

DOCKET = "ORDER granting re MOTION for Extension of Time to File Answer"


def codes(found: tuple[Problem, ...]) -> list[str]:
    return [one.code for one in found]


def said(workspace: Workspace, written: UpdateDraft, code: str) -> str:
    """The sentence of that code, or nothing."""
    with workspace.read() as reader:
        return next((one.message for one in warnings(reader, written) if one.code == code), "")


def from_the_court(tx: Transaction, case: Told) -> str:
    when = MONDAY - timedelta(days=1)
    new = NewDevelopment(
        case.matter, DevelopmentKind.RULING, when, DOCKET, "9", origin=f"{COURT_ORIGIN}nj/1/9"
    )
    return str(add_development(tx, new))


def test_the_hour_is_held_against_the_call_that_was_made_and_not_against_one_to_come(
    workspace: Workspace, case: Told
) -> None:
    with workspace.read() as reader:
        call = replace(draft(reader, case.matter), channel=Channel.PHONE)
        early = reader.now.astimezone(reader.zone).replace(hour=9)
        assert "outside-hours" not in codes(warnings(reader, call))
        assert "outside-hours" in codes(warnings(reader, call, at=early))
        found = untimely(reader, call, early)
        assert found is not None
        assert "after 15:00" in found.message
        assert untimely(reader, call, early.replace(hour=16)) is None


def test_news_in_the_courts_words_is_named_until_somebody_says_it_plainly(
    workspace: Workspace, case: Told
) -> None:
    with workspace.write() as tx:
        key = from_the_court(tx, case)
        found = draft(tx.reader(), case.matter)
    assert [one.key for one in found.pieces if one.is_unplain] == [key]
    assert said(workspace, found, "court-words") == (
        "The news of Nov 22 is in the court’s words. Say it plainly."
    )
    with workspace.read() as reader:
        report = status_report(reader, case.matter)
        days = court_days(reader, case.matter, report)
    assert say_court_days(days) == said(workspace, found, "court-words"), "the report says so, too"
    assert say_court_days(()) == ""
    assert said(workspace, tick(found, key, on=False), "court-words") == ""
    assert said(workspace, reword(found, key, "We have two more weeks."), "court-words") == ""
    assert said(workspace, reword(found, key, f"{DOCKET} (document 9)", "on Sunday"), "court-words") != ""


def test_a_draft_that_is_kept_knows_whose_words_they_are(workspace: Workspace, case: Told) -> None:
    with workspace.write() as tx:
        key = from_the_court(tx, case)
        found = draft(tx.reader(), case.matter)
    assert read_back(spelled(found)) == found
    older = spelled(found)
    for piece in older["pieces"]:
        del piece["of_court"]
    before = read_back(older)
    assert before is not None
    assert not any(one.is_unplain for one in before.pieces)
    with workspace.write() as tx:
        (news,) = (one.tells[0] for one in found.pieces if one.key == key)
        say_plainly(tx, news, "We have two more weeks.")
    with workspace.read() as reader:
        plain = take_in(found, changed_since(found, reader))
    assert not any(one.is_unplain for one in plain.pieces)
    assert said(workspace, plain, "court-words") == ""


def test_what_waits_for_an_answer_is_named_and_answered_where_one_says_so(
    workspace: Workspace, case: Told
) -> None:
    with workspace.write() as tx:
        asked = [
            log_contact(
                tx,
                NewContact(
                    channel,
                    Direction.IN,
                    MONDAY - timedelta(hours=hours),
                    "Asks whether the mediation moves, and to where.",
                    case.matter,
                    needs_reply=True,
                    outcome=None,
                ),
            )
            for channel, hours in ((Channel.EMAIL, 5), (Channel.LETTER, 4))
        ]
        found = draft(tx.reader(), case.matter)
    message = said(workspace, found, "waits-for-answer")
    assert message.startswith("The client waits for an answer: e-mail of ")
    assert ", letter of " in message
    with workspace.write() as tx:
        log_sent(tx, tick(found, str(case.ruling), on=False))
    assert said(workspace, found, "waits-for-answer") == message
    with workspace.write() as tx:
        log_sent(tx, found, answers=asked)
    assert said(workspace, found, "waits-for-answer") == ""
    with workspace.read() as reader:
        assert awaiting_reply(reader, case.matter) == ()


def test_what_the_client_has_to_hear_is_asked_of_the_rule_of_every_update(
    workspace: Workspace, case: Told
) -> None:
    with workspace.read() as reader:
        found = draft(reader, case.matter)
    assert said(workspace, found, "essential-untold") == ""
    minor = tick(found, str(case.filing), on=False)
    assert said(workspace, minor, "left-untold") != ""
    assert said(workspace, minor, "essential-untold") == "", "it can wait"
    vital = tick(found, str(case.ruling), on=False)
    one = "The client has to hear of one thing first, and this does not tell it."
    assert said(workspace, vital, "essential-untold") == one
    with workspace.write() as tx:
        new = NewDevelopment(case.matter, DevelopmentKind.OFFER, tx.now, "They offer to settle.")
        add_development(tx, new)
    assert said(workspace, found, "essential-untold") == one, "it came in after the draft was begun"
    with workspace.write() as tx:
        log_sent(tx, found)
    assert said(workspace, vital, "essential-untold") == one, "what was told since is not asked for again"
