"""Policies through their commands: what is refused, what is recorded, what stands afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.kernel.clock import FixedClock
from app.kernel.duty import DutyKind
from app.kernel.errors import Invalid, LiaisonError, NotFound, Refused
from app.owed.items import OwedKind
from app.owed.queries import owed
from app.owed.snooze.commands import put_off
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.policies.commands import (
    NewReview,
    PolicyForm,
    acknowledge_policy,
    draft_policy,
    keep_policy,
    put_in_force,
    repeal_policy,
    review_policy,
)
from app.policies.duties import policy_duties
from app.policies.kept import KeepingRow
from app.policies.queries import acknowledgements_outstanding, outdated, policy, to_read, words_of
from app.policies.training_commands import NewSession, add_session, note_attendance, set_subject
from app.policies.words import Outcome, PolicyState
from app.promises.commands import NewTerms, set_terms
from app.promises.terms import OwnTerms
from app.storage.transaction import Transaction
from app.workdays.worktime import Promise, PromiseUnit
from app.workspace import Workspace

TODAY = date(2026, 11, 23)
KEYS = PolicyForm("Keys", "# Keys\nNobody lends a key.\nA lost key is told to {{firm.name}} at once.")


def written(workspace: Workspace, form: PolicyForm = KEYS, *, from_on: date | None = None) -> UUID:
    with workspace.write() as tx:
        made = draft_policy(tx, form)
        put_in_force(tx, made, from_on)
    return made


def code_of(workspace: Workspace, do: Callable[[Transaction], object]) -> str:
    with pytest.raises(LiaisonError) as caught, workspace.write() as tx:
        do(tx)
    error = caught.value
    return error.problems[0].code if isinstance(error, Invalid) else error.code


def test_what_is_in_force_keeps_the_words_of_its_day(workspace: Workspace) -> None:
    form = PolicyForm("Answers", "We answer within {{reply.answer}}.")
    made = written(workspace, form)
    with workspace.write() as tx:
        set_terms(tx, NewTerms(OwnTerms(answer=Promise(72, PromiseUnit.WORKING_DAY_HOURS))))
    with workspace.read() as reader:
        found = policy(reader, made)
        assert words_of(reader, found.shown).said == "We answer within 2 business days."
        (pair,) = outdated(reader, found)
    assert pair.after == "We answer within 3 business days."


def test_what_is_known_later_was_not_known_then(workspace: Workspace, clock: FixedClock) -> None:
    made = written(workspace)
    before = clock.now()
    clock.advance(timedelta(days=2))
    with workspace.write() as tx:
        draft_policy(tx, replace(KEYS, text="Nobody lends a key to anybody."), "Clearer", made)
        acknowledge_policy(tx, made)
    with workspace.read(known_by=before) as reader:
        found = policy(reader, made)
        assert [one.number for one in found.versions] == [1]
        assert not found.reads
    with workspace.read() as reader:
        found = policy(reader, made)
        assert (found.state, found.draft and found.draft.number) == (PolicyState.IN_FORCE, 2)


def test_the_same_again_writes_nothing(workspace: Workspace) -> None:
    made = written(workspace)
    with workspace.write() as tx:
        draft_policy(tx, KEYS, policy_id=made)
        keep_policy(tx, made, KeepingRow(review_months=3))
        acknowledge_policy(tx, made)
        said = tx.recorded
        keep_policy(tx, made, KeepingRow(review_months=3))
        acknowledge_policy(tx, made)
        assert tx.recorded == said
    with workspace.read() as reader:
        assert len(policy(reader, made).versions) == 1


def test_what_is_refused(workspace: Workspace) -> None:
    made = written(workspace)
    again = replace(KEYS, text="Other words.")
    with workspace.write() as tx:
        ann = add_colleague(tx, NewColleague("Ann", Role.LAWYER))
        coming = draft_policy(tx, PolicyForm("Mail", "Mail is opened by two."))
    assert code_of(workspace, lambda tx: draft_policy(tx, again, "", made)) == "no-reason"
    assert code_of(workspace, lambda tx: draft_policy(tx, replace(KEYS, title="KEYS"))) == "title-taken"
    assert (
        code_of(workspace, lambda tx: draft_policy(tx, PolicyForm("X", "{{client.name}}"))) == "unknown-field"
    )
    assert code_of(workspace, lambda tx: put_in_force(tx, made)) == "no-draft"
    assert code_of(workspace, lambda tx: acknowledge_policy(tx, coming)) == "not-in-force"
    assert code_of(workspace, lambda tx: review_policy(tx, coming, NewReview(TODAY))) == "not-in-force"
    assert code_of(workspace, lambda tx: acknowledge_policy(tx, made, seen=ann)) == "changed-meanwhile"
    change = NewReview(TODAY, Outcome.CHANGE)
    assert code_of(workspace, lambda tx: review_policy(tx, made, change)) == "no-findings"
    assert (
        code_of(workspace, lambda tx: review_policy(tx, made, NewReview(TODAY, next_on=TODAY)))
        == "next-before"
    )
    assert code_of(workspace, lambda tx: keep_policy(tx, made, KeepingRow(review_months=5))) == "bad-rhythm"
    assert code_of(workspace, lambda tx: repeal_policy(tx, coming, "Old")) == "not-in-force"
    with workspace.write() as tx:
        draft_policy(tx, again, "Shorter", made)
    early = TODAY - timedelta(days=9)
    assert code_of(workspace, lambda tx: put_in_force(tx, made, early)) == "not-after"
    with pytest.raises(NotFound), workspace.read() as reader:
        policy(reader, ann)


def test_who_looks_after_it_looks_at_it_and_nobody_else_below_a_partner(workspace: Workspace) -> None:
    made = written(workspace)
    with workspace.write() as tx:
        ann = add_colleague(tx, NewColleague("Ann", Role.LAWYER))
        keep_policy(tx, made, KeepingRow(responsible_id=ann))
        as_ann = Transaction(tx.session, ann, tx.clock, tx.zone, tx.rights_in)
        review_policy(as_ann, made, NewReview(TODAY, findings="Still right."))
        tom = add_colleague(tx, NewColleague("Tom", Role.LAWYER))
        as_tom = Transaction(tx.session, tom, tx.clock, tx.zone, tx.rights_in)
        with pytest.raises(Refused, match="partner"):
            review_policy(as_tom, made, NewReview(TODAY))
    with workspace.read() as reader:
        assert [one.findings for one in policy(reader, made).reviews] == ["Still right."]


def test_a_look_that_is_due_stands_on_the_keepers_list_and_can_be_put_off(workspace: Workspace) -> None:
    made = written(workspace, from_on=TODAY - timedelta(days=366))
    with workspace.write() as tx:
        ann = add_colleague(tx, NewColleague("Ann", Role.LAWYER))
        keep_policy(tx, made, KeepingRow(responsible_id=ann))
    with workspace.read() as reader:
        (item,) = [one for one in owed(reader).items if one.word == DutyKind.POLICY.value]
        assert (item.text, item.person_id) == ("Review “Keys”", ann)
        assert list(policy_duties(reader, TODAY, made)) == []
    with workspace.write() as tx:
        put_off(tx, OwedKind.DUTY, made, TODAY + timedelta(days=2), "With the new partner")
    with workspace.read() as reader:
        (item,) = [one for one in owed(reader).items if one.word == DutyKind.POLICY.value]
        assert item.put_off is not None
    with workspace.write() as tx:
        review_policy(tx, made, NewReview(TODAY))
    with workspace.read() as reader:
        assert not [one for one in owed(reader).items if one.word == DutyKind.POLICY.value]


def test_a_refresher_is_each_persons_own(workspace: Workspace, clock: FixedClock) -> None:
    with workspace.write() as tx:
        people = [add_colleague(tx, NewColleague(name, Role.STAFF)) for name in ("Ann", "Tom")]
        subject = set_subject(tx, "Fire", 12)
        held = add_session(tx, NewSession(subject, TODAY - timedelta(days=365), attended=tuple(people)))
    with workspace.read() as reader:
        found = [one for one in policy_duties(reader, TODAY, None) if one.kind is DutyKind.TRAINING]
    assert {one.person_id for one in found} == set(people)
    assert len({one.source_id for one in found}) == len(people)
    with workspace.write() as tx:
        note_attendance(tx, held, people[:1])
        set_subject(tx, "Fire", None, subject)
        assert list(policy_duties(tx.reader(), TODAY, None)) == []
    assert code_of(workspace, lambda tx: add_session(tx, NewSession(UUID(int=1), TODAY))) == "no-subject"
    ahead = NewSession(subject, TODAY + timedelta(days=1), attended=(people[0],))
    assert code_of(workspace, lambda tx: add_session(tx, ahead)) == "to-come"


def test_what_changed_since_is_shown_to_who_read_the_one_before(workspace: Workspace) -> None:
    made = written(workspace)
    with workspace.write() as tx:
        acknowledge_policy(tx, made)
        text = KEYS.text.replace("Nobody lends", "No one ever lends")
        draft_policy(tx, replace(KEYS, text=text), "Clearer", made)
        put_in_force(tx, made)
    with workspace.read() as reader:
        (one,) = to_read(reader, workspace.actor)
    assert (one.owed.number, one.before) == (2, 1)
    assert [pair.after for pair in one.pairs if not pair.same] == ["No one ever lends a key."]
    with workspace.write() as tx:
        acknowledge_policy(tx, made, seen=one.version_id)
        assert acknowledgements_outstanding(tx.reader()) == ()


@given(text=st.text(max_size=300), title=st.text(max_size=100))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_kept_or_refused(workspace: Workspace, text: str, title: str) -> None:
    with workspace.rehearse() as tx:
        try:
            made = draft_policy(tx, PolicyForm(title, text))
        except (Invalid, Refused):
            return
        put_in_force(tx, made)
        words_of(tx.reader(), policy(tx.reader(), made).shown)


def test_what_was_repealed_by_mistake_is_put_in_force_again(workspace: Workspace, clock: FixedClock) -> None:
    made = written(workspace)
    with workspace.write() as tx:
        acknowledge_policy(tx, made)
        repeal_policy(tx, made, "The wrong one")
    clock.advance(timedelta(days=3))
    assert code_of(workspace, lambda tx: put_in_force(tx, made)) == "no-draft"
    with workspace.write() as tx:
        draft_policy(tx, KEYS, "It was repealed by mistake", made)
        draft_policy(tx, KEYS, "Once more", made)
        put_in_force(tx, made, asks_again=False)
    with workspace.read() as reader:
        found = policy(reader, made)
        assert [one.number for one in found.versions] == [2, 1]
        assert (found.state, found.force and found.force.number) == (PolicyState.IN_FORCE, 2)
        assert found.is_owed_by(workspace.actor, ["partner"]), "after a time without any, it is asked again"


def test_nobody_notes_a_paper_of_their_own(workspace: Workspace) -> None:
    made = written(workspace)
    own = workspace.actor
    assert code_of(workspace, lambda tx: acknowledge_policy(tx, made, person_id=own)) == "own-paper"
    with workspace.read() as reader:
        assert policy(reader, made).reads == ()
