"""How matters end, on a real vault (PRACTICE J7)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select

from app.audit.models import AuditBody, AuditEvent
from app.care.commands import NewCostsFigure, state_costs
from app.care.queries import costs
from app.care.rules import FeeRule
from app.care.ruling import set_fee_rule
from app.care.words import CostsKind, FeeLevel
from app.contactlog.commands import log_contact
from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.queries import entry, untold_developments
from app.contactlog.words import Channel, Direction, Outcome
from app.engagement.ending import end_matter
from app.engagement.ending_queries import ending_of, endings, still_open
from app.engagement.ending_words import say_kept
from app.engagement.forms import EndingForm, NewDocument
from app.engagement.intake import add_document
from app.engagement.words import EndingKind
from app.kernel.clock import FixedClock
from app.kernel.errors import Invalid, Refused
from app.kernel.language import speaking
from app.languages.offered import catalogue_of
from app.matters.commands import edit_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.sheet import matter_sheet
from app.matters.words import DevelopmentKind, KeyDateKind, MatterStatus
from app.owed.queries import owed
from app.storage.transaction import Transaction
from app.workspace import Workspace
from tests.support import MONDAY

TODAY = date(2026, 11, 23)
SETTLED = EndingForm(
    EndingKind.CLOSED,
    TODAY,
    outcome="Settled: she stays until June.",
    instructions="Pay the rent on the first.",
    documents="The lease went back by post.",
    bill="Bill 17, paid",
    billed=Decimal("8400.50"),
    retention="Seven years, until November 2033.",
)


def end(workspace: Workspace, matter: UUID, form: EndingForm = SETTLED) -> UUID:
    with workspace.write() as tx:
        return end_matter(tx, matter, form)


def reopen(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, status=MatterStatus.OPEN, closed_on=None))


def test_ending_closes_logs_and_bills(workspace: Workspace, matter: UUID) -> None:
    end(workspace, matter)
    with workspace.read() as reader:
        details = matter_sheet(reader, matter).details
        assert (details.status, details.closed_on) == (MatterStatus.CLOSED, TODAY)
        found = ending_of(reader, matter)
        assert found is not None
        assert (found.form, found.author) == (replace(SETTLED, currency="USD"), "Maria Ortega")
        note = entry(reader, found.entry_id)
        assert (note.channel, note.with_client) == (Channel.NOTE, False)
        assert note.summary.splitlines()[:2] == [
            "Matter closed.",
            "Outcome: Settled: she stays until June.",
        ]
        billed = costs(reader, matter).to_date
        assert billed is not None
        assert billed.amount == Decimal("8400.50")
        assert owed(reader, matter_id=matter).items == ()


def test_ended_once(workspace: Workspace, matter: UUID) -> None:
    end(workspace, matter)
    with pytest.raises(Refused, match="ended already"):
        end(workspace, matter)


def test_opened_again_it_ends_again(workspace: Workspace, matter: UUID, clock: FixedClock) -> None:
    end(workspace, matter)
    clock.advance(timedelta(days=10))
    reopen(workspace, matter)
    with workspace.read() as reader:
        assert ending_of(reader, matter) is None
        assert matter_sheet(reader, matter).details.closed_on is None
    clock.advance(timedelta(days=10))
    end(workspace, matter, replace(SETTLED, ended_on=date(2026, 12, 13), outcome="Now it is."))
    with workspace.read() as reader:
        assert [one.form.outcome for one in endings(reader, matter)] == ["Now it is.", SETTLED.outcome]
    with workspace.read(MONDAY + timedelta(days=1)) as reader:
        assert len(endings(reader, matter)) == 1


def test_what_was_closed_by_hand_can_still_be_ended(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, status=MatterStatus.CLOSED, closed_on=date(2026, 11, 9)))
    with workspace.read() as reader:
        assert ending_of(reader, matter) is None
    end(workspace, matter, replace(SETTLED, ended_on=date(2026, 11, 9)))


@pytest.mark.parametrize("billed", ["NaN", "Infinity", "-1", "0.005", "1e12"])
def test_a_bill_that_is_no_money(workspace: Workspace, matter: UUID, billed: str) -> None:
    with pytest.raises(Refused) as found:
        end(workspace, matter, replace(SETTLED, billed=Decimal(billed)))
    assert (found.value.code, found.value.field) == ("bad-amount", "billed")


def test_what_it_cost_is_in_the_estimates_currency(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        told = CostsKind.ESTIMATE, Decimal("9000.125"), TODAY
        state_costs(tx, NewCostsFigure(matter, *told, currency="KWD"))
    end(workspace, matter, replace(SETTLED, billed=Decimal("8400.505")))
    with workspace.read() as reader:
        found, spent = ending_of(reader, matter), costs(reader, matter)
    assert found is not None
    assert (found.form.billed, found.form.currency) == (Decimal("8400.505"), "KWD")
    assert spent.standing is not None
    assert (spent.standing.percent, spent.standing.used) == (93, Decimal("8400.505"))


@pytest.mark.parametrize("with_tax", [True, False])
def test_what_all_of_it_cost_is_held_against_all_of_the_estimate(
    workspace: Workspace, matter: UUID, *, with_tax: bool
) -> None:
    with workspace.write() as tx:
        set_fee_rule(tx, FeeRule(with_tax=with_tax, red=120), "As the test says")
        told = CostsKind.ESTIMATE, Decimal(9000), TODAY
        state_costs(tx, NewCostsFigure(matter, *told, tax=Decimal(1800), disbursements=Decimal(200)))
    end(workspace, matter, replace(SETTLED, billed=Decimal(10450)))
    with workspace.read() as reader:
        found = costs(reader, matter)
        assert found.standing is not None
        assert (found.standing.used, found.standing.of) == (Decimal(10450), Decimal(11000))
        assert (found.standing.percent, found.standing.with_tax) == (95, True)


def test_the_last_figure_leaves_no_news_in_a_file_that_closes(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        state_costs(tx, NewCostsFigure(matter, CostsKind.ESTIMATE, Decimal(8000), TODAY))
    end(workspace, matter)
    with workspace.read() as reader:
        assert costs(reader, matter).level is FeeLevel.RED
        assert untold_developments(reader, matter) == ()


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (replace(SETTLED, outcome=" "), "no-outcome"),
        (EndingForm(EndingKind.DISENGAGED, TODAY), "no-reason"),
        (EndingForm(EndingKind.NOT_ENGAGED, TODAY), "no-reason"),
        (replace(SETTLED, ended_on=date(2026, 11, 24)), "ends-in-future"),
        (replace(SETTLED, ended_on=date(2026, 11, 1)), "closed-before-opened"),
        (replace(SETTLED, bill="x" * 20_001), "too-long"),
    ],
)
def test_what_is_refused(workspace: Workspace, matter: UUID, form: EndingForm, code: str) -> None:
    with pytest.raises(Invalid) as found:
        end(workspace, matter, form)
    assert code in {one.code for one in found.value.problems}
    with workspace.read() as reader:
        assert matter_sheet(reader, matter).details.status is MatterStatus.OPEN
        assert endings(reader, matter) == ()


def lapses(tx: Transaction, matter: UUID) -> None:
    add_key_date(tx, NewKeyDate(matter, KeyDateKind.LIMITATION, date(2027, 1, 4), "Claim lapses"))


def denied(tx: Transaction, matter: UUID) -> None:
    add_development(tx, NewDevelopment(matter, DevelopmentKind.RULING, MONDAY, "Denied."))


def asks(tx: Transaction, matter: UUID) -> None:
    spoke = Outcome.SPOKE
    asked = NewContact(
        Channel.PHONE, Direction.IN, MONDAY, "Is it over?", matter, outcome=spoke, needs_reply=True
    )
    log_contact(tx, asked)


def small_things(tx: Transaction, matter: UUID) -> None:
    add_follow_up(tx, matter, NewFollowUp("", "Send the bill"))
    add_document(tx, matter, NewDocument("The lease", received_on=TODAY, original=True))


def test_what_is_still_open_is_said(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        for begin in (lapses, denied, asks, small_things):
            begin(tx, matter)
    with workspace.read() as reader:
        found = {(one.kind, one.text, one.needs_reason) for one in still_open(reader, matter)}
    assert found == {
        ("key date", "Claim lapses", True),
        ("not told", "Denied.", True),
        ("to do", "Send the bill", False),
        ("original here", "The lease", False),
        ("unanswered", "Is it over?", True),
    }


@pytest.mark.parametrize(
    ("begin", "kind"), [(lapses, "key date"), (denied, "not told"), (asks, "without an answer")]
)
def test_what_is_owed_needs_a_reason(
    workspace: Workspace, matter: UUID, begin: Callable[[Transaction, UUID], None], kind: str
) -> None:
    with workspace.write() as tx:
        begin(tx, matter)
    for words in ("", " \n"):
        with pytest.raises(Refused, match=kind if kind != "not told" else "was not told") as refused:
            end(workspace, matter, replace(SETTLED, although=words))
        assert (refused.value.code, refused.value.field) == ("still-open", "although")
    with workspace.read() as reader:
        assert matter_sheet(reader, matter).details.status is MatterStatus.OPEN
    end(workspace, matter, replace(SETTLED, although="She went to another firm."))
    with workspace.read() as reader:
        found = ending_of(reader, matter)
        assert found is not None
        note = entry(reader, found.entry_id).summary
        query = select(AuditBody.body).join(AuditEvent, AuditBody.seq == AuditEvent.seq)
        (ended,) = reader.session.scalars(query.where(AuditEvent.action == "ended"))
    assert found.form.although == "She went to another firm."
    assert "Why it ends although something is open: She went to another firm." in note
    assert json.loads(ended)["although"] == "She went to another firm."


def test_what_is_only_left_to_do_needs_no_reason(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        small_things(tx, matter)
        on = date(2026, 11, 20)
        add_key_date(tx, NewKeyDate(matter, KeyDateKind.HEARING, on, "Heard"))
    end(workspace, matter)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en-US", "We keep our file until November 23, 2033 at least, and then destroy it safely."),
        ("en-GB", "We keep our file until 23 November 2033 at least, and then destroy it safely."),
        (
            "de",
            "Wir bewahren unsere Akte mindestens bis 23. November 2033 auf und vernichten sie dann sicher.",
        ),
    ],
)
@pytest.mark.parametrize("window", ["en-GB", "es"])
def test_the_client_is_told_in_the_language_of_the_firms_paper(language: str, said: str, window: str) -> None:
    with speaking(catalogue_of(window)):
        assert say_kept(date(2033, 11, 23), language).startswith(said)
