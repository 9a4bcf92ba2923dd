"""People around a client, verified numbers, identity, consents, adjustments: commands and what is read of them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.channels.words import Channel
from app.clients.adjustments import NewAdjustment, end_adjustment, make_adjustment
from app.clients.around import PersonAround, add_person, edit_person, remove_person
from app.clients.commands import ClientDetails, Point, add_client, edit_client
from app.clients.consents import NewConsent, take_consent, withdraw_consent
from app.clients.identity import NewIdentityCheck, check_identity, withdraw_identity_check
from app.clients.people_queries import people_around, people_reached_at
from app.clients.points import Verification, verify_point
from app.clients.profile import Profile, profile
from app.clients.queries import client_sheet, clients_reached_at
from app.clients.rules import match_key
from app.clients.said import say_person, who_decides, who_must_not_know
from app.clients.words import (
    Authority,
    ConsentKind,
    Hears,
    IdentityHow,
    PointDeed,
    PointKind,
    VerifiedHow,
)
from app.kernel.errors import Invalid, LiaisonError, Refused
from app.verification import verify_workspace
from app.workspace import Workspace

HOME = Point(PointKind.PHONE, "510 555 0144", "home", verified=True)
MAIL = Point(PointKind.EMAIL, "nora@example.com")
NORA = ClientDetails(first_name="Nora", last_name="Whitcombe", points=(HOME, MAIL))
TODAY = date(2026, 11, 23)


@pytest.fixture
def nora(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        return add_client(tx, NORA)


def known(workspace: Workspace, client_id: UUID) -> Profile:
    with workspace.read() as reader:
        return profile(reader, client_id)


def with_points(*points: Point) -> ClientDetails:
    return ClientDetails(first_name="Nora", last_name="Whitcombe", points=points)


def test_the_history_of_a_number_goes_through_every_change(workspace: Workspace, nora: UUID) -> None:
    with workspace.write() as tx:
        edit_client(tx, nora, with_points(Point(PointKind.PHONE, "510 555 0199"), MAIL))
    with workspace.write() as tx:
        edit_client(tx, nora, with_points(MAIL, Point(PointKind.PHONE, "510 555 0177")))
    mail, phone, *gone = known(workspace, nora).points
    assert (mail.value, phone.value) == ("nora@example.com", "510 555 0177")
    assert (phone.changed, phone.before, mail.changed) == (True, "510 555 0199", False)
    deeds = [event.deed for event in phone.events]
    assert deeds == [None, PointDeed.VERIFIED, PointDeed.CHANGED, PointDeed.CHANGED]
    assert {event.by for event in phone.events} == {"Maria Ortega"}
    assert {one.value for one in gone} == {"510 555 0144", "510 555 0199"}
    with workspace.write() as tx:
        verify_point(tx, phone.id, Verification(VerifiedHow.CALL, "her date of birth"))
    phone = known(workspace, nora).points[1]
    assert (phone.changed, phone.verified_how, phone.verified_by) == (False, VerifiedHow.CALL, "Maria Ortega")
    assert phone.events[-1].note == "her date of birth"
    assert all(check.ok for check in verify_workspace(workspace))


def test_a_tick_that_is_taken_away_shows(workspace: Workspace, nora: UUID) -> None:
    with workspace.write() as tx:
        edit_client(tx, nora, with_points(Point(PointKind.PHONE, "510 555 0144", "home"), MAIL))
    phone = known(workspace, nora).points[0]
    assert phone.changed
    assert phone.events[-1].deed is PointDeed.UNVERIFIED


def test_a_retired_number_cannot_be_verified(workspace: Workspace, nora: UUID) -> None:
    phone = known(workspace, nora).points[0]
    with workspace.write() as tx:
        edit_client(tx, nora, with_points(MAIL))
    with pytest.raises(LiaisonError) as caught, workspace.write() as tx:
        verify_point(tx, phone.id)
    assert caught.value.code == "no-point"
    late, mail = Verification(on=TODAY + timedelta(days=1)), known(workspace, nora).points[0]
    with pytest.raises(Refused), workspace.write() as tx:
        verify_point(tx, mail.id, late)


def test_people_are_recognised_by_their_own_numbers(workspace: Workspace, nora: UUID) -> None:
    phone = Point(PointKind.PHONE, "510 555 0161")
    with workspace.write() as tx:
        ned = add_person(tx, nora, PersonAround("Ned", "her brother", hears=Hears.NOTHING, points=(phone,)))
    key = match_key(PointKind.PHONE, phone.value)
    with workspace.read() as reader:
        (found,) = people_reached_at(reader, PointKind.PHONE, [key])[key]
        assert (found.person_id, found.client_id, found.relation) == (ned, nora, "her brother")
        assert clients_reached_at(reader, PointKind.PHONE, [key]) == {}, "his number is not hers"
    with workspace.write() as tx:
        edit_person(tx, ned, PersonAround("Ned", "her brother", Authority.SOME, "the rent"))
    with workspace.read() as reader:
        assert people_reached_at(reader, PointKind.PHONE, [key]) == {}
        people = people_around(reader, nora)
    assert (who_decides(people), who_must_not_know(people)) == ("Ned, her brother: the rent", "")
    assert say_person(people[0]) == "may decide: the rent"
    with workspace.write() as tx:
        remove_person(tx, ned)
    assert known(workspace, nora).sheet.people == ()


def test_words_without_their_choice_go(workspace: Workspace, nora: UUID) -> None:
    with workspace.write() as tx:
        add_person(tx, nora, PersonAround("Ned", decides="all of it", not_told="nothing", hears=Hears.ALL))
    (ned,) = known(workspace, nora).sheet.people
    assert (ned.details.decides, ned.details.not_told) == ("", "")


@pytest.mark.parametrize(
    ("person", "field"),
    [
        (PersonAround(), "name"),
        (PersonAround("Ned", authority=Authority.SOME), "decides"),
        (PersonAround("Ned", hears=Hears.NOT_THIS), "not_told"),
        (PersonAround("Ned", points=(Point(PointKind.EMAIL, "ned"),)), "points.0"),
    ],
)
def test_a_person_without_words_is_refused(
    workspace: Workspace, nora: UUID, person: PersonAround, field: str
) -> None:
    with pytest.raises(Invalid) as caught, workspace.write() as tx:
        add_person(tx, nora, person)
    assert [one.field for one in caught.value.problems] == [field]


def test_an_identity_check_counts_until_it_is_withdrawn(workspace: Workspace, nora: UUID) -> None:
    with workspace.write() as tx:
        first = check_identity(tx, nora, NewIdentityCheck(IdentityHow.DOCUMENT, "license", TODAY))
        check_identity(tx, nora, NewIdentityCheck(IdentityHow.KNOWN, on=date(2020, 1, 1)))
    assert known(workspace, nora).identity is not None
    with workspace.write() as tx:
        withdraw_identity_check(tx, first, "another's")
    identity = known(workspace, nora).identity
    assert identity is not None
    assert identity.how is IdentityHow.KNOWN
    assert [one.withdrawn_why for one in known(workspace, nora).checks] == ["another's", ""]
    with pytest.raises(Invalid), workspace.write() as tx:
        check_identity(tx, nora, NewIdentityCheck(IdentityHow.DOCUMENT))


def test_a_consent_is_taken_back_and_its_history_stays(workspace: Workspace, nora: UUID) -> None:
    new = NewConsent(ConsentKind.CHANNEL, Channel.EMAIL, wording="E-mail is open.", on=date(2026, 11, 1))
    with workspace.write() as tx:
        given = take_consent(tx, nora, new)
        survey = NewConsent(ConsentKind.SURVEY, Channel.TEXT, given=False, wording="May we ask?")
        take_consent(tx, nora, survey)
    with workspace.write() as tx:
        withdraw_consent(tx, given, "in a call", date(2026, 11, 10))
    rows = known(workspace, nora).consents
    assert [(one.kind, one.channel, one.given) for one in rows] == [
        (ConsentKind.SURVEY, None, False),
        (ConsentKind.CHANNEL, Channel.EMAIL, True),
    ]
    with workspace.read() as reader:
        sheet = client_sheet(reader, nora)
    assert sheet.consented(date(2026, 11, 9)) == {Channel.EMAIL}, "what was sent then was agreed to"
    assert sheet.consented(date(2026, 11, 10)) == frozenset()
    for again in (given, rows[0].id):
        with pytest.raises(Refused), workspace.write() as tx:
            withdraw_consent(tx, again)


def test_an_adjustment_ends(workspace: Workspace, nora: UUID) -> None:
    with workspace.write() as tx:
        made = make_adjustment(tx, nora, NewAdjustment("18 point", on=date(2026, 11, 2)))
    with pytest.raises(Refused), workspace.write() as tx:
        end_adjustment(tx, made, date(2026, 11, 1))
    with workspace.write() as tx:
        end_adjustment(tx, made)
    (row,) = known(workspace, nora).adjustments
    assert (row.on, row.ended_on, row.by) == (date(2026, 11, 2), TODAY, "Maria Ortega")


HOSTILE = st.text(min_size=1, max_size=40) | st.sampled_from(
    ["\x00", "\u202eevil", "🙂🙂", "=1+1", "<b>x</b>", "a" * 1_000_000, "\ud800", " \n "]
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(HOSTILE, min_size=6, max_size=6))
def test_whatever_is_typed_is_kept_clean_or_refused(
    workspace: Workspace, nora: UUID, words: list[str]
) -> None:
    name, relation, decides, told, wording, detail = words
    with workspace.rehearse() as tx:
        person = PersonAround(name, relation, Authority.SOME, decides, Hears.NOT_THIS, told, wording)
        for write in (
            lambda: add_person(tx, nora, person),
            lambda: check_identity(tx, nora, NewIdentityCheck(IdentityHow.OTHER, detail)),
            lambda: take_consent(
                tx, nora, NewConsent(ConsentKind.PRIVACY, wording=wording, given_by=relation)
            ),
            lambda: make_adjustment(tx, nora, NewAdjustment(detail)),
        ):
            try:
                write()
            except Invalid:
                continue
        read = profile(tx.reader(), nora)
        said = [say_person(one) + one.called for one in read.sheet.people]
        said += [one.wording for one in read.consents] + [one.detail for one in read.checks]
        assert not any("\x00" in one or "\ud800" in one for one in said)
