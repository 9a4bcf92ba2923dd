"""Drafts: what comes in by itself, what does not, and what came in since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from app.contactlog.commands import log_contact, withdraw_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction, Outcome
from app.drafts.commands import keep_draft
from app.kernel.clock import FixedClock
from app.kernel.errors import NotFound
from app.matters.developments import NewDevelopment, add_development
from app.matters.words import DevelopmentKind
from app.updates import (
    FORM,
    Given,
    Length,
    PieceKind,
    UpdateDraft,
    add_words,
    arrange,
    changed_since,
    compose,
    draft,
    drop,
    forget,
    kept,
    log_sent,
    move,
    read_back,
    reword,
    spelled,
    take_in,
    tick,
    with_length,
)
from app.updates.keeping import kept_id
from app.workspace import Workspace
from tests.app.updates.conftest import Told
from tests.support import MONDAY


def drafted(workspace: Workspace, matter: UUID, length: Length = Length.USUAL) -> UpdateDraft:
    with workspace.read() as reader:
        return draft(reader, matter, length=length)


def test_a_draft_begins_with_what_may_be_told(workspace: Workspace, case: Told) -> None:
    found = drafted(workspace, case.matter)
    assert [(one.kind, one.when, one.text) for one in found.ticked] == [
        (PieceKind.POINT, "", "We need something from you by Monday, December 7, 2026. Send the pay slips"),
        (PieceKind.NEWS, "Nov 20", "The court denied their motion."),
        (PieceKind.NEWS, "Nov 21", "They filed a list of witnesses."),
        (PieceKind.HAPPENED, "Nov 22", "We asked the other side for the pay slips."),
        (PieceKind.AWAITED, "from the court", "a date for the trial"),
        (PieceKind.COMING, "Jan 12, 2027", "Mediation"),
        (PieceKind.ASKED, "by Dec 7", "Send the pay slips"),
    ]
    assert found.tells == (case.ruling, case.filing)
    assert found.untold == ()
    assert found.greeting == "Dear Ms. Whitcombe,"
    assert "SECRET" not in compose(found).plain


def test_what_the_firm_noted_is_shown_to_the_writer_alone(workspace: Workspace, case: Told) -> None:
    found = drafted(workspace, case.matter, Length.FULL)
    call = next(one for one in found.pieces if one.key == str(case.call))
    assert (call.text, call.note) == ("Telephone call with you.", "SECRET: she is nervous.\nSECRET advice.")
    assert call.ticked
    assert "SECRET" not in compose(found).plain
    assert not any(one.sources == (case.secret,) for one in found.pieces)


def test_short_leaves_supplementary_news_untold(workspace: Workspace, case: Told) -> None:
    found = drafted(workspace, case.matter, Length.SHORT)
    assert found.tells == (case.ruling,)
    assert found.untold == (case.filing,)
    assert "WAITING" not in compose(found).plain


def test_a_length_changes_what_nobody_chose(workspace: Workspace, case: Told) -> None:
    found = tick(drafted(workspace, case.matter), str(case.ruling), on=False)
    shorter = with_length(found, Length.SHORT)
    assert shorter.tells == ()
    assert with_length(shorter, Length.USUAL).pieces == found.pieces


def test_pieces_are_moved_edited_added(workspace: Workspace, case: Told) -> None:
    found = drafted(workspace, case.matter)
    ruling = str(case.ruling)
    first = arrange(found, [ruling])
    assert first.pieces[0].key == ruling
    assert move(first, ruling, 99).pieces[-1].key == ruling
    assert move(first, ruling, -1) == first
    edited = reword(first, ruling, "We won the motion.\u0000")
    assert edited.pieces[0].edited
    assert edited.pieces[0].text == "We won the motion."
    assert edited.tells == found.tells
    added = add_words(edited, "See you soon.", after=ruling)
    assert added.pieces[1].text == "See you soon."
    assert drop(added, added.pieces[1].key) == edited
    with pytest.raises(NotFound):
        tick(found, "nothing")
    assert reword(found, ruling, "  ").tells == (case.filing,)  # what is not said is not told


def test_nothing_new_is_said_so(workspace: Workspace, case: Told) -> None:
    with workspace.write() as tx:
        log_sent(tx, draft(tx.reader(), case.matter))
    found = drafted(workspace, case.matter)
    assert "There is nothing new to tell you since our update of November 23" in compose(found).plain
    assert found.tells == ()


def test_what_came_in_is_pointed_out_and_taken_in(
    workspace: Workspace, case: Told, clock: FixedClock
) -> None:
    found = reword(drafted(workspace, case.matter), str(case.asked), "The pay slips, please.")
    with workspace.read() as reader:
        assert not changed_since(found, reader)
    clock.advance(timedelta(hours=1))
    with workspace.write() as tx:
        when = MONDAY + timedelta(minutes=30)
        ours = add_development(tx, NewDevelopment(case.matter, DevelopmentKind.OFFER, when, "They offer."))
        log_contact(
            tx,
            NewContact(
                Channel.PHONE,
                Direction.OUT,
                when,
                "Told them of the ruling in a call.",
                case.matter,
                outcome=Outcome.SPOKE,
                tells=(case.ruling,),
            ),
        )
    with workspace.read() as reader:
        news = changed_since(found, reader)
        assert news
        assert str(ours) in {one.key for one in news.new}
        assert dict(news.told) == {str(case.ruling): "Told already on 23 Nov by Maria Ortega."}
        assert news.gone == ()
        taken = take_in(found, news)
        assert not changed_since(taken, reader)
    assert set(taken.tells) == {case.filing, ours}
    kinds = [one.kind for one in taken.pieces]
    assert kinds.index(PieceKind.AWAITED) > taken.pieces.index(
        next(one for one in taken.pieces if one.key == str(ours))
    )
    assert next(one for one in taken.pieces if one.key == str(case.asked)).text == "The pay slips, please."


def test_what_another_told_meanwhile_is_taken_in_once(
    workspace: Workspace, case: Told, clock: FixedClock
) -> None:
    """After an update was given what others told stands among what happened: it must not come back as something new."""
    with workspace.write() as tx:
        log_sent(tx, draft(tx.reader(), case.matter))
    clock.advance(timedelta(days=2))
    told = NewContact(
        Channel.PHONE, Direction.OUT, clock.now(), "They offer.", case.matter, outcome=Outcome.SPOKE
    )
    with workspace.write() as tx:
        offer = add_development(
            tx, NewDevelopment(case.matter, DevelopmentKind.OFFER, clock.now(), "They offer.")
        )
    found = drafted(workspace, case.matter)
    clock.advance(timedelta(hours=1))
    with workspace.write() as tx:
        call = log_contact(tx, replace(told, occurred_at=clock.now(), tells=(offer,)))
    with workspace.read() as reader:
        news = changed_since(found, reader)
        assert tuple(news.told) == (str(offer),)
        taken = take_in(found, news)
        assert not changed_since(taken, reader)
    assert (taken.tells, str(offer) in {one.key for one in taken.ticked}) == ((), False)
    clock.advance(timedelta(hours=1))
    with workspace.write() as tx:
        withdraw_contact(tx, call, "Another client")
    with workspace.read() as reader:
        again = take_in(taken, changed_since(taken, reader))
        assert not changed_since(again, reader)
    assert again.tells + again.untold == (offer,), "it is news again"


def test_an_update_logged_late_is_pointed_out(workspace: Workspace, case: Told, clock: FixedClock) -> None:
    """A colleague's call was before the draft began, and its entry is written after."""
    found = drafted(workspace, case.matter)
    clock.advance(timedelta(hours=1))
    call = MONDAY - timedelta(minutes=5)
    with workspace.write() as tx:
        new = NewContact(Channel.PHONE, Direction.OUT, call, "All of it.", case.matter, outcome=Outcome.SPOKE)
        log_contact(tx, replace(new, is_update=True))
    with workspace.read() as reader:
        news = changed_since(found, reader)
        assert news.given == Given(call, "Maria Ortega")
        assert changed_since(take_in(found, news), reader).given is None


def keep_as_the_window(workspace: Workspace, found: UpdateDraft) -> None:
    row = kept_id(workspace.actor, found.matter_id)
    with workspace.write() as tx:
        keep_draft(tx, row, f"sheet:{FORM}", {"fields": {"draft": spelled(found)}})


def test_a_draft_is_kept_until_it_is_sent_or_given_up(workspace: Workspace, case: Told) -> None:
    found = add_words(drafted(workspace, case.matter), "Ž 世 \U0001f600")
    keep_as_the_window(workspace, found)
    keep_as_the_window(workspace, found)
    with workspace.read() as reader:
        assert kept(reader, case.matter) == found
    with workspace.write() as tx:
        forget(tx, case.matter)
    with workspace.read() as reader:
        assert kept(reader, case.matter) is None
    assert read_back(spelled(found)) == found
    assert read_back({"pieces": 3}) is None
    keep_as_the_window(workspace, found)
    with workspace.write() as tx:
        log_sent(tx, found)
    with workspace.read() as reader:
        assert kept(reader, case.matter) is None
