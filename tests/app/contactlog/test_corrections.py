"""Developments through their life: told by entries, owed again, corrected, withdrawn; nothing is overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import amend_contact, log_contact, withdraw_contact
from app.contactlog.corrections import correct_development, restore_development, withdraw_development
from app.contactlog.forms import NewContact
from app.contactlog.queries import entry_form, untold_developments
from app.contactlog.telling import tellings
from app.contactlog.words import Channel, Direction
from app.kernel.clock import FixedClock
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, open_matter
from app.matters.development_queries import developments
from app.matters.developments import NewDevelopment, add_development, checked_development, say_plainly
from app.matters.history import development_versions
from app.matters.words import ALWAYS_URGENT, DevelopmentKind
from app.owed.news import NewsState, news_standing
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.workspace import Workspace
from tests.support import MONDAY

HOUR = timedelta(hours=1)


@pytest.fixture
def matter(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        return open_matter(tx, MatterDetails(title="Whitcombe v. Larkspur", clients=(client,)))


def happened(workspace: Workspace, matter: UUID, text: str = "Motion denied", **values: object) -> UUID:
    new = NewDevelopment(matter, DevelopmentKind.RULING, MONDAY - 5 * HOUR, text)
    with workspace.write() as tx:
        found = add_development(tx, replace(new, **values))  # type: ignore[arg-type]  # a table of test values
    assert found is not None
    return found


def tell(workspace: Workspace, matter: UUID, *tells: UUID, hours: int = 1) -> UUID:
    new = NewContact(
        Channel.PHONE,
        Direction.OUT,
        MONDAY - hours * HOUR,
        "Told her what the court did.",
        matter,
        tells=tells,
    )
    with workspace.write() as tx:
        return log_contact(tx, new)


def untold(workspace: Workspace) -> set[UUID]:
    with workspace.read() as reader:
        return {row.id for row in untold_developments(reader)}


@given(
    kind=st.sampled_from(DevelopmentKind),
    urgent=st.booleans(),
    essential=st.booleans(),
    text=st.text(min_size=1),
)
def test_offers_and_our_errors_are_urgent_whatever_is_said(
    kind: DevelopmentKind, urgent: bool, essential: bool, text: str
) -> None:
    new = NewDevelopment(UUID(int=1), kind, MONDAY, f"x{text}", essential=essential, urgent=urgent)
    found = checked_development(new)
    if kind in ALWAYS_URGENT:
        assert (found.urgent, found.essential) == (True, True)
    assert found.urgent is (urgent or kind in ALWAYS_URGENT)
    assert found.essential or not found.urgent, "what is urgent waits for no update"
    assert "\x00" not in found.text


@pytest.mark.parametrize("kind", sorted(ALWAYS_URGENT))
def test_no_correction_makes_an_offer_wait(workspace: Workspace, matter: UUID, kind: DevelopmentKind) -> None:
    calm = NewDevelopment(matter, kind, MONDAY - HOUR, "They offer 40,000", essential=False, urgent=False)
    ruling = happened(workspace, matter)
    with workspace.write() as tx:
        correct_development(tx, ruling, calm, "It was an offer")
    with workspace.read() as reader:
        (row,) = developments(reader, matter)
    assert (row.urgent, row.essential) == (True, True)


def test_one_entry_tells_several_and_says_who_and_when(workspace: Workspace, matter: UUID) -> None:
    both = happened(workspace, matter), happened(workspace, matter, "Trial set")
    entry = tell(workspace, matter, *both)
    assert untold(workspace) == set()
    with workspace.read() as reader:
        found = tellings(reader, matter)
        assert {one: [told.entry_id for told in found[one]] for one in both} == {one: [entry] for one in both}
        assert found[both[0]][0].by == "Maria Ortega"
        assert {one.state for one in news_standing(reader, matter)} == {NewsState.TOLD}


def test_what_an_entry_told_is_owed_again_when_it_is_amended_or_withdrawn(
    workspace: Workspace, matter: UUID
) -> None:
    one, other = happened(workspace, matter), happened(workspace, matter, "Trial set")
    entry = tell(workspace, matter, one, other)
    with workspace.write() as tx:
        amend_contact(tx, entry, replace(entry_form(tx.reader(), entry), tells=(other,)), "Only of the trial")
    assert untold(workspace) == {one}
    with workspace.write() as tx:
        withdraw_contact(tx, entry, "It was another client")
    assert untold(workspace) == {one, other}


def test_a_second_telling_holds_when_the_first_is_withdrawn(workspace: Workspace, matter: UUID) -> None:
    news = happened(workspace, matter)
    first, second = tell(workspace, matter, news, hours=3), tell(workspace, matter, news, hours=1)
    with workspace.write() as tx:
        withdraw_contact(tx, first, "Wrong number")
    assert untold(workspace) == set()
    with workspace.read() as reader:
        assert [told.entry_id for told in tellings(reader)[news]] == [second]


def test_a_correction_keeps_what_was_said_with_the_reason(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    news = happened(workspace, matter)
    right = NewDevelopment(matter, DevelopmentKind.HEARING, MONDAY - 6 * HOUR, "Motion set for hearing")
    before = clock.now()
    clock.advance(HOUR)
    with workspace.write() as tx:
        with pytest.raises(Refused, match="why"):
            correct_development(tx, news, right, "  ")
        assert correct_development(tx, news, right, "Misread") == 2
        assert correct_development(tx, news, right, "Again") == 2, "nothing changed"
    with workspace.read() as reader:
        versions = development_versions(reader, news)
        assert [(one.version, one.reason, one.said["text"]) for one in versions] == [
            (1, "", "Motion denied"),
            (2, "Misread", "Motion set for hearing"),
        ]
        assert developments(reader)[0].kind is DevelopmentKind.HEARING
    with workspace.read(None, before) as reader:
        (then,) = developments(reader)
        assert (then.text, then.kind) == ("Motion denied", DevelopmentKind.RULING)
        assert [row.text for row in untold_developments(reader)] == ["Motion denied"]
        assert len(development_versions(reader, news)) == 1


def test_plain_words_keep_the_words_of_before(workspace: Workspace, matter: UUID) -> None:
    news = happened(workspace, matter, plain_words="You lost this one.")
    with workspace.write() as tx:
        say_plainly(tx, news, "The court said no to this motion.")
    with workspace.read() as reader:
        said = [one.said["plain_words"] for one in development_versions(reader, news)]
    assert said == ["You lost this one.", "The court said no to this motion."]


def test_withdrawn_is_no_more_owed_and_comes_back(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    news = happened(workspace, matter)
    before = clock.now()
    clock.advance(HOUR)
    with workspace.write() as tx:
        with pytest.raises(Refused, match="why"):
            withdraw_development(tx, news, "")
        withdraw_development(tx, news, "Another matter's")
        with pytest.raises(Refused, match="withdrawn"):
            correct_development(tx, news, NewDevelopment(matter, DevelopmentKind.OTHER, MONDAY, "x"), "why")
    assert untold(workspace) == set()
    with workspace.read() as reader:
        assert developments(reader) == ()
        (gone,) = news_standing(reader, matter)
        assert (gone.state, gone.row.withdrawn_reason) == (NewsState.WITHDRAWN, "Another matter's")
    with workspace.read(None, before) as reader:
        assert [row.id for row in untold_developments(reader)] == [news], "nobody knew then"
    with workspace.write() as tx:
        restore_development(tx, news)
    assert untold(workspace) == {news}


def test_who_heard_it_wrongly_is_owed_what_is_right(workspace: Workspace, matter: UUID) -> None:
    news = happened(workspace, matter, urgent=True)
    right = NewDevelopment(matter, DevelopmentKind.RULING, MONDAY - 5 * HOUR, "Motion granted", urgent=True)
    with workspace.write() as tx:
        correct_development(tx, news, right, "Misread", tell_again=True)
    assert untold(workspace) == {news}, "nobody had been told: nothing is owed twice"
    tell(workspace, matter, news)
    with workspace.write() as tx:
        correct_development(
            tx, news, replace(right, text="Motion granted in part"), "Misread", tell_again=True
        )
    with workspace.read() as reader:
        (owed,) = untold_developments(reader)
    assert (owed.text, owed.urgent) == ("Correction: Motion granted in part", True)


@pytest.mark.parametrize("again", [True, False])
def test_a_corrected_correction_is_owed_once(workspace: Workspace, matter: UUID, *, again: bool) -> None:
    news = happened(workspace, matter)
    tell(workspace, matter, news)
    right = NewDevelopment(matter, DevelopmentKind.RULING, MONDAY - 5 * HOUR, "Granted")
    with workspace.write() as tx:
        correct_development(tx, news, right, "Misread", tell_again=True)
    with workspace.write() as tx:
        in_part = replace(right, text="Granted in part")
        correct_development(tx, news, in_part, "Misread again", tell_again=again)
    with workspace.read() as reader:
        (owed,) = untold_developments(reader)
    assert owed.text == "Correction: Granted in part"
    tell(workspace, matter, owed.id, hours=0)
    with workspace.write() as tx:
        whole = replace(right, text="Granted in whole")
        correct_development(tx, news, whole, "Misread once more", tell_again=again)
    with workspace.read() as reader:
        assert [one.text for one in untold_developments(reader)] == ["Correction: Granted in whole"] * again


def test_nothing_is_corrected_to_have_been_told_before_it_happened(
    workspace: Workspace, matter: UUID
) -> None:
    news = happened(workspace, matter, occurred_at=MONDAY - timedelta(days=3))
    tell(workspace, matter, news, hours=48)
    later = NewDevelopment(matter, DevelopmentKind.RULING, MONDAY - HOUR, "Motion denied")
    with workspace.write() as tx, pytest.raises(Refused, match="told the client"):
        correct_development(tx, news, later, "It was today")


def test_supplementary_news_waits_for_the_update_that_is_scheduled(
    workspace: Workspace, matter: UUID
) -> None:
    news = happened(workspace, matter, essential=False)
    with workspace.read() as reader:
        (alone,) = news_standing(reader, matter)
    assert (alone.state, alone.due, alone.update_on) == (NewsState.WITH_UPDATE, None, None)
    with workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK))
    with workspace.read() as reader:
        (planned,) = news_standing(reader, matter)
    assert planned.update_on is not None
    assert untold(workspace) == {news}
