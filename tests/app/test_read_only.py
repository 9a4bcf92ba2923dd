"""Who only reads can do nothing else: every command of every room, called as a partner could call it.

A new command needs a line in `COMMANDS`; without one `test_every_command_stands_in_the_table` fails. Each line is first
done by a partner who is administrator, so that what refuses the reader is nothing but the missing right.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from types import FunctionType
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import InstrumentedAttribute

import app
from app.access import commands as access
from app.access import deciders as access_deciders
from app.access import giving as access_giving
from app.access import settings as access_settings
from app.access.forms import NewDecision, NewRequest
from app.access.queries import request_sheet
from app.access.words import Decision as AccessDecision
from app.access.words import Ending as AccessEnding
from app.backups import commands as backups
from app.backups.queries import FirmRule
from app.care import brought, ruling, warning
from app.care import commands as care
from app.care.rules import FeeRule
from app.care.words import Arrangement, CostsKind, LineKind
from app.channels import commands as channels
from app.channels.rules import ChannelRule
from app.clients import adjustments, around, consents, identity, points
from app.clients import commands as clients
from app.clients.adjustments import NewAdjustment
from app.clients.around import PersonAround
from app.clients.commands import ClientDetails
from app.clients.consents import NewConsent
from app.clients.identity import NewIdentityCheck
from app.clients.models import Adjustment, ClientPerson, Consent, ContactPoint, IdentityCheck
from app.clients.words import ClientKind, ConsentKind, IdentityHow, PointKind
from app.concerns import commands as concerns
from app.concerns import course as concern_course
from app.concerns import leaving as concern_leaving
from app.concerns import settings as concern_settings
from app.concerns import steps as concern_steps
from app.concerns.forms import NewConcern, NewStage, NewStep
from app.concerns.rules import ConcernRules
from app.concerns.words import Ending, Stage, StepKind
from app.conflicts import commands as conflicts
from app.conflicts.commands import NewCheck
from app.conflicts.words import Conclusion
from app.contactlog import commands as contactlog
from app.contactlog import corrections, date_turns, kind_commands, storing
from app.contactlog import follow_up_commands as follow_ups
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.kinds import Kind
from app.contactlog.undoing import follow_up_way
from app.contactlog.words import Channel, Direction, Outcome
from app.destruction import commands as destruction
from app.drafts import commands as drafts
from app.drafts import first_hour
from app.engagement import agreeing, ending, intake, missing, terms_commands
from app.engagement.forms import EndingForm, IntakeForm, NewAgreement, NewDocument, TermsForm
from app.engagement.models import IntakeVersion
from app.engagement.words import AgreedHow, AgreementKind, EndingKind
from app.exchange import commands as exchange
from app.exchange import import_keys, place_rules, remembered, take_tables
from app.exchange.csv_encodings import Source
from app.exchange.csv_kinds import Mapping
from app.exchange.csv_rows import look_through
from app.exchange.models import TrayItem
from app.exchange.read_files import read_files
from app.feedback import commands as feedback
from app.feedback import firm_rules as feedback_rules
from app.feedback.commands import NewFeedback
from app.feedback.rules import FeedbackRules, Scores
from app.hours import commands as hours
from app.hours.commands import NewAbsence, NewFirmDay
from app.hours.models import AbsenceRow
from app.hours.queries import firm_calendar
from app.kernel.errors import Refused
from app.kernel.rights import Right
from app.letters import commands as letters
from app.letters.built_in import TemplateForm
from app.matters import commands as matters
from app.matters import developments, handing, keepers, key_dates, parties, turning, walls
from app.matters.commands import MatterDetails
from app.matters.developments import NewDevelopment
from app.matters.key_dates import NewKeyDate
from app.matters.parties import Party
from app.matters.queries import list_matters
from app.matters.sheet import matter_sheet
from app.matters.words import DevelopmentKind, KeyDateKind, MatterStatus
from app.merging import commands as merging
from app.notices import commands as notices
from app.notices.models import NoticeVersion
from app.notices.queries import NoticeForm
from app.owed.handover import away_news, giving, handing_over, house, new_keepers, taking_back, to_come
from app.owed.items import OwedKind
from app.owed.slipped import dropped
from app.owed.snooze import commands as snoozing
from app.owed.snooze.models import Snooze
from app.people import commands as people
from app.people import standing
from app.people.commands import NewColleague, PersonDetails
from app.people.queries import colleague
from app.people.standing import NewUser
from app.people.words import Role
from app.plain import commands as plain
from app.policies import commands as policies
from app.policies import starter, training_commands
from app.policies.commands import NewReview, PolicyForm
from app.policies.kept import KeepingRow
from app.policies.training_commands import NewSession
from app.promises import acknowledging
from app.promises import commands as promises
from app.promises.commands import NewTerms
from app.promises.terms import OwnTerms
from app.reports.attendance import out as attendance_out
from app.reports.figures import out as figures_out
from app.reports.found import out as found_out
from app.reports.history import out as history_out
from app.reports.lists import month
from app.reports.lists import out as lists_out
from app.reports.status import commands as reports
from app.reports.status import many_out
from app.reports.status.many import Made
from app.reports.status.report import status_report
from app.retention import commands as retention
from app.retention import firm_rules as retention_rules
from app.retention.commands import NewKeptDocument
from app.retention.firm_rules import RetentionSettings
from app.retention.words import RetentionEvent
from app.reviews import checklist as review_checklist
from app.reviews import commands as reviews
from app.reviews.models import FileReview
from app.schedule import commands as schedule
from app.schedule import defaults as schedule_defaults
from app.schedule import no_news, silences
from app.schedule.commands import NewPlan
from app.schedule.queries import update_dues
from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval
from app.schedule.words import IntervalUnit, Roll
from app.search import saved
from app.settings import commands as settings
from app.settings.queries import firm
from app.settings_file import file as settings_file
from app.storage import undoing, versions
from app.storage.engine import writer
from app.storage.transaction import Transaction
from app.updates import commands as updates
from app.updates import draft, keeping
from app.workdays.own_days import DayKind
from app.workdays.worktime import Promise, PromiseUnit
from app.workspace import Workspace
from tests.support import FIRM, MONDAY

TODAY = date(2026, 11, 23)
MAIL = (
    b"Message-ID: <%s@example.net>\r\nFrom: a@example.net\r\nTo: b@example.net\r\nSubject: Hello\r\n"
    b"Date: Mon, 23 Nov 2026 10:00:00 -0800\r\n\r\nNothing of ours.\r\n"
)
NORA = ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="Whitcombe")
POLICY = PolicyForm("Keys", "Nobody lends a key.")
FIRMA = Mapping("contact", (("company", "Firma"),))
OWN = ("Kunde",), Mapping("contact", (("full_name", "Kunde"),))


@dataclass(frozen=True)
class Office:
    """A firm with one of everything, and who else is there."""

    workspace: Workspace
    folder: Path
    client: UUID
    matter: UUID
    walled: UUID
    entry: UUID
    development: UUID
    key_date: UUID
    kept_date: UUID
    withdrawn_date: UUID
    withdrawn_news: UUID
    follow_up: UUID
    done_follow_up: UUID
    waiting: UUID
    dismissed: UUID
    placed: UUID
    place_rule: UUID
    csv_mapping: UUID
    saved_search: UUID
    ann: UUID
    tom: UUID
    silence: UUID
    schedule_default: UUID

    def contact(self, summary: str = "Called.") -> NewContact:
        return NewContact(
            Channel.PHONE,
            Direction.OUT,
            MONDAY - timedelta(hours=1),
            summary,
            self.matter,
            outcome=Outcome.SPOKE,
        )


Do = Callable[[Transaction, Office], object]


def _excuse(tx: Transaction, office: Office) -> None:
    calendar = firm_calendar(tx.reader())
    due = update_dues(tx.reader(), calendar, office.matter)[office.matter]
    schedule.excuse_update(tx, office.matter, due.due_on, "On holiday", calendar)


def _say_why(tx: Transaction, office: Office) -> None:
    calendar = firm_calendar(tx.reader())
    due = update_dues(tx.reader(), calendar, office.matter)[office.matter]
    dropped.say_why_not_given(tx, office.matter, due.due_on, "On holiday", calendar)


def _snooze(tx: Transaction, office: Office, *, ended: bool = False) -> UUID:
    """Something that is put off, or was."""
    made = Snooze(
        id=tx.new_id(),
        kind=OwedKind.FOLLOW_UP.value,
        source_id=office.follow_up,
        matter_id=office.matter,
        until_on=TODAY + timedelta(days=2),
        reason="The judge is ill",
        set_at=tx.now,
        set_by=tx.actor,
        ended_at=tx.now if ended else None,
    )
    tx.session.add(made)
    tx.session.flush()
    return made.id


def _fit(tx: Transaction, office: Office) -> list[tuple[UUID, matters.FitMatter]]:
    return [(tx.new_id(), matters.fit_matter(MatterDetails("More", (office.client,), number="M-77")))]


KNOWN = NewIdentityCheck(IdentityHow.KNOWN)
SURVEY = NewConsent(ConsentKind.SURVEY, wording="May we ask?")
LARGE = NewAdjustment("Large print")


def _first(tx: Transaction, column: InstrumentedAttribute[UUID]) -> UUID:
    """The first row of a table; what it stands for is in the office's firm."""
    return tx.session.scalars(select(column).order_by(column)).all()[0]


def _excuse_costs(tx: Transaction, matter_id: UUID) -> None:
    care.arrange_fees(tx, care.NewArrangement(matter_id, Arrangement.HOURLY, TODAY))
    care.excuse_costs_update(tx, matter_id, "A fixed fee")


def _warn_of_costs(tx: Transaction, matter_id: UUID) -> None:
    care.state_costs(tx, care.NewCostsFigure(matter_id, CostsKind.ESTIMATE, Decimal(100), TODAY))
    brought.bring_line(tx, brought.NewLine(matter_id, "one", LineKind.TIME, TODAY, Decimal(90), "USD"))
    assert warning.warn_of_costs(tx, [matter_id])


def _keep_longer(tx: Transaction, matter_id: UUID) -> None:
    details = replace(matter_sheet(tx.reader(), matter_id).details, status=MatterStatus.CLOSED)
    matters.edit_matter(tx, matter_id, details)
    retention.keep_longer(tx, matter_id, date(2030, 1, 1), "The land is sold again")


def _bring_back_kind(tx: Transaction) -> None:
    kind_id = kind_commands.save_kind(tx, Kind("", "Call from the court"))
    kind_commands.retire_kind(tx, kind_id)
    kind_commands.bring_back_kind(tx, kind_id)


def _made(tx: Transaction, office: Office) -> Made:
    """A report of the matter, without its type."""
    (row,) = list_matters(tx.reader(), ids=(office.matter,))
    return Made(row, status_report(tx.reader(), office.matter), b"%PDF /Type /Page\n", 1)


def _away(tx: Transaction, office: Office) -> UUID:
    """Tom is away today, and Ann stands in."""
    row = AbsenceRow(
        id=tx.new_id(), colleague_id=office.tom, stand_in_id=office.ann, first=tx.today, last=tx.today,
        note="", added_at=tx.now, removed_at=None,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    return row.id


def _asked(tx: Transaction, office: Office) -> UUID:
    return access.open_request(tx, NewRequest(office.client))


def _decide(tx: Transaction, office: Office) -> UUID:
    request = _asked(tx, office)
    items = [one.item.id for one in request_sheet(tx.reader(), request).items]
    access.decide_items(tx, request, items, NewDecision(AccessDecision.GIVE))
    return request


def _undone(tx: Transaction, office: Office) -> int:
    request = _decide(tx, office)
    items = [one.item.id for one in request_sheet(tx.reader(), request).items]
    return access_deciders.undo_decisions(tx, request, items)


def _give(tx: Transaction, office: Office) -> UUID:
    sheet = request_sheet(tx.reader(), _decide(tx, office))
    return access_giving.keep_export(tx, sheet, access_giving.GivenFile("answer.zip", "00", 1))


def _taken_back(tx: Transaction, office: Office) -> UUID:
    request = _asked(tx, office)
    access.close_request(tx, request, AccessEnding.TAKEN_BACK, "She said so")
    return request


def _concern(tx: Transaction, office: Office) -> UUID:
    return concerns.raise_concern(tx, NewConcern("Nobody calls back", matter_id=office.matter))


def _step(tx: Transaction, office: Office) -> UUID:
    return concern_steps.take_step(tx, _concern(tx, office), NewStep(StepKind.DISCUSSED))


def _closed(tx: Transaction, office: Office) -> UUID:
    concern = _concern(tx, office)
    concern_course.close_concern(tx, concern, Ending.WITHDRAWN, "She said so")
    return concern


def _other_cause(tx: Transaction, office: Office) -> None:
    concern = _concern(tx, office)
    facts = concerns.facts_of(concerns.the_concern(tx.session, concern))
    concerns.change_concern(tx, concern, replace(facts, apart=True), "She asked for it")


def _agree(tx: Transaction, office: Office) -> None:
    terms_commands.draft_terms(tx, office.matter, TERMS)
    agreeing.agree_terms(tx, said_yes(office))


def _document(tx: Transaction, office: Office, *, here: bool = False) -> UUID:
    return intake.add_document(tx, office.matter, NewDocument("Lease", received_on=TODAY if here else None))


def said_yes(office: Office) -> NewAgreement:
    return NewAgreement(office.matter, TODAY, AgreedHow.SIGNED)


TERMS = TermsForm(scope="The lease", rhythm=Rhythm(Interval(1, IntervalUnit.MONTH)))


def _policy(tx: Transaction) -> UUID:
    found = policies.draft_policy(tx, POLICY)
    policies.put_in_force(tx, found)
    return found


def _session(tx: Transaction) -> UUID:
    subject = training_commands.set_subject(tx, "Fire", 12)
    return training_commands.add_session(tx, NewSession(subject, TODAY))


def _of_others(tx: Transaction, office: Office) -> matters.MatterDetails:
    """A matter that nobody looks after."""
    return matters.MatterDetails(title="Another lease", clients=(office.client,))


def _review(tx: Transaction, office: Office) -> UUID:
    """A review that runs, as it stands in the database, of a file of others where one can be made: whoever keeps the
    only file here can neither begin one nor record it."""
    others = matters.open_matter(tx, _of_others(tx, office)) if Right.WRITE in tx.rights else office.matter
    row = FileReview(
        id=tx.new_id(), matter_id=others, reviewer_id=tx.actor, of_id=None, practice_area="", checklist=0,
        risks=[], started_at=tx.now,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    return row.id


def _turned(tx: Transaction, office: Office, *, back: bool) -> undoing.Step:
    """A step by which the open follow-up is done, whichever way it is gone."""
    way = follow_up_way(office.follow_up)
    stands = way.state(tx.reader())
    done = stands._replace(is_done=True)
    return undoing.Step(way, done, stands) if back else undoing.Step(way, stands, done)


COMMANDS: dict[object, Do] = {
    review_checklist.change_checklist: lambda tx, _: review_checklist.change_checklist(
        tx, ["Was the client told?"], "Shorter"
    ),
    reviews.start_review: lambda tx, o: reviews.start_review(tx, matters.open_matter(tx, _of_others(tx, o))),
    reviews.record_review: lambda tx, o: reviews.record_review(tx, _review(tx, o), reviews.NewRecord({})),
    reviews.drop_review: lambda tx, o: reviews.drop_review(tx, _review(tx, o), "No time"),
    feedback.ask_feedback: lambda tx, o: feedback.ask_feedback(tx, o.matter),
    feedback.record_feedback: lambda tx, o: feedback.record_feedback(tx, NewFeedback(o.matter, Scores(1))),
    feedback.decline_feedback: lambda tx, o: feedback.decline_feedback(tx, o.matter),
    feedback.withdraw_feedback: lambda tx, o: feedback.withdraw_feedback(
        tx, feedback.record_feedback(tx, NewFeedback(o.matter, Scores(4))).answer_id, "Another client's"
    ),
    feedback_rules.change_feedback_rules: lambda tx, _: feedback_rules.change_feedback_rules(
        tx, FeedbackRules(every_days=30), "Sooner"
    ),
    access.open_request: _asked,
    access.ask_identity: lambda tx, o: access.ask_identity(tx, _asked(tx, o)),
    access.check_identity: lambda tx, o: access.check_identity(tx, _asked(tx, o), "Passport"),
    access.extend_request: lambda tx, o: access.extend_request(tx, _asked(tx, o), "Many files"),
    access.hand_request: lambda tx, o: access.hand_request(tx, _asked(tx, o), o.ann),
    access.decide_items: _decide,
    access_deciders.undo_decisions: _undone,
    access.close_request: _taken_back,
    access.reopen_request: lambda tx, o: access.reopen_request(tx, _taken_back(tx, o), "She asks again"),
    access_giving.keep_export: _give,
    access_settings.change_access_rule: lambda tx, _: access_settings.change_access_rule(
        tx, replace(access_settings.access_rule(tx.reader()), allowed=20), "Sooner"
    ),
    concerns.raise_concern: _concern,
    concerns.flag_concern: lambda tx, o: concerns.flag_concern(tx, o.entry),
    concerns.change_concern: _other_cause,
    concern_steps.take_step: _step,
    concern_steps.correct_step: lambda tx, o: concern_steps.correct_step(
        tx, _step(tx, o), NewStep(StepKind.EXPLAINED), "Another"
    ),
    concern_steps.take_step_back: lambda tx, o: concern_steps.take_step_back(tx, _step(tx, o), "Not yet"),
    concern_course.escalate_concern: lambda tx, o: concern_course.escalate_concern(
        tx, _concern(tx, o), NewStage(Stage.OUTSIDE)
    ),
    concern_course.close_concern: _closed,
    concern_course.reopen_concern: lambda tx, o: concern_course.reopen_concern(tx, _closed(tx, o), "Again"),
    concern_settings.change_concern_rules: lambda tx, _: concern_settings.change_concern_rules(
        tx, ConcernRules(acknowledge_days=1), "Sooner"
    ),
    terms_commands.draft_terms: lambda tx, o: terms_commands.draft_terms(tx, o.matter, TERMS),
    agreeing.agree_terms: _agree,
    terms_commands.reaffirm_terms: lambda tx, o: (
        _agree(tx, o),
        terms_commands.reaffirm_terms(tx, said_yes(o)),
    ),
    terms_commands.write_agreement: lambda tx, o: terms_commands.write_agreement(
        tx, said_yes(o), AgreementKind.AGREED, terms_commands.draft_terms(tx, o.matter, TERMS)
    ),
    terms_commands.check_terms: lambda tx, o: terms_commands.draft_terms(
        tx, o.matter, terms_commands.check_terms(tx, TERMS)
    ),
    missing.set_terms_rule: lambda tx, _: missing.set_terms_rule(tx, 21, None, "Slow post"),
    intake.save_intake: lambda tx, o: intake.save_intake(tx, o.matter, IntakeForm(facts="She rents.")),
    intake.add_document: _document,
    intake.receive_document: lambda tx, o: intake.receive_document(tx, _document(tx, o)),
    intake.return_document: lambda tx, o: intake.return_document(tx, _document(tx, o, here=True)),
    intake.withdraw_document: lambda tx, o: intake.withdraw_document(tx, _document(tx, o), "Found it"),
    intake.expect_document: lambda tx, o: intake.expect_document(tx, _document(tx, o, here=True)),
    ending.end_matter: lambda tx, o: ending.end_matter(
        tx, o.matter, EndingForm(EndingKind.CLOSED, TODAY, outcome="Settled", although="Ann goes on with it")
    ),
    versions.write_matters_version: lambda tx, o: versions.write_matters_version(
        tx,
        IntakeVersion,
        o.matter,
        {"held_on": None, "with_whom": "", "held_by_id": None, "facts": "x"},
        number=1,
    ),
    backups.set_rule: lambda tx, _: backups.set_rule(tx, FirmRule(warn_days=9)),
    backups.set_place: lambda tx, o: backups.set_place(tx, o.workspace.vault, None),
    merging.merge_clients: lambda tx, o: merging.merge_clients(tx, clients.add_client(tx, NORA), o.client),
    merging.unmerge_clients: lambda tx, o: merging.unmerge_clients(
        tx, merging.merge_clients(tx, clients.add_client(tx, NORA), o.client)
    ),
    merging.keep_apart: lambda tx, o: merging.keep_apart(tx, clients.add_client(tx, NORA), o.client),
    conflicts.keep_check: lambda tx, _: conflicts.keep_check(
        tx, conflicts.Looked(NewCheck(("Nora",)), (), {}, tx.now)
    ),
    conflicts.check_conflicts: lambda tx, _: conflicts.check_conflicts(tx, NewCheck(("Nora",))),
    conflicts.give_to_matter: lambda tx, o: conflicts.give_to_matter(
        tx, conflicts.check_conflicts(tx, NewCheck(("Karl Ode",))), o.matter
    ),
    conflicts.conclude_check: lambda tx, _: conflicts.conclude_check(
        tx, conflicts.check_conflicts(tx, NewCheck(("Karl Ode",))), Conclusion.CLEAR
    ),
    parties.set_parties: lambda tx, o: parties.set_parties(tx, o.matter, [Party("Larkspur Catering")]),
    care.state_costs: lambda tx, o: care.state_costs(
        tx, care.NewCostsFigure(o.matter, CostsKind.ESTIMATE, Decimal(100), TODAY)
    ),
    care.arrange_fees: lambda tx, o: care.arrange_fees(
        tx, care.NewArrangement(o.matter, Arrangement.HOURLY, TODAY)
    ),
    care.excuse_costs_update: lambda tx, o: _excuse_costs(tx, o.matter),
    brought.bring_line: lambda tx, o: brought.bring_line(
        tx, brought.NewLine(o.matter, "a line", LineKind.TIME, TODAY, Decimal(90), "USD")
    ),
    warning.warn_of_costs: lambda tx, o: _warn_of_costs(tx, o.matter),
    ruling.set_fee_rule: lambda tx, _: ruling.set_fee_rule(tx, FeeRule(60), "Earlier"),
    settings_file.take_over_settings: lambda tx, _: settings_file.take_over_settings(
        tx, {"fees": {"amber": 50}}
    ),
    clients.add_client: lambda tx, _: clients.add_client(tx, NORA),
    clients.add_clients: lambda tx, _: clients.add_clients(tx, [(tx.new_id(), clients.fit_client(NORA))]),
    clients.edit_client: lambda tx, o: clients.edit_client(
        tx, o.client, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="W")
    ),
    points.verify_point: lambda tx, o: points.verify_point(tx, _first(tx, ContactPoint.id)),
    around.add_person: lambda tx, o: around.add_person(tx, o.client, PersonAround("Ned")),
    around.edit_person: lambda tx, _: around.edit_person(tx, _first(tx, ClientPerson.id), PersonAround("N.")),
    around.remove_person: lambda tx, _: around.remove_person(tx, _first(tx, ClientPerson.id)),
    identity.check_identity: lambda tx, o: identity.check_identity(tx, o.client, KNOWN),
    identity.withdraw_identity_check: lambda tx, _: identity.withdraw_identity_check(
        tx, _first(tx, IdentityCheck.id), "Another's"
    ),
    consents.take_consent: lambda tx, o: consents.take_consent(tx, o.client, SURVEY),
    consents.withdraw_consent: lambda tx, _: consents.withdraw_consent(tx, _first(tx, Consent.id)),
    adjustments.make_adjustment: lambda tx, o: adjustments.make_adjustment(tx, o.client, LARGE),
    adjustments.end_adjustment: lambda tx, _: adjustments.end_adjustment(tx, _first(tx, Adjustment.id)),
    letters.save_template: lambda tx, _: letters.save_template(
        tx, None, TemplateForm("Own", "Words."), "New"
    ),
    letters.restore_template: lambda tx, _: letters.restore_template(
        tx, letters.save_template(tx, "closing", TemplateForm("Closing", "Words."), "Shorter"), 0, "Longer"
    ),
    policies.draft_policy: lambda tx, _: policies.draft_policy(tx, POLICY),
    policies.keep_policy: lambda tx, _: policies.keep_policy(
        tx, policies.draft_policy(tx, POLICY), KeepingRow(review_months=3)
    ),
    policies.put_in_force: lambda tx, _: _policy(tx),
    policies.repeal_policy: lambda tx, _: policies.repeal_policy(tx, _policy(tx), "Never again"),
    policies.review_policy: lambda tx, _: policies.review_policy(tx, _policy(tx), NewReview(TODAY)),
    starter.take_starters: lambda tx, _: starter.take_starters(tx),
    training_commands.set_subject: lambda tx, _: training_commands.set_subject(tx, "Fire", 12),
    training_commands.add_session: lambda tx, _: _session(tx),
    training_commands.note_attendance: lambda tx, o: training_commands.note_attendance(
        tx, _session(tx), [o.ann]
    ),
    training_commands.withdraw_session: lambda tx, _: training_commands.withdraw_session(
        tx, _session(tx), "Twice"
    ),
    plain.save_plain_word: lambda tx, _: plain.save_plain_word(tx, "lien", "claim", "Shorter"),
    plain.remove_plain_word: lambda tx, _: plain.remove_plain_word(
        tx, plain.save_plain_word(tx, "lien", "claim", "Shorter"), "Longer"
    ),
    retention_rules.set_rule: lambda tx, _: retention_rules.set_rule(
        tx, "", RetentionEvent.CLOSING, 120, "Longer"
    ),
    retention_rules.drop_rule: lambda tx, _: retention_rules.drop_rule(
        tx, "", RetentionEvent.MAJORITY, "No minors"
    ),
    retention_rules.set_settings: lambda tx, _: retention_rules.set_settings(
        tx, RetentionSettings(21), "Here"
    ),
    retention.set_hold: lambda tx, o: retention.set_hold(tx, "A dispute", client_id=o.client),
    retention.lift_hold: lambda tx, o: retention.lift_hold(
        tx, retention.set_hold(tx, "A dispute", matter_id=o.matter), "Settled"
    ),
    retention.keep_document: lambda tx, o: retention.keep_document(tx, o.matter, NewKeptDocument("Will")),
    retention.end_document: lambda tx, o: retention.end_document(
        tx, retention.keep_document(tx, o.matter, NewKeptDocument("Will")), TODAY, "Proved"
    ),
    retention.keep_longer: lambda tx, o: _keep_longer(tx, o.matter),
    versions.write_version: lambda tx, _: versions.write_version(
        tx,
        NoticeVersion,
        {"notice_id": tx.new_id()},
        {"title": "Mail", "text": "Not secure.", "areas": [], "outlets": [], "in_force": True},
        number=1,
        reason="",
    ),
    notices.save_notice: lambda tx, _: notices.save_notice(tx, NoticeForm("Mail", "Not secure.")),
    channels.set_channel_rule: lambda tx, _: channels.set_channel_rule(tx, ChannelRule(Channel.EMAIL)),
    contactlog.log_contact: lambda tx, o: contactlog.log_contact(tx, o.contact()),
    contactlog.amend_contact: lambda tx, o: contactlog.amend_contact(
        tx, o.entry, o.contact("Called back."), "Wrong"
    ),
    contactlog.withdraw_contact: lambda tx, o: contactlog.withdraw_contact(tx, o.entry, "Another client's"),
    kind_commands.save_kind: lambda tx, _: kind_commands.save_kind(tx, Kind("", "Call from the court")),
    kind_commands.retire_kind: lambda tx, _: kind_commands.retire_kind(tx, None, "status-call"),
    kind_commands.bring_back_kind: lambda tx, _: _bring_back_kind(tx),
    storing.begin_file: lambda tx, _: storing.begin_file(tx),
    storing.add_pieces: lambda tx, _: storing.add_pieces(tx, storing.begin_file(tx), 0, [b"a"]),
    storing.end_file: lambda tx, _: storing.end_file(tx, storing.begin_file(tx), 0, "aa"),
    storing.store_file: lambda tx, _: storing.store_file(tx, [b"a"]),
    storing.store_whole: lambda tx, _: storing.store_whole(tx, b"a"),
    follow_ups.add_follow_up: lambda tx, o: follow_ups.add_follow_up(
        tx, o.matter, NewFollowUp("we", "Write")
    ),
    follow_ups.finish_follow_up: lambda tx, o: follow_ups.finish_follow_up(tx, o.follow_up),
    undoing.noting: lambda tx, o: undoing.noting(
        tx, follow_up_way(o.follow_up), lambda inside: follow_ups.finish_follow_up(inside, o.follow_up)
    ),
    undoing.take_back: lambda tx, o: undoing.take_back(tx, _turned(tx, o, back=True)),
    undoing.do_again: lambda tx, o: undoing.do_again(tx, _turned(tx, o, back=False)),
    follow_ups.reopen_follow_up: lambda tx, o: follow_ups.reopen_follow_up(tx, o.done_follow_up),
    follow_ups.give_up_follow_up: lambda tx, o: follow_ups.give_up_follow_up(tx, o.follow_up, "Moot"),
    follow_ups.move_follow_up: lambda tx, o: follow_ups.move_follow_up(
        tx, o.follow_up, date(2026, 12, 9), "Asked"
    ),
    follow_ups.give_follow_up: lambda tx, o: follow_ups.give_follow_up(tx, o.follow_up, o.ann),
    exchange.import_files: lambda tx, o: exchange.import_files(tx, [o.folder / "new.eml"]),
    exchange.take_files: lambda tx, o: exchange.take_files(tx, read_files([o.folder / "new.eml"])),
    exchange.place_tray_item: lambda tx, o: exchange.place_tray_item(tx, o.waiting, matter_id=o.matter),
    exchange.dismiss_tray_item: lambda tx, o: exchange.dismiss_tray_item(tx, o.waiting),
    take_tables.take_table: lambda tx, _: take_tables.take_table(
        tx, "a.csv", look_through(Source.of_bytes(b"Kunde\nNora Lang\n"), mapping=OWN[1]), lambda _: None
    ),
    import_keys.keep_key: lambda tx, _: import_keys.keep_key(tx, "a key"),
    exchange.unplace_tray_item: lambda tx, o: exchange.unplace_tray_item(tx, o.placed),
    place_rules.learn_place: lambda tx, o: place_rules.learn_place(tx, "new@example.com", o.matter),
    place_rules.forget_place: lambda tx, o: place_rules.forget_place(tx, o.place_rule),
    remembered.remember_mapping: lambda tx, _: remembered.remember_mapping(tx, ("Firma",), FIRMA),
    remembered.forget_mapping: lambda tx, o: remembered.forget_mapping(tx, o.csv_mapping),
    exchange.recall_tray_item: lambda tx, o: exchange.recall_tray_item(tx, o.dismissed),
    matters.open_matter: lambda tx, o: matters.open_matter(tx, MatterDetails("More", (o.client,))),
    matters.open_matters: lambda tx, o: matters.open_matters(tx, _fit(tx, o)),
    matters.edit_matter: lambda tx, o: matters.edit_matter(tx, o.matter, MatterDetails("Other", (o.client,))),
    developments.add_development: lambda tx, o: developments.add_development(
        tx, NewDevelopment(o.matter, DevelopmentKind.RULING, MONDAY, "Granted.")
    ),
    corrections.correct_development: lambda tx, o: corrections.correct_development(
        tx, o.development, NewDevelopment(o.matter, DevelopmentKind.RULING, MONDAY, "Granted."), "Misread"
    ),
    corrections.withdraw_development: lambda tx, o: corrections.withdraw_development(
        tx, o.development, "Twice"
    ),
    corrections.restore_development: lambda tx, o: corrections.restore_development(tx, o.withdrawn_news),
    developments.add_developments: lambda tx, o: developments.add_developments(
        tx, [NewDevelopment(o.matter, DevelopmentKind.RULING, MONDAY, "Granted.")]
    ),
    handing.change_keepers: lambda tx, o: handing.change_keepers(
        tx, {o.matter: {keepers.KeeperRole.SUPERVISOR: o.ann}}, keepers.AT_ONCE
    ),
    developments.say_plainly: lambda tx, o: developments.say_plainly(tx, o.development, "You won."),
    key_dates.add_key_date: lambda tx, o: key_dates.add_key_date(
        tx, NewKeyDate(o.matter, KeyDateKind.HEARING, TODAY, "Hearing")
    ),
    key_dates.finish_key_date: lambda tx, o: key_dates.finish_key_date(tx, o.key_date),
    key_dates.reopen_key_date: lambda tx, o: key_dates.reopen_key_date(tx, o.kept_date),
    key_dates.cancel_key_date: lambda tx, o: key_dates.cancel_key_date(tx, o.key_date, "Settled"),
    key_dates.correct_key_date: lambda tx, o: key_dates.correct_key_date(
        tx,
        o.key_date,
        NewKeyDate(o.matter, KeyDateKind.MILESTONE, TODAY, "Another title"),
        "It was named wrongly",
    ),
    date_turns.reopen_date: lambda tx, o: date_turns.reopen_date(tx, o.kept_date),
    date_turns.call_off_again: lambda tx, o: date_turns.call_off_again(tx, o.key_date, "Vacated"),
    date_turns.announce_key_date: lambda tx, o: date_turns.announce_key_date(tx, o.key_date),
    key_dates.withdraw_key_date: lambda tx, o: key_dates.withdraw_key_date(
        tx, o.key_date, "Another matter's"
    ),
    key_dates.restore_key_date: lambda tx, o: key_dates.restore_key_date(tx, o.withdrawn_date),
    key_dates.move_key_date: lambda tx, o: key_dates.move_key_date(
        tx, o.key_date, TODAY + timedelta(days=9), None, "The court moved it"
    ),
    walls.restrict_matter: lambda tx, o: walls.restrict_matter(tx, o.matter, [tx.actor], "A partner's own"),
    walls.change_wall: lambda tx, o: walls.change_wall(tx, o.walled, [tx.actor, o.ann], "Ann helps"),
    walls.lift_wall: lambda tx, o: walls.lift_wall(tx, o.walled),
    walls.hand_over_walls: lambda tx, o: walls.hand_over_walls(tx, o.tom, o.ann, {tx.actor, o.ann}),
    walls.leave_walls: lambda tx, o: walls.leave_walls(tx, o.tom),
    concern_leaving.hand_over_apart: lambda tx, o: concern_leaving.hand_over_apart(tx, o.tom, o.ann, {o.ann}),
    house.give_house: lambda tx, _: house.give_house(tx, (), ""),
    keepers.write_changes: lambda tx, o: keepers.write_changes(
        tx, {o.matter: ({}, {"supervisor_id": o.ann})}, keepers.AT_ONCE
    ),
    new_keepers.edit_and_tell: lambda tx, o: new_keepers.edit_and_tell(
        tx, o.matter, replace(matter_sheet(tx.reader(), o.matter).details, supervisor_id=o.ann)
    ),
    new_keepers.tell_of_keepers: lambda tx, o: new_keepers.tell_of_keepers(
        tx, {o.matter: {keepers.KeeperRole.RESPONSIBLE: o.ann}}
    ),
    snoozing.put_off: lambda tx, o: snoozing.put_off(
        tx, OwedKind.FOLLOW_UP, o.follow_up, TODAY + timedelta(days=1), "The judge is ill"
    ),
    snoozing.take_up: lambda tx, o: snoozing.take_up(tx, _snooze(tx, o)),
    snoozing.put_off_again: lambda tx, o: snoozing.put_off_again(tx, _snooze(tx, o, ended=True)),
    to_come.settle_to_come: lambda tx, o: to_come.settle_to_come(tx, o.tom),
    handing_over.hand_over: lambda tx, o: handing_over.hand_over(tx, handing_over.NewHandOver(o.tom, o.ann)),
    taking_back.take_back: lambda tx, o: taking_back.take_back(
        tx,
        handing_over.HandedOver(
            new := handing_over.NewHandOver(o.tom, o.ann),
            tx.actor,
            handing_over.foresee(tx.reader(), new),
            keepers.AT_ONCE,
        ),
    ),
    away_news.tell_of_absence: lambda tx, o: away_news.tell_of_absence(tx, _away(tx, o)),
    away_news.end_absence: lambda tx, o: away_news.end_absence(tx, _away(tx, o)),
    away_news.take_news_back: lambda tx, o: away_news.take_news_back(tx, _away(tx, o)),
    giving.give_each: lambda tx, o: giving.give_each(tx, ((o.follow_up, o.ann),)),
    giving.give_follow_ups: lambda tx, o: giving.give_follow_ups(tx, o.tom, {o.matter: o.ann}, None),
    giving.give_key_dates: lambda tx, o: giving.give_key_dates(tx, o.tom, {o.matter: o.ann}, ""),
    giving.say_who_acts: lambda tx, o: giving.say_who_acts(tx, o.key_date, o.ann, ""),
    people.add_colleague: lambda tx, _: people.add_colleague(tx, NewColleague("New", Role.STAFF)),
    people.change_colleague: lambda tx, o: people.change_colleague(
        tx, o.ann, PersonDetails("Ann", "Counsel")
    ),
    people.colleague_named: lambda tx, _: people.colleague_named(tx, "Somebody of another system"),
    standing.let_in: lambda tx, _: standing.let_in(tx, NewUser("Ann", Role.STAFF), ()),
    standing.change_role: lambda tx, o: standing.change_role(tx, o.ann, Role.READ_ONLY, None, ()),
    standing.take_leave: lambda tx, o: standing.take_leave(tx, o.ann, {tx.actor}),
    reports.mark_given: lambda tx, o: reports.mark_given(
        tx, o.matter, status_report(tx.reader(), o.matter), b"%PDF /Type /Page\n"
    ),
    many_out.give_reports: lambda tx, o: many_out.give_reports(tx, [_made(tx, o)]),
    many_out.take_back_given: lambda tx, o: many_out.take_back_given(tx, [o.entry]),
    updates.log_sent: lambda tx, o: updates.log_sent(tx, draft(tx.reader(), o.matter)),
    schedule.set_plan: lambda tx, o: schedule.set_plan(tx, NewPlan(o.matter, 2, IntervalUnit.WEEK)),
    schedule.give_plans: lambda tx, o: schedule.give_plans(tx, {o.matter: o.ann}),
    schedule.drop_plan: lambda tx, o: schedule.drop_plan(tx, o.matter),
    schedule.excuse_update: _excuse,
    schedule.record_excuse: lambda tx, o: schedule.record_excuse(tx, o.matter, TODAY, "On holiday"),
    dropped.say_why_not_given: _say_why,
    silences.allow_silence: lambda tx, o: silences.allow_silence(
        tx, o.matter, TODAY, TODAY + timedelta(days=9), "Abroad", "Nora"
    ),
    turning.note_turn: lambda tx, o: turning.note_turn(
        tx, matters.the_matter(tx.session, o.matter), {"stage": "Discovery"}
    ),
    silences.end_silence: lambda tx, o: silences.end_silence(tx, o.silence),
    no_news.give_no_news: lambda tx, o: no_news.give_no_news(
        tx, o.walled, Channel.EMAIL, "All is quiet.", ()
    ),
    schedule_defaults.set_default: lambda tx, _: schedule_defaults.set_default(
        tx, "Family", "", Rhythm(Interval(1, IntervalUnit.MONTH))
    ),
    schedule_defaults.drop_default: lambda tx, o: schedule_defaults.drop_default(tx, o.schedule_default),
    schedule_defaults.set_roll: lambda tx, _: schedule_defaults.set_roll(tx, Roll.AFTER),
    saved.save_search: lambda tx, _: saved.save_search(tx, "Leases", "lease"),
    saved.rename_search: lambda tx, o: saved.rename_search(tx, o.saved_search, "Rents"),
    saved.share_search: lambda tx, o: saved.share_search(tx, o.saved_search, shared=True),
    saved.remove_search: lambda tx, o: saved.remove_search(tx, o.saved_search),
    settings.set_up_firm: lambda tx, _: settings.set_up_firm(tx, FIRM),
    promises.set_terms: lambda tx, o: promises.set_terms(
        tx, NewTerms(OwnTerms(answer=Promise(9, PromiseUnit.CLOCK_HOURS)), matter_id=o.matter)
    ),
    acknowledging.acknowledge: lambda tx, o: acknowledging.acknowledge(
        tx, o.entry, Channel.EMAIL, "We have your message and will answer it on Friday."
    ),
    hours.set_opening_hours: lambda tx, _: hours.set_opening_hours(tx, {0: [(time(9), time(17))]}),
    hours.add_firm_day: lambda tx, _: hours.add_firm_day(tx, NewFirmDay(DayKind.CLOSED, TODAY)),
    hours.remove_firm_day: lambda tx, _: hours.remove_firm_day(
        tx, hours.add_firm_day(tx, NewFirmDay(DayKind.CLOSED, TODAY))
    ),
    hours.work_on: lambda tx, _: hours.work_on(tx, TODAY, open_=False),
    hours.turn_back: lambda tx, _: hours.turn_back(tx, hours.work_on(tx, TODAY, open_=False)),
    hours.add_absence: lambda tx, o: hours.add_absence(tx, NewAbsence(tx.actor, TODAY, TODAY)),
    hours.remove_absence: lambda tx, o: hours.remove_absence(
        tx, hours.add_absence(tx, NewAbsence(tx.actor, TODAY, TODAY))
    ),
    settings.change_firm: lambda tx, _: settings.change_firm(tx, firm(tx.reader()).details),
    settings.set_logo: lambda tx, _: settings.set_logo(tx, None),
}
ALLOWED: dict[object, str] = {
    policies.acknowledge_policy: "who only reads has to read policies, too, and says so for themselves alone",
    policies.record_readers_left: "says what was done; what was printed or saved could be read",
    policies.record_policy_left: "says what was done; what was printed or saved could be read",
    reviews.record_printed: "says what was done; what was printed could be read",
    reviews.record_saved: "says what was done; what was printed could be read",
    concerns.touch_concern: "says which pages are stale; changes nothing",
    import_keys.free_key: "asks whether a message came before",
    drafts.keep_draft: "one's own form, nobody's record",
    drafts.drop_drafts: "one's own form, nobody's record",
    drafts.drop_draft: "one's own form, nobody's record",
    first_hour.begin_first_hour: "one's own draft of what is left to be settled",
    first_hour.settle_step: "one's own draft of what is left to be settled",
    first_hour.end_first_hour: "one's own draft of what is left to be settled",
    storing.drop_files: "files of one's own form, which no entry has",
    conflicts.record_printed: "says what was done; what was printed could be read",
    conflicts.record_saved: "says what was done; what was saved could be read",
    promises.record_shown: "says what was shown to whom; what stood on the screen could be read",
    destruction.record_certificate_printed: "says what was done; what was printed could be read",
    destruction.record_certificate_saved: "says what was done; what was saved could be read",
    letters.may_leave: "asks whether a letter may go; changes nothing",
    letters.record_letter_printed: "says what was done; what was printed could be read",
    letters.record_letter_saved: "says what was done; what was saved could be read",
    updates.record_printed: "says what was done; what was printed could be read",
    updates.record_saved: "says what was done; what was saved could be read",
    keeping.forget: "one's own form, nobody's record",
    month.record_printed: "says what was done; what was printed could be read",
    figures_out.record_figures: "says what was done; what was printed could be read",
    lists_out.record_list: "says what was done; what was printed could be read",
    many_out.record_printed_together: "says what was done; what was printed could be read",
    reports.record_printed: "says what was done; what was printed could be read",
    reports.record_saved: "says what was done; what was saved could be read",
    found_out.record_found: "says what was done; what was printed or saved could be read",
    attendance_out.record_attendance: "says what was done; what was printed or saved could be read",
    history_out.record_history: "says what was done; what was printed or saved could be read",
    standing.come_back: "says what was done; the recovery key opened the vault",
}
NOT_FOR_PARTNERS = {settings.set_up_firm: "firm-exists"}
"""What refuses a partner, too, for another reason: it comes before the vault is anybody's."""


def commands() -> Iterator[FunctionType]:
    """Public functions that take a `Transaction` first."""
    for found in pkgutil.walk_packages(app.__path__, "app."):
        if found.name.startswith(("app.cli.", "app.demo.", "app.storage.migrations", "app.__main__")):
            continue
        module = importlib.import_module(found.name)
        for name, one in vars(module).items():
            if isinstance(one, FunctionType) and one.__module__ == found.name and not name.startswith("_"):
                first = next(iter(inspect.signature(one).parameters.values()), None)
                if first is not None and first.annotation in {"Transaction", Transaction}:
                    yield one


def _said(one: object) -> str:
    return f"{getattr(one, '__module__', '')}.{getattr(one, '__name__', one)}"


def demote(workspace: Workspace, to: str = "role = 'read-only', is_admin = 0") -> None:
    with writer(workspace.vault.engine).begin() as connection:
        connection.execute(
            text(f"UPDATE colleagues SET {to} WHERE id = :id"),  # noqa: S608 # the test's own words
            {"id": workspace.actor.hex},
        )


@pytest.fixture
def office(workspace: Workspace, tmp_path: Path) -> Office:
    for name in ("waiting", "dismissed", "placed", "new"):
        (tmp_path / f"{name}.eml").write_bytes(MAIL % name.encode())
    with workspace.write() as tx:
        ann = people.add_colleague(tx, NewColleague("Ann", Role.PARTNER))
        tom = people.add_colleague(tx, NewColleague("Tom", Role.LAWYER))
        reached = (clients.Point(PointKind.PHONE, "510 555 0100"),)
        vera = ClientDetails(ClientKind.PERSON, first_name="Vera", last_name="Lang", points=reached)
        client = clients.add_client(tx, vera)
        around.add_person(tx, client, PersonAround("Otto"))
        identity.check_identity(tx, client, KNOWN)
        consents.take_consent(tx, client, SURVEY)
        adjustments.make_adjustment(tx, client, LARGE)
        matter = matters.open_matter(tx, MatterDetails("Lease", (client,), responsible_id=tom))
        walled = matters.open_matter(tx, MatterDetails("Own", (client,)))
        walls.restrict_matter(tx, walled, [tx.actor, tom], "A partner's own")
        schedule.set_plan(tx, NewPlan(matter, 1, IntervalUnit.MONTH))
        silence = silences.allow_silence(tx, walled, TODAY, TODAY, "Away", "Nora")
        default = schedule_defaults.set_default(tx, "Estates", "", Rhythm(Interval(1, IntervalUnit.YEAR)))
        called = NewContact(
            Channel.PHONE, Direction.OUT, MONDAY - timedelta(hours=2), "Said.", matter, outcome=Outcome.SPOKE
        )
        entry = contactlog.log_contact(tx, called)
        ruling = NewDevelopment(matter, DevelopmentKind.RULING, MONDAY - timedelta(days=1), "Denied.")
        development = developments.add_development(tx, ruling)
        assert development is not None
        dates = [
            key_dates.add_key_date(tx, NewKeyDate(matter, KeyDateKind.HEARING, TODAY, title))
            for title in ("A", "B", "C")
        ]
        key_dates.withdraw_key_date(tx, dates[2], "Another matter's")
        withdrawn_news = developments.add_development(tx, replace(ruling, text="Twice."))
        assert withdrawn_news is not None
        corrections.withdraw_development(tx, withdrawn_news, "Twice")
        key_dates.finish_key_date(tx, dates[1])
        agreed = [
            follow_ups.add_follow_up(tx, matter, NewFollowUp("Tom", title, TODAY)) for title in ("A", "B")
        ]
        follow_ups.finish_follow_up(tx, agreed[1])
        came = [tmp_path / f"{name}.eml" for name in ("waiting", "dismissed", "placed")]
        exchange.import_files(tx, came)
        tray = list(tx.session.query(TrayItem.id).order_by(TrayItem.message_key))
        (dismissed,), (placed,), (waiting,) = tray
        exchange.dismiss_tray_item(tx, dismissed)
        exchange.place_tray_item(tx, placed, matter_id=matter)
        learned = (
            place_rules.learn_place(tx, "vera@example.com", matter),
            remembered.remember_mapping(tx, *OWN),
            saved.save_search(tx, "Mine", "mine"),
        )
    return Office(
        workspace, tmp_path, client, matter, walled, entry, development, *dates, withdrawn_news, *agreed, waiting,
        dismissed, placed, *learned, ann, tom, silence, default
    )  # fmt: skip


def test_every_command_stands_in_the_table() -> None:
    found = set(commands())
    assert {_said(one) for one in found} == {_said(one) for one in (*COMMANDS, *ALLOWED)}
    assert len(found) > 40, "the enumeration finds them"


def test_nothing_that_is_allowed_to_a_partner_is_allowed_to_who_only_reads(office: Office) -> None:
    workspace = office.workspace
    for command, do in COMMANDS.items():
        refusal = None
        try:
            with workspace.rehearse() as tx:
                do(tx, office)
        except Refused as error:
            refusal = error.code
        assert refusal == NOT_FOR_PARTNERS.get(command), f"{_said(command)} as a partner"
    demote(workspace)
    with workspace.read() as reader:
        assert colleague(reader, workspace.actor).role is Role.READ_ONLY
    before = _rows(workspace)
    got_through = []
    for command, do in COMMANDS.items():
        try:
            with workspace.write() as tx:
                do(tx, office)
        except Refused as error:
            if error.code == NOT_FOR_PARTNERS.get(command, "not-allowed"):
                continue
        got_through.append(_said(command))
    assert got_through == []
    assert _rows(workspace) == before


def _rows(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    with workspace.vault.engine.connect() as connection:
        names = (
            connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        )
        return {
            name: [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{name}"'))]  # noqa: S608 # own tables
            for name in names
            if "fts" not in name and "search" not in name
        }


def test_what_is_ones_own_is_allowed_to_who_only_reads(office: Office) -> None:
    workspace = office.workspace
    demote(workspace)
    with workspace.write() as tx:
        draft = tx.new_id()
        drafts.keep_draft(tx, draft, "contact", {"summary": "begun"})
        reports.record_printed(tx, office.matter, 1)
        standing.come_back(tx, {tx.actor})
    with workspace.write() as tx:
        drafts.drop_draft(tx, draft)
        drafts.drop_drafts(tx, "contact")
