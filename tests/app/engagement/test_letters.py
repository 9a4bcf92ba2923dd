"""The letters of a matter's beginning and end say what was agreed, and how it ended (PRACTICE B3, J7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from app.care.estimate import Estimate
from app.contactlog.words import FollowUpSide
from app.engagement.agreeing import agree_terms
from app.engagement.ending import end_matter
from app.engagement.forms import AgreedDuty, EndingForm, NewAgreement, TermsForm
from app.engagement.terms_commands import draft_terms
from app.engagement.words import AgreedHow, EndingKind
from app.letters.composing import compose_letter
from app.letters.queries import template
from app.promises.terms import OwnTerms
from app.schedule.commands import NewPlan, set_plan
from app.schedule.rhythm import parse_rhythm
from app.schedule.words import IntervalUnit
from app.workdays.worktime import Promise, PromiseUnit
from app.workspace import Workspace
from tests.support import Cli

TODAY = date(2026, 11, 23)
HOURS = Promise(6, PromiseUnit.OPENING_HOURS)
FORM = TermsForm(
    scope="We act for you in the lease.",
    out_of_scope="No tax.",
    estimate=Estimate(Decimal(11000), low=Decimal(9000)),
    replies=OwnTerms(HOURS, HOURS, HOURS, HOURS),
    rhythm=parse_rhythm("fortnight"),
    emergency="Dana Okafor",
    duties=(AgreedDuty(FollowUpSide.CLIENT, "Bring the lease", date(2026, 12, 4)),),
)


def letter(workspace: Workspace, matter: UUID, key: str) -> str:
    with workspace.read() as reader:
        return compose_letter(reader, matter, template(reader, key).form).as_email()


def test_the_protocol_says_what_was_agreed_and_not_what_somebody_set_since(
    workspace: Workspace, matter: UUID
) -> None:
    with workspace.write() as tx:
        draft_terms(tx, matter, FORM)
        agree_terms(tx, NewAgreement(matter, TODAY, AgreedHow.SIGNED))
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.QUARTER))
    said = letter(workspace, matter, "protocol")
    assert "You hear from us every two weeks" in said
    assert "answered within 6 opening hours" in said
    assert "When we are closed:  Dana Okafor" in said
    assert "December 4, 2026:  Bring the lease" in said
    assert "Agreed on November 23, 2026." in said
    assert "Signed" not in said


def test_without_terms_the_protocol_says_what_counts(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.MONTH))
    said = letter(workspace, matter, "protocol")
    assert "You hear from us every month" in said
    assert "answered within 2 business days" in said
    assert "Signed" in said


def test_the_engagement_letter_says_the_newest_revision(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        draft_terms(tx, matter, FORM)
        agree_terms(tx, NewAgreement(matter, TODAY, AgreedHow.SIGNED))
        draft_terms(tx, matter, replace(FORM, scope="And in the deposit."), "The deposit, too")
    said = letter(workspace, matter, "engagement")
    assert "And in the deposit." in said
    assert "Our estimate:  $9,000 to $11,000" in said
    assert "You hear from us every two weeks" in letter(workspace, matter, "protocol")


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (EndingKind.CLOSED, "closing"),
        (EndingKind.DISENGAGED, "disengagement"),
        (EndingKind.NOT_ENGAGED, "non-engagement"),
    ],
)
def test_an_ending_leaves_a_letter_that_is_written(
    workspace: Workspace, matter: UUID, kind: EndingKind, key: str
) -> None:
    form = EndingForm(
        kind,
        TODAY,
        outcome="She stays until June.",
        reason="We do no tax.",
        instructions="Pay the rent.",
        deadlines="Appeal by 4 January.",
        documents="The lease goes back by post.",
        bill="Bill 17.",
        retention="We keep it for seven years.",
    )
    with workspace.write() as tx:
        end_matter(tx, matter, form)
    said = letter(workspace, matter, key)
    wanted = [form.deadlines, form.instructions, form.documents, form.bill, form.retention]
    wanted += [form.outcome] if kind is not EndingKind.NOT_ENGAGED else []
    wanted += [form.reason] if kind is not EndingKind.CLOSED else []
    assert [one for one in wanted if one not in said] == []
    assert "[Please write" not in said


def test_the_letter_leaves_with_the_command(cli: Cli, matter: UUID, tmp_path: Path) -> None:
    number = cli("matters").json["matters"][0]["number"]
    file = tmp_path / "closing.pdf"
    done = cli("close", "--matter", number, "--outcome", "Settled", "--letter", str(file))
    assert done.status == 0, done.err
    assert file.read_bytes().startswith(b"%PDF")
    assert done.json["pages"] == 1
    actions = [one["action"] for one in cli("audit", "--matter", number).json["events"]]
    assert {"ended", "exported"} <= set(actions)
