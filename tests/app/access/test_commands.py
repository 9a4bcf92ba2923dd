"""Opening, deciding, extending, closing; and that nothing leaves while something is undecided."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.access.commands import (
    ask_identity,
    check_identity,
    close_request,
    decide_items,
    extend_request,
    hand_request,
    open_request,
    reopen_request,
)
from app.access.forms import NewDecision, NewRequest
from app.access.giving import ready_sheet
from app.access.laws import FILE as LAWS_FILE
from app.access.laws import law_of, laws
from app.access.queries import request_row, request_sheet, requests
from app.access.settings import access_rule, change_access_rule
from app.access.words import Decision, Ending, Ground
from app.contactlog.commands import amend_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.duty import Duty, DutyKind
from app.kernel.errors import Refused
from app.kernel.text import clean
from app.owed.queries import owed
from app.storage.transaction import Transaction
from tests.app.access.conftest import Office

TODAY = date(2026, 11, 23)
WITHHELD = NewDecision(Decision.WITHHOLD, Ground.PRIVILEGE)


def refused(office: Office, do: Callable[[Transaction], object]) -> str:
    with pytest.raises(Refused) as error, office.workspace.write() as tx:
        do(tx)
    return error.value.code


def decide(office: Office, new: NewDecision = WITHHELD) -> None:
    with office.workspace.write() as tx:
        left = [one.item.id for one in request_sheet(tx.reader(), office.request).undecided]
        decide_items(tx, office.request, left, new)


def test_the_law_of_the_firms_place_runs_from_the_day_it_came(office: Office) -> None:
    with office.workspace.read() as reader:
        row = request_row(reader, office.request)
    assert (row.rule.law, row.received_on, row.clock.due) == ("ccpa", TODAY, TODAY + timedelta(days=45))
    assert row.handler == "Maria Ortega"


def test_every_place_has_a_law() -> None:
    assert {
        law_of("DE", "BY"),
        law_of("GB", "SCT"),
        law_of("US", "CA"),
        law_of("US", "NY"),
        law_of("JP", ""),
    } == {
        "gdpr",
        "uk_gdpr",
        "ccpa",
        "own",
    }
    assert all(rule.source for rule in laws().values())
    said = tomllib.loads(LAWS_FILE.read_text(encoding="utf-8"))
    assert [law for law, one in said.items() if not one.get("compared")] == ["own"]


def test_nothing_leaves_before_all_is_decided(office: Office) -> None:
    with office.workspace.read() as reader, pytest.raises(Refused) as error:
        ready_sheet(reader, office.request)
    assert error.value.code == "undecided"
    decide(office)
    with office.workspace.read() as reader:
        assert not ready_sheet(reader, office.request).undecided


def test_a_decision_stands_until_the_item_says_something_else(office: Office) -> None:
    decide(office)
    with office.workspace.write() as tx:
        when = tx.now - timedelta(days=4)
        new = NewContact(
            Channel.PHONE, Direction.IN, when, "She asked", office.lease, office.nora, Outcome.SPOKE
        )
        amend_contact(tx, office.call, new, "I mistook it")
        decide_items(tx, office.request, [office.call], NewDecision(Decision.GIVE))
        amend_contact(tx, office.call, replace(new, advice="Sign at once"), "I forgot the advice")
    with office.workspace.read() as reader:
        (one,) = request_sheet(reader, office.request).undecided
    assert one.item.id == office.call
    assert one.changed


def test_the_newest_decision_counts_and_a_redacted_item_says_what_is_given(office: Office) -> None:
    decide(office)
    new = NewDecision(Decision.REDACT, Ground.THIRD_PARTY, given_text="She asked what to do")
    with office.workspace.write() as tx:
        assert decide_items(tx, office.request, [office.advice], new) == 1
    with office.workspace.read() as reader:
        items = {one.item.id: one for one in request_sheet(reader, office.request).items}
    found = items[office.advice]
    assert (found.decision, found.given_text, found.decided_by) == (
        Decision.REDACT,
        "She asked what to do",
        "Maria Ortega",
    )


@pytest.mark.parametrize("new", [NewDecision(Decision.WITHHOLD), NewDecision(Decision.REDACT, Ground.OTHER)])
def test_what_is_not_given_needs_its_ground_and_its_words(office: Office, new: NewDecision) -> None:
    assert refused(office, lambda tx: decide_items(tx, office.request, [office.call], new)) in {
        "no-ground",
        "no-words",
    }


def test_who_may_not_see_an_item_cannot_decide_it_and_cannot_give_the_whole(office: Office) -> None:
    decide(office)
    hers = office.seen_by(office.olive)
    with hers.write() as tx, pytest.raises(Refused) as error:
        decide_items(tx, office.request, [office.secret], WITHHELD)
    assert error.value.code == "no-item"
    with hers.read() as reader, pytest.raises(Refused) as told:
        ready_sheet(reader, office.request)
    assert told.value.code == "restricted"
    with hers.read() as reader:
        assert ready_sheet(reader, office.request, part=True).restricted


def test_extended_once_and_only_while_the_first_time_runs(office: Office) -> None:
    with office.workspace.write() as tx:
        late = open_request(tx, NewRequest(office.karl, received_on=TODAY - timedelta(days=46)))
        extend_request(tx, office.request, "Many files")
    assert refused(office, lambda tx: extend_request(tx, late, "Many files")) == "too-late"
    assert refused(office, lambda tx: extend_request(tx, office.request, "More")) == "extended-already"
    with office.workspace.read() as reader:
        assert request_row(reader, office.request).clock.due == TODAY + timedelta(days=90)


def test_handed_over_and_owed_by_who_has_it(office: Office) -> None:
    with office.workspace.write() as tx:
        hand_request(tx, office.request, office.olive)
    with office.workspace.read() as reader:
        due = [item.source for item in owed(reader, days=60).items if isinstance(item.source, Duty)]
    (duty,) = [one for one in due if one.kind is DutyKind.ACCESS]
    assert (duty.person_id, duty.client_id, duty.due) == (
        office.olive,
        office.nora,
        TODAY + timedelta(days=45),
    )


def test_closed_it_is_owed_no_more_and_opened_again_it_is(office: Office) -> None:
    assert refused(office, lambda tx: close_request(tx, office.request, Ending.GIVEN)) == "no-export"
    assert refused(office, lambda tx: close_request(tx, office.request, Ending.REFUSED)) == "no-reason"
    assert (
        refused(office, lambda tx: close_request(tx, office.request, Ending.NOTHING_HELD)) == "something-held"
    )
    with office.workspace.write() as tx:
        close_request(tx, office.request, Ending.TAKEN_BACK, "She needs it no more")
    assert refused(office, lambda tx: ask_identity(tx, office.request)) == "closed"
    with office.workspace.read() as reader:
        assert not requests(reader, open_only=True)
        assert requests(reader)[0].clock.ending is Ending.TAKEN_BACK
    with office.workspace.write() as tx:
        reopen_request(tx, office.request, "She does need it")
    with office.workspace.read() as reader:
        assert len(requests(reader, open_only=True)) == 1


def test_waiting_for_proof_stops_the_clock_where_the_law_lets_it(office: Office) -> None:
    with office.workspace.write() as tx:
        request = open_request(tx, NewRequest(office.karl, law="gdpr", received_on=TODAY - timedelta(days=3)))
        ask_identity(tx, request, TODAY - timedelta(days=2))
    with office.workspace.read() as reader:
        clock = request_row(reader, request).clock
        assert (clock.due, clock.waits_since) == (None, TODAY - timedelta(days=2))
    with office.workspace.write() as tx:
        check_identity(tx, request, "Her passport", TODAY)
    with office.workspace.read() as reader:
        assert request_row(reader, request).clock.due == date(2026, 12, 22), "20 December, two days later"


def test_a_rule_of_the_firms_own_counts_for_requests_to_come(office: Office) -> None:
    with office.workspace.write() as tx:
        change_access_rule(tx, replace(access_rule(tx.reader(), "ccpa"), allowed=30), "We promise a month")
        later = open_request(tx, NewRequest(office.karl))
    with office.workspace.read() as reader:
        assert request_row(reader, office.request).rule.allowed == 45
        assert request_row(reader, later).rule.allowed == 30


@given(words=st.text(max_size=40))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_kept_or_refused_in_words(office: Office, words: str) -> None:
    new = NewRequest(name=words, asked_by=words, wanted=words, other_names=(words,))
    with office.workspace.write() as tx:
        if clean(words, lines=False):
            assert request_sheet(tx.reader(), open_request(tx, new)).row.name
        else:
            with pytest.raises(Refused):
                open_request(tx, new)
