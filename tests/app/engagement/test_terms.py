"""Engagement terms on a real vault: drafted, agreed, revised; what is promised is what is measured (PRACTICE B2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from app.care.estimate import Estimate, sums_of
from app.care.queries import costs
from app.contactlog.follow_up_commands import finish_follow_up
from app.contactlog.queries import follow_ups
from app.contactlog.words import FollowUpSide
from app.engagement.agreeing import agree_terms
from app.engagement.forms import AgreedDuty, NewAgreement, TermsForm
from app.engagement.measured import terms_to_begin_with
from app.engagement.said import parts, say_differences, say_standing
from app.engagement.terms_commands import draft_terms, reaffirm_terms
from app.engagement.terms_queries import TermsSheet, terms_sheet, terms_states
from app.engagement.words import AgreedHow, TermsState
from app.hours.queries import firm_calendar
from app.kernel.clock import FixedClock
from app.kernel.errors import Invalid, NotFound, Refused
from app.matters.commands import edit_matter
from app.matters.sheet import matter_sheet
from app.matters.words import MatterStatus
from app.owed.queries import owed
from app.promises.queries import terms_book
from app.promises.terms import OwnTerms
from app.schedule.commands import NewPlan, set_plan
from app.schedule.queries import update_dues
from app.schedule.rhythm import Rhythm, parse_rhythm
from app.schedule.words import IntervalUnit, UpdateFormat
from app.storage.transaction import Transaction
from app.workdays.worktime import Promise, PromiseUnit
from app.workspace import Workspace
from tests.support import MONDAY

TODAY = date(2026, 11, 23)
TWO_DAYS = Promise(48, PromiseUnit.WORKING_DAY_HOURS)
SIX_HOURS = Promise(6, PromiseUnit.OPENING_HOURS)
FORM = TermsForm(
    scope="We act for you in the lease.",
    estimate=Estimate(
        Decimal("11000.00"),
        low=Decimal("9000.00"),
        tax=Decimal("2200.00"),
        disbursements=Decimal("350.00"),
        currency="USD",
        covers="Up to the first hearing",
    ),
    replies=OwnTerms(SIX_HOURS, TWO_DAYS, SIX_HOURS, SIX_HOURS),
    rhythm=parse_rhythm("fortnight"),
    format=UpdateFormat.LETTER,
    emergency="Dana Okafor, +1 415 555 0100",
    duties=(
        AgreedDuty(FollowUpSide.FIRM, "Send the demand letter", date(2026, 12, 1)),
        AgreedDuty(FollowUpSide.CLIENT, "Bring the lease", date(2026, 12, 4)),
        AgreedDuty(FollowUpSide.CLIENT, "Tell us when you move"),
    ),
)
SIGNED = AgreedHow.SIGNED


def write(workspace: Workspace, act: Callable[[Transaction], object]) -> None:
    with workspace.write() as tx:
        act(tx)


def agreed(workspace: Workspace, matter: UUID, form: TermsForm = FORM, on: date = TODAY) -> TermsSheet:
    with workspace.write() as tx:
        draft_terms(tx, matter, form, "as talked over")
        agree_terms(tx, NewAgreement(matter, on, SIGNED, "Ana Whitcombe"))
        return terms_sheet(tx.reader(), matter)


def sheet_of(workspace: Workspace, matter: UUID) -> TermsSheet:
    with workspace.read() as reader:
        return terms_sheet(reader, matter)


def test_a_matter_begins_without_terms(workspace: Workspace, matter: UUID) -> None:
    sheet = sheet_of(workspace, matter)
    assert sheet.state is TermsState.MISSING
    assert (sheet.agreed, sheet.draft, sheet.differs) == (None, None, ())
    assert say_standing(sheet) == "No engagement terms yet."


def test_a_draft_begins_with_what_counts_already(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.MONTH, format=UpdateFormat.PHONE))
        form = terms_to_begin_with(tx.reader(), matter)
    assert form.replies.answer == TWO_DAYS
    assert form.rhythm == parse_rhythm("month")
    assert form.format is UpdateFormat.PHONE


def test_what_is_drafted_reads_the_same(workspace: Workspace, matter: UUID) -> None:
    write(workspace, lambda tx: draft_terms(tx, matter, FORM))
    sheet = sheet_of(workspace, matter)
    assert sheet.draft is not None
    assert (sheet.state, sheet.draft.number, sheet.draft.form) == (TermsState.DRAFT, 1, FORM)
    write(workspace, lambda tx: draft_terms(tx, matter, FORM))
    assert len(sheet_of(workspace, matter).revisions) == 1, "the same again is no revision"


def test_a_draft_alone_measures_nothing(workspace: Workspace, matter: UUID) -> None:
    write(workspace, lambda tx: draft_terms(tx, matter, FORM))
    with workspace.read() as reader:
        assert terms_book(reader).own((None, matter)) == OwnTerms()
        assert update_dues(reader, firm_calendar(reader)) == {}
        assert costs(reader, matter).estimate is None
        assert follow_ups(reader, matter_id=matter) == ()


def test_agreeing_sets_what_is_measured(workspace: Workspace, matter: UUID) -> None:
    sheet = agreed(workspace, matter)
    assert sheet.state is TermsState.AGREED
    assert sheet.differs == ()
    with workspace.read() as reader:
        assert terms_book(reader).own((None, matter)) == FORM.replies
        due = update_dues(reader, firm_calendar(reader))[matter]
        assert (due.rhythm, due.format, due.due_on) == (FORM.rhythm, FORM.format, date(2026, 12, 7))
        estimate = costs(reader, matter).estimate
        assert estimate is not None
        assert FORM.estimate is not None
        assert sums_of(estimate) == sums_of(FORM.estimate), "range, tax, disbursements, currency: all of it"
        assert (estimate.on, estimate.covers, estimate.told) == (TODAY, FORM.estimate.covers, True)
        assert matter_sheet(reader, matter).details.emergency_contact == FORM.emergency
        actions = follow_ups(reader, matter_id=matter)
        assert [(one.side, one.text, one.due_on) for one in actions] == [
            (FollowUpSide.FIRM, "Send the demand letter", date(2026, 12, 1)),
            (FollowUpSide.CLIENT, "Bring the lease", date(2026, 12, 4)),
        ]
        listed = {one.source_id for one in owed(reader, days=30, matter_id=matter).items}
        assert {one.id for one in actions} <= listed


def test_what_is_agreed_twice_is_written_once(workspace: Workspace, matter: UUID) -> None:
    agreed(workspace, matter)
    with workspace.read() as reader:
        plans = update_dues(reader, firm_calendar(reader))[matter].counted_from
    again = agreed(workspace, matter, replace(FORM, timeline="Until summer"))
    assert again.agreement is not None
    assert again.agreement.number == 2
    with workspace.read() as reader:
        assert update_dues(reader, firm_calendar(reader))[matter].counted_from == plans
        assert len(follow_ups(reader, matter_id=matter)) == 2
        assert costs(reader, matter).estimate_before is None


def test_terms_agreed_last_week_hold_for_what_came_in_since(workspace: Workspace, matter: UUID) -> None:
    agreed(workspace, matter, on=date(2026, 11, 16))
    with workspace.read() as reader:
        book = terms_book(reader)
        assert book.own((None, matter), MONDAY - timedelta(days=3)) == FORM.replies
        assert book.own((None, matter), MONDAY - timedelta(days=8)) == OwnTerms()
        due = update_dues(reader, firm_calendar(reader))[matter]
        assert due.due_on == date(2026, 11, 30), "a fortnight after the agreement"


def test_a_schedule_changed_by_hand_differs(workspace: Workspace, matter: UUID) -> None:
    agreed(workspace, matter)
    write(workspace, lambda tx: set_plan(tx, NewPlan(matter, 1, IntervalUnit.QUARTER)))
    sheet = sheet_of(workspace, matter)
    assert sheet.differs == ("rhythm", "format")
    assert say_differences(sheet)[0] == "Updates: agreed every fortnight, now every quarter"
    revised = agreed(workspace, matter, replace(FORM, rhythm=parse_rhythm("quarter"), format=None))
    assert revised.differs == ()


def test_a_revision_needs_a_reason_and_leaves_the_first_one(workspace: Workspace, matter: UUID) -> None:
    agreed(workspace, matter)
    later = replace(FORM, scope="We act for you in the lease and the deposit.")
    with workspace.write() as tx, pytest.raises(Refused, match="why they are revised"):
        draft_terms(tx, matter, later)
    write(workspace, lambda tx: draft_terms(tx, matter, later, "the deposit was added"))
    sheet = sheet_of(workspace, matter)
    assert sheet.state is TermsState.REVISED
    assert sheet.agreed is not None
    assert sheet.agreed.form.scope == FORM.scope
    assert [one.number for one in sheet.revisions] == [2, 1]
    with workspace.read() as reader:
        assert terms_states(reader) == {matter: TermsState.REVISED}


def test_a_duty_that_moves_is_the_same_action(workspace: Workspace, matter: UUID) -> None:
    agreed(workspace, matter)
    moved = replace(FORM, duties=(replace(FORM.duties[1], due_on=date(2026, 12, 18)),))
    with workspace.write() as tx:
        draft_terms(tx, matter, moved, "she asked for time")
        done = agree_terms(tx, NewAgreement(matter, TODAY, AgreedHow.PHONE))
    assert done.left == ("Send the demand letter",)
    with workspace.read() as reader:
        actions = {one.text: one.due_on for one in follow_ups(reader, matter_id=matter)}
    assert actions["Bring the lease"] == date(2026, 12, 18)


def test_a_duty_that_is_done_stays_done(workspace: Workspace, matter: UUID) -> None:
    sheet = agreed(workspace, matter)
    assert sheet.agreed is not None
    first = sheet.agreed.follow_ups[0]
    assert first is not None
    write(workspace, lambda tx: finish_follow_up(tx, first))
    later = replace(FORM, duties=(replace(FORM.duties[0], due_on=date(2026, 12, 20)),))
    again = agreed(workspace, matter, later)
    assert again.agreed is not None
    assert again.agreed.follow_ups == (first,)
    with workspace.read() as reader:
        assert len(follow_ups(reader, matter_id=matter, done_only=True)) == 1


def test_what_cannot_be_agreed(workspace: Workspace, matter: UUID) -> None:
    yes = NewAgreement(matter, TODAY, SIGNED)
    with workspace.write() as tx, pytest.raises(Refused, match="no terms yet"):
        agree_terms(tx, yes)
    write(workspace, lambda tx: draft_terms(tx, matter, TermsForm(rates="300")))
    with workspace.write() as tx, pytest.raises(Invalid) as found:
        agree_terms(tx, yes)
    assert {one.code for one in found.value.problems} == {"no-scope", "no-schedule"}
    write(workspace, lambda tx: draft_terms(tx, matter, FORM))
    with workspace.write() as tx, pytest.raises(Refused, match="still to come"):
        agree_terms(tx, replace(yes, on=date(2026, 11, 24)))
    write(workspace, lambda tx: agree_terms(tx, yes))
    with workspace.write() as tx, pytest.raises(Refused, match="agreed already"):
        agree_terms(tx, yes)


def test_a_refused_agreement_leaves_nothing(workspace: Workspace, matter: UUID) -> None:
    write(workspace, lambda tx: draft_terms(tx, matter, FORM))
    with pytest.raises(Refused), workspace.write() as tx:
        agree_terms(tx, NewAgreement(matter, date(2027, 1, 1), SIGNED))
    with workspace.read() as reader:
        assert terms_book(reader).own((None, matter)) == OwnTerms()
        assert terms_sheet(reader, matter).agreements == ()


def test_reaffirming(workspace: Workspace, matter: UUID, clock: FixedClock) -> None:
    with workspace.write() as tx, pytest.raises(Refused, match="not agreed yet"):
        reaffirm_terms(tx, NewAgreement(matter, TODAY, AgreedHow.MEETING))
    agreed(workspace, matter)
    with workspace.write() as tx, pytest.raises(Refused, match="later day"):
        reaffirm_terms(tx, NewAgreement(matter, date(2026, 11, 20), AgreedHow.MEETING))
    clock.set(MONDAY + timedelta(days=100))
    write(workspace, lambda tx: reaffirm_terms(tx, NewAgreement(matter, date(2027, 3, 1), AgreedHow.MEETING)))
    sheet = sheet_of(workspace, matter)
    assert [one.on for one in sheet.reaffirmed] == [date(2027, 3, 1)]
    with workspace.read(MONDAY + timedelta(days=50)) as reader:
        assert terms_sheet(reader, matter).reaffirmed == ()


def test_as_of_and_known_by(workspace: Workspace, matter: UUID) -> None:
    agreed(workspace, matter, on=date(2026, 11, 16))
    wednesday = MONDAY - timedelta(days=5)
    with workspace.read(wednesday) as reader:
        assert terms_sheet(reader, matter).state is TermsState.AGREED, "as known now, it was agreed by then"
    with workspace.read(wednesday, wednesday) as reader:
        assert terms_sheet(reader, matter).state is TermsState.MISSING, "nobody had written it down"


def test_bad_values_are_said_by_their_field(workspace: Workspace, matter: UUID) -> None:
    bad = TermsForm(
        scope="x" * 20_001,
        estimate=Estimate(Decimal(1), covers="x" * 20_001),
        replies=OwnTerms(answer=Promise(0, PromiseUnit.CLOCK_HOURS)),
        duties=(AgreedDuty(FollowUpSide.FIRM, "  "),),
    )
    with workspace.write() as tx, pytest.raises(Invalid) as found:
        draft_terms(tx, matter, bad)
    assert {one.field for one in found.value.problems} == {"scope", "estimate_note", "answer", "duties"}
    with workspace.write() as tx, pytest.raises(Invalid):
        draft_terms(tx, matter, replace(FORM, rhythm=replace(Rhythm(FORM.rhythm.interval), anchor_day=99)))  # type: ignore[union-attr] # it has one


@pytest.mark.parametrize(
    ("estimate", "field"),
    [
        (Estimate(Decimal(-1)), "amount"),
        (Estimate(Decimal("NaN")), "amount"),
        (Estimate(Decimal("0.001")), "amount"),
        (Estimate(Decimal(10) ** 12), "amount"),
        (Estimate(Decimal(10), low=Decimal(11)), "low"),
        (Estimate(Decimal(10), tax=Decimal("1.5"), currency="JPY"), "tax"),
        (Estimate(Decimal(10), currency="dollars"), "currency"),
    ],
)
def test_an_estimate_that_cannot_be_meant(
    workspace: Workspace, matter: UUID, estimate: Estimate, field: str
) -> None:
    with workspace.write() as tx, pytest.raises(Refused) as found:
        draft_terms(tx, matter, replace(FORM, estimate=estimate))
    assert found.value.field == field


@pytest.mark.parametrize(
    ("currency", "amount", "said"),
    [("KWD", "1250.125", "KWD 1,250.125"), ("JOD", "0.005", "JOD 0.005"), ("JPY", "150000", "¥150,000")],
)
def test_every_currency_is_exact(
    workspace: Workspace, matter: UUID, currency: str, amount: str, said: str
) -> None:
    sheet = agreed(workspace, matter, replace(FORM, estimate=Estimate(Decimal(amount), currency=currency)))
    assert sheet.differs == ()
    with workspace.read() as reader:
        told = costs(reader, matter).estimate
    assert told is not None
    assert (told.amount, told.currency) == (Decimal(amount), currency)
    assert dict(parts(sheet.revisions[0].form, sheet.home))["Estimate"] == said


def test_a_matter_that_is_not_there(workspace: Workspace) -> None:
    nobody = UUID(int=7)
    with workspace.write() as tx, pytest.raises(NotFound):
        draft_terms(tx, nobody, FORM)
    with workspace.write() as tx, pytest.raises(NotFound):
        agree_terms(tx, NewAgreement(nobody, TODAY, SIGNED))


def test_nobody_agrees_to_what_was_not_shown(workspace: Workspace, matter: UUID) -> None:
    """The client signed revision 1; another desk writes revision 2 before that is written down."""
    with workspace.write() as tx:
        first = draft_terms(tx, matter, FORM)
        draft_terms(tx, matter, replace(FORM, scope="We act for you in everything."))
    shown = NewAgreement(matter, TODAY, SIGNED, terms_id=first)
    with workspace.write() as tx, pytest.raises(Refused, match="not those that you looked at"):
        agree_terms(tx, shown)
    newest = sheet_of(workspace, matter).draft
    assert newest is not None
    with workspace.write() as tx:
        agree_terms(tx, replace(shown, terms_id=newest.id))
    with workspace.write() as tx, pytest.raises(Refused, match="not those that you looked at"):
        reaffirm_terms(tx, shown)


def test_terms_of_a_closed_matter_are_not_agreed(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        draft_terms(tx, matter, FORM)
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, status=MatterStatus.CLOSED, closed_on=TODAY))
    with workspace.write() as tx, pytest.raises(Refused, match="This matter is closed"):
        agree_terms(tx, NewAgreement(matter, TODAY, SIGNED))
