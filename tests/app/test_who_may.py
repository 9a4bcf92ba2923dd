"""Who may do what takes more than writing: every role, with and without administrator, at every such command.

A function that asks for a right above `Right.WRITE` and stands in no line of `COMMANDS` fails the test.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from uuid import UUID

import pytest
from sqlalchemy import text

import app
from app.access import settings as access
from app.access.commands import decide_items, open_request
from app.access.deciders import undo_decisions
from app.access.forms import NewDecision, NewRequest
from app.access.giving import GivenFile, keep_export, ready_sheet
from app.access.queries import RequestRow, RequestSheet
from app.access.words import Decision
from app.audit import queries as audit
from app.audit.queries import EventFilter
from app.backups import commands as backups
from app.backups.queries import FirmRule
from app.care.rules import FeeRule
from app.care.ruling import set_fee_rule
from app.channels import commands as channels
from app.channels.rules import ChannelRule
from app.channels.words import Channel
from app.clients.commands import ClientDetails, add_client
from app.concerns import leaving as concern_leaving
from app.concerns import settings as concerns
from app.concerns.rules import ConcernRules
from app.contactlog import kind_commands as kinds
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.kinds import Kind, supplied
from app.contactlog.words import Direction, Outcome
from app.destruction.commands import destroy_matters
from app.destruction.queries import certificates
from app.engagement import missing
from app.feedback import firm_rules as feedback_rules
from app.feedback.rules import FeedbackRules
from app.figures.firm import figures
from app.hours import commands as hours
from app.hours.commands import NewAbsence, NewFirmDay
from app.kernel.errors import LiaisonError, Refused
from app.letters import commands as letters
from app.letters.built_in import TemplateForm
from app.matters import walls
from app.matters.commands import MatterDetails, open_matter
from app.matters.sheet import matter_sheet
from app.notices import commands as notices
from app.notices.models import NoticeVersion
from app.notices.queries import NoticeForm
from app.owed.handover import leaving, to_come
from app.people import commands as people
from app.people import standing, users
from app.people.commands import NewColleague, PersonDetails, add_colleague
from app.people.standing import NewUser
from app.people.words import Role
from app.plain import commands as plain
from app.policies import commands as policies
from app.policies import starter, training_commands
from app.policies.commands import NewReview, PolicyForm
from app.policies.kept import KeepingRow
from app.promises.commands import NewTerms, set_terms
from app.promises.terms import OwnTerms
from app.reports.figures.out import save_firm
from app.reports.found.out import save_found
from app.reports.lists.morning import morning_list
from app.reports.lists.out import save_list
from app.retention import commands as retention
from app.retention import firm_rules as retention_rules
from app.retention.firm_rules import RetentionSettings
from app.retention.words import RetentionEvent
from app.reviews.checklist import change_checklist
from app.schedule import defaults as schedules
from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval
from app.schedule.words import IntervalUnit, Roll
from app.settings import commands as settings
from app.settings.queries import firm
from app.settings_file.file import take_over_settings
from app.storage import versions
from app.storage.engine import writer
from app.storage.transaction import Reader, Transaction
from app.vault.recovery import RecoveryKey
from app.verification import accept_older, check_trail
from app.workdays.own_days import DayKind
from app.workdays.worktime import Promise, PromiseUnit
from app.workspace import Workspace
from tests.support import Cli

NINE = {0: [(time(9), time(17))]}
CLOSED = NewFirmDay(DayKind.CLOSED, date(2026, 12, 28))
ROLES = tuple((role, is_admin) for role in Role for is_admin in (False, True))
ADMINISTRATORS = {one for one in ROLES if one[1]}
PARTNERS = {one for one in ROLES if one[0] is Role.PARTNER}
FIRM = PARTNERS | ADMINISTRATORS
LAWYERS = PARTNERS | {one for one in ROLES if one[0] is Role.LAWYER}
BACKUP = {one for one in ROLES if one[0] is not Role.READ_ONLY} | ADMINISTRATORS


MONTHLY = Rhythm(Interval(1, IntervalUnit.MONTH))


@dataclass(frozen=True)
class Office:
    """A firm, and who tries: on a matter of their own, on another's, behind a wall of each."""

    workspace: Workspace
    cli: Cli
    own: UUID
    others: UUID
    own_walled: UUID
    others_walled: UUID
    ann: UUID
    tom: UUID
    policy: UUID


def tx(do: Callable[[Transaction, Office], object]) -> Callable[[Office], object]:
    """As a command of one transaction, which is not kept."""

    def tried(office: Office) -> None:
        with office.workspace.rehearse() as rehearsed:
            do(rehearsed, office)

    return tried


def reading(do: Callable[[Reader], object]) -> Callable[[Office], object]:
    def tried(office: Office) -> None:
        with office.workspace.read() as reader:
            do(reader)

    return tried


def save_a_list(office: Office) -> None:
    with office.workspace.read() as reader:
        words = morning_list(reader)
    save_list(office.workspace, office.workspace.vault.folder.parent / "x.pdf", words, b"", 1)


def save_figures(office: Office) -> None:
    with office.workspace.read() as reader:
        found = figures(reader)
    save_firm(office.workspace, found, office.workspace.vault.folder.parent / "figures.csv")


def partners_lists_out(office: Office) -> None:
    with_cli("report", "owed", "--out", str(office.workspace.vault.folder.parent / "owed.csv"))(office)


def stop(*_: object) -> None:
    """Far enough: it was allowed."""
    raise Refused("cancelled", "Stopped.")


def with_cli(*words: str) -> Callable[[Office], object]:
    def tried(office: Office) -> None:
        ran = office.cli(*words)
        if ran.status:
            raise Refused("not-allowed" if "not-allowed" in ran.out + ran.err else "another", ran.err)

    return tried


NO_SHEET = RequestSheet(cast("RequestRow", SimpleNamespace(id=UUID(int=1))), (), False, ())
"""Of no request: who may hears that there is none."""


def advised(tx: Transaction, office: Office) -> tuple[UUID, UUID]:
    """Somebody asks what is held, and a contact with advice is; the request and the contact."""
    ((client, _),) = matter_sheet(tx.reader(), office.own).clients
    said = NewContact(Channel.PHONE, Direction.IN, tx.now, "She asked", office.own, advice="Do not sign")
    return open_request(tx, NewRequest(client)), log_contact(tx, replace(said, outcome=Outcome.SPOKE))


def give_advice(tx: Transaction, office: Office) -> None:
    request, entry = advised(tx, office)
    decide_items(tx, request, [entry], NewDecision(Decision.GIVE))


def undo_advice(tx: Transaction, office: Office) -> None:
    """Who may hears that nothing was decided."""
    request, entry = advised(tx, office)
    undo_decisions(tx, request, [entry])


def sooner(tx: Transaction, _: Office) -> None:
    rule = replace(access.access_rule(tx.reader()), allowed=20)
    access.change_access_rule(tx, rule, "Sooner")


Tried = tuple[set[tuple[Role, bool]], Callable[[Office], object]]
A_NOTICE = (
    {"notice_id": UUID(int=1)},
    {"title": "Mail", "text": "Not secure.", "areas": [], "outlets": [], "in_force": True},
)
COMMANDS: dict[str, tuple[Tried, ...]] = {
    "app.policies.commands.draft_policy": (
        (FIRM, tx(lambda tx, _: policies.draft_policy(tx, PolicyForm("Keys", "Nobody lends a key.")))),
    ),
    "app.policies.commands.keep_policy": (
        (FIRM, tx(lambda tx, o: policies.keep_policy(tx, o.own, KeepingRow()))),
    ),
    "app.policies.commands.put_in_force": ((FIRM, tx(lambda tx, o: policies.put_in_force(tx, o.own))),),
    "app.policies.commands.repeal_policy": (
        (FIRM, tx(lambda tx, o: policies.repeal_policy(tx, o.own, "Old"))),
    ),
    "app.policies.commands.review_policy": (
        (FIRM, tx(lambda tx, o: policies.review_policy(tx, o.policy, NewReview(date(2026, 11, 23))))),
    ),
    "app.policies.commands.acknowledge_policy": (
        (FIRM, tx(lambda tx, o: policies.acknowledge_policy(tx, o.policy, person_id=o.ann))),
        (set(ROLES), tx(lambda tx, o: policies.acknowledge_policy(tx, o.policy))),
    ),
    "app.policies.starter.take_starters": ((FIRM, tx(lambda tx, _: starter.take_starters(tx))),),
    "app.policies.training_commands.set_subject": (
        (FIRM, tx(lambda tx, _: training_commands.set_subject(tx, "Fire", 12))),
    ),
    "app.access.commands.decide_items": ((LAWYERS, tx(give_advice)),),
    "app.access.deciders.undo_decisions": ((LAWYERS, tx(undo_advice)),),
    "app.access.settings.change_access_rule": ((FIRM, tx(sooner)),),
    "app.access.giving.keep_export": (
        (FIRM, tx(lambda tx, o: keep_export(tx, NO_SHEET, GivenFile("answer.zip", "00", 1)))),
    ),
    "app.access.giving.ready_sheet": ((FIRM, reading(lambda reader: ready_sheet(reader, UUID(int=1)))),),
    "app.concerns.settings.change_concern_rules": (
        (FIRM, tx(lambda tx, _: concerns.change_concern_rules(tx, ConcernRules(learn_days=5), "Sooner"))),
    ),
    "app.settings.commands.change_firm": (
        (FIRM, tx(lambda tx, _: settings.change_firm(tx, firm(tx.reader()).details))),
    ),
    "app.promises.commands._whose": (
        (
            FIRM,
            tx(lambda tx, _: set_terms(tx, NewTerms(OwnTerms(answer=Promise(9, PromiseUnit.CLOCK_HOURS))))),
        ),
    ),
    "app.hours.commands.set_opening_hours": ((FIRM, tx(lambda tx, _: hours.set_opening_hours(tx, NINE))),),
    "app.hours.commands.add_firm_day": ((FIRM, tx(lambda tx, _: hours.add_firm_day(tx, CLOSED))),),
    "app.hours.commands.remove_firm_day": (
        (FIRM, tx(lambda tx, _: hours.remove_firm_day(tx, hours.add_firm_day(tx, CLOSED)))),
    ),
    "app.hours.commands.turn_back": (
        (FIRM, tx(lambda tx, _: hours.turn_back(tx, hours.work_on(tx, CLOSED.first, open_=False)))),
    ),
    "app.hours.commands.work_on": ((FIRM, tx(lambda tx, _: hours.work_on(tx, CLOSED.first, open_=False))),),
    "app.hours.commands._may_say": (
        (FIRM, tx(lambda tx, o: hours.add_absence(tx, NewAbsence(o.tom, CLOSED.first, CLOSED.first)))),
        (BACKUP, tx(lambda tx, _: hours.add_absence(tx, NewAbsence(tx.actor, CLOSED.first, CLOSED.first)))),
    ),
    "app.settings.commands.set_logo": ((FIRM, tx(lambda tx, _: settings.set_logo(tx, None))),),
    "app.schedule.defaults.set_default": (
        (FIRM, tx(lambda tx, _: schedules.set_default(tx, "", "", MONTHLY))),
    ),
    "app.schedule.defaults.drop_default": (
        (FIRM, tx(lambda tx, _: schedules.drop_default(tx, schedules.set_default(tx, "", "", MONTHLY)))),
    ),
    "app.schedule.defaults.set_roll": ((FIRM, tx(lambda tx, _: schedules.set_roll(tx, Roll.AFTER))),),
    "app.letters.commands.save_template": (
        (FIRM, tx(lambda tx, _: letters.save_template(tx, None, TemplateForm("Own", "Words."), "New"))),
    ),
    "app.letters.commands.restore_template": (
        (FIRM, tx(lambda tx, _: letters.restore_template(tx, "closing", 0, "Longer"))),
    ),
    "app.plain.commands.save_plain_word": (
        (FIRM, tx(lambda tx, _: plain.save_plain_word(tx, "lien", "claim", "Shorter"))),
    ),
    "app.plain.commands.remove_plain_word": (
        (FIRM, tx(lambda tx, _: plain.remove_plain_word(tx, "lien", "Shorter"))),
    ),
    "app.reviews.checklist.change_checklist": (
        (FIRM, tx(lambda tx, _: change_checklist(tx, ["Was the client told?"], "Shorter"))),
    ),
    "app.feedback.firm_rules.change_feedback_rules": (
        (
            FIRM,
            tx(lambda tx, _: feedback_rules.change_feedback_rules(tx, FeedbackRules(every_days=30), "So")),
        ),
    ),
    "app.settings_file.file.take_over_settings": (
        (FIRM, tx(lambda tx, _: take_over_settings(tx, {"fees": {"amber": 50}}))),
    ),
    "app.care.ruling.set_fee_rule": ((FIRM, tx(lambda tx, _: set_fee_rule(tx, FeeRule(60), "Earlier"))),),
    "app.retention.firm_rules.set_rule": (
        (FIRM, tx(lambda tx, _: retention_rules.set_rule(tx, "", RetentionEvent.CLOSING, 120, "Longer"))),
    ),
    "app.retention.firm_rules.drop_rule": (
        (FIRM, tx(lambda tx, _: retention_rules.drop_rule(tx, "", RetentionEvent.MAJORITY, "None"))),
    ),
    "app.retention.firm_rules.set_settings": (
        (FIRM, tx(lambda tx, _: retention_rules.set_settings(tx, RetentionSettings(21), "Here"))),
    ),
    "app.retention.commands.lift_hold": (
        (PARTNERS, tx(lambda tx, o: retention.lift_hold(tx, o.own, "Over"))),
    ),
    "app.retention.commands.keep_longer": (
        (PARTNERS, tx(lambda tx, o: retention.keep_longer(tx, o.own, date(2030, 1, 1), "Sold again"))),
    ),
    "app.engagement.missing.set_terms_rule": (
        (FIRM, tx(lambda tx, _: missing.set_terms_rule(tx, 21, None, "Slow post"))),
    ),
    "app.storage.versions.write_version": (
        (FIRM, tx(lambda tx, _: versions.write_version(tx, NoticeVersion, *A_NOTICE, number=1, reason=""))),
    ),
    "app.notices.commands.save_notice": (
        (FIRM, tx(lambda tx, _: notices.save_notice(tx, NoticeForm("Mail", "Not secure.")))),
    ),
    "app.channels.commands.set_channel_rule": (
        (FIRM, tx(lambda tx, _: channels.set_channel_rule(tx, ChannelRule(Channel.EMAIL)))),
    ),
    "app.contactlog.kind_commands.save_kind": (
        (FIRM, tx(lambda tx, _: kinds.save_kind(tx, Kind("", "Site visit")))),
    ),
    "app.contactlog.kind_commands.retire_kind": (
        (FIRM, tx(lambda tx, _: kinds.retire_kind(tx, None, supplied()[0].key))),
    ),
    "app.contactlog.kind_commands.bring_back_kind": (
        (FIRM, tx(lambda tx, o: kinds.bring_back_kind(tx, o.own))),
    ),
    "app.backups.commands.set_rule": ((FIRM, tx(lambda tx, _: backups.set_rule(tx, FirmRule(warn_days=9)))),),
    "app.backups.commands.set_place": (
        (BACKUP, tx(lambda tx, o: backups.set_place(tx, o.workspace.vault, None))),
    ),
    "app.cli.backups._backup": ((BACKUP, with_cli("backup")),),
    "app.reports.found.out.save_found": (
        (FIRM, lambda o: save_found(o.workspace, "lease", 0, [], o.workspace.vault.folder.parent / "x.csv")),
    ),
    "app.reports.figures.out.save_firm": ((FIRM, save_figures),),
    "app.reports.lists.out.save_list": ((FIRM, save_a_list),),
    "app.audit.queries.events": ((FIRM, reading(lambda reader: audit.events(reader, EventFilter()))),),
    "app.audit.queries.event": ((FIRM, reading(lambda reader: audit.event(reader, 1))),),
    "app.cli.audit._audit": ((FIRM, with_cli("audit")),),
    "app.cli.report_owed._owed": ((FIRM, partners_lists_out),),
    "app.verification.check_trail": ((FIRM, lambda o: check_trail(o.workspace)),),
    "app.verification.accept_older": ((FIRM, lambda o: accept_older(o.workspace, "a disk was restored")),),
    "app.matters.walls.restrict_matter": (
        (LAWYERS, tx(lambda tx, o: walls.restrict_matter(tx, o.own, [tx.actor, o.ann], "private"))),
        (PARTNERS, tx(lambda tx, o: walls.restrict_matter(tx, o.others, [tx.actor, o.ann], "private"))),
    ),
    "app.matters.walls.change_wall": (
        (LAWYERS, tx(lambda tx, o: walls.change_wall(tx, o.own_walled, [tx.actor, o.ann], "mine"))),
        (PARTNERS, tx(lambda tx, o: walls.change_wall(tx, o.others_walled, [tx.actor, o.ann], "mine"))),
    ),
    "app.matters.walls.lift_wall": (
        (LAWYERS, tx(lambda tx, o: walls.lift_wall(tx, o.own_walled))),
        (PARTNERS, tx(lambda tx, o: walls.lift_wall(tx, o.others_walled))),
    ),
    "app.matters.walls.hand_over_walls": (
        (ADMINISTRATORS, tx(lambda tx, o: walls.hand_over_walls(tx, o.tom, o.ann, {tx.actor, o.ann}))),
    ),
    "app.concerns.leaving.hand_over_apart": (
        (ADMINISTRATORS, tx(lambda tx, o: concern_leaving.hand_over_apart(tx, o.tom, o.ann, {o.ann}))),
    ),
    "app.matters.walls.leave_walls": ((ADMINISTRATORS, tx(lambda tx, o: walls.leave_walls(tx, o.tom))),),
    "app.people.commands.add_colleague": (
        (ADMINISTRATORS, tx(lambda tx, _: people.add_colleague(tx, NewColleague("New", Role.STAFF)))),
    ),
    "app.people.commands.change_colleague": (
        (ADMINISTRATORS, tx(lambda tx, o: people.change_colleague(tx, o.ann, PersonDetails("Ann Lee")))),
        (ADMINISTRATORS, tx(lambda tx, _: people.change_colleague(tx, tx.actor, PersonDetails("Another")))),
        (ADMINISTRATORS, lambda o: users.change_person(o.workspace, o.ann, PersonDetails("Ann", "Counsel"))),
    ),
    "app.people.standing.let_in": (
        (ADMINISTRATORS, tx(lambda tx, _: standing.let_in(tx, NewUser("Ann", Role.STAFF), ()))),
        (ADMINISTRATORS, lambda o: users.add_user(o.workspace, NewUser(" ", Role.STAFF), "a password")),
    ),
    "app.people.standing.change_role": (
        (ADMINISTRATORS, tx(lambda tx, o: standing.change_role(tx, o.ann, Role.READ_ONLY, None, ()))),
        (ADMINISTRATORS, tx(lambda tx, _: standing.change_role(tx, tx.actor, Role.PARTNER, None, ()))),
        (ADMINISTRATORS, lambda o: users.change_role(o.workspace, o.tom, is_admin=True)),
    ),
    "app.people.standing.take_leave": (
        (ADMINISTRATORS, tx(lambda tx, o: standing.take_leave(tx, o.ann, {tx.actor}))),
    ),
    "app.people.users.reset_password": (
        (ADMINISTRATORS, lambda o: users.reset_password(o.workspace, o.workspace.actor, "stolen")),
        (ADMINISTRATORS, lambda o: users.reset_password(o.workspace, o.ann, "stolen")),
    ),
    "app.people.users.remove_user": (
        (ADMINISTRATORS, lambda o: users.remove_user(o.workspace, o.ann, before=stop)),
    ),
    "app.owed.handover.leaving.remove_user": (
        (ADMINISTRATORS, lambda o: leaving.remove_user(o.workspace, o.workspace.actor)),
    ),
    "app.owed.handover.to_come.settle_to_come": (
        (ADMINISTRATORS, tx(lambda tx, o: to_come.settle_to_come(tx, o.ann))),
    ),
    "app.workspace.destroy": (
        (PARTNERS, lambda o: o.workspace.destroy("tried", lambda tx: None, progress=stop)),
    ),
    "app.destruction.commands.destroy_matters": (
        (PARTNERS, lambda o: destroy_matters(o.workspace, [o.own], "tried", progress=stop)),
    ),
    "app.destruction.queries.certificates": ((FIRM, reading(certificates)),),
    "app.workspace.rotate": (
        (ADMINISTRATORS, lambda o: o.workspace.rotate("tried", progress=stop)),
        (
            ADMINISTRATORS,
            lambda o: users.new_recovery_key(o.workspace, RecoveryKey.new(), progress=stop),
        ),
    ),
}
"""By the function that asks: who may, and how it is tried. What stops an allowed one later is its own business."""


def asking() -> Iterator[str]:
    """The functions that ask for a right above writing."""
    root = Path(app.__path__[0])
    for file in root.rglob("*.py"):
        module = ".".join(("app", *file.relative_to(root).with_suffix("").parts))
        source = file.read_text(encoding="utf-8")
        if "need" not in source and "_may" not in source:
            continue  # no call that `_asks` finds: it need not be taken apart
        for node in ast.walk(ast.parse(source)):
            if (
                isinstance(node, ast.FunctionDef)
                and any(map(_asks, ast.walk(node)))
                and node.name != "in_copy"
            ):
                yield f"{module}.{node.name}"


def _asks(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id == "_may"  # walls: a partner, or who answers for the matter
    asked = node.args[0] if node.args else None
    return (
        isinstance(node.func, ast.Attribute)
        and node.func.attr == "need"
        and isinstance(asked, ast.Attribute)
        and asked.attr != "WRITE"
    )


def test_every_command_that_asks_stands_in_the_table() -> None:
    assert set(asking()) == COMMANDS.keys()


@pytest.fixture
def office(workspace: Workspace, cli: Cli) -> Office:
    with workspace.write() as tx:
        ann = add_colleague(tx, NewColleague("Ann", Role.PARTNER))
        tom = add_colleague(tx, NewColleague("Tom", Role.LAWYER))
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        matters = [
            open_matter(tx, MatterDetails("M", (client,), responsible_id=who))
            for who in (tx.actor, tom, tx.actor, tom)
        ]
        for walled in matters[2:]:
            walls.restrict_matter(tx, walled, [tx.actor, tom, ann], "private")
        policy = policies.draft_policy(tx, PolicyForm("Doors", "The last one out locks them."))
        policies.put_in_force(tx, policy)
    own, others, own_walled, others_walled = matters
    return Office(workspace, cli, own, others, own_walled, others_walled, ann, tom, policy)


@pytest.mark.parametrize(
    ("role", "is_admin"), ROLES, ids=[f"{role}{'+admin' if admin else ''}" for role, admin in ROLES]
)
def test_who_may(office: Office, role: Role, is_admin: bool) -> None:
    with writer(office.workspace.vault.engine).begin() as connection:
        connection.execute(
            text("UPDATE colleagues SET role = :role, is_admin = :is_admin WHERE id = :id"),
            {"role": role.value, "is_admin": is_admin, "id": office.workspace.actor.hex},
        )
    wrong = [
        (name, number)
        for name, several in COMMANDS.items()
        for number, (who, tried) in enumerate(several)
        if _is_allowed(tried, office) != ((role, is_admin) in who)
    ]
    assert wrong == []


def _is_allowed(tried: Callable[[Office], object], office: Office) -> bool:
    try:
        tried(office)
    except LiaisonError as error:
        return error.code != "not-allowed"
    return True
