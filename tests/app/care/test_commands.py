"""Figures, arrangements, excuses and the firm's rule: what is refused, what stays readable (PRACTICE F1, F2)."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.care.commands import (
    NewArrangement,
    NewCostsFigure,
    arrange_fees,
    excuse_costs_update,
    must_say_why,
    state_costs,
)
from app.care.firm_rule import fee_rule, firm_currency
from app.care.queries import Rate, arrangement, arrangements, costs, figures
from app.care.rules import FeeRule, level_of, tell_again_by
from app.care.ruling import set_fee_rule
from app.care.words import Arrangement, CostsKind, FeeLevel
from app.clients.commands import ClientDetails, add_client
from app.contactlog.queries import untold_developments
from app.kernel.clock import FixedClock
from app.kernel.errors import Invalid, LiaisonError, NotFound, Refused
from app.kernel.rights import Right
from app.matters.commands import MatterDetails, open_matter
from app.owed.items import OwedState
from app.owed.queries import owed
from app.workspace import Workspace

TODAY = date(2026, 11, 23)
ESTIMATE, TO_DATE = CostsKind.ESTIMATE, CostsKind.TO_DATE


@pytest.fixture
def matter(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        return open_matter(tx, MatterDetails(title="Whitcombe v. Larkspur", clients=(client,)))


def told(workspace: Workspace, matter: UUID, kind: CostsKind, amount: str, **more: Any) -> UUID:
    with workspace.write() as tx:
        values = {"on": tx.today, **more}
        return state_costs(tx, NewCostsFigure(matter, kind, Decimal(amount), **values))


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"low": Decimal(12000)}, "bad-range", "low"),
        ({"tax": Decimal(-1)}, "bad-amount", "tax"),
        ({"disbursements": Decimal("0.001")}, "bad-amount", "disbursements"),
        ({"currency": "dollars"}, "bad-currency", "currency"),
        ({"on": TODAY + timedelta(days=1)}, "in-future", "on"),
        ({"reason": "x" * 1001}, "too-long", "reason"),
    ],
)
def test_what_is_refused(
    workspace: Workspace, matter: UUID, more: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        told(workspace, matter, ESTIMATE, "11000", **more)
    assert (refusal.value.code, refusal.value.field) == (code, field)
    with workspace.read() as reader:
        assert figures(reader, matter) == ()


def test_no_matter_no_figure(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        told(workspace, UUID(int=7), ESTIMATE, "11000")


def test_a_revision_says_why_and_what_was_before_stays(workspace: Workspace, matter: UUID) -> None:
    told(workspace, matter, ESTIMATE, "11000", low=Decimal(9000), covers="All of it.")
    again = NewCostsFigure(matter, ESTIMATE, Decimal(11000), TODAY, low=Decimal(9000))
    other = NewCostsFigure(matter, ESTIMATE, Decimal(11000), TODAY, low=Decimal(9500))
    with workspace.read() as reader:
        must_say_why(reader, again)
        with pytest.raises(Refused) as refusal:
            must_say_why(reader, other)
    assert refusal.value.code == "no-reason"
    told(workspace, matter, ESTIMATE, "15000", reason="An expert is needed.")
    with workspace.read() as reader:
        found = costs(reader, matter)
        assert found.estimate is not None
        assert found.estimate_before is not None
        assert (found.estimate.amount, found.estimate.reason) == (Decimal(15000), "An expert is needed.")
        assert (found.estimate_before.amount, found.estimate_before.low) == (Decimal(11000), Decimal(9000))
        assert [row.figure.amount for row in figures(reader, matter)] == [Decimal(15000), Decimal(11000)]


def test_what_was_known_then(workspace: Workspace, clock: FixedClock, matter: UUID) -> None:
    before = clock.now()
    clock.set(before + timedelta(days=3))
    told(workspace, matter, ESTIMATE, "11000", on=TODAY)
    with workspace.write() as tx:
        arrange_fees(tx, NewArrangement(matter, Arrangement.FIXED, TODAY))
        set_fee_rule(tx, FeeRule(60), "Earlier")
    with workspace.read(before) as reader:
        assert costs(reader, matter).estimate is not None, "as known now"
    with workspace.read(before, before) as reader:
        assert costs(reader, matter).estimate is None
        assert arrangements(reader, matter) == ()
        assert fee_rule(reader) == FeeRule()


def test_an_arrangement_holds_until_the_next_one(workspace: Workspace, matter: UUID) -> None:
    first = NewArrangement(
        matter, Arrangement.HOURLY, date(2026, 1, 1), rates=(Rate("Lawyer", Decimal(340)),)
    )
    with workspace.write() as tx:
        arrange_fees(tx, first)
        later = NewArrangement(matter, Arrangement.CAPPED, date(2027, 1, 1), "Up to 9,000", reason="")
        with pytest.raises(Refused, match="why the arrangement is changed"):
            arrange_fees(tx, later)
        arrange_fees(tx, NewArrangement(matter, Arrangement.CAPPED, date(2027, 1, 1), reason="She asked"))
    with workspace.read() as reader:
        holds = arrangement(reader, matter)
        assert holds is not None
        assert (holds.kind, holds.rates, holds.currency) == (
            *(Arrangement.HOURLY, (Rate("Lawyer", Decimal(340)),), "USD"),
        )
        assert [one.kind for one in arrangements(reader, matter)] == [Arrangement.CAPPED, Arrangement.HOURLY]
    with workspace.read(datetime(2027, 1, 5, 20, tzinfo=UTC)) as reader:
        found = arrangement(reader, matter)
        assert found is not None
        assert found.kind is Arrangement.CAPPED


@pytest.mark.parametrize(
    "rate", [Rate("", Decimal(1)), Rate("Lawyer", Decimal(-1)), Rate("L", Decimal(1), " ")]
)
def test_a_rate_is_somebodys_for_something(workspace: Workspace, matter: UUID, rate: Rate) -> None:
    with workspace.write() as tx, pytest.raises(Refused):
        arrange_fees(tx, NewArrangement(matter, Arrangement.HOURLY, TODAY, rates=(rate,)))


def test_the_warning_is_owed_and_the_costs_update_stands_on_today(
    workspace: Workspace, clock: FixedClock, matter: UUID
) -> None:
    told(workspace, matter, ESTIMATE, "11000", on=date(2026, 5, 20))
    with workspace.read() as reader:
        (duty,) = (one for one in owed(reader).items if one.word == "costs_update")
        assert (duty.state, duty.due) == (OwedState.OVERDUE, date(2026, 11, 20))
        assert duty.text == "Tell the client what it has cost so far; last told Wed 20 May"
    told(workspace, matter, TO_DATE, "8250")
    with workspace.read() as reader:
        assert not [one for one in owed(reader).items if one.word == "costs_update"]
        (news,) = untold_developments(reader, matter)
    assert news.text == (
        "Costs up to 23 November 2026 are $8,250: 75 % of the estimate of $11,000 given on 20 May 2026."
    )
    assert news.essential
    assert not news.urgent


def test_only_what_is_due_is_excused(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx, pytest.raises(Refused, match="No costs update"):
        excuse_costs_update(tx, matter, "A fixed fee")
    told(workspace, matter, ESTIMATE, "11000")
    with workspace.write() as tx, pytest.raises(Refused, match="say why"):
        excuse_costs_update(tx, matter, " ")


@pytest.mark.parametrize(
    "rule",
    [FeeRule(0), FeeRule(100), FeeRule(50, 501), FeeRule(update_months=0), FeeRule(update_months=61)],
)
def test_a_rule_that_makes_no_sense(workspace: Workspace, rule: FeeRule) -> None:
    with workspace.write() as tx, pytest.raises(Invalid):
        set_fee_rule(tx, rule, "So")


def test_the_rule_of_the_firm(workspace: Workspace) -> None:
    with workspace.write() as tx:
        set_fee_rule(tx, FeeRule(), "")  # the same again asks nothing
        with pytest.raises(Refused, match="say why"):
            set_fee_rule(tx, FeeRule(60), "")
        set_fee_rule(tx, FeeRule(60, 90, with_tax=False, update_months=3, currency="eur"), "Earlier")
    with workspace.read() as reader:
        assert fee_rule(reader) == FeeRule(60, 90, with_tax=False, update_months=3, currency="EUR")
        assert firm_currency(reader) == "EUR"


def test_who_sets_the_rule_need_not_be_able_to_write(workspace: Workspace, matter: UUID) -> None:
    told(workspace, matter, ESTIMATE, "10000")
    told(workspace, matter, TO_DATE, "6500")
    with workspace.write() as tx:
        tx.rights_in = lambda *_: frozenset({Right.FIRM})  # an administrator who reads only
        set_fee_rule(tx, FeeRule(60), "Earlier")
    with workspace.read() as reader:
        assert len(untold_developments(reader, matter)) == 1


@given(words=st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_any_words_are_kept_or_refused(workspace: Workspace, matter: UUID, words: str) -> None:
    new = NewCostsFigure(
        matter, ESTIMATE, Decimal(1), TODAY, words, currency=words, covers=words, reason=words
    )
    for one in (new, NewCostsFigure(matter, ESTIMATE, Decimal(1), TODAY, words, covers=words, reason=words)):
        with workspace.rehearse() as tx, suppress(LiaisonError):
            state_costs(tx, one)


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_red_is_never_reached_before_amber(used: int, of: int) -> None:
    level = level_of(Decimal(used) / 100, Decimal(of) / 100, FeeRule())
    assert (level is FeeLevel.RED) == (used >= of)
    assert (level is FeeLevel.WITHIN) == (used * 4 < of * 3)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_costs_are_told_again_within_so_many_months(on: date, months: int) -> None:
    due = tell_again_by(
        on, FeeRule(update_months=months), lambda day: day - timedelta(days=day.weekday() % 3)
    )
    assert on < due <= on + timedelta(days=31 * months)
